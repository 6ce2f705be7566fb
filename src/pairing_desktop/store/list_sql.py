"""The SQL of each kind's list: its cells, sort keys and facets, its order and the condition of a filter."""

from dataclasses import dataclass, field

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.problems import NotFound


@dataclass(frozen=True)
class Named:
    """A sort by the name of what a row points to; rows that point to the same stand together.

    `column` is over t; `table` and `name` say where the names stand, of records `kinds` which they can be.  `pairs` gives
    what is pointed to and the row's id for all rows at once, where the column is worked out."""

    column: str
    table: str = "record"
    name: str = "sort_en"
    kinds: tuple[str, ...] = ("place",)
    pairs: str = ""

    def __str__(self) -> str:
        return f"(SELECT {self.name} FROM {self.table} WHERE id = {self.column})"

    @property
    def in_order(self) -> str:
        """Query of the ids of all that has a name, by name."""
        if self.table != "record":
            return f"SELECT id FROM {self.table} WHERE {self.name} > '' ORDER BY {self.name}, id"
        # Each part is answered by an index in order, and what lies in the trash by another.
        parts = [
            f"SELECT id, {self.name} FROM record WHERE kind = '{kind}' AND deleted_at IS {state} AND {self.name} > ''"
            for kind in self.kinds for state in ("NULL", "NOT NULL")
        ]
        return f"SELECT id FROM ({' UNION ALL '.join(parts)} ORDER BY 2, 1)"


Key = str | Named


@dataclass(frozen=True)
class ListSql:
    """SQL of one kind's list.  `table` is aliased `t`; records join `r`.  `joins` serve the cells of a page."""

    table: str
    cells: dict[str, str]  # cell name → expression
    joins: str = ""
    sorts: dict[str, Key] = field(default_factory=dict)  # column → expression over t and r, or a linked name
    facets: dict[str, str] = field(default_factory=dict)  # facet → expression over t and r, NULL or '' = not stated
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)  # facet of links → its two name expressions
    year: str = ""  # expression of the calendar year the years filter compares
    is_record: bool = True
    links: tuple[str, ...] = ()  # of an entry, which is found by its own words or by a record it points to: those columns
    direct: dict[str, str] = field(default_factory=dict)  # filter by one of very many codes → the ids, by an index
    counted: dict[str, str] = field(default_factory=dict)  # sort key that counts → row's id and what is counted, all at once
    rests: tuple[str, ...] = ()  # tables beside its own and `record` whose rows its orders and filters rest on

    @property
    def source(self) -> str:
        return f"{self.table} AS t" + (" JOIN record AS r ON r.id = t.id" if self.is_record else "")

    @property
    def alive(self) -> str:
        return "r.deleted_at" if self.is_record else "t.deleted_at"

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The tables a change of which may change the list."""
        return (self.table, "record", *self.rests)

    @property
    def in_trash(self) -> str:
        """Query of the ids of all rows in the trash, by an index."""
        if self.is_record:
            return f"SELECT id FROM record WHERE kind = '{self.table}' AND deleted_at IS NOT NULL"
        return f"SELECT id FROM {self.table} WHERE deleted_at IS NOT NULL"

    def key(self, column: str, *, chinese: bool) -> Key:
        """The sort expression of a column, for Chinese names one of their own.  Raises NotFound for a column without."""
        own = f"{column}_zh" if chinese and f"{column}_zh" in self.sorts else column
        if own not in self.sorts:
            raise NotFound(mark("This list cannot be sorted by “{column}”."), column=column)
        return self.sorts[own]

    def live(self, key: str, descending: bool) -> str:
        """Query of the ids of live rows in order, those that state nothing last; with a LIMIT an index answers at once."""
        return self._in_order(key, descending, f"{self.alive} IS NULL")

    def all(self, key: str, descending: bool) -> str:
        """Query of the ids of all rows in order, those in the trash too."""
        if key.startswith("r."):  # the index of names holds live rows only
            return f"{self.live(key, descending)} UNION ALL {self._in_order(key, descending, 'r.deleted_at IS NOT NULL')}"
        return self._in_order(key, descending, "")

    def _in_order(self, key: str, descending: bool, where: str) -> str:
        way = "DESC" if descending else "ASC"
        if key.startswith("r."):  # answered by the index of names: no row of the kind's own table is touched
            named = f"r.kind = '{self.table}' AND {where}"
            return f"SELECT * FROM (SELECT r.id FROM record AS r WHERE {named} ORDER BY {key} {way}, r.id {way})"
        # CROSS keeps the kind's own table outside: its index gives the order.
        joined = " CROSS JOIN record AS r ON r.id = t.id" if where and self.is_record else ""
        source, also = f"{self.table} AS t{joined}", f" AND {where}" if where else ""
        if not key.startswith("t."):  # worked out: sorted as a whole
            stated = key if key in _NUMBERS or key in _COUNTS else f"nullif({key}, '')"
            ordered = f"ORDER BY {stated} {way} NULLS LAST, t.id {way}"
            return f"SELECT * FROM (SELECT t.id FROM {source} WHERE 1{also} {ordered})"
        says, blank = ("IS NOT NULL", "IS NULL") if key in _NUMBERS else ("> ''", "= ''")
        return (
            f"SELECT * FROM (SELECT t.id FROM {source} WHERE {key} {says}{also} ORDER BY {key} {way}, t.id {way}) "
            f"UNION ALL SELECT * FROM (SELECT t.id FROM {source} WHERE {key} {blank}{also} ORDER BY t.id)"
        )

    def where(self, filter: Filter) -> tuple[str, list[object]]:
        """The condition of all rows that pass a filter, over `source`, and its values."""
        parts = [f"{self.alive} IS {'NOT ' if filter.trashed else ''}NULL"]
        values: list[object] = []
        for name, chosen in filter.facets.items():
            if chosen:
                # Links and years are numbers, a batch called 10 is not: a bound text never equals an integer.
                codes: list[object] = [*sorted(chosen), *(int(code) for code in sorted(chosen) if code.isdecimal())]
                parts.append(f"ifnull({self.facets[name]}, '') IN ({', '.join('?' * len(codes))})")
                values += codes
        first, last = filter.years
        if self.year and first is not None:
            parts.append(f"{self.year} >= ?")
            values.append(first)
        if self.year and last is not None:
            parts.append(f"{self.year} <= ?")
            values.append(last)
        if filter.text.strip():
            from pairing_desktop.domain.traditional import plain
            from pairing_desktop.store import search  # with its patterns, only where something is sought

            select, terms = search.condition(filter.text)
            if self.links:
                own = plain(filter.text).split()
                either = [" AND ".join("instr(t.folded, ?) > 0" for _ in own) or "1"]
                values += own
                for column in self.links:
                    either.append(f"{column} IN (SELECT doc / 2 FROM ({select}) WHERE doc % 2 = 0)")
                    values += terms
                return f"{' AND '.join(parts)} AND ({' OR '.join(f'({one})' for one in either)})", values
            row, odd = ("r.id", 0) if self.is_record else ("t.id", 1)
            parts.append(f"{row} IN (SELECT doc / 2 FROM ({select}) WHERE doc % 2 = {odd})")
            values += terms
        return " AND ".join(parts), values

def _names(alias: str, cell: str) -> dict[str, str]:
    return {f"{cell}_en": f"ifnull({alias}.name_en, '')", f"{cell}_zh": f"ifnull({alias}.name_zh, '')"}


# Sort keys that are numbers (NULL where not stated) or never blank.
_EFFECTIVE = (
    "ifnull((SELECT CAST(value AS REAL) FROM reading WHERE claim_id = t.id AND deleted_at IS NULL AND printed = t.value), "
    "t.value_num)"
)
_NUMBERS = frozenset({"t.capacity_num", "t.investment_num", _EFFECTIVE, "CAST(nullif(t.price, '') AS REAL)"})
_PROJECTS_OF = "(SELECT count(DISTINCT project_id) FROM participation WHERE company_id = t.id AND deleted_at IS NULL)"
_CLAIMS_OF = "(SELECT count(*) FROM citation WHERE source_id = t.id AND claim_id IS NOT NULL AND deleted_at IS NULL)"
_EVENTS_OF = (
    "(SELECT count(*) FROM citation JOIN event ON event.id = record_id WHERE source_id = t.id "
    "AND citation.deleted_at IS NULL)"
)
_PEOPLE = "CAST(t.people AS INTEGER)"
_COUNTS = frozenset({_PROJECTS_OF, _CLAIMS_OF, _EVENTS_OF, _PEOPLE})
_PLACE_LABEL = ("(SELECT name_en FROM place WHERE id = {0})", "(SELECT name_zh FROM place WHERE id = {0})")
_NAME_SORTS = {"name": "r.sort_en", "name_zh": "r.sort_zh", "key": "r.key"}

# What hangs on records: its term, and its own source.
_TERM_CELLS = {name: f"t.{name}" for name in ("start_date", "start_precision", "end_date", "end_precision")}
_START_YEAR = "CAST(nullif(substr(t.start_date, 1, 4), '') AS INTEGER)"
_SOURCE_CELLS = {
    "source_id": "ifnull(t.source_id, '')", "locator": "t.locator", "source_title": "ifnull(so.title, '')",
    "source_publisher": "ifnull(so.publisher, '')", "source_published_on": "ifnull(so.published_on, '')",
}
_SOURCE_JOINS = "LEFT JOIN source AS so ON so.id = t.source_id"
_SOURCE_SORT = Named("t.source_id", "source", "title")
_PROJECT, _COMPANY, _SUBJECTS = ("project",), ("company",), ("company", "place", "project")
_FIRST_SOURCE = "(SELECT source_id FROM citation WHERE claim_id = t.id AND ordinal = 1 AND deleted_at IS NULL)"
_FIRST_SOURCES = (
    "SELECT source_id AS a, claim_id AS b FROM citation WHERE claim_id IS NOT NULL AND ordinal = 1 AND deleted_at IS NULL"
)

LISTS: dict[str, ListSql] = {
    "projects": ListSql(
        "project",
        {
            "key": "r.key", "name_en": "t.name_en", "name_zh": "t.name_zh", "industry": "t.industry", "kind": "t.kind",
            "status": "t.status", "stage": "t.stage", "direction": "t.direction", "start_date": "t.start_date",
            "start_precision": "t.start_precision", "end_date": "t.end_date", "end_precision": "t.end_precision",
            "capacity": "t.capacity", "capacity_unit": "t.capacity_unit", "investment_cny": "t.investment_cny",
            **_names("p", "place"),
        },
        "LEFT JOIN place AS p ON p.id = t.place_id",
        {
            **_NAME_SORTS, "capacity": "t.capacity_num", "years": "t.start_date", "status": "t.status",
            "stage": "t.stage", "direction": "t.direction", "industry": "t.industry", "kind": "t.kind",
            "place": Named("t.place_id"), "investment_cny": "t.investment_num",
        },
        {
            "industry": "t.industry", "status": "t.status", "stage": "t.stage", "place": "t.place_id",
            "year": "t.start_year", "direction": "t.direction", "kind": "t.kind",
        },
        {"place": _PLACE_LABEL},
        "t.start_year",
    ),
    "companies": ListSql(
        "company",
        {
            "key": "r.key", "name_en": "t.name_en", "name_zh": "t.name_zh", "industry": "t.industry", "kind": "t.kind",
            **_names("p", "home_place"),
            "projects": _PROJECTS_OF,
        },
        "LEFT JOIN place AS p ON p.id = t.home_place_id",
        {
            **_NAME_SORTS, "industry": "t.industry", "kind": "t.kind",
            "home_place": Named("t.home_place_id"),
            "projects": _PROJECTS_OF,
        },
        {"industry": "t.industry", "kind": "t.kind", "place": "t.home_place_id"},
        {"place": _PLACE_LABEL},
        counted={_PROJECTS_OF: "SELECT company_id AS a, project_id AS b FROM participation WHERE deleted_at IS NULL"},
        rests=("participation",),
    ),
    "places": ListSql(
        "place",
        {
            "key": "r.key", "name_en": "t.name_en", "name_zh": "t.name_zh", "kind": "t.kind", "latitude": "t.latitude",
            "longitude": "t.longitude", **_names("p", "parent"),
        },
        "LEFT JOIN place AS p ON p.id = t.parent_id",
        {**_NAME_SORTS, "kind": "t.kind", "parent": Named("t.parent_id")},
        {"kind": "t.kind", "place": "t.parent_id"},
        {"place": _PLACE_LABEL},
    ),
    "events": ListSql(
        "event",
        {
            "key": "r.key", "name_en": "t.title_en", "name_zh": "t.title_zh", "kind": "t.kind", "date": "t.date",
            "end_date": "t.end_date", "date_precision": "t.date_precision", "summary": "t.summary",
            **_names("p", "place"), **_names("j", "project"), **_names("c", "company"),
        },
        "LEFT JOIN place AS p ON p.id = t.place_id LEFT JOIN project AS j ON j.id = t.project_id "
        "LEFT JOIN company AS c ON c.id = t.company_id",
        {
            **_NAME_SORTS, "date": "t.earliest", "kind": "t.kind",
            "place": Named("t.place_id"),
            "project": Named("t.project_id", kinds=_PROJECT),
            "company": Named("t.company_id", kinds=_COMPANY),
        },
        {"kind": "t.kind", "place": "t.place_id", "year": "t.year"},
        {"place": _PLACE_LABEL},
        "t.year",
    ),
    "claims": ListSql(
        "claim",
        {
            "key": "t.key", "subject_kind": "s.kind", "subject_id": "t.subject_id", "measure_id": "t.measure_id",
            "subject_en": "coalesce(sp.name_en, sc.name_en, sl.name_en, '')",
            "subject_zh": "coalesce(sp.name_zh, sc.name_zh, sl.name_zh, '')",
            "measure_key": "m.key", "measure_en": "m.name_en", "measure_zh": "m.name_zh", "value": "t.value",
            "effective_value": "ifnull(rd.value, t.value)", "reading": "ifnull(rd.name, '')",
            "reading_factor": "ifnull(rd.factor, '')",
            "value_as_stated": "t.value_as_stated", "unit": "t.unit", "qualifier": "t.qualifier",
            "period_start": "t.period_start", "period_end": "t.period_end", "period_precision": "t.period_precision",
            "period_as_stated": "t.period_as_stated", "nature": "t.nature", "rank": "t.rank",
            "assessment": "t.assessment", "source_id": "ifnull(x.source_id, '')", "source_key": "ifnull(sr.key, '')",
            "locator": "ifnull(x.locator, '')", "source_title": "ifnull(so.title, '')",
            "source_publisher": "ifnull(so.publisher, '')", "source_published_on": "ifnull(so.published_on, '')",
        },
        "JOIN record AS s ON s.id = t.subject_id JOIN measure AS m ON m.id = t.measure_id "
        "LEFT JOIN project AS sp ON sp.id = t.subject_id LEFT JOIN company AS sc ON sc.id = t.subject_id "
        "LEFT JOIN place AS sl ON sl.id = t.subject_id "
        "LEFT JOIN citation AS x ON x.claim_id = t.id AND x.ordinal = 1 AND x.deleted_at IS NULL "
        "LEFT JOIN source AS so ON so.id = x.source_id LEFT JOIN record AS sr ON sr.id = x.source_id "
        "LEFT JOIN reading AS rd ON rd.claim_id = t.id AND rd.deleted_at IS NULL AND rd.printed = t.value",
        {
            "subject": Named("t.subject_id", kinds=_SUBJECTS),
            "measure": Named("t.measure_id", "measure", "name_en"),
            "subject_zh": Named("t.subject_id", kinds=_SUBJECTS, name="sort_zh"),
            "value": _EFFECTIVE, "period": "t.earliest", "value_as_stated": "t.value_as_stated",
            "source": Named(_FIRST_SOURCE, "source", "title", pairs=_FIRST_SOURCES),
            "nature": "t.nature", "assessment": "t.assessment", "rank": "t.rank", "key": "t.key",
        },
        {
            "measure": "t.measure_id", "subject_kind": "(SELECT kind FROM record WHERE id = t.subject_id)",
            "nature": "t.nature", "assessment": "t.assessment", "year": "t.year", "subject": "t.subject_id",
            "source": _FIRST_SOURCE,
        },
        {
            "measure": ("(SELECT name_en FROM measure WHERE id = {0})", "(SELECT name_zh FROM measure WHERE id = {0})"),
            "subject": (
                "(SELECT coalesce(p.name_en, c.name_en, l.name_en) FROM record LEFT JOIN project AS p USING (id) "
                "LEFT JOIN company AS c USING (id) LEFT JOIN place AS l USING (id) WHERE record.id = {0})",
                "(SELECT coalesce(p.name_zh, c.name_zh, l.name_zh) FROM record LEFT JOIN project AS p USING (id) "
                "LEFT JOIN company AS c USING (id) LEFT JOIN place AS l USING (id) WHERE record.id = {0})",
            ),
            "source": ("(SELECT title FROM source WHERE id = {0})", "(SELECT title FROM source WHERE id = {0})"),
        },
        "t.year",
        is_record=False,
        direct={
            "subject": "SELECT id FROM claim WHERE subject_id IN ({codes})",
            "source": "SELECT claim_id AS id FROM citation WHERE source_id IN ({codes}) AND ordinal = 1 "
                      "AND deleted_at IS NULL AND claim_id IS NOT NULL",
        },
        rests=("reading", "citation", "source", "measure"),
    ),
    "sources": ListSql(
        "source",
        {
            "key": "r.key", "name_en": "t.title", "name_zh": "t.title", "publisher": "t.publisher",
            "author": "t.author", "published_on": "t.published_on", "kind": "t.kind", "language": "t.language",
            "claims": "(SELECT count(*) FROM citation JOIN claim ON claim.id = claim_id WHERE source_id = t.id "
                      "AND citation.deleted_at IS NULL AND claim.deleted_at IS NULL)",
            "events": _EVENTS_OF,
            "contested": "(SELECT count(DISTINCT claim.id) FROM citation JOIN claim ON claim.id = citation.claim_id "
                         "JOIN claim_relation AS c ON claim.id IN (c.claim_id, c.other_id) WHERE source_id = t.id "
                         "AND relation = 'disputes' AND c.deleted_at IS NULL AND citation.deleted_at IS NULL "
                         "AND claim.deleted_at IS NULL)",
        },
        "",
        {
            **_NAME_SORTS, "publisher": "t.publisher", "published_on": "t.published_on", "kind": "t.kind",
            "language": "t.language",
            "claims": _CLAIMS_OF,
            "events": _EVENTS_OF,
        },
        {"kind": "t.kind", "language": "t.language", "year": "t.published_year"},
        {},
        "t.published_year",
        rests=("citation", "claim", "event"),
    ),
    "postings": ListSql(
        "posting",
        {
            "key": "t.key", "people": "t.people", "qualifier": "t.qualifier", "role": "t.role", "batch": "t.batch",
            "sending_unit": "t.sending_unit", "receiving_unit": "t.receiving_unit", **_TERM_CELLS,
            **_names("p", "place"), **_names("j", "project"), **_SOURCE_CELLS,
        },
        "LEFT JOIN place AS p ON p.id = t.place_id LEFT JOIN project AS j ON j.id = t.project_id " + _SOURCE_JOINS,
        {
            "people": _PEOPLE, "role": "t.role", "batch": "t.batch", "sending_unit": "t.sending_unit",
            "receiving_unit": "t.receiving_unit", "term": "t.start_date", "key": "t.key", "source": _SOURCE_SORT,
            "place": Named("t.place_id"),
            "project": Named("t.project_id", kinds=_PROJECT),
        },
        {
            "role": "t.role", "sending_unit": "t.sending_unit", "receiving_unit": "t.receiving_unit", "batch": "t.batch",
            "place": "t.place_id", "project": "t.project_id", "year": _START_YEAR,
        },
        {"place": _PLACE_LABEL, "project": ("(SELECT name_en FROM project WHERE id = {0})",
                                            "(SELECT name_zh FROM project WHERE id = {0})")},
        _START_YEAR,
        is_record=False,
        links=("t.place_id", "t.project_id"),
        rests=("source",),
    ),
    "channels": ListSql(
        "sales_channel",
        {
            "key": "t.key", "product": "t.product", "kind": "t.kind", "channel": "t.channel", **_TERM_CELLS,
            **_names("c", "company"), **_names("p", "place"), **_SOURCE_CELLS,
        },
        "JOIN company AS c ON c.id = t.company_id LEFT JOIN place AS p ON p.id = t.place_id " + _SOURCE_JOINS,
        {
            "product": "t.product", "kind": "t.kind", "channel": "t.channel", "term": "t.start_date", "key": "t.key",
            "company": Named("t.company_id", kinds=_COMPANY),
            "place": Named("t.place_id"), "source": _SOURCE_SORT,
        },
        {"kind": "t.kind", "product": "t.product", "place": "t.place_id", "year": _START_YEAR},
        {"place": _PLACE_LABEL},
        _START_YEAR,
        is_record=False,
        links=("t.company_id", "t.place_id"),
        rests=("source",),
    ),
    "admissions": ListSql(
        "admission",
        {
            "key": "t.key", "policy": "t.policy", "visitors": "t.visitors", "price": "t.price", **_TERM_CELLS,
            **_names("p", "place"), **_SOURCE_CELLS,
        },
        "JOIN place AS p ON p.id = t.place_id " + _SOURCE_JOINS,
        {
            "place": Named("t.place_id"), "policy": "t.policy", "visitors": "t.visitors",
            "price": "CAST(nullif(t.price, '') AS REAL)", "term": "t.start_date", "key": "t.key", "source": _SOURCE_SORT,
        },
        {"policy": "t.policy", "visitors": "t.visitors", "place": "t.place_id", "year": _START_YEAR},
        {"place": _PLACE_LABEL},
        _START_YEAR,
        is_record=False,
        links=("t.place_id",),
        rests=("source",),
    ),
}
