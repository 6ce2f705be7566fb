"""Charts of nothing, of too much and of hostile names; files into places that are full, gone or not to be written."""

import ctypes
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import python_calamine

from charts.samples import HOSTILE, chart, dots, lying, point, stacked
from pairing_desktop.domain.chart_look import categories, looked, window
from pairing_desktop.domain.charting import ChartData, Series
from pairing_desktop.domain.language import language
from pairing_desktop.domain.look import Look
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.domain.trust import Mark
from pairing_desktop.operations.chart_files import FORMATS, Sheet, chart_bytes, save_chart
from pairing_desktop.reports.blocks import Paragraph
from pairing_desktop.reports.chart_page import chart_report
from pairing_desktop.reports.document import Report
from pairing_desktop.ui.printing import write_pdf
from printing_samples import poppler

EN = language("en")
SMALL = Sheet(dpi=72)


def odd() -> dict[str, ChartData]:
    """Charts as nobody wishes them."""
    disputed = tuple(
        point(str(year), "5", low=Decimal(1), high=Decimal(9), mark=Mark.DISPUTED) for year in range(2018, 2022)
    )
    return {
        "nothing": chart("stacked_bar"),
        "one point": stacked(series=(Series("wind", "Wind", (point("2020", "7"),)),), callouts=()),
        "all disputed": chart("stacked_bar", Series("wind", "Wind", disputed)),
        "10,000 marks": chart("line", Series("wind", "Wind", tuple(point(str(n), "1") for n in range(10_000)))),
    }


@pytest.mark.parametrize("name", odd())
@pytest.mark.parametrize("format", FORMATS)
def test_odd_charts_are_a_picture_or_a_sentence_in_every_format(name: str, format: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(chart_bytes(odd()[name], format, EN, SMALL)) > 100


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_shown_hidden_and_saved_as_they_are(text: str) -> None:
    base = stacked(title=text, subtitle=text)
    named = replace(base, series=tuple(replace(one, label=f"{text}{number}") for number, one in enumerate(base.series)))
    seen = looked(named, Look(hidden=frozenset({"wind"})))
    assert f"{text}1" in " ".join(seen.left_out)
    for format in FORMATS:
        assert chart_bytes(seen, format, EN, SMALL)
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(chart_bytes(named, "xlsx", EN)))
    assert text[:50] in str(book.get_sheet_by_name("Data").to_python()[0][1])


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1", "-1", "http://example.org/"])
def test_a_name_that_looks_like_a_formula_or_an_address_stays_text(text: str) -> None:
    data = replace(stacked(), series=(replace(stacked().series[0], label=text),), callouts=())
    content = chart_bytes(data, "xlsx", EN)
    assert python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Data").to_python()[0][1] == text


def test_numbers_that_a_spreadsheet_would_round_stay_as_printed() -> None:
    long = "12345678901234567.25"
    data = chart("stacked_bar", Series("wind", "Wind", (point("2020", long), point("2021", "2.5"))), unit="")
    rows = python_calamine.CalamineWorkbook.from_filelike(BytesIO(chart_bytes(data, "xlsx", EN))).get_sheet_by_index(0)
    cells = [row[1] for row in rows.to_python()[2:]]
    assert isinstance(cells[0], str) and Decimal(cells[0]) * 10**9 == Decimal(long)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB with an older file on it."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode == 0
    if not made:
        pytest.skip("NOT TESTED: no small disk can be mounted here, so a full one was not tried")
    yield folder
    ctypes.CDLL(None).umount(str(folder).encode())


@pytest.mark.parametrize("format", ["png", "pdf"])
def test_a_full_disk_is_told_and_the_old_file_stays(full: Path, format: str) -> None:
    path = full / f"chart.{format}"
    path.write_bytes(b"old")
    (full / "filler").write_bytes(b"x" * 52 * 1024)
    with pytest.raises(FileProblem) as told:
        if format == "png":
            save_chart(stacked(), path, EN, Sheet(dpi=300))
        else:
            write_pdf(chart_report(stacked(title="长名" * 80), EN), path)
    assert "No space left" in str(told.value.message(EN))
    assert path.read_bytes() == b"old"
    assert sorted(one.name for one in full.iterdir()) == [path.name, "filler"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_that_vanished_is_told(tmp_path: Path, format: str) -> None:
    gone = tmp_path / "gone"
    with pytest.raises(FileProblem, match="could not be written"):
        save_chart(stacked(), gone / f"chart.{format}", EN, SMALL)
    assert not gone.exists()


def test_what_does_not_read_back_is_not_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "chart.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "read_bytes", lambda _self: b"something else")
    with pytest.raises(FileProblem, match="does not read back"):
        save_chart(stacked(), path, EN)
    monkeypatch.undo()
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("words", ["مرحبا بالعالم", "محطة الطاقة", "שלום עולם"])
def test_words_from_right_to_left_are_found_on_paper_as_typed(words: str, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    write_pdf(Report("Title", (Paragraph(words),), EN, "2026-11-23"), path)
    assert words in poppler("pdftotext", path, "-")


@pytest.mark.usefixtures("qapp")
def test_a_chart_looked_at_wider_than_its_data_is_the_same_on_paper(tmp_path: Path) -> None:
    whole, wide = stacked(), looked(stacked(), Look(first="1900-01-01", last="2100-12-31"))
    for number, data in enumerate((whole, wide)):
        write_pdf(chart_report(data, EN), tmp_path / f"{number}.pdf")
    assert (tmp_path / "0.pdf").read_bytes() == (tmp_path / "1.pdf").read_bytes()
    assert chart_bytes(whole, "png", EN, SMALL) == chart_bytes(wide, "png", EN, SMALL)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("make", [stacked, lying, dots], ids=["stacked", "lying", "dots"])
def test_paper_says_of_a_part_what_it_leaves_out(make: object, tmp_path: Path) -> None:
    data = make()  # type: ignore[operator]
    seen = looked(data, Look(frozenset(), *window(data, 0, 0)))
    path = tmp_path / "part.pdf"
    write_pdf(chart_report(seen, EN), path)
    text = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())
    assert ("shown:" in text and "outside the part" in text) or len(categories(data)) == 1
