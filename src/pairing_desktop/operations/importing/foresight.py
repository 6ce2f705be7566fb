"""What the checks will say about the claims of a table, before they are written."""

from collections import defaultdict
from typing import TYPE_CHECKING

from pairing_desktop.domain.importing import Foreseen, Planned, State
from pairing_desktop.domain.kinds import BY_RECORD, CLAIMS, KINDS
from pairing_desktop.store import adding, factbook, row_lookup
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.domain.findings import Finding
    from pairing_desktop.operations.importing.plan import ImportPlan

MOST = 1000  # claims of a table, and
MOST_ON_FILE = 5000  # claims on file, that are looked at together: a few seconds
_QUIET = frozenset({"single_source"})  # every new claim has one


def foresee(connection: Connection, made: "ImportPlan") -> Foreseen:
    """Findings that name a new or changed claim of the table, by index of its row."""
    from pairing_desktop.domain.checks import check_about
    from pairing_desktop.domain.checks.book import Claim, Source
    from pairing_desktop.store.exports import counts

    indices = made.indices((State.NEW, State.CHANGED))
    if not indices:
        return Foreseen()
    if len(indices) > MOST or counts(connection)[CLAIMS.name] > MOST_ON_FILE:
        return Foreseen(looked=False)
    book = factbook.read(connection)
    on_file = {claim.key: claim.id for claim in book.claims.values()}
    rows = {index: made.row(index) for index in indices}
    ids = _ids(connection, list(rows.values()))
    next_id = max(book.claims, default=0) + 1
    index_of: dict[str, int] = {}
    new_source = 0
    claim_ids = []
    for index, planned in rows.items():
        values = planned.values
        if planned.state is State.CHANGED:
            stated = row_lookup.as_they_stand(connection, CLAIMS, [planned.id])[planned.id][2] | values
            key, claim_id = stated["key"], on_file.get(stated["key"], next_id)
        else:
            stated, claim_id = values, next_id
            key, next_id = values.get("key") or f"~{index}", next_id + 1
        source = ids["sources"].get(stated.get("source_key", ""), new_source)
        if source == new_source and new_source not in book.sources:
            book.sources[new_source] = Source(new_source, "", "", "", "")
        subject = ids[BY_RECORD[stated["subject_kind"]].name].get(stated["subject_key"])
        measure = ids["measures"].get(stated["measure_key"])
        if subject is None or measure is None:
            continue
        start, end, precision = (stated.get(name, "") for name in ("period_start", "period_end", "period_precision"))
        earliest, latest = adding.days(CLAIMS, start, end, precision)
        book.claims[claim_id] = Claim(
            claim_id, key, subject, measure, stated.get("value", ""), stated.get("value", ""), stated["value_as_stated"],
            stated.get("unit", ""), stated.get("qualifier", "") or "exact", start, end, precision,
            stated.get("period_as_stated", ""), earliest, latest, stated["nature"], stated.get("rank", "") or "normal",
            source, stated.get("locator", ""),
        )
        index_of[key] = index
        claim_ids.append(claim_id)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in check_about(book, claim_ids):
        if finding.rule not in _QUIET:
            about = {finding.claim} & index_of.keys() or set(finding.claims) & index_of.keys()
            for key in about:
                found[index_of[key]].append(finding)
    return Foreseen({index: tuple(several) for index, several in found.items()})


def _ids(connection: Connection, rows: list[Planned]) -> dict[str, dict[str, int]]:
    """Integer keys of subjects, indicators and sources by short name, for each kind."""
    stands = row_lookup.as_they_stand(connection, CLAIMS, [planned.id for planned in rows if planned.id])
    said = [{**(stands[planned.id][2] if planned.id in stands else {}), **planned.values} for planned in rows]
    named = {"measures": {values["measure_key"] for values in said},
             "sources": {values["source_key"] for values in said if values.get("source_key")}}
    for kind in ("projects", "companies", "places"):
        named[kind] = {values["subject_key"] for values in said if values["subject_kind"] == KINDS[kind].record}
    return {kind: row_lookup.by_key(connection, KINDS[kind], keys) for kind, keys in named.items()}
