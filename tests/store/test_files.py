"""Files that cannot be opened, files that are held, files that move: told in words, nothing lost."""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from office import new_project, run_python
from pairing_desktop.domain.problems import FileProblem, Problem, WriteRefused
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import schema


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE moz_places (id INTEGER)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA user_version = {version + 1}")
    connection.close()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.unlink(), "There is no file"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_text("Delingha\n" * 200), "looks like text"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(2000)), "looks like xlsx"),
        (lambda path: (path.unlink(), foreign(path)), "belongs to another program"),
        (newer, "newer version"),
    ],
    ids=["missing", "empty", "text", "zip", "foreign", "newer"],
)
def test_a_file_that_is_not_ours_is_refused_in_words_and_left_as_it_was(
    spoil: object, words: str, facts_file: Path
) -> None:
    spoil(facts_file)  # type: ignore[operator]
    before = digest(facts_file) if facts_file.exists() else None
    with pytest.raises(FileProblem, match=words):
        Workspace.open(facts_file)
    assert (digest(facts_file) if facts_file.exists() else None) == before


def test_a_truncated_file_is_called_damaged_and_not_changed(facts_file: Path) -> None:
    truncated(facts_file)
    before = digest(facts_file)
    with pytest.raises(FileProblem, match="damaged"):
        workspace = Workspace.open(facts_file)
        try:
            workspace.ask(lambda ask: list(ask.export("claims"))).result()
        finally:
            workspace.close()
    assert digest(facts_file) == before


def test_opening_and_reading_leaves_the_file_byte_for_byte(facts_file: Path) -> None:
    before = digest(facts_file)
    workspace = Workspace.open(facts_file)
    workspace.ask(lambda ask: ask.overview()).result()
    workspace.close()
    assert digest(facts_file) == before


def test_a_second_window_opens_read_only_and_says_who_holds_the_file(workspace: Workspace) -> None:
    script = (
        "import sys; from pathlib import Path; from pairing_desktop.operations.workspace import Workspace\n"
        "w = Workspace.open(Path(sys.argv[1]), who='Zhang'); print(w.read_only, w.read_only_reason); w.close()"
    )
    answer = run_python("-c", script, workspace.path).stdout
    assert answer.startswith("True")
    assert "Li Wei" in answer


def test_the_lock_is_free_again_after_closing(facts_file: Path) -> None:
    Workspace.open(facts_file, who="Li").close()
    workspace = Workspace.open(facts_file, who="Zhang")
    assert not workspace.read_only
    workspace.close()


@pytest.mark.skipif(not hasattr(os, "setuid") or os.geteuid() != 0, reason="NOT RUN: needs root to become another user")
def test_an_ordinary_user_opens_a_protected_file_for_reading(facts_file: Path) -> None:
    facts_file.chmod(0o444)
    folder = facts_file.parent
    for parent in [folder, *folder.parents]:
        if parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    folder.chmod(0o555)
    reader, writer = os.pipe()
    child = os.fork()  # another user cannot start this interpreter when it lies in root's home
    if child == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            workspace = Workspace.open(facts_file)
            told = f"{workspace.read_only} {workspace.ask(lambda ask: ask.counts()).result()['projects']} "
            os.write(writer, f"{told}{workspace.read_only_reason}".encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    answer = os.read(reader, 10_000).decode()
    assert answer.startswith("True 52")
    assert "cannot be written" in answer


def test_a_read_only_file_refuses_commands(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, read_only=True)
    with pytest.raises(WriteRefused):
        workspace.do(lambda commands: commands.undo())
    workspace.close()


def test_a_file_replaced_while_open_takes_no_save_and_says_so(workspace: Workspace, planted: Path) -> None:
    other = workspace.path.with_name("other.db")
    shutil.copyfile(planted, other)
    other.replace(workspace.path)
    with pytest.raises(Problem, match="moved, deleted or replaced"):
        workspace.do(lambda commands: commands.save(new_project())).result()


def test_a_backup_is_verified_and_restores_over_a_damaged_file_which_is_kept(
    facts_file: Path, tmp_path: Path
) -> None:
    workspace = Workspace.open(facts_file)
    workspace.do(lambda commands: commands.save(new_project(name_en="Before the backup"))).result()
    backup = tmp_path / "backups" / "one.db"
    checksum = workspace.back_up(backup).result()
    workspace.close()
    assert checksum == digest(backup)
    facts_file.write_bytes(b"rubbish")
    kept = Workspace.restore(backup, facts_file)
    assert kept is not None
    assert kept.read_bytes() == b"rubbish"
    workspace = Workspace.open(facts_file)
    assert workspace.ask(lambda ask: ask.pick("projects", "before the backup")).result()
    workspace.close()


def test_a_backup_that_was_tampered_with_is_not_restored(facts_file: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(facts_file)
    backup = tmp_path / "one.db"
    workspace.back_up(backup).result()
    workspace.close()
    data = bytearray(backup.read_bytes())
    data[-1] ^= 1
    backup.write_bytes(bytes(data))
    before = digest(facts_file)
    with pytest.raises(FileProblem, match="check sum"):
        Workspace.restore(backup, facts_file)
    assert digest(facts_file) == before


def test_new_never_overwrites(facts_file: Path) -> None:
    with pytest.raises(FileProblem, match="already a file"):
        Workspace.create(facts_file, who="", unit="")


def test_an_unwritable_folder_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(FileProblem):
        Workspace.create(blocked / "pairing.db", who="", unit="")


def test_migrations_are_one_way_for_new_and_old_files_alike(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection)
    first = sorted(connection.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall())
    schema.migrate(connection)
    again = sorted(connection.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall())
    connection.close()
    assert first == again


def test_a_lock_that_the_disk_refuses_is_told_as_that_and_not_as_another_window(facts_file: Path) -> None:
    facts_file.with_name("pairing.db.lock").mkdir()
    workspace = Workspace.open(facts_file)
    assert workspace.read_only and "could not be opened for editing" in str(workspace.read_only_reason)
    workspace.close()
