"""The command line as scripts rely on it: every command, its output and its exit code."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from office import new_project, run_python
from pairing_desktop.cli import main
from pairing_desktop.data import DATABASE
from pairing_desktop.domain.kinds import FACT_KINDS, KINDS, seed_file
from pairing_desktop.operations.workspace import Workspace


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def rows(*arguments: object) -> list[dict[str, str]]:
    result = call(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def seed(kind: str) -> list[dict[str, str]]:
    with (DATABASE / "seed" / seed_file(KINDS[kind])).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", [kind.name for kind in FACT_KINDS])
def test_list_gives_every_row_with_the_fields_of_the_facts_first(kind: str, facts_file: Path) -> None:
    found = rows("--file", facts_file, "list", kind)
    wanted = seed(kind)
    assert len(found) == len(wanted)
    assert list(found[0])[: len(wanted[0])] == [name for name in wanted[0]]
    assert all(isinstance(value, str) for row in found for value in row.values())


def test_file_and_language_are_taken_before_and_after_the_command(facts_file: Path) -> None:
    before = call("--file", facts_file, "--language", "zh_CN", "list", "places", "--limit", 3)
    after = call("list", "places", "--limit", 3, "--file", facts_file, "--language", "zh_CN")
    assert before.stdout == after.stdout
    assert "中国" in after.stdout


def test_where_is_anded_equal_or_contained(facts_file: Path) -> None:
    found = rows("list", "projects", "--where", "status=operating", "--where", "name_en~GOLMUD", "--file", facts_file)
    assert found
    assert all(row["status"] == "operating" and "golmud" in row["name_en"].lower() for row in found)
    assert len(found) == sum(r["status"] == "operating" and "golmud" in r["name_en"].lower() for r in seed("projects"))


def test_numbers_are_sorted_as_numbers_and_rows_that_do_not_say_stand_last(facts_file: Path) -> None:
    found = [row["capacity"] for row in rows("list", "projects", "--sort", "-capacity", "--file", facts_file)]
    stated = [float(value) for value in found if value]
    assert stated == sorted(stated, reverse=True)
    assert found[len(stated):] == [""] * (len(found) - len(stated))


def test_search_finds_two_chinese_characters(facts_file: Path) -> None:
    assert "supcon50" in {row["key"] for row in rows("list", "projects", "--search", "光热", "--file", facts_file)}


@pytest.mark.parametrize("arguments", [("--where", "nonsense=1"), ("--sort", "nonsense")])
def test_an_unknown_column_exits_2_and_lists_the_known_ones(arguments: tuple[str, ...], facts_file: Path) -> None:
    result = call("list", "projects", *arguments, "--file", facts_file)
    assert result.exit_code == 2
    assert "nonsense" in result.stderr
    assert "investment_cny" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("list", "nonsense"), ("list",), ("nonsense",), ("show", "projects"), ("list", "projects", "--where", "x")]
)
def test_wrong_usage_exits_2(arguments: tuple[str, ...], facts_file: Path) -> None:
    assert call("--file", facts_file, *arguments).exit_code == 2


def test_show_tells_a_record_whole(facts_file: Path) -> None:
    found = json.loads(call("show", "projects", "supcon50", "--json", "--file", facts_file).stdout)
    assert found["capacity"] == "50"
    claims = [claim for claim in found["claims"] if claim["measure_key"] == "investment"]
    assert {claim["value"] for claim in claims} == {"1050000000", "1080000000", "996000000", "750000000"}
    assert all(claim["source_key"] and claim["locator"] for claim in found["claims"])
    assert found["citations"][0]["source_key"] == "nrel_supcon50"
    assert {link["key"] for link in found["links"]} >= {"supcon_solar", "supcon_site"}
    assert any(finding["claim"] == "seed_p08_month" for finding in found["findings"])


def test_show_takes_a_participation_by_its_composed_key(facts_file: Path) -> None:
    result = call("show", "participations", "supcon10/supcon_solar/developer and owner", "--json", "--file", facts_file)
    assert json.loads(result.stdout)["source_key"] == "nrel_supcon_2016"


def test_an_unknown_record_exits_1_in_words(facts_file: Path) -> None:
    result = call("show", "projects", "nowhere", "--file", facts_file, "--language", "zh_CN")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "没有" in result.stderr


def test_check_reports_rival_claims_and_fails_only_when_told_to(facts_file: Path) -> None:
    result = call("check", "--json", "--file", facts_file)
    assert result.exit_code == 0
    findings = json.loads(result.stdout)
    assert {"rule", "severity", "subject", "claim", "message", "proposals"} <= set(findings[0])
    assert "seed_p08_month" in {finding["claim"] for finding in findings}
    assert {"reading", "value"} <= set(next(finding for finding in findings if finding["proposals"])["proposals"][0])
    assert call("check", "--fail-on", "warning", "--file", facts_file).exit_code == 1
    assert call("check", "--fail-on", "error", "--file", facts_file).exit_code == 1


def test_chart_lists_ids_and_draws_to_every_format(facts_file: Path, tmp_path: Path) -> None:
    ids = [line.split("\t")[0] for line in call("chart", "--list", "--file", facts_file).stdout.splitlines()]
    assert "capacity" in ids
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "csv": b"\xef\xbb\xbf"}
    for ending, start in starts.items():
        out = tmp_path / f"chart.{ending}"
        result = call("chart", "capacity", "--out", out, "--file", facts_file)
        assert result.exit_code == 0, result.output
        assert out.read_bytes().startswith(start)
    assert call("chart", "nonsense", "--out", tmp_path / "x.png", "--file", facts_file).exit_code == 1
    assert call("chart", "capacity", "--file", facts_file).exit_code == 2


@pytest.mark.parametrize(
    ("report", "key", "words"),
    [("chart", "capacity", "SUPCON"), ("list", "projects", "SUPCON"), ("record", "projects/supcon50", "NREL")],
)
def test_print_makes_a_pdf_without_a_display(report: str, key: str, words: str, facts_file: Path, tmp_path: Path) -> None:
    import pypdf

    out = tmp_path / "page.pdf"
    done = run_python("-m", "pairing_desktop", "print", report, key, "--out", out, "--file", facts_file)
    assert done.returncode == 0, done.stderr
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert words in text
    assert "Unregistered copy" in text


@pytest.mark.parametrize(("arguments", "name"), [
    (("yearbook", "2020"), "yearbook.pdf"), (("period", "last-week", "--charts", "events"), "week.docx"),
    (("brief", "--charts", "", "--paper", "letter", "--landscape"), "brief.pdf"),
    (("evidence", "supcon50/investment"), "evidence.docx"), (("charts",), "charts.pdf"),
])
def test_print_writes_every_report_for_a_nightly_job(
    arguments: tuple[str, ...], name: str, facts_file: Path, tmp_path: Path
) -> None:
    done = call("print", *arguments, "--out", str(tmp_path / name), "--file", facts_file, "--language", "zh_CN")
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / name).read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("yearbook", "soon", "--out", "a.pdf"), 1, "names no year"), (("period", "soon", "--out", "a.pdf"), 1, "no period"),
    (("brief", "--charts", "nonsense", "--out", "a.pdf"), 1, "no chart"), (("brief", "--out", "a.txt"), 2, ".docx"),
])
def test_print_tells_what_it_cannot_make(
    arguments: tuple[str, ...], code: int, words: str, facts_file: Path, tmp_path: Path
) -> None:
    done = call("print", *arguments, "--file", facts_file)
    assert done.exit_code == code
    assert words in done.stderr


def test_print_names_its_reports(facts_file: Path) -> None:
    listed = call("print", "--list", "--language", "zh_CN", "--file", facts_file).stdout.splitlines()
    assert {line.split("\t")[0] for line in listed} >= {"chart", "list", "record"}
    assert call("print", "nonsense", "x", "--out", "x.pdf", "--file", facts_file).exit_code == 1


@pytest.mark.parametrize("kind", [kind.name for kind in FACT_KINDS])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_importing_our_own_export_changes_nothing(kind: str, ending: str, facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / f"{kind}.{ending}"
    assert call("export", kind, out, "--file", facts_file).exit_code == 0
    answer = json.loads(call("import", kind, out, "--json", "--file", facts_file).stdout)
    assert answer == {"new": 0, "changed": 0, "same": len(seed(kind)), "refused": []}


def test_an_export_of_another_kind_is_not_brought_in(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "places.xlsx"
    assert call("export", "places", out, "--file", facts_file).exit_code == 0
    told = call("import", "companies", out, "--file", facts_file)
    assert told.exit_code == 1
    assert "places" in told.stderr


def test_the_whole_file_is_exported_and_each_kind_found_in_it(facts_file: Path, tmp_path: Path) -> None:
    for ending in ("xlsx", "json", "zip"):
        out = tmp_path / f"all.{ending}"
        assert call("export", "all", out, "--file", facts_file).exit_code == 0
        answer = json.loads(call("import", "events", out, "--json", "--dry-run", "--file", facts_file).stdout)
        assert (answer["same"], answer["refused"]) == (len(seed("events")), [])
    assert call("export", "nonsense", tmp_path / "x.csv", "--file", facts_file).exit_code == 2


def test_columns_are_named_and_a_source_given_on_the_command_line(facts_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text("Wie,kind,status\nNew works,factory,planned\n", encoding="utf-8")
    given = ("import", "projects", table, "--json", "--file", facts_file)
    assert call(*given).exit_code == 2
    answer = json.loads(call(*given, "--map", "Wie=name_en", "--source", "shine_2024_seed").stdout)
    assert answer["new"] == 1
    made = rows("list", "projects", "--where", "name_en=New works", "--file", facts_file)
    assert [(row["source_key"], row["locator"]) for row in made] == [("shine_2024_seed", "Row 2")]


def test_json_export_equals_the_list(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.json"
    call("export", "claims", out, "--file", facts_file)
    assert json.loads(out.read_text(encoding="utf-8")) == rows("list", "claims", "--file", facts_file)


def test_import_tells_new_changed_same_and_refused_rows(facts_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text(
        "key,name_en,kind,status,capacity,capacity_unit,source_key,locator\n"
        "brand_new,Brand new,factory,planned,1.50,MW,shine_2024_seed,para 1\n"
        "supcon50,SUPCON renamed,power_plant,operating,50,MW,nrel_supcon50,Project Overview\n"
        "bad_number,Bad,factory,planned,many,MW,shine_2024_seed,para 1\n"
        "bad_link,Bad,factory,planned,1,MW,no_such_source,para 1\n",
        encoding="utf-8",
    )
    dry = json.loads(call("import", "projects", table, "--dry-run", "--json", "--file", facts_file).stdout)
    assert (dry["new"], dry["changed"], dry["same"]) == (1, 1, 0)
    assert [(row["row"], row["column"]) for row in dry["refused"]] == [(4, "capacity"), (5, "source_key")]
    assert all(row["message"] for row in dry["refused"])
    assert len(rows("list", "projects", "--file", facts_file)) == 52
    real = json.loads(call("import", "projects", table, "--json", "--file", facts_file).stdout)
    assert real == dry
    assert rows("list", "projects", "--where", "key=brand_new", "--file", facts_file)[0]["capacity"] == "1.50"
    assert call("undo", "--file", facts_file).exit_code == 0
    assert rows("list", "projects", "--where", "key=brand_new", "--file", facts_file) == []
    assert rows("list", "projects", "--where", "key=supcon50", "--file", facts_file)[0]["name_en"].startswith("SUPCON Del")


def test_all_that_is_wrong_with_a_row_is_told_at_once(facts_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text("name_en,kind,start_date\nOne,plant,2010-02-30\nTwo,factory,2011\n", encoding="utf-8")
    done = call("import", "projects", table, "--dry-run", "--file", facts_file)
    assert done.stdout.strip() == "0 new, 0 changed, 0 the same, 2 refused"  # rows, not faults
    told = [line.split("\t") for line in done.stderr.splitlines()]
    assert [(row, column) for row, column, _ in told] == [
        ("2", "kind"), ("2", "status"), ("2", "start_date"), ("2", "source_key"), ("3", "status"), ("3", "source_key"),
    ]
    assert told[0][2].startswith("“plant” is not one of the choices: ") and "power plant" in told[0][2].lower()
    assert told[1][2] == "Status is missing."


def test_a_claim_in_another_unit_than_its_indicator_is_refused(facts_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text(
        "key,subject_kind,subject_key,measure_key,value,value_as_stated,unit,qualifier,period_precision,nature,source_key,locator\n"
        "x,project,supcon50,installed_capacity,50,50 GWh,kWh,exact,unknown,actual,shine_2024_seed,para 8\n",
        encoding="utf-8",
    )
    answer = json.loads(call("import", "claims", table, "--json", "--file", facts_file).stdout)
    assert [(row["row"], row["column"]) for row in answer["refused"]] == [(2, "unit")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"key,key\na,b\n", "twice"),
        (b'key,name_en\na,"b\nc,d\n', "quote"),
        (b"", "empty"),
        (b"\xff\xff\xfe\x81\x00", "not text"),
    ],
    ids=["doubled header", "unclosed quote", "empty", "bytes"],
)
def test_a_file_that_is_no_table_is_refused_whole(content: bytes, words: str, facts_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_bytes(content)
    result = call("import", "projects", table, "--file", facts_file)
    assert result.exit_code == 1
    assert words in result.stderr


@pytest.mark.parametrize(("line", "words"), [("a,\0b", "NUL"), ("a,b,news,d", "more cells"), (f"a,{'x' * 100_001}", "100000")])
def test_a_row_that_cannot_be_read_is_refused_and_the_others_come_in(
    line: str, words: str, facts_file: Path, tmp_path: Path
) -> None:
    table = tmp_path / "in.csv"
    table.write_text(f"key,title,kind\n{line}\ngood,Good,news\n", encoding="utf-8")
    answer = json.loads(call("import", "sources", table, "--json", "--file", facts_file).stdout)
    assert (answer["new"], [row["row"] for row in answer["refused"]]) == (1, [2])
    assert words in answer["refused"][0]["message"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_in_the_encodings_of_chinese_offices_are_read(encoding: str, facts_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_bytes(
        "key,name_zh,kind,status,source_key,locator\nce_shi,测试电站,factory,planned,shine_2024_seed,para 1\n".encode(encoding)
    )
    assert json.loads(call("import", "projects", table, "--json", "--file", facts_file).stdout)["new"] == 1
    assert rows("list", "projects", "--where", "key=ce_shi", "--file", facts_file)[0]["name_zh"] == "测试电站"


def test_texts_that_look_like_formulas_come_back_unchanged(facts_file: Path, tmp_path: Path) -> None:
    names = ["=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "'quoted", "''", "plain"]
    table = tmp_path / "in.json"
    for number, name in enumerate(names):
        workspace = Workspace.open(facts_file)
        workspace.do(lambda c, n=number, name=name: c.save(new_project(name_en=name, key=f"formula_{n}"))).result()
        workspace.close()
    table = tmp_path / "out.csv"
    call("export", "projects", table, "--file", facts_file)
    with table.open(encoding="utf-8-sig", newline="") as file:
        cells = {row["key"]: row["name_en"] for row in csv.DictReader(file)}
    assert [cells[f"formula_{n}"][0] for n in range(6)] == ["'"] * 6
    assert json.loads(call("import", "projects", table, "--json", "--file", facts_file).stdout)["changed"] == 0


def test_history_undo_and_redo(facts_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text(
        "key,name_en,kind,status,source_key,locator\nx,X,factory,planned,shine_2024_seed,para 1\n", encoding="utf-8"
    )
    call("import", "projects", table, "--file", facts_file)
    assert call("undo", "--file", facts_file).exit_code == 0
    lines = json.loads(call("history", "--json", "--file", facts_file).stdout)
    assert [line["action"] for line in lines] == ["undo", "do", "do"]
    assert call("redo", "--file", facts_file).exit_code == 0
    assert rows("list", "projects", "--where", "key=x", "--file", facts_file)
    nothing = call("redo", "--file", facts_file)
    assert nothing.exit_code == 1
    assert "nothing to redo" in nothing.stderr


def test_reading_works_while_a_window_is_open_and_writing_says_who_holds_the_file(workspace: Workspace) -> None:
    assert len(rows("list", "projects", "--file", workspace.path)) == 52
    holding = run_python("-m", "pairing_desktop", "undo", "--file", workspace.path)
    assert holding.returncode == 1
    assert "Li Wei" in holding.stderr


def test_verify_backup_and_restore(facts_file: Path, tmp_path: Path) -> None:
    assert call("verify", "--file", facts_file).exit_code == 0
    copy = tmp_path / "copy.db"
    assert call("backup", copy, "--file", facts_file).exit_code == 0
    assert call("backup", facts_file, "--file", facts_file).exit_code == 1
    facts_file.write_bytes(b"")
    assert call("list", "projects", "--file", facts_file).exit_code == 1
    assert call("restore", copy, "--file", facts_file).exit_code == 0
    assert len(rows("list", "projects", "--file", facts_file)) == 52


def test_the_users_own_file_is_made_from_the_cited_facts_on_first_use(own_home: Path) -> None:
    assert len(rows("list", "projects", "--where", "kind=programme")) == 5
    assert list(own_home.rglob("pairing.db"))


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    result = call("list", "projects", "--file", tmp_path / "nowhere.db")
    assert result.exit_code == 1
    assert "There is no file" in result.stderr
    assert not (tmp_path / "nowhere.db").exists()


def test_version_and_help() -> None:
    assert call("--version").output.startswith("pairing-desktop, version")
    helped = call("--help").output
    for command in ("tour", "list", "show", "check", "chart", "print", "import", "export", "history", "undo", "redo",
                    "verify", "backup", "restore"):
        assert command in helped


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_finds_no_room_is_told_in_words(facts_file: Path) -> None:
    command = [sys.executable, "-m", "pairing_desktop", "--file", str(facts_file), "list", "claims"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.strip()) == (
        1, "There is no room for the answer: what was written of it is not whole."
    )


def test_an_export_to_a_name_without_an_ending_says_which_there_are(facts_file: Path, tmp_path: Path) -> None:
    done = call("export", "claims", tmp_path / "claims", "--file", facts_file)
    assert done.exit_code == 1
    assert done.stderr.strip() == "The name “claims” does not say what to write. Let it end in csv, xlsx, json or zip."
