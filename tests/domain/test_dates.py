import csv

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from domain.edtf_text import to_edtf
from domain.strategies import known_dates, partial_dates
from pairing_desktop.data import DATABASE
from pairing_desktop.domain.dates import (
    PRECISIONS,
    DateProblem,
    PartialDate,
    Span,
    display,
    display_span,
)
from pairing_desktop.domain.language import language

EN, ZH = language("en"), language("zh_CN")


@pytest.mark.parametrize(
    ("value", "precision", "earliest", "latest"),
    [
        ("2020-10-09", "day", "2020-10-09", "2020-10-09"),
        ("2020-02", "month", "2020-02-01", "2020-02-29"),
        ("2018-04", "quarter", "2018-04-01", "2018-06-30"),
        ("2018-07", "half", "2018-07-01", "2018-12-31"),
        ("2013", "year", "2013-01-01", "2013-12-31"),
        ("1980", "decade", "1980-01-01", "1989-12-31"),
        ("", "unknown", "", ""),
    ],
)
def test_a_date_covers_the_days_it_may_mean(value: str, precision: str, earliest: str, latest: str) -> None:
    date = PartialDate(value, precision)
    assert (date.earliest, date.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("value", "precision", "english", "chinese"),
    [
        ("2010-02-30", "day", "30 February 2010 does not exist.", "2010年2月没有30日。"),
        ("2010-06-31", "day", "31 June 2010 does not exist.", "2010年6月没有31日。"),
        ("2010-01-32", "day", "No month has a day 32.", "没有哪个月有32日。"),
        ("2018-13", "month", "There is no month 13.", "没有13月。"),
        ("0000", "year", "There is no year 0.", "没有0年。"),
        ("2018-05", "quarter", "“2018-05” is not a date of this precision.", "“2018-05”不是这种精度的日期。"),
        ("2018-04", "half", "“2018-04” is not a date of this precision.", "“2018-04”不是这种精度的日期。"),
        ("1985", "decade", "“1985” is not a date of this precision.", "“1985”不是这种精度的日期。"),
        ("2018", "day", "“2018” is not a date of this precision.", "“2018”不是这种精度的日期。"),
        ("２０１８", "year", "“２０１８” is not a date of this precision.", "“２０１８”不是这种精度的日期。"),
    ],
)
def test_a_date_that_does_not_exist_is_refused_in_words(value: str, precision: str, english: str, chinese: str) -> None:
    with pytest.raises(ValueError) as caught:
        PartialDate(value, precision)
    assert isinstance(caught.value, DateProblem)
    assert caught.value.message(EN) == english
    assert caught.value.message(ZH) == chinese


@pytest.mark.parametrize(
    ("date", "english", "short", "chinese"),
    [
        (PartialDate("2020-10-09", "day"), "9 October 2020", "9 Oct 2020", "2020年10月9日"),
        (PartialDate("2020-10", "month"), "October 2020", "Oct 2020", "2020年10月"),
        (PartialDate("2018-01", "quarter"), "Q1 2018", "Q1 2018", "2018年第一季度"),
        (PartialDate("2018-01", "half"), "first half of 2018", "H1 2018", "2018年上半年"),
        (PartialDate("2018-07", "half"), "second half of 2018", "H2 2018", "2018年下半年"),
        (PartialDate("2013", "year"), "2013", "2013", "2013年"),
        (PartialDate("1980", "decade"), "the 1980s", "1980s", "20世纪80年代"),
        (PartialDate("2014", "year", about=True), "about 2014", "about 2014", "约2014年"),
        (PartialDate("", "unknown"), "", "", ""),
        (None, "", "", ""),
    ],
)
def test_both_languages_print_a_date(date: PartialDate | None, english: str, short: str, chinese: str) -> None:
    assert display(date, EN) == english
    assert display(date, EN, short=True) == short
    assert display(date, ZH) == chinese


def _date(text: str) -> PartialDate | None:
    if not text:
        return None
    plain = text.removesuffix("~")
    year, _, quarter = plain.partition("-Q")
    if quarter:
        return PartialDate.part(int(year), "quarter", int(quarter))
    return PartialDate(plain, {4: "year", 7: "month", 10: "day"}[len(plain)], plain != text)


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        ("2020-10-09", "2020-11-08", "9 October – 8 November 2020", "2020年10月9日至11月8日"),
        ("2020-02-01", "2020-02-13", "1–13 February 2020", "2020年2月1日至13日"),
        ("2019-11-26", "2020-01-02", "26 November 2019 – 2 January 2020", "2019年11月26日至2020年1月2日"),
        ("2018-01", "2018-08", "January – August 2018", "2018年1月至8月"),
        ("2019-07", "2020-07", "July 2019 – July 2020", "2019年7月至2020年7月"),
        ("2018-Q1", "2018-Q3", "Q1 – Q3 2018", "2018年第一季度至第三季度"),
        ("2017", "2018", "2017–2018", "2017—2018年"),
        ("2010", "2025-07", "2010 – July 2025", "2010年至2025年7月"),
        ("2010~", "2012", "about 2010 – 2012", "约2010年至2012年"),
        ("2017", "", "from 2017", "2017年起"),
        ("", "2011", "to 2011", "至2011年"),
        ("2013", "2013", "2013", "2013年"),
        ("", "", "", ""),
    ],
)
def test_both_languages_print_a_period(start: str, end: str, english: str, chinese: str) -> None:
    assert display_span(_date(start), _date(end), EN) == english
    assert display_span(_date(start), _date(end), ZH) == chinese


def test_a_short_period_has_short_months() -> None:
    assert display_span(_date("2020-01-26"), _date("2020-02-25"), EN, short=True) == "26 Jan – 25 Feb 2020"


def test_a_span_knows_its_days_and_overlaps() -> None:
    record = Span(PartialDate("2020-10-09", "day"), PartialDate("2020-11-08", "day"))
    assert record.days == 31
    assert record.overlap(Span.of(PartialDate("2020-11", "month")))
    assert not record.overlap(Span.of(PartialDate("2020-12", "month")))
    assert record.overlap(Span(PartialDate("2011", "year"), None))
    assert not record.overlap(Span(None, PartialDate("2019", "year")))
    assert Span(None, PartialDate("2019", "year")).days == 0


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(DateProblem, match="The end is before the start"):
        Span(PartialDate("2018", "year"), PartialDate("2017", "year"))


@given(known_dates)
def test_the_edtf_package_reads_a_date_as_we_mean_it(date: PartialDate) -> None:
    text = to_edtf(Span.of(date))
    try:
        oracle = parse_edtf(text)
    except EDTFParseException:
        # It knows ~ on level 0 dates only.
        assert date.about and date.precision in ("quarter", "half", "decade")
        return
    assert "{:04}-{:02}-{:02}".format(*oracle.lower_strict()[:3]) == date.earliest
    assert "{:04}-{:02}-{:02}".format(*oracle.upper_strict()[:3]) == date.latest


@given(known_dates, known_dates)
def test_the_edtf_package_reads_an_interval_as_we_mean_it(one: PartialDate, other: PartialDate) -> None:
    start, end = sorted((one, other), key=lambda date: (date.earliest, date.latest))
    span = Span(start, end)
    if {start.precision, end.precision} <= {"day", "month", "year"}:
        oracle = parse_edtf(to_edtf(span))
        assert "{:04}-{:02}-{:02}".format(*oracle.lower_strict()[:3]) == span.earliest
        assert "{:04}-{:02}-{:02}".format(*oracle.upper_strict()[:3]) == span.latest


@given(partial_dates, st.sampled_from(PRECISIONS))
def test_cutting_never_makes_a_date_finer_and_never_loses_a_day(date: PartialDate, precision: str) -> None:
    cut = date.cut(precision)
    assert PRECISIONS.index(cut.precision) == max(PRECISIONS.index(precision), PRECISIONS.index(date.precision))
    if cut.is_known:
        assert cut.earliest <= date.earliest <= date.latest <= cut.latest


def test_every_date_of_the_cited_facts_is_a_partial_date() -> None:
    columns = {
        "claims": [("period_start", "period_precision"), ("period_end", "period_precision")],
        "events": [("date", "date_precision"), ("end_date", "date_precision")],
        "projects": [("start_date", "start_precision"), ("end_date", "end_precision")],
    }
    count = 0
    for name, pairs in columns.items():
        with (DATABASE / "seed" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for value, precision in pairs:
                    if row[value]:
                        assert PartialDate(row[value], row[precision]).is_known
                        count += 1
    assert count > 600
