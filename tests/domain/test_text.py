import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain.language import language
from pairing_desktop.domain.text import TextProblem, clean, fold, half_width, too_long

EN, ZH = language("en"), language("zh_CN")


def test_invisible_signs_are_taken_out_and_told() -> None:
    cleaned = clean("\ufeff德令\u200b哈\u202e\x00 \r\nline\ttwo\u2066 ")
    assert cleaned.text == "德令哈 \nline\ttwo"
    assert (cleaned.invisible, cleaned.controls) == (4, 1)
    assert cleaned.told(EN) == "5 invisible characters were removed."
    assert cleaned.told(ZH) == "已去掉5个不可见字符。"


def test_nothing_is_told_where_nothing_was_removed() -> None:
    cleaned = clean("  $\\frac$ <b>&' 😀 ")
    assert cleaned.text == "$\\frac$ <b>&' 😀"
    assert cleaned.told(EN) == ""


def test_one_removed_sign_is_told_in_the_singular() -> None:
    assert clean("a\u200bb").told(EN) == "1 invisible character was removed."


def test_text_is_composed() -> None:
    assert clean("e\u0301").text == "é"


def test_a_broken_character_is_refused_in_words() -> None:
    with pytest.raises(TextProblem) as caught:
        clean("a\ud83d")
    assert caught.value.message(EN) == "The text holds a broken character. Type it again without it."
    assert caught.value.message(ZH) == "文字中有损坏的字符。请去掉后重新输入。"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＳＵＰＣＯＮ　Solar", "supcon solar"),
        ("㎡", "m2"),
        ("Straße", "strasse"),
        ("德令\u200b哈", "德令哈"),
        ("臺灣", "臺灣"),
    ],
)
def test_search_folds_width_and_case_but_not_characters(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_half_width_leaves_signs_with_a_meaning_alone() -> None:
    assert half_width("１０²　ｋｍ，½") == "10² km,½"


@given(st.text())
def test_cleaning_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    if not any("\ud800" <= sign <= "\udfff" for sign in text):
        once = clean(text).text
        assert clean(once).text == once


def test_length_is_counted_in_characters() -> None:
    assert too_long("德" * 101, 100)
    assert not too_long("😀" * 100, 100)
