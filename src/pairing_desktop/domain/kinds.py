"""The kinds of things the program keeps and their fields: one table that forms, lists, the command line, import and
export all read.

Field names are the column names of `db/seed/*.csv`, in the same order, then the fields we add.  A record travels
between layers as `dict[str, str]`: every value a string exactly as exported, an empty one where nothing is stated,
links as the key of the other record.
"""

from dataclasses import dataclass
from enum import Enum

from pairing_desktop.domain.language import mark


class FieldType(Enum):
    TEXT = "text"
    LONG_TEXT = "long text"
    DATE = "date"  # a partial date; `precision` names the field that says how precise
    NUMBER = "number"  # a plain decimal
    CHOICE = "choice"  # a code of a vocabulary list
    LINK = "link"  # the key of a record (or measure or claim) of kind `link`
    ADDRESS = "address"  # http(s), shown as text, opened only when asked
    ROWS = "rows"  # rows of another table that a form edits with its own; `link` is their kind; see `domain.nested_rows`


@dataclass(frozen=True)
class Field:
    """One field of a kind.  `label` is English and marked for translation."""

    name: str
    label: str
    type: FieldType = FieldType.TEXT
    choices: str = ""  # vocabulary list of a CHOICE
    link: str = ""  # kind a LINK points to; of `subject_key` the kind stands in field `subject_kind`
    precision: str = ""  # of a DATE: the field that holds its precision
    required: bool = False
    citation: bool = False  # stands in the first citation of the row, not in its own table
    added: bool = False  # not in the files of facts: exported after their columns

    @property
    def column(self) -> str:
        """Column of the kind's own table: links are kept as integer keys."""
        return self.name.removesuffix("_key") + "_id" if self.type is FieldType.LINK else self.name


@dataclass(frozen=True)
class Kind:
    """`name` is the plural of the command line and of the seed file, `record` the singular kept in `record.kind`."""

    name: str
    record: str
    table: str
    label: str  # plural, marked
    one: str  # singular, marked
    fields: tuple[Field, ...]
    names: tuple[str, str] = ("name_en", "name_zh")  # fields that hold the name in English and Chinese
    computed: tuple[Field, ...] = ()  # worked out: exported after all others, never brought in or edited
    inside: tuple[Field, ...] = ()  # rows of other tables that its form edits
    listed: tuple[Field, ...] = ()  # those of them that a table says as one text: exported last, and brought in
    is_record: bool = True  # has a `record` row of its own
    icon: str = ""
    in_facts: bool = True  # the cited facts have a file of this kind

    def field(self, name: str) -> Field:
        """The field of this name; KeyError when there is none."""
        return _FIELDS[self.name][name]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are kept and brought in, in order: those of the seed file, then those we add."""
        return _COLUMNS[self.name]

    @property
    def exported(self) -> tuple[str, ...]:
        """All exported columns in order: those that are kept, the uid, what is worked out, what stands inside."""
        return (*self.columns, "uid", *(field.name for field in (*self.computed, *self.listed)))


_T = FieldType
_OTHER_NAMES = Field("other_names", mark("Other names"), _T.ROWS, link="other_names")
_SOURCE = (
    Field("source_key", mark("Source"), _T.LINK, link="sources", citation=True, required=True),
    Field("locator", mark("Place in the source"), citation=True),
)

PROJECTS = Kind(
    "projects", "project", "project", mark("Projects"), mark("Project"), icon="project",
    fields=(
        Field("key", mark("Short name")),
        Field("name_en", mark("Name in English")),
        Field("name_zh", mark("Name in Chinese")),
        Field("industry", mark("Industry"), _T.CHOICE, "industry"),
        Field("kind", mark("Kind"), _T.CHOICE, "project_kind", required=True),
        Field("status", mark("Status"), _T.CHOICE, "project_status", required=True),
        Field("place_key", mark("Place"), _T.LINK, link="places"),
        Field("start_date", mark("Start"), _T.DATE, precision="start_precision"),
        Field("start_precision", mark("Start is known to the"), _T.CHOICE, "precision"),
        Field("end_date", mark("End"), _T.DATE, precision="end_precision"),
        Field("end_precision", mark("End is known to the"), _T.CHOICE, "precision"),
        Field("capacity", mark("Capacity"), _T.NUMBER),
        Field("capacity_unit", mark("Unit of capacity"), _T.CHOICE, "unit"),
        Field("investment_cny", mark("Investment (yuan)"), _T.NUMBER),
        Field("note", mark("Note"), _T.LONG_TEXT),
        *_SOURCE,
        Field("stage", mark("Stage"), _T.CHOICE, "stage", added=True),
        Field("direction", mark("Direction"), _T.CHOICE, "direction", added=True),
    ),
    inside=(_OTHER_NAMES, Field("companies", mark("Companies"), _T.ROWS, link="participations")), listed=(_OTHER_NAMES,),
)
COMPANIES = Kind(
    "companies", "company", "company", mark("Companies"), mark("Company"), icon="company",
    fields=(
        Field("key", mark("Short name")),
        Field("name_en", mark("Name in English")),
        Field("name_zh", mark("Name in Chinese")),
        Field("kind", mark("Kind"), _T.CHOICE, "company_kind", required=True),
        Field("parent_key", mark("Owner"), _T.LINK, link="companies"),
        Field("home_place_key", mark("Home"), _T.LINK, link="places"),
        Field("industry", mark("Industry"), _T.CHOICE, "industry"),
        Field("note", mark("Note"), _T.LONG_TEXT),
        *_SOURCE,
        Field("credit_code", mark("Credit code"), added=True),
    ),
    inside=(_OTHER_NAMES, Field("projects", mark("Projects"), _T.ROWS, link="participations")), listed=(_OTHER_NAMES,),
)
PLACES = Kind(
    "places", "place", "place", mark("Places"), mark("Place"), icon="place",
    fields=(
        Field("key", mark("Short name")),
        Field("name_en", mark("Name in English")),
        Field("name_zh", mark("Name in Chinese")),
        Field("kind", mark("Kind"), _T.CHOICE, "place_kind", required=True),
        Field("parent_key", mark("Lies in"), _T.LINK, link="places"),
        Field("latitude", mark("Latitude"), _T.NUMBER),
        Field("longitude", mark("Longitude"), _T.NUMBER),
        *_SOURCE,
    ),
    inside=(_OTHER_NAMES,), listed=(_OTHER_NAMES,),
)
EVENTS = Kind(
    "events", "event", "event", mark("Events"), mark("Event"), icon="calendar", names=("title_en", "title_zh"),
    fields=(
        Field("key", mark("Short name")),
        Field("date", mark("Date"), _T.DATE, precision="date_precision"),
        Field("date_precision", mark("Date is known to the"), _T.CHOICE, "precision"),
        Field("end_date", mark("Last day"), _T.DATE, precision="date_precision"),
        Field("title_en", mark("Title in English")),
        Field("title_zh", mark("Title in Chinese")),
        Field("kind", mark("Kind"), _T.CHOICE, "event_kind", required=True),
        Field("project_key", mark("Project"), _T.LINK, link="projects"),
        Field("company_key", mark("Company"), _T.LINK, link="companies"),
        Field("place_key", mark("Place"), _T.LINK, link="places"),
        Field("summary", mark("What happened"), _T.LONG_TEXT),
        *_SOURCE,
        Field("date_as_stated", mark("Date as printed")),
    ),
    inside=(_OTHER_NAMES,), listed=(_OTHER_NAMES,),
)
SOURCES = Kind(
    "sources", "source", "source", mark("Sources"), mark("Source"), icon="source", names=("title", "title"),
    fields=(
        Field("key", mark("Short name")),
        Field("title", mark("Title"), required=True),
        Field("publisher", mark("Publisher")),
        Field("author", mark("Author")),
        Field("published_on", mark("Published on"), _T.DATE),
        Field("accessed_on", mark("Read on"), _T.DATE),
        Field("url", mark("Address"), _T.ADDRESS),
        Field("language", mark("Language"), _T.CHOICE, "source_language"),
        Field("kind", mark("Kind"), _T.CHOICE, "source_kind", required=True),
        Field("reliability_note", mark("How reliable"), _T.LONG_TEXT),
    ),
    inside=(_OTHER_NAMES,), listed=(_OTHER_NAMES,),
)
CLAIMS = Kind(
    "claims", "claim", "claim", mark("Claims"), mark("Claim"), icon="figure", is_record=False,
    names=("value_as_stated", "value_as_stated"),
    fields=(
        Field("key", mark("Short name")),
        Field("subject_kind", mark("About a"), _T.CHOICE, "subject_kind", required=True),
        Field("subject_key", mark("About"), _T.LINK, required=True),
        Field("measure_key", mark("Indicator"), _T.LINK, link="measures", required=True),
        Field("value", mark("Value"), _T.NUMBER),
        Field("value_as_stated", mark("As stated"), required=True),
        Field("unit", mark("Unit"), _T.CHOICE, "unit"),
        Field("qualifier", mark("Qualifier"), _T.CHOICE, "qualifier"),
        Field("period_start", mark("Period from"), _T.DATE, precision="period_precision"),
        Field("period_end", mark("Period to"), _T.DATE, precision="period_precision"),
        Field("period_precision", mark("Period is known to the"), _T.CHOICE, "precision"),
        Field("period_as_stated", mark("Period as stated")),
        Field("nature", mark("Nature"), _T.CHOICE, "nature", required=True),
        *_SOURCE,
        Field("assessment", mark("Initial assessment"), _T.CHOICE, "assessment"),
        Field("assessment_note", mark("Note on the assessment"), _T.LONG_TEXT),
        Field("disputes_claim_key", mark("Speaks against"), _T.LINK, link="claims"),
        Field("rank", mark("Rank"), _T.CHOICE, "rank", added=True),
    ),
    computed=(
        Field("accepted_reading", mark("Accepted reading"), added=True),
        Field("effective_value", mark("Value in use"), _T.NUMBER, added=True),
        Field("trust", mark("Trust"), added=True),
    ),
)
MEASURES = Kind(
    "measures", "measure", "measure", mark("Indicators"), mark("Indicator"), icon="figure", is_record=False,
    fields=(
        Field("key", mark("Short name")),
        Field("name_en", mark("Name in English")),
        Field("name_zh", mark("Name in Chinese")),
        Field("unit", mark("Unit"), _T.CHOICE, "unit"),
        Field("dimension", mark("Dimension"), _T.CHOICE, "dimension", required=True),
        Field("description", mark("Description"), _T.LONG_TEXT),
        Field("flow", mark("Stock or flow"), _T.CHOICE, "flow", added=True),
    ),
)
PARTICIPATIONS = Kind(
    "participations", "participation", "participation", mark("Participations"), mark("Participation"),
    is_record=False, icon="link", names=("role", "role"),
    fields=(
        Field("project_key", mark("Project"), _T.LINK, link="projects", required=True),
        Field("company_key", mark("Company"), _T.LINK, link="companies", required=True),
        Field("role", mark("Role"), _T.CHOICE, "role", required=True),
        *_SOURCE,
    ),
)
OTHER_NAMES = Kind(
    "other_names", "alias", "alias", mark("Other names"), mark("Other name"), is_record=False, in_facts=False,
    names=("text", "text"),
    fields=(
        Field("text", mark("Name"), required=True),
        Field("kind", mark("Kind of name"), _T.CHOICE, "alias_kind", required=True),
        Field("language", mark("Language"), _T.CHOICE, "source_language"),
        Field("used_from", mark("Used from"), _T.DATE),
        Field("used_to", mark("Used until"), _T.DATE),
    ),
)
"""What else a record is or was called: kept and brought in with its record, no kind of the command line."""

_TERM = (
    Field("start_date", mark("From"), _T.DATE, precision="start_precision"),
    Field("start_precision", mark("Start is known to the"), _T.CHOICE, "precision"),
    Field("end_date", mark("To"), _T.DATE, precision="end_precision"),
    Field("end_precision", mark("End is known to the"), _T.CHOICE, "precision"),
)
_SAID_BY = (  # what hangs on a record names its source itself
    Field("note", mark("Note"), _T.LONG_TEXT),
    Field("source_key", mark("Source"), _T.LINK, link="sources", required=True),
    Field("locator", mark("Place in the source")),
)
POSTINGS = Kind(
    "postings", "posting", "posting", mark("People sent"), mark("People sent"), is_record=False, in_facts=False,
    icon="people", names=("sending_unit", "sending_unit"),
    fields=(
        Field("key", mark("Short name")),
        Field("people", mark("How many"), _T.NUMBER, required=True),
        Field("qualifier", mark("Qualifier"), _T.CHOICE, "qualifier"),
        Field("role", mark("As what"), _T.CHOICE, "posting_role", required=True),
        Field("batch", mark("Batch")),
        Field("sending_unit", mark("Sent by"), required=True),
        Field("receiving_unit", mark("Received by")),
        Field("place_key", mark("Place"), _T.LINK, link="places"),
        Field("project_key", mark("Project"), _T.LINK, link="projects"),
        *_TERM,
        Field("people_as_stated", mark("As stated")),
        *_SAID_BY,
    ),
)
STAGES = Kind(
    "stages", "stage_change", "stage_change", mark("Stages reached"), mark("Stage reached"), is_record=False,
    in_facts=False, icon="project", names=("stage", "stage"),
    fields=(
        Field("key", mark("Short name")),
        Field("project_key", mark("Project"), _T.LINK, link="projects", required=True),
        Field("stage", mark("Stage"), _T.CHOICE, "stage", required=True),
        Field("date", mark("Reached on"), _T.DATE, precision="date_precision"),
        Field("date_precision", mark("Date is known to the"), _T.CHOICE, "precision"),
        Field("note", mark("Note"), _T.LONG_TEXT),
        Field("source_key", mark("Source"), _T.LINK, link="sources"),
        Field("locator", mark("Place in the source")),
    ),
)
CHANNELS = Kind(
    "channels", "sales_channel", "sales_channel", mark("Sales channels"), mark("Sales channel"), is_record=False,
    in_facts=False, icon="link", names=("product", "product"),
    fields=(
        Field("key", mark("Short name")),
        Field("company_key", mark("Company"), _T.LINK, link="companies", required=True),
        Field("product", mark("Product"), required=True),
        Field("kind", mark("Kind of channel"), _T.CHOICE, "channel_kind", required=True),
        Field("channel", mark("Name of the channel")),
        Field("place_key", mark("Sold in"), _T.LINK, link="places"),
        *_TERM,
        *_SAID_BY,
    ),
)
ADMISSIONS = Kind(
    "admissions", "admission", "admission", mark("Admission"), mark("Admission policy"), is_record=False,
    in_facts=False, icon="place", names=("visitors", "visitors"),
    fields=(
        Field("key", mark("Short name")),
        Field("place_key", mark("Attraction"), _T.LINK, link="places", required=True),
        Field("policy", mark("Admission"), _T.CHOICE, "admission_policy", required=True),
        Field("visitors", mark("For whom")),
        Field("price", mark("Price (yuan)"), _T.NUMBER),
        *_TERM,
        *_SAID_BY,
    ),
)
NOTES = Kind(
    "notes", "note", "note", mark("Notes"), mark("Note"), is_record=False, in_facts=False, icon="edit",
    names=("text", "text"),
    fields=(
        Field("key", mark("Short name")),
        Field("subject_kind", mark("About a"), _T.CHOICE, "record_kind", required=True),
        Field("subject_key", mark("About"), _T.LINK, required=True),
        Field("date", mark("Date"), _T.DATE, precision="date_precision"),
        Field("date_precision", mark("Date is known to the"), _T.CHOICE, "precision"),
        Field("author", mark("By")),
        Field("text", mark("Text"), _T.LONG_TEXT, required=True),
    ),
)
ATTACHMENTS = Kind(
    "attachments", "attachment", "attachment", mark("Attachments"), mark("Attachment"), is_record=False, in_facts=False,
    icon="attach", names=("name", "name"),
    fields=(
        Field("key", mark("Short name")),
        Field("subject_kind", mark("About a"), _T.CHOICE, "record_kind", required=True),
        Field("subject_key", mark("About"), _T.LINK, required=True),
        Field("name", mark("File name"), required=True),
        Field("type", mark("Type"), _T.CHOICE, "attachment_type", required=True),
        Field("size", mark("Size in bytes"), _T.NUMBER, required=True),
        Field("hash", mark("SHA-256"), required=True),
    ),
)
FORMS = (POSTINGS, STAGES, CHANNELS, ADMISSIONS, NOTES)
ENTRIES = (*FORMS, ATTACHMENTS)
"""What hangs on records: rows with a table and a short name of their own, which name their source themselves."""

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (PROJECTS, COMPANIES, PLACES, EVENTS, CLAIMS, SOURCES, MEASURES, PARTICIPATIONS, *ENTRIES)
}
BY_RECORD: dict[str, Kind] = {kind.record: kind for kind in KINDS.values()}
RECORD_KINDS = tuple(kind for kind in KINDS.values() if kind.is_record)
EDITABLE_KINDS = (PROJECTS, COMPANIES, PLACES, EVENTS, CLAIMS, SOURCES, MEASURES, *FORMS)
FACT_KINDS = tuple(kind for kind in KINDS.values() if kind.in_facts)
_ALL = {**KINDS, OTHER_NAMES.name: OTHER_NAMES}
_COLUMNS = {kind.name: tuple(field.name for field in kind.fields) for kind in _ALL.values()}
_FIELDS = {
    kind.name: {field.name: field for field in (*kind.fields, *kind.computed, *kind.inside)} for kind in _ALL.values()
}


def kind_named(name: str) -> Kind:
    """The kind of this name, those included that are only kept inside records."""
    return _ALL[name]


def seed_file(kind: Kind) -> str:
    """The file of `db/seed` that holds this kind."""
    return "project_companies.csv" if kind is PARTICIPATIONS else f"{kind.name}.csv"
