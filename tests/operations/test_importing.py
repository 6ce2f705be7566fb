"""Partners' tables come in: each row new, changed, the same or refused, all of it as one step or nothing."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from office import Ask, new_project
from pairing_desktop.domain.importing import State
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import language
from pairing_desktop.domain.mapping import ColumnMap, from_text, guess
from pairing_desktop.domain.problems import Conflict, Stopped
from pairing_desktop.operations.workspace import Workspace
from tables_in import bring_in, plan, refused, request, told, write_csv

HEADER = "项目名称,类型,状态,建设地点,开工时间,投资额（亿元）,装机容量（MW）,备注\n"


def partner(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="gb18030")
    return path


def values(workspace: Workspace, kind: str, key: str) -> dict[str, str]:
    return workspace.ask(lambda ask: ask.draft(kind, ask.locate(kind, key).id)).result().values


def test_a_partners_table_in_chinese_comes_in_with_units_dates_and_names(workspace: Workspace, tmp_path: Path) -> None:
    path = partner(
        tmp_path / "项目表.csv", "蓄集峡光伏基地,电站,在建,德令哈,2023年5月,10.5,200,一期",
        "柯鲁柯制氢,工厂,规划,德令哈市,约2014年,1.2亿元,,", "无名,电站,在建,月球,2023,1,1,",
    )
    made = bring_in(workspace, "projects", path, source="shine_2024_seed", code="zh_CN")
    assert told(made) == [(2, "new"), (3, "new"), (4, "refused")]
    assert [(row.problems[0].field, row.problems[0].values["key"]) for row in refused(made)] == [("place_key", "月球")]
    first = _named(workspace, "蓄集峡光伏基地")
    assert (first["investment_cny"], first["capacity"], first["capacity_unit"]) == ("1050000000", "200", "MW")
    assert (first["place_key"], first["start_date"], first["start_precision"]) == ("delingha", "2023-05", "month")
    assert (first["kind"], first["status"], first["source_key"], first["locator"]) == (
        "power_plant", "under_construction", "shine_2024_seed", "第2行"
    )
    assert _named(workspace, "柯鲁柯制氢")["investment_cny"] == "120000000"
    again = plan(workspace, path, "projects", source="shine_2024_seed", code="zh_CN")
    assert [state for _, state in told(again)] == ["same", "same", "refused"]


def _named(workspace: Workspace, name: str) -> dict[str, str]:
    rows = workspace.ask(lambda ask: list(ask.export("projects"))).result()
    return next(row for row in rows if row["name_zh"] == name)


def test_a_changed_row_says_what_changes_and_cites_the_file_beside_its_source(
    workspace: Workspace, ask: Ask, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "t.csv", [{"key": "supcon50", "note": "Checked on site", "status": "operating", "name_zh": ""}])
    made = plan(workspace, path, "projects", source="shine_2024_seed")
    row = made.row(0)
    before = values(workspace, "projects", "supcon50")
    assert row.state is State.CHANGED
    assert [(c.field, c.before, c.after) for c in row.changes] == [("note", before["note"], "Checked on site")]
    change = workspace.do(lambda commands: commands.bring_in(made)).result()
    after = values(workspace, "projects", "supcon50")
    assert after == {**before, "note": "Checked on site"}
    card = ask(lambda a: a.card("projects", a.locate("projects", "supcon50").id))
    assert [line.locator for line in card.citations][-1] == "Row 2"  # type: ignore[attr-defined]
    assert change.values["file"] == "t.csv"
    assert "t.csv" in ask(lambda a: a.undo_state()).undo.values["file"]  # type: ignore[attr-defined]
    workspace.do(lambda commands: commands.undo()).result()
    assert values(workspace, "projects", "supcon50") == before
    assert workspace.ask(lambda a: a.verify()).result() == []


def test_claims_get_value_and_unit_from_the_print_and_findings_are_foreseen(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [
        {"about": "supcon50", "indicator": "monthly_generation", "as stated": "1,843.58 million kWh", "period from": "2024-06",
         "nature": "actual"},
        {"about": "supcon50", "indicator": "monthly_generation", "as stated": "1760万千瓦时", "period from": "2024年5月",
         "nature": "actual"},
    ])
    made = bring_in(workspace, "claims", path, source="shine_2024_seed")
    assert told(made) == [(2, "new"), (3, "new")]
    first, second = made.rows(range(2))
    assert (first.values["value"], first.values["unit"], first.values["subject_kind"]) == ("1843580000", "kWh", "project")
    assert (second.values["value"], second.values["period_start"]) == ("17600000", "2024-05")
    rules = [{finding.rule for finding in made.foreseen.findings.get(index, ())} for index in range(2)]
    assert "generation_ceiling" in rules[0] - rules[1]
    assert told(plan(workspace, path, "claims", source="shine_2024_seed")) == [(2, "same"), (3, "same")]


def test_a_date_that_loses_its_about_is_told_before_it_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    header = "name_en,kind,status,start_date,source_key,locator\n"
    path = tmp_path / "dates.csv"
    rows = [f"{name},factory,planned,{when},shine_2024_seed,p\n" for name, when in (("One", "约2014年"), ("Two", "2014年"))]
    path.write_text(header + "".join(rows), encoding="utf-8")
    made = plan(workspace, path, "projects")
    first, second = made.row(0), made.row(1)
    assert first.state is second.state is State.NEW
    assert [one.message(language("en")) for one in first.problems] == [
        "“约2014年” is kept as 2014, without “about”. Say so in the note."
    ]
    assert "将记为2014年" in first.problems[0].message(language("zh_CN"))
    assert second.problems == ()
    made.close()


def test_rows_may_name_each_other_in_any_order(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [
        {"key": "mill", "name_en": "Mill", "kind": "site", "parent_key": "village"},
        {"key": "village", "name_en": "Village", "kind": "town", "parent_key": "delingha"},
        {"key": "lost", "name_en": "Lost", "kind": "site", "parent_key": "nowhere"},
    ])
    made = bring_in(workspace, "places", path, source="shine_2024_seed")
    assert told(made) == [(2, "new"), (3, "new"), (4, "refused")]
    assert values(workspace, "places", "mill")["parent_key"] == "village"


@pytest.mark.parametrize(("field", "text", "column"), [
    ("investment_cny", "1e400", "investment_cny"), ("capacity", "NaN", "capacity"), ("start_date", "2010-02-30", "start_date"),
    ("name_en", "x" * 600, "name_en"), ("kind", "castle", "kind"), ("source_key", "", "source_key"),
    ("name_en", "", "name_en"),
])
def test_a_row_with_a_wrong_value_is_refused_with_its_field(
    field: str, text: str, column: str, workspace: Workspace, tmp_path: Path
) -> None:
    good = new_project(key="good").values
    path = write_csv(tmp_path / "t.csv", [{**good, "key": "bad", field: text}, good])
    made = bring_in(workspace, "projects", path)
    assert told(made) == [(2, "refused"), (3, "new")]
    assert refused(made)[0].problems[0].field == column


def test_two_rows_about_the_same_record_are_not_both_taken(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [{"key": "supcon50", "note": "One"}, {"key": "supcon50", "note": "Two"}])
    assert told(plan(workspace, path, "projects")) == [(2, "changed"), (3, "refused")]


def test_serial_numbers_of_days_are_read_in_date_columns_only(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [{**new_project(key="x").values, "start_date": "43464", "capacity": "43464",
                                           "capacity_unit": "MW"}])  # fmt: skip
    row = plan(workspace, path, "projects").row(0)
    assert (row.values["start_date"], row.values["capacity"]) == ("2018-12-30", "43464")


def test_what_was_looked_at_is_what_is_written(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [new_project(key="as_seen").values])
    made = plan(workspace, path, "projects")
    path.unlink()
    workspace.do(lambda commands: commands.bring_in(made)).result()
    assert values(workspace, "projects", "as_seen")["name_en"] == "Test plant"
    late = plan(workspace, write_csv(path, [new_project(key="late").values]), "projects")
    workspace.do(lambda commands: commands.save(new_project(key="meanwhile"))).result()
    with pytest.raises(Conflict):
        workspace.do(lambda commands: commands.bring_in(late)).result()


def test_rows_that_are_skipped_stay_out(workspace: Workspace, ask: Ask, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [new_project(key=f"p{n}").values for n in range(4)])
    made = plan(workspace, path, "projects")
    workspace.do(lambda commands: commands.bring_in(made, skipped={1, 3})).result()
    assert [row["key"] for row in ask(lambda a: list(a.export("projects")))][52:] == ["p0", "p2"]  # type: ignore[call-overload]


def test_a_stopped_import_leaves_nothing(workspace: Workspace, ask: Ask, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [new_project(key=f"p{n}").values for n in range(3000)])
    steps: list[int] = []

    def step(done: int) -> None:
        steps.append(done)
        if done >= 2000:
            raise Stopped

    before = ask(lambda a: a.operations())
    made = plan(workspace, path, "projects")
    with pytest.raises(Stopped):
        workspace.do(lambda commands: commands.bring_in(made, step=step)).result()
    assert steps == [1000, 2000]
    assert ask(lambda a: a.counts())["projects"] == 52  # type: ignore[index]
    assert ask(lambda a: a.operations()) == before
    with pytest.raises(Stopped):
        workspace.plan_import(request(path, "projects"), lambda rows, part: step(2000)).result()


def test_an_import_that_is_killed_leaves_nothing(facts_file: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [new_project(key=f"p{n}").values for n in range(6000)])
    program = f"""
import sys, time
from pathlib import Path
from pairing_desktop.operations.workspace import Workspace
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from tables_in import plan
workspace = Workspace.open(Path({str(facts_file)!r}))
made = plan(workspace, Path({str(path)!r}), "projects")
def step(done):
    if done >= 4000:
        print("half", flush=True)
        time.sleep(60)
workspace.do(lambda commands: commands.bring_in(made, step=step)).result()
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "half\n"
        child.send_signal(signal.SIGKILL)
        child.wait(20)
    workspace = Workspace.open(facts_file)
    try:
        assert workspace.ask(lambda a: a.counts()).result()["projects"] == 52
        assert workspace.ask(lambda a: a.verify()).result() == []
    finally:
        workspace.close()


def test_columns_are_found_by_name_label_and_what_partners_call_them() -> None:
    kind = KINDS["projects"]
    named = {kind.columns.index(column.field): column.unit for column in guess(
        kind, ["Name in Chinese", "名称", "start_date", "总投资(万元)", "Capacity [MW]", "Remarks", "Weather"]
    ).columns}
    assert [kind.columns[at] for at in named] == ["name_zh", "start_date", "investment_cny", "capacity", "note"]
    assert list(named.values()) == ["", "", "万元", "MW", ""]


def test_a_mapping_is_remembered_for_the_source(workspace: Workspace, ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Wie,Was\nx,y\n", encoding="utf-8")
    names, kind = ("Wie", "Was"), KINDS["projects"]
    columns = ColumnMap((*from_text(kind, json.dumps({"columns": {"Wie": "name_en", "Was": "note"}, "constants": {},
                                                      "clears": False}), names).columns,), {"kind": "factory",
                                                                                           "status": "planned"})  # fmt: skip
    bring_in(workspace, "projects", path, source="shine_2024_seed", columns=columns)
    found = ask(lambda a: a.tables.import_template(("Was", "Wie", "Neu")))
    assert found is not None
    again = from_text(kind, found[2], ("Was", "Wie", "Neu"))  # type: ignore[index]
    assert (found[0], found[1]) == ("projects", "shine_2024_seed")  # type: ignore[index]
    assert again.field_of(0) == "note"
    assert again.constants == {"kind": "factory", "status": "planned"}
    assert ask(lambda a: a.tables.import_template(("Nothing", "alike"))) is None


def test_any_row_of_a_long_plan_is_at_hand(workspace: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [new_project(key=f"p{n}").values for n in range(5000)])
    made = plan(workspace, path, "projects")
    assert len(made) == 5000
    assert [row.values["key"] for row in made.rows((4999, 0))] == ["p4999", "p0"]
