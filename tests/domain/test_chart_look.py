"""Looking at a part of a chart: what is left out is said, numbers stay, nothing else changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from charts.samples import dots, lying, periods, point, stacked
from pairing_desktop.domain.chart_look import categories, days_of, fitting, in_view, looked, period_in_view, window
from pairing_desktop.domain.look import WHOLE, Look


def test_a_whole_look_is_the_chart_itself() -> None:
    data = stacked()
    assert looked(data, WHOLE) is data


def test_a_look_wider_than_the_data_is_the_chart_itself() -> None:
    data = stacked()
    assert looked(data, Look(first="1990-01-01", last="2050-12-31")) is data


def test_a_hidden_series_is_named_and_counted() -> None:
    seen = looked(stacked(), Look(hidden=frozenset({"wind"})))
    assert [series.code for series in seen.series] == ["solar thermal"]
    assert "without: Wind" in seen.subtitle
    assert "Wind, hidden by choice: 3 values" in seen.left_out  # each of them cites a claim, a zero too


def test_a_period_keeps_what_it_touches_and_says_which() -> None:
    seen = looked(stacked(), Look(first="2019-06-01", last="2020-02-01"))
    assert categories(seen) == ("2019", "2020")
    assert "shown: 2019 to 2020 only" in seen.subtitle
    assert "2 values outside the part that is shown" in seen.left_out


def test_rows_are_counted_where_there_is_no_time() -> None:
    data = dots()
    seen = looked(data, Look(first="2", last="3"))
    assert categories(seen) == ("2", "3")
    assert "shown: rows 2 to 3 of 3" in seen.subtitle


def test_hiding_the_bars_leaves_the_levels_what_they_are() -> None:
    seen = looked(periods(), Look(hidden=frozenset({"actual"})))
    assert [len(series.points) for series in seen.series] == [0, 1]


def test_numbers_of_sources_stay() -> None:
    data = stacked(sources=(*stacked().sources, replace(stacked().sources[0], source_id=8)))
    assert looked(data, Look(first="2020-01-01")).sources == data.sources


def test_figures_and_trust_count_what_is_seen() -> None:
    data = stacked(figures=99)
    seen = looked(data, Look(first="2020-01-01"))
    assert seen.figures == 1  # one claim behind both points of the sample
    assert seen.trust.startswith("1 figure from 1 source")


def test_a_look_at_another_chart_does_not_empty_this_one() -> None:
    assert fitting(stacked(), Look(frozenset({"other", "wind"}), "1999-01-01", "1999-12-31")) == Look(frozenset({"wind"}))
    assert fitting(lying(), Look(events=True)) == WHOLE
    assert fitting(stacked(), Look(frozenset({"wind", "solar thermal"}))) == WHOLE


def test_days_of_years_months_and_spans() -> None:
    assert days_of("2020") == ("2020-01-01", "2020-12-31")
    assert days_of("2020-02") == ("2020-02-01", "2020-02-29")
    assert days_of("2019-08-01/2019-08-31") == ("2019-08-01", "2019-08-31")
    assert days_of("17") is None


def test_the_period_in_view_is_what_the_timeline_is_shown() -> None:
    data = stacked()
    assert period_in_view(data, WHOLE) == ("2018-01-01", "2020-12-31")
    assert period_in_view(data, Look(first="2019-01-01", last="2019-12-31")) == ("2019-01-01", "2019-12-31")
    assert period_in_view(dots(), WHOLE) is None


@given(some.integers(0, 30), some.integers(0, 30), some.integers(1, 25))
def test_a_window_is_found_again(first: int, more: int, count: int) -> None:
    base = stacked()
    years = [str(2000 + n) for n in range(count)]
    data = replace(base, series=tuple(
        replace(one, points=tuple(point(year, "1") for year in years)) for one in base.series
    ))
    start, end = min(first, count - 1), min(first + more, count - 1)
    look = Look(frozenset(), *window(data, start, end))
    assert in_view(data, look) == (start, end)
    assert categories(looked(data, look)) == tuple(years[start:end + 1])


@pytest.mark.parametrize("make", [stacked, lying, periods, dots])
def test_one_row_in_view_is_still_a_chart(make: object) -> None:
    data = make()  # type: ignore[operator]
    seen = looked(data, Look(frozenset(), *window(data, 0, 0)))
    assert len(categories(seen)) == 1 and not seen.is_empty
