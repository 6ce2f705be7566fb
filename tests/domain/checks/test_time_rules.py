"""Dates that cannot be, years counted two ways, figures grown old."""

import pytest

from domain.checks.books import ENGLISH, Desk, tower


def programme(words: str, year: str, value: str) -> Desk:
    desk = tower()
    desk.project("pair", place="delingha", sort="programme", start="2010")
    desk.claim("age", "pair", "programme_years", words, value=value, period=year)
    return desk


def test_an_inclusive_anniversary_is_named_and_contradicted_by_sources_that_count_otherwise() -> None:
    desk = programme("15th anniversary", "2024", "15")
    desk.project("whole", place="haixi", sort="programme", start="2010")
    desk.claim("paper", "whole", "programme_years", "转眼14年", value="14", period="2010..2024", source="b")
    desk.claim("daily", "whole", "programme_years", "十五周年", value="15", period="2025", source="c")
    (found,) = desk.findings("anniversary")
    assert (found.severity, found.claim) == ("warning", "age")
    assert {"paper", "daily"} <= set(found.claims)
    assert "2024 − 2010 = 14 years; counting 2010 itself 15." in found.message(ENGLISH)


def test_an_inclusive_count_alone_is_information_and_a_wrong_one_a_warning() -> None:
    assert [one.severity for one in programme("15th anniversary", "2024", "15").findings("anniversary")] == ["info"]
    assert [one.severity for one in programme("20 years", "2024", "20").findings("anniversary")] == ["warning"]


@pytest.mark.parametrize(("year", "value"), [("2025", "15"), ("2024", "14"), ("2024", "13")])
def test_years_gone_by_are_silent(year: str, value: str) -> None:
    assert programme("years", year, value).named("anniversary") == set()


def test_a_programme_of_another_place_does_not_contradict() -> None:
    desk = programme("15th anniversary", "2024", "15")
    desk.project("far", place="hebei", sort="programme", start="2010")
    desk.claim("other", "far", "programme_years", "14 years", value="14", period="2024")
    (found,) = desk.findings("anniversary")
    assert found.severity == "info"


def test_a_project_that_ends_before_it_starts() -> None:
    desk = tower()
    desk.project("odd", start="2018-12-30", end="2017")
    desk.project("same_year", start="2018-12-30", end="2018")
    assert [one.subject for one in desk.findings("end_before_start")] == ["odd"]


def test_a_result_for_a_time_after_its_source() -> None:
    desk = tower()
    desk.source("early", published="2020-03")
    desk.claim("future", "tower", "annual_generation", "120 GWh", period="2021", source="early")
    desk.claim("plan", "tower", "annual_generation", "146 GWh", period="2022", nature="planned", source="early")
    desk.claim("same", "tower", "monthly_generation", "12 GWh", period="2020-03", source="early")
    desk.claim("so_far", "tower", "cumulative_generation", "100 GWh", period="..2020", source="early")
    assert desk.named("of_the_future") == {"future"}


def test_energy_from_a_plant_before_work_on_it_began() -> None:
    desk = tower()
    desk.claim("before", "tower", "annual_generation", "12 GWh", period="2014")
    desk.claim("after", "tower", "annual_generation", "120 GWh", period="2020")
    assert desk.named("before_the_start") == {"before"}


def test_a_plan_whose_year_passed_without_a_result() -> None:
    desk = tower()
    desk.source("old", published="2011-07-22")
    desk.claim("plan", "haixi", "installed_capacity", "7.5 GW", period="2015", nature="planned", source="old")
    desk.claim("met", "delingha", "installed_capacity", "2 GW", period="2015", nature="planned", source="old")
    desk.claim("result", "delingha", "installed_capacity", "2.1 GW", period="2016", source="new")
    assert desk.named("overdue_plan") == {"plan"}


def test_only_the_newest_statement_of_what_changes_grows_old() -> None:
    desk = tower()
    desk.claim("older", "delingha", "gdp", "7 billion yuan", period="2017")
    desk.claim("newest", "delingha", "gdp", "8.7 billion yuan", period="2019")
    desk.claim("height", "delingha", "elevation", "2,980 m", period="2009")
    desk.claim("people", "delingha", "population", "88,227", period="2020-11-01")
    assert desk.named("stale") == {"newest"}


def test_an_old_record_told_as_new() -> None:
    desk = tower()
    desk.claim("record", "tower", "monthly_generation", "18.4 GWh", period="2020-10-09..2020-11-08", source="a")
    desk.claim("again", "tower", "monthly_generation", "18.4358 GWh", period="2024", source="b")
    (found,) = desk.findings("retold")
    assert (found.claim, found.claims) == ("again", ("record",))


def test_two_months_that_happen_to_be_alike_are_silent() -> None:
    desk = tower()
    desk.claim("august", "tower", "monthly_generation", "10.4 GWh", period="2019-08", source="a")
    desk.claim("october", "tower", "monthly_generation", "10.39 GWh", period="2019-10", source="b")
    assert desk.named("retold") == set()


def test_a_start_that_fits_another_project_of_the_company() -> None:
    desk = tower(companies=("maker",))
    desk.company("maker")
    desk.project("first", place="delingha", start="2010-11", end="2013-07", capacity="10", companies=("maker",))
    desk.claim("merged", "tower", "start_year", "in 2013", period="2013")
    desk.claim("right", "tower", "start_year", "in 2018", period="2018", source="b")
    (found,) = desk.findings("merged_subjects")
    assert found.claim == "merged"
    assert "but First" in found.message(ENGLISH)


def test_one_passage_about_two_plants_of_one_company() -> None:
    desk = tower(companies=("maker",))
    desk.company("maker")
    desk.project("first", place="delingha", start="2010", end="2013", capacity="10", companies=("maker",))
    desk.claim("one", "first", "start_year", "in 2013", period="2013", locator="para 8")
    desk.claim("two", "tower", "start_year", "in 2018", period="2018", locator="para 8")
    assert desk.named("one_passage") == {"two"}
