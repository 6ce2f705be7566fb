"""The font of charts and paper: made whole or not at all, one character to a glyph, under its own name and licence."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pairing_desktop import fonts


@pytest.fixture(scope="module")
def chinese() -> Iterator[TTFont]:
    with TTFont(fonts.font_files()[0], lazy=True) as font:
        yield font


def test_it_bears_its_own_name_and_the_licence_stands_beside_it(chinese: TTFont) -> None:
    names = {record.nameID: str(record) for record in chinese["name"].names}
    assert names[1] == names[4] == fonts.FAMILY
    assert "Noto" not in names[6]
    assert "Adobe" in names[0]
    assert chinese["CFF "].cff.fontNames == ["PairingSansSC-Regular"]
    licence = fonts.font_files()[0].with_name("LICENSE-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence


def test_radicals_and_compatibility_ideographs_are_gone(chinese: TTFont) -> None:
    held = chinese.getBestCmap()
    assert not [code for code in held if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00]
    assert {ord(sign) for sign in "月日青瓦德令哈杭州"} <= set(held)


def test_letters_digits_and_punctuation_of_the_facts_own_their_glyphs(chinese: TTFont) -> None:
    """Where two characters share a glyph, the commoner one comes first: it is what a reader of the PDF gets back."""
    first: dict[str, int] = {}
    held = chinese.getBestCmap()
    for code in sorted(held):
        first.setdefault(held[code], code)
    taken = [chr(code) for code, glyph in held.items() if first[glyph] != code]
    # 墫 and 壿 are both so rare that neither has the better claim.
    assert [sign for sign in taken if "\u4e00" <= sign < "\ua000" or sign.isascii()] == ["壿"]
    assert not set(taken) & set("–—·…／～〈〉“”‘’、，。；：（）《》％＋\u3000")


def test_twins_are_written_with_a_sign_the_font_has(chinese: TTFont) -> None:
    held = chinese.getBestCmap()
    assert all(ord(twin) not in held and ord(sign) in held for twin, sign in fonts.TWINS.items())


def test_english_has_proportional_quotation_marks_and_chinese_wide_ones(chinese: TTFont) -> None:

    def wide(font: TTFont, sign: str) -> int:
        return int(font["hmtx"][font.getBestCmap()[ord(sign)]][0])

    with TTFont(fonts.font_files()[1], lazy=True) as latin:
        assert wide(latin, "“") < 600
        assert wide(chinese, "“") == 1000
        assert wide(chinese, "’") == wide(latin, "’") < 400


def test_families_are_in_the_order_of_the_language() -> None:
    assert fonts.families("en")[0] == fonts.LATIN_FAMILY
    assert fonts.families("zh_CN")[0] == fonts.FAMILY


def test_it_is_found_again_and_not_made_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    made = fonts.font_files()[0]
    fonts._files.cache_clear()
    monkeypatch.setattr(fonts, "_make", lambda folder: pytest.fail("made again"))
    assert fonts.font_files()[0] == made


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(fonts, "_folders", lambda: (tmp_path / "file" / "a", tmp_path / "file" / "b"))
    fonts._files.cache_clear()
    with pytest.raises(OSError, match="no folder for the fonts"):
        fonts.font_files()[0]
    fonts._files.cache_clear()


@pytest.mark.full
def test_making_it_again_gives_the_same_bytes_and_no_half_file(tmp_path: Path) -> None:
    fonts._make(tmp_path)
    for path in fonts.font_files()[:2]:
        again = (tmp_path / path.name).read_bytes()
        assert hashlib.sha256(again).digest() == hashlib.sha256(path.read_bytes()).digest()
    assert len(list(tmp_path.iterdir())) == 3
