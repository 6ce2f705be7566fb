"""Templates of forms: keep one field by field, choose one to begin with, throw one away."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.form_templates import FormTemplate, is_shared, passed_on
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.ui import i18n, icons, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import Dialog, Told, field, line_edit
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.forms.fields import said
from pairing_desktop.ui.forms.loading import Loaded, around
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label

_NAME = Qt.ItemDataRole.UserRole


def _draft(kind: str, values: Mapping[str, str]) -> Draft:
    return Draft(kind, None, 0, dict(values))


class KeepTemplateDialog(Dialog):
    """Which fields of a record the template says, ticked where they usually say the same of several."""

    def __init__(self, bridge: Bridge, kind: str, values: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(tr("Save as template"), parent)
        self._bridge = bridge
        self._kind = KINDS[kind]
        self._values = passed_on(kind, values)
        self.name = line_edit(tr("Name of the template"))
        self.name.textChanged.connect(lambda _text: self._enable())
        field(self.body, plain_label(tr("Name of the template")), self.name)
        self.fields = QListWidget(self)
        self.fields.setAccessibleName(tr("Fields"))
        self.fields.setProperty("framed", True)
        self.fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.edge_ticks(self.fields)
        for name in self._values:
            if not name.endswith("_precision"):
                item = QListWidgetItem()
                item.setData(_NAME, name)
                item.setSizeHint(QSize(10, theme.metrics().row))  # narrower than the list: long texts are elided
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if is_shared(kind, name) else Qt.CheckState.Unchecked)
                self.fields.addItem(item)
        self.fields.itemChanged.connect(lambda _item: self._enable())
        field(self.body, plain_label(tr("A new record begins with")), self.fields)
        self.message = Told()
        self.body.addWidget(self.message)
        self.add_button(tr("Cancel"), self.reject)
        self.button = self.add_button(tr("Save"), self._keep, primary=True)
        self._write(Loaded(_draft(kind, self._values)))
        bridge.ask(self, "names", lambda ask: around(ask, _draft(kind, self._values)), self._write)
        self._enable()
        self.resize(480, 460)

    def _write(self, loaded: Loaded) -> None:
        """Each field with what it says, links by their names once they are known."""
        for place in range(self.fields.count()):
            item = self.fields.item(place)
            one = self._kind.field(item.data(_NAME))
            text = " ".join(said(self._kind.name, one, self._values, loaded.picks).split())
            item.setText(tr("{field}: {text}", field=tr(one.label), text=text))
        self.fields.setMinimumHeight(120)

    def _ticked(self) -> dict[str, str]:
        items = [self.fields.item(place) for place in range(self.fields.count())]
        names = {item.data(_NAME) for item in items if item.checkState() == Qt.CheckState.Checked}
        names |= {self._kind.field(name).precision for name in names}
        return {name: text for name, text in self._values.items() if name in names}

    def _enable(self) -> None:
        self.button.setEnabled(bool(self.name.text().strip()) and bool(self._ticked()))

    def _keep(self) -> None:
        kind, name, values = self._kind.name, self.name.text(), self._ticked()
        self.button.setEnabled(False)
        self._bridge.do(
            lambda commands: commands.templates.keep(kind, name, values), initiator=self,
            then=lambda _change: self.accept(), failed=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self.message.tell_failure(error)
        self._enable()


class TemplatesDialog(Dialog):
    """All templates; Enter begins a new record, Del throws one away."""

    chosen = Signal(str, dict)  # kind, values

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(tr("New from template"), parent)
        self._bridge = bridge
        headers = (tr("Name"), tr("Kind"), tr("A new record begins with"))
        self.table = TextTable(tr("Templates"), headers, (180, 110, 0), self)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemActivated.connect(lambda _item, _column: self._choose())
        self.body.addWidget(self.table, 1)
        self.note = plain_label(muted=True, size="small", wrap=True)
        self.body.addWidget(self.note)
        self.away = self.add_button(tr("Throw away"), self._throw_away)
        self.add_close().setDefault(False)
        self.button = self.add_button(tr("New"), self._choose, primary=True)
        bridge.changed.connect(self._changed)
        self.resize(640, 400)
        self._ask()

    def _changed(self, change: ChangeSet, _initiator: object) -> None:
        if change.touches("templates"):
            self._ask()

    def _ask(self) -> None:
        self._bridge.ask(self, "templates", lambda ask: ask.editing.templates(), self._take)

    def _take(self, templates: tuple[FormTemplate, ...]) -> None:
        self.table.clear()
        for one in templates:
            kind = KINDS[one.kind]
            names = [tr(field.label) for field in kind.fields if field.name in one.values]
            item = self.table.add((one.name, tr(kind.one), i18n.current().list_comma.join(names)), one)
            item.setIcon(0, icons.icon(kind.icon, "muted"))
        first = self.table.topLevelItem(0)
        if first is not None:
            self.table.setCurrentItem(first)
        said_none = tr("No templates yet. Open a record, then Record, Save as template.")
        self.note.setText("" if templates else said_none)
        self._enable()

    def _chosen(self) -> FormTemplate | None:
        found = self.table.data_of_selected()
        return found[0] if found and isinstance(found[0], FormTemplate) else None

    def _enable(self) -> None:
        for button in (self.button, self.away):
            button.setEnabled(self._chosen() is not None)

    def _choose(self) -> None:
        one = self._chosen()
        if one is not None:
            self.accept()
            self.chosen.emit(one.kind, one.values)

    def _throw_away(self) -> None:
        one = self._chosen()
        if one is not None:
            self._bridge.do(lambda commands: commands.templates.throw_away(one.id), initiator=self)
