"""The table twin, the scales and the words: equal to the picture, exact to the last digit."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.samples import FORMS, dots, lying, periods, stacked
from charts.test_drawing import drawn
from pairing_desktop.domain.chart_scale import axis_ticks, chart_scale, log_ticks, plain, scale_for, ticks, value_text
from pairing_desktop.domain.chart_table import numbers, source_text, table
from pairing_desktop.domain.chart_words import as_text, facts
from pairing_desktop.domain.charting import Point
from pairing_desktop.domain.language import language

EN, ZH = language("en"), language("zh_CN")


@pytest.mark.parametrize("form", ["stacked_bar", "stacked_barh", "period_bar"])
def test_the_twin_of_bars_equals_their_artists(form: str) -> None:
    data = FORMS[form]()
    twin = table(data, EN, grouped=False)
    made = drawn(data)
    by_row = {row[0]: row for row in twin.rows}
    for mark in made.marks:
        series, point = made.of(mark)
        artist = mark.artist
        size = artist.get_ydata()[0] if hasattr(artist, "get_ydata") else (
            artist.get_width() if form == "stacked_barh" else artist.get_height())
        assert Decimal(by_row[point.label][1 + data.series.index(series)]) == Decimal(str(round(size, 9)))


def test_the_twin_of_dots_equals_their_artists() -> None:
    data = dots()
    twin = table(data, EN, grouped=False)
    factor = chart_scale(data).factor
    for mark, row in zip(drawn(data).marks, twin.rows, strict=True):
        assert float(Decimal(row[1]) * factor) == mark.artist.at[0]
    assert twin.rows[1][2:5] == ("0.75", "1.08", "Disputed")
    assert twin.rows[0][4] == "planned"


def test_headers_name_the_unit_and_stacks_have_a_total() -> None:
    twin = table(stacked(), EN)
    assert twin.headers == ("Year", "Solar thermal (MW)", "Wind (MW)", "Total (MW)", "Sources")
    assert twin.rows[2] == ("2020", "110.5", "300", "410.5", "[1]")
    assert table(stacked(language="zh_CN"), ZH).headers[3] == "合计（兆瓦）"


def test_counts_need_no_unit_in_their_headers() -> None:
    assert table(lying(), EN).headers[1] == "Other"


def test_what_is_not_stated_stays_empty() -> None:
    assert table(periods(), EN).rows[1][2] == ""


def test_rows_keep_what_they_rest_on() -> None:
    assert table(stacked(), EN).claims == ((1,), (1,), (1,))


@given(st.decimals(min_value=0, max_value=10**13, places=4))
def test_a_scaled_number_loses_no_digit(value: Decimal) -> None:
    for said in (EN, ZH):
        scale = scale_for(value, "CNY", said)
        assert Decimal(scale.number(value, grouped=False)) * scale.factor == value


@given(st.decimals(min_value="0.001", max_value=10**13, places=3), st.integers(min_value=1, max_value=9))
def test_ticks_start_at_zero_and_reach_the_highest(highest: Decimal, steps: int) -> None:
    found = ticks(highest, steps)
    assert found[0] == 0
    assert found[-1] >= highest
    assert len(found) <= steps + 2
    assert len({right - left for left, right in itertools.pairwise(found)}) == 1


@given(st.integers(min_value=1, max_value=10**6))
def test_counted_things_have_whole_ticks(highest: int) -> None:
    assert all(tick == int(tick) for tick in axis_ticks(lying(), Decimal(highest), 4))


@given(st.decimals(min_value=1, max_value=10**12, places=0), st.decimals(min_value=1, max_value=10**12, places=0))
def test_powers_of_ten_enclose_the_values(one: Decimal, two: Decimal) -> None:
    low, high = sorted((one, two))
    found = log_ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high


@pytest.mark.parametrize(
    "value, unit, english, chinese",
    [
        ("14200000000", "CNY", "14.2 billion yuan", "142亿元"),
        ("18435800", "kWh", "18.4358 million kWh", "1,843.58万千瓦时"),
        ("1390", "MW", "1,390 MW", "1,390兆瓦"),
        ("1", "company", "1 company", "1家"),
        ("8", "company", "8 companies", "8家"),
    ],
)
def test_the_same_value_reads_well_in_both_languages(value: str, unit: str, english: str, chinese: str) -> None:
    assert scale_for(Decimal(value), unit, EN).text(Decimal(value)) == english
    assert scale_for(Decimal(value), unit, ZH).text(Decimal(value)) == chinese


def test_plain_numbers_keep_no_empty_decimals() -> None:
    assert plain(Decimal("1843.5800")) == "1,843.58"
    assert plain(Decimal("1E+3"), grouped=False) == "1000"


def test_a_range_says_its_unit_once() -> None:
    data = dots()
    assert value_text(data, data.series[0].points[1]) == "0.75–1.08 billion yuan"
    assert value_text(data, data.series[0].points[0]) == "35 billion yuan, planned"


def test_a_source_is_one_line_with_date_and_place() -> None:
    note = stacked().sources[0]
    assert source_text(note, EN) == "A publisher, A source, para 1, 1 May 2020"
    assert source_text(note, ZH) == "A publisher，A source，para 1，2020-05-01"


def test_words_always_say_what_is_left_out() -> None:
    assert ("Left out", "Nothing is left out.") in facts(stacked(), EN)
    assert ("Left out", "2 plants; 1 more.") in facts(stacked(left_out=("2 plants", "1 more")), EN)


def test_the_text_holds_headers_rows_sources_and_date() -> None:
    text = as_text(stacked(), EN)
    assert "Year\tSolar thermal (MW)\tWind (MW)\tTotal (MW)\tSources" in text
    assert "2020\t110.5\t300\t410.5\t[1]" in text
    assert "[1] A publisher" in text
    assert "As of 23 November 2026" in text


def test_very_many_sources_are_written_as_runs_and_few_one_by_one() -> None:
    few = Point("2020", "2020", Decimal(1), sources=(0, 2))
    many = Point("2020", "2020", Decimal(1), sources=(*range(50), 60))
    assert numbers(few) == "[1][3]"
    assert numbers(many) == "[1–50][61]"
