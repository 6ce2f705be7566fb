"""Rows, claims and figures in words, in both languages."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain import display
from pairing_desktop.domain.cards import Card, CitationLine, ClaimLine, Figure, Link
from pairing_desktop.domain.cells import EMPTY, Cell, cell
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import LISTS, Row
from pairing_desktop.domain.once import merge_once
from pairing_desktop.domain.trust import Mark, Trust

EN, ZH = language("en"), language("zh_CN")
SHINE = CitationLine(1, "shine", "Hangzhou, Delingha pairing", "SHINE (Shanghai Daily)", "2024-07-03", "para 13")


def claim(id: int = 1, **values: object) -> ClaimLine:
    made = ClaimLine(
        id=id, key=f"c{id}", subject_id=7, subject_kind="projects", subject_en="Plant", subject_zh="电站", measure_id=3,
        measure_key="investment", measure_en="Investment", measure_zh="投资额", value="1080000000",
        value_as_stated="1.08 billion yuan", unit="CNY", qualifier="exact", period_start="2018", period_end="2018",
        period_precision="year", period_as_stated="", nature="actual", rank="normal", assessment="", assessment_note="",
        citation=SHINE, mark=Mark.ONE,
    )
    return replace(made, **values)  # type: ignore[arg-type]


def figure(*claims: ClaimLine, low: str = "", high: str = "") -> Figure:
    first = claims[0]
    return Figure(
        first.measure_id, first.measure_key, first.measure_en, first.measure_zh, first.unit, first.nature,
        first.period_start, first.period_end, first.period_precision, low or first.value, high or first.value,
        first.qualifier, Trust(first.mark), claims,
    )


def test_a_claim_says_qualifier_and_unit() -> None:
    more = claim(value="39000000000", qualifier="more than")
    assert display.claim_value(more, EN) == "more than 39 billion yuan"
    assert display.claim_value(more, ZH) == "超过390亿元"
    assert display.claim_value(claim(value="", value_as_stated="clear night sky"), EN) == "clear night sky"


@pytest.mark.parametrize(
    ("start", "end", "precision", "english", "chinese"),
    [
        ("2017-03-15", "2018-12-30", "day", "15 Mar 2017 – 30 Dec 2018", "2017年3月15日至2018年12月30日"),
        ("2009", "2024", "year", "2009–2024", "2009—2024年"),
        ("", "2025-07", "month", "to Jul 2025", "至2025年7月"),
        ("", "", "unknown", "", ""),
        ("not a date", "", "day", "not a date", "not a date"),
    ],
)
def test_periods(start: str, end: str, precision: str, english: str, chinese: str) -> None:
    assert display.period_text(start, end, precision, EN) == english
    assert display.period_text(start, end, precision, ZH) == chinese


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2017-03-15", "2018-12-30", "2017–2018"), ("2014", "", "2014–"), ("", "2011", "to 2011"),
        ("2011", "2011", "2011"), ("", "", ""),
    ],
)
def test_years_of_a_narrow_column(start: str, end: str, said: str) -> None:
    assert display.years_text(start, end, EN) == said


def test_a_range_says_its_unit_once() -> None:
    apart = figure(claim(), low="750000000", high="1080000000")
    assert display.figure_value(apart, EN) == "0.75–1.08 billion yuan"
    assert display.figure_value(apart, ZH) == "7.5–10.8亿元"


def test_a_figure_in_words_shows_the_words() -> None:
    said = figure(claim(value="", value_as_stated="Golmud"), claim(2, value="", value_as_stated="Lenghu"))
    assert display.figure_value(said, EN) == "Golmud / Lenghu"


def test_claims_about_a_thing_a_plant_has_once_are_one_figure() -> None:
    one = figure(claim(1, rivals=(2,)))
    two = figure(claim(2, value="750000000", period_start="2016", period_end="2016", nature="planned", rivals=(1,)))
    merged = merge_once((one, two))
    assert len(merged) == 1
    assert (merged[0].low, merged[0].high) == ("750000000", "1080000000")
    assert merged[0].trust == Trust(Mark.DISPUTED, 2)
    assert display.figure_period(merged[0], EN) == ""
    monthly = [replace(f, measure_key="monthly_generation") for f in (one, two)]
    assert merge_once(monthly) == tuple(monthly)
    assert len(merge_once((one, figure(claim(3, value="2"))))) == 2  # nobody says they disagree
    decided = figure(claim(1, rank="preferred", rivals=(2,)))
    assert len(merge_once((decided, two))) == 2


def test_a_source_link_names_the_place() -> None:
    assert display.source_line(SHINE, EN) == "SHINE 2024, para 13"
    assert display.source_line(SHINE, ZH) == "SHINE 2024，para 13"
    assert display.source_line(replace(SHINE, publisher="", published_on="", locator=""), EN) == SHINE.title
    assert display.short_publisher("柴达木循环经济试验区管委会（cdm.qinghai.gov.cn）") == "柴达木循环经济试验区管委会"


def test_the_small_line_of_a_card() -> None:
    place = Link(2, "places", "delingha", "Delingha", "德令哈市", "place_key")
    values = {"kind": "power_plant", "industry": "solar thermal", "status": "operating"}
    card = Card(1, "projects", "p", 1, "Plant", "电站", values, Trust(Mark.ONE), (), (), (), (place,), ())
    assert display.kind_line(card, EN) == "Power plant, solar thermal, Delingha, operating"
    assert display.kind_line(card, ZH) == "电站，光热，德令哈市，运行"


@pytest.mark.parametrize(
    ("kind", "role", "outgoing", "english", "chinese"),
    [
        ("companies", "investor", True, "investor", "投资方"),
        ("companies", "something new", True, "something new", "something new"),
        ("places", "parent_key", True, "lies in", "位于"),
        ("companies", "parent_key", False, "subsidiary", "子公司"),
        ("projects", "place_key", False, "project", "项目"),
    ],
)
def test_how_records_are_related(kind: str, role: str, outgoing: bool, english: str, chinese: str) -> None:
    link = Link(1, kind, "k", "", "", role, outgoing)
    assert (display.link_role(link, EN), display.link_role(link, ZH)) == (english, chinese)


@pytest.mark.parametrize("said", [EN, ZH])
@pytest.mark.parametrize("kind", list(LISTS))
def test_a_row_that_states_nothing_says_so(kind: str, said: object) -> None:
    row = Row(1, "", {})
    for column in LISTS[kind].columns:
        found = cell(kind, column.name, row, said)  # type: ignore[arg-type]
        assert found.text in (EMPTY.text, "")


def test_cells_of_a_project() -> None:
    row = Row(1, "supcon50", {
        "name_en": "Plant", "name_zh": "电站", "place_en": "Delingha", "place_zh": "德令哈市",
        "industry": "solar thermal", "capacity": "50", "capacity_unit": "MW", "status": "under_construction",
        "start_date": "2017-03-15", "end_date": "",
    }, Trust(Mark.DISPUTED, 3))
    assert cell("projects", "name", row, EN) == Cell("Plant", "Delingha, solar thermal")
    assert cell("projects", "name", row, ZH) == Cell("电站", "德令哈市，光热")
    assert cell("projects", "capacity", row, EN).text == "50 MW"
    assert cell("projects", "status", row, ZH).text == "在建"
    assert cell("projects", "years", row, EN).text == "2017–"
    assert cell("projects", "trust", row, EN) == Cell("Disputed (3)", mark=Mark.DISPUTED)


@given(st.text(), st.text(), st.sampled_from(["day", "month", "year", "decade", "unknown", ""]))
def test_no_stored_date_is_ever_lost_or_breaks_a_list(start: str, end: str, precision: str) -> None:
    said = display.period_text(start, end, precision, EN)
    assert isinstance(said, str)
    if start and display.partial(start, precision) is None:
        assert start in said
