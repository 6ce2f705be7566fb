"""What a list asks and what it gets: a question is a value, the answer an ordered id array and pages of rows."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.trust import Trust

NOT_STATED = ""  # facet value of rows that do not say


@dataclass(frozen=True)
class Filter:
    """Which rows of a kind are wanted; everything is AND-ed, the values of one facet are OR-ed.

    `text` is what stands in the filter box, `facets` maps a facet's name to the chosen codes (NOT_STATED for rows
    that do not say), `years` is first and last calendar year or None for an open end.
    """

    text: str = ""
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    trashed: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or any(self.facets.values()) or any(year is not None for year in self.years))

    @property
    def without_text(self) -> "Filter":
        """The same filter with nothing in the box."""
        return replace(self, text="")

    @property
    def is_text(self) -> bool:
        """Whether rows outside the trash are narrowed by the box alone."""
        return not self.is_empty and not self.trashed and self.without_text.is_empty

    def without(self, facet: str) -> "Filter":
        """The same filter with nothing chosen in `facet`."""
        return replace(self, facets={name: chosen for name, chosen in self.facets.items() if name != facet})


@dataclass(frozen=True)
class Sort:
    """Order of a list: a column name of the kind's list and a direction; `chinese` orders names by pinyin."""

    column: str
    descending: bool = False
    chinese: bool = False


@dataclass(frozen=True)
class Order:
    """The answer of a list: `ids` in order (8 bytes a row) and how many rows there are without the filter.

    Of the first rows of a long list, `whole` is False and `total` only says that there are more."""

    ids: "array[int]"
    total: int
    whole: bool = True


@dataclass(frozen=True)
class Row:
    """One row of a page.  `cells` maps list column names to values as exported (strings, codes, plain decimals);
    names of linked records come as `<field>_en` and `<field>_zh`."""

    id: int
    key: str
    cells: Mapping[str, str]
    trust: Trust | None = None


@dataclass(frozen=True)
class FacetValue:
    """One line of a facet: its code, how both languages say it, and the rows it would leave."""

    code: str
    label_en: str
    label_zh: str
    count: int


@dataclass(frozen=True)
class Facet:
    """All lines of one facet, most frequent first."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class ListColumn:
    """A column of a kind's list.  `label` is English, marked; `field` the exported field it shows ("" when computed);
    `numeric` cells stand right; `shown` says whether it is there before anybody chose columns."""

    name: str
    label: str
    width: int
    numeric: bool = False
    sortable: bool = True
    shown: bool = True


@dataclass(frozen=True)
class FacetSpec:
    """A facet of a kind's list: the vocabulary its codes belong to ("" when the codes are keys of places or years)."""

    name: str
    label: str
    vocabulary: str = ""


@dataclass(frozen=True)
class ListSpec:
    """How the list of a kind looks: its columns, facets and first order."""

    kind: str
    columns: tuple[ListColumn, ...]
    facets: tuple[FacetSpec, ...]
    sort: Sort


LISTS: dict[str, ListSpec] = {
    spec.kind: spec
    for spec in (
        ListSpec(
            "projects",
            (
                ListColumn("name", mark("Project"), 280),
                ListColumn("capacity", mark("Capacity"), 116, numeric=True),
                ListColumn("years", mark("Years"), 92),
                ListColumn("status", mark("Status"), 138),
                ListColumn("trust", mark("Trust"), 132, sortable=False),
                ListColumn("stage", mark("Stage"), 120, shown=False),
                ListColumn("direction", mark("Direction"), 110, shown=False),
                ListColumn("industry", mark("Industry"), 140, shown=False),
                ListColumn("kind", mark("Kind"), 110, shown=False),
                ListColumn("place", mark("Place"), 140, shown=False),
                ListColumn("investment_cny", mark("Investment"), 130, numeric=True, shown=False),
                ListColumn("key", mark("Short name"), 120, shown=False),
            ),
            (
                FacetSpec("industry", mark("Industry"), "industry"),
                FacetSpec("status", mark("Status"), "project_status"),
                FacetSpec("stage", mark("Stage"), "stage"),
                FacetSpec("place", mark("Place")),
                FacetSpec("year", mark("Start year")),
            ),
            Sort("name"),
        ),
        ListSpec(
            "companies",
            (
                ListColumn("name", mark("Company"), 320),
                ListColumn("home_place", mark("Home"), 140),
                ListColumn("projects", mark("Projects"), 84, numeric=True),
                ListColumn("trust", mark("Trust"), 132, sortable=False),
                ListColumn("industry", mark("Industry"), 150, shown=False),
                ListColumn("kind", mark("Kind"), 110, shown=False),
                ListColumn("key", mark("Short name"), 120, shown=False),
            ),
            (
                FacetSpec("industry", mark("Industry"), "industry"),
                FacetSpec("kind", mark("Kind"), "company_kind"),
                FacetSpec("place", mark("Home")),
            ),
            Sort("projects", descending=True),
        ),
        ListSpec(
            "places",
            (
                ListColumn("name", mark("Place"), 300),
                ListColumn("kind", mark("Kind"), 110),
                ListColumn("parent", mark("Lies in"), 180),
                ListColumn("trust", mark("Trust"), 132, sortable=False),
                ListColumn("key", mark("Short name"), 120, shown=False),
            ),
            (FacetSpec("kind", mark("Kind"), "place_kind"), FacetSpec("place", mark("Lies in"))),
            Sort("name"),
        ),
        ListSpec(
            "events",
            (
                ListColumn("date", mark("Date"), 130),
                ListColumn("name", mark("Event"), 320),
                ListColumn("kind", mark("Kind"), 120),
                ListColumn("place", mark("Place"), 120),
                ListColumn("project", mark("Project"), 180, shown=False),
                ListColumn("company", mark("Company"), 180, shown=False),
                ListColumn("trust", mark("Trust"), 132, sortable=False, shown=False),
                ListColumn("key", mark("Short name"), 120, shown=False),
            ),
            (
                FacetSpec("kind", mark("Kind"), "event_kind"),
                FacetSpec("place", mark("Place")),
                FacetSpec("year", mark("Year")),
            ),
            Sort("date", descending=True),
        ),
        ListSpec(
            "claims",
            (
                ListColumn("subject", mark("About"), 210),
                ListColumn("measure", mark("Indicator"), 170),
                ListColumn("value", mark("Value"), 168, numeric=True),
                ListColumn("period", mark("Period"), 118),
                ListColumn("value_as_stated", mark("As stated"), 170),
                ListColumn("source", mark("Source"), 116),
                ListColumn("trust", mark("Trust"), 112, sortable=False),
                ListColumn("nature", mark("Nature"), 90, shown=False),
                ListColumn("assessment", mark("Initial assessment"), 130, shown=False),
                ListColumn("rank", mark("Rank"), 90, shown=False),
                ListColumn("key", mark("Short name"), 120, shown=False),
            ),
            (
                FacetSpec("measure", mark("Indicator")),
                FacetSpec("subject_kind", mark("About a"), "subject_kind"),
                FacetSpec("nature", mark("Nature"), "nature"),
                FacetSpec("assessment", mark("Initial assessment"), "assessment"),
                FacetSpec("year", mark("Year")),
            ),
            Sort("measure"),
        ),
        ListSpec(
            "sources",
            (
                ListColumn("name", mark("Source"), 330),
                ListColumn("claims", mark("Claims"), 74, numeric=True),
                ListColumn("events", mark("Events"), 66, numeric=True),
                ListColumn("contested", mark("Contested"), 92, sortable=False),
                ListColumn("published_on", mark("Published on"), 110, shown=False),
                ListColumn("publisher", mark("Publisher"), 180, shown=False),
                ListColumn("kind", mark("Kind"), 100, shown=False),
                ListColumn("language", mark("Language"), 90, shown=False),
                ListColumn("key", mark("Short name"), 120, shown=False),
            ),
            (
                FacetSpec("kind", mark("Kind"), "source_kind"),
                FacetSpec("language", mark("Language"), "source_language"),
                FacetSpec("year", mark("Year published")),
            ),
            Sort("claims", descending=True),
        ),
        ListSpec(
            "postings",
            (
                ListColumn("sending_unit", mark("Sent by"), 230),
                ListColumn("people", mark("How many"), 96, numeric=True),
                ListColumn("role", mark("As what"), 108),
                ListColumn("term", mark("Term"), 130),
                ListColumn("source", mark("Source"), 130),
                ListColumn("receiving_unit", mark("Received by"), 180, shown=False),
                ListColumn("place", mark("Place"), 140, shown=False),
                ListColumn("project", mark("Project"), 180, shown=False),
                ListColumn("batch", mark("Batch"), 90, shown=False),
                ListColumn("key", mark("Short name"), 120, shown=False),
            ),
            (
                FacetSpec("role", mark("As what"), "posting_role"),
                FacetSpec("sending_unit", mark("Sent by")),
                FacetSpec("receiving_unit", mark("Received by")),
                FacetSpec("batch", mark("Batch")),
                FacetSpec("place", mark("Place")),
                FacetSpec("project", mark("Project")),
                FacetSpec("year", mark("Start year")),
            ),
            Sort("term", descending=True),
        ),
        ListSpec(
            "channels",
            (
                ListColumn("product", mark("Product"), 220),
                ListColumn("company", mark("Company"), 180),
                ListColumn("kind", mark("Kind of channel"), 130),
                ListColumn("term", mark("Term"), 130),
                ListColumn("source", mark("Source"), 130),
                ListColumn("channel", mark("Name of the channel"), 160, shown=False),
                ListColumn("place", mark("Sold in"), 140, shown=False),
                ListColumn("key", mark("Short name"), 120, shown=False),
            ),
            (
                FacetSpec("kind", mark("Kind of channel"), "channel_kind"),
                FacetSpec("product", mark("Product")),
                FacetSpec("place", mark("Sold in")),
                FacetSpec("year", mark("Start year")),
            ),
            Sort("product"),
        ),
        ListSpec(
            "admissions",
            (
                ListColumn("place", mark("Attraction"), 220),
                ListColumn("policy", mark("Admission"), 94),
                ListColumn("visitors", mark("For whom"), 140),
                ListColumn("price", mark("Price"), 80, numeric=True),
                ListColumn("term", mark("Term"), 116),
                ListColumn("source", mark("Source"), 130),
                ListColumn("key", mark("Short name"), 120, shown=False),
            ),
            (
                FacetSpec("policy", mark("Admission"), "admission_policy"),
                FacetSpec("visitors", mark("For whom")),
                FacetSpec("place", mark("Attraction")),
                FacetSpec("year", mark("Start year")),
            ),
            Sort("place"),
        ),
    )
}
