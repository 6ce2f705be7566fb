"""What hangs on records is kept like a claim: journalled, undone, found, exported and brought in again."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from office import Ask
from pairing_desktop.cli import main
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import ENTRIES, FORMS, Kind
from pairing_desktop.domain.listing import LISTS, Filter, Sort
from pairing_desktop.domain.problems import InvalidDraft, Problem
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui.tour_entries import EXAMPLES

DOCTORS = {
    "people": "12人", "role": "医生", "sending_unit": "杭州市第一人民医院", "receiving_unit": "德令哈市人民医院",
    "place_key": "delingha", "start_date": "2019年9月", "end_date": "2022", "batch": "10",
    "source_key": "shine_2024_seed", "locator": "para 17",
}


def save(workspace: Workspace, kind: str, values: dict[str, str], id: int | None = None, rev: int = 0) -> int:
    change = workspace.do(lambda commands: commands.save(Draft(kind, id, rev, values))).result()
    return max(change.rows[kind])


def test_a_posting_is_kept_as_plain_values_with_its_source(workspace: Workspace, ask: Ask[object]) -> None:
    id = save(workspace, "postings", DOCTORS)
    (row,) = workspace.ask(lambda ask: list(ask.export("postings"))).result()
    assert (row["people"], row["role"], row["start_date"], row["start_precision"]) == ("12", "doctor", "2019-09", "month")
    assert (row["place_key"], row["source_key"], row["locator"]) == ("delingha", "shine_2024_seed", "para 17")
    line = workspace.ask(lambda ask: ask.entries.line("postings", id)).result()
    assert line.citation is not None and line.citation.source_key == "shine_2024_seed"
    source = workspace.ask(lambda ask: ask.card("sources", line.citation.source_id)).result()
    assert ("postings", 1) in source.resting


@pytest.mark.parametrize("people", ["", "0", "-3", "1.5", "many"])
def test_people_are_whole_numbers(workspace: Workspace, people: str) -> None:
    with pytest.raises(InvalidDraft) as refused:
        save(workspace, "postings", {**DOCTORS, "people": people})
    assert [problem.field for problem in refused.value.problems] == ["people"]


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.name)
def test_each_kind_is_undone_redone_thrown_away_and_brought_back(workspace: Workspace, kind: Kind) -> None:
    def rows() -> list[dict[str, str]]:
        return workspace.ask(lambda ask: list(ask.export(kind.name))).result()

    id = save(workspace, kind.name, EXAMPLES[kind.name][0])
    made = rows()
    workspace.do(lambda commands: commands.undo()).result()
    assert rows() == []
    workspace.do(lambda commands: commands.redo()).result()
    assert rows() == made
    owner = workspace.ask(lambda ask: ask.entries.line(kind.name, id).owner).result()
    assert id in [line.id for line in workspace.ask(lambda ask: ask.card(*owner)).result().entries if line.kind == kind.name]
    workspace.do(lambda commands: commands.delete(kind.name, [id])).result()
    assert rows() == []
    assert [(pick.kind, pick.id) for pick in workspace.ask(lambda ask: ask.trash()).result()] == [(kind.name, id)]
    assert workspace.ask(lambda ask: ask.card(*owner)).result().entries == ()
    workspace.do(lambda commands: commands.restore(kind.name, [id])).result()
    assert rows() == made
    assert len(workspace.ask(lambda ask: ask.history(kind.name, id)).result()) >= 3
    assert workspace.ask(lambda ask: ask.verify()).result() == []


@pytest.mark.parametrize("text", ["医生", "doctor", "dyrmyy", "第一 2019", "德令哈", "delingha"])
def test_a_posting_is_found_by_its_words_its_pinyin_and_its_place(workspace: Workspace, text: str) -> None:
    id = save(workspace, "postings", DOCTORS)
    save(workspace, "postings", {**EXAMPLES["postings"][0]})
    assert list(workspace.ask(lambda ask: ask.order("postings", Filter(text), Sort("term")).ids).result()) == [id]


def test_undo_of_an_edit_brings_the_old_words_back_to_search(workspace: Workspace) -> None:
    id = save(workspace, "postings", DOCTORS)
    rev = workspace.ask(lambda ask: ask.draft("postings", id).rev).result()
    save(workspace, "postings", {"sending_unit": "浙江大学"}, id, rev)

    def found(text: str) -> int:
        return len(workspace.ask(lambda ask: ask.order("postings", Filter(text), Sort("term")).ids).result())

    assert (found("浙江大学"), found("第一人民")) == (1, 0)
    workspace.do(lambda commands: commands.undo()).result()
    assert (found("浙江大学"), found("第一人民")) == (0, 1)


def test_a_batch_called_ten_is_a_facet_though_it_looks_like_a_number(workspace: Workspace) -> None:
    id = save(workspace, "postings", DOCTORS)
    wanted = Filter(facets={"batch": frozenset({"10"})})
    assert list(workspace.ask(lambda ask: ask.order("postings", wanted, Sort("term")).ids).result()) == [id]
    facets = {facet.name: facet.values for facet in workspace.ask(lambda ask: ask.facets("postings", Filter())).result()}
    assert [(value.code, value.count) for value in facets["batch"]] == [("10", 1)]
    assert [value.label_zh for value in facets["place"]] == ["德令哈市"]


@pytest.mark.parametrize("kind", [kind for kind in ENTRIES if kind.name in LISTS], ids=lambda kind: kind.name)
def test_every_column_of_a_list_sorts_and_every_facet_counts(workspace: Workspace, kind: Kind) -> None:
    id = save(workspace, kind.name, EXAMPLES[kind.name][0])
    for column in LISTS[kind.name].columns:
        order = workspace.ask(lambda ask, name=column.name: ask.order(kind.name, Filter(), Sort(name))).result()
        assert list(order.ids) == [id]
    for facet in workspace.ask(lambda ask: ask.facets(kind.name, Filter())).result():
        assert sum(value.count for value in facet.values) == 1
        for value in facet.values:
            wanted = Filter(facets={facet.name: frozenset({value.code})})
            order = workspace.ask(lambda ask, wanted=wanted: ask.order(kind.name, wanted, Sort("key"))).result()
            assert list(order.ids) == [id], facet.name


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_an_export_holds_every_row_and_brought_in_again_changes_nothing(
    kind: Kind, ending: str, facts_file: Path, tmp_path: Path
) -> None:
    workspace = Workspace.open(facts_file)
    for values in EXAMPLES[kind.name]:
        save(workspace, kind.name, values)
    workspace.close()
    out, file = tmp_path / f"out.{ending}", facts_file

    def call(*arguments: object) -> str:
        done = CliRunner().invoke(main, ["--file", str(file), *map(str, arguments)])
        assert done.exit_code == 0, done.output
        return done.stdout

    call("export", kind.name, out)
    listed = json.loads(call("list", kind.name, "--json"))
    assert list(listed[0]) == list(kind.exported)
    assert len(listed) == len(EXAMPLES[kind.name])
    assert call("show", kind.name, listed[0]["key"])
    assert kind.record in call("list", kind.name) or listed[0]["key"] in call("list", kind.name)
    if ending != "json":
        answer = json.loads(call("import", kind.name, out, "--json"))
        assert answer == {"new": 0, "changed": 0, "same": len(listed), "refused": []}


def test_a_table_of_people_sent_comes_in_row_by_row_and_wrong_rows_are_told(facts_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["people", "role", "sending_unit", "start_date", "source_key", "locator"])
        writer.writerow(["20", "teacher", "杭州市教育局", "2018年8月", "shine_2024_seed", "p1"])
        writer.writerow(["几名", "teacher", "杭州市教育局", "2018", "shine_2024_seed", "p1"])
        writer.writerow(["5", "technician", "杭州市农业农村局", "2018-02-30", "shine_2024_seed", "p1"])
    done = CliRunner().invoke(main, ["--file", str(facts_file), "import", "postings", str(table), "--json"])
    answer = json.loads(done.stdout)
    assert answer["new"] == 1
    assert [(line["row"], line["column"]) for line in answer["refused"]] == [(3, "people"), (4, "start_date")]


def test_names_stand_outside_the_history_and_erasing_one_takes_its_letters_out_of_the_file(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, who="Li Wei")
    ids = [save(workspace, "postings", {**DOCTORS, "people": "90", "batch": str(batch)}) for batch in range(2)]
    name = "欧阳德令哈娜"
    for number in range(60):  # enough to fill pages and be moved between them
        named = name if number == 30 else f"王小明的一个很长的名字使行填满一页 {number:02}"
        workspace.do(lambda commands, id=ids[number % 2], named=named: commands.people.add_name(id, f" {named} ")).result()
    assert len(workspace.ask(lambda ask: ask.entries.names(ids[0])).result()) == 30
    hits = workspace.ask(lambda ask: ask.find("ouyang")).result().picks
    assert [pick.id for pick in hits if pick.kind == "postings"] == [ids[0]]
    assert name.encode() in b"".join(_pages(workspace))

    workspace.do(lambda commands: commands.people.erase(name)).result()
    assert len(workspace.ask(lambda ask: ask.entries.names(ids[0])).result()) == 29
    assert not [pick for pick in workspace.ask(lambda ask: ask.find("ouyang")).result().picks if pick.kind == "postings"]
    assert {row["people"] for row in workspace.ask(lambda ask: list(ask.export("postings"))).result()} == {"90"}
    acts = [line.label for line in workspace.ask(lambda ask: ask.operations()).result()]
    assert acts[0] == "A person was erased"
    assert workspace.ask(lambda ask: ask.verify()).result() == []
    workspace.close()
    content = facts_file.read_bytes()
    assert "王小明".encode() in content
    assert name.encode() not in content
    assert b"ouyang" not in content


def _pages(workspace: Workspace) -> list[bytes]:
    """The bytes of a copy: the open file itself must not be touched."""
    copy = workspace.path.with_name("copy.db")
    workspace.back_up(copy).result()
    return [copy.read_bytes()]


def test_undo_passes_over_names(workspace: Workspace) -> None:
    id = save(workspace, "postings", DOCTORS)
    workspace.do(lambda commands: commands.people.add_name(id, "张三")).result()
    assert workspace.ask(lambda ask: ask.undo_state()).result().undo.label == "{kind} added: {name}"  # type: ignore[union-attr]
    workspace.do(lambda commands: commands.undo()).result()
    assert workspace.ask(lambda ask: list(ask.export("postings"))).result() == []
    assert workspace.ask(lambda ask: ask.entries.find("张三", 5)).result() == ()
    workspace.do(lambda commands: commands.redo()).result()
    assert workspace.ask(lambda ask: ask.entries.names(id)).result() == ("张三",)


def test_names_leave_the_file_only_when_asked_for(facts_file: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(facts_file)
    id = save(workspace, "postings", DOCTORS)
    for name in ("张三", "李四"):
        workspace.do(lambda commands, name=name: commands.people.add_name(id, name)).result()
    key = workspace.ask(lambda ask: ask.entries.line("postings", id).key).result()
    workspace.close()
    without, named = tmp_path / "without.csv", tmp_path / "with.csv"

    def call(*arguments: object) -> str:
        return CliRunner().invoke(main, ["--file", str(facts_file), *map(str, arguments)]).stdout

    call("export", "postings", without)
    call("export", "postings", named, "--names")
    assert "张三" not in without.read_text("utf-8-sig") + call("list", "postings", "--json") + call("show", "postings", key)
    assert "张三; 李四" in named.read_text("utf-8-sig")
    assert json.loads(call("import", "postings", named, "--json"))["same"] == 1


@pytest.mark.parametrize("name", ["", "  ", "a" * 81, "张三"])
def test_a_name_that_cannot_be_kept_is_refused_in_words(workspace: Workspace, name: str) -> None:
    id = save(workspace, "postings", DOCTORS)
    workspace.do(lambda commands: commands.people.add_name(id, "张三")).result()
    with pytest.raises(Problem):
        workspace.do(lambda commands: commands.people.add_name(id, name)).result()
    assert workspace.ask(lambda ask: ask.entries.names(id)).result() == ("张三",)


def test_there_are_never_more_names_than_people(workspace: Workspace) -> None:
    id = save(workspace, "postings", {**DOCTORS, "people": "1"})
    workspace.do(lambda commands: commands.people.add_name(id, "张三")).result()
    with pytest.raises(Problem, match="each of them"):
        workspace.do(lambda commands: commands.people.add_name(id, "李四")).result()


def test_erasing_tells_of_texts_that_hold_the_name_too(workspace: Workspace) -> None:
    id = save(workspace, "postings", DOCTORS)
    save(workspace, "notes", {"subject_kind": "place", "subject_key": "delingha", "text": "电话问过张三丰"})
    workspace.do(lambda commands: commands.people.add_name(id, "张三丰")).result()
    found = workspace.ask(lambda ask: ask.entries.erasure("张三丰")).result()
    assert (found.postings, found.text_count) == (1, 1)
    assert [pick.kind for pick in found.texts] == ["notes"]
