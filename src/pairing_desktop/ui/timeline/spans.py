"""Project spans: which row each one lies in and where its name stands."""

from dataclasses import dataclass

from pairing_desktop.domain.palette import data_colour
from pairing_desktop.ui.timeline.cluster import bar_of, run_marks
from pairing_desktop.ui.timeline.index import Extent, Index, Run
from pairing_desktop.ui.timeline.marks import Bar, Look, Mark, Members, Name
from pairing_desktop.ui.timeline.scale import Scale

ROWS = 24  # what finds no place in them goes to the crowd beneath
NAME_GAP = 6.0
LONGEST_NAME = 230.0
ROW_GAP = 14.0
LEAST_BAR = 4.0
PROGRAMME = data_colour("pairing assistance")


@dataclass(frozen=True)
class Packing:
    """Rows of project spans at one zoom: they do not change while panning.  `crowd` found no row."""

    rows: tuple[tuple[Extent, ...], ...]
    crowd: Run

    @property
    def count(self) -> int:
        """Rows to draw, the crowd's included."""
        return len(self.rows) + bool(self.crowd.extents)


def pack(index: Index, scale: Scale, look: Look) -> Packing:
    """The programmes first, then by start, each into the first row where bar and name have room.

    Costs projects times rows, of at most 300 projects (`index.NAMED_PROJECTS`); ask again only after a zoom.
    """
    rows: list[list[Extent]] = []
    filled: list[list[tuple[float, float]]] = []
    left_over = []
    for one in sorted(index.projects, key=lambda one: data_colour(one.item.kind) != PROGRAMME):
        low, high = _reach(one, index.today, scale, look)
        at = next((row for row, spans in enumerate(filled) if _is_free(spans, low, high)), len(rows))
        if at == ROWS:
            left_over.append(one)
            continue
        if at == len(rows):
            rows.append([])
            filled.append([])
        rows[at].append(one)
        filled[at].append((low, high))
    crowd = Run.of(left_over) if left_over else index.crowd
    return Packing(tuple(tuple(row) for row in rows), crowd)


def project_marks(packing: Packing, index: Index, scale: Scale, look: Look, pitch: float) -> list[Mark]:
    """The marks of the projects lane, rows `pitch` pixels apart."""
    marks = []
    today = scale.x(index.today)
    for number, row in enumerate(packing.rows):
        y = (number + 0.5) * pitch + 4
        for at, one in enumerate(row):
            bar = bar_of(one, scale, LEAST_BAR)
            mark = _span_mark(Members(row, at, at + 1), bar, y, today, scale, look)
            name = mark.name
            left = min(mark.left, name.left if name else mark.left)
            right = max(mark.right, name.left + name.width if name else mark.right)
            if right >= 0 and left <= scale.width:
                marks.append(mark)
    if packing.crowd.extents:
        marks += run_marks(packing.crowd, "projects", (len(packing.rows) + 0.5) * pitch + 4, scale, look)
    return marks


def title(one: Extent, look: Look) -> str:
    """The project's name in the language shown."""
    return look.language.pick(one.item.title_en, one.item.title_zh)


def _is_free(spans: list[tuple[float, float]], low: float, high: float) -> bool:
    return all(high + ROW_GAP <= start or low >= end + ROW_GAP for start, end in spans)


def _name_width(one: Extent, look: Look) -> float:
    return min(look.small(title(one, look)), LONGEST_NAME)


def _reach(one: Extent, today: int, scale: Scale, look: Look) -> tuple[float, float]:
    """First and last pixel of bar and name, counted from day 0: the same wherever the view is."""
    left = one.start * scale.density
    right = max(one.end * scale.density, left + LEAST_BAR)
    width = _name_width(one, look)
    if data_colour(one.item.kind) == PROGRAMME and right - left >= width + 4 * NAME_GAP:
        return left, right
    if _goes_left(right, width, today * scale.density):
        return left - NAME_GAP - width, right
    return left, right + NAME_GAP + width


def _goes_left(right: float, width: float, today: float) -> bool:
    """Whether a name at the right of the bar would cross the today line."""
    return right <= today + 12 and right + NAME_GAP + width > today - NAME_GAP


def _span_mark(members: Members, bar: Bar, y: float, today: float, scale: Scale, look: Look) -> Mark:
    one = members[0]
    text, width = title(one, look), _name_width(one, look)
    seen_left, seen_right = max(bar.left, 0.0), min(bar.right, scale.width)
    room = seen_right - seen_left - bar.soft_left * (bar.left >= 0) - 3 * NAME_GAP
    left_of, right_of = bar.left - NAME_GAP - width, bar.right + NAME_GAP
    programme = data_colour(one.item.kind) == PROGRAMME
    if _goes_left(bar.right, width, today):
        at, cut = left_of, left_of < 4
    else:
        at, cut = right_of, right_of + width > scale.width - 4
    if (programme and room >= width) or (cut and room >= min(width, 60.0)):
        start = seen_left + bar.soft_left * (bar.left >= 0) + NAME_GAP
        name = Name(text, start, min(width, room), inside=True)
    elif cut and left_of >= 4 and bar.left < scale.width:
        name = Name(text, left_of, width)
    else:
        name = Name(text, at, width)
    return Mark("projects", (seen_left + seen_right) / 2, y, members, "span", (bar,), 6.0, name=name)
