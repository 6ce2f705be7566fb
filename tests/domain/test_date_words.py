import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.strategies import partial_dates
from pairing_desktop.domain.date_words import DateProblem, parse_date
from pairing_desktop.domain.dates import PartialDate, display
from pairing_desktop.domain.language import language

EN, ZH = language("en"), language("zh_CN")


@pytest.mark.parametrize(
    ("value", "precision", "texts"),
    [
        ("2013", "year", "2013|2013年| 2013 年 |２０１３|二〇一三年"),
        ("2018-12", "month", "2018.12|2018-12|2018/12|2018年12月|2018年12月份|December 2018|Dec 2018|Dec. 2018|"
                             "december, 2018|２０１８－１２|２０１８．１２|２０１８年１２月|二〇一八年十二月"),
        ("2018-12-30", "day", "2018年12月30日|2018年12月30号|2018.12.30|2018/12/30|2018-12-30|30 Dec 2018|20181230|"
                              "30 December 2018|December 30, 2018|Dec. 30, 2018|30th December 2018|30/12/2018|"
                              "12/30/2018|二〇一八年十二月三十日|２０１８年１２月３０日|30-Dec-2018|2018 - 12 - 30"),
        ("2017-06-20", "day", "June20, 2017|June 20th, 2017|20 June, 2017|20th of June 2017|2017-6-20"),
        ("2018-01", "half", "2018年上半年|first half of 2018|the first half of 2018|H1 2018|2018H1|2018上半年|"
                            "1st half of 2018"),
        ("2018-07", "half", "2018年下半年|second half of 2018|h2 2018"),
        ("2018-01", "quarter", "2018年第一季度|2018年一季度|2018年1季度|Q1 2018|2018Q1|first quarter of 2018|2018-Q1"),
        ("1980", "decade", "1980s|the 1980s|1980’s|20世纪80年代|二十世纪八十年代|1980年代|198X"),
        ("2000", "decade", "2000s|21世纪00年代"),
        ("", "unknown", "|  |unknown|不详|未注明"),
    ],
)
def test_people_type_dates_in_many_ways(value: str, precision: str, texts: str) -> None:
    for text in texts.split("|"):
        assert parse_date(text) == PartialDate(value, precision), text


@pytest.mark.parametrize(
    "text",
    ["约2014年", "about 2014", "c. 2014", "circa 2014", "2014年左右", "大约2014年", "2014~", "约 ２０１４"],
)
def test_a_hedged_date_keeps_its_hedge(text: str) -> None:
    assert parse_date(text) == PartialDate("2014", "year", about=True)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("30 February 2010", "30 February 2010 does not exist."),
        ("2010年2月30日", "30 February 2010 does not exist."),
        ("29 Feb 2019", "29 February 2019 does not exist."),
        ("2018-13", "There is no month 13."),
        ("2018-00", "There is no month 0."),
        ("0 May 2018", "No month has a day 0."),
        ("2018-12-32", "No month has a day 32."),
        ("80年代", "“80年代” does not say which century. Try 1980s or 20世纪80年代."),
        ("the ’80s", "“the '80s” does not say which century. Try 1980s or 20世纪80年代."),
        ("05/06/2013", "“05/06/2013” may be day and month or month and day. Try 2013-12-30 or 30 Dec 2013."),
        ("soon", "“soon” is not a date this program reads. Try 2013, 2018-12 or 30 Dec 2018."),
        ("201812", "“201812” is not a date this program reads. Try 2013, 2018-12 or 30 Dec 2018."),
        ("18年12月", "“18年12月” is not a date this program reads. Try 2013, 2018-12 or 30 Dec 2018."),
        ("2018-12/30", "“2018-12/30” is not a date this program reads. Try 2013, 2018-12 or 30 Dec 2018."),
        ("٢٠١٣", "“٢٠١٣” is not a date this program reads. Try 2013, 2018-12 or 30 Dec 2018."),
        ("last May", "“last May” is not a date this program reads. Try 2013, 2018-12 or 30 Dec 2018."),
    ],
)
def test_what_is_no_date_is_told_in_words(text: str, english: str) -> None:
    with pytest.raises(DateProblem) as caught:
        parse_date(text)
    assert caught.value.message(EN) == english
    assert caught.value.message(ZH) != english


@given(partial_dates, st.sampled_from([EN, ZH]), st.booleans())
def test_a_printed_date_reads_back_as_itself(date: PartialDate, tongue: object, short: bool) -> None:
    assert parse_date(display(date, tongue, short)) == date  # type: ignore[arg-type]


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_is_told(text: str) -> None:
    try:
        parse_date(text)
    except DateProblem as problem:
        assert problem.message(ZH).endswith("。")
