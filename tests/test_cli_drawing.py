"""`chart` and `print` from a terminal: every format and option, exit codes, what a nightly job needs."""

import struct
import zipfile
from pathlib import Path

import pypdf
import pytest
import python_calamine
from click.testing import CliRunner, Result

from pairing_desktop.cli import main
from pairing_desktop.exchange import receipt


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def done(*arguments: object) -> str:
    result = call(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def pixels(path: Path) -> tuple[int, int]:
    wide, high = struct.unpack(">II", path.read_bytes()[16:24])
    return wide, high


def test_a_spreadsheet_has_its_figures_as_numbers(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "capacity.xlsx"
    done("chart", "capacity", "--out", out, "--file", facts_file, "--language", "zh_CN")
    book = python_calamine.CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == ["数据", "来源"]
    rows = book.get_sheet_by_name("数据").to_python()
    assert rows[1][1] == "兆瓦" and isinstance(rows[-1][1], float)


def test_resolution_and_size_are_those_asked_for(facts_file: Path, tmp_path: Path) -> None:
    for dpi in (96, 300):
        out = tmp_path / f"{dpi}.png"
        done("chart", "capacity", "--out", out, "--dpi", dpi, "--size", "127x100", "--file", facts_file)
        assert pixels(out)[0] == dpi * 5


def test_the_colours_of_a_theme(facts_file: Path, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    for theme, dark in (("paper", False), ("dark", True)):
        out = tmp_path / f"{theme}.png"
        done("chart", "capacity", "--out", out, "--theme", theme, "--dpi", 72, "--file", facts_file)
        assert (QImage(str(out)).pixelColor(1, 1).lightness() < 60) is dark


def test_a_period_and_hidden_series_are_said_on_paper(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "part.pdf"
    done("print", "chart", "capacity", "--period", "2018..2020", "--hide", "Wind", "--out", out, "--file", facts_file)
    text = text_of(out)
    assert "shown: 2018 to 2020 only; without: Wind" in " ".join(text.split())
    assert "Wind, hidden by choice" in text and "2017" not in text.split("Sources")[0]


def test_events_are_marked_when_asked_for(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    done("chart", "capacity", "--events", "--period", "2018..2020", "--out", out, "--file", facts_file)
    assert "Events marked" in out.read_text("utf-8-sig")
    assert call("chart", "companies", "--events", "--out", out, "--file", facts_file).exit_code == 1


def test_a_list_is_narrowed_ordered_and_says_so(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.pdf"
    done("print", "list", "projects", "--where", "industry=wind", "--where", "place=dulan", "--sort", "-capacity",
         "--out", out, "--file", facts_file)
    text = text_of(out)
    assert "Industry: Wind; Place: Dulan" in text and "1 of 52" in text


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("chart", "capacity", "--where", "foo=bar", "--out", "x.png"), 2, "industry, status, stage, place, year"),
    (("chart", "capacity", "--where", "industry=bar", "--out", "x.png"), 1, "solar thermal"),
    (("chart", "generation", "--where", "industry=wind", "--out", "x.png"), 2, "not narrowed"),
    (("chart", "capacity", "--hide", "coal", "--out", "x.png"), 1, "wind"),
    (("chart", "capacity", "--hide", "wind", "--hide", "solar thermal", "--hide", "photovoltaic", "--out", "x.png"), 1,
     "nothing is left"),
    (("chart", "capacity", "--period", "1990..1995", "--out", "x.png"), 1, "Nothing of this chart"),
    (("chart", "companies", "--period", "2015", "--out", "x.png"), 1, "not over time"),
    (("chart", "capacity", "--size", "5x5", "--out", "x.png"), 2, "254x141"),
    (("chart", "capacity", "--dpi", "5000", "--out", "x.png"), 2, "5000"),
    (("chart", "capacity", "--dpi", "96", "--out", "x.pdf"), 2, ".png"),
    (("chart", "capacity", "--out", "x.gif"), 1, "xlsx"),
    (("chart", "capacity", "--out", "nowhere/x.png"), 1, "could not be written"),
    (("chart", "capacity", "--register", "--out", "x.svg"), 2, ".png"),
    (("chart", "capacity", "--register", "--out", "nowhere/x.png"), 1, "Nothing was registered"),
    (("print", "list", "projects", "--sort", "foo", "--out", "x.pdf"), 2, "capacity"),
    (("print", "brief", "--where", "a=b", "--out", "x.pdf"), 2, "--where"),
    (("print", "yearbook", "--period", "2020", "--out", "x.pdf"), 2, "KEY"),
    (("print", "list", "nonsense", "--out", "x.pdf"), 1, "projects"),
])
def test_what_cannot_be_made_is_told_and_makes_no_file(
    arguments: tuple[str, ...], code: int, words: str, facts_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(*arguments, "--file", facts_file)
    assert result.exit_code == code, result.output
    assert words in result.stderr and not result.stdout
    assert not list(tmp_path.rglob("x.*"))


def test_nothing_is_registered_when_it_cannot_be_written(facts_file: Path) -> None:
    call("chart", "capacity", "--register", "--out", "nowhere/x.png", "--file", facts_file)
    assert "Registered" not in done("history", "--file", facts_file)


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_a_registered_chart_carries_its_serial_and_the_part_seen(ending: str, facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / f"chart.{ending}"
    said = done("chart", "capacity", "--period", "2018..2020", "--register", "--out", out, "--file", facts_file)
    found = receipt.read(out.read_bytes())
    assert found is not None and found.serial in said
    assert '"first":"2018-01-01"' in found.data


def test_a_nightly_job_prints_the_yearbook_with_a_serial(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "yearbook.pdf"
    said = done("print", "yearbook", "2020..2024", "--paper", "letter", "--out", out, "--register", "--file", facts_file)
    serial = said.split()[-1].rstrip(".")
    assert serial in text_of(out)
    box = pypdf.PdfReader(out).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)


def test_without_a_serial_every_file_says_what_it_is(facts_file: Path, tmp_path: Path) -> None:
    done("chart", "capacity", "--out", tmp_path / "a.pdf", "--file", facts_file)
    assert "Unregistered copy" in text_of(tmp_path / "a.pdf")


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "csv", "xlsx"])
def test_the_same_question_gives_the_same_bytes(ending: str, facts_file: Path, tmp_path: Path) -> None:
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    for out in (one, two):
        done("chart", "projects_by_year", "--period", "2015..2020", "--out", out, "--file", facts_file)
    assert one.read_bytes() == two.read_bytes()


def test_help_says_what_there_is() -> None:
    said = " ".join(done("chart", "--help").split())
    options = ("--where", "--search", "--period", "--events", "--hide", "--dpi", "--size", "--theme", "--register")
    for word in (*options, ".xlsx", "Exit 0"):
        assert word in said
    said = " ".join(done("print", "--help").split())
    for word in ("yearbook", "evidence", "--sort", "--charts", "--paper", "--margins", "--landscape", ".docx", "Exit 0"):
        assert word in said


def test_a_word_document_of_a_part_opens_again(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "part.docx"
    done("print", "chart", "capacity", "--period", "2018..2020", "--out", out, "--file", facts_file)
    with zipfile.ZipFile(out) as book:
        assert "shown: 2018 to 2020 only" in book.read("word/document.xml").decode()
