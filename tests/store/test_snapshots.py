"""Registered pages in the file: guarded against change, checked by verify, whole after a migration."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import schema
from pairing_desktop.store.database import connect
from registered import RECORD, register

pytestmark = pytest.mark.usefixtures("qapp")
VERSIONS = Path(__file__).parent / "versions"


@pytest.fixture
def registered(facts_file: Path) -> Path:
    """A closed file with one registered page."""
    workspace = Workspace.open(facts_file, who="Li Wei")
    register(workspace)
    workspace.close()
    return facts_file


@pytest.mark.parametrize("change", [
    "UPDATE snapshot SET title = 'Another'", "UPDATE snapshot SET serial = 'PD-2026-0002-K7'",
    "UPDATE snapshot SET pdf_hash = data_hash", "UPDATE snapshot SET number = 9", "DELETE FROM snapshot",
    "UPDATE snapshot_content SET pdf = x'00'", "UPDATE snapshot_content SET data = ''", "DELETE FROM snapshot_content",
    "REPLACE INTO snapshot_content SELECT snapshot_id, '', pdf, picture FROM snapshot_content",
    "INSERT INTO snapshot_content VALUES (77, '', x'', x'')", "UPDATE snapshot SET deleted_at = 'now'",
])  # fmt: skip
def test_no_statement_changes_a_registered_page_outside_an_operation(registered: Path, change: str) -> None:
    connection = connect(registered, read_only=False)
    try:
        before = connection.execute("SELECT * FROM snapshot, snapshot_content").fetchall()
        with pytest.raises(sqlite3.Error):
            connection.execute(change)
        assert connection.execute("SELECT * FROM snapshot, snapshot_content").fetchall() == before
    finally:
        connection.close()


@pytest.mark.parametrize("column", ["pdf", "data"])
def test_verify_names_a_page_that_was_changed_behind_the_program(registered: Path, column: str) -> None:
    connection = sqlite3.connect(registered)
    connection.execute("DROP TRIGGER snapshot_content_stays")
    connection.execute(f"UPDATE snapshot_content SET {column} = {'x' if column == 'pdf' else ''}'00'")
    connection.commit()
    connection.close()
    workspace = Workspace.open(registered, read_only=True)
    try:
        wrong = workspace.ask(lambda ask: ask.verify()).result()
        assert [values["serial"].split("-")[2] for _, values in wrong] == ["0001"]
    finally:
        workspace.close()


@pytest.mark.parametrize("version", sorted(path.stem for path in VERSIONS.glob("000[12].db")))
def test_a_file_of_an_earlier_format_takes_registered_pages_and_keeps_them_through_a_migration(
    version: str, tmp_path: Path
) -> None:
    path = Path(shutil.copyfile(VERSIONS / f"{version}.db", tmp_path / "pairing.db"))
    workspace = Workspace.open(path, who="Li Wei")
    painted, line = register(workspace, RECORD)
    workspace.close()
    connection = connect(path, read_only=False)
    schema.migrate(connection)  # views and triggers made anew, as every later migration does
    connection.close()
    again = Workspace.open(path)
    try:
        assert again.ask(lambda ask: ask.snapshots.pdf(line.id)).result() == painted.pdf
        assert again.ask(lambda ask: ask.verify()).result() == []
    finally:
        again.close()
