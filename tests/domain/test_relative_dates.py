import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.edtf_text import to_edtf
from domain.strategies import known_dates, partial_dates
from pairing_desktop.domain.dates import PRECISIONS, DateProblem, PartialDate, Span, display
from pairing_desktop.domain.language import Language, language
from pairing_desktop.domain.relative_dates import resolve

EN, ZH = language("en"), language("zh_CN")
JULY_2024 = PartialDate("2024-07-03", "day")


def _edtf(words: str, published: PartialDate = JULY_2024) -> str:
    return "|".join(to_edtf(span) for span in resolve(words, published).candidates)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("last month", "2024-06"),
        ("上个月", "2024-06"),
        ("last May", "2023-05|2024-05"),
        ("last October", "2023-10"),
        ("去年5月", "2023-05"),
        ("this year", "2024"),
        ("今年", "2024"),
        ("last year", "2023"),
        ("去年", "2023"),
        ("during the past 15 years", "2009/2024"),
        ("近15年", "2009/2024"),
        ("近十五年来", "2009/2024"),
        ("7年来累计", "2017/2024"),
        ("over the past year", "2023/2024"),
        ("last six months", "2024-01/2024-07"),
        ("next three years", "2024/2027"),
        ("未来三年", "2024/2027"),
        ("two years ago", "2022"),
        ("3年前", "2021"),
        ("十三五期间", "2016/2020"),
        ("“十四五”期间", "2021/2025"),
        ("十五五", "2026/2030"),
        ("十二五", "2011/2015"),
        ("一五计划", "1953/1957"),
        ("13th Five-Year Plan", "2016/2020"),
        ("first half of 2018", "2018-40"),
        ("the first half of the year", "2024-40"),
        ("second half of last year", "2023-41"),
        ("上半年", "2024-40"),
        ("去年下半年", "2023-41"),
        ("前三季度", "2024-33/2024-35"),
        ("first three quarters", "2024-33/2024-35"),
        ("last quarter", "2024-34"),
        ("上季度", "2024-34"),
        ("yesterday", "2024-07-02"),
        ("今天上午", "2024-07-03"),
        ("Tuesday", "2024-07-02"),
        ("周三", "2024-07-03"),
        ("On 29th", "2024-06-29|2024-07-29"),
        ("2日", "2024-07-02"),
        ("On June 1", "2024-06-01"),
        ("10月9日", "2023-10-09|2024-10-09"),
        ("6月份", "2024-06"),
        ("In September", "2023-09|2024-09"),
        ("end of March", "2024-03"),
        ("end of March this year", "2024-03"),
        ("mid-to-late May", "2024-05"),
        ("今年底", "2024"),
        ("in the earlier 1980s", "198X"),
        ("since 2010", "2010/2024"),
        ("2015年以来", "2015/2024"),
        ("Since the 1990s", "199X/202X"),
        ("从2013年开始", "2013/"),
        ("到2020年", "/2020"),
        ("by the end of Jan 2020", "/2020-01"),
        ("今年9月30日前", "/2024-09-30"),
        ("10月9日至11月8日", "2023-10-09/2023-11-08|2024-10-09/2024-11-08"),
        ("8月15日至17日", "2023-08-15/2023-08-17|2024-08-15/2024-08-17"),
        ("From January 1 to January 14, 2024", "2024-01-01/2024-01-14"),
        ("January to August of 2018", "2018-01/2018-08"),
        ("2018年1月至8月", "2018-01/2018-08"),
        ("May 29 to June 4", "2024-05-29/2024-06-04"),
        ("2021-25", "2021/2025"),
        ("2010-12", "2010-12"),
        ("from 2010 to July 2025", "2010/2025-07"),
        ("2月29日", "2024-02-29"),
        ("early 2020年", "2020"),
    ],
)
def test_words_resolve_against_the_publication(words: str, edtf: str) -> None:
    assert _edtf(words) == edtf


def test_last_may_has_one_meaning_when_may_is_not_past_yet() -> None:
    assert _edtf("last May", PartialDate("2024-02", "month")) == "2023-05"
    assert _edtf("last May", PartialDate("2024-05-31", "day")) == "2023-05"


def test_a_month_of_publication_is_enough_for_a_day_in_it() -> None:
    assert _edtf("6月8日", PartialDate("2023-06", "month")) == "2023-06-08"


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("last month", PartialDate("2013", "year")),
        ("last May", PartialDate("2013", "year")),
        ("yesterday", PartialDate("2013-05", "month")),
        ("Tuesday", PartialDate("2013-05", "month")),
        ("this year", PartialDate("2010", "decade")),
        ("this year", PartialDate("", "unknown")),
    ],
)
def test_words_that_lean_on_more_than_is_known_are_refused(words: str, published: PartialDate) -> None:
    with pytest.raises(DateProblem) as caught:
        resolve(words, published)
    assert caught.value.message(EN) == f"“{words}” leans on the publication, whose date is not known well enough."


@pytest.mark.parametrize(
    "words",
    ["soon", "近日", "目前", "currently", "每年", "", "一期", "近10000年", "x" * 200, "since last May", "过去若干年"],
)
def test_words_that_name_no_date_are_refused(words: str) -> None:
    with pytest.raises(DateProblem):
        resolve(words, JULY_2024)


def test_an_impossible_date_is_named() -> None:
    with pytest.raises(DateProblem, match="30 February 2010 does not exist"):
        resolve("2010年2月30日", JULY_2024)


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        ("2013", "The words say it themselves.", "原文已写明。"),
        ("上个月", "Counted from the publication: 2024-07-03.", "按发表日期推算：2024-07-03。"),
        ("十三五", "Five-year plan 13 runs from 2016 to 2020.", "第13个五年规划为2016—2020年。"),
    ],
)
def test_the_rule_is_told(words: str, english: str, chinese: str) -> None:
    found = resolve(words, JULY_2024)
    assert found.rule(EN) == english
    assert found.rule(ZH) == chinese


@given(known_dates, partial_dates, st.sampled_from([EN, ZH]))
def test_a_printed_date_needs_no_publication(date: PartialDate, published: PartialDate, tongue: Language) -> None:
    assert resolve(display(date, tongue), published).candidates == (Span.of(date),)


_FINEST = {"last month": "month", "上个月": "month", "last May": "month", "去年5月": "month", "this year": "year",
           "近15年": "year", "下半年": "half", "6月份": "month", "3年前": "year", "since 2010": "year"}  # fmt: skip


@given(st.dates(min_value=datetime.date(1900, 1, 1)), st.sampled_from(sorted(_FINEST)))
def test_no_result_is_finer_than_the_words(day: object, words: str) -> None:
    try:
        found = resolve(words, PartialDate(str(day), "day"))
    except DateProblem:
        assert words == "since 2010"
        return
    for span in found.candidates:
        for date in (span.start, span.end):
            assert date is None or PRECISIONS.index(date.precision) >= PRECISIONS.index(_FINEST[words])


@given(st.text(max_size=30), partial_dates)
def test_any_words_resolve_or_are_told(words: str, published: PartialDate) -> None:
    try:
        found = resolve(words, published)
    except DateProblem as problem:
        assert problem.message(ZH).endswith("。")
    else:
        assert found.candidates
        assert found.rule(ZH)


_LEADS = ["last", "this", "next", "去", "今", "上个", "近", "since", "从", "到", "十"]


@given(st.sampled_from(_LEADS), st.text("0123456789年月日五以来前起 至Mayo", max_size=8), known_dates)
def test_any_words_near_to_dates_resolve_or_are_told(lead: str, rest: str, published: PartialDate) -> None:
    try:
        assert resolve(lead + rest, published).candidates
    except DateProblem as problem:
        assert problem.message(EN)
