"""The same value for all selected records: field and value, and what would happen to each before it happens."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import LONGEST_WHY, Pick
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.safe_cells import bulk_fields
from pairing_desktop.operations.bulk import BulkPlan, BulkRow
from pairing_desktop.ui import i18n, icons
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import Dialog, field, line_edit
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.forms.fields import make_editor, said
from pairing_desktop.ui.i18n import error_words, plural, tr
from pairing_desktop.ui.widgets.editor import Editor
from pairing_desktop.ui.widgets.links import plain_label

AFTER = 200  # milliseconds after the last key the preview is asked for
SHOWN = 200  # rows listed; the counts are of all


class ChangeSelectedDialog(Dialog):
    """`ids` are the selected records of `kind`, in the order of their list."""

    def __init__(self, bridge: Bridge, kind: str, ids: Sequence[int], parent: object = None) -> None:
        count = len(ids)
        super().__init__(tr("Change selected"), parent)  # type: ignore[arg-type]
        self._bridge = bridge
        self.kind = KINDS[kind]
        self._ids = tuple(ids)
        self._plan: BulkPlan | None = None
        self._doing = False
        names = tr("{kind}: {n}", kind=tr(self.kind.label), n=f"{count:,}")
        self.body.addWidget(plain_label(names, size="title"))
        self.fields = QComboBox(self)
        self.fields.setAccessibleName(tr("Field"))
        for one in bulk_fields(kind):
            self.fields.addItem(tr(one.label), one.name)
        self._editors: dict[str, Editor] = {}
        self._value = QVBoxLayout()
        self._value.setSpacing(4)
        self._caption = plain_label(tr("New value"))
        self._value.addWidget(self._caption)
        left = QVBoxLayout()
        field(left, plain_label(tr("Field")), self.fields)
        left.addStretch(1)
        self._value.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(left, 2)
        line.addLayout(self._value, 3)
        self.body.addLayout(line)
        self.count = plain_label(wrap=True)
        self.body.addWidget(self.count)
        headers = (tr("Record"), tr("Now"), tr("Afterwards"), tr("Remark"))
        self.table = TextTable(tr("What would change"), headers, (0, 150, 150, 190), self)
        self.body.addWidget(self.table, 1)
        self.why = line_edit(tr("Why (kept in the history)"), limit=LONGEST_WHY)
        self.why.setPlaceholderText(tr("Why (kept in the history)"))
        self.body.addWidget(self.why)
        self.add_button(tr("Cancel"), self.reject)
        self.button = self.add_button(tr("Change"), self._change, primary=True)
        self._later = QTimer(self, singleShot=True, interval=AFTER)
        self._later.timeout.connect(self._ask)
        self.fields.currentIndexChanged.connect(lambda _index: self._field_chosen())
        self._field_chosen()
        self.resize(760, 520)

    @property
    def editor(self) -> Editor:
        """The input of the chosen field."""
        return self._editors[self.fields.currentData()]

    def _field_chosen(self) -> None:
        name = str(self.fields.currentData())
        for editor in self._editors.values():
            editor.hide()
        if name not in self._editors:
            made = make_editor(self._bridge, self.kind.name, self.kind.field(name), self)
            made.input.setAccessibleName(tr("New value"))
            made.edited.connect(self._edited)
            self._editors[name] = made
            self._value.insertWidget(1, made)
        self._editors[name].show()
        self._caption.setBuddy(self._editors[name].input)
        self._edited()

    def _edited(self) -> None:
        self._plan = None
        self.button.setEnabled(False)
        self._later.start()

    def _ask(self) -> None:
        name, value = str(self.fields.currentData()), self.editor.value()
        unchosen = self.editor.problem(name)
        if unchosen is not None:
            self.count.setText(unchosen.message(i18n.current()))
            self.table.clear()
            return
        if self.kind.field(name).required and not value.strip():  # nothing is wrong yet: nobody has said anything
            self.count.setText(tr("Choose or type the new value."))
            self.table.clear()
            return
        kind, ids = self.kind.name, self._ids
        self._bridge.ask(
            self, "plan", lambda ask: ask.editing.bulk_plan(kind, ids, name, value), self._take, self._cannot
        )

    def _take(self, plan: BulkPlan) -> None:
        self._plan = plan
        changed, refused = len(plan.changed), len(plan.refused)
        parts = [plural("{n} would change", "{n} would change", changed, n=f"{changed:,}")]
        if plan.same:
            parts.append(plural("{n} says so already", "{n} say so already", plan.same, n=f"{plan.same:,}"))
        if refused:
            parts.append(plural("{n} cannot be changed", "{n} cannot be changed", refused, n=f"{refused:,}"))
        if len(plan.rows) > SHOWN:
            parts.append(tr("the first {n} are shown", n=SHOWN))
        self.count.setText(i18n.current().comma.join(parts) + i18n.current().full_stop)
        self.table.clear()
        done = {id(row) for row in (*plan.refused, *plan.changed)}
        rest = [row for row in plan.rows if id(row) not in done]
        for row in [*plan.refused, *plan.changed, *rest][:SHOWN]:
            self._add(plan, row)
        self.button.setText(plural("Change {n} record", "Change {n} records", changed, n=f"{changed:,}"))
        self.button.setEnabled(bool(changed) and not self._doing)

    def _add(self, plan: BulkPlan, row: BulkRow) -> None:
        language = i18n.current()
        name = row.pick.called(language)
        before, after = (self._said(plan, values) for values in (row.before, row.after))
        remark = "" if row.after else tr("says so already")
        if row.problem is not None:
            remark = row.problem.message(language)
            if row.problem.field != plan.field.name and row.problem.field != "key":
                remark = tr("{field}: {text}", field=tr(self.kind.field(row.problem.field).label), text=remark)
        item = self.table.add((name, before, after, remark), row.pick.id)
        if row.problem is not None:
            item.setIcon(3, icons.icon("mark-implausible", "error"))

    def _said(self, plan: BulkPlan, values: object) -> str:
        """The value of the field as people read it, "—" for nothing, empty where the row stays as it is."""
        if not isinstance(values, dict) or not values:
            return ""
        pick: Pick | None = plan.linked.get(values.get(plan.field.name, ""))
        picks = {plan.field.name: pick} if pick is not None else {}
        return said(plan.kind, plan.field, values, picks) or "—"

    def _cannot(self, error: Exception) -> None:
        self._plan = None
        self.table.clear()
        self.count.setText(error_words(error))

    def _change(self) -> None:
        plan = self._plan
        if plan is None or self._doing or not plan.changed:
            return
        self._doing = True
        self.button.setEnabled(False)
        ids, why = self._ids, self.why.text()
        self._bridge.do(
            lambda commands: commands.change_all(plan.kind, ids, plan.field.name, plan.value, why=why),
            initiator=self, then=self._done, failed=self._failed,
        )

    def _done(self, _change: ChangeSet) -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._doing = False
        self._cannot(error)
