"""What the bench draws: which claims belong together, where they lie, when; no window."""

from dataclasses import replace

import pytest

from office import Ask
from pairing_desktop.domain.bench import Bench
from pairing_desktop.domain.findings import Amount, Finding
from pairing_desktop.domain.language import language
from pairing_desktop.domain.numbers import MILLION, ONES
from pairing_desktop.operations.questions import Questions
from pairing_desktop.ui.bench.over_time import course
from pairing_desktop.ui.bench.plot import axis_for, limit_of, plot, tick_text
from pairing_desktop.ui.bench.sections import length_of, sections
from pairing_desktop.ui.bench.words import all_findings, claim_of, column_scale, value_in

ENGLISH, CHINESE = language("en"), language("zh_CN")


def bench_of(ask: Ask[object], subject: str, measure: str, kind: str = "projects") -> Bench:
    """The bench of an indicator by short names."""

    def question(questions: Questions) -> Bench:
        claims = questions.card(kind, questions.locate(kind, subject).id).claims
        found = next(claim for claim in claims if claim.measure_key == measure)
        return questions.bench(found.subject_id, found.measure_id)

    made = ask(question)
    assert isinstance(made, Bench)
    return made


@pytest.fixture
def monthly(ask: Ask[object]) -> Bench:
    return bench_of(ask, "supcon50", "monthly_generation")


def test_the_questioned_claim_and_its_reading_come_first(monthly: Bench) -> None:
    finding = all_findings(monthly)[0]
    claim = finding.claim_id or 0
    (section,) = sections(monthly)
    found = plot(section, claim, finding.finding.proposals[0], finding.finding, MILLION, 8, ENGLISH)
    printed, read = found.rows[:2]
    assert (printed.label, printed.text, printed.shape) == ("Printed, 2024", "1,843.58", "implausible")
    assert (read.label, read.text, read.shape, read.reads) == ("Read ÷ 100", "18.4358", "reading", True)
    assert read.value == pytest.approx(18435800)
    assert found.ceiling == 37_200_000
    assert found.axis.log
    assert 0 < found.axis.place(read.value) < found.axis.place(found.ceiling) < found.axis.place(printed.value) < 1
    assert len(found.rows) == 8
    assert found.left_out == len(section.claims) - 7


def test_a_narrow_span_has_a_plain_axis_and_values_keep_their_bounds(ask: Ask[object]) -> None:
    bench = bench_of(ask, "supcon50", "investment")
    for section in sections(bench):
        found = plot(section, 0, None, None, column_scale(bench, ENGLISH), 20, ENGLISH)
        assert not found.axis.log
        for row in found.rows:
            assert row.low is None or row.low <= row.value
            assert row.high is None or row.high >= row.value
            assert 0 <= found.axis.place(row.value) <= 1


def test_plans_and_results_are_never_in_one_section(ask: Ask[object]) -> None:
    bench = bench_of(ask, "cgn50", "investment")
    assert {section.nature for section in sections(bench)} == {"actual", "planned"}
    for section in sections(bench):
        assert {one.claim.nature for one in section.claims} == {section.nature}
    assert "Planned" in [section.title(ENGLISH) for section in sections(bench)]


def test_a_month_and_a_year_of_a_flow_are_never_in_one_section(monthly: Bench) -> None:
    claim = replace(monthly.claims[0].claim, measure_en="Generation", measure_zh="发电量", value_as_stated="18 GWh")
    month = replace(claim, period_start="2022-02", period_end="2022-02", period_precision="month")
    year = replace(claim, period_start="2022", period_end="2022", period_precision="year")
    assert (length_of(month), length_of(year)) == ("month", "year")
    assert length_of(replace(year, value_as_stated="18 GWh a month")) == "month"
    assert length_of(replace(year, flow="stock")) == ""
    assert length_of(replace(claim, period_start="", period_end="")) == "open"


def test_over_time_gaps_stay_gaps(monthly: Bench) -> None:
    (section,) = sections(monthly)
    found = course(section)
    assert found is not None
    assert (found.first, found.last) == (2019, 2022)  # the implausible print of 2024 would press the rest to the ground
    assert [one.begin for one in found.stretches] == sorted(one.begin for one in found.stretches)
    joined = [found.joined(one, two) for one, two in zip(found.stretches, found.stretches[1:], strict=False)]
    assert True in joined  # August and September 2019
    assert False in joined  # nothing is on file between February and October 2020


def test_a_claim_without_a_period_is_not_drawn_over_time(monthly: Bench) -> None:
    (section,) = sections(monthly)
    bare = [replace(one, claim=replace(one.claim, period_start="", period_end="")) for one in section.claims]
    assert course(replace(section, claims=tuple(bare))) is None


@pytest.mark.parametrize(
    ("values", "log"), [([1.0, 40.0], True), ([1.0, 20.0], False), ([0.0, 5000.0], False), ([-4.0, 900.0], False)]
)
def test_the_axis_is_logarithmic_over_thirty_times_and_holds_all_values(values: list[float], log: bool) -> None:
    axis = axis_for(values)
    assert axis.log is log
    assert all(0 <= axis.place(value) <= 1 for value in values)
    assert len(axis.ticks) >= 2


def test_one_value_alone_has_an_axis() -> None:
    axis = axis_for([2018.0])
    assert axis.low < 2018 < axis.high
    assert tick_text(2018, ONES, "year", ENGLISH) == "2018"


def test_values_stand_in_one_scale_with_the_digits_of_the_print(monthly: Bench) -> None:
    scale = column_scale(monthly, ENGLISH)
    assert scale.english == "million"
    shown = [value_in(scale, one.claim, one.claim.effective, ENGLISH) for one in monthly.claims]
    assert "18.40" in shown
    assert "1,843.58" in shown
    more = replace(monthly.claims[1].claim, qualifier="more than")
    assert value_in(scale, more, more.value, ENGLISH).startswith("> ")


def test_a_limit_in_another_unit_is_not_drawn() -> None:
    finding = Finding("out_of_range", "error", "a", "b", "", arithmetic_values={"ceiling": Amount("24", "h")})
    assert limit_of(finding, "h") == 24
    assert limit_of(finding, "kWh") is None
    assert limit_of(None, "h") is None


def test_the_claim_of_a_bench_is_found_by_its_key(monthly: Bench) -> None:
    claim = monthly.claims[3]
    assert claim_of(monthly, claim.claim.id) is claim
    assert claim_of(monthly, -1) is None
