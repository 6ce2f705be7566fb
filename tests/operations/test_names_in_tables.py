"""Other names of records go out with every list and come back: unchanged from our own export, added from a partner's table."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office import new_project
from operations.test_exporting import export, states
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.exporting import FORMATS, MANY
from pairing_desktop.domain.importing import State
from pairing_desktop.domain.kinds import KINDS, RECORD_KINDS
from pairing_desktop.domain.mapping import by_fields, guess
from pairing_desktop.domain.nested_rows import dump, load
from pairing_desktop.domain.problems import InvalidDraft
from pairing_desktop.domain.tables import Shape
from pairing_desktop.exchange.reading.tables import look
from pairing_desktop.operations.workspace import Workspace
from returned import compare, edit, send
from tables_in import plan

KEY = "supcon50"
NAMES = [
    {"text": "德令哈塔（一期）; 旧", "kind": "former", "language": "zh", "used_from": "2010-05", "used_to": "2013"},
    {"text": "=SUPCON \"Tower\"", "kind": "other", "language": "", "used_from": "", "used_to": ""},
    {"text": "Sunny (other)", "kind": "misspelling", "language": "en", "used_from": "", "used_to": "2014-12-30"},
]
SAID = ('"德令哈塔（一期）; 旧" (former, zh, 2010-05–2013); =SUPCON "Tower" (other); '
        "Sunny (other) (misspelling, en, –2014-12-30)")  # fmt: skip


def draft_of(workspace: Workspace, kind: str = "projects", key: str = KEY) -> Draft:
    return workspace.ask(lambda ask: ask.editing.draft(kind, ask.locate(kind, key).id)).result(30)


def give(workspace: Workspace, names: list[dict[str, str]], key: str = KEY) -> None:
    now = draft_of(workspace, key=key)
    draft = Draft("projects", now.id, now.rev, {"other_names": dump([{"id": "", **name} for name in names])})
    workspace.do(lambda commands: commands.save(draft)).result(30)


def names(workspace: Workspace, key: str = KEY) -> list[dict[str, str]]:
    return [{name: text for name, text in row.items() if name != "id"} for row in
            load(draft_of(workspace, key=key).values["other_names"])]  # fmt: skip


def exported(workspace: Workspace, key: str = KEY) -> str:
    rows = workspace.ask(lambda ask: list(ask.export("projects"))).result(30)
    return next(row["other_names"] for row in rows if row["key"] == key)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("ending", FORMATS)
def test_our_own_export_with_names_changes_nothing(ending: str, code: str, workspace: Workspace, tmp_path: Path) -> None:
    give(workspace, NAMES)
    assert exported(workspace) == SAID
    count = export(workspace, tmp_path / f"t{ending}", "projects", code=code)
    assert states(workspace, tmp_path / f"t{ending}", "projects", {".zip": "projects"}.get(ending, "")) == [0, 0, count, 0]


@pytest.mark.parametrize("ending", sorted(MANY))
def test_names_come_into_an_empty_file_with_the_whole_file(ending: str, workspace: Workspace, tmp_path: Path) -> None:
    give(workspace, NAMES)
    path = tmp_path / f"all{ending}"
    export(workspace, path, people=False)
    empty = Workspace.create(tmp_path / "empty.db", who="", unit="", with_facts=False)
    try:
        for name in ("sources", "places", "companies", "projects"):
            shape = Shape(sheet=name)
            preview = look(path, shape)
            fields = preview.own.fields if preview.own else preview.names
            made = plan(empty, path, name, shape=shape, columns=by_fields(fields, KINDS[name], clears=True))
            empty.do(lambda commands, made=made: commands.bring_in(made)).result(60)  # type: ignore[misc]
        assert names(empty) == NAMES
        hits = empty.ask(lambda ask: ask.pick("projects", "Sunny", 5)).result(30)
        assert [pick.key for pick in hits] == [KEY]  # found by them at once
        assert empty.ask(lambda ask: ask.verify()).result(30) == []
    finally:
        empty.close()


@pytest.fixture
def scratch(workspace: Workspace) -> Workspace:
    workspace.do(lambda commands: commands.save(new_project(name_en="Scratch"))).result(30)
    return workspace


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(
    st.one_of(st.text(min_size=1, max_size=30), st.sampled_from(["a; b", '"x', "y (former)", "'1", "=1+1", "\u3000z"])),
    min_size=1, max_size=3,
))  # fmt: skip
def test_any_name_that_can_be_saved_is_exported_and_comes_back_unchanged(
    scratch: Workspace, tmp_path: Path, texts: list[str]
) -> None:
    rows = [{"text": text, "kind": "short", "language": "", "used_from": "2010", "used_to": ""} for text in texts]
    try:
        give(scratch, rows, "scratch")
    except InvalidDraft as refused:
        assert refused.problems
        return
    row = scratch.ask(lambda ask: ask.locate("projects", "scratch").id).result(30)
    for ending in FORMATS:
        export(scratch, tmp_path / f"t{ending}", "projects", ids=[row])
        assert states(scratch, tmp_path / f"t{ending}", "projects", {".zip": "projects"}.get(ending, "")) == [0, 0, 1, 0]


def bring(workspace: Workspace, path: Path, *, clears: bool = False) -> list[int]:
    fields = guess(KINDS["projects"], look(path, Shape()).names)
    columns = by_fields([fields.field_of(at) for at in range(9)], KINDS["projects"], clears=clears)
    made = plan(workspace, path, "projects", columns=columns)
    counts = [made.count(state) for state in State]
    if counts[State.NEW] + counts[State.CHANGED]:
        workspace.do(lambda commands: commands.bring_in(made)).result(60)
    return counts


def test_a_partners_table_adds_names_and_takes_none_away(workspace: Workspace, tmp_path: Path) -> None:
    give(workspace, NAMES)
    path = tmp_path / "t.csv"
    path.write_text(f"key,曾用名\n{KEY},Sunny (other)（误写，英文，2012–）；德令哈一号\n", "utf-8")
    assert bring(workspace, path) == [0, 1, 0, 0]
    assert names(workspace) == [
        *NAMES[:2], {**NAMES[2], "used_from": "2012", "used_to": ""},
        {"text": "德令哈一号", "kind": "other", "language": "", "used_from": "", "used_to": ""},
    ]
    workspace.do(lambda commands: commands.undo()).result(30)
    assert names(workspace) == NAMES
    path.write_text(f"key,other_names\n{KEY},\n", "utf-8")
    assert bring(workspace, path) == [0, 0, 1, 0]
    assert bring(workspace, path, clears=True) == [0, 1, 0, 0]
    assert names(workspace) == []


@pytest.mark.parametrize("cell", ['"""open"', "A (former; B (former", "A; A", f"{'x' * 600}", "A (former，2014–2010)"])
def test_names_that_cannot_be_kept_are_refused_in_words(workspace: Workspace, tmp_path: Path, cell: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"key,other_names\n{KEY},{cell}\n", "utf-8")
    made = plan(workspace, path, "projects", columns=by_fields(["key", "other_names"], KINDS["projects"], clears=False))
    if made.count(State.REFUSED):
        assert made.row(0).problems[0].field == "other_names"
    else:  # a bracket that is not closed belongs to the name
        assert cell.startswith("A (former;")


def test_a_name_typed_into_a_spreadsheet_of_ours_comes_back_as_a_proposal(workspace: Workspace, tmp_path: Path) -> None:
    give(workspace, NAMES)
    sent = send(workspace, tmp_path / "out.xlsx", "projects", (KEY,))
    name = draft_of(workspace).values["name_en"]
    back = edit(sent, tmp_path / "back.xlsx", {(name, "Other names"): "Sunny; Tower one (short)"})
    returned = compare(workspace, back)
    (proposal,) = returned.proposals
    assert (proposal.field, proposal.theirs) == ("other_names", "Sunny (other); Tower one (short)")
    assert proposal.sent == proposal.now == SAID
    workspace.do(lambda commands: commands.accept_returned(returned, returned.proposals)).result(60)
    assert exported(workspace) == "Sunny (other); Tower one (short)"
    workspace.do(lambda commands: commands.undo()).result(30)
    assert exported(workspace) == SAID


def test_every_list_of_records_has_the_column_last(workspace: Workspace, tmp_path: Path) -> None:
    for kind in RECORD_KINDS:
        path = tmp_path / f"{kind.name}.json"
        export(workspace, path, kind.name)
        assert list(json.loads(path.read_text("utf-8"))[0])[-1] == "other_names"
    rows = workspace.ask(lambda ask: list(ask.export("companies"))).result(30)
    assert all("other_names" in row for row in rows)
