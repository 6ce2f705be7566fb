"""The claims of a bench side by side: as printed, normalised, period, source and place, trust, rank."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.bench import Bench, BenchClaim
from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.display import MISSING, coded, join, name_text
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import ListColumn, Row
from pairing_desktop.domain.numbers import ONES, Scale, unit_label
from pairing_desktop.domain.trust import Mark, factor_text
from pairing_desktop.ui import theme
from pairing_desktop.ui.bench.words import claim_of, period_words, source_place, trust_text, value_in
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.models.list_model import ListModel
from pairing_desktop.ui.widgets.table import RecordTable


class ClaimsTable(RecordTable):
    """The ids of its rows are those of the claims."""

    claimChosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._bench: Bench | None = None
        self._scale: Scale = ONES
        self._narrow = False
        model = ListModel(self._columns(), self._fetch, self._prepare)
        super().__init__(model, ("stated",), two_lines=False, wraps=False, parent=parent)
        model.setParent(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionsMovable(False)
        self.clicked.connect(self._clicked)
        self.currentChosen.connect(lambda id: self.claimChosen.emit(id) if id is not None else None)

    def show_bench(self, bench: Bench, scale: Scale, claim: int) -> None:
        """Show these claims with the cursor on one of them; the first when it is not here."""
        self._bench, self._scale = bench, scale
        blocked = self.blockSignals(True)
        at = self.verticalScrollBar().value()
        self._rows.set_columns(self._columns())
        self._rows.set_ids(array("q", [one.claim.id for one in bench.claims]))
        self.verticalScrollBar().setValue(at)
        if not self.choose(claim):
            self.choose(self._rows.id_at(0))
        self.blockSignals(blocked)

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the source opens it at the place of the claim."""
        id = self._rows.id_at(index.row())
        if id is not None and self._rows.cells(index.row())[index.column()].link:
            self.opened.emit(id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        linked = index.isValid() and self._rows.cells(index.row())[index.column()].link
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if linked else Qt.CursorShape.ArrowCursor)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Claims side by side"))
        self._rows.set_columns(self._columns())

    def set_narrow(self, narrow: bool) -> None:
        """Leave the rank out, or show it."""
        if narrow != self._narrow:
            chosen, self._narrow = self.current_id(), narrow
            blocked = self.blockSignals(True)
            self._rows.set_columns(self._columns())
            self.choose(chosen)
            self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        """Small: a scroll area takes the wish of what it holds for its least height."""
        return QSize(600, self.height_for(3))

    def height_for(self, rows: int) -> int:
        """Height of the header and so many rows."""
        return theme.metrics().header + rows * theme.metrics().row + 6

    def _columns(self) -> tuple[ListColumn, ...]:
        unit = unit_label(self._bench.unit, current(), self._scale) if self._bench else ""
        derived = self._bench is not None and any(one.derives_from for one in self._bench.claims)
        columns = [
            ListColumn("stated", mark("As stated"), 160, sortable=False),
            ListColumn("value", unit or mark("Value"), 100, numeric=True, sortable=False),
            ListColumn("period", mark("Period"), 180, sortable=False),
            ListColumn("source", mark("Source and place"), 232, sortable=False),
        ]
        if derived:
            columns.append(ListColumn("derived", mark("Derives from"), 108, sortable=False))
        columns.append(ListColumn("trust", mark("Trust"), 116, sortable=False))
        if not self._narrow:
            columns.append(ListColumn("rank", mark("Rank"), 84, sortable=False))
        return tuple(columns)

    def _fetch(self, ids: Sequence[int]) -> list[Row]:
        return [Row(id, str(id), {}) for id in ids]

    def _prepare(self, column: str, row: Row) -> Cell:
        assert self._bench is not None
        one = claim_of(self._bench, row.id)
        assert one is not None
        claim, language = one.claim, current()
        match column:
            case "stated":
                return Cell(claim.value_as_stated, muted=claim.rank == "deprecated")
            case "value":
                value = value_in(self._scale, claim, claim.effective, language)
                if one.reading is not None:  # the shape alone; its words stand in the tip and on the desk
                    factor = factor_text(one.reading.factor)
                    return Cell(value, tr("Read as {factor}", factor=factor), Mark.READING)
                return Cell(value, muted=_is_muted(one))
            case "period":
                return Cell(period_words(claim, language))
            case "source":
                return Cell(source_place(claim.citation, language), link=claim.citation is not None, muted=True)
            case "derived":
                names = [name_text(link.name_en, link.name_zh, language) for link in one.derives_from]
                return Cell(join(names, language) or MISSING, muted=not names)
            case "trust":
                return Cell(trust_text(claim, language), mark=claim.mark)
            case _:
                return Cell(coded("rank", claim.rank, language), muted=claim.rank == "normal")


def _is_muted(one: BenchClaim) -> bool:
    return one.claim.mark is Mark.IMPLAUSIBLE or one.claim.rank == "deprecated"
