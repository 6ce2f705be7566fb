"""Backups that the program makes by itself: what is kept, in which order, and that they are proven."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from office import new_project
from pairing_desktop.domain.backups import Backup, name_of, read_name, superfluous
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import backups, files
from tables_in import plan

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def change(path: Path, name: str) -> None:
    workspace = Workspace.open(path)
    workspace.do(lambda commands: commands.save(new_project(name_en=name))).result()
    workspace.close()


def row(number: int, at: datetime, reason: str = "day") -> Backup:
    return Backup(Path(name_of(number, at, reason)), number, at, reason)


def test_a_backup_is_made_once_a_day_and_only_when_something_changed(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file)
    first = workspace.keep_backup().result()
    assert first is not None and first.number == 1 and first.reason == "day"
    assert workspace.keep_backup().result() is None
    workspace.close()
    assert backups.keep(facts_file, "import") is None  # it holds every operation
    change(facts_file, "One")
    assert not backups.is_due(facts_file)
    assert backups.is_due(facts_file, datetime.now(UTC) + timedelta(days=1))
    assert backups.keep(facts_file, "import") is not None


def test_a_backup_is_verified_carries_its_check_sum_and_holds_what_the_file_held(facts_file: Path) -> None:
    change(facts_file, "Seen in the backup")
    made = backups.keep(facts_file, "day")
    assert made is not None
    assert files.note_of(made.path).read_text().split() == [files.hash_of(made.path), made.path.name]
    found = backups.contents(made.path)
    assert found.counts["projects"] == 53 and found.counts["claims"] == 350
    assert found.newest[0][3]["name"] == "Seen in the backup"


def test_backups_are_ordered_by_number_also_when_the_clock_was_set_back(facts_file: Path) -> None:
    first = backups.keep(facts_file, "day", at=NOON)
    change(facts_file, "One")
    second = backups.keep(facts_file, "day", at=NOON - timedelta(days=400))
    assert first is not None and second is not None
    assert [backup.number for backup in backups.listed(facts_file)] == [2, 1]
    assert backups.is_due(facts_file, NOON - timedelta(days=401))  # the clock is behind the newest


def test_old_backups_are_thinned_to_days_weeks_and_months() -> None:
    made = [row(number, NOON - timedelta(hours=6 * (4000 - number))) for number in range(1, 4001)]
    gone = {backup.number for backup, _ in superfluous(made, NOON)}
    kept = [backup for backup in made if backup.number not in gone]
    assert 30 <= len(kept) <= 39
    assert {4000, 3999, 3998} <= {backup.number for backup in kept}
    assert all(standing.number > backup.number and standing.number not in gone for backup, standing in superfluous(made, NOON))
    assert len({backup.at.date() for backup in kept if backup.at and backup.at > NOON - timedelta(days=7)}) == 7
    months = {(backup.at.year, backup.at.month) for backup in kept if backup.at}
    assert len(months) == 24


def test_nothing_is_thinned_while_the_clock_is_behind_and_a_clock_far_ahead_thins_nothing_away() -> None:
    made = [row(number, NOON - timedelta(days=60 - number)) for number in range(1, 61)]
    assert superfluous(made, NOON - timedelta(days=1)) == []
    assert superfluous(made, NOON) == superfluous(made, NOON + timedelta(days=9000)) != []


def test_a_backup_made_before_a_change_of_format_is_never_thinned() -> None:
    made = [row(number, NOON - timedelta(hours=60 - number), "migration" if number == 5 else "day") for number in range(1, 61)]
    gone = {backup.number for backup, _ in superfluous(made, NOON)}
    assert 5 not in gone and {4, 6} <= gone


def test_a_backup_whose_stand_in_was_damaged_is_not_thinned(facts_file: Path) -> None:
    for number in range(4):
        change(facts_file, f"Number {number}")
        assert backups.keep(facts_file, "import", at=NOON + timedelta(minutes=number))
        if number == 1:
            second = backups.listed(facts_file)[0].path
            second.write_bytes(second.read_bytes()[:-1] + b"\xff")
    # The oldest is stood for by the second, which is among the newest three but no longer fits its check sum.
    assert [backup.number for backup in backups.listed(facts_file)] == [4, 3, 2, 1]


def test_old_backups_go_with_their_check_sums(facts_file: Path) -> None:
    for number in range(6):
        change(facts_file, f"Number {number}")
        assert backups.keep(facts_file, "import", at=NOON + timedelta(minutes=number))
    assert [backup.number for backup in backups.listed(facts_file)] == [6, 5, 4]
    assert len(list(backups.folder(facts_file).iterdir())) == 6


def test_other_files_in_the_folder_are_no_backups(facts_file: Path) -> None:
    backups.folder(facts_file).mkdir()
    for name in ("notes.txt", "000001-99999999-000000-day.db", "000002-20261123-120000-day.db.part", "pairing.db"):
        (backups.folder(facts_file) / name).touch()
    assert backups.listed(facts_file) == []
    assert read_name(Path("000007-20261123-080500-day.db")) is not None


def test_without_room_no_backup_is_begun(facts_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_ROOM", 1e12)
    with pytest.raises(FileProblem, match="no room"):
        backups.keep(facts_file, "day")
    assert backups.listed(facts_file) == []


def test_saves_go_on_while_a_backup_is_made(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_STEP", 3)  # a hundred and fifty steps
    making = workspace.keep_backup()
    for number in range(5):
        workspace.do(lambda commands, number=number: commands.save(new_project(name_en=f"Plant {number}"))).result()
    made = making.result()
    assert made is not None
    files.check(made.path)


def test_closing_breaks_a_backup_off_and_leaves_no_part_of_it(facts_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.open(facts_file)
    monkeypatch.setattr(files, "_STEP", 1)
    monkeypatch.setattr(workspace, "_closing", True)
    assert workspace.keep_backup().result() is None
    workspace.close()
    assert list(backups.folder(facts_file).iterdir()) == []


def test_an_import_is_preceded_by_a_backup_and_looking_at_one_is_not(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("key,name_en,kind,status\nannex,Annex,factory,planned\n")
    made = plan(workspace, path, "projects", source="shine_2024_seed")
    assert backups.listed(workspace.path) == []
    workspace.do(lambda commands: commands.bring_in(made)).result()
    (made,) = backups.listed(workspace.path)
    assert made.reason == "import"
    assert backups.contents(made.path).counts["projects"] == 52


def test_what_a_restore_replaces_is_kept_as_one_more_backup_when_it_is_whole(facts_file: Path) -> None:
    first = backups.keep(facts_file, "day")
    assert first is not None
    change(facts_file, "Replaced")
    before = facts_file.read_bytes()
    kept = Workspace.restore(first.path, facts_file)
    assert kept is not None and kept.read_bytes() == before
    newest = backups.listed(facts_file)[0]
    assert (newest.path, newest.reason) == (kept, "replaced")
    change(facts_file, "Later")  # the kept one is no second name of the file
    assert kept.read_bytes() == before
    Workspace.restore(kept, facts_file)
    assert facts_file.read_bytes() == before


def test_a_damaged_file_is_kept_beside_its_place_under_a_name_that_says_so(facts_file: Path) -> None:
    made = backups.keep(facts_file, "day")
    assert made is not None
    spoilt = facts_file.read_bytes()[:50_000]
    facts_file.write_bytes(spoilt)
    facts_file.with_name("pairing.db-journal").write_bytes(b"left over")
    kept = Workspace.restore(made.path, facts_file)
    assert kept is not None and "damaged" in kept.name and kept.parent == facts_file.parent
    assert kept.read_bytes() == spoilt
    assert not facts_file.with_name("pairing.db-journal").exists()
    files.check(facts_file)


def test_a_file_that_is_gone_is_restored_too(facts_file: Path) -> None:
    made = backups.keep(facts_file, "day")
    assert made is not None
    facts_file.unlink()
    assert Workspace.restore(made.path, facts_file) is None
    files.check(facts_file)


def test_a_backup_with_one_bit_other_is_not_restored(facts_file: Path) -> None:
    made = backups.keep(facts_file, "day")
    assert made is not None
    content = bytearray(made.path.read_bytes())
    content[200_000] ^= 1
    made.path.write_bytes(bytes(content))
    before = facts_file.read_bytes()
    with pytest.raises(FileProblem, match="check sum"):
        Workspace.restore(made.path, facts_file)
    assert facts_file.read_bytes() == before
    assert sorted(one.name for one in facts_file.parent.iterdir() if "damaged" in one.name or ".part" in one.name) == []


def test_a_file_with_two_names_after_a_broken_off_restore_counts_as_no_backup(facts_file: Path) -> None:
    made = backups.keep(facts_file, "day")
    assert made is not None
    os.link(facts_file, backups.folder(facts_file) / name_of(2, NOON, "replaced"))
    assert [backup.number for backup in backups.listed(facts_file)] == [1]
    change(facts_file, "Written through both names")
    Workspace.restore(made.path, facts_file)
    for backup in backups.listed(facts_file):
        files.check(backup.path)


def test_a_copy_with_a_row_that_no_operation_made_is_called_damaged(facts_file: Path) -> None:
    connection = sqlite3.connect(facts_file)
    connection.execute("DROP TRIGGER journal_insert_alias")
    connection.execute("INSERT INTO alias (uid, record_id, text, kind) VALUES ('x', 1, 'y', 'other')")
    connection.commit()
    connection.close()
    with pytest.raises(FileProblem, match="damaged"):
        files.check(facts_file)
