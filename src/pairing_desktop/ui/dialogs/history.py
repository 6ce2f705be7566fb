"""Who changed what and when: of one record field by field, of the whole file act by act."""

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.cards import HistoryLine
from pairing_desktop.domain.display import MISSING, name_text
from pairing_desktop.domain.drafts import OperationLine, Pick, operation_text
from pairing_desktop.domain.kinds import KINDS, FieldType
from pairing_desktop.domain.vocabulary import label as code_label
from pairing_desktop.ui import i18n
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import Dialog, label
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.moments import local

OPERATIONS_SHOWN = 500
_TRASHED = "deleted_at"


class RecordHistoryDialog(Dialog):
    """Every change of one record, the latest first."""

    def __init__(self, bridge: Bridge, kind: str, id: int, parent: QWidget | None = None) -> None:
        super().__init__(tr("History of this record"), parent)
        self._kind = kind
        self._name = label(size="title", wrap=True)
        self.body.addWidget(self._name)
        headers = (tr("When"), tr("Who"), tr("What"), tr("Field"), tr("Before"), tr("After"))
        self.table = TextTable(tr("Changes"), headers, (130, 150, 170, 130, 0, 0), self)
        self.body.addWidget(self.table, 1)
        self._count = label(muted=True, size="small")
        self.body.addWidget(self._count)
        self.add_close()
        self.resize(940, 520)
        bridge.ask(self, "name", lambda ask: ask.name(kind, id), self._take_name)
        bridge.ask(self, "history", lambda ask: ask.history(kind, id), self._take)

    def _take_name(self, pick: Pick) -> None:
        self._name.setText(name_text(pick.name_en, pick.name_zh, i18n.current()))

    def _take(self, lines: tuple[HistoryLine, ...]) -> None:
        for line in lines:
            what = operation_text(line.label, line.values, i18n.current())
            before, after = self._value(line.field, line.before), self._value(line.field, line.after)
            self.table.add((local(line.at), _person(line.who, line.unit), what, self._field(line.field), before, after))
        if lines:
            self._count.setText(plural("{n} change, the latest first", "{n} changes, the latest first", len(lines)))
        else:
            self._count.setText(tr("Nothing was changed since the record was made."))

    def _field(self, name: str) -> str:
        if name == _TRASHED:
            return tr("In the trash since")
        try:
            return tr(KINDS[self._kind].field(name).label)
        except KeyError:
            return name

    def _value(self, name: str, value: str) -> str:
        if not name:
            return ""
        if not value:
            return MISSING
        if name == _TRASHED:
            return local(value)
        try:
            field = KINDS[self._kind].field(name)
        except KeyError:
            return value
        return code_label(field.choices, value, i18n.current()) if field.type is FieldType.CHOICE else value


class FileHistoryDialog(Dialog):
    """Everything that was done in the file, the latest first."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(tr("History of the file"), parent)
        headers = (tr("When"), tr("Who"), tr("What"), tr("State"))
        self.table = TextTable(tr("What was done"), headers, (140, 200, 0, 110), self)
        self.body.addWidget(self.table, 1)
        self._count = label(muted=True, size="small")
        self.body.addWidget(self._count)
        self.add_close()
        self.resize(760, 520)
        bridge.ask(self, "operations", lambda ask: ask.operations(OPERATIONS_SHOWN), self._take)

    def _take(self, lines: tuple[OperationLine, ...]) -> None:
        for line in lines:
            state = tr("Undone") if line.undone else ""
            what = line.text(i18n.current())
            self.table.add((local(line.at), _person(line.who, line.unit), what, state))
        if len(lines) == OPERATIONS_SHOWN:
            self._count.setText(tr("The latest {n} are shown.", n=OPERATIONS_SHOWN))
        else:
            self._count.setText(plural("{n} act, the latest first", "{n} acts, the latest first", len(lines)))


def _person(who: str, unit: str) -> str:
    name = who or tr("no name")
    if not unit:
        return name
    return f"{name}（{unit}）" if i18n.current().is_chinese else f"{name} ({unit})"
