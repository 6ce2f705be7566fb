"""What the program can find wrong by itself: broken references, values that cannot be read, claims against claims."""

from itertools import groupby

from pairing_desktop.domain.dates import DateProblem, PartialDate
from pairing_desktop.domain.figures import with_rivals
from pairing_desktop.domain.findings import SEVERITIES, Finding
from pairing_desktop.domain.kinds import CLAIMS
from pairing_desktop.domain.language import mark
from pairing_desktop.store import cards, exports, integrity, trust
from pairing_desktop.store.database import Connection

_AT_ONCE = 200


def check(connection: Connection) -> tuple[Finding, ...]:
    """All findings, the worst first, then by claim."""
    found = [*_broken_references(connection), *_unparsable(connection), *_rivals(connection)]
    return tuple(sorted(found, key=lambda finding: (-SEVERITIES.index(finding.severity), finding.rule, finding.claim)))


def _broken_references(connection: Connection) -> list[Finding]:
    return [
        Finding(
            "broken_reference", "error", key, key if table == "claim" else "",
            mark("“{key}” points to something that is not on file or lies in the trash ({column})."),
            {"key": key, "column": column},
        )
        for table, key, column in integrity.dangling(connection)
    ]


def _unparsable(connection: Connection) -> list[Finding]:
    found = []
    for row in exports.export(connection, CLAIMS, None):
        problem = ""
        for column in ("period_start", "period_end"):
            if row[column]:
                try:
                    PartialDate(row[column], row["period_precision"])
                except (DateProblem, ValueError):
                    problem = row[column]
        if problem:
            found.append(Finding(
                "unparsable_value", "error", row["subject_key"], row["key"],
                mark("“{value}” cannot be read."), {"value": problem},
            ))
    return found


def _rivals(connection: Connection) -> list[Finding]:
    keys = dict(integrity.subjects(connection))
    subjects = list(keys)
    found = []
    for at in range(0, len(subjects), _AT_ONCE):
        claims = cards.claims(connection, "subject", subjects[at:at + _AT_ONCE])
        claims.sort(key=lambda claim: claim.subject_id)
        for subject_id, group in groupby(claims, key=lambda claim: claim.subject_id):
            members = list(group)
            for claim in with_rivals(members, trust.evidence(connection, members)):
                if claim.rivals:
                    others = cards.claims(connection, "claim", claim.rivals)
                    found.append(Finding(
                        "rival_claims", "warning", keys[subject_id], claim.key,
                        mark("“{words}” stands against {others}."),
                        {"words": claim.value_as_stated,
                         "others": "; ".join(f"“{other.value_as_stated}” ({other.key})" for other in others)},
                    ))
    return found
