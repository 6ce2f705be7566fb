import csv
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.strategies import decimals
from pairing_desktop.data import DATABASE
from pairing_desktop.domain.language import Language, language
from pairing_desktop.domain.numbers import display_value
from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity, printed_place
from pairing_desktop.domain.units import PRINTED, match_unit
from pairing_desktop.domain.vocabulary import UNIT

EN, ZH = language("en"), language("zh_CN")


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("1,843.58 万千瓦时", "18435800", "kWh", "exact"),
        ("1,843.58 million kWh a month", "1843580000", "kWh", "exact"),
        ("14.2 billion yuan (US$1.9 billion)", "14200000000", "CNY", "exact"),
        ("超过390亿元", "39000000000", "CNY", "more than"),
        ("10万吨", "100000", "t", "exact"),
        ("三百二十四亿元", "32400000000", "CNY", "exact"),
        ("more than 3,000 hours", "3000", "h", "more than"),
        ("约25.6万平方公里", "256000", "km2", "about"),
        ("100 亩", "100", "mu", "exact"),
        ("１００亩", "100", "mu", "exact"),
        ("１，８４３．５８万千瓦时", "18435800", "kWh", "exact"),
        ("近2亿度", "200000000", "kWh", "about"),
        ("1200余人", "1200", "person", "more than"),
        ("10多家", "10", "company", "more than"),
        ("5000多万元", "50000000", "CNY", "more than"),
        ("fifteen", "15", "", "exact"),
        ("twenty-three counties", "23", "county", "exact"),
        ("eight provinces", "8", "province", "exact"),
        ("US$1.9 billion", "1900000000", "USD", "exact"),
        ("$175 million", "175000000", "USD", "exact"),
        ("RMB3.26 billion", "3260000000", "CNY", "exact"),
        ("RMB 235 million yuan", "235000000", "CNY", "exact"),
        ("18.692GWh", "18692000", "kWh", "exact"),
        ("3,500 hours a year", "3500", "h/yr", "exact"),
        ("3300 hours or more", "3300", "h", "at least"),
        ("3000小时以上", "3000", "h", "more than"),
        ("50MW", "50", "MW", "exact"),
        ("20万千瓦", "200", "MW", "exact"),
        ("200,000-kilowatt", "200", "MW", "exact"),
        ("3千克", "0.003", "t", "exact"),
        ("20斤", "0.01", "t", "exact"),
        ("5百万元", "5000000", "CNY", "exact"),
        ("3亿5000万元", "350000000", "CNY", "exact"),
        ("一亿零五百元", "100000500", "CNY", "exact"),
        ("年产10万吨", "100000", "t/yr", "exact"),
        ("100,000 tonnes per year", "100000", "t/yr", "exact"),
        ("500千克/天", "500", "kg/d", "exact"),
        ("600标准立方米/时", "600", "Nm3/h", "exact"),
        ("227.39千瓦时/平方米", "227.39", "kWh/m2", "exact"),
        ("1.15 RMB/kWh", "1.15", "CNY/kWh", "exact"),
        ("百分之五十", "50", "%", "exact"),
        ("up to 8.04MW", "8.04", "MW", "up to"),
        ("不超过5家", "5", "company", "up to"),
        ("至少5家", "5", "company", "at least"),
        ("no less than 5 companies", "5", "company", "at least"),
        ("不少于5家", "5", "company", "at least"),
        ("no more than 5 companies", "5", "company", "up to"),
        ("不大于5兆瓦", "5", "MW", "up to"),
        ("fewer than 5 companies", "5", "company", "up to"),
        ("5家左右", "5", "company", "about"),
        ("−5 MW", "-5", "MW", "exact"),
        ("142亿", "14200000000", "", "exact"),
        ("78μm", "78", "um", "exact"),
        ("15 кв.км.", "15", "km2", "exact"),
    ],
)
def test_printed_words_are_read_as_they_stand(text: str, value: str, unit: str, qualifier: str) -> None:
    parsed = parse_quantity(text)
    assert (parsed.canonical, parsed.unit, parsed.qualifier) == (value, unit, qualifier)
    assert parsed.is_exact
    assert not parsed.unread


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("14.2 billion yuan", "14150000000", "14250000000"),
        ("1,843.58 万千瓦时", "18435750", "18435850"),
        ("6.50 billion yuan", "6495000000", "6505000000"),
        ("50 MW", "49.5", "50.5"),
        ("18.692GWh", "18691500", "18692500"),
        ("2.67万人", "26650", "26750"),
        ("418 companies", "418", "418"),
        ("十五周年", "15", "15"),
        ("−5 MW", "-5.5", "-4.5"),
        ("8.73–9.10 亿元", "872500000", "910500000"),
    ],
)
def test_the_printed_digits_leave_half_a_unit_open(text: str, low: str, high: str) -> None:
    parsed = parse_quantity(text)
    assert (parsed.low, parsed.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "start", "end", "unit"),
    [
        ("8.73–9.10 亿元", "873000000", "910000000", "CNY"),
        ("10-15 MW", "10", "15", "MW"),
        ("between 8 and 10 MW", "8", "10", "MW"),
        ("8亿-10亿元", "800000000", "1000000000", "CNY"),
        ("5000–1万人", "5000", "10000", "person"),
        ("100至200人", "100", "200", "person"),
        ("US$1.2–US$1.9 billion", "1200000000", "1900000000", "USD"),
    ],
)
def test_a_range_keeps_both_ends(text: str, start: str, end: str, unit: str) -> None:
    parsed = parse_quantity(text)
    assert parsed.end is not None
    assert (parsed.canonical, str(parsed.end), parsed.unit) == (start, end, unit)


def test_a_second_statement_in_brackets_is_read_too() -> None:
    also = parse_quantity("14.2 billion yuan (US$1.9 billion)").also
    assert also is not None
    assert (also.canonical, also.unit) == ("1900000000", "USD")


@pytest.mark.parametrize(
    ("text", "hint", "value"),
    [
        ("3,000 hours", "h/yr", "3000"),
        ("7,000 megajoules", "MJ/m2", "7000"),
        ("10 tons", "t/yr", "10"),
        ("4.6 tons/year", "t", "4.6"),
        ("863MWh", "kWh", "863000"),
        ("400 MWh", "MWh", "400"),
        ("863,000 kWh", "MWh", "863"),
        ("2.46 square kilometers", "m2", "2460000"),
        ("3 亩", "m2", "2000"),
        ("近2天", "h", "48"),
        ("1050.00 million", "CNY", "1050000000"),
        ("217,440", "unit", "217440"),
        ("39 Hangzhou civil servants and professionals", "person", "39"),
        ("23 poor counties and cities", "county", "23"),
        ("407个", "project", "407"),
        ("15th anniversary", "year", "15"),
        ("第13个年头", "year", "13"),
        ("in 2013", "year", "2013"),
        ("Oct. 23, 1996", "year", "1996"),
        ("in the 1990s", "year", "1990"),
        ("N37.378001", "degree", "37.378001"),
        ("97.5600", "degree", "97.5600"),
    ],
)
def test_the_unit_of_the_indicator_says_what_the_words_leave_out(text: str, hint: str, value: str) -> None:
    parsed = parse_quantity(text, hint)
    assert (parsed.canonical, parsed.unit) == (value, hint)


def test_a_decade_leaves_ten_years_open() -> None:
    parsed = parse_quantity("in the 1990s", "year")
    assert (parsed.low, parsed.high, parsed.qualifier) == (Decimal(1990), Decimal(1999), "about")


def test_endless_decimals_are_rounded_and_say_so() -> None:
    parsed = parse_quantity("100 亩", "m2")
    assert parsed.canonical == "66666.666667"
    assert not parsed.is_exact
    assert parsed.explain(EN) == "100 mu ≈ 66,666.666667 m²."


def test_words_around_the_figure_are_handed_back() -> None:
    parsed = parse_quantity("总额度两亿元（人民币）", "CNY")
    assert parsed.canonical == "200000000"
    assert parsed.unread == ("总额度", "人民币")
    assert parsed.explain(ZH) == "2 × 100,000,000 元 = 200,000,000 元。未读出：“总额度”、“人民币”。"
    with pytest.raises(QuantityProblem, match="more than a figure and its unit"):
        parse_quantity("总额度两亿元")


@pytest.mark.parametrize(
    ("text", "hint", "reason"),
    [
        ("", "", "holds no figure"),
        ("foo", "CNY", "holds no figure"),
        ("万亿", "", "holds no figure"),
        ("数十亿元", "CNY", "does not say how many"),
        ("十几家", "company", "does not say how many"),
        ("half a million yuan", "CNY", "does not say how many"),
        ("several", "company", "does not say how many"),
        ("100 MW/400 MWh", "MWh", "several figures: 100, 400"),
        ("29 days in the past 31", "day", "several figures: 29, 31"),
        ("3万5", "", "not a number this program reads"),
        ("1,23 t", "t", "do not separate thousands"),
        ("9" * 41, "", "at most 40 digits"),
        ("50 MW", "kWh", "not in the unit of this indicator"),
        ("14.2 billion yuan", "USD", "not in the unit of this indicator"),
        ("14.2 billion yuan", "company", "not in the unit of this indicator"),
        ("eleven cities", "county", "not in the unit of this indicator"),
        ("10 tons a day", "t/yr", "not in the unit of this indicator"),
        ("HK$5 million", "", "more than a figure and its unit"),
        ("10 Mt", "", "more than a figure and its unit"),
        ("50m yuan", "CNY", "not in the unit of this indicator"),
        ("US$5 million yuan", "", "names two units"),
        ("the 15th batch", "batch", "which one, not how many"),
        ("about 10万吨以上", "t", "hedged in two ways"),
        ("10 to 5 MW", "MW", "ends below its start"),
        ("1 million " * 50, "", "too long"),
        ("٣ MW", "MW", "holds no figure"),
        ("nan MW", "MW", "holds no figure"),
        ("inf", "", "holds no figure"),
        ("1e400", "", "more than a figure and its unit"),
        ("1_000 MW", "", "several figures"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(text: str, hint: str, reason: str) -> None:
    with pytest.raises(QuantityProblem) as caught:
        parse_quantity(text, hint)
    assert reason in caught.value.message(EN)
    assert caught.value.message(ZH).endswith("。")


@pytest.mark.parametrize(
    ("text", "hint", "english", "chinese"),
    [
        ("1,843.58 万千瓦时", "kWh", "1,843.58 × 10,000 kWh = 18,435,800 kWh.",
         "1843.58 × 10,000 千瓦时 = 18,435,800 千瓦时。"),
        ("18.692GWh", "kWh", "18.692 GWh = 18,692,000 kWh.", "18.692 吉瓦时 = 18,692,000 千瓦时。"),
        ("超过390亿元", "CNY", "390 × 100,000,000 yuan = 39,000,000,000 yuan. Qualifier: more than.",
         "390 × 100,000,000 元 = 39,000,000,000 元。限定：超过。"),
        ("50 MW", "MW", "50 MW.", "50 兆瓦。"),
        ("217,440", "unit", "217,440 units. The unit is that of the indicator.", "217,440个。单位取自指标。"),
        ("20 GWh/month", "kWh", "20 GWh = 20,000,000 kWh. Stated per month.",
         "20 吉瓦时 = 20,000,000 千瓦时。按月计。"),
        ("8.73–9.10 亿元", "CNY",
         "8.73 × 100,000,000 – 9.10 × 100,000,000 yuan = 873,000,000 – 910,000,000 yuan.",
         "8.73 × 100,000,000 – 9.10 × 100,000,000 元 = 873,000,000 – 910,000,000 元。"),
        ("1元（US$2）", "CNY", "1 yuan. In brackets: 2 dollars.", "1元。括号内：2美元。"),
        ("0.5元/度", "CNY/kWh", "0.5 yuan/kWh.", "0.5 元/千瓦时。"),
    ],
)
def test_every_reading_explains_itself(text: str, hint: str, english: str, chinese: str) -> None:
    parsed = parse_quantity(text, hint)
    assert parsed.explain(EN) == english
    assert parsed.explain(ZH) == chinese


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("6.50 billion yuan", "6.50 billion yuan", "65.0亿元"),
        ("1,843.58 万千瓦时", "18.4358 million kWh", "1843.58万千瓦时"),
        ("RMB 750,000,000", "750,000,000 yuan", "750,000,000元"),
        ("8.73–9.10 亿元", "873 million yuan – 910 million yuan", "8.73亿元 – 9.10亿元"),
    ],
)
def test_a_figure_is_shown_with_no_digit_fewer_than_printed(text: str, english: str, chinese: str) -> None:
    parsed = parse_quantity(text)
    assert parsed.display(EN) == english
    assert parsed.display(ZH) == chinese


def test_the_printed_place_is_known_only_of_words_that_read_as_the_value() -> None:
    assert printed_place("6.50 billion yuan", "CNY", "6500000000") == 7
    assert printed_place("6.50 billion yuan", "CNY", "650000000") is None
    assert printed_place("a great deal", "CNY", "650000000") is None
    assert printed_place("100 亩", "m2", "66666.666667") is None


@given(decimals, st.sampled_from(sorted(UNIT)), st.sampled_from([EN, ZH]))
def test_a_printed_value_reads_back_as_itself(value: Decimal, unit: str, tongue: Language) -> None:
    parsed = parse_quantity(display_value(value, unit, tongue), unit)
    assert (parsed.value, parsed.unit) == (value, unit)
    assert parsed.low <= value <= parsed.high
    assert not parsed.unread


@given(decimals, st.sampled_from(sorted(UNIT)), st.sampled_from([EN, ZH]), st.integers(-8, 12))
def test_what_a_reading_shows_reads_back_with_its_digits(
    value: Decimal, unit: str, tongue: Language, last_place: int
) -> None:
    first = parse_quantity(display_value(value, unit, tongue, last_place=last_place), unit)
    again = parse_quantity(first.display(tongue), unit)
    assert again.value == first.value
    assert again.last_place == first.last_place or first.power or unit == "year"


@given(st.text(max_size=40), st.sampled_from(["", *sorted(UNIT)]))
def test_any_text_is_read_or_told(text: str, hint: str) -> None:
    try:
        parsed = parse_quantity(text, hint)
    except QuantityProblem as problem:
        assert problem.message(ZH)
    else:
        assert parsed.low <= parsed.value <= parsed.high
        assert parsed.explain(ZH)


def test_every_alias_of_a_unit_is_found_whole() -> None:
    for unit in PRINTED:
        for alias in (unit.english, unit.chinese, *unit.aliases):
            found = match_unit(alias)
            assert found is not None, alias
            assert (found[0].dimension, found[0].factor, found[1]) == (unit.dimension, unit.factor, len(alias)), alias


def test_factors_are_exact() -> None:
    found = match_unit("亩")
    assert found is not None
    assert found[0].factor == Fraction(2000, 3)


def _category(message: str) -> str:
    return "several figures" if "several figures" in message else message


def test_the_figures_of_the_cited_facts_read_as_they_were_entered() -> None:
    read, unread, qualifiers = 0, Counter[str](), Counter[tuple[str, str]]()
    with (DATABASE / "seed" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["value"]]
    for row in rows:
        try:
            parsed = parse_quantity(row["value_as_stated"], row["unit"])
        except QuantityProblem as problem:
            unread[_category(problem.message(EN))] += 1
            continue
        assert (parsed.value, parsed.unit) == (Decimal(row["value"]), row["unit"]), row["value_as_stated"]
        read += 1
        if parsed.qualifier != row["qualifier"]:
            qualifiers[row["qualifier"], parsed.qualifier] += 1
    assert len(rows) == 320
    assert read == 313
    # Two degrees in minutes, a departure and an arrival, three "days of days", two figures with a slash between them.
    assert unread == {"several figures": 7}
    # The words of three claims carry no qualifier: whoever entered them took it from the sentence around.
    assert qualifiers == {("up to", "exact"): 2, ("about", "exact"): 1}
