"""Many rows that come in together are kept, found and sealed as if each had been saved by itself."""

import hashlib
import json
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairing_desktop.domain.kinds import CLAIMS, PROJECTS, Kind
from pairing_desktop.domain.traditional import plain
from pairing_desktop.store import indexing, inserting, journal
from pairing_desktop.store.adding import add
from pairing_desktop.store.database import connect
from pairing_desktop.store.search import WORD, bigrams, words
from pairing_desktop.store.writing import Operation, operate, transaction

PIECES = st.sampled_from([
    "光热", "德令哈", "對口支援", "Solar", "tower", "５０", "50MW", "_", "-", "，", " ", "é", "ﬁ", "ß", "\u3000", "青海", "x",
])
NAMES = st.lists(PIECES, min_size=1, max_size=6).map(lambda parts: "".join(parts).strip()).filter(bool)
PROJECT = st.builds(
    lambda stated, dated: {**stated, **dated},
    st.fixed_dictionaries(
        {"name_en": NAMES, "kind": st.just("factory"), "status": st.just("planned"), "source_key": st.just("shine_2024_seed")},
        optional={
            "name_zh": NAMES, "note": NAMES, "locator": NAMES, "industry": st.just("solar"), "capacity": st.just("50"),
            "place_key": st.just("delingha"),
        },
    ),
    st.sampled_from([{}, {"start_date": "2013", "start_precision": "year"}]),
)


def kept(file: Path) -> list[object]:
    """All that rows, search and journal hold, but for uids and the order in which the journal was written."""
    connection = sqlite3.connect(file)
    connection.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, search_index, instance)")
    rows: list[object] = [
        connection.execute(sql).fetchall() for sql in (
            "SELECT id, kind, key, rev, sort_en, sort_zh FROM record ORDER BY id", "SELECT * FROM project ORDER BY id",
            "SELECT id, subject_id, key, value, qualifier, rank, earliest, latest FROM claim ORDER BY id",
            "SELECT id, record_id, claim_id, source_id, locator, stance, ordinal FROM citation ORDER BY id",
            "SELECT * FROM search_text ORDER BY doc", "SELECT * FROM search_name ORDER BY kind, folded, doc",
            "SELECT * FROM search_word ORDER BY word", "SELECT DISTINCT term, doc FROM temp.word ORDER BY term, doc",
        )
    ]
    uids = {uid for table in ("record", "claim", "citation") for (uid,) in connection.execute(f"SELECT uid FROM {table}")}
    entries = connection.execute("SELECT tbl, row_id, col, before, after FROM journal").fetchall()
    connection.close()
    assert all(uuid.UUID(uid) for uid in uids)
    return [*rows, sorted(
        (table, row_id, column or "", str(before), ",".join(part for part in str(after).split(",") if part[1:-1] not in uids))
        for table, row_id, column, before, after in entries
    )]


def written(planted: Path, folder: Path, kind: Kind, rows: Sequence[dict[str, str]], *, together: bool) -> list[object]:
    file = Path(shutil.copyfile(planted, folder / f"{together}.db"))
    connection = connect(file, read_only=False)
    for portion in [rows] if together else [[row] for row in rows]:
        operate(connection, lambda operation, portion=portion: add(operation, kind, portion), label="Import")  # type: ignore[misc]
    assert journal.broken_link(connection) is None
    connection.close()
    return kept(file)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(PROJECT, min_size=1, max_size=7))
def test_projects_that_come_together_are_what_single_saves_make(planted: Path, rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, patch.object(inserting, "_TOGETHER", 3):
        one = written(planted, Path(folder), PROJECTS, rows, together=True)
        assert one == written(planted, Path(folder), PROJECTS, rows, together=False)


def test_claims_that_come_together_are_what_single_saves_make(planted: Path, tmp_path: Path) -> None:
    rows = [
        {"subject_kind": "project", "subject_key": "supcon50", "measure_key": "installed_capacity", "value": str(number),
         "value_as_stated": f"{number} MW", "unit": "MW", "period_start": "2018", "period_end": "2018",
         "period_precision": "year", "nature": "actual", "source_key": "shine_2024_seed", "locator": f"Row {number}",
         **({"qualifier": "about"} if number % 3 else {})}
        for number in range(1, 8)
    ]
    with patch.object(inserting, "_TOGETHER", 3):
        one = written(planted, tmp_path, CLAIMS, rows, together=True)
        assert one == written(planted, tmp_path, CLAIMS, rows, together=False)


def test_what_happens_to_a_new_row_in_the_same_step_is_searched_too(planted: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(planted, tmp_path / "facts.db"))
    connection = connect(file, read_only=False)

    def work(operation: Operation) -> None:
        rows = [{"name_en": f"New {number}", "kind": "factory", "status": "planned"} for number in range(3)]
        first, second, third = add(operation, PROJECTS, rows)
        operation.update("project", first, {"name_en": "Aardvark works"})
        operation.insert("alias", {"record_id": second, "text": "别名电站", "kind": "other"})
        source = connection.execute("SELECT max(id) FROM source").fetchone()[0]
        operation.insert("citation", {"record_id": third, "source_id": source, "locator": "appendix"})

    operate(connection, work, label="Import")
    connection.close()
    before = kept(file)
    connection = connect(file, read_only=False)
    assert connection.execute("SELECT sort_en FROM record ORDER BY id DESC LIMIT 1 OFFSET 2").fetchone() == ("aardvark works",)
    with transaction(connection):
        indexing.rebuild(connection)
    connection.close()
    assert kept(file) == before


def test_a_row_that_cannot_stand_takes_the_whole_import_with_it(planted: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(planted, tmp_path / "facts.db"))
    before = kept(file)
    connection = connect(file, read_only=False)
    rows = [{"name_en": f"Plant {number}", "kind": "factory", "status": "planned"} for number in range(300)]
    rows[299]["capacity"] = "-1"
    try:
        operate(connection, lambda operation: add(operation, PROJECTS, rows), label="Import")  # type: ignore[func-returns-value]
    except sqlite3.IntegrityError as error:
        assert "project_capacity" in str(error)
    else:
        raise AssertionError("a negative capacity was written")
    connection.close()
    assert kept(file) == before


def test_the_seal_is_the_hash_of_the_rows_as_json(planted: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(planted, tmp_path / "facts.db"))
    connection = connect(file, read_only=False)
    note = {"name_en": 'Quote " \\ \u2028 光热', "kind": "factory", "status": "planned", "note": "a\nb\t'c'"}
    done = operate(connection, lambda operation: add(operation, PROJECTS, [note]), label="Import")  # type: ignore[func-returns-value]
    *operation, sealed = connection.execute(
        "SELECT prev_hash, uid, at, who, unit, label, label_values, action, target_id, hash FROM operation WHERE id = ?",
        (done.operation_id,),
    ).fetchone()
    digest = hashlib.sha256(json.dumps(operation, ensure_ascii=False).encode())
    for row in connection.execute(
        "SELECT id, tbl, row_id, col, quote(before), quote(after) FROM journal WHERE operation_id = ? ORDER BY id",
        (done.operation_id,),
    ):
        digest.update(json.dumps(row, ensure_ascii=False).encode())
    connection.close()
    assert digest.hexdigest() == sealed


@given(st.lists(st.one_of(st.text(), NAMES)))
def test_texts_folded_one_by_one_are_the_text_folded_whole(parts: list[str]) -> None:
    assert " ".join(filter(None, map(plain, parts))) == plain("\n".join(parts))


@given(st.one_of(st.text(), NAMES, st.text(st.characters(categories=["Cs", "L", "P"]))))
def test_words_are_the_runs_of_letters_digits_and_characters(text: str) -> None:
    assert words(text) == WORD.findall(text)
    assert bigrams(text).split() == list(dict.fromkeys(
        word[at:at + 2] for word in WORD.findall(text) for at in range(max(1, len(word) - 1))
    ))


def test_new_uids_are_of_their_own_and_in_order_of_time() -> None:
    first, second = inserting.new_uids(500), inserting.new_uids(1)
    assert len({*first, *second}) == 501
    assert {(uuid.UUID(uid).version, uuid.UUID(uid).variant) for uid in first} == {(7, uuid.RFC_4122)}
    assert min(first)[:13] <= second[0][:13]
