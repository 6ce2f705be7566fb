"""The card of one entry: its fields, its source, of people sent the names, and its history."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.cards import HistoryLine
from pairing_desktop.domain.display import (
    coded,
    date_text,
    name_text,
    quantity,
    source_line,
    source_note,
    term_text,
)
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.entries import EntryLine, entry_title
from pairing_desktop.domain.kinds import KINDS, Field, FieldType
from pairing_desktop.domain.trust import Mark, trust_word
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.card import AskHistory
from pairing_desktop.ui.widgets.card_claims import write_history
from pairing_desktop.ui.widgets.card_document import LABELS, CardDocument, target
from pairing_desktop.ui.widgets.card_frame import CardFrame

_UNITS = {"people": "person", "price": "CNY"}
_APART = frozenset({"key", "source_key", "locator", "qualifier", "end_date", "note"})  # said with another field, or below


@dataclass(frozen=True)
class EntryShown:
    """An entry, and of people sent the names on file."""

    line: EntryLine
    names: tuple[str, ...] = ()


class EntryCard(CardFrame):
    """Shows an EntryShown."""

    namesAsked = Signal(int)  # see to the names of these people sent

    def __init__(self, ask_history: AskHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask_history = ask_history
        self._history: tuple[EntryShown, tuple[HistoryLine, ...]] | None = None
        self.chart.hide()
        self.print.hide()

    @property
    def value(self) -> EntryShown:
        """What is shown; there must be something."""
        assert isinstance(self.shown, EntryShown)
        return self.shown

    def identity(self) -> tuple[str, int]:
        return self.value.line.kind, self.value.line.id

    def heading(self) -> tuple[str, str]:
        line = self.value.line
        return entry_title(line.kind, line.values, current()), tr(KINDS[line.kind].one)

    def tab_words(self) -> dict[str, str]:
        return {"facts": tr("Facts"), "history": tr("History")}

    def write_tab(self, name: str, out: CardDocument) -> None:
        if name == "history":
            self._write_history(out)
        else:
            self._write_facts(out)

    def follow(self, kind: str, id: str) -> None:
        if kind == "names":
            self.namesAsked.emit(int(id))
        else:
            super().follow(kind, id)

    def _write_facts(self, out: CardDocument) -> None:
        line = self.value.line
        out.line()
        with out.table((LABELS, 0), gap=7) as table:
            for field in KINDS[line.kind].fields:
                self._field(out, table.label, line, field)
            if line.kind != "notes":
                table.label(tr("Source"))
                self._source(out, line)
        if line.kind == "postings":
            self._write_names(out, line)
        if line.values.get("note"):
            out.heading(tr("Note"))
            out.line(4)
            out.text(line.values["note"], "small")

    def _field(self, out: CardDocument, label: Callable[[str], None], line: EntryLine, field: Field) -> None:
        values, language = line.values, current()
        if field.name in _APART or field.name.endswith(("_precision", "_kind")) or not values.get(field.name):
            if field.name == "end_date" and values["end_date"] and not values["start_date"]:
                label(tr("Term"))
                out.text(term_text(values, language))
            return
        if field.name == "start_date":
            label(tr("Term"))
            out.text(term_text(values, language))
            return
        label(tr(field.label))
        match field.type:
            case FieldType.LINK:
                self._link(out, line.linked.get(field.name))
            case FieldType.NUMBER:
                out.text(quantity(values[field.name], _UNITS[field.name], language, values.get("qualifier", "")))
            case FieldType.CHOICE:
                out.text(coded(field.choices, values[field.name], language))
            case FieldType.DATE:
                out.text(date_text(values[field.name], values[field.precision], language))
            case _:
                out.text(values[field.name])

    def _link(self, out: CardDocument, pick: Pick | None) -> None:
        if pick is not None:
            out.link(name_text(pick.name_en, pick.name_zh, current()), target(pick.kind, pick.id), "body")

    def _source(self, out: CardDocument, line: EntryLine) -> None:
        mark = Mark.UNSOURCED if line.citation is None else Mark.ONE
        out.trust(mark, trust_word(mark, current()))
        if line.citation is not None:
            out.line()
            out.text(line.citation.title)
            out.line()
            out.text(source_note(line.citation, current()), "small", "muted")
            out.line()
            out.link(source_line(line.citation, current()), target("sources", line.citation.source_id))

    def _write_names(self, out: CardDocument, line: EntryLine) -> None:
        out.heading(tr("Names"))
        for name in self.value.names:
            out.line(3)
            out.text(name)
        if not self.value.names:
            out.line(3)
            out.text(tr("None on file. A name is never needed."), "small", "muted")
        if self.edit.isEnabled():
            out.line(5)
            out.link(tr("Add or erase names…"), target("names", line.id))

    def _write_history(self, out: CardDocument) -> None:
        shown = self.value
        if self._history is not None and self._history[0] is shown:
            write_history(out, shown.line.kind, self._history[1])
            return

        def arrived(lines: tuple[HistoryLine, ...]) -> None:
            if self.shown is shown:
                self._history = (shown, lines)
                self.write()

        self._ask_history(shown.line.kind, shown.line.id, arrived)
