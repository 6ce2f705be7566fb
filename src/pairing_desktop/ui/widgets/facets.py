"""The facets at the left of a list: tick boxes with live counts, years from and to."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from pairing_desktop.domain.listing import Facet, FacetSpec, FacetValue
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.links import LinkButton, plain_label, plain_tip

FIRST = 6  # lines shown before "14 more…"
MOST = 100  # lines shown when all are asked for: what is beyond is found with the filter box
FIRST_YEAR, LAST_YEAR = 1900, 2100


def value_label(value: FacetValue) -> str:
    """How the current language says a facet's line."""
    return current().pick(value.label_en, value.label_zh) or value.code or tr("Not stated")


class _Line(QWidget):
    """One tick box with its count at the right."""

    def __init__(self, value: FacetValue, toggled: Callable[[str, bool], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.code = value.code
        self.box = QCheckBox(self)
        self.count = plain_label("", "body", muted=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        row.addWidget(self.count)
        self.box.toggled.connect(lambda on: toggled(self.code, on))

    def show_value(self, value: FacetValue, chosen: bool, width: int) -> None:
        words = value_label(value)
        room = width - self.count.fontMetrics().horizontalAdvance(str(value.count)) - 32
        short = self.box.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.box.setText(short.replace("&", "&&"))
        self.box.setToolTip("" if short == words else plain_tip(words))
        self.box.setAccessibleName(plural("{words}, {n} row", "{words}, {n} rows", value.count, words=words))
        self.count.setText(str(value.count))
        self.box.blockSignals(True)
        self.box.setChecked(chosen)
        self.box.blockSignals(False)
        self.setFixedHeight(theme.metrics().tick)


class _Group(QWidget):
    """One facet: heading, lines, "14 more…"."""

    def __init__(self, spec: FacetSpec, toggled: Callable[[str, str, bool], None], width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self._toggled = toggled
        self._width = width
        self._lines: dict[str, _Line] = {}
        self._values: tuple[FacetValue, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._all = False
        self.heading = plain_label("", "small", muted=True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 10)
        self._box.setSpacing(0)
        self._box.addWidget(self.heading)
        self.more = LinkButton("", self)
        self.more.clicked.connect(self._toggle_all)
        self._box.addWidget(self.more)

    def _toggle_all(self) -> None:
        self._all = not self._all
        self.show_values(self._values, self._chosen)

    def show_values(self, values: tuple[FacetValue, ...], chosen: frozenset[str]) -> None:
        self._values, self._chosen = values, chosen
        self.heading.setText(tr(self.spec.label))
        ordered = [*(v for v in values if v.code in chosen), *(v for v in values if v.code not in chosen)]
        # Rows keep their places while boxes are ticked; only a chosen one far down comes into the first lines.
        shown = ordered[: max(FIRST, len(chosen))] if not self._all else list(values[:MOST])
        if not self._all and {v.code for v in shown} == {v.code for v in values[: len(shown)]}:
            shown = list(values[: len(shown)])
        for code in self._lines.keys() - {value.code for value in shown}:
            line = self._lines.pop(code)
            line.hide()
            line.deleteLater()
        for place, value in enumerate(shown):
            found = self._lines.get(value.code)
            if found is None:
                found = self._lines[value.code] = _Line(value, self._tell, self)
            if self._box.indexOf(found) != place + 1:
                self._box.insertWidget(place + 1, found)
            found.show_value(value, value.code in chosen, self._width)
        hidden = len(values) - len(shown)
        self.more.set_text(tr("Fewer") if self._all else plural("{n} more…", "{n} more…", hidden))
        self.more.setVisible(hidden > 0 or (self._all and len(values) > FIRST))
        self.setVisible(bool(values))

    def counts(self) -> dict[str, str]:
        """What stands at the right of each line that is shown."""
        return {code: line.count.text() for code, line in self._lines.items()}

    def box(self, code: str) -> QCheckBox | None:
        """The tick box of one line that is shown."""
        line = self._lines.get(code)
        return line.box if line else None

    def _tell(self, code: str, on: bool) -> None:
        self._toggled(self.spec.name, code, on)


class YearFields(QWidget):
    """From and to, each a year or empty for an open end."""

    changed = Signal(object)  # (int | None, int | None)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = plain_label("", "small", muted=True)
        self.first, self.last = QLineEdit(self), QLineEdit(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(6)
        box.addWidget(self.heading)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.first)
        row.addWidget(QLabel("–"))
        row.addWidget(self.last)
        box.addLayout(row)
        for field in (self.first, self.last):
            field.setValidator(QIntValidator(0, 9999, field))
            field.setMaxLength(4)
            field.setMinimumWidth(56)
            field.editingFinished.connect(self._edited)
            field.textEdited.connect(self._typed)
        self._told: tuple[int | None, int | None] = (None, None)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(tr("Years"))
        self.first.setPlaceholderText("2010")
        self.last.setPlaceholderText(tr("today"))
        self.first.setAccessibleName(tr("First year"))
        self.last.setAccessibleName(tr("Last year"))

    def value(self) -> tuple[int | None, int | None]:
        first, last = (self._year(field.text()) for field in (self.first, self.last))
        return (last, first) if first is not None and last is not None and first > last else (first, last)

    def set_value(self, years: tuple[int | None, int | None]) -> None:
        self._told = years
        if years != self.value():
            for field, year in zip((self.first, self.last), years, strict=True):
                field.setText("" if year is None else str(year))

    @staticmethod
    def _year(text: str) -> int | None:
        year = int(text) if text.isdecimal() and len(text) == 4 else None
        return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None

    def _typed(self, text: str) -> None:
        if len(text) in (0, 4):
            self._edited()

    def _edited(self) -> None:
        if self.value() != self._told:
            self._told = self.value()
            self.changed.emit(self._told)


class FacetPanel(QScrollArea):
    """All facets of a list.  Says what was chosen; shows what it is given."""

    toggled = Signal(str, str, bool)  # facet, code, on
    yearsChanged = Signal(object)  # (int | None, int | None)

    def __init__(self, specs: Sequence[FacetSpec], width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFixedWidth(width)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        box = QVBoxLayout(inside)
        box.setContentsMargins(16, 12, 10, 12)
        box.setSpacing(0)
        room = width - 28 - 14  # and the scroll bar
        self.groups = {
            spec.name: _Group(spec, self.toggled.emit, room, inside) for spec in specs if spec.name != "year"
        }
        for group in self.groups.values():
            box.addWidget(group)
        self.years = YearFields(inside)
        self.years.changed.connect(self.yearsChanged)
        self.years.setVisible(any(spec.name == "year" for spec in specs))
        box.addWidget(self.years)
        box.addStretch(1)
        self.setWidget(inside)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Filters"))
        self.years.retranslate()

    def show_facets(
        self, facets: Sequence[Facet], chosen: Mapping[str, frozenset[str]], years: tuple[int | None, int | None]
    ) -> None:
        """Take up live counts; the choice stays where it is."""
        for facet in facets:
            if facet.name in self.groups:
                self.groups[facet.name].show_values(facet.values, chosen.get(facet.name, frozenset()))
        self.years.set_value(years)

    def box(self, facet: str, code: str) -> QCheckBox | None:
        """The tick box of one line that is shown."""
        return self.groups[facet].box(code)


