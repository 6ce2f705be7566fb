"""Project spans: which row each one lies in and where its name stands."""

from dataclasses import dataclass, replace

from pairing_desktop.domain.palette import data_colour
from pairing_desktop.ui.timeline.cluster import bar_of, run_marks
from pairing_desktop.ui.timeline.index import Index
from pairing_desktop.ui.timeline.marks import Bar, Look, Mark, Members, Name
from pairing_desktop.ui.timeline.rows import Extent, Run
from pairing_desktop.ui.timeline.scale import FIRST_YEAR, Scale, year_start

NAME_GAP = 6.0
LONGEST_NAME = 190.0
ROW_GAP = 12.0
LEAST_BAR = 4.0
LEAST_ROOM = 60.0  # for a name upon its bar
CROWD = 22.0  # height of the row of those without a row of their own
_BORDER = year_start(FIRST_YEAR)
PROGRAMME = data_colour("pairing assistance")


@dataclass(frozen=True)
class Placed:
    """A span in its row; its name stands "inside" it, or to its "right" or "left"."""

    extent: Extent
    side: str


@dataclass(frozen=True)
class Packing:
    """Rows of project spans at one zoom: they do not change while panning.  `crowd` found no row."""

    rows: tuple[tuple[Placed, ...], ...]
    crowd: Run

    def height(self, pitch: float) -> float:
        """Of the whole lane, with rows `pitch` pixels apart."""
        return 8 + len(self.rows) * pitch + CROWD * bool(len(self.crowd.extents))


def pack(index: Index, scale: Scale, look: Look, most: int) -> Packing:
    """The programmes first, then what runs longest, each into the first of `most` rows where bar and name have
    room: spans that ended find room before those that began later, which takes a fifth fewer rows than by start.

    Costs projects times rows, of at most 300 projects (`index.NAMED_PROJECTS`); ask again only after a zoom.
    """
    rows: list[list[Placed]] = []
    filled: list[list[tuple[float, float]]] = []
    left_over = []
    wanted = [(one, _reaches(one, index.today, scale, look)) for one in index.projects]
    for one, reaches in sorted(wanted, key=_turn):
        found = next(
            ((at, side) for at, spans in enumerate(filled) for side in reaches if _is_free(spans, reaches[side])),
            (len(rows), next(iter(reaches))),
        )
        if found[0] == most:
            left_over.append(one)
            continue
        if found[0] == len(rows):
            rows.append([])
            filled.append([])
        rows[found[0]].append(Placed(one, found[1]))
        filled[found[0]].append(reaches[found[1]])
    crowd = index.crowd.joined(left_over) if left_over else index.crowd
    return Packing(tuple(tuple(row) for row in rows), crowd)


def project_marks(packing: Packing, scale: Scale, look: Look, pitch: float) -> list[Mark]:
    """The marks of the projects lane, rows `pitch` pixels apart."""
    marks = []
    for number, row in enumerate(packing.rows):
        extents = tuple(placed.extent for placed in row)
        for at, placed in enumerate(row):
            bar = bar_of(placed.extent, scale, LEAST_BAR)
            if bar.right >= 0 and bar.left <= scale.width:
                members = Members(extents, at, at + 1)
                name = _name(placed, bar, scale, look)
                middle = (max(bar.left, 0.0) + min(bar.right, scale.width)) / 2
                y = (number + 0.5) * pitch + 4
                thick = min(pitch - 2.5, 13.0)
                marks.append(Mark("projects", middle, y, members, "span", (bar,), 6.0, name=name, thick=thick))
    if len(packing.crowd.extents):
        crowd = run_marks(packing.crowd, "projects", len(packing.rows) * pitch + 4 + CROWD / 2, scale, look)
        marks += [replace(mark, bars=()) if mark.count > 1 else mark for mark in crowd]
    return marks


def title(one: Extent, look: Look) -> str:
    """The project's name in the language shown."""
    return look.language.pick(one.item.title_en, one.item.title_zh)


def _turn(wanted: tuple[Extent, dict[str, tuple[float, float]]]) -> tuple[bool, float, int]:
    one, reaches = wanted
    last = next(iter(reaches.values()))[1]
    return data_colour(one.item.kind) != PROGRAMME, -last, one.start


def _is_free(spans: list[tuple[float, float]], reach: tuple[float, float]) -> bool:
    low, high = reach
    return all(high + ROW_GAP <= start or low >= end + ROW_GAP for start, end in spans)


def _name_width(one: Extent, look: Look) -> float:
    return min(look.small(title(one, look)), LONGEST_NAME)


def _reaches(one: Extent, today: int, scale: Scale, look: Look) -> dict[str, tuple[float, float]]:
    """First and last pixel of bar and name by the side of the name, the preferred side first.  Counted from day 0:
    the same wherever the view is.  A name at the right never crosses the today line."""
    left = one.start * scale.density
    right = max(one.end * scale.density, left + LEAST_BAR)
    width = _name_width(one, look)
    if data_colour(one.item.kind) == PROGRAMME and right - left >= width + 4 * NAME_GAP:
        return {"inside": (left, right)}
    to_right, to_left = (left, right + NAME_GAP + width), (left - NAME_GAP - width, right)
    if to_right[1] > today * scale.density - NAME_GAP:
        return {"left": to_left}
    if to_left[0] < _BORDER * scale.density - 24 < right:  # would be cut in the view from 2010 to today
        return {"right": to_right}
    return {"right": to_right, "left": to_left}


def _name(placed: Placed, bar: Bar, scale: Scale, look: Look) -> Name | None:
    """The name where the packing left room for it; where the edge of the view cuts that, upon the bar or shortened."""
    one = placed.extent
    text, width = title(one, look), _name_width(one, look)
    start = max(bar.left + bar.soft_left, 0.0) + NAME_GAP
    room = min(bar.right - bar.soft_right, scale.width) - start - NAME_GAP
    at = bar.right + NAME_GAP if placed.side == "right" else bar.left - NAME_GAP - width
    cut = at < 2 or at + width > scale.width - 2
    if placed.side == "inside" or (cut and room >= min(width, LEAST_ROOM)):
        return Name(text, start, min(look.small(text), room), inside=True) if room >= LEAST_ROOM / 2 else None
    if cut and at + width < 2 and bar.left < 0:  # only what fades is seen
        at = NAME_GAP
    left, right = max(at, 2.0), min(at + width, scale.width - 2)
    return Name(text, left, right - left) if right - left >= min(width, LEAST_ROOM / 2) else None
