"""Values of a chart: what the store found, ready to be drawn, listed as a table and printed with its sources.

A chart is data first: every point carries the claims and sources it rests on, so that the picture, its table twin
and the notes on paper come from one value and cannot disagree.
"""

from dataclasses import dataclass
from decimal import Decimal

from pairing_desktop.domain.trust import Mark


@dataclass(frozen=True)
class SourceNote:
    """A source as printed beneath a chart: who, what, when and where in it, both already plain text."""

    source_id: int
    key: str
    title: str
    publisher: str
    published_on: str
    locator: str = ""


@dataclass(frozen=True)
class Point:
    """One drawn value.

    `x` is a category's code or an ISO date or year, `label` how it is written in the chart's language.  `value` is in
    the chart's unit.  `low` and `high` span all rival claims where they disagree (None when they do not).
    `claim_ids` and `record_ids` are what the value rests on; `sources` indexes `ChartData.sources` from 0.
    """

    x: str
    label: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    mark: Mark | None = None
    planned: bool = False
    claim_ids: tuple[int, ...] = ()
    record_ids: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Series:
    """Points of one colour: `code` chooses it (an industry code, "actual", "expected", an event kind), `label` is
    written at its end."""

    code: str
    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class ChartData:
    """All that one chart shows, in one language.

    `form` is one of "stacked_bar", "grouped_bar", "line", "bar", "barh", "dot_range"; `unit` the code of the values'
    unit; `filters` the filters in words; `left_out` sentences with counts; `summary` one sentence for ears and for
    pasting; `as_of` an ISO date.
    """

    id: str
    form: str
    title: str
    subtitle: str
    unit: str
    x_label: str
    y_label: str
    series: tuple[Series, ...]
    sources: tuple[SourceNote, ...]
    as_of: str
    language: str
    filters: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    summary: str = ""
    cumulative: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(point.value is not None for series in self.series for point in series.points)


@dataclass(frozen=True)
class ChartInfo:
    """A chart one can ask for: its id, its English title (marked for translation) and the tabs that offer it."""

    id: str
    title: str
    tabs: tuple[str, ...]
