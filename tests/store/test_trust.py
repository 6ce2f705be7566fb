"""Files of earlier formats, and the tables that hold what people said about figures."""

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import files, journal, schema
from pairing_desktop.store.database import SCHEMA_VERSION, connect

VERSIONS = Path(__file__).parent / "versions"
FACTS = ("projects", "companies", "places", "events", "claims", "sources", "measures", "participations")


@pytest.fixture(params=[f"{number:04}" for number in range(1, SCHEMA_VERSION)])
def old_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file as an earlier version of the program left it."""
    return Path(shutil.copyfile(VERSIONS / f"{request.param}.db", tmp_path / "pairing.db"))


def rows(path: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of these tables in the columns that a file of the first format has, by integer key."""
    connection = sqlite3.connect(path)
    first = sqlite3.connect(VERSIONS / "0001.db")
    try:
        found = {}
        for table in tables:
            names = ", ".join(name for (name,) in first.execute("SELECT name FROM pragma_table_info(?)", (table,)))
            found[table] = connection.execute(f"SELECT {names} FROM {table} ORDER BY 1").fetchall()
        return found
    finally:
        connection.close()
        first.close()


KEPT = ("operation", "journal", "undo_stack", "redo_stack", "setting", "record", "source", "place",
        "company", "project", "event", "alias", "measure", "claim", "participation", "citation", "claim_relation")


def test_an_older_file_opens_with_its_content_and_history_after_a_backup(old_file: Path) -> None:
    before, digest = rows(old_file, *KEPT), hashlib.sha256(old_file.read_bytes()).hexdigest()
    workspace = Workspace.open(old_file, who="Zhang")
    try:
        assert workspace.ask(lambda ask: ask.verify()).result() == []
        undo = workspace.ask(lambda ask: ask.undo_state()).result().undo
        assert undo is not None
        assert undo.who == "Li Wei"
    finally:
        workspace.close()
    assert rows(old_file, *KEPT) == before
    backup = next(old_file.with_name("pairing.db.backups").glob("000001-*-migration.db"))
    assert rows(backup, *KEPT) == before
    told = backup.with_name(f"{backup.name}.sha256").read_text()
    assert told.startswith(hashlib.sha256(backup.read_bytes()).hexdigest())
    assert digest != hashlib.sha256(old_file.read_bytes()).hexdigest()


def test_an_older_file_gets_the_tables_of_a_new_one(old_file: Path, facts_file: Path) -> None:
    Workspace.open(old_file).close()
    wanted, found = (
        sorted(sqlite3.connect(path).execute("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"))
        for path in (facts_file, old_file)
    )
    assert found == wanted


def test_bringing_up_to_date_twice_does_nothing_the_second_time(old_file: Path) -> None:
    assert files.bring_up_to_date(old_file)
    digest = hashlib.sha256(old_file.read_bytes()).hexdigest()
    assert not files.bring_up_to_date(old_file)
    assert hashlib.sha256(old_file.read_bytes()).hexdigest() == digest


def test_a_migration_that_fails_leaves_the_older_file_as_it_was(
    old_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(old_file, *KEPT)

    def fail(connection: sqlite3.Connection) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(schema, "_count", fail)
    with pytest.raises(RuntimeError):
        Workspace.open(old_file)
    connection = connect(old_file, read_only=True)
    assert connection.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION
    connection.close()
    assert rows(old_file, *KEPT) == before


def test_undo_takes_back_what_was_done_in_an_older_file(old_file: Path) -> None:
    workspace = Workspace.open(old_file)
    try:
        assert workspace.do(lambda commands: commands.undo()).result().operation_id
        assert workspace.ask(lambda ask: ask.locate("companies", "geely_joinet")).result()
        assert workspace.ask(lambda ask: ask.trash()).result() == ()
        assert workspace.ask(lambda ask: ask.verify()).result() == []
    finally:
        workspace.close()


def test_an_older_file_that_may_only_be_read_is_read_and_not_changed(old_file: Path) -> None:
    digest = hashlib.sha256(old_file.read_bytes()).hexdigest()
    workspace = Workspace.open(old_file, read_only=True)
    try:
        counts = workspace.ask(lambda ask: {kind: len(list(ask.export(kind))) for kind in FACTS}).result()
        assert counts["claims"] == 350
    finally:
        workspace.close()
    assert hashlib.sha256(old_file.read_bytes()).hexdigest() == digest
    assert [path.name for path in old_file.parent.iterdir() if path.suffix == ".db"] == ["pairing.db"]


def test_what_people_said_is_journalled_and_never_deleted(facts_file: Path) -> None:
    connection = connect(facts_file, read_only=False)
    triggers = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    connection.close()
    for table in ("reading", "decision", "dismissal", "source_relation"):
        assert table in journal.KEPT_TABLES
        assert {f"journal_{what}_{table}" for what in ("insert", "update", "delete")} <= triggers


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO reading (uid, claim_id, name, printed, value, reason) VALUES ('x', 1, 'lost_wan', '1', '1', ' ')",
        "INSERT INTO decision (uid, subject_id, measure_id, choice, reason) VALUES ('x', 1, 1, 'unsettled', '')",
        "INSERT INTO dismissal (uid, rule, claim_id, reason) VALUES ('x', 'ceiling', 1, '\t ')",
        "INSERT INTO source_relation (uid, source_id, other_id, note) VALUES ('x', 1, 2, '')",
        "INSERT INTO decision (uid, subject_id, measure_id, choice, reason) VALUES ('x', 1, 1, 'preferred', 'none')",
    ],
)
def test_the_file_itself_refuses_a_blank_reason(facts_file: Path, statement: str) -> None:
    connection = sqlite3.connect(facts_file)
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute(statement)
    connection.close()
