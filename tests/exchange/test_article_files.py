"""Files that hold an article: texts in their encodings, PDFs page by page, and what no article can be read from."""

from pathlib import Path

import pytest
from pypdf import PdfWriter

from pairing_desktop.domain.article.text import ArticleProblem
from pairing_desktop.domain.language import language
from pairing_desktop.exchange.article_files import read_article

TEXT = "去年，德令哈市完成投资 390 亿元。"


def page_pdf(path: Path, *lines: str, stream: bytes = b"") -> Path:
    """A PDF of one page whose text is drawn with a plain font, written by hand."""
    drawn = stream or b"BT /F1 12 Tf 72 720 Td 14 TL " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    path.write_bytes(out)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_article(path) == TEXT


def test_the_pages_of_a_pdf_are_read_one_by_one(tmp_path: Path) -> None:
    path = page_pdf(tmp_path / "article.pdf", "The plant made 149.6 million", "kWh in 2024.")
    (page,) = read_article(path)
    assert "149.6 million" in page
    assert "kWh in 2024" in page


def refusal(path: Path) -> str:
    with pytest.raises(ArticleProblem) as refused:
        read_article(path)
    return refused.value.message(language("en"))


def test_a_pdf_without_text_is_called_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    writer = PdfWriter()
    writer.add_blank_page(200, 300)
    writer.write(path)
    assert "picture" in refusal(path)


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    writer = PdfWriter(clone_from=page_pdf(tmp_path / "open.pdf", "Secret"))
    writer.encrypt("word", algorithm="RC4-128")
    writer.write(path)
    assert "password" in refusal(path)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00\xff" * 500, b"%PDF-1.4\ntrailer << /Root 9 0 R >>"])
def test_a_damaged_pdf_ends_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    assert "damaged" in refusal(path) or "picture" in refusal(path)


def test_a_page_that_draws_without_end_is_given_up(tmp_path: Path) -> None:
    path = page_pdf(tmp_path / "huge.pdf", stream=b"0 0 m " * 3_000_000)
    assert "takes too long" in refusal(path)


def test_a_file_that_is_gone_or_far_too_large_is_told(tmp_path: Path) -> None:
    assert "could not be read" in refusal(tmp_path / "gone.txt")
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 1_000_000)
    assert "too large" in refusal(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(b"\xff\xff\xff\x80\x81")
    assert "encoding" in refusal(path)
