import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.strategies import decimals
from pairing_desktop.domain.language import Language, language
from pairing_desktop.domain.numbers import (
    BILLION,
    MILLION,
    ONES,
    TRILLION,
    WAN,
    YI,
    NumberProblem,
    axis_scale,
    canonical,
    display_value,
    format_number,
    parse_decimal,
    unit_label,
)
from pairing_desktop.domain.vocabulary import UNIT

EN, ZH = language("en"), language("zh_CN")
_SCALES = (TRILLION, BILLION, MILLION, YI, WAN, ONES)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("123", "123"),
        ("１２３", "123"),
        (" 1,843.58 ", "1843.58"),
        ("１，８４３．５８", "1843.58"),
        ("1050.00", "1050.00"),
        ("-5", "-5"),
        ("−5", "-5"),
        (".5", "0.5"),
        ("-0", "0"),
        ("007", "7"),
        ("9" * 40, "9" * 40),
    ],
)
def test_a_typed_number_is_kept_digit_by_digit(text: str, stored: str) -> None:
    assert canonical(parse_decimal(text)) == stored


@pytest.mark.parametrize(
    "text",
    ["", "nan", "NaN", "inf", "-Infinity", "1e400", "1E5", "1_000", "٣", "१२", "1.2.3", "1,23", "1,2345", "12,34,567",
     ",123", "1,234,", "5.", "1 000", "½", "10²", "0x10", "--5", "+-5", "五", "9" * 41, "5 MW", "\ud800"],
)
def test_what_is_no_plain_number_is_told_in_words(text: str) -> None:
    with pytest.raises(NumberProblem) as caught:
        parse_decimal(text)
    assert caught.value.message(EN).endswith(".")
    assert caught.value.message(ZH).endswith("。")


@given(decimals)
def test_the_stored_form_is_the_same_number_without_an_exponent(value: Decimal) -> None:
    assert re.fullmatch(r"-?\d+(\.\d+)?", canonical(value))
    assert parse_decimal(canonical(value)) == value


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        ("1843580000", "kWh", "1,843.58 million kWh", "18.4358亿千瓦时"),
        ("18435800", "kWh", "18.4358 million kWh", "1843.58万千瓦时"),
        ("18400000", "kWh", "18.4 million kWh", "1840万千瓦时"),
        ("770000", "kWh", "770,000 kWh", "77万千瓦时"),
        ("14200000000", "CNY", "14.2 billion yuan", "142亿元"),
        ("1957570000", "CNY", "1,957.57 million yuan", "19.5757亿元"),
        ("1234567891", "CNY", "1,234,567,891 yuan", "1,234,567,891元"),
        ("-14200000000", "CNY", "−14.2 billion yuan", "−142亿元"),
        ("2000000000000", "CNY", "2 trillion yuan", "2万亿元"),
        ("1900000000", "USD", "1.9 billion dollars", "19亿美元"),
        ("50", "MW", "50 MW", "50 兆瓦"),
        ("51070", "MW", "51,070 MW", "51,070 兆瓦"),
        ("3500", "h/yr", "3,500 h a year", "3500 小时/年"),
        ("10", "t/yr", "10 t a year", "10 吨/年"),
        ("100000", "t/yr", "100,000 t a year", "10万吨/年"),
        ("418", "company", "418 companies", "418家"),
        ("1", "company", "1 company", "1家"),
        ("1", "person", "1 person", "1人"),
        ("1", "person-time", "1 visit", "1人次"),
        ("27135", "unit", "27,135 units", "27,135个"),
        ("2013", "year", "2013", "2013年"),
        ("15", "year", "15 years", "15年"),
        ("97.5600", "degree", "97.5600°", "97.5600°"),
        ("56.7", "%", "56.7%", "56.7%"),
        ("221.15", "kWh/m2", "221.15 kWh/m²", "221.15 千瓦时/平方米"),
        ("0", "CNY", "0 yuan", "0元"),
        ("5", "", "5", "5"),
        ("5", "sheep", "5 sheep", "5 sheep"),
        ("many", "CNY", "many", "many"),
    ],
)
def test_both_languages_print_a_value_as_people_would(value: str, unit: str, english: str, chinese: str) -> None:
    assert display_value(value, unit, EN) == english
    assert display_value(value, unit, ZH) == chinese


@pytest.mark.parametrize(
    ("value", "last_place", "english", "chinese"),
    [
        ("6500000000", 7, "6.50 billion yuan", "65.0亿元"),
        ("1050000000", 4, "1,050.00 million yuan", "10.5000亿元"),
        ("750000000", 0, "750,000,000 yuan", "750,000,000元"),
        ("14200000000", 8, "14.2 billion yuan", "142亿元"),
        ("10000000000", 9, "10 billion yuan", "100亿元"),
    ],
)
def test_zeros_that_were_printed_are_shown(value: str, last_place: int, english: str, chinese: str) -> None:
    assert display_value(value, "CNY", EN, last_place=last_place) == english
    assert display_value(value, "CNY", ZH, last_place=last_place) == chinese


def test_a_column_says_unit_and_scale_once() -> None:
    values = [Decimal("14200000000"), Decimal("390000000")]
    assert axis_scale(values, EN) is BILLION
    assert axis_scale(values, ZH) is YI
    assert unit_label("CNY", EN, BILLION) == "billion yuan"
    assert unit_label("CNY", ZH, YI) == "亿元"
    assert [display_value(value, "CNY", EN, scale=BILLION, bare=True) for value in values] == ["14.2", "0.39"]
    assert [display_value(value, "CNY", ZH, scale=YI, bare=True) for value in values] == ["142", "3.9"]
    assert display_value("14200000000", "CNY", EN, bare=True) == "14.2 billion"
    assert display_value("14200000000", "CNY", ZH, bare=True) == "142亿"


def test_a_column_of_small_values_or_of_megawatts_is_not_scaled() -> None:
    assert axis_scale([], EN) is ONES
    assert axis_scale([Decimal(27135)], ZH) is ONES
    assert axis_scale([Decimal(140000)], ZH) is WAN
    assert axis_scale([Decimal(51070000)], EN, "MW") is ONES


def test_a_number_is_rounded_only_when_told() -> None:
    assert format_number("1234567.891", EN) == "1,234,567.891"
    assert format_number("1234.5", EN, 0) == "1,235"
    assert format_number(Decimal("2.5"), EN, 0) == "3"
    assert format_number(Decimal("3"), EN, 2) == "3.00"
    assert format_number("1234.5", ZH) == "1234.5"


def _read_back(text: str, tongue: Language) -> Decimal:
    found = re.match(r"(−?)([\d,]+(?:\.\d+)?) ?(.*)", text)
    assert found
    number = parse_decimal(found[1] + found[2])
    for scale in _SCALES:
        if scale.word(tongue) and found[3].startswith(scale.word(tongue)):
            return number.scaleb(scale.power)
    return number


@given(decimals, st.sampled_from(sorted(UNIT)), st.sampled_from([EN, ZH]))
def test_a_printed_value_is_exact(value: Decimal, unit: str, tongue: Language) -> None:
    assert _read_back(display_value(value, unit, tongue), tongue) == value


@given(decimals, st.sampled_from([EN, ZH]), st.integers(-8, 12))
def test_a_printed_value_with_its_places_is_exact(value: Decimal, tongue: Language, last_place: int) -> None:
    assert _read_back(display_value(value, "CNY", tongue, last_place=last_place), tongue) == value


@given(decimals, st.sampled_from(_SCALES), st.sampled_from([EN, ZH]))
def test_a_value_in_a_given_scale_is_exact(value: Decimal, scale: object, tongue: Language) -> None:
    text = display_value(value, "CNY", tongue, scale=scale, bare=True)  # type: ignore[arg-type]
    assert parse_decimal(text).scaleb(scale.power) == value  # type: ignore[attr-defined]
