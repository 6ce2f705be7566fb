"""A chart that somebody composes, as a plain value: what is drawn, of which records, grouped how, in which form.

`subject` names the list whose rows are counted or whose figures are drawn; the filter is that list's.  A spec holds no
data: drawn again later it shows what is on file then.
"""

from dataclasses import dataclass, field, replace

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import LISTS, FacetSpec, Filter

COUNT = ""  # in the place of an indicator: how many records there are
FORMS = {
    "bar": mark("Bars"),
    "stacked": mark("Stacked bars"),
    "line": mark("Line"),
    "step": mark("Running total"),
    "share": mark("Shares"),
    "dots": mark("Dots and ranges"),
    "panels": mark("Small charts side by side"),
    "gantt": mark("Spans of time"),
}
MULTIPLES = {  # how an axis counts; Chinese counts in its own steps
    "": mark("As fits"), "one": mark("Single units"), "first": mark("Millions"), "second": mark("Billions"),
}
NATURES = ("actual", "planned", "design", "estimate")
RECORD, FIGURE, YEAR, PERIOD, NATURE = "record", "figure", "year", "period", "nature"
_OF_FIGURES = {
    RECORD: mark("Record"), FIGURE: mark("Each figure"), YEAR: mark("Year"), PERIOD: mark("Exact period"),
}
_MORE: dict[str, tuple[FacetSpec, ...]] = {  # fields that no facet of the list shows
    "projects": (
        FacetSpec("direction", mark("Direction"), "direction"), FacetSpec("kind", mark("Kind"), "project_kind"),
    ),
}
SUBJECTS = ("projects", "companies", "places", "events", "claims")
MOST_MEASURES = 6


@dataclass(frozen=True)
class ChartSpec:
    """`measures` are short names of indicators, COUNT for a number of records; `group` and `split` fields of `fields_of`
    ("" for a chart that is not split); `first` and `last` calendar years; `nature` one of NATURES, "" for all, which are
    then kept apart; `multiple` one of MULTIPLES; `title` in place of the one that follows from the rest."""

    form: str = "bar"
    subject: str = "projects"
    filter: Filter = field(default_factory=Filter)
    measures: tuple[str, ...] = (COUNT,)
    group: str = YEAR
    split: str = ""
    first: int | None = None
    last: int | None = None
    nature: str = ""
    multiple: str = ""
    title: str = ""

    @property
    def counts(self) -> bool:
        """Whether records are counted, and nothing else."""
        return self.measures == (COUNT,)

    @property
    def is_mixed(self) -> bool:
        """Whether several things are drawn."""
        return len(self.measures) > 1


@dataclass(frozen=True)
class KeptChart:
    """A chart kept by name, under its integer key."""

    id: int
    uid: str
    name: str
    spec: ChartSpec


@dataclass(frozen=True)
class MeasureInfo:
    """What a spec must know of an indicator to decide what fits: how many figures each nature has among the rows it is
    about, and how many records they are about.  `flow` is "flow", "stock" or "" (nobody said)."""

    key: str
    name_en: str
    name_zh: str
    unit: str
    dimension: str
    flow: str
    natures: tuple[tuple[str, int], ...] = ()

    @property
    def claims(self) -> int:
        return sum(number for _, number in self.natures)


def record_fields(subject: str) -> tuple[FacetSpec, ...]:
    """The fields by which rows of a list can be counted: its facets and a few more."""
    if subject not in LISTS:
        return ()
    shown = LISTS[subject].facets
    return (*shown, *(one for one in _MORE.get(subject, ()) if one.name not in {facet.name for facet in shown}))


def fields_of(spec: ChartSpec) -> dict[str, str]:
    """What this chart can be grouped by: code → English name, marked."""
    fields = {one.name: one.label for one in record_fields(spec.subject)}
    if spec.measures[0] == COUNT and not spec.is_mixed:
        return fields
    own = {} if spec.subject == "claims" else {name: said for name, said in fields.items() if name != YEAR}
    return _OF_FIGURES | own


def splits_of(spec: ChartSpec) -> dict[str, str]:
    """What each group can be split by."""
    fields = fields_of(spec)
    found = {name: said for name, said in fields.items() if name not in (FIGURE, PERIOD, YEAR)}
    if not spec.counts:
        found[NATURE] = mark("Nature")
    if spec.counts and YEAR in fields:
        found[YEAR] = fields[YEAR]
    return found


def about(subject: str, filter: Filter) -> ChartSpec:
    """The chart that a filtered list opens with."""
    starts = {
        "projects": ChartSpec("stacked", "projects", split="industry"),
        "companies": ChartSpec("stacked", "companies", group="place", split="industry"),
        "places": ChartSpec("bar", "places", group="kind"),
        "events": ChartSpec("stacked", "events", split="kind"),
        "claims": ChartSpec("bar", "claims", group="measure"),
        "sources": ChartSpec("bar", "sources"),
    }
    return replace(starts[subject], filter=filter)


def figures_of(kind: str, id: int) -> ChartSpec:
    """The chart that a card opens with: the figures about one record; of an event the events of its kind are counted."""
    if kind in ("events", "sources"):
        facets = {"source": frozenset({str(id)})} if kind == "sources" else {}
        return about("claims" if kind == "sources" else kind, Filter(facets=facets))
    return about("claims", Filter(facets={"subject": frozenset({str(id)})}))


def of_figure(measure: str, subject: str = "claims", filter: Filter | None = None) -> ChartSpec:
    """The chart that an indicator opens with: all its figures with their ranges."""
    return ChartSpec("dots", subject, filter or Filter(), (measure,), FIGURE)
