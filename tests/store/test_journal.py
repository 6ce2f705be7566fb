"""The history: written by triggers, append-only, sealed; undo and redo of every operation across restarts."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office import new_project
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.problems import Conflict
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import journal
from pairing_desktop.store.database import connect

KEPT = {
    table: f"SELECT * FROM {table} ORDER BY uid" if table not in ("source", "place", "company", "project", "event")
    else f"SELECT {table}.* FROM {table} JOIN record USING (id) ORDER BY uid"
    for table in journal.KEPT_TABLES
}


def content(workspace: Workspace) -> dict[str, object]:
    """Every kind as exported, live rows only: what undo has to bring back, trust included."""
    workspace.checking.settle(timeout=30)
    return {
        kind: workspace.ask(lambda ask, kind=kind: list(ask.export(kind))).result()
        for kind in ("projects", "companies", "places", "events", "claims", "sources", "participations")
    }


def draft(workspace: Workspace, kind: str, key: str) -> Draft:
    return workspace.ask(lambda ask: ask.draft(kind, ask.locate(kind, key).id)).result()


def test_a_save_leaves_one_journal_row_a_changed_column(workspace: Workspace) -> None:
    before = draft(workspace, "projects", "supcon50")
    changes = workspace.do(
        lambda commands: commands.save(replace(before, values={"capacity": "51", "note": "checked"}))
    ).result()
    lines = workspace.ask(lambda ask: ask.history("projects", before.id)).result()  # type: ignore[arg-type]
    now = [line for line in lines if line.operation_id == changes.operation_id]
    assert {(line.field, line.before, line.after) for line in now} == {
        ("capacity", "50", "51"), ("note", before.values["note"], "checked"),
    }
    assert {(line.who, line.unit) for line in now} == {("Li Wei", "Office")}


def test_saving_an_unchanged_record_leaves_no_trace(workspace: Workspace) -> None:
    before = draft(workspace, "companies", "supcon_solar")
    operations = workspace.ask(lambda ask: ask.operations()).result()
    assert workspace.do(lambda commands: commands.save(before)).result().operation_id == 0
    assert workspace.ask(lambda ask: ask.operations()).result() == operations


def test_only_what_changed_is_written(workspace: Workspace) -> None:
    """Columns that keep their value would be written with all their indexes."""
    before = draft(workspace, "projects", "supcon50")
    said: list[str] = []

    def save(commands):  # type: ignore[no-untyped-def]
        commands._db.set_trace_callback(said.append)
        try:
            return commands.save(replace(before, values={**before.values, "note": "checked"}))
        finally:
            commands._db.set_trace_callback(None)

    workspace.do(save).result()
    updates = {" ".join(text.split()[:4]) for text in said if text.startswith("UPDATE")}
    assert updates == {"UPDATE record SET rev", "UPDATE project SET note", "UPDATE operation SET hash"}


def test_undo_and_redo_survive_a_restart(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, who="Li Wei")
    start = content(workspace)
    before = draft(workspace, "claims", "seed_p13_companies")
    workspace.do(lambda commands: commands.save(replace(before, values={"locator": "para 99"}))).result()
    changed = content(workspace)
    workspace.close()
    workspace = Workspace.open(facts_file, who="Zhang")
    state = workspace.ask(lambda ask: ask.undo_state()).result()
    assert state.undo is not None
    assert state.undo.who == "Li Wei"
    workspace.do(lambda commands: commands.undo()).result()
    assert content(workspace) == start
    workspace.close()
    workspace = Workspace.open(facts_file)
    workspace.do(lambda commands: commands.redo()).result()
    assert content(workspace) == changed
    assert workspace.ask(lambda ask: ask.verify()).result() == []
    workspace.close()


def test_a_new_operation_empties_redo(workspace: Workspace) -> None:
    workspace.do(lambda commands: commands.save(new_project(name_en="One"))).result()
    workspace.do(lambda commands: commands.undo()).result()
    workspace.do(lambda commands: commands.save(new_project(name_en="Two"))).result()
    assert workspace.ask(lambda ask: ask.undo_state()).result().redo is None


def test_undo_with_nothing_to_undo_changes_nothing(workspace: Workspace) -> None:
    assert workspace.do(lambda commands: commands.undo()).result().operation_id == 0


def test_a_deleted_record_comes_back_from_the_trash_whole(workspace: Workspace) -> None:
    start = content(workspace)
    record = draft(workspace, "projects", "cgn50")
    workspace.do(lambda commands: commands.delete("projects", [record.id])).result()  # type: ignore[list-item]
    trash = workspace.ask(lambda ask: ask.trash()).result()
    assert [pick.key for pick in trash] == ["cgn50"]
    assert "cgn50" not in {row["key"] for row in content(workspace)["projects"]}  # type: ignore[attr-defined]
    workspace.do(lambda commands: commands.restore("projects", [record.id])).result()  # type: ignore[list-item]
    assert content(workspace) == start


def test_a_key_is_never_used_twice(workspace: Workspace) -> None:
    first = workspace.do(lambda commands: commands.save(new_project(name_en="Salt plant"))).result()
    workspace.do(lambda commands: commands.delete("projects", list(first.rows["projects"]))).result()
    second = workspace.do(lambda commands: commands.save(new_project(name_en="Salt plant"))).result()
    keys = [workspace.ask(lambda ask, id=id: ask.name("projects", id)).result().key
            for changes in (first, second) for id in changes.rows["projects"]]
    assert keys == ["salt_plant", "salt_plant_2"]


def test_the_history_refuses_update_delete_and_replace(facts_file: Path) -> None:
    connection = sqlite3.connect(facts_file)
    connection.execute("PRAGMA recursive_triggers = ON")
    for statement in (
        "UPDATE journal SET after = 'x' WHERE id = 1",
        "DELETE FROM journal WHERE id = 1",
        "REPLACE INTO journal (id, operation_id, tbl, row_id) VALUES (1, 1, 'x', 1)",
        "UPDATE operation SET who = 'x'",
        "DELETE FROM operation",
        "DELETE FROM claim WHERE id = 1",
        "UPDATE project SET note = 'past the journal'",
        "UPDATE claim SET value = '1' WHERE id = 1",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"history|never deleted|no operation"):
            connection.execute(statement)
    connection.close()


def test_verify_names_the_first_entry_that_was_changed_by_other_means(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file)
    changed = workspace.do(lambda commands: commands.save(new_project())).result()
    workspace.do(lambda commands: commands.save(new_project(name_en="Later"))).result()
    workspace.close()
    connection = sqlite3.connect(facts_file)
    connection.execute("DROP TRIGGER journal_is_append_only")
    connection.execute("UPDATE journal SET after = 'forged' WHERE operation_id = ?", (changed.operation_id,))
    connection.commit()
    assert journal.broken_link(connection) == changed.operation_id
    connection.close()


def test_a_save_that_meets_a_newer_version_is_refused(workspace: Workspace) -> None:
    mine = draft(workspace, "projects", "supcon50")
    workspace.do(lambda commands: commands.save(replace(mine, values={"note": "theirs"}))).result()
    with pytest.raises(Conflict):
        workspace.do(lambda commands: commands.save(replace(mine, values={"note": "mine"}))).result()
    assert draft(workspace, "projects", "supcon50").values["note"] == "theirs"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["new", "change", "delete", "restore", "claim"]), min_size=1, max_size=6))
def test_undoing_everything_gives_the_file_back_and_redoing_it_all_the_changed_one(
    steps: list[str], workspace: Workspace
) -> None:
    start = content(workspace)
    done = 0
    for number, step in enumerate(steps):
        if step == "new":
            changes = workspace.do(lambda commands, n=number: commands.save(new_project(name_en=f"Plant {n}"))).result()
        elif step == "change":
            old = draft(workspace, "places", "delingha")
            changes = workspace.do(
                lambda commands, old=old, n=number: commands.save(replace(old, values={"latitude": f"37.{n + 1}"}))
            ).result()
        elif step == "claim":
            old = draft(workspace, "claims", "seed_p13_companies")
            changes = workspace.do(lambda commands, old=old, n=number: commands.save(replace(
                old, values={"value": str(400 + n), "disputes_claim_key": "seed_p13_capital" if n % 2 else ""}
            ))).result()
        else:
            record = workspace.ask(lambda ask: ask.locate("companies", "geely_joinet")).result().id
            changes = workspace.do(
                lambda commands, id=record, step=step: getattr(commands, step)("companies", [id])
            ).result()
        done += bool(changes.operation_id)
    changed = content(workspace)
    for _ in range(done):
        assert workspace.do(lambda commands: commands.undo()).result().operation_id
    assert content(workspace) == start
    for _ in range(done):
        assert workspace.do(lambda commands: commands.redo()).result().operation_id
    assert content(workspace) == changed
    for _ in range(done):
        workspace.do(lambda commands: commands.undo()).result()


@pytest.mark.parametrize("typed", ["2017年3月", "2017", "2017-03-15"])
def test_a_date_that_was_not_stated_before_is_taken_back_with_its_precision(workspace: Workspace, typed: str) -> None:
    def dated() -> tuple[str, str]:
        values = workspace.ask(lambda ask: ask.draft("projects", ask.locate("projects", key).id)).result().values
        return values["start_date"], values["start_precision"]

    made = workspace.do(lambda commands: commands.save(new_project())).result()
    key = workspace.ask(lambda ask: ask.name("projects", max(made.rows["projects"])).key).result()
    before = dated()
    found = draft(workspace, "projects", key)
    workspace.do(lambda commands: commands.save(replace(found, values={"start_date": typed}))).result()
    after = dated()
    workspace.do(lambda commands: commands.undo()).result()
    assert dated() == before
    workspace.do(lambda commands: commands.redo()).result()
    assert dated() == after


def test_one_large_import_does_not_make_every_later_save_walk_the_journal(facts_file: Path) -> None:
    connection = connect(facts_file, read_only=False)
    try:
        connection.execute("ANALYZE")  # statistics that take every operation for as large as the first
        for question in ("SELECT tbl, row_id FROM {} WHERE operation_id = 1", "SELECT tbl FROM {} WHERE operation_id > 9"):
            plan = " ".join(row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + question.format(journal.JOURNAL)))
            assert "SEARCH journal USING INDEX journal_by_operation" in plan
    finally:
        connection.close()
