"""Tables of every kind are read as people see them; what cannot be read is told, row by row."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.domain.tables import Raw, Shape
from pairing_desktop.exchange.reading import tables
from pairing_desktop.exchange.reading.numbers import kind_of_format, plain
from pairing_desktop.exchange.tables import guarded


def read(path: Path, shape: Shape | None = None) -> list[Raw]:
    with tables.opened(path, tables.look(path, shape or Shape())) as table:
        return list(table.rows)


def cells(path: Path) -> list[list[str]]:
    return [row for _, row, _ in read(path)]


def xlsx(path: Path, rows: list[list[object]], **options: object) -> Path:
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("表一")
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(at, place, value)
    return path


# Text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_found_by_what_fits_the_whole_file(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("名称,地点\n光热电站,德令哈\n".encode(encoding))
    assert cells(path) == [["光热电站", "德令哈"]]


def test_an_encoding_chosen_by_hand_that_does_not_fit_is_told_with_the_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("a,b\n名称,2\n".encode("gb18030"))
    assert tables.look(path, Shape()).encodings == ("gb18030",)
    with pytest.raises(FileProblem, match="no text in this encoding"):
        read(path, Shape(encoding="utf-8"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_columns(delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    lines = [["name", "what, and; why", "n"], ["x", "a,b;c|d", "1"], ["y", "e", "2"]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    path.write_text(text.getvalue(), encoding="utf-8")
    assert tables.look(path, Shape()).shape.delimiter == delimiter
    assert cells(path) == lines[1:]


def test_leading_zeros_and_long_numbers_of_a_text_file_survive(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("code,id\n007,91632802MA12345678901234\n", encoding="utf-8")
    assert cells(path) == [["007", "91632802MA12345678901234"]]


def test_the_header_is_found_under_a_title(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("2024年对口支援项目表,,\n,,\n项目名称,地点,投资\n光热,德令哈,1亿元\n", encoding="utf-8")
    preview = tables.look(path, Shape(), frozenset({"项目名称", "投资"}))
    assert (preview.shape.header, preview.names) == (3, ("项目名称", "地点", "投资"))
    assert cells(path) == [["光热", "德令哈", "1亿元"]]


def test_a_column_name_that_comes_twice_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,a,,a\n1,2,3,4\n", encoding="utf-8")
    assert tables.look(path, Shape()).names == ("a", "a (2)", "#3", "a (3)")


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")), min_size=2, max_size=2)))
def test_any_text_guarded_against_formulas_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["a", "b"], *([guarded(cell) for cell in row] for row in rows)])
    read_back = [row for row in read(path, Shape(delimiter=",")) if row[2] is None]
    assert [row for _, row, _ in read_back] == [row for row in rows if any(row)]


@given(st.binary(max_size=400))
def test_no_bytes_make_a_text_file_fail_but_in_words(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_bytes(content)
    try:
        rows = read(path)
    except FileProblem:
        return
    assert all(isinstance(cell, str) for _, row, _ in rows for cell in row)


# Spreadsheets


def test_cells_of_an_xlsx_file_say_what_people_see(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["text", "number", "day", "month", "share", "sum", "yes"])
        sheet.write_string(1, 0, "007")
        sheet.write_number(1, 1, 1843.58)
        sheet.write_datetime(1, 2, date(2018, 12, 30), book.add_format({"num_format": "yyyy-mm-dd"}))  # type: ignore[arg-type]
        sheet.write_datetime(1, 3, date(2018, 12, 1), book.add_format({"num_format": 'yyyy"年"m"月"'}))  # type: ignore[arg-type]
        sheet.write_number(1, 4, 0.496, book.add_format({"num_format": "0.0%"}))
        sheet.write_formula(1, 5, "=1+1", None, 2)
        sheet.write_boolean(1, 6, True)
    assert cells(path) == [["007", "1843.58", "2018-12-30", "2018-12", "49.6%", "2", "TRUE"]]
    assert tables.look(path, Shape()).notes.formulas == 1


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_are_counted_from_the_year_that_the_file_says(from_1904: bool, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": from_1904}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["day"])
        sheet.write_datetime(1, 0, date(2024, 2, 29), book.add_format({"num_format": 14}))  # type: ignore[arg-type]
    assert cells(path) == [["2024-02-29"]]


def test_shared_and_inline_texts_read_alike(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", "b"], ["_x000D_ 德令哈 ", "x\ny"], ["same", "same"]]
    shared, inline = xlsx(tmp_path / "s.xlsx", rows), xlsx(tmp_path / "i.xlsx", rows, constant_memory=True)
    assert cells(shared) == cells(inline) == rows[1:]


def test_rows_under_a_merged_cell_say_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["place", "name"])
        sheet.merge_range(1, 0, 2, 0, "德令哈")
        sheet.write(1, 1, "one")
        sheet.write(2, 1, "two")
    assert cells(path) == [["德令哈", "one"], ["德令哈", "two"]]
    assert tables.look(path, Shape()).notes.merged == 1


def test_numbers_that_a_spreadsheet_spoilt_and_errors_are_told_with_their_cell(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_number(1, 1, 123456789012345678)
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")
        sheet.write_row(3, 0, ["good", 1e14])
    problems = [(number, problem and problem.values.get("cell")) for number, _, problem in read(path)]
    assert problems == [(2, "B2"), (3, "A3"), (4, None)]


def content(body: str) -> str:
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
    )
    return f'<office:document-content{names}><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>'  # noqa: E501


def package(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path


def ods(path: Path, rows: str) -> Path:
    return package(path, {"content.xml": content(f'<table:table table:name="表">{rows}</table:table>')})


def test_cells_of_an_ods_file_say_what_people_see(tmp_path: Path) -> None:
    head = "<table:table-row>" + "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>' for name in "abcdef"
    ) + "</table:table-row>"
    row = (
        "<table:table-row>"
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a remark</text:p></office:annotation>'
        '<text:p>007<text:s text:c="2"/>x</text:p><text:p>second</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="14200000000"><text:p>142亿</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2018-12-30"><text:p>30.12.18</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.496"/>'
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    )
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    path = ods(tmp_path / "t.ods", head + row + empty)
    assert cells(path) == [["007  x\nsecond", "14200000000", "2018-12-30", "49.6%", "2", "TRUE"]]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize("damage", ["not a zip", "cut", "bomb", "entities", "password"])
def test_a_damaged_or_hostile_spreadsheet_is_refused_in_words(ending: str, damage: str, tmp_path: Path) -> None:
    path = tmp_path / f"t.{ending}"
    row = "<table:table-row><table:table-cell><text:p>&lol;</text:p></table:table-cell></table:table-row>"
    good = content(f'<table:table table:name="t">{row}</table:table>')
    if damage == "not a zip":
        path.write_bytes(b"hello" * 100)
    elif damage == "cut":
        whole = xlsx(tmp_path / "w.xlsx", [["a"], ["b"]]).read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "bomb":
        package(path, {"content.xml": "x" * (80 << 20), "xl/workbook.xml": "x"})
    elif damage == "entities":
        hostile = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY lol "ha">]>{good}'
        package(path, {"content.xml": hostile, "xl/workbook.xml": hostile})
    else:
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(FileProblem):
        read(path)


def test_a_cell_of_ten_megabytes_spoils_its_row_only(tmp_path: Path) -> None:
    text = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    path = ods(tmp_path / "t.ods", text.format("name") + text.format("".join(map(str, range(2_000_000)))) + text.format("good"))
    assert [(number, problem is None) for number, _, problem in read(path)] == [(2, False), (3, True)]


def test_a_file_that_vanishes_or_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="There is no file"):
        read(tmp_path / "gone.xlsx")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(FileProblem):
        read(tmp_path / "folder.csv")
    with pytest.raises(FileProblem, match="cannot be read"):
        read(tmp_path / "t.exe")


@pytest.mark.parametrize(("code", "shows"), [
    ("yyyy-mm-dd", "ymd"), ('yyyy"年"m"月"d"日"', "ymd"), ("[$-F800]dddd, mmmm dd, yyyy", "ymd"), ('yyyy"年"m"月"', "ym"),
    ("yyyy", "y"), ("0.0%", "%"), ("#,##0.00", ""), ('0.0,"万"', ""), ("General", ""), ('0" days"', ""), ("[Red]0", ""),
])
def test_a_number_format_tells_dates_from_numbers(code: str, shows: str) -> None:
    assert kind_of_format(164, code) == shows


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_with_all_digits_it_has(number: float) -> None:
    assert float(plain(number)) == number
    assert "e" not in plain(number)
