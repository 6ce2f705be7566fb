"""Items and a view in, a frame of marks out.  No widgets: texts are measured by a function that is handed
in.

A frame costs lanes times (width / 15 pixels) times log n for days and months, plus the different periods in view for
years, plus at most 300 projects after a zoom.  Painted too, at 980 x 668: 3 ms with 100 items, 14 with 10,000, 21 with
100,000.
"""

from dataclasses import dataclass

from pairing_desktop.domain.timeline import LANES
from pairing_desktop.ui.timeline.axis import axis
from pairing_desktop.ui.timeline.cluster import coarse_marks, run_marks
from pairing_desktop.ui.timeline.index import Index
from pairing_desktop.ui.timeline.marks import Frame, LaneBox, Look, Mark, YearBar
from pairing_desktop.ui.timeline.scale import Scale, year_start
from pairing_desktop.ui.timeline.spans import CROWD, Packing, pack, project_marks

APART = 0.8  # pixels a day from which months get a row of their own
ROOMY, TIGHT, TIGHT_APART = 64.0, 43.0, 60.0  # height of a lane of events
PITCH, TIGHT_PITCH = 21.0, 14.5  # of project rows
FEWEST_ROWS = 10  # of projects, however low the window: what then does not fit is scrolled to
CLAIMS, TIGHT_CLAIMS = 88.0, 62.0


@dataclass
class Layout:
    """Lays out frames of one index; keeps the packing of projects between frames of the same zoom."""

    index: Index
    _packed: tuple[tuple[float, str, int], Packing] | None = None

    def frame(self, scale: Scale, look: Look) -> Frame:
        """What is seen of the index through `scale`."""
        names = self._names(look)
        packing = self._packing(scale, look, self._most_rows(names, scale, look))
        lanes: list[LaneBox] = []
        top = 0.0
        for name, height in self._heights(names, packing, scale, look):
            if name == "claims":
                lanes.append(LaneBox(name, top, height, years=tuple(self._years(scale, look, height))))
            elif name == "projects":
                room = height - packing.height(0)
                pitch = min(room / len(packing.rows), PITCH) if packing.rows else PITCH
                marks = project_marks(packing, scale, look, pitch)
                lanes.append(LaneBox(name, top, height, tuple(marks)))
            else:
                lanes.append(LaneBox(name, top, height, tuple(self._events(name, height, scale, look))))
            top += height
        return Frame(axis(scale, look.language, look.small), tuple(lanes), top, scale.x(self.index.today))

    def _names(self, look: Look) -> list[str]:
        """The lanes that hold anything."""
        index = self.index
        there = {name for name, lane in index.lanes.items() if not lane.is_empty}
        if index.projects:
            there.add("projects")
        if look.claims and index.claims:
            there.add("claims")
        return [name for name in LANES if name in there]

    def _least(self, names: list[str], scale: Scale) -> dict[str, float]:
        """The smallest height of each lane, without that of projects."""
        tight = TIGHT_APART if scale.density >= APART else TIGHT
        return {name: TIGHT_CLAIMS if name == "claims" else tight for name in names if name != "projects"}

    def _most_rows(self, names: list[str], scale: Scale, look: Look) -> int:
        """The rows of projects for which there is room beneath and above the other lanes, the crowd's left out."""
        room = look.height - sum(self._least(names, scale).values()) - 8
        return max(int((room - CROWD) / TIGHT_PITCH), FEWEST_ROWS)

    def _packing(self, scale: Scale, look: Look, most: int) -> Packing:
        key = (round(scale.density, 9), look.language.code, most)
        if self._packed is None or self._packed[0] != key:
            self._packed = (key, pack(self.index, scale, look, most))
        return self._packed[1]

    def _heights(
        self, names: list[str], packing: Packing, scale: Scale, look: Look
    ) -> list[tuple[str, float]]:
        """Names and heights of the lanes.  What is to spare goes to the rows of projects, then to the other lanes."""
        heights = self._least(names, scale)
        if "projects" in names:
            heights["projects"] = packing.height(TIGHT_PITCH)
        spare = max(look.height - sum(heights.values()), 0.0)
        if "projects" in names:
            more = min(len(packing.rows) * (PITCH - TIGHT_PITCH), spare)
            heights["projects"] += more
            spare -= more
        others = [name for name in names if name != "projects"]
        for name in others:
            roomy = CLAIMS if name == "claims" else max(ROOMY, heights[name])
            heights[name] += min(roomy - heights[name], spare / len(others))
        if "projects" in names:
            heights["projects"] += max(look.height - sum(heights.values()), 0.0)
        return [(name, round(heights[name])) for name in names]

    def _events(self, name: str, height: float, scale: Scale, look: Look) -> list[Mark]:
        lane = self.index.lanes[name]
        if scale.density >= APART:
            return [
                *coarse_marks(lane, name, height * 0.83, scale, look),
                *run_marks(lane.middle, name, height * 0.5, scale, look),
                *run_marks(lane.near, name, height * 0.17, scale, look),
            ]
        return [
            *coarse_marks(lane, name, height * 0.75, scale, look),
            *run_marks(lane.both, name, height * 0.28, scale, look),
        ]

    def _years(self, scale: Scale, look: Look, height: float) -> list[YearBar]:
        most = max((count.claims for count in self.index.claims), default=1)
        room = height - look.line - 14
        bars = []
        for count in self.index.claims:
            left, right = scale.x(year_start(count.year)), scale.x(year_start(count.year + 1))
            if count.claims and right >= 0 and left <= scale.width:
                inset = min((right - left) * 0.13, 12.0)
                tall = max(room * count.claims / most, 2.0)
                hatched = tall * count.disputed / count.claims
                sides = left + inset, right - inset
                bars.append(YearBar(count.year, count.claims, count.disputed, *sides, tall, hatched))
        return bars
