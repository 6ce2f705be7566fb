"""The bench put together: claims of one indicator of one record with bounds, findings, relations and decisions."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from pairing_desktop.domain.bench import Bench, BenchClaim, FindingLine
from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.figures import Bounds, bounds, period, printed_bounds
from pairing_desktop.domain.findings import SEVERITIES, Finding
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import canonical
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.operations.dependents import CHARTED
from pairing_desktop.store import cards, factbook, trust
from pairing_desktop.store import findings as store
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions


def bench(questions: "Questions", connection: Connection, subject_id: int, measure_id: int) -> Bench:
    """Everything known about one indicator of one record.  Raises NotFound."""
    figures = questions.figure(subject_id, measure_id)
    if not figures:
        raise NotFound(mark("This record is no longer on file."))
    claims = list({claim.id: claim for figure in figures for claim in figure.claims}.values())
    readings = trust.readings(connection, [claim.id for claim in claims])
    found: dict[int, list[FindingLine]] = {claim.id: [] for claim in claims}
    for line in store.lines(connection, CHARTED, claims=found):
        if line.claim_id is not None:
            found[line.claim_id].append(line)
    lines = [
        BenchClaim(
            claim, *_ends(claim, bounds), *_ends(claim, printed_bounds), readings.get(claim.id), tuple(found[claim.id]),
            trust.relations(connection, claim.id), cards.citations(connection, "claim", claim.id),
            tuple(link for link in trust.derived_links(connection, claim.citation.source_id) if link.outgoing)
            if claim.citation else (),
        )
        for claim in claims
    ]
    lines.sort(key=lambda line: period(line.claim)[1] or period(line.claim)[0], reverse=True)
    lines.sort(key=lambda line: -_gravity(line))
    here = {claim.id for claim in claims}
    beyond = {other for claim in claims for other in claim.rivals} | {
        relation.claim_id for line in lines for relation in line.relations
    }
    first = claims[0]
    return Bench(
        subject_id, first.subject_kind, first.subject_en, first.subject_zh, measure_id, first.measure_key,
        first.measure_en, first.measure_zh, first.unit, first.flow, tuple(lines), figures,
        tuple(questions.claims(sorted(beyond - here))),
        trust.decisions(connection, subject_id, measure_id),
        f"{first.subject_kind}/{questions.name(first.subject_kind, subject_id).key}",
    )


def findings(connection: Connection, limit: int, *, dismissed: bool) -> tuple[FindingLine, ...]:
    """The cache in order, without the findings that were dismissed, or only these."""
    wanted = (line for line in store.lines(connection, CHARTED) if line.is_open is not dismissed)
    return tuple(islice(wanted, limit))


def check_about(connection: Connection, claim_ids: Sequence[int], record_ids: Iterable[int]) -> tuple[Finding, ...]:
    """The rules over the records of these claims and over these records; only what is about either is told."""
    from pairing_desktop.domain.checks import check_subjects

    book = factbook.read_about(connection, claim_ids)
    claims = [book.claims[id] for id in claim_ids if id in book.claims]
    keys, records = {claim.key for claim in claims}, {book.key_of(id) for id in record_ids}
    subjects = {claim.subject for claim in claims} | set(record_ids)
    try:
        return tuple(one for one in check_subjects(book, sorted(subjects)) if one.claim in keys or one.subject in records)
    finally:
        book.let_go()


def _gravity(line: BenchClaim) -> int:
    """How doubtful a claim is: the severity of its worst open finding."""
    return max((SEVERITIES.index(one.finding.severity) for one in line.open_findings), default=0)


def _ends(claim: ClaimLine, of: Callable[[ClaimLine], Bounds]) -> tuple[str, str]:
    if not claim.value:
        return "", ""
    low, high = of(claim)
    return _text(low), _text(high)


def _text(end: Decimal | None) -> str:
    return "" if end is None else canonical(end)
