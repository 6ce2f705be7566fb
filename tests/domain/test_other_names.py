"""Other names as one text of a table, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain import other_names
from pairing_desktop.domain.kinds import COMPANIES
from pairing_desktop.domain.language import language
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.text import TextProblem, clean
from pairing_desktop.domain.vocabulary import ALIAS_KIND, SOURCE_LANGUAGE

DATES = st.sampled_from(["", "2010", "2010-05", "2014-12-30"])
WORDS = ["former", " (", ")", "（", "）", ";", "；", '"', "'", "=", ", ", "，", "–", "2010–2014", "Blue star", "蓝星", "zh", "&"]


def _stored(text: str) -> str:
    try:
        return " ".join(clean(text).text.split())
    except TextProblem:
        return ""


TEXTS = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(WORDS), max_size=6).map("".join)).map(_stored).filter(bool)
ROWS = st.lists(
    st.fixed_dictionaries({
        "text": TEXTS, "kind": st.sampled_from(list(ALIAS_KIND)), "language": st.sampled_from(["", "fr", *SOURCE_LANGUAGE]),
        "used_from": DATES, "used_to": DATES,
    }), max_size=4,
)  # fmt: skip


@given(ROWS)
def test_any_names_are_read_back_as_they_are(rows: list[dict[str, str]]) -> None:
    assert other_names.read(other_names.said(rows)) == rows


@given(ROWS.map(lambda rows: [row for row in rows if row["language"] != "fr"]), st.sampled_from(["en", "zh_CN"]))
def test_what_people_read_is_read_back_too(rows: list[dict[str, str]], code: str) -> None:
    assert other_names.read(other_names.said(rows, language(code))) == rows


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        kept = other_names.settled(COMPANIES, text)
    except Problem as problem:
        assert '"' in text and "not closed" in problem.message(language("en"))
    else:
        assert other_names.settled(COMPANIES, kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bluestar", "Bluestar (other)"),
        ("蓝星（曾用名，2010年–2014年5月）；BS（简称）", "蓝星 (former, 2010–2014-05); BS (short)"),
        ("Park (Hangzhou); ; Old park(Former name, –2014)", "Park (Hangzhou) (other); Old park (former, –2014)"),
        ('"A; B" (short, English)', '"A; B" (short, en)'),
        ("Qarhan (1958)", "Qarhan (1958) (other)"),
        ("", ""),
    ],
)
def test_names_typed_by_hand_are_understood(typed: str, kept: str) -> None:
    assert other_names.settled(COMPANIES, typed) == kept
    assert other_names.settled(COMPANIES, kept) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"Bluestar (former)', "not closed"), ("x" * 1000, "too many"), ("A (former, 2014–2010)", "before the start"),
        ("A; A", "there twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(typed: str, words: str) -> None:
    assert any(words in problem.message(language("en")) for problem in other_names.problems(COMPANIES, typed))


def test_a_list_adds_names_and_takes_none_away() -> None:
    known = "Bluestar (former, –2014); 蓝星 (short)"
    assert other_names.joined(COMPANIES, known, "Bluestar (former, 2010–2014); BS") == (
        "Bluestar (former, 2010–2014); 蓝星 (short); BS (other)"
    )
