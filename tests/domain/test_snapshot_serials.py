"""Serials: what is typed wrong is noticed, what is only written differently is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain.serials import SIGNS, SerialProblem, is_attempt, make_serial, read_serial

serials = st.builds(make_serial, st.integers(2010, 2099), st.integers(1, 123_456), st.uuids().map(str),
                    st.binary(min_size=32, max_size=32).map(bytes.hex))  # fmt: skip
EXAMPLE = make_serial(2026, 147, "3f0d5d0e-94c5-5f7a-9a55-6c0e6f1d2b10", "ab" * 32)
_ALIKE = {"O": "0", "I": "1", "L": "1"}


def means(text: str) -> str:
    try:
        return read_serial(text)
    except SerialProblem:
        return ""


def test_a_serial_says_year_and_number_and_ends_in_two_check_signs() -> None:
    assert EXAMPLE.startswith("PD-2026-0147-")
    assert len(EXAMPLE) == len("PD-2026-0147-K7")
    assert set(EXAMPLE[-2:]) <= set(SIGNS)


@given(serials)
def test_every_single_wrong_sign_is_noticed(serial: str) -> None:
    for at, sign in enumerate(serial):
        for other in SIGNS + "OILU*.":
            if sign != "-" and _ALIKE.get(other, other) != sign:
                assert means(serial[:at] + other + serial[at + 1:]) == "", (serial, at, other)


@given(serials)
def test_two_neighbours_swapped_are_noticed_or_mean_the_same(serial: str) -> None:
    for at in range(len(serial) - 1):
        one, other = serial[at], serial[at + 1]
        swapped = serial[:at] + other + one + serial[at + 2:]
        if one == other or "-" in (one, other):  # where the dashes stand does not matter
            assert means(swapped) == serial
        else:
            assert means(swapped) == "", swapped


def test_a_sign_left_out_is_noticed() -> None:
    for at, sign in enumerate(EXAMPLE):
        if sign != "-":
            assert means(EXAMPLE[:at] + EXAMPLE[at + 1:]) == ""


@pytest.mark.parametrize("write", [
    str.lower, lambda text: text.replace("-", ""), lambda text: text.replace("-", " "), lambda text: f"  {text} ",
    lambda text: text.replace("0", "O"), lambda text: text.replace("0", "o").replace("1", "l"),
    lambda text: text.replace("-", "–"), lambda text: "".join(chr(ord(sign) + 0xFEE0) for sign in text),
])  # fmt: skip
def test_case_blanks_dashes_and_look_alikes_do_not_matter(write: object) -> None:
    assert read_serial(write(EXAMPLE)) == EXAMPLE  # type: ignore[operator]


@pytest.mark.parametrize("text", ["", "PD", "K7", "德令哈", "PD-2026", "PD-2026-0147", "PD-2026-0147-", "PD-26-147-K7"])
def test_what_is_no_serial_is_told_in_words(text: str) -> None:
    with pytest.raises(SerialProblem, match="not a serial"):
        read_serial(text)


def test_typing_a_serial_is_told_from_typing_a_name() -> None:
    assert is_attempt("pd-2026-01")
    assert is_attempt(EXAMPLE.lower())
    assert not is_attempt("PD")
    assert not is_attempt("50 MW 2026")


def test_another_page_or_other_data_give_other_signs() -> None:
    drawn = {make_serial(2026, 147, str(number), "ab" * 32)[-2:] for number in range(100)}
    assert len(drawn) > 20
