"""What becomes of the rows of a table: normalised and validated as a form's, held against what is on file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pairing_desktop.domain import other_names
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.hedges import lost_hedges
from pairing_desktop.domain.importing import Change, ImportRequest, Planned, State
from pairing_desktop.domain.kinds import BY_RECORD, CLAIMS, KINDS, MEASURES, PARTICIPATIONS, PROJECTS, FieldType, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.normalising import normalised
from pairing_desktop.domain.problems import FieldProblem, Problem
from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity
from pairing_desktop.domain.tables import Raw
from pairing_desktop.domain.text import fold
from pairing_desktop.domain.validation import validate
from pairing_desktop.exchange.reading.numbers import day_of
from pairing_desktop.operations import indicators
from pairing_desktop.store import merged, row_lookup
from pairing_desktop.store.database import Connection
from pairing_desktop.store.indicators import in_trash
from pairing_desktop.store.row_lookup import AMBIGUOUS

_SERIAL = re.compile(r"[2-6]\d{4}")  # a day as its number in a spreadsheet: 1954 to 2089
_MOST_UNKNOWN = 200  # indicators not on file that are told apart
_FIGURE = re.compile(r"[-+−]?[0-9０-９][0-9０-９,，.．]*")
_PARTS = ("project_key", "company_key", "role")  # of a participation's short name
_NEVER_LEFT_OUT = {  # of a new row: what it says, or what follows from the rest, when the table does not say it
    "events": ("date", "end_date"), "claims": ("period_start", "period_end"), "measures": ("dimension",),
}


class Judge:
    """Judges rows in batches.  Rows whose link waits for a later row of the same table are kept back: `late`."""

    def __init__(self, connection: Connection, request: ImportRequest, from_1904: bool = False) -> None:
        self._db = connection
        self._request = request
        self._kind = KINDS[request.kind]
        self._from_1904 = from_1904
        self._today = date.today().isoformat()
        self._links = [field for field in self._kind.fields if field.type is FieldType.LINK]
        self._dates = frozenset(field.name for field in self._kind.fields if field.type is FieldType.DATE)
        self._named: dict[str, dict[str, int]] = {}  # kind → folded names of its rows
        self._keys: dict[str, dict[str, str]] = {}  # kind → what was written in a link: short name
        self._measures = row_lookup.measures(connection) if self._kind in (CLAIMS, PROJECTS) else {}
        self._thrown = in_trash(connection) if self._kind is CLAIMS else frozenset()
        self._seen: set[int] = set()  # of rows on file and new short names that a row of the table is about: their hashes
        self._listed = [field.name for field in self._kind.listed if field.name in request.columns.fields]
        self._names_itself = any(field.link == self._kind.name for field in self._kind.fields)
        self._made: set[str] = set()  # short names of new rows
        self.unknown: dict[str, int] = {}  # indicators that rows name and that are not on file: how many rows

    def judge(self, rows: Sequence[Raw], *, last: bool = False) -> list[Planned | None]:
        """What becomes of each row; None for one that waits for another, unless this is the `last` time it is asked."""
        given = [None if problem else self._values(cells) for _, cells, problem in rows]
        self._look_up_links(values for values in given if values is not None)
        ids = self._identify(given)
        stand = row_lookup.as_they_stand(self._db, self._kind, [row_id for row_id in ids if row_id], self._listed)
        found: list[Planned | None] = []
        for (number, cells, problem), values, row_id in zip(rows, given, ids, strict=True):
            if values is None:
                assert problem is not None
                found.append(Planned(number, State.REFUSED, _beginning(cells), {}, problems=(problem,)))
            else:
                found.append(self._row(number, values, row_id, stand.get(row_id), last))
        return found

    # A spreadsheet of ours that came back

    def say(
        self, rows: Sequence[tuple[Raw, Mapping[str, str]]]
    ) -> list[tuple[dict[str, str], tuple[FieldProblem, ...]]]:
        """What rows say that went out as `base`, as it would be kept, and which links they name that are not on file.

        A date that was typed anew brings its own precision, if the cell with the precision was left alone.
        """
        given = [self._values(cells) if problem is None else {} for (_, cells, problem), _ in rows]
        self._look_up_links(given)
        found = []
        for values, (_, base) in zip(given, rows, strict=True):
            values.pop("uid", None)
            unlinked = self._settle_links(values, True)
            for field in self._kind.fields:
                told = values.get(field.precision, "")
                left = normalised(self._kind, {field.precision: told}) if told else {}
                typed = values.get(field.name, "") != base.get(field.name, "")
                if field.precision and typed and left.get(field.precision) == base.get(field.precision):
                    del values[field.precision]
            names, wrong = self._other_names(values, base)
            found.append((normalised(self._kind, values) | names, (*(unlinked or ()), *wrong)))
        return found

    def check(self, values: Mapping[str, str], now: Mapping[str, str], row_id: int, rev: int) -> tuple[FieldProblem, ...]:
        """What is wrong with these new values of a row that says `now`."""
        stated = {name: text for name, text in values.items() if name != other_names.FIELD}
        return tuple(one for one in self._problems(stated, now, row_id, rev) if one.field in values)

    def restate(self, values: dict[str, str]) -> dict[str, str]:
        """A claim with the value that its print says, as it would be kept."""
        self._figure(values)
        return normalised(CLAIMS, values)

    def check_claim(self, values: Mapping[str, str]) -> tuple[FieldProblem, ...]:
        """What is wrong with a new claim of the source of this import."""
        source = self._request.source.key if self._request.source else ""
        return self._problems({**values, "source_key": source}, None, 0, 0)

    def measure(self, key: str) -> Mapping[str, str] | None:
        """The indicator of this short name, if it is on file."""
        return self._measures.get(key)

    # From cells to values

    def _values(self, cells: list[str]) -> dict[str, str]:
        """Field by field what the row says; fields it says nothing about are missing."""
        columns = self._request.columns
        values = {}
        for column in columns.columns:
            text = cells[column.at] if column.at < len(cells) else ""
            if column.unit and _FIGURE.fullmatch(text.strip()):
                text = f"{text.strip()}{column.unit}"
            elif column.field in self._dates:
                text = self._date(text)
            if text.strip() or columns.clears:
                values[column.field] = text
        for name, text in columns.constants.items():
            if not values.get(name):
                values[name] = text
        return values

    def _date(self, text: str) -> str:
        plain = text.strip()
        if _SERIAL.fullmatch(plain):
            day = day_of(int(plain), self._from_1904)
            return day.isoformat() if day else text
        return plain.removesuffix("T00:00:00").removesuffix(" 00:00:00")

    def _figure(self, values: dict[str, str]) -> None:
        """A claim that only says a figure as printed gets its value from it, and the other way round."""
        printed, value = values.get("value_as_stated", ""), values.get("value", "")
        if value and not printed:
            values["value_as_stated"] = value.strip()
        measure = self._measures.get(values.get("measure_key", ""))
        if measure is None or measure["dimension"] == "text":
            return
        if printed and not value:
            try:
                read = parse_quantity(printed, measure["unit"])
            except QuantityProblem:
                return
            if read.end is None and not read.also and not read.unread and read.is_exact:
                values["value"] = read.canonical
                values["unit"] = values.get("unit") or read.unit
                values["qualifier"] = values.get("qualifier") or read.qualifier
        if values.get("value") and not values.get("unit"):
            values["unit"] = measure["unit"]

    # Links

    def _targets(self, field_link: str, values: Mapping[str, str]) -> tuple[str, ...]:
        if field_link:
            return (field_link,)
        kind = BY_RECORD.get(values.get("subject_kind", ""))
        return (kind.name,) if kind else ("projects", "companies", "places")

    def _look_up_links(self, given: Iterable[Mapping[str, str]]) -> None:
        """Short names of everything the rows' links name, as far as it is on file."""
        wanted: dict[str, set[str]] = {}
        for values in given:
            for field in self._links:
                text = values.get(field.name, "").strip()
                if text:
                    for target in self._targets(field.link, values):
                        if text not in self._keys.get(target, ()):
                            wanted.setdefault(target, set()).add(text)
        if self._kind is CLAIMS:
            wanted.setdefault("measures", set())
        for target, texts in wanted.items():
            kind, known = KINDS[target], self._keys.setdefault(target, {})
            on_file = row_lookup.by_key(self._db, kind, texts)
            moved = merged.moved_keys(self._db, kind, on_file)
            known.update((text, moved.get(text, text)) for text in on_file)
            rest = [text for text in texts if text not in on_file]
            if rest and target != "claims":
                names = self._names(kind)
                by_id = {text: names.get(fold(text), -1) for text in rest}
                keys = row_lookup.keys_of(self._db, kind, {row_id for row_id in by_id.values() if row_id > 0})
                known.update((text, keys[row_id]) for text, row_id in by_id.items() if row_id > 0)
                known.update((text, "") for text, row_id in by_id.items() if row_id == AMBIGUOUS)
        if self._request.source is not None:
            self._keys.setdefault("sources", {})[self._request.source.key] = self._request.source.key

    def _names(self, kind: Kind) -> dict[str, int]:
        if kind.name not in self._named:
            self._named[kind.name] = row_lookup.by_name(self._db, kind)
        return self._named[kind.name]

    def _key(self, target: str, text: str) -> str:
        return self._keys.get(target, {}).get(text.strip(), "")

    def _settle_links(self, values: dict[str, str], last: bool) -> list[FieldProblem] | None:
        """Write short names where names were given.  What cannot be found; None when a later row may be what is named."""
        problems = []
        for field in self._links:
            text = values.get(field.name, "").strip()
            if not text:
                continue
            for target in self._targets(field.link, values):
                key = self._key(target, text)
                if key or (target == self._kind.name and text in self._made):
                    values[field.name] = key or text
                    if not field.link:
                        values["subject_kind"] = KINDS[target].record
                    break
                if self._keys.get(target, {}).get(text) == "":
                    several = mark("Several are called “{name}”. Write the short name.")
                    problems.append(FieldProblem(field.name, several, {"name": text[:60]}))
                    break
            else:
                if not last and self._kind.name in self._targets(field.link, values):
                    return None
                unknown = mark("Nothing on file has the short name or name “{key}”.")
                if field.link == MEASURES.name:
                    unknown = mark("No indicator on file is called “{key}”. Make it first: New indicator.")
                    if text in self.unknown or len(self.unknown) < _MOST_UNKNOWN:
                        self.unknown[text] = self.unknown.get(text, 0) + 1
                problems.append(FieldProblem(field.name, unknown, {"key": text[:60]}))
        return problems

    def _other_names(
        self, values: dict[str, str], before: Mapping[str, str] | None
    ) -> tuple[dict[str, str], tuple[FieldProblem, ...]]:
        """Takes out of the values what the row says of other names: as it would be kept, and what is wrong with it.

        Names that the row leaves out go only where an empty cell empties its field."""
        text = values.pop(other_names.FIELD, None)
        if text is None:
            return {}, ()
        if before is not None and _reads_as(text, before.get(other_names.FIELD, "")):
            return {other_names.FIELD: before[other_names.FIELD]}, ()
        wrong = other_names.problems(self._kind, text)
        if any(problem.is_error for problem in wrong):
            return {other_names.FIELD: text}, wrong
        settled = other_names.settled(self._kind, text)
        if before is not None and not self._request.columns.clears:
            settled = other_names.joined(self._kind, before.get(other_names.FIELD, ""), settled)
        return {other_names.FIELD: settled}, wrong

    # Which row on file

    def _identify(self, given: Sequence[dict[str, str] | None]) -> list[int]:
        """The row on file that each row is about, 0 for none: by uid, short name, else by what it is called."""
        kind = self._kind
        rows = [values or {} for values in given]
        uids = row_lookup.by_uid(self._db, kind, {values["uid"] for values in rows if values.get("uid")})
        keys = [_key_of(kind, values) for values in rows]
        by_key = row_lookup.by_key(self._db, kind, {key for key in keys if key}, follow=not kind.is_record)
        found = []
        for values, key in zip(rows, keys, strict=True):
            row_id = uids.get(values.pop("uid", ""), 0) or by_key.get(key, 0)
            if not row_id and not key and (kind.is_record or kind is MEASURES):
                named = [values[name] for name in kind.names if values.get(name)]
                hits = {self._names(kind).get(fold(text), 0) for text in named} - {0}
                row_id = hits.pop() if len(hits) == 1 else 0
            found.append(row_id)
        return found

    # One row

    def _row(
        self, number: int, values: dict[str, str], row_id: int, stand: tuple[int, bool, dict[str, str]] | None, last: bool
    ) -> Planned | None:
        kind = self._kind
        rev, trashed, before = stand or (0, False, None)
        if before is None:
            values = {name: text for name, text in values.items() if text.strip()}
            for name in _NEVER_LEFT_OUT.get(kind.name, ()):
                values.setdefault(name, "")
        name = called(self._request, values if before is None else {**before, **values})
        if trashed:
            told = FieldProblem("key", mark("This record lies in the trash; restore it first."), {})
            kept = merged.moved_keys(self._db, kind, [(before or {}).get("key", "")])
            if kept:  # what another record says of itself by now is not overwritten by an older list
                said = mark("This record was merged into “{key}”. Change that one.")
                told = FieldProblem("key", said, {"key": next(iter(kept.values()))})
            return Planned(number, State.REFUSED, name, {}, row_id, problems=(told,))
        unlinked = self._settle_links(values, last)
        if unlinked is None:
            return None
        if before is None and kind is CLAIMS:
            self._figure(values)
        hedged = lost_hedges(kind, values)
        names, wrong = self._other_names(values, before)
        values = normalised(kind, values) | names
        if before is None and kind is CLAIMS and "key" not in values and not unlinked:
            same = row_lookup.same_statement(self._db, self._stated(values))
            if same is not None:
                return Planned(number, State.SAME, name, {}, same)
        if before is not None:
            values = _changed(kind, values, before)
            if not values:
                return self._once(number, row_id) or Planned(number, State.SAME, name, {}, row_id, rev)
        elif self._request.source is not None and not values.get("source_key") and self._cites:
            values["source_key"] = self._request.source.key
            values.setdefault("locator", place_of(self._request, number))
        stated = {name: text for name, text in values.items() if name not in names}
        hedged = [one for one in hedged if one.field in values]
        problems = (*unlinked, *self._problems(stated, before, row_id, rev), *wrong, *hedged)
        if problems and any(problem.is_error for problem in problems):
            errors = tuple(problem for problem in problems if problem.is_error)
            return Planned(number, State.REFUSED, name, values, row_id, rev, problems=errors)
        twice = self._once(number, row_id or _key_of(kind, values))
        if twice is not None:
            return twice
        if before is None:
            if self._names_itself:
                self._made.add(values.get("key", ""))
            return Planned(number, State.NEW, name, values, problems=problems)
        changes = tuple(Change(field, before.get(field, ""), after) for field, after in values.items())
        return Planned(number, State.CHANGED, name, values, row_id, rev, changes, problems)

    @property
    def _cites(self) -> bool:
        return "source_key" in self._kind.columns

    def _stated(self, values: Mapping[str, str]) -> dict[str, str]:
        """What tells a statement from others, complete."""
        source = self._request.source.key if self._request.source else ""
        names = ("subject_kind", "subject_key", "measure_key", "value_as_stated", "period_start", "period_end", "nature")
        return {name: values.get(name, "") for name in names} | {"source_key": values.get("source_key") or source}

    def _problems(
        self, values: Mapping[str, str], before: Mapping[str, str] | None, row_id: int, rev: int
    ) -> tuple[FieldProblem, ...]:
        measure = self._measures.get(values.get("measure_key") or (before or {}).get("measure_key", ""))
        draft = Draft(self._kind.name, row_id or None, rev, {**values})
        found = validate(draft, before, measure=measure, today=self._today)
        if self._kind is CLAIMS and values.get("measure_key", "") not in self._thrown:
            return found
        return (*found, *indicators.problems(self._db, self._kind.name, row_id or None, values, before))

    def _once(self, number: int, what: object) -> Planned | None:
        """Refuse the second row about the same thing."""
        if not what:
            return None
        if hash(what) in self._seen:
            told = FieldProblem("key", mark("An earlier row of this table is about the same record."), {})
            return Planned(number, State.REFUSED, "", {}, problems=(told,))
        self._seen.add(hash(what))
        return None


def _reads_as(text: str, known: str) -> bool:
    """Whether other names are written as they are known, in whatever words: such as they are, they are on file."""
    try:
        return bool(known) and other_names.said(other_names.read(text)) == known
    except Problem:
        return False


def place_of(request: ImportRequest, number: int) -> str:
    """The place of a row in its source: sheet and row."""
    language, sheet = request.language, request.preview.shape.sheet
    if not sheet:
        return language.tr("Row {row}", row=number)
    return language.tr("Sheet “{sheet}”, row {row}", sheet=sheet, row=number)


def _key_of(kind: Kind, values: Mapping[str, str]) -> str:
    if kind is PARTICIPATIONS:
        return "/".join(values.get(name, "").strip() for name in _PARTS) if values.get("role") else ""
    return values.get("key", "").strip()


def called(request: ImportRequest, values: Mapping[str, str]) -> str:
    """What the record of a row is called in the language of the import."""
    kind = KINDS[request.kind]
    if kind is PARTICIPATIONS:
        return _key_of(kind, values)
    return request.language.pick(*(values.get(name, "") for name in kind.names)) or values.get("key", "")


def _changed(kind: Kind, values: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """What would say something else; a date that stays unsaid does not change how precisely it is unsaid."""
    changed = {name: text for name, text in values.items() if before.get(name, "") != text}
    for field in kind.fields:
        if field.precision in changed and not any(
            values.get(other.name) or before.get(other.name) for other in kind.fields if other.precision == field.precision
        ):
            del changed[field.precision]
    return changed


def _beginning(cells: Sequence[str]) -> str:
    """What a row that could not be read begins with."""
    return next((cell[:80] for cell in cells if cell), "")
