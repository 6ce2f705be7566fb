"""Claims with what stands against them, the trust marks that follow from that, and the card of a record.

Each function reads on the connection it is given, on that connection's own thread.
"""

from collections.abc import Sequence

from pairing_desktop.domain.cards import Card, ClaimLine, Figure
from pairing_desktop.domain.figures import take_together, with_rivals, worst
from pairing_desktop.domain.kinds import ENTRIES, KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.domain.trust import Mark, Trust
from pairing_desktop.store import cards, entries, exports, merging, nested_rows, rows, trust
from pairing_desktop.store.database import Connection

_CONTESTED = (Mark.DISPUTED, Mark.IMPLAUSIBLE)


def claim(db: Connection, id: int) -> ClaimLine:
    """A claim with its rivals.  Raises NotFound."""
    line = cards.claims(db, "claim", [id])
    if not line:
        raise NotFound(mark("This record is no longer on file."))
    return next((one for one in about(db, [line[0].subject_id]) if one.id == id), line[0])


def claims(db: Connection, ids: Sequence[int]) -> list[ClaimLine]:
    """These claims with their rivals, in this order; those that are gone are left out."""
    subjects = cards.subjects_of(db, ids)
    found = {claim.id: claim for claim in about(db, sorted(subjects))}
    return [found[id] for id in ids if id in found]


def about(db: Connection, subject_ids: Sequence[int]) -> list[ClaimLine]:
    """All claims about these records, with their rivals."""
    found = cards.claims(db, "subject", subject_ids)
    return with_rivals(found, trust.evidence(db, found))


def figures(db: Connection, subject_id: int, measure_id: int) -> tuple[Figure, ...]:
    """All figures of one indicator about one record, by period."""
    return take_together([claim for claim in about(db, [subject_id]) if claim.measure_id == measure_id])


def contested(db: Connection, limit: int) -> tuple[tuple[Figure, ...], tuple[tuple[int, str, str, str], ...]]:
    """Figures on which claims disagree, and of each the record it is about: id, kind, English and Chinese name."""
    found = [
        figure for figure in take_together(about(db, cards.contested_subjects(db, limit))) if figure.trust.mark in _CONTESTED
    ]
    found.sort(key=lambda figure: (-len(figure.claims), figure.claims[0].id))
    subjects = [figure.claims[0] for figure in found[:limit]]
    return tuple(found[:limit]), tuple(
        (claim.subject_id, claim.subject_kind, claim.subject_en, claim.subject_zh) for claim in subjects
    )


def card(db: Connection, kind: str, id: int) -> Card:
    """A record with its claims, sources, links and events.  Raises NotFound."""
    values = rows.values(db, KINDS[kind], id)
    rev, trashed = exports.revision(db, KINDS[kind], id)
    is_source = kind == "sources"
    own = _of_source(db, id) if is_source else about(db, [id])
    citations = cards.citations(db, "record", id)
    together = take_together(own)
    marks = [figure.trust.mark for figure in together] or [Mark.ONE if citations else Mark.UNSOURCED]
    english, chinese = (values[name] for name in KINDS[kind].names)
    return Card(
        id, kind, values["key"], rev, english, chinese, values, worst(marks), citations, together, tuple(own),
        cards.links(db, kind, id), cards.events(db, kind, id), trashed,
        cards.resting(db, id) if is_source else (),
        _contradicting(db, own) if is_source else (),
        entries.of_record(db, kind, id),
        nested_rows.names(db, id),
        merging.merged_into(db, kind, id),
    )


def marks(db: Connection, kind: str, ids: Sequence[int]) -> dict[int, Trust]:
    """The trust marks of these rows of a list; a row that has none is left out."""
    if kind == "claims":
        return {
            claim.id: Trust(claim.mark, factor=claim.reading_factor if claim.mark is Mark.READING else "")
            for claim in claims(db, ids)
        }
    if kind == "sources" or KINDS[kind] in ENTRIES:
        return {}
    found: dict[int, list[Mark]] = {id: [] for id in ids}
    by_subject: dict[int, list[ClaimLine]] = {}
    for claim in about(db, ids):
        by_subject.setdefault(claim.subject_id, []).append(claim)
    for subject, lines in by_subject.items():
        found[subject] = [figure.trust.mark for figure in take_together(lines)]
    cited = exports.cited(db, [id for id in ids if not found[id]])
    return {id: worst(own or ([Mark.ONE] if id in cited else [])) for id, own in found.items()}


def _of_source(db: Connection, id: int) -> list[ClaimLine]:
    """The claims that rest on a source; what stands against them are other claims about the same records."""
    return claims(db, [claim.id for claim in cards.claims(db, "source", [id])])


def _contradicting(db: Connection, lines: Sequence[ClaimLine]) -> tuple[ClaimLine, ...]:
    """Claims of other sources that speak against these."""
    own = {claim.id for claim in lines}
    return tuple(claims(db, sorted({rival for claim in lines for rival in claim.rivals} - own)))
