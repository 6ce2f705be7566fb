"""Word documents: what was put in is found again by another reader, and the same content gives the same bytes."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from matplotlib.figure import Figure

from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.exchange.docx import CHINESE, LATIN, Sheet, WordDocument

SHEET = Sheet(
    "概况", "zh-CN", (210.0, 297.0), ("杭州—德令哈对口支援", "办公室"), ("未存档副本", "2026年11月23日"),
    "第 {n} 页，共 {pages} 页", "2026-11-23", "办公室",
)


def _png() -> bytes:
    stream = io.BytesIO()
    Figure(figsize=(2, 1)).savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()


def _filled() -> WordDocument:
    document = WordDocument(SHEET)
    document.title("概况", "副题")
    document.heading("一览", 1, "说明")
    document.tiles([("装机", "50兆瓦", "单一来源"), ("投资", "142亿元", "")])
    document.paragraph("正文 with $x$ <b>&amp;\x00", lead=True)
    document.table(["名称", "数值"], [False, True], [("甲", "1"), ("乙", "2"), ("丙", "3")], [(0, "组一"), (2, "组二")])
    document.pairs([("数据截至", "2026-11-23")])
    document.picture(_png(), 100.0, "一图")
    document.heading("小节", 2)
    document.sources("来源", [("[1]", "青海日报"), ("[2]", "SHINE")])
    return document


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "a.docx"
    _filled().save(path)
    return path


def test_numbers_lead_to_their_sources_and_texts_stay_as_they_were(tmp_path: Path) -> None:
    document = WordDocument(SHEET)
    document.paragraph("50兆瓦 [2][1]，另见 [9]。", muted=True)
    document.table(["名称", "来源"], [False, False], [("甲", "[1] para 3\n[2] 第2段")])
    document.sources("来源", [("[1]", "青海日报"), ("[2]", "SHINE [1]")])
    path = tmp_path / "links.docx"
    document.save(path)
    again = Document(str(path))
    said = again.paragraphs[0]
    assert said.text == "50兆瓦 [2][1]，另见 [9]。"
    assert [link.fragment for link in said.hyperlinks] == ["source_2", "source_1"]
    cell = again.tables[0].cell(1, 1)
    assert cell.text == "[1] para 3\n[2] 第2段"
    assert [link.fragment for link in cell.paragraphs[0].hyperlinks] == ["source_1", "source_2"]
    marks = [mark.get(qn("w:name")) for mark in again.element.body.iter(qn("w:bookmarkStart"))]
    assert marks == ["source_1", "source_2"]
    assert [line.text for line in again.paragraphs][-2:] == ["[1]\t青海日报", "[2]\tSHINE [1]"]
    sizes = {run.font.size for run in said.runs}
    assert len(sizes) == 1 and said.runs[0].font.size is not None


def test_headings_rows_pictures_and_sources_are_found_again(written: Path) -> None:
    document = Document(str(written))
    styled = [(line.style.name if line.style else "", line.text) for line in document.paragraphs]
    heads = [pair for pair in styled if pair[0].startswith("Heading")]
    assert heads == [("Heading 1", "一览"), ("Heading 2", "小节"), ("Heading 1", "来源")]
    tiles, table, pairs = document.tables
    assert [cell.text.split("\n")[1] for cell in tiles.rows[0].cells[:2]] == ["50兆瓦", "142亿元"]
    assert [row.cells[0].text for row in table.rows] == ["名称", "组一", "甲", "乙", "组二", "丙"]
    assert pairs.rows[0].cells[1].text == "2026-11-23"
    assert len(document.inline_shapes) == 1
    assert [line.text for line in document.paragraphs if line.text.startswith("[")] == ["[1]\t青海日报", "[2]\tSHINE"]


def test_the_header_of_a_table_repeats_on_each_page(written: Path) -> None:
    table = Document(str(written)).tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_texts_of_data_stay_as_they_are_but_for_signs_that_cannot_be_kept(written: Path) -> None:
    texts = [line.text for line in Document(str(written)).paragraphs]
    assert "正文 with $x$ <b>&amp;" in texts


def test_chinese_and_latin_fonts_are_named_apart(written: Path) -> None:
    styles = Document(str(written)).styles
    for name in ("Normal", "Heading 1", "Heading 2", "Title"):
        fonts = styles[name].element.rPr.rFonts
        assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))) == (LATIN, CHINESE)


def test_head_and_foot_stand_on_each_page_with_the_number_of_the_page(written: Path) -> None:
    section = Document(str(written)).sections[0]
    assert section.header.paragraphs[0].text == "杭州—德令哈对口支援\t\t办公室"
    foot = section.footer.paragraphs[0]
    assert foot.text == "未存档副本\t2026年11月23日\t第 1 页，共 1 页"
    codes = [part.text for part in foot._p.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_same_content_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "b.docx"
    _filled().save(again)
    assert again.read_bytes() == written.read_bytes()
    assert {entry.date_time for entry in zipfile.ZipFile(written).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        _filled().save(tmp_path / "missing" / "a.docx")
    assert not list(tmp_path.iterdir())


def test_a_landscape_sheet_is_turned(tmp_path: Path) -> None:
    path = tmp_path / "wide.docx"
    WordDocument(Sheet("t", "en", (297.0, 210.0), ("", ""), ("", ""), "{n}/{pages}", "2026-11-23")).save(path)
    section = Document(str(path)).sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert section.page_width > section.page_height
