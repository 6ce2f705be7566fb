"""Values of a chart: what the store found, ready to be drawn, listed as a table and printed with its sources.

A chart is data first: every point carries the claims and sources it rests on, so that the picture, its table twin
and the notes on paper come from one value and cannot disagree.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from pairing_desktop.domain.chart_spec import ChartSpec
from pairing_desktop.domain.trust import Mark

FORMS = (
    "stacked_bar", "stacked_barh", "period_bar", "dot_range", "bar", "barh", "line", "step", "share", "panels", "gantt",
)
EVENTS = "events"  # code of the series of events that are marked
BY_ROW = ("dot_range", "gantt")  # each point has a row of its own
MOST_MARKS = 2000  # more cannot be told apart, and not be drawn in a breath


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

    `x` is a category's code, a year, or the two ISO days of a period joined by "/"; `label` how it is written in the
    chart's language.  `value` is in the chart's unit, in `unit` if that is given.  `low` and `high` span all rival claims
    where they disagree (None when they do not).  `claim_ids`, `record_ids` and `posting_ids` are what the value rests on;
    `sources` indexes `ChartData.sources` from 0.  `note` stands in the table and the read-out.  `planned` is drawn
    dashed: not (yet) a fact; `nature` says in what way ("" for planned).  `text` is said in place of a number (a span of time).

    Of a value that rests on more rows than could be listed, `rows` says on how many; its ids are then the first of them,
    its `sources` those that are named in `ChartData.sources`, and `more_sources` how many more there are.
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
    nature: str = ""
    unit: str = ""
    text: str = ""
    posting_ids: tuple[int, ...] = ()
    rows: int = 0
    more_sources: int = 0


@dataclass(frozen=True)
class Series:
    """Points of one colour: `code` chooses it (an industry code, "actual", "expected", a group of event kinds) where
    `colour` does not; `label` is written at its end.  `unit` is that of its values where charts of several units stand
    side by side."""

    code: str
    label: str
    points: tuple[Point, ...]
    colour: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Callout:
    """A few words beside the mark at `x`, drawn on a large chart where there is room."""

    x: str
    text: str


@dataclass(frozen=True)
class ChartData:
    """All that one chart shows, in one language.

    `form` is one of FORMS; `unit` the code of the values' unit; `filters` the filters in words; `left_out` sentences
    with counts; `notes` what a reader must know; `trust` one sentence on what the figures rest on; `summary` one
    sentence for ears and for pasting; `as_of` an ISO date.  Series of a bar form all have the same `x` in the same
    order; `figures` is how many statements (claims, or records that are counted) were drawn; `cumulative` says that
    each bar holds the ones before it; `log` that values span orders of magnitude; `multiple` in which multiple the axis
    counts (of `chart_spec.MULTIPLES`, "" for the one that fits); `events` are marked over a chart over time: their `x` is
    the days of each, their `label` its name, their `note` its date.  `source_count` is how many sources its points rest on
    where `sources` does not name them all, else 0.
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
    callouts: tuple[Callout, ...] = ()
    trust: str = ""
    summary: str = ""
    cumulative: bool = False
    log: bool = False
    figures: int = 0
    multiple: str = ""
    events: Series | None = None
    source_count: int = 0

    @property
    def points(self) -> tuple[Point, ...]:
        """All points that have a value, series by series."""
        return tuple(point for series in self.series for point in series.points if point.value is not None)

    @property
    def is_empty(self) -> bool:
        return not self.points

    @property
    def highest(self) -> Decimal:
        """The largest value or end of a range, 0 when there is none."""
        ends = (end for point in self.points for end in (point.value, point.high))
        return max((end for end in ends if end is not None), default=Decimal(0))


@dataclass(frozen=True)
class ChartInfo:
    """A chart one can ask for: its id, its English title (marked for translation), the tabs that offer it and the
    kind whose filter it follows ("" for a chart that no filter of a list narrows).  `spec` is what it is drawn from, or,
    of one with rules of its own, what the workbench begins with."""

    id: str
    title: str
    tabs: tuple[str, ...]
    kind: str = ""
    spec: ChartSpec = field(default_factory=ChartSpec)
