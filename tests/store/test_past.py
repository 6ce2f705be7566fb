"""The whole file as it was at a moment equals a copy taken at that moment; undo then redo gives the same content."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from office import new_project
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import journal, lineage
from pairing_desktop.store.past import content_hash


def hash_of(workspace: Workspace) -> str:
    return workspace.ask(lambda ask: content_hash(ask._db)).result()


def draft(workspace: Workspace, kind: str, key: str) -> Draft:
    return workspace.ask(lambda ask: ask.draft(kind, ask.locate(kind, key).id)).result()


def change(workspace: Workspace, kind: str, key: str, **values: str) -> int:
    old = draft(workspace, kind, key)
    return workspace.do(lambda commands: commands.save(replace(old, values=values))).result().operation_id


def rows(path: Path) -> dict[str, list[object]]:
    """Every kept row, the trash included, but for revisions; search; the history."""
    connection = sqlite3.connect(path)
    found: dict[str, list[object]] = {
        table: connection.execute(f"SELECT id, {columns} FROM {table} ORDER BY id").fetchall()
        for table in lineage.kept_tables(connection) for columns in [", ".join(journal.kept_columns(connection, table))]
    }
    for table in ("operation", "journal", "search_text", "search_name", "snapshot_content"):
        found[table] = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
    found["sorts"] = connection.execute("SELECT id, sort_en, sort_zh FROM record ORDER BY id").fetchall()
    for table in ("claim", "event"):
        found[f"days of {table}"] = connection.execute(f"SELECT id, earliest, latest FROM {table} ORDER BY id").fetchall()
    connection.close()
    return found


def some_work(workspace: Workspace) -> None:
    """Edits, new rows, links, trash, an undo."""
    change(workspace, "projects", "supcon50", capacity="777", note="Enlarged")
    change(workspace, "events", "ev_pmo", date="2012", date_precision="year", end_date="")
    change(workspace, "claims", "s50_cap", value="51", value_as_stated="51 MW", locator="elsewhere")
    workspace.do(lambda commands: commands.save(new_project(name_en="Later plant", key="later"))).result()
    gone = draft(workspace, "places", "golmud").id
    workspace.do(lambda commands: commands.delete("places", [gone])).result()
    workspace.do(lambda commands: commands.undo()).result()
    change(workspace, "projects", "supcon50", capacity="888")


def test_the_file_as_it_was_equals_a_copy_taken_then(workspace: Workspace, tmp_path: Path) -> None:
    change(workspace, "projects", "supcon50", capacity="60")
    change(workspace, "projects", "supcon50", name_en="Renamed plant")
    then = workspace.ask(lambda ask: ask.operations(1)).result()[0].id
    copy, before = tmp_path / "copy.db", hash_of(workspace)
    workspace.back_up(copy).result()
    some_work(workspace)
    assert hash_of(workspace) != before
    now = rows(workspace.path)
    past = workspace.as_it_was(then, tmp_path / "past.db").result()
    assert rows(past) == rows(copy)
    assert rows(workspace.path) == now
    old = Workspace.open(past, read_only=True)
    try:
        assert hash_of(old) == before
        assert old.ask(lambda ask: ask.verify()).result() == []
        assert [line.id for line in old.ask(lambda ask: ask.operations(1)).result()] == [then]
        assert draft(old, "projects", "supcon50").values["capacity"] == "60"
        assert "later" not in {pick.key for pick in old.ask(lambda ask: ask.find("Later plant")).result().picks}
        assert old.ask(lambda ask: ask.undo_state()).result().undo is None
    finally:
        old.close()


def test_the_first_moment_is_the_cited_facts(workspace: Workspace, planted: Path, tmp_path: Path) -> None:
    some_work(workspace)
    past = workspace.as_it_was(1, tmp_path / "past.db").result()
    assert rows(past) == rows(planted)


def test_a_moment_that_is_not_in_the_history_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        workspace.as_it_was(999, tmp_path / "past.db").result()


def test_undo_to_and_redo_to_go_any_depth(workspace: Workspace) -> None:
    hashes = [hash_of(workspace)]
    ids = [1]
    for number in range(5):
        ids.append(change(workspace, "projects", "supcon50", note=f"Note {number}"))
        hashes.append(hash_of(workspace))
    for target in (2, 0):
        workspace.do(lambda commands, target=target: commands.undo_to(ids[target])).result()
        assert hash_of(workspace) == hashes[target]
    for target in (3, 5):
        workspace.do(lambda commands, target=target: commands.redo_to(ids[target])).result()
        assert hash_of(workspace) == hashes[target]


class AnyActs(RuleBasedStateMachine):
    """Acts on a file against a plain model: the content after each act, in a list, and where we stand in it."""

    path: Path
    start: Path

    def __init__(self) -> None:
        super().__init__()
        shutil.copyfile(self.start, self.path)
        self.file = Workspace.open(self.path, who="Li Wei")
        self.states = [hash_of(self.file)]
        self.at = 0
        self.made = 0

    def did(self, operation_id: int) -> None:
        if operation_id:
            self.states = [*self.states[: self.at + 1], hash_of(self.file)]
            self.at += 1

    @rule(key=st.sampled_from(["supcon50", "supcon10"]), capacity=st.integers(1, 3), note=st.sampled_from(["", "谁", "Who"]))
    def edit(self, key: str, capacity: int, note: str) -> None:
        self.did(change(self.file, "projects", key, capacity=str(capacity), note=note))

    @rule()
    def add(self) -> None:
        self.made += 1
        new = new_project(name_en=f"Plant {self.made}", place_key="delingha")
        self.did(self.file.do(lambda commands: commands.save(new)).result().operation_id)

    @rule(back=st.booleans(), kind_key=st.sampled_from([("companies", "geely_joinet"), ("claims", "s50_cap")]))
    def throw(self, back: bool, kind_key: tuple[str, str]) -> None:
        kind, key = kind_key
        id = self.file.ask(lambda ask: ask.locate(kind, key).id).result()
        act = "restore" if back else "delete"
        self.did(self.file.do(lambda commands: getattr(commands, act)(kind, [id])).result().operation_id)

    @rule(value=st.sampled_from(["1", "2.50"]), disputes=st.sampled_from(["", "seed_p13_capital"]))
    def claim(self, value: str, disputes: str) -> None:
        self.did(change(self.file, "claims", "seed_p13_companies", value=value, disputes_claim_key=disputes))

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        assert self.file.do(lambda commands: commands.undo()).result().operation_id
        self.at -= 1

    @precondition(lambda self: self.at + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        assert self.file.do(lambda commands: commands.redo()).result().operation_id
        self.at += 1

    @rule()
    def open_again(self) -> None:
        self.file.close()
        self.file = Workspace.open(self.path, who="Zhang")

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        assert hash_of(self.file) == self.states[self.at]

    def teardown(self) -> None:
        assert self.file.ask(lambda ask: ask.verify()).result() == []
        self.file.close()


def test_undo_and_redo_after_any_acts_give_the_content_of_the_model(planted: Path, tmp_path: Path) -> None:
    machine = type("Acts", (AnyActs,), {"path": tmp_path / "any.db", "start": planted})
    run_state_machine_as_test(machine, settings=settings(
        max_examples=4, stateful_step_count=10, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    ))
