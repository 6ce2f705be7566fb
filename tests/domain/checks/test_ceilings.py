"""Figures beyond hours, capacity, daylight and proportion are named; the largest possible ones are not."""

import pytest

from domain.checks.books import CHINESE, ENGLISH, Desk, tower


def test_a_month_above_capacity_times_hours_is_an_error_with_its_sum() -> None:
    desk = tower()
    desk.claim("month", "tower", "monthly_generation", "1,843.58 million kWh", period="2024")
    (found,) = desk.findings("generation_ceiling")
    assert (found.severity, found.claim) == ("error", "month")
    assert "50 MW × 24 h × 31 days = 37.2 million kWh" in found.message(ENGLISH)
    assert "50 兆瓦 × 24小时 × 31天 = 至多3720万千瓦时" in found.message(CHINESE)


def test_the_best_month_of_a_plant_is_silent() -> None:
    desk = tower()
    desk.claim("month", "tower", "monthly_generation", "18.692 GWh", period="2021-12-26..2022-01-31")
    desk.claim("day", "tower", "daily_generation", "863 MWh", period="2019-06-12..2019-06-13")
    assert desk.findings(group="magnitude") == []


def test_a_meter_month_of_37_days_has_the_hours_of_37_days() -> None:
    desk = tower()
    desk.claim("month", "tower", "monthly_generation", "44 GWh", period="2021-12-26..2022-01-31")
    assert desk.named("generation_ceiling") == set()
    assert desk.named("load_factor") == {"month"}


def test_a_year_that_lost_its_wan_is_too_little_for_the_plant() -> None:
    desk = tower()
    desk.claim("year", "tower", "annual_generation", "14,600 kWh", nature="design", said="per year")
    assert desk.named("load_factor") == {"year"}


def test_a_total_since_commissioning_has_no_ceiling_without_a_start() -> None:
    desk = tower()
    desk.claim("total", "tower", "cumulative_generation", "4 billion kWh", period="..2026")
    assert desk.findings(group="magnitude") == []


@pytest.mark.parametrize(
    ("measure", "wrong", "right", "period"),
    [
        ("annual_sunshine_hours", "5,200 hours", "3,600 hours", ""),
        ("own_use_rate", "107%", "6.78%", "2020"),
        ("storage_hours", "36 hours", "16 hours", ""),
        ("operating_hours", "900 hours", "687.7 hours", "2022-01-01..2022-01-31"),
        ("continuous_hours", "400 hours", "292.8 hours", "2020-02-01..2020-02-13"),
        ("operating_days", "33 days", "31 days", "2022-01-01..2022-01-31"),
        ("dni", "900 kWh/m2", "250 kWh/m2", "2022-01"),
        ("elevation", "29,800 m", "2,980 m", ""),
        ("partner_counties", "4,700 counties", "47 counties", "2024"),
    ],
)
def test_what_cannot_be_is_named_and_what_can_is_silent(measure: str, wrong: str, right: str, period: str) -> None:
    desk = tower()
    desk.claim("wrong", "delingha", measure, wrong, period=period)
    desk.claim("right", "haixi", measure, right, period=period)
    assert desk.named("out_of_range") == {"wrong"}


def test_a_rate_of_fulfilment_may_pass_a_hundred_percent() -> None:
    desk = tower()
    desk.claim("day", "tower", "fulfilment_rate", "111.1%", period="2019-12-08")
    assert desk.named("out_of_range") == set()


def test_what_is_counted_comes_whole() -> None:
    desk = tower()
    desk.claim("homes", "delingha", "aid_projects", "16.26", value="16.26", period="2018")
    desk.claim("share", "delingha", "professional_share", "56.7%", period="2018")
    assert desk.named("out_of_range") == {"homes"}


@pytest.mark.parametrize(
    ("measure", "wrong", "right"),
    [
        ("investment", "1,050 yuan", "1.05 billion yuan"),
        ("area", "250 km2", "2.5 km2"),
        ("reflective_area", "542.7 m2", "542,700 m2"),
    ],
)
def test_figures_out_of_proportion_to_the_capacity(measure: str, wrong: str, right: str) -> None:
    for words, named in ((wrong, {"claim"}), (right, set())):
        desk = tower()
        desk.claim("claim", "tower", measure, words)
        assert desk.named("out_of_proportion") == named


def test_coal_saved_is_measured_by_the_energy() -> None:
    desk = tower()
    desk.claim("year", "tower", "annual_generation", "146 GWh", nature="design", said="per year")
    desk.claim("good", "tower", "coal_saved", "46,000 tons", nature="design", said="every year")
    desk.claim("bad", "tower", "coal_saved", "4.6 tons", nature="design", said="per year")
    assert desk.named("out_of_proportion") == {"bad"}


def test_investment_of_a_year_is_measured_by_the_product_and_a_running_total_is_not() -> None:
    desk = tower()
    desk.claim("gdp", "delingha", "gdp", "8.73 billion yuan", period="2019")
    desk.claim("year", "delingha", "investment", "39 billion yuan", period="2023")
    desk.claim("total", "delingha", "investment", "40.8 billion yuan", period="..2025-07")
    assert desk.named("out_of_proportion") == {"year"}


def test_a_deprecated_claim_is_left_alone() -> None:
    desk = Desk()
    desk.place("delingha")
    desk.claim("wrong", "delingha", "annual_sunshine_hours", "5,200 hours", rank="deprecated")
    assert desk.findings(group="magnitude") == []
