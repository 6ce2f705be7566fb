"""Items and a view in, a frame of marks out.  No widgets: texts are measured by a function that is handed
in."""

from dataclasses import dataclass

from pairing_desktop.domain.timeline import LANES
from pairing_desktop.ui.timeline.axis import axis
from pairing_desktop.ui.timeline.cluster import coarse_marks, run_marks
from pairing_desktop.ui.timeline.index import Index
from pairing_desktop.ui.timeline.marks import Frame, LaneBox, Look, Mark, YearBar
from pairing_desktop.ui.timeline.scale import Scale, year_start
from pairing_desktop.ui.timeline.spans import Packing, pack, project_marks

APART = 0.8  # pixels a day from which months get a row of their own
ROOMY, TIGHT, TIGHT_APART = 64.0, 46.0, 56.0  # height of a lane of events
PITCH, TIGHT_PITCH = 21.0, 17.0  # of project rows
CLAIMS, TIGHT_CLAIMS = 88.0, 72.0


@dataclass
class Layout:
    """Lays out frames of one index; keeps the packing of projects between frames of the same zoom."""

    index: Index
    _packed: tuple[tuple[float, str], Packing] | None = None

    def frame(self, scale: Scale, look: Look) -> Frame:
        """What is seen of the index through `scale`."""
        packing = self._packing(scale, look)
        lanes: list[LaneBox] = []
        top = 0.0
        for name, height in self._heights(packing, scale, look):
            if name == "claims":
                lanes.append(LaneBox(name, top, height, years=tuple(self._years(scale, look, height))))
            elif name == "projects":
                pitch = (height - 8) / max(packing.count, 1)
                marks = project_marks(packing, self.index, scale, look, min(pitch, PITCH))
                lanes.append(LaneBox(name, top, height, tuple(marks)))
            else:
                lanes.append(LaneBox(name, top, height, tuple(self._events(name, height, scale, look))))
            top += height
        return Frame(axis(scale, look.language, look.small), tuple(lanes), top, scale.x(self.index.today))

    def _packing(self, scale: Scale, look: Look) -> Packing:
        key = (round(scale.density, 9), look.language.code)
        if self._packed is None or self._packed[0] != key:
            self._packed = (key, pack(self.index, scale, look))
        return self._packed[1]

    def _heights(self, packing: Packing, scale: Scale, look: Look) -> list[tuple[str, float]]:
        """Names and heights of the lanes that hold anything: roomy if that fits, else tight; more rows make
        the projects' lane taller, and what then does not fit is scrolled to."""
        index = self.index
        names = [
            name for name in LANES
            if (bool(packing.count) if name == "projects" else look.claims and bool(index.claims)
                if name == "claims" else not index.lanes[name].is_empty)
        ]
        tight = TIGHT_APART if scale.density >= APART else TIGHT
        events = sum(name not in ("projects", "claims") for name in names)
        claims = "claims" in names
        rows = packing.count
        least = events * tight + claims * TIGHT_CLAIMS + rows * TIGHT_PITCH + 8 * bool(rows)
        spare = max(look.height - least, 0.0)
        # What is to spare goes first to the rows of projects, then to the lanes.
        pitch = TIGHT_PITCH + min(PITCH - TIGHT_PITCH, spare / rows) if rows else 0.0
        spare -= rows * (pitch - TIGHT_PITCH) if rows else 0.0
        lane = tight + min(ROOMY - tight, spare / (events + claims)) if events + claims else 0.0
        spare -= events * (lane - tight)
        tall = TIGHT_CLAIMS + min(CLAIMS - TIGHT_CLAIMS, max(spare, 0.0))
        spare -= tall - TIGHT_CLAIMS
        heights = {"projects": rows * pitch + 8, "claims": tall}
        if rows:
            heights["projects"] += max(spare, 0.0)
        return [(name, round(heights.get(name, lane))) for name in names]

    def _events(self, name: str, height: float, scale: Scale, look: Look) -> list[Mark]:
        lane = self.index.lanes[name]
        if scale.density >= APART:
            return [
                *coarse_marks(lane, name, height * 0.82, scale, look),
                *run_marks(lane.middle, name, height * 0.5, scale, look),
                *run_marks(lane.near, name, height * 0.2, scale, look),
            ]
        return [
            *coarse_marks(lane, name, height * 0.7, scale, look),
            *run_marks(lane.both, name, height * 0.31, scale, look),
        ]

    def _years(self, scale: Scale, look: Look, height: float) -> list[YearBar]:
        most = max((count.claims for count in self.index.claims), default=1)
        room = height - look.line - 24
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
