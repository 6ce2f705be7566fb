"""Where the fields of each kind stand: two columns, in the order in which staff think of them."""

from dataclasses import dataclass

from pairing_desktop.domain.language import mark


@dataclass(frozen=True)
class Section:
    """Rows of one or two field names; a single name spans both columns.  `title` is marked, empty for none."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""


LAYOUTS: dict[str, tuple[Section, ...]] = {
    "projects": (
        Section((
            ("name_en",), ("name_zh",),
            ("other_names",),
            ("industry", "kind"),
            ("status", "stage"),
            ("place_key", "direction"),
            ("start_date", "end_date"),
            ("capacity", "capacity_unit"),
            ("investment_cny",),
            ("source_key", "locator"),
            ("companies",),
            ("note",),
        )),
    ),
    "companies": (
        Section((
            ("name_en",), ("name_zh",),
            ("other_names",),
            ("kind", "industry"),
            ("home_place_key", "parent_key"),
            ("credit_code",),
            ("source_key", "locator"),
            ("projects",),
            ("note",),
        )),
    ),
    "places": (
        Section((
            ("name_en",), ("name_zh",),
            ("other_names",),
            ("kind", "parent_key"),
            ("latitude", "longitude"),
            ("source_key", "locator"),
        )),
    ),
    "events": (
        Section((
            ("title_en",), ("title_zh",),
            ("other_names",),
            ("date", "end_date"),
            ("date_as_stated", "kind"),
            ("project_key", "company_key"),
            ("place_key",),
            ("summary",),
            ("source_key", "locator"),
        )),
    ),
    "claims": (
        Section((
            ("subject_kind", "subject_key"),
            ("measure_key",),
            ("value_as_stated",),
            ("value", "qualifier"),
            ("period_as_stated", "nature"),
            ("period_start", "period_end"),
        ), mark("What is stated")),
        Section((("source_key", "locator"), ("disputes_claim_key",)), mark("By whom")),
        Section((("assessment",), ("assessment_note",))),
    ),
    "sources": (
        Section((
            ("title",),
            ("other_names",),
            ("publisher", "author"),
            ("published_on", "accessed_on"),
            ("kind", "language"),
            ("url",),
            ("reliability_note",),
        )),
    ),
    "measures": (
        Section((
            ("name_en",), ("name_zh",),
            ("unit", "dimension"),
            ("flow",),
            ("description",),
        )),
    ),
    "postings": (
        Section((
            ("people", "role"),
            ("people_as_stated", "qualifier"),
            ("sending_unit",), ("receiving_unit",),
            ("place_key", "project_key"),
            ("start_date", "end_date"),
            ("batch",),
            ("source_key", "locator"),
            ("note",),
        )),
    ),
    "stages": (
        Section((("project_key",), ("stage", "date"), ("source_key", "locator"), ("note",))),
    ),
    "channels": (
        Section((
            ("company_key",),
            ("product", "kind"),
            ("channel", "place_key"),
            ("start_date", "end_date"),
            ("source_key", "locator"),
            ("note",),
        )),
    ),
    "admissions": (
        Section((
            ("place_key",),
            ("policy", "price"),
            ("visitors",),
            ("start_date", "end_date"),
            ("source_key", "locator"),
            ("note",),
        )),
    ),
    "notes": (
        Section((("subject_kind", "subject_key"), ("text",), ("date", "author"))),
    ),
}

NEW = {
    "projects": mark("New project"),
    "companies": mark("New company"),
    "places": mark("New place"),
    "events": mark("New event"),
    "claims": mark("New claim"),
    "sources": mark("New source"),
    "measures": mark("New indicator"),
    "postings": mark("New people sent"),
    "stages": mark("New stage reached"),
    "channels": mark("New sales channel"),
    "admissions": mark("New admission policy"),
    "notes": mark("New note"),
}
"""Title of an empty form."""

DEFAULTS: dict[str, dict[str, str]] = {
    "projects": {},
    "claims": {"subject_kind": "project", "qualifier": "exact", "nature": "actual"},
    "postings": {"qualifier": "exact"},
    "notes": {"subject_kind": "project"},
}
"""What an empty form begins with."""


def field_names(kind: str) -> list[str]:
    """The fields of a form in reading order."""
    return [name for section in LAYOUTS[kind] for row in section.rows for name in row]
