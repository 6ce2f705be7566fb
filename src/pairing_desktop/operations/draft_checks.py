"""What the checks would say of a draft, while it is typed: warnings for the form, never a reason to refuse it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.findings import Finding
from pairing_desktop.domain.kinds import BY_RECORD, CLAIMS, KINDS, PLACES, PROJECTS
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.store import adding, factbook, findings, rows
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.domain.checks.book import FactBook

_SMALL = 2000  # claims of a file that is read whole for it: some hundredths of a second
_BESIDE = {  # kind of form → group of a rule → the field that it speaks about
    CLAIMS.name: {"time": "period_start", "place": "subject_key", "source": "source_key"},
    PROJECTS.name: {"time": "start_date", "place": "place_key"},
    PLACES.name: {"place": "latitude"},
}
_ELSE = {CLAIMS.name: "value_as_stated", PROJECTS.name: "capacity", PLACES.name: "name_en"}
_TOLD = frozenset({"end_before_start"})  # the form itself refuses it
_NEW = -1  # integer key of what is not on file yet, also the short name's


@dataclass(frozen=True)
class Foretold(FieldProblem):
    """A warning that a rule gives beside a field."""

    finding: Finding | None = None
    more: int = 0  # findings of the same rule that it stands for

    def message(self, language: Language) -> str:
        assert self.finding is not None
        said = self.finding.headline(language)  # the sum stands on the bench once it is saved
        if not self.more:
            return said
        rest = language.plural("{n} more of the kind.", "{n} more of the kind.", self.more)
        return f"{said}{rest}" if language.is_chinese else f"{said} {rest}"


def foresee(connection: Connection, draft: Draft) -> tuple[Foretold, ...]:
    """What the rules find with this draft that they do not find without it; of a claim all that they find about it.

    `draft` holds every field of its form, normalised.  What cannot be looked at yet (no record or indicator chosen)
    gives nothing.
    """
    from pairing_desktop.domain.checks import BY_CODE, check_subjects

    made = _with_claim(connection, draft) if draft.kind == CLAIMS.name else _with_record(connection, draft)
    if made is None:
        return ()
    before, after, subject, key = made
    known = {_told(finding) for finding in check_subjects(before, [subject])} if draft.kind != CLAIMS.name else set()
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in check_subjects(after, [subject]):
        new = finding.claim == key if draft.kind == CLAIMS.name else _told(finding) not in known
        if new and finding.severity != "info" and finding.rule not in _TOLD:
            field = _BESIDE[draft.kind].get(BY_CODE[finding.rule].group, _ELSE[draft.kind])
            found.setdefault((field, finding.rule), []).append(finding)
    return tuple(
        Foretold(field, several[0].text, {}, is_error=False, finding=several[0], more=len(several) - 1)
        for (field, _), several in found.items()
    )


def _told(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.claim, str(finding.as_plain())


def _with_claim(connection: Connection, draft: Draft) -> "tuple[FactBook, FactBook, int, str] | None":
    """The facts without and with a claim, the record it is about and its short name."""
    from pairing_desktop.domain.checks.book import Claim

    values = draft.values
    kind = BY_RECORD.get(values.get("subject_kind", ""))
    subject = rows.find(connection, kind, values.get("subject_key", "")) if kind else None
    measure = rows.find(connection, KINDS["measures"], values.get("measure_key", ""))
    if subject is None or measure is None or not values.get("value_as_stated"):
        return None
    source = rows.find(connection, KINDS["sources"], values.get("source_key", ""))
    book = _book(connection, subject, [measure], [source] if source is not None else [])
    start, precision = _date(values, "period_start", "period_precision")
    end, precision = _date(values, "period_end", "period_precision")
    earliest, latest = adding.days(CLAIMS, start, end, precision)
    claim_id = draft.id if draft.id is not None else _NEW
    old = book.claims.get(claim_id)
    key = old.key if old else f"~{_NEW}"
    claim = Claim(
        claim_id, key, subject, measure, _number(values), _number(values), values["value_as_stated"],
        values.get("unit", ""), values.get("qualifier", "") or "exact", start, end, precision,
        values.get("period_as_stated", ""), earliest, latest, values.get("nature", "") or "actual",
        old.rank if old else "normal", source, values.get("locator", ""),
    )
    without = replace(book, claims={one: other for one, other in book.claims.items() if one != claim_id})
    return without, replace(book, claims={**book.claims, claim_id: claim}), subject, key


def _with_record(connection: Connection, draft: Draft) -> "tuple[FactBook, FactBook, int, str] | None":
    """The facts as they are and with a project or a place as it is typed."""
    from pairing_desktop.domain.checks.book import Place, Project, Record
    from pairing_desktop.domain.findings import Named

    values = draft.values
    link = "place_key" if draft.kind == PROJECTS.name else "parent_key"
    around = rows.find(connection, PLACES, values.get(link, ""))
    record_id = draft.id if draft.id is not None else _NEW
    book = _book(connection, record_id if draft.id is not None else around or _NEW, [], [])
    kind = KINDS[draft.kind]
    known = book.records.get(record_id)
    name = Named(values.get("name_en") or values.get("name_zh", ""), values.get("name_zh") or values.get("name_en", ""))
    record = Record(record_id, known.key if known else f"~{_NEW}", kind.record, values.get("kind", ""), name)
    records = {**book.records, record_id: record}
    if draft.kind == PLACES.name:
        place = Place(record_id, around, _number(values, "latitude"), _number(values, "longitude"))
        after = replace(book, records=records, places={**book.places, record_id: place})
    else:
        project = Project(
            record_id, values.get("industry", ""), around, *_date(values, "start_date", "start_precision"),
            *_date(values, "end_date", "end_precision"), values.get("status", ""), _number(values, "capacity"),
            values.get("capacity_unit", ""), _number(values, "investment_cny"),
        )
        after = replace(book, records=records, projects={**book.projects, record_id: project})
    return book, after, record_id, ""


def _book(connection: Connection, subject: int, measures: list[int], sources: list[int]) -> "FactBook":
    if findings.has_more_claims(connection, _SMALL):
        return factbook.read_near(connection, [subject], measures, sources)
    return factbook.read(connection)


def _date(values: Mapping[str, str], name: str, precision: str) -> tuple[str, str]:
    """A typed date with its precision if it can be read; nothing where the form says already that it cannot."""
    date, known_to = values.get(name, ""), values.get(precision, "")
    try:
        return (PartialDate(date, known_to).value, known_to) if date else ("", known_to)
    except ValueError:
        return "", ""


def _number(values: Mapping[str, str], name: str = "value") -> str:
    """A typed figure if it can be read; nothing where the form says already that it cannot."""
    return factbook.number(values.get(name, ""))
