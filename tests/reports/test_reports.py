"""What the reports say, in which order, in both languages."""

from dataclasses import replace

import pytest

from pairing_desktop.domain.cards import Card, CitationLine, ClaimLine, EventLine, Link
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.listing import LISTS, Row
from pairing_desktop.domain.trust import Mark, Trust
from pairing_desktop.reports.blocks import Column, Facts, FigureBlock, Heading, Paper, PaperSize, Sources, Table
from pairing_desktop.reports.chart_page import chart_report
from pairing_desktop.reports.document import Report, as_of_text
from pairing_desktop.reports.list_page import list_report, records_report
from pairing_desktop.reports.record_page import record_report
from printing_samples import CHINESE, ENGLISH, chart


def _texts(report: Report) -> str:
    return repr(report.blocks)


def _facts(report: Report) -> dict[str, str]:
    return {label: text for block in report.blocks if isinstance(block, Facts) for label, text in block.rows}


def _tables(report: Report) -> list[Table]:
    return [block for block in report.blocks if isinstance(block, Table)]


def test_a_chart_page_has_its_parts_in_the_order_of_print() -> None:
    report = chart_report(chart(), ENGLISH)
    kinds = [type(block).__name__ for block in report.blocks]
    assert kinds == ["FigureBlock", "Paragraph", "Rule", "Sources", "Rule", "Facts", "Rule", "Table"]
    assert list(_facts(report)) == ["As of", "Filters", "Left out", "Trust"]
    assert (report.title, report.subtitle) == ("Installed capacity, 2010 to 2014", "MW, running total")


def test_a_chart_page_says_that_nothing_was_filtered_or_left_out() -> None:
    said = _facts(chart_report(replace(chart(), filters=(), left_out=()), ENGLISH))
    assert said["Filters"] == "None"
    assert said["Left out"] == "Nothing is left out."


def test_sources_keep_the_numbers_of_the_drawing() -> None:
    report = chart_report(chart(), CHINESE)
    sources = next(block for block in report.blocks if isinstance(block, Sources))
    assert [number for number, _ in sources.lines] == ["[1]", "[2]", "[3]"]
    assert all("2020-10-09" in text for _, text in sources.lines)


def test_the_figures_drawn_are_listed() -> None:
    (table,) = _tables(chart_report(chart(), ENGLISH))
    assert len(table.rows) == 5
    assert [column.numeric for column in table.columns] == [False, True, True, True, False]


def test_an_empty_chart_is_a_page_too() -> None:
    report = chart_report(replace(chart(), series=(), sources=()), ENGLISH)
    assert any(isinstance(block, FigureBlock) for block in report.blocks)
    assert not _tables(report)


@pytest.mark.parametrize(("language", "said"), [(ENGLISH, "2 of 52"), (CHINESE, "2 / 52")])
def test_a_list_says_how_many_of_how_many_and_the_filters(language: Language, said: str) -> None:
    report = list_report(
        "Projects", [Column("Name")], [("a",), ("b",)], filters=("Industry: wind", "Contains “x”"), total=52,
        as_of="2026-11-23", language=language,
    )
    rows = [text for block in report.blocks if isinstance(block, Facts) for _, text in block.rows]
    assert rows[0] == said
    assert "Industry: wind" in rows[1]
    assert "Contains “x”" in rows[1]


def test_an_empty_list_is_said_in_words() -> None:
    report = list_report("P", [Column("N")], [], filters=(), total=3, as_of="2026-11-23", language=ENGLISH)
    assert "No record matches." in _texts(report)
    assert _facts(report)["Shown"] == "0 of 3"


def test_a_list_of_records_prints_all_its_columns_unless_some_are_chosen() -> None:
    row = Row(1, "supcon50", {"name_en": "Plant", "name_zh": "电站", "capacity": "50", "capacity_unit": "MW"})
    (table,) = _tables(records_report("projects", [row], ENGLISH, filters=(), total=1, as_of="2026-11-23"))
    assert len(table.columns) == len(LISTS["projects"].columns)
    assert table.rows[0][:2] == ("Plant", "50 MW")
    chosen = records_report(
        "projects", [row], CHINESE, filters=(), total=1, as_of="2026-11-23", columns=("capacity", "name")
    )
    assert _tables(chosen)[0].rows == (("50 兆瓦", "电站"),)


CITED = CitationLine(7, "helio", "HelioCon", "NREL", "2021-07-07", "para 8")
CLAIM = ClaimLine(
    id=1, key="c1", subject_id=1, subject_kind="project", subject_en="Plant", subject_zh="电站", measure_id=1,
    measure_key="monthly_generation", measure_en="Monthly generation", measure_zh="月发电量", value="18400000",
    value_as_stated="1840万千瓦时", unit="kWh", qualifier="exact", period_start="2020-10", period_end="2020-10",
    period_precision="month", period_as_stated="", nature="planned", rank="normal", assessment="accepted",
    assessment_note="", citation=CITED, mark=Mark.ONE,
)
CARD = Card(
    id=1, kind="projects", key="supcon50", rev=1, name_en="SUPCON Delingha 50 MW", name_zh="中控德令哈50MW",
    values={
        "key": "supcon50", "name_en": "SUPCON Delingha 50 MW", "name_zh": "中控德令哈50MW", "industry": "solar thermal",
        "kind": "power plant", "status": "operating", "place_key": "delingha", "start_date": "2017-03-15",
        "start_precision": "day", "end_date": "", "end_precision": "unknown", "capacity": "50", "capacity_unit": "MW",
        "investment_cny": "1050000000", "note": "$x$ <b>", "stage": "", "direction": "",
    },
    trust=Trust(Mark.DISPUTED, 3), citations=(replace(CITED, source_id=9, title="Other", locator=""),), figures=(),
    claims=(CLAIM,), links=(Link(2, "places", "delingha", "Delingha", "德令哈市", "place_key"),),
    events=(EventLine(3, "e", "2018-12-30", "", "day", "Grid", "并网", "commissioning"),),
)


def test_a_record_sheet_holds_facts_claims_sources_links_events_and_history() -> None:
    report = record_report(CARD, ENGLISH, as_of="2026-11-23", changes=4)
    said = _facts(report)
    assert said["Place"] == "Delingha"
    assert said["Capacity"] == "50 MW"
    assert said["Start"] == "15 March 2017"
    assert said["Note"] == "$x$ <b>"
    assert said["Trust"] == "Disputed (3)"
    assert said["History"] == "4 changes on file"
    assert said["Source"] == "[1]"
    claims, links, events = _tables(report)
    assert claims.rows == (
        ("Monthly generation (planned)", "Oct 2020", "18.4 million kWh", "1840万千瓦时", "One source", "[2] para 8"),
    )
    assert links.rows[0][1] == "Delingha"
    assert events.rows[0][:2] == ("30 Dec 2018", "Grid")
    sources = next(block for block in report.blocks if isinstance(block, Sources))
    assert [number for number, _ in sources.lines] == ["[1]", "[2]"]
    assert [block.text for block in report.blocks if isinstance(block, Heading)] == ["Figures", "Related", "Events"]


def test_a_record_sheet_in_chinese_keeps_the_printed_words() -> None:
    report = record_report(CARD, CHINESE, as_of="2026-11-23")
    assert report.title == "中控德令哈50MW"
    row = _tables(report)[0].rows[0]
    assert row[:4] == ("月发电量（计划）", "2020年10月", "1840万千瓦时", "1840万千瓦时")


def test_a_deleted_record_and_a_record_without_anything_are_sheets_too() -> None:
    bare = replace(CARD, claims=(), links=(), events=(), citations=(), trashed=True)
    report = record_report(bare, ENGLISH, as_of="2026-11-23")
    assert "in the trash" in _texts(report)
    assert _facts(report)["Source"] == "No source"


def test_head_and_foot_say_office_worth_and_date() -> None:
    report = Report("T", (), CHINESE, "2026-11-23T18:47", unit="对口支援办公室")
    assert report.head == ("杭州—德令哈对口支援", "对口支援办公室")
    assert report.foot == ("未存档副本", "数据截至2026年11月23日 18:47")
    assert as_of_text("2026-11-23T18:47", ENGLISH) == "23 November 2026, 18:47"


def test_paper_turns() -> None:
    assert (Paper(landscape=True).width, Paper(landscape=True).height) == (297.0, 210.0)
    assert Paper(PaperSize.LETTER).width == 215.9


def test_a_table_with_a_short_row_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        Table((Column("a"), Column("b")), (("1",),))
