"""Verify, repair and rescue: damage is told precisely, what is derived is made anew, and rows are saved one by one."""

import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office import new_project
from pairing_desktop.domain.language import language
from pairing_desktop.domain.problems import FileProblem, Problem
from pairing_desktop.operations.rescue_report import rescue_report
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import integrity, lineage, pages, repair, shape
from pairing_desktop.store.database import connect

PAGE = 4096
Spoil = Callable[[bytes], bytes]


def behind_our_back(path: Path, *statements: str) -> None:
    """Change a file as another program would: without its guards, which are put back."""
    connection = sqlite3.connect(path)
    guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in guards:
        connection.execute(sql)
    connection.commit()
    connection.close()


def wrong(path: Path) -> list[str]:
    connection = connect(path, read_only=True)
    try:
        return [language("en").tr(text, **values) for text, values in integrity.verify(lambda step: step(connection))]
    finally:
        connection.close()


def edited(path: Path) -> None:
    """Some history: a new record, an edit, a deletion and an undo."""
    workspace = Workspace.open(path, who="Li Wei")
    workspace.do(lambda commands: commands.save(new_project(key="own_plant", name_en="It's; 'quoted', 光热\n第二行"))).result()
    record = workspace.ask(lambda ask: ask.locate("projects", "own_plant")).result()
    draft = workspace.ask(lambda ask: ask.draft("projects", record.id)).result()
    draft.values["note"] = "NULL, 'X''00'"
    workspace.do(lambda commands: commands.save(draft)).result()
    workspace.do(lambda commands: commands.delete("projects", [record.id])).result()
    workspace.do(lambda commands: commands.undo()).result()
    workspace.checking.settle()
    workspace.close()


# -- verify -----------------------------------------------------------------------------------------------------------


def test_a_file_with_a_history_is_whole(facts_file: Path) -> None:
    edited(facts_file)
    assert wrong(facts_file) == []


def test_verify_names_the_row_and_the_field_that_were_changed_by_other_means(facts_file: Path) -> None:
    edited(facts_file)
    behind_our_back(facts_file, "UPDATE claim SET value = '99999' WHERE key = 'seed_p08_month'")
    (sentence,) = wrong(facts_file)
    assert "value" in sentence and "seed_p08_month" in sentence


def test_verify_names_a_row_that_was_edited_before_and_set_back_by_other_means(facts_file: Path) -> None:
    edited(facts_file)
    behind_our_back(facts_file, "UPDATE project SET note = '' WHERE id = (SELECT id FROM record WHERE key = 'own_plant')")
    (sentence,) = wrong(facts_file)
    assert "note" in sentence and "own_plant" in sentence


def test_verify_names_a_row_that_was_taken_away(facts_file: Path) -> None:
    behind_our_back(facts_file, "DELETE FROM alias", "DELETE FROM claim_relation WHERE id = 3")
    assert wrong(facts_file) == ["A row of claim_relation that the history knows is gone (3)."]


def test_a_type_that_changed_is_a_change(facts_file: Path) -> None:
    behind_our_back(facts_file, "UPDATE citation SET ordinal = 2 WHERE id = 5")
    (sentence,) = wrong(facts_file)
    assert sentence.startswith("“ordinal” of a row of citation is not what its history says (5)")


@pytest.mark.parametrize("version", sorted(Path(__file__).parent.glob("versions/*.db")), ids=lambda path: path.stem)
def test_a_file_of_every_older_format_is_whole_after_it_was_brought_up_to_date(version: Path, tmp_path: Path) -> None:
    path = tmp_path / "pairing.db"
    path.write_bytes(version.read_bytes())
    Workspace.open(path).close()
    assert wrong(path) == []


@given(st.lists(st.one_of(st.none(), st.text(), st.integers(-(2**63), 2**63 - 1), st.binary()), min_size=1, max_size=8))
def test_quoted_values_are_cut_apart_as_they_were_joined(values: list[object]) -> None:
    values = [value.replace("\0", "") if isinstance(value, str) else value for value in values]
    values = [value.encode("utf-8", "ignore").decode() if isinstance(value, str) else value for value in values]
    connection = sqlite3.connect(":memory:")
    joined = connection.execute(f"SELECT {' || char(44) || '.join('quote(?)' for _ in values)}", values).fetchone()[0]
    assert list(connection.execute(f"SELECT {', '.join(lineage.literals(joined))}").fetchone()) == values
    connection.close()


# -- repair -----------------------------------------------------------------------------------------------------------


def mended(path: Path) -> list[str]:
    connection = connect(path, read_only=False)
    try:
        return [language("en").tr(text, **values) for text, values in repair.repair(connection)]
    finally:
        connection.close()


def test_repair_makes_anew_what_is_derived_and_finds_nothing_the_second_time(facts_file: Path) -> None:
    edited(facts_file)
    assert mended(facts_file) == []
    behind_our_back(
        facts_file, "UPDATE search_text SET folded = 'x' WHERE doc = 2", "DELETE FROM search_text WHERE doc = 8",
        "INSERT INTO search_index (search_index) VALUES ('delete-all')", "UPDATE record SET sort_zh = 'zzz' WHERE id = 9",
        "UPDATE claim SET earliest = '1999-01-01' WHERE id = 5", "UPDATE posting SET folded = 'x'",
        "UPDATE event SET latest = '' WHERE date <> ''",
    )
    done = mended(facts_file)
    assert len(done) == 2 and "days" in done[0] and "Search" in done[1]
    assert mended(facts_file) == []
    assert wrong(facts_file) == []
    workspace = Workspace.open(facts_file)
    assert workspace.ask(lambda ask: ask.select("projects", search="光热", where=[], sort="", limit=None)).result()
    workspace.close()


def test_repair_touches_nothing_that_was_written(facts_file: Path) -> None:
    behind_our_back(facts_file, "UPDATE claim SET value = '99999' WHERE id = 5")
    before = wrong(facts_file)
    mended(facts_file)
    assert wrong(facts_file) == before


def test_an_index_that_lost_rows_is_made_anew(facts_file: Path) -> None:
    connection = sqlite3.connect(facts_file)
    connection.execute("PRAGMA writable_schema = ON")
    root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claim_by_subject'").fetchone()[0]
    empty = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claim_in_trash'").fetchone()[0]
    connection.close()
    content = bytearray(facts_file.read_bytes())
    content[(root - 1) * PAGE:root * PAGE] = content[(empty - 1) * PAGE:empty * PAGE]
    facts_file.write_bytes(bytes(content))
    assert any("claim_by_subject" in sentence for sentence in wrong(facts_file))
    assert "Indexes of the file were made anew." in mended(facts_file)


# -- instructions of another program ----------------------------------------------------------------------------------


def test_triggers_and_views_of_another_program_are_taken_out_before_anything_runs(facts_file: Path) -> None:
    connection = sqlite3.connect(facts_file)
    connection.execute('CREATE TRIGGER "evil""name" AFTER INSERT ON operation BEGIN DELETE FROM finding; END')
    connection.execute("DROP VIEW v_projects")
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    connection.execute(f"CREATE VIEW v_projects AS {endless}")
    connection.commit()
    connection.close()
    reading = Workspace.open(facts_file, read_only=True)
    assert reading.ask(lambda ask: ask.counts()).result(20)["projects"] == 52
    reading.close()
    workspace = Workspace.open(facts_file)
    try:
        assert workspace.was_altered
        workspace.do(lambda commands: commands.save(new_project())).result(20)
    finally:
        workspace.close()
    connection = connect(facts_file, read_only=True)
    assert shape.is_ours(connection)
    connection.close()
    again = Workspace.open(facts_file)
    assert not again.was_altered
    again.close()
    assert [one.reason for one in Workspace.backups(facts_file)] == ["migration"]


def test_a_file_of_our_name_that_lacks_tables_is_refused_in_words(facts_file: Path) -> None:
    connection = sqlite3.connect(facts_file)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DROP TABLE alias")
    connection.commit()
    connection.close()
    with pytest.raises(Problem, match="lacks parts"):
        Workspace.open(facts_file)


# -- rescue -----------------------------------------------------------------------------------------------------------


def page_overwritten(number: int) -> Spoil:
    return lambda content: content[:(number - 1) * PAGE] + os.urandom(PAGE) + content[number * PAGE:]


@pytest.mark.parametrize(
    "spoil",
    [lambda content: content, lambda content: content[:100] + b"\xff" * 3996 + content[PAGE:], page_overwritten(2),
     page_overwritten(9), page_overwritten(12)],
    ids=["unharmed", "without its first page", "page 2", "page 9", "page 12"],
)  # fmt: skip
def test_what_one_page_lost_the_history_still_knows(facts_file: Path, tmp_path: Path, spoil: Spoil) -> None:
    edited(facts_file)
    facts_file.write_bytes(spoil(facts_file.read_bytes()))
    before = facts_file.read_bytes()
    report = Workspace.rescue(facts_file, tmp_path / "rescued.db", who="Li Wei")
    assert facts_file.read_bytes() == before
    assert not report.lost
    assert (report.kept["project"], report.kept["claim"], report.kept["source"]) == (53, 350, 123)
    assert wrong(tmp_path / "rescued.db") == []
    workspace = Workspace.open(tmp_path / "rescued.db")
    assert len(workspace.ask(lambda ask: ask.select("projects", search="光热", where=[], sort="", limit=None)).result()) > 5
    workspace.close()


def test_half_a_file_gives_what_it_holds_and_a_report_that_names_what_is_lost(facts_file: Path, tmp_path: Path) -> None:
    content = facts_file.read_bytes()
    facts_file.write_bytes(content[:len(content) // 2])
    report = Workspace.rescue(facts_file, tmp_path / "rescued.db")
    assert sum(report.kept.values()) > 500
    assert report.lost and not report.whole_history
    assert wrong(tmp_path / "rescued.db") == []
    for code, word in (("en", "Lost"), ("zh_CN", "丢失")):
        lines = rescue_report(report, language(code))
        assert any(line.startswith(word) for line in lines)
        assert not any("{" in line for line in lines)
    assert report.history_file is not None and report.history_file.read_text("utf-8-sig").startswith("at,who,what")


def test_a_flipped_bit_in_a_value_is_set_right_from_the_history(facts_file: Path, tmp_path: Path) -> None:
    content = facts_file.read_bytes()
    title = b"assistance moves from one-way aid"
    at = -1
    while True:  # the words stand in the row, in the history and in the index: find the row
        at = content.index(title, at + 1)
        facts_file.write_bytes(content[:at] + b"R" + content[at + 1:])
        found = wrong(facts_file)
        if any("of a row of source" in sentence for sentence in found) and not any("seal" in sentence for sentence in found):
            break
    report = Workspace.rescue(facts_file, tmp_path / "rescued.db")
    assert sum(report.rebuilt.values()) >= 1 and not report.lost
    assert wrong(tmp_path / "rescued.db") == []


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_overwritten_the_new_file_is_whole_or_there_is_none(facts_file: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(facts_file.read_bytes())
    for _ in range(60):
        at = chance.randrange(len(content))
        content[at:at + 8] = chance.randbytes(8)
    facts_file.write_bytes(bytes(content[:chance.randrange(len(content) // 2, len(content))]))
    report = Workspace.rescue(facts_file, tmp_path / "rescued.db")
    assert wrong(tmp_path / "rescued.db") == []
    assert sum(report.kept.values()) > 300


def test_a_rescue_of_nothing_leaves_nothing_and_never_overwrites(facts_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "rescued.db"
    facts_file.write_bytes(os.urandom(30_000))
    with pytest.raises(FileProblem, match="Nothing could be read"):
        Workspace.rescue(facts_file, target)
    assert not target.exists() and not list(tmp_path.glob("*.part"))
    target.write_text("mine")
    with pytest.raises(FileProblem, match="already a file"):
        Workspace.rescue(facts_file, target)
    assert target.read_text() == "mine"


@given(st.binary(max_size=3 * 512))
def test_no_bytes_make_reading_of_pages_fail(content: bytes) -> None:
    book = pages.Pages(content)
    for number in book.all_leaves():
        list(book.rows(number))
    if book.count:
        book.leaves(1)
    book.free()
