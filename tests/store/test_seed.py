"""The cited facts come in whole and go out unchanged."""

import csv
import sqlite3
from pathlib import Path

import pytest

from pairing_desktop.data import DATABASE
from pairing_desktop.domain.kinds import FACT_KINDS, PARTICIPATIONS, Kind, seed_file
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store.writing import seed_uid

COUNTS = {
    "claims": 350, "events": 136, "projects": 52, "companies": 60, "places": 55, "sources": 123, "measures": 86,
    "participations": 60,
}


def facts(kind: Kind) -> list[dict[str, str]]:
    with (DATABASE / "seed" / seed_file(kind)).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", FACT_KINDS, ids=lambda kind: kind.name)
def test_every_field_of_every_seed_row_is_exported_as_it_stands_in_the_file(kind: Kind, workspace: Workspace) -> None:
    wanted = facts(kind)
    exported = workspace.ask(lambda ask: list(ask.export(kind.name))).result()
    assert len(wanted) == len(exported) == COUNTS[kind.name]
    name = (lambda row: (row["project_key"], row["company_key"], row["role"])) if kind is PARTICIPATIONS else (
        lambda row: row["key"]
    )
    found = {name(row): row for row in exported}
    for row in wanted:
        assert {column: found[name(row)][column] for column in row} == row


@pytest.mark.parametrize("kind", FACT_KINDS, ids=lambda kind: kind.name)
def test_seed_rows_have_the_same_uid_in_every_copy(kind: Kind, workspace: Workspace) -> None:
    for row in workspace.ask(lambda ask: list(ask.export(kind.name))).result():
        key = "/".join(row[part] for part in ("project_key", "company_key", "role")) if kind is PARTICIPATIONS else row["key"]
        assert row["uid"] == seed_uid(seed_file(kind), key)


def test_every_seed_row_leads_to_a_source_with_a_place_in_it(workspace: Workspace) -> None:
    for kind in FACT_KINDS:
        if "source_key" in kind.columns:
            for row in workspace.ask(lambda ask, kind=kind: list(ask.export(kind.name))).result():
                assert row["source_key"], row
                assert row["locator"], row


def test_two_copies_made_apart_hold_the_same_rows(tmp_path: Path, facts_file: Path) -> None:
    other = tmp_path / "other.db"
    Workspace.create(other, who="Somebody else", unit="").close()
    for table in ("record", "claim", "citation", "participation", "claim_relation", "measure"):
        one, two = (
            {uid for (uid,) in sqlite3.connect(path).execute(f"SELECT uid FROM {table}")} for path in (facts_file, other)
        )
        assert one == two


def test_the_stage_of_a_project_is_told_only_where_its_status_says_it(workspace: Workspace) -> None:
    rows = workspace.ask(lambda ask: list(ask.export("projects"))).result()
    stages = {row["status"]: row["stage"] for row in rows}
    assert stages["under_construction"] == "under_construction"
    assert stages["halted"] == stages["planned"] == stages["unknown"] == ""


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "empty.db", who="", unit="", with_facts=False)
    assert set(workspace.ask(lambda ask: ask.counts()).result().values()) == {0}
    workspace.close()
