"""What the world does to a file, injected for real: disks that fill up, memory that ends, clocks that go back, files that
move, journals that were left, other programs that hold it.  Each is told in words and loses nothing."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from office import new_project, run_python
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.problems import Conflict, FileProblem, Problem
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import backups, files, writing
from pairing_desktop.store.database import SCHEMA_VERSION

COMMON = """
    import os, resource, signal, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from office import new_project
    from pairing_desktop.domain.problems import Problem
    from pairing_desktop.operations.workspace import Workspace
    from pairing_desktop.operations import commands
"""
HALF_SAVE = """
    import sqlite3
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("PRAGMA cache_size = 5")
    connection.execute("BEGIN")
    connection.execute("UPDATE search_text SET folded = folded || 'half done'")
    connection.execute("DELETE FROM finding")
    os.kill(os.getpid(), signal.SIGKILL)
"""
TESTS = Path(__file__).parents[1]


def child(script: str, path: Path) -> "subprocess.CompletedProcess[str]":
    return run_python("-c", textwrap.dedent(COMMON) + textwrap.dedent(script), path, TESTS)


def whole(path: Path) -> int:
    """Verifies a file and gives its number of projects."""
    workspace = Workspace.open(path)
    try:
        assert workspace.verify().result(60) == []
        return workspace.ask(lambda ask: ask.counts()).result()["projects"]
    finally:
        workspace.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB of our own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"NOT RUN: needs the right to mount a small disk ({made.stderr.decode().strip()})")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(b"x" * 4096)
        except OSError:
            return filler


# -- disks ------------------------------------------------------------------------------------------------------------


def test_a_backup_and_a_copy_on_a_full_disk_leave_nothing_behind_and_thin_nothing(planted: Path, small_disk: Path) -> None:
    file = Path(shutil.copyfile(planted, small_disk / "pairing.db"))
    first = backups.keep(file, "day")
    assert first is not None
    workspace = Workspace.open(file)
    workspace.do(lambda do: do.save(new_project())).result()
    fill(small_disk)
    with pytest.raises(FileProblem, match="no room"):
        workspace.keep_backup("import").result()
    with pytest.raises(Problem):
        workspace.back_up(small_disk / "copy.db").result()
    workspace.close()
    assert sorted(one.name for one in small_disk.rglob("*.db*")) == sorted(
        ["pairing.db", "pairing.db.lock", "pairing.db.backups", first.path.name, f"{first.path.name}.sha256"]
    )
    files.check(first.path)


def test_a_restore_on_a_full_disk_leaves_the_file_as_it_was(planted: Path, small_disk: Path) -> None:
    file = Path(shutil.copyfile(planted, small_disk / "pairing.db"))
    made = backups.keep(file, "day")
    assert made is not None
    fill(small_disk)
    before = file.read_bytes()
    with pytest.raises(Problem):
        Workspace.restore(made.path, file)
    assert file.read_bytes() == before
    assert not list(small_disk.glob("*.part"))


def test_a_new_file_on_a_full_disk_is_made_whole_or_not_at_all(small_disk: Path) -> None:
    fill(small_disk).write_bytes(b"x" * (5 << 20))
    with pytest.raises(Problem):
        Workspace.create(small_disk / "new.db", who="", unit="")
    assert [one.name for one in small_disk.iterdir()] == ["filler"]


@pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: Windows has no limit on the size of a file")
def test_a_save_past_the_size_a_file_may_have_is_told_and_works_again_later(facts_file: Path) -> None:
    done = child(
        """
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        path = Path(sys.argv[1])
        workspace = Workspace.open(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8192, resource.RLIM_INFINITY))
        try:
            for number in range(50):
                workspace.do(lambda do: do.save(new_project(name_en=f"Plant {number}", note="x" * 9000))).result()
                kept = number + 1
        except Problem as problem:
            print(problem)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        workspace.do(lambda do: do.save(new_project(name_en="Again"))).result()
        print(kept if "kept" in dir() else 0)
        workspace.close()
        """,
        facts_file,
    )
    told, kept = done.stdout.splitlines()
    assert "could not be read or written" in told or "disk is full" in told, done
    assert whole(facts_file) == 52 + int(kept) + 1


# -- memory, clocks, signals ------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: needs a limit on memory")
def test_a_save_without_memory_is_told_in_words_and_leaves_nothing(facts_file: Path) -> None:
    done = child(
        """
        workspace = Workspace.open(Path(sys.argv[1]))
        workspace.do(lambda do: do.save(new_project(name_en="Before"))).result()
        note = "x" * 60_000_000
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + 40_000_000, resource.RLIM_INFINITY))
        try:
            workspace.do(lambda do: do.save(new_project(name_en="Too large", note=note))).result()
            print("saved")
        except Problem as problem:
            resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            print("told", problem)
        workspace.do(lambda do: do.save(new_project(name_en="After"))).result()
        workspace.close()
        """,
        facts_file,
    )
    assert done.stdout.startswith("told"), done
    assert whole(facts_file) == 54


def test_history_is_in_order_although_the_clock_was_set_back(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.do(lambda do: do.save(new_project(name_en="First"))).result()
    past = (datetime.now(UTC) - timedelta(days=365)).isoformat(timespec="seconds")
    monkeypatch.setattr(writing, "now", lambda: past)
    workspace.do(lambda do: do.save(new_project(name_en="Second"))).result()
    names = [line.values["name"] for line in workspace.ask(lambda ask: ask.operations(2)).result()]
    assert names == ["Second", "First"]
    undone = workspace.do(lambda do: do.undo()).result()
    assert undone.values["name"] == "Second"
    assert workspace.verify().result() == []


def test_a_program_that_stands_still_holds_its_lock_and_goes_on(facts_file: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    script = textwrap.dedent(COMMON) + textwrap.dedent(
        """
        workspace = Workspace.open(Path(sys.argv[1]), who="Sleeper")
        print("open", flush=True)
        sys.stdin.readline()
        workspace.do(lambda do: do.save(new_project())).result()
        workspace.close()
        print("saved", flush=True)
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(facts_file), str(TESTS)], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as sleeper:
        assert sleeper.stdin is not None and sleeper.stdout is not None
        assert sleeper.stdout.readline() == "open\n"
        sleeper.send_signal(signal.SIGSTOP)
        other = Workspace.open(facts_file)
        assert other.read_only and "Sleeper" in str(other.read_only_reason)
        other.close()
        sleeper.send_signal(signal.SIGCONT)
        sleeper.stdin.write("\n")
        sleeper.stdin.flush()
        assert sleeper.stdout.readline() == "saved\n"
    assert whole(facts_file) == 53


@pytest.mark.skipif(not hasattr(os, "setuid") or os.geteuid() != 0, reason="NOT RUN: needs root to become another user")
def test_who_may_not_write_is_told_of_a_save_that_was_broken_off_and_the_journal_stays(facts_file: Path) -> None:
    child(HALF_SAVE, facts_file)
    journal = facts_file.with_name("pairing.db-journal")
    left = journal.read_bytes()
    for parent in [facts_file.parent, *facts_file.parent.parents]:
        if parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    facts_file.chmod(0o444)
    facts_file.parent.chmod(0o555)
    reader, writer = os.pipe()
    nobody = os.fork()
    if nobody == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            Workspace.open(facts_file)
        except Problem as problem:
            os.write(writer, str(problem).encode())
        finally:
            os._exit(0)
    os.waitpid(nobody, 0)
    assert "do not remove the file pairing.db-journal" in os.read(reader, 10_000).decode()
    assert journal.read_bytes() == left


# -- files ------------------------------------------------------------------------------------------------------------


def test_a_journal_that_a_killed_save_left_is_rolled_back_at_the_next_opening(facts_file: Path) -> None:
    done = child(HALF_SAVE, facts_file)
    assert done.returncode == -signal.SIGKILL
    assert facts_file.with_name("pairing.db-journal").stat().st_size > 0
    assert whole(facts_file) == 52
    assert not facts_file.with_name("pairing.db-journal").exists()


def test_a_journal_left_beside_the_file_is_no_reason_to_lose_a_restore(facts_file: Path) -> None:
    made = backups.keep(facts_file, "day")
    assert made is not None
    child(HALF_SAVE, facts_file)
    kept = Workspace.restore(made.path, facts_file)
    assert kept is not None and whole(facts_file) == 52
    files.check(kept)  # what was replaced is whole too: the half save was taken back first


@pytest.mark.parametrize("how", ["removed", "renamed"])
def test_a_file_that_is_gone_takes_no_save_and_can_still_be_copied(workspace: Workspace, tmp_path: Path, how: str) -> None:
    if how == "removed":
        workspace.path.unlink()
    else:
        workspace.path.rename(tmp_path / "elsewhere.db")
    with pytest.raises(Problem, match="moved, deleted or replaced"):
        workspace.do(lambda do: do.save(new_project())).result()
    workspace.back_up(tmp_path / "copy.db").result()
    assert whole(tmp_path / "copy.db") == 52


def test_of_two_who_edit_the_same_record_the_later_overwrites_nothing(workspace: Workspace) -> None:
    record = workspace.ask(lambda ask: ask.locate("projects", "cgn50")).result()
    draft = workspace.ask(lambda ask: ask.draft("projects", record.id)).result()
    mine, theirs = (Draft("projects", draft.id, draft.rev, {**draft.values, "note": note}) for note in ("mine", "theirs"))
    workspace.do(lambda do: do.save(mine)).result()
    with pytest.raises(Conflict):
        workspace.do(lambda do: do.save(theirs)).result()
    assert workspace.ask(lambda ask: ask.draft("projects", record.id)).result().values["note"] == "mine"


def test_a_file_held_by_another_program_is_called_busy_never_damaged_and_no_thread_waits_long(facts_file: Path) -> None:
    blocker = sqlite3.connect(facts_file, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    started = time.monotonic()
    with pytest.raises(Problem, match="in use by another program"):
        Workspace.open(facts_file)
    assert time.monotonic() - started < 3  # the window waits for this
    blocker.execute("ROLLBACK")
    blocker.close()
    assert whole(facts_file) == 52


def test_a_file_of_a_newer_format_is_not_touched_by_any_way_in(facts_file: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(facts_file)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = facts_file.read_bytes()
    for act in (
        lambda: Workspace.open(facts_file), lambda: Workspace.open(facts_file, read_only=True),
        lambda: Workspace.restore(facts_file, tmp_path / "other.db"), lambda: files.bring_up_to_date(facts_file),
    ):  # fmt: skip
        with pytest.raises(FileProblem, match="newer version"):
            act()
    assert facts_file.read_bytes() == before
