"""What reaches paper: every row, column and sign; the same file from the same report; nothing found anew by clock."""

import csv
import hashlib
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from pairing_desktop.data import DATABASE
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.reports.blocks import (
    Column,
    Facts,
    FigureBlock,
    Heading,
    PageBreak,
    Paper,
    PaperSize,
    Paragraph,
    Rule,
    Sources,
    Table,
)
from pairing_desktop.reports.chart_page import chart_report
from pairing_desktop.ui.paper_layout import lay_out
from pairing_desktop.ui.paper_page import MM, Picture, Run, Stroke
from pairing_desktop.ui.printing import write_pdf
from printing_samples import CHINESE, ENGLISH, chart, poppler, pypdf_text, report, squeezed, wide_table


def _chinese_names() -> list[str]:
    names = []
    for path in sorted((DATABASE / "seed").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names += [row[field] for field in ("name_zh", "title_zh") if row.get(field)]
                if any("\u4e00" <= sign <= "\u9fff" for sign in row.get("title", "")):
                    names.append(row["title"])
    return names


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_chinese_name_of_the_facts_is_found_in_the_pdf(qapp: QApplication, tmp_path: Path, code: str) -> None:
    names = _chinese_names()
    assert len(names) > 200
    path = tmp_path / "names.pdf"
    write_pdf(report(*(Paragraph(name) for name in names), code=code), path)
    by_pypdf = squeezed("".join(pypdf_text(path)))
    assert [name for name in names if squeezed(name) not in by_pypdf] == []
    by_poppler = squeezed(poppler("pdftotext", "-raw", path, "-"))
    assert [name for name in names if squeezed(name) not in by_poppler] == []


def test_every_row_and_every_column_reaches_paper(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "table.pdf"
    write_pdf(report(wide_table(30, 120)), path)
    text = squeezed("".join(pypdf_text(path)))
    cells = [f"cell-{row}-{column}" for row in range(120) for column in range(30)]
    assert [cell for cell in cells if cell not in text] == []


def test_columns_that_do_not_fit_follow_on_sheets_that_repeat_the_first(qapp: QApplication) -> None:
    pages = lay_out(report(wide_table(30, 3))).pages
    texts = [[item.text for item in page.items if isinstance(item, Run)] for page in pages]
    assert len(pages) > 1
    assert all("Header0" in page and "cell-2-0" in page for page in texts)
    assert sum("Header29" in page for page in texts) == 1
    assert any(text.startswith("Columns 1 to ") and text.endswith(" of 30") for text in texts[0])


def test_headers_of_numbers_wrap_before_columns_go_to_another_sheet(qapp: QApplication) -> None:
    columns = (Column("Home"), *(Column("Programmes and unclassed industries", True) for _ in range(8)))
    assert len(lay_out(report(Table(columns, (("Zhejiang", *"12345678"),)))).pages) == 1


def test_a_unit_that_does_not_fit_stands_whole_beneath_its_figure(qapp: QApplication) -> None:
    columns = tuple(Column(f"列{n}", n == 0) for n in range(8))
    cells = ("1717.945–1717.955万千瓦时", *("很长的文字" * 4 for _ in range(7)))
    layout = lay_out(report(Table(columns, (cells,))))
    said = [item.text for page in layout.pages for item in page.items if isinstance(item, Run)]
    assert "1717.945–1717.955万千瓦时" in said or said[said.index("1717.945–1717.955") + 1] == "万千瓦时"


def test_no_sheet_holds_a_column_alone_when_they_can_be_shared_out(qapp: QApplication) -> None:
    for columns in range(8, 30):
        pages = lay_out(report(wide_table(columns, 1))).pages
        runs = [[item.text for item in page.items if isinstance(item, Run)] for page in pages]
        counts = [sum(text.startswith("Header") for text in page) for page in runs]
        assert len(counts) == 1 or max(counts) - min(counts) <= len(counts) + 1


def test_the_header_is_repeated_on_each_page(qapp: QApplication) -> None:
    pages = lay_out(report(wide_table(3, 200))).pages
    assert len(pages) > 3
    for page in pages:
        assert sum(isinstance(item, Run) and item.text == "Header1" for item in page.items) == 1


def test_nothing_stands_outside_the_margins(qapp: QApplication) -> None:
    long = "长" * 200
    rows = ((long, "1,843.58"), ("W" * 300, "9" * 60), (long * 40, ""))
    table = Table((Column("Name"), Column("Number", True)), rows)
    for paper in (Paper(), Paper(PaperSize.LETTER, landscape=True)):
        layout = lay_out(report(table, Facts(((long, long),)), Sources((("[1]", long),)), paper=paper, title=long))
        for page in layout.pages:
            for item in page.items:
                assert not isinstance(item, Picture)
                assert 0 < item.y <= paper.height * MM - 16 * MM
                assert (item.left if isinstance(item, Stroke) else item.x) >= layout.report.paper.margin * MM - 0.01


def test_a_cell_longer_than_a_page_goes_on_whole(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    text = "".join(f"第{number}句，" for number in range(3000))
    long = report(Table((Column("Key"), Column("Text")), (("k", text), ("after", "x"))))
    runs = [item for page in lay_out(long).pages for item in page.items if isinstance(item, Run)]
    assert "".join(run.text for run in runs if "第" in run.text or "句" in run.text) == text
    write_pdf(long, path)
    pages = pypdf_text(path)
    assert len(pages) > 2
    assert "".join(pages).count("句") == 3000
    assert "after" in pages[-1]


def test_pages_are_numbered_and_say_what_they_are_worth(qapp: QApplication, tmp_path: Path) -> None:
    for code, first, copy in (("en", "Page 1 of 3", "Unregistered copy"), ("zh_CN", "第 1 页，共 3 页", "未存档副本")):
        path = tmp_path / f"{code}.pdf"
        three = report(Paragraph("a"), PageBreak(), Paragraph("b"), PageBreak(), Paragraph("c"), code=code)
        assert write_pdf(three, path) == 3
        pages = pypdf_text(path)
        assert squeezed(first) in squeezed(pages[0])
        assert all(squeezed(copy) in squeezed(page) for page in pages)


def test_a_heading_is_not_left_alone_at_the_foot(qapp: QApplication) -> None:
    for lines in range(20, 70):
        layout = lay_out(report(*(Paragraph(f"p{n}") for n in range(lines)), Heading("Head"), wide_table(2, 4)))
        for page in layout.pages:
            texts = [item.text for item in page.items if isinstance(item, Run)]
            if "Head" in texts:
                assert "cell-0-0" in texts


def test_a_rule_is_not_the_last_thing_on_a_page_and_few_facts_stay_together(qapp: QApplication) -> None:
    facts = Facts(tuple((f"label{n}", "text") for n in range(4)))
    for lines in range(30, 60):
        layout = lay_out(report(*(Paragraph(f"p{n}") for n in range(lines)), Rule(), facts))
        for page in layout.pages:
            assert isinstance(page.items[-1], Run)
            assert sum(isinstance(item, Run) and item.text.startswith("label") for item in page.items) in (0, 4)


def test_sources_stand_in_two_columns_and_go_on_over_pages(qapp: QApplication) -> None:
    lines = tuple((f"[{n}]", f"Source {n}, " + "words " * 20) for n in range(1, 201))
    layout = lay_out(report(Sources(lines)))
    assert len(layout.pages) > 1
    runs = [item for page in layout.pages for item in page.items if isinstance(item, Run)]
    numbers = [run for run in runs if run.text.startswith("[")]
    assert [run.text for run in numbers] == [number for number, _ in lines]
    assert len({round(run.x) for run in numbers}) == 2


def test_a_chart_on_paper_says_everything_in_order(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    write_pdf(chart_report(chart(), ENGLISH, unit="Pairing assistance office"), path)
    text = poppler("pdftotext", "-raw", path, "-")
    order = [
        "Hangzhou–Delingha pairing assistance", "Installed capacity, 2010 to 2014", "MW, running total",
        "Wind 风电", "Hatched: wind.", "[1]", "para 1", "As of", "Industry: solar thermal", "2 plants without a date",
        "9 figures, one source each.",
    ]
    assert [words for words in order if words not in text] == []
    assert "Pairing assistance office" in text


def test_the_same_report_gives_the_same_bytes(qapp: QApplication, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        write_pdf(chart_report(chart("zh_CN"), CHINESE), tmp_path / name)
        made.append(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert made[0] == made[1]


def test_fonts_are_embedded_and_no_glyph_is_missing(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "fonts.pdf"
    write_pdf(report(Paragraph("Luneng’s “50 MW” 德令哈 Łódź"), FigureBlock(chart())), path)
    rows = poppler("pdffonts", path).splitlines()[2:]
    names = {row.split()[0].split("+")[-1] for row in rows}
    assert names == {"PairingSansLatin-Regular", "PairingSansSC-Regular", "DejaVuSans"}
    assert all(row.split()[-5] == "yes" for row in rows)
    assert "□" not in "".join(pypdf_text(path))


def test_mark_up_and_mathematics_are_printed_as_they_are(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    hard = r"$\frac{1}{2}$ Ltd <b>bold</b> &amp; O'Brien %s {x}"
    write_pdf(report(Paragraph(hard), Facts(((hard, hard),)), title=hard), path)
    text = squeezed("".join(pypdf_text(path)))
    assert text.count(squeezed(hard)) >= 2


def test_words_are_divided_by_blanks(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "blanks.pdf"
    write_pdf(report(Paragraph("some words in a row")), path)
    assert "some words in a row" in pypdf_text(path)[0]
    assert "\t" not in pypdf_text(path)[0]


def test_a_sign_that_no_font_has_is_said_in_words(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "emoji.pdf"
    write_pdf(report(Paragraph("Plant \U0001fae0 and \U0001fae1")), path)
    text = squeezed("".join(pypdf_text(path)))
    assert squeezed("□ stands for 2 signs") in text


def test_paper_does_not_follow_the_window(qapp: QApplication, tmp_path: Path) -> None:
    write_pdf(report(Paragraph("“引号”（括号）"), code="zh_CN"), tmp_path / "before.pdf")
    old = qapp.font()
    bold = QFont(old)
    bold.setWeight(QFont.Weight.Bold)
    bold.setItalic(True)
    bold.setFeature(QFont.Tag("pwid"), 1)
    qapp.setFont(bold)
    try:
        write_pdf(report(Paragraph("“引号”（括号）"), code="zh_CN"), tmp_path / "after.pdf")
    finally:
        qapp.setFont(old)
    assert (tmp_path / "before.pdf").read_bytes() == (tmp_path / "after.pdf").read_bytes()


def test_letter_and_landscape_change_the_sheet(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    write_pdf(report(Paragraph("x"), paper=Paper(PaperSize.LETTER, landscape=True)), path)
    box = PdfReader(path).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (792, 612)


def test_parts_stand_in_the_outline(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "outline.pdf"
    write_pdf(report(Paragraph("x"), PageBreak(), Heading("Figures 数据"), title="Whole"), path)
    reader = PdfReader(path)
    whole, parts = reader.outline
    assert (whole.title, reader.get_destination_page_number(whole)) == ("Whole", 0)
    assert (parts[0].title, reader.get_destination_page_number(parts[0])) == ("Figures 数据", 1)


def test_a_place_that_cannot_be_written_is_told_and_the_old_file_stays(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="could not be written"):
        write_pdf(report(Paragraph("x")), tmp_path / "missing" / "a.pdf")
    folder = tmp_path / "taken.pdf"
    folder.mkdir()
    with pytest.raises(FileProblem):
        write_pdf(report(Paragraph("x")), folder)
    assert list(tmp_path.iterdir()) == [folder]
