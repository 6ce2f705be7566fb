"""The cited facts that come with the program, written as the first operation of a new file."""

import csv
import sqlite3
from collections.abc import Iterable

from pairing_desktop.data import DATABASE
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import (
    CLAIMS,
    COMPANIES,
    EVENTS,
    MEASURES,
    PARTICIPATIONS,
    PLACES,
    PROJECTS,
    SOURCES,
    Kind,
    seed_file,
)
from pairing_desktop.domain.language import mark
from pairing_desktop.store import rows
from pairing_desktop.store.writing import Operation, operate, seed_uid

# Only where the status of a project says plainly where it stands; "planned", "halted" and "unknown" do not.
_STAGE_OF_STATUS = {
    "active": "operating",
    "operating": "operating",
    "under_construction": "under_construction",
    "signed": "signed",
    "completed": "ended",
}

# Indicators that count what happens in a period: another period is another figure.
_FLOWS = frozenset({
    "monthly_generation", "annual_generation", "period_generation", "daily_generation", "grid_delivery",
    "lost_generation", "expected_generation", "fulfilment_rate", "own_use_rate", "dni", "continuous_hours",
    "operating_days", "operating_hours", "record_margin", "coal_saved", "co2_avoided", "exchange_rate", "sales_revenue",
    "people_served", "exam_rate", "new_techniques", "exchange_visits", "gdp", "visitors", "agri_sales",
    "agri_sales_usd", "output_value", "flights_per_week",
})
_HOME = {"home_place": "delingha", "home_programme": "prog_hz_delingha"}  # what the cited facts are about


def read(kind: Kind) -> list[dict[str, str]]:
    """The seed rows of a kind as they stand in the file."""
    with (DATABASE / "seed" / seed_file(kind)).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plant(connection: sqlite3.Connection, *, who: str, unit: str) -> ChangeSet:
    """Write all seed rows as one operation.  Undo does not take it back: it is the ground of the file."""

    def work(operation: Operation) -> None:
        claims = read(CLAIMS)
        for kind, seed_rows in (
            (SOURCES, read(SOURCES)),
            (PLACES, _parents_first(read(PLACES))),
            (COMPANIES, _parents_first(read(COMPANIES))),
            (PROJECTS, [{**row, "stage": _STAGE_OF_STATUS.get(row["status"], "")} for row in read(PROJECTS)]),
            (MEASURES, [{**row, "flow": "flow" if row["key"] in _FLOWS else "stock"} for row in read(MEASURES)]),
            (PARTICIPATIONS, read(PARTICIPATIONS)),
            (EVENTS, read(EVENTS)),
            (CLAIMS, [{**row, "disputes_claim_key": ""} for row in claims]),
        ):
            for row in seed_rows:
                rows.save(operation, Draft(kind.name, None, 0, row), seed_uid(seed_file(kind), _key(kind, row)))
        connection.executemany("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", _HOME.items())
        for row in claims:
            if row["disputes_claim_key"]:
                claim, other = (rows.find(connection, CLAIMS, row[name]) for name in ("key", "disputes_claim_key"))
                operation.insert(
                    "claim_relation",
                    {"claim_id": claim, "other_id": other, "relation": "disputes"},
                    seed_uid("claims.csv", f"{row['key']}/disputes/{row['disputes_claim_key']}"),
                )

    changes = operate(connection, work, label=mark("Cited facts brought in"), who=who, unit=unit)
    connection.execute("DELETE FROM undo_stack WHERE operation_id = ?", (changes.operation_id,))
    return changes


def _key(kind: Kind, row: dict[str, str]) -> str:
    return "/".join(row[name] for name in ("project_key", "company_key", "role")) if kind is PARTICIPATIONS else row["key"]


def _parents_first(seed_rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    waiting = {row["key"]: row for row in seed_rows}
    ordered: list[dict[str, str]] = []

    def place(key: str) -> None:
        row = waiting.pop(key, None)
        if row is not None:
            place(row["parent_key"])
            ordered.append(row)

    for key in list(waiting):
        place(key)
    return ordered

