"""Pictures as files: the same bytes for the same data, whole words in them, nothing of today."""

import io

import pytest
from pypdf import PdfReader

from charts.samples import FORMS, stacked
from pairing_desktop.charts.context import Context
from pairing_desktop.charts.files import PICTURES, picture
from pairing_desktop.domain.language import language
from pairing_desktop.domain.palette import PAPER

ON_PAPER = Context(language("en"), PAPER, paper=True)


@pytest.mark.parametrize("format", PICTURES)
def test_the_same_data_gives_the_same_bytes(format: str) -> None:
    for make in FORMS.values():
        assert picture(make(), format, ON_PAPER, dpi=72) == picture(make(), format, ON_PAPER, dpi=72)


def test_the_pdf_holds_title_sources_and_date_as_text() -> None:
    text = PdfReader(io.BytesIO(picture(stacked(), "pdf", ON_PAPER))).pages[0].extract_text()
    for words in ("A title", "A publisher, A source", "As of 23 November 2026", "Left out"):
        assert words in text


def test_no_file_says_when_or_with_what_it_was_made() -> None:
    pdf = picture(stacked(), "pdf", ON_PAPER)
    assert b"CreationDate" not in pdf
    assert b"<dc:date>" not in picture(stacked(), "svg", ON_PAPER)
    assert b"Software" not in picture(stacked(), "png", ON_PAPER, dpi=72)


def test_an_empty_chart_is_a_file_that_says_so() -> None:
    empty = stacked(series=(), callouts=(), left_out=("2 plants without a date",))
    text = PdfReader(io.BytesIO(picture(empty, "pdf", ON_PAPER))).pages[0].extract_text()
    assert "Nothing on file can be drawn here" in text
    assert "2 plants without a date" in text


def test_many_sources_are_counted_when_they_do_not_fit() -> None:
    data = stacked()
    many = stacked(sources=data.sources * 300)
    text = PdfReader(io.BytesIO(picture(many, "pdf", ON_PAPER))).pages[0].extract_text()
    assert "[120]" in text
    assert "180 more sources stand in the table" in text
