"""What opens over the timeline: the items of a pill, the undated ones, the claims of a year."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.display import join
from pairing_desktop.domain.listing import NOT_STATED, Filter, Row, Sort
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.timeline import TimelineItem
from pairing_desktop.operations.questions import Questions
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.timeline.canvas import TimelineCanvas
from pairing_desktop.ui.timeline.choices import ChoicesPopup
from pairing_desktop.ui.timeline.marks import Members
from pairing_desktop.ui.timeline.rows import Extent, Fetch
from pairing_desktop.ui.timeline.words import title, when

MOST_CHOICES = 2000  # rows of a popup that the store is asked for


def items_here(bridge: Bridge) -> Fetch:
    """What gives an item in the window's thread, None while a save holds the file."""

    def fetch(kind: str, id: int) -> TimelineItem | None:
        try:
            return bridge.here.timeline.item(kind, id)
        except Problem:
            return None

    return fetch


class Popups(QObject):
    """Asks for what it shows; what is chosen in a popup is told."""

    chosen = Signal(str, int)  # show this event or project here
    followed = Signal(str, int)  # go to this record elsewhere

    def __init__(self, bridge: Bridge, canvas: TimelineCanvas, button: QWidget) -> None:
        super().__init__(canvas)
        self._bridge, self._canvas, self._button = bridge, canvas, button

    def show_several(self, members: Members, at: QPoint) -> None:
        """The items of a pill, under the point `at`."""
        language = current()

        def words(extent: Extent) -> str:
            said = when(extent.item, language, short=True), title(extent.item, language)
            return language.colon.join(said)

        days = members[0].start, members.end
        apart = len({(one.start, one.end) for one in members[:50]}) > 1
        popup = ChoicesPopup(plural("{n} item", "{n} items", len(members)), members, words, self._canvas, zoom=apart)
        popup.chosen.connect(lambda extent: self.chosen.emit(extent.item.row_kind, extent.item.id))
        popup.zoomAsked.connect(lambda: self._canvas.show_days(*days))
        popup.drop(at)

    def show_undated(self) -> None:
        """The events and projects that carry no date, in a popup."""

        def question(ask: Questions) -> list[tuple[str, Row]]:
            found = []
            for kind, dates in (("events", ("date",)), ("projects", ("start_date", "end_date"))):
                order = ask.order(kind, Filter(facets={"year": frozenset({NOT_STATED})}), Sort("name"))
                rows = ask.page(kind, order.ids[:MOST_CHOICES])
                found += [(kind, row) for row in rows if not any(row.cells.get(date) for date in dates)]
            return found

        self._bridge.ask(self, "undated", question, self._undated_arrived)

    def _undated_arrived(self, rows: list[tuple[str, Row]]) -> None:
        language = current()

        def words(thing: Any) -> str:
            kind, row = thing
            name = language.pick(row.cells.get("name_en", ""), row.cells.get("name_zh", ""))
            kind_word = tr("Project") if kind == "projects" else tr("Event")
            return language.colon.join((kind_word, name))

        heading = plural("{n} undated", "{n} undated", len(rows))
        self._drop(heading, rows, words, lambda thing: self.chosen.emit(thing[0], thing[1].id))

    def show_year(self, year: int) -> None:
        """The dated claims of a year, in a popup; one of them opens under Figures."""

        def question(ask: Questions) -> list[Row]:
            order = ask.order("claims", Filter(years=(year, year)), Sort("measure"))
            return ask.page("claims", order.ids[:MOST_CHOICES])

        self._bridge.ask(self, "year", question, lambda rows: self._year_arrived(year, rows))

    def _year_arrived(self, year: int, rows: list[Row]) -> None:
        language = current()

        def words(thing: Any) -> str:
            cells = thing.cells
            parts = (
                language.pick(cells["subject_en"], cells["subject_zh"]),
                language.pick(cells["measure_en"], cells["measure_zh"]),
                cells["value_as_stated"],
            )
            return join(parts, language)

        heading = plural("{n} dated claim in {year}", "{n} dated claims in {year}", len(rows), year=year)
        self._drop(heading, rows, words, lambda row: self.followed.emit("claims", row.id))

    def _drop(
        self, heading: str, things: list[Any], words: Callable[[object], str], chosen: Callable[[Any], None]
    ) -> None:
        if things:
            popup = ChoicesPopup(heading, things, words, self._canvas)
            popup.chosen.connect(chosen)
            popup.drop(self._canvas.spot_below(self._button))
