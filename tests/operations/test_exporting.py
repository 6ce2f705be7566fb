"""What is exported comes back as it was: every form, every kind, any text."""

import csv
import json
import zipfile
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from office import Ask, new_project
from pairing_desktop.domain.chart_spec import ChartSpec
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.exporting import FORMATS, MANY, ExportRequest
from pairing_desktop.domain.importing import State
from pairing_desktop.domain.kinds import FACT_KINDS, KINDS
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.mapping import by_fields
from pairing_desktop.domain.problems import FileProblem, InvalidDraft
from pairing_desktop.domain.tables import Shape
from pairing_desktop.domain.text import clean, fold
from pairing_desktop.exchange.reading.tables import look
from pairing_desktop.operations.exporting import export_file
from pairing_desktop.operations.workspace import Workspace
from tables_in import plan


def export(workspace: Workspace, path: Path, kind: str = "", *, code: str = "en", people: bool = True,
           ids: list[int] | None = None) -> int:  # fmt: skip
    chosen = array("q", ids) if ids is not None else None
    request = ExportRequest(path, kind, chosen, language(code), people)
    return workspace.ask(lambda ask: export_file(ask, request, lambda done: None)).result(60)


def states(workspace: Workspace, path: Path, kind: str, sheet: str = "") -> list[int]:
    """How many rows are new, changed, the same, refused when the file is brought in again."""
    preview = look(path, Shape(sheet=sheet))
    fields = preview.own.fields if preview.own else preview.names
    made = plan(workspace, path, kind, shape=Shape(sheet=sheet), columns=by_fields(fields, KINDS[kind], clears=True))
    for row in made.rows(made.indices((State.CHANGED, State.REFUSED))):
        print(row)
    return [made.count(state) for state in State]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("ending", FORMATS)
def test_importing_our_own_export_changes_nothing(ending: str, code: str, workspace: Workspace, tmp_path: Path) -> None:
    for kind in FACT_KINDS:
        path = tmp_path / f"{kind.name}{ending}"
        count = export(workspace, path, kind.name, code=code)
        sheet = {".zip": kind.name}.get(ending, "")
        assert states(workspace, path, kind.name, sheet) == [0, 0, count, 0], kind.name


@pytest.mark.parametrize("ending", sorted(MANY))
def test_the_whole_file_goes_into_one_file_and_comes_into_an_empty_one(
    ending: str, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / f"all{ending}"
    export(workspace, path, people=False)
    empty = Workspace.create(tmp_path / "empty.db", who="", unit="", with_facts=False)
    try:
        for name in ("sources", "measures", "places", "companies", "projects", "participations", "events", "claims"):
            preview = look(path, Shape(sheet=name))
            fields = preview.own.fields if preview.own else preview.names
            made = plan(empty, path, name, shape=Shape(sheet=name), columns=by_fields(fields, KINDS[name], clears=True))
            assert made.count(State.REFUSED) == 0, made.rows(made.indices((State.REFUSED,)))
            empty.do(lambda commands, made=made: commands.bring_in(made)).result(60)  # type: ignore[misc]
        for kind in FACT_KINDS:
            theirs, ours = (
                [{name: row[name] for name in kind.columns} for row in where.ask(
                    lambda ask, kind=kind: list(ask.export(kind.name))  # type: ignore[misc]
                ).result()] for where in (empty, workspace)
            )
            order = list(kind.columns[:3])
            assert sorted(theirs, key=lambda row: [row[name] for name in order]) == sorted(
                ours, key=lambda row: [row[name] for name in order]
            )
    finally:
        empty.close()


def test_a_spreadsheet_has_typed_cells_units_sources_and_hidden_numbers(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    export(workspace, path, "projects", code="zh_CN")
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names[:2] == ["项目", "来源"]
    rows = book.get_sheet_by_name("项目").to_python()
    at = {name: place for place, name in enumerate(rows[0])}
    assert rows[1][at["投资额（元）"]] == "元"
    found = next(row for row in rows if row[at["英文名称"]] == "SUPCON Delingha 50 MW molten salt tower CSP plant"
                 or ("50 MW" in str(row[at["英文名称"]]) and "SUPCON" in str(row[at["英文名称"]])))  # fmt: skip
    assert found[at["规模"]] == 50.0
    assert found[at["状态"]] == "运行"
    sources = book.get_sheet_by_name("来源").to_python()
    assert any("nrel" in str(row).lower() for row in sources)
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        workbook = package.read("xl/workbook.xml").decode()
    assert 'state="frozen"' in sheet
    assert 'hidden="1"' in sheet
    assert workbook.count("veryHidden") >= 2


def test_a_list_goes_out_in_its_order_and_only_with_its_rows(workspace: Workspace, ask: Ask, tmp_path: Path) -> None:
    ids = ask(lambda a: a.tables.located("projects", ["lamost", "supcon50"]))
    path = tmp_path / "t.csv"
    assert export(workspace, path, "projects", ids=ids) == 2  # type: ignore[arg-type]
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["key"] for row in csv.DictReader(file)] == ["lamost", "supcon50"]


def test_a_data_package_describes_its_tables(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "t.zip"
    export(workspace, path)
    with zipfile.ZipFile(path) as package:
        described = json.loads(package.read("datapackage.json"))
        names = set(package.namelist())
    tables = {table["name"]: table for table in described["resources"]}
    assert names == {"datapackage.json", *(f"{kind}.csv" for kind in KINDS)}
    schema = tables["claims"]["schema"]
    types = {field["name"]: field["type"] for field in schema["fields"]}
    assert (types["value"], types["value_as_stated"], schema["primaryKey"]) == ("number", "string", ["uid"])
    keys = {key["fields"][0]: key["reference"] for key in schema["foreignKeys"]}
    assert keys["measure_key"] == {"resource": "measures", "fields": ["key"]}
    assert keys["disputes_claim_key"]["resource"] == ""


def test_an_export_that_fails_or_is_stopped_leaves_the_old_file(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"old")
    request = ExportRequest(path, "", None, language("en"))

    def stop(done: int) -> None:
        raise KeyError("stopped")

    with pytest.raises(KeyError):
        workspace.ask(lambda ask: export_file(ask, request, stop)).result()
    assert (path.read_bytes(), list(tmp_path.glob("*.part"))) == (b"old", [])
    with pytest.raises(FileProblem, match="could not be written"):
        export(workspace, tmp_path / "nowhere" / "t.csv", "projects")
    with pytest.raises(FileProblem, match="one table"):
        export(workspace, tmp_path / "t.csv")


def one_line(text: str) -> str:
    """A name as a form takes it, which has no lines."""
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


SPANS = ChartSpec("gantt", "projects", split="industry")


@pytest.fixture(scope="module")
def scratch(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:  # type: ignore[misc]
    folder = tmp_path_factory.mktemp("texts")
    (folder / "f.db").write_bytes(planted.read_bytes())
    workspace = Workspace.open(folder / "f.db")
    yield workspace
    workspace.close()


@pytest.mark.timeout(1200)  # a thousand texts with --all
@given(name=st.text(max_size=40), note=st.text(max_size=80))
def test_any_text_is_listed_found_charted_and_comes_back_or_is_refused_with_a_reason(
    scratch: Workspace, tmp_path_factory: pytest.TempPathFactory, name: str, note: str
) -> None:
    key = "any_text"
    existing = scratch.ask(lambda ask: ask.tables.located("projects", [key])).result()
    values = {**new_project(key=key).values, "name_en": name, "name_zh": "名", "note": note,
              "start_date": "2021", "start_precision": "year"}  # fmt: skip
    if existing:
        draft = scratch.ask(lambda ask: ask.draft("projects", existing[0])).result()
        wanted = Draft("projects", draft.id, draft.rev, {"name_en": name, "note": note})
    else:
        wanted = Draft("projects", None, 0, values)
    try:
        scratch.do(lambda commands: commands.save(wanted)).result()
    except InvalidDraft as refused:
        assert refused.problems[0].text
        return
    ids = scratch.ask(lambda ask: ask.tables.located("projects", [key])).result()
    stored = scratch.ask(lambda ask: ask.draft("projects", ids[0])).result().values
    assert (stored["name_en"], stored["note"]) == (one_line(clean(name).text), clean(note).text)
    (row,) = scratch.ask(lambda ask: ask.rows("projects", ids)).result()
    assert row.cells["name_en"] == stored["name_en"]
    if fold(stored["name_en"]):
        found = scratch.ask(lambda ask: ask.order("projects", Filter(text=stored["name_en"]), Sort("name"))).result()
        assert ids[0] in found.ids
    data = scratch.ask(lambda ask: ask.charts.draw(SPANS, language("en"))).result()
    assert (stored["name_en"] or "名") in {point.label for series in data.series for point in series.points}
    folder = tmp_path_factory.mktemp("t")
    for ending in FORMATS:
        path = folder / f"t{ending}"
        export(scratch, path, "projects", ids=ids)
        assert states(scratch, path, "projects") == [0, 0, 1, 0], ending
