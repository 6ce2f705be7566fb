"""What is found in running text: figures, dates and names, each exactly where it is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain.article.dates import find_dates
from pairing_desktop.domain.article.drafting import Reading, draft
from pairing_desktop.domain.article.names import short_forms
from pairing_desktop.domain.article.text import LONGEST, ArticleProblem, read_pages, read_text
from pairing_desktop.domain.checks.book import FactBook
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.text import TextProblem

DAY = PartialDate("2024-07-03", "day")


def words_of_dates(text: str) -> list[tuple[str, str, str]]:
    article = read_text(text)
    found = []
    for date in find_dates(article, DAY):
        assert date.resolution is not None
        span = date.resolution.candidates[0]
        found.append((date.words, span.start.value if span.start else "", span.end.value if span.end else ""))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began in 2013 and grew.", [("in 2013", "2013", "2013")]),
        ("During the past 15 years much was built.", [("During the past 15 years", "2009", "2024")]),
        ("The plan (2021-25) goes on.", [("2021-25", "2021", "2025")]),
        ("A programme of the 1990s.", [("the 1990s", "1990", "1990")]),
        ("By the end of 2030 all is done.", [("By the end of 2030", "", "2030")]),
        ("It opened on June 30, 2026.", [("on June 30, 2026", "2026-06-30", "2026-06-30")]),
        ("去年，发电创新高。", [("去年", "2023", "2023")]),
        ("10月9日至11月8日发电。", [("10月9日至11月8日", "2023-10-09", "2023-11-08")]),
        ("2010年以来选派干部。", [("2010年以来", "2010", "2024")]),
        ("到2030年底，装机将翻番。", [("到2030年底", "", "2030")]),
        ("二〇一八年12月并网。", [("二〇一八年12月", "2018-12", "2018-12")]),
    ],
)
def test_dates_are_found_with_the_words_that_belong_to_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert words_of_dates(text) == expected


@pytest.mark.parametrize("text", ["It has 2013 rooms.", "Version 2.10 of 3.", "The 3月刊 of nothing 12", "No date at all."])
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert not [found for found in words_of_dates(text) if found[0] not in ("3月",)]


def test_a_date_that_leans_on_an_unknown_publication_is_told_and_not_guessed() -> None:
    (found,) = find_dates(read_text("Last month it opened."), PartialDate("", "unknown"))
    assert found.resolution is None
    assert found.problem is not None


def test_paragraphs_are_counted_after_the_headline() -> None:
    article = read_text("Two cities grow together\n\nFirst line here.\n第二段。\n")
    assert [paragraph.locator for paragraph in article.paragraphs] == ["headline", "para 1", "para 2"]
    assert [p.locator for p in read_text("No headline here.\nSecond.").paragraphs] == ["para 1", "para 2"]


def test_a_page_of_a_pdf_is_the_place_and_its_broken_lines_are_joined() -> None:
    article = read_pages(["The plant made 149.6 million\nkWh in 2024, more than\never.", "", "第三页上网电量\n152万千瓦时。"])
    assert [paragraph.locator for paragraph in article.paragraphs] == ["page 1", "page 3"]
    assert "149.6 million kWh in 2024" in article.text
    assert "上网电量152万千瓦时" in article.text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("SUPCON Solar Technology Co. built it. It cost 1.5 billion yuan. Done.", 3),
        ("It was made by J. Smith in the U.S. in Oct. 2020.", 1),
        ("去年发电。今年呢？很好！", 3),
        ("Ten in the 1990s. Then more.", 2),
    ],
)
def test_sentences_end_at_stops_and_not_at_abbreviations(text: str, sentences: int) -> None:
    assert len(read_text(text).paragraphs[0].sentences) == sentences


def test_text_that_is_no_article_is_refused_in_words() -> None:
    for text in ("", " \n\t ", "\0\0"):
        with pytest.raises(ArticleProblem):
            read_text(text)
    with pytest.raises(ArticleProblem):
        read_text("x" * (LONGEST + 1))
    with pytest.raises(TextProblem):
        read_text("broken \ud800 text")


@pytest.mark.parametrize(
    ("name", "kind", "short"),
    [
        ("Zhejiang Province", "place", "zhejiang"),
        ("海西蒙古族藏族自治州", "place", "海西州"),
        ("杭州市", "place", "杭州"),
        ("Haixi Mongolian and Tibetan Autonomous Prefecture", "place", "haixi"),
        ("Water Yadan Geopark (Wusute Yadan Geopark)", "place", "water yadan geopark"),
        ("Geely JoiNet Energy Co", "company", "geely joinet"),
        ("吉利聚能（浙江）科技有限公司", "company", "吉利聚能"),
        ("China General Nuclear Power Corporation (CGN)", "company", "cgn"),
    ],
)
def test_records_are_known_by_their_short_forms(name: str, kind: str, short: str) -> None:
    assert short in short_forms(name, kind)


def test_a_place_is_not_known_by_what_stands_in_its_brackets() -> None:
    assert "salt" not in short_forms("Emerald (Salt) Lake", "place")


ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("0123456789.,万亿千百元年月日去今两三十家个%$ abcdeinyuanmillionMWkWh()（），。 \n\u202e\u200b😀🏔")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=300,
)


@given(ODD)
def test_every_span_lies_in_the_text_and_its_words_are_exactly_the_slice(text: str) -> None:
    try:
        article = read_text(text)
    except ArticleProblem:
        return
    reading = draft(article, DAY, _BOOK)
    last = 0
    for paragraph in article.paragraphs:
        assert last <= paragraph.start < paragraph.end <= len(article.text)
        last = paragraph.end
    for date in reading.dates:
        assert article.text[date.start : date.end] == date.words
    for name in reading.names:
        assert 0 <= name.start < name.end <= len(article.text)
    for one in reading.drafts:
        assert article.text[one.start : one.end] == one.words == one.values["value_as_stated"]
        assert one.words.strip()


_BOOK: FactBook


@pytest.fixture(autouse=True, scope="module")
def _book(facts_book: FactBook) -> None:
    global _BOOK
    _BOOK = facts_book


def figures(reading: Reading) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.words, one.values["measure_key"], one.values["value"], one.values["qualifier"], one.values["subject_key"])
        for one in reading.drafts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 39 billion yuan was invested in Delingha last year.",
         ("More than 39 billion yuan", "investment", "39000000000", "more than", "delingha")),
        ("德令哈市去年完成投资超过390亿元。", ("超过390亿元", "investment", "39000000000", "more than", "delingha")),
        ("In Delingha 418 Zhejiang companies are registered.",
         ("418 Zhejiang companies", "companies_registered", "418", "exact", "delingha")),
        ("Delingha has some 88,000 inhabitants.", ("some 88,000 inhabitants", "population", "88000", "about", "delingha")),
        ("Golmud has 1.2 GW of installed capacity.", ("1.2 GW", "installed_capacity", "1200", "exact", "golmud")),
        ("茶卡盐湖去年接待游客231万人次。", ("231万人次", "visitors", "2310000", "exact", "chaka_lake")),
    ],
)
def test_a_figure_becomes_a_draft_with_indicator_value_and_record(
    facts_book: FactBook, text: str, expected: tuple[str, str, str, str, str]
) -> None:
    assert figures(draft(read_text(text), DAY, facts_book)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The five-year plan helps.", "Both of the two cities agreed.", "He is 46 and lives at No. 12.", "第三批来了。",
        "They came at 20时 by train 7.",
    ],
)
def test_numbers_that_state_nothing_become_no_draft(facts_book: FactBook, text: str) -> None:
    assert not figures(draft(read_text(text), DAY, facts_book))


def test_a_percentage_of_growth_is_of_no_indicator(facts_book: FactBook) -> None:
    (found,) = draft(read_text("The plant in Delingha made 3 percent more than in the year before."), DAY, facts_book).drafts
    assert not found.is_placed
    assert found.values["measure_key"] == ""


def test_an_ambiguous_date_is_left_open_with_its_candidates(facts_book: FactBook) -> None:
    (found,) = draft(read_text("Last May 2 billion yuan was invested in Delingha."), DAY, facts_book).drafts
    assert found.values["period_start"] == found.values["period_end"] == ""
    assert found.values["period_as_stated"] == "Last May"
    assert found.date is not None
    assert found.date.resolution is not None
    assert [str(span.start.value) for span in found.date.resolution.candidates if span.start] == ["2023-05", "2024-05"]


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Delingha will invest 2 billion yuan.", "planned"),
        ("德令哈市计划投资20亿元。", "planned"),
        ("By 2027 Delingha gets 300 MW of installed capacity.", "planned"),
        ("德令哈市已完成投资20亿元。", "actual"),
        ("Delingha plans more; 2 billion yuan has been invested so far.", "actual"),
        ("The SUPCON Delingha 50 MW molten salt tower plant is designed to generate 146 GWh a year.", "design"),
    ],
)
def test_what_is_planned_is_told_from_what_was_done(facts_book: FactBook, text: str, nature: str) -> None:
    assert [one.values["nature"] for one in draft(read_text(text), DAY, facts_book).drafts] == [nature]


def test_a_name_that_misses_one_letter_is_still_known(facts_book: FactBook) -> None:
    (found,) = draft(read_text("In Delinghua 2 billion yuan was invested."), DAY, facts_book).drafts
    assert found.values["subject_key"] == "delingha"


@pytest.mark.parametrize(
    ("text", "words", "subject"),
    [
        # Where something lies is not what it is about.
        ("56 billion yuan was invested in Delingha City, Qinghai Province, China.", "56 billion yuan", "delingha"),
        ("青海省德令哈市去年完成投资20亿元。", "20亿元", "delingha"),
        # Words that stand for a record named before.
        ("青海中控德令哈50MW塔式熔盐储能光热电站发电1亿千瓦时。\n该电站位于德令哈西出口光伏（光热）产业园，装机容量5万千瓦。",
         "5万千瓦", "supcon50"),
        ("The SUPCON Delingha 50 MW molten salt tower plant made 9 GWh of electricity in May 2024. "
         "Near Chaka Salt Lake the plant has 27,135 heliostats.", "27,135 heliostats", "supcon50"),
        # What follows the figure owns it.
        ("Hangzhou supports 12 counties in Garze and six counties in Guangyuan.", "12 counties", "garze"),
        ("Hangzhou supports 12 counties in Garze and six counties in Guangyuan.", "six counties", "guangyuan"),
        ("Chaka Salt Lake received guests, and Gahai Lake, which covers 32 square kilometres, as well.",
         "32 square kilometres", "gahai"),
    ],
)
def test_the_record_is_the_one_a_reader_would_take(facts_book: FactBook, text: str, words: str, subject: str) -> None:
    drafts = draft(read_text(text), DAY, facts_book).drafts
    assert [one.values["subject_key"] for one in drafts if one.words == words] == [subject]


@pytest.mark.parametrize(
    ("when", "measure"),
    [
        ("10月9日至11月8日", "monthly_generation"), ("2023年", "annual_generation"),
        ("2023年6月12日", "daily_generation"),
    ],
)
def test_how_long_the_date_is_tells_which_generation_is_meant(facts_book: FactBook, when: str, measure: str) -> None:
    text = f"{when}，青海中控德令哈50MW塔式熔盐储能光热电站发电1840万千瓦时。"
    (found,) = draft(read_text(text), DAY, facts_book).drafts
    assert found.values["measure_key"] == measure
