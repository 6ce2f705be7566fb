"""Text on paper: broken where it may, never cut, every sign either drawn or replaced by a visible one."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from pairing_desktop.data import DATABASE
from pairing_desktop.ui.paper_layout import title_lines
from pairing_desktop.ui.paper_text import UNKNOWN, face, legible, pieces

WORDS = st.text(st.sampled_from("ab ,.-杭州市，。（）“”12年\n"), max_size=80)


@given(text=WORDS, room=st.floats(20, 200))
def test_wrapping_loses_no_sign(qapp: QApplication, text: str, room: float) -> None:
    lines = face("en", 8.0).wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(text=WORDS, room=st.floats(20, 200))
def test_no_line_is_longer_than_its_room(qapp: QApplication, text: str, room: float) -> None:
    used = face("zh_CN", 8.0)
    assert all(used.wide(line) <= room + 0.01 for line in used.wrap(text, room))


def test_a_name_of_200_signs_without_a_break_is_divided(qapp: QApplication) -> None:
    used = face("en", 8.0)
    lines = used.wrap("A" * 200, 60.0)
    assert "".join(lines) == "A" * 200
    assert all(used.wide(line) <= 60 for line in lines)


def test_lines_do_not_begin_with_closing_punctuation_or_a_lonely_day() -> None:
    assert pieces("德令哈，青海") == ["德", "令", "哈，", "青", "海"]
    assert pieces("（杭州）") == ["（杭", "州）"]
    assert "14日" in pieces("至14日")
    assert pieces("[1][23]") == ["[1]", "[23]"]


def test_a_line_feed_is_a_line_break(qapp: QApplication) -> None:
    assert face("en", 8.0).wrap("[1] para 2\n[2]", 500.0) == ["[1] para 2", "[2]"]


def test_a_long_title_breaks_before_the_period_and_leaves_no_single_word(qapp: QApplication) -> None:
    used = face("en", 13.5)
    words = "Installed capacity connected by Delingha and Golmud projects in two prefectures"
    assert title_lines(used, f"{words}, 2010 to today", used.wide(words) + 20) == [f"{words},", "2010 to today"]
    plain = title_lines(used, words, used.wide(words) - 5)
    assert len(plain) == 2
    assert len(plain[1].split()) > 1
    assert title_lines(used, f"Hangzhou, {words}", used.wide(words) + 20)[0] != "Hangzhou,"


@pytest.mark.parametrize("sign", ["\u2f49", "\u2f47", "\uf9b8"])
def test_radicals_become_their_character(qapp: QApplication, sign: str) -> None:
    assert legible(sign) not in (sign, UNKNOWN)


def test_what_no_font_has_is_replaced_visibly_and_the_rest_stays(qapp: QApplication) -> None:
    assert legible("塔\U0001fae0\ufe0f\u200b end\tŁódź") == "塔□ end Łódź"


def test_every_sign_of_the_facts_is_drawn(qapp: QApplication) -> None:
    lost = set()
    for path in sorted((DATABASE / "seed").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    lost |= {sign for sign in cell if legible(sign) == UNKNOWN}
    assert not lost


@given(text=st.text(st.sampled_from("ab ,.([])-/12"), max_size=40))
def test_plain_words_are_divided_as_all_others(text: str) -> None:
    assert pieces(f"{text} ") == pieces(f"{text} 年")[:-1]  # the second one holds a sign that takes the long way
