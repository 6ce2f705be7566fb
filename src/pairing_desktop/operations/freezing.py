"""What is kept beside a registered page: the report it was painted from, how it was asked for, and what it rests on.

Integer keys never leave the file, and what is kept here is attached to the PDF: claims, records, sources and indicators
are named by their uids.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.freezing import canonical, freeze, thaw
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.domain.snapshots import FrozenDecision, Spec
from pairing_desktop.reports.blocks import FigureBlock
from pairing_desktop.reports.document import Report
from pairing_desktop.store import snapshots as store
from pairing_desktop.store.database import Connection

FORMAT = 1
_FACETS = {"place": "records", "subject": "records", "source": "records", "measure": "measures"}  # coded by integer key
_FIELDS = {"claim_ids": "claims", "record_ids": "records", "posting_ids": "postings", "source_id": "records"}


@dataclass(frozen=True)
class Frozen:
    """The values of a registered page as they were; `claims` by uid."""

    spec: Spec
    report: Report
    claims: dict[str, ClaimLine]
    decisions: tuple[FrozenDecision, ...]


def to_text(
    connection: Connection, report: Report, spec: Spec, claims: Iterable[ClaimLine], journal_hash: str
) -> str:
    """The canonical text of a page, without serial: that is made from it."""
    lines = {line.id: line for line in claims}
    named = store.uids(connection, "claims", lines)
    kept = {
        "format": FORMAT,
        "journal": journal_hash,
        "spec": freeze(spec),
        "report": freeze(replace(report, serial="", copy="")),
        "claims": {named[id]: freeze(_without_keys(line)) for id, line in lines.items()},
        "decisions": freeze(store.decisions(connection, lines)),
    }
    return canonical(with_uids(connection, kept))


def with_uids(connection: Connection, frozen: Any) -> Any:
    """Frozen values with every integer key as the uid that it has in every copy of the file."""
    uids = {kind: store.uids(connection, kind, ids) for kind, ids in _named(frozen, int).items()}
    return _renamed(frozen, lambda kind, id: uids[kind].get(int(id), ""))


def with_keys(connection: Connection, frozen: Any) -> Any:
    """The other way round; 0 for what this file has not."""
    ids = {kind: store.ids(connection, kind, uids) for kind, uids in _named(frozen, str).items()}
    return _renamed(frozen, lambda kind, uid: ids[kind].get(str(uid), 0))


def from_text(connection: Connection, text: str) -> Frozen:
    """The values again, with the integer keys of this file where it has the rows.  Raises FileProblem."""
    try:
        kept = json.loads(text)
        if kept["format"] != FORMAT:
            raise ValueError(kept["format"])
        here = with_keys(connection, kept)
        claims = store.ids(connection, "claims", kept["claims"])
        return Frozen(
            thaw(Spec, here["spec"]), thaw(Report, here["report"]),
            {uid: replace(thaw(ClaimLine, line), id=claims.get(uid, 0)) for uid, line in here["claims"].items()},
            thaw(tuple[FrozenDecision, ...], here["decisions"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise FileProblem(
            mark("The values of this page were kept by a newer version of the program. Its PDF can still be printed.")
        ) from error


def drawn_claims(report: Report) -> list[int]:
    """Integer keys of the claims behind the charts of a report."""
    return list(dict.fromkeys(
        id for block in report.blocks if isinstance(block, FigureBlock)
        for series in block.chart.series for point in series.points for id in point.claim_ids
    ))


def _without_keys(line: ClaimLine) -> ClaimLine:
    citation = replace(line.citation, source_id=0) if line.citation else None
    return replace(line, id=0, subject_id=0, measure_id=0, rivals=(), citation=citation)


_Rename = Callable[[str, Any], Any]


def _named(kept: Any, form: type) -> dict[str, set[Any]]:
    """All integer keys (`form` int) or uids (`form` str) that stand in frozen values, by what they name."""
    found: dict[str, set[Any]] = {"claims": set(), "records": set(), "measures": set(), "postings": set()}

    def note(kind: str, one: Any) -> Any:
        if one:
            found[kind].add(form(one))
        return one

    _renamed(kept, note)
    return found


def _renamed(value: Any, rename: _Rename) -> Any:
    """Frozen values with each key or uid replaced; what has no other name is left out of lists, and 0 elsewhere."""
    if isinstance(value, list):
        return [_renamed(one, rename) for one in value]
    if not isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for name, one in value.items():
        kind = _FIELDS.get(name)
        if kind and isinstance(one, list):
            made[name] = [new for new in (rename(kind, key) for key in one) if new]
        elif kind:
            made[name] = (rename(kind, one) if one else one) or 0
        elif name == "facets" and isinstance(one, dict):
            made[name] = {facet: _codes(facet, codes, rename) for facet, codes in one.items()}
        else:
            made[name] = _renamed(one, rename)
    return made


def _codes(facet: str, codes: list[str], rename: _Rename) -> list[str]:
    kind = _FACETS.get(facet)
    # A row that is no longer there keeps a code that no row has, so that the filter does not open.
    return sorted(str(rename(kind, code) or -1) if kind and code else code for code in codes)
