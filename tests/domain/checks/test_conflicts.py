"""Contradictions, and what only counts differently."""

from domain.checks.books import ENGLISH, Desk, tower


def test_two_sources_two_figures_stand_against_each_other_on_both_sides() -> None:
    desk = tower()
    desk.claim("one", "tower", "area", "2.5 km2", source="a")
    desk.claim("two", "tower", "area", "3.3 km2", source="b")
    found = desk.findings("conflict")
    assert {one.claim: one.claims for one in found} == {"one": ("two",), "two": ("one",)}
    assert "2.45 km² to 2.55 km² and 3.25 km² to 3.35 km², which do not meet" in found[0].message(ENGLISH)


def test_figures_that_rounding_or_about_makes_one_are_silent() -> None:
    desk = tower()
    desk.claim("fine", "haixi", "area", "325,785 km2", source="a")
    desk.claim("round", "haixi", "area", "about 326,000 km2", source="b")
    desk.claim("billion", "tower", "investment", "1.05 billion yuan", source="a")
    desk.claim("exact", "tower", "investment", "1,049.6 million yuan", source="b")
    assert desk.findings(group="conflict") == []


def scope_of(desk: Desk) -> dict[str, str]:
    return {one.claim: one.message(ENGLISH) for one in desk.findings("differs_in_scope")}


def test_plan_and_result_differ_in_scope() -> None:
    desk = tower()
    desk.claim("plan", "tower", "storage_hours", "6 hours", nature="design", source="a")
    desk.claim("built", "tower", "storage_hours", "7 hours", source="b")
    assert desk.named("conflict") == set()
    assert "planned, designed or estimated" in scope_of(desk)["built"]


def test_hedged_statements_that_can_both_hold_differ_in_scope() -> None:
    desk = tower()
    desk.claim("least", "haixi", "annual_sunshine_hours", "more than 3,000 hours", source="a")
    desk.claim("most", "haixi", "annual_sunshine_hours", "3,500 hours", qualifier="up to", source="b")
    assert desk.named("conflict") == set()
    assert list(scope_of(desk)) == ["most"]


def test_what_changes_with_the_years_is_no_conflict() -> None:
    desk = tower()
    desk.claim("then", "haixi", "population", "489,338", period="2010", source="a")
    desk.claim("now", "haixi", "population", "520,700", period="2019", source="b")
    assert desk.findings(group="conflict") + desk.findings(group="scope") == []


def test_months_are_figures_of_their_own_but_the_same_month_is_one() -> None:
    desk = tower()
    desk.claim("may", "tower", "monthly_generation", "10.4 GWh", period="2020-05", source="a")
    desk.claim("june", "tower", "monthly_generation", "12.1 GWh", period="2020-06", source="a")
    desk.claim("again", "tower", "monthly_generation", "12.9 GWh", period="2020-06", source="b")
    assert desk.named("conflict") == {"june", "again"}


def test_parts_that_add_up_in_one_source_are_parts() -> None:
    desk = tower()
    for key, words in (("all", "11,600 MW"), ("pv", "5,950 MW"), ("wind", "5,490 MW"), ("csp", "160 MW")):
        desk.claim(key, "haixi", "installed_capacity", words, period="2022-03")
    assert desk.named("part_of") == {"pv", "wind", "csp"}
    assert desk.named("conflict") == desk.named("differs_in_scope") == set()


def test_a_narrower_count_inside_the_time_of_a_wider_one_is_part_of_it() -> None:
    desk = tower()
    desk.claim("narrow", "haixi", "partner_counties", "23 counties", period="2020", source="a")
    desk.claim("wide", "haixi", "partner_counties", "47 counties", period="..2024", source="b")
    assert desk.named("part_of") == {"narrow"}


def test_places_inside_a_place_share_its_sunshine() -> None:
    desk = tower()
    desk.claim("city", "delingha", "annual_sunshine_hours", "3,000 hours", source="a")
    desk.claim("prefecture", "haixi", "annual_sunshine_hours", "3,500 hours", source="b")
    (found,) = desk.findings("differs_in_scope")
    assert (found.claim, found.claims) == ("prefecture", ("city",))


def test_what_a_person_has_related_is_answered() -> None:
    desk = tower()
    desk.claim("one", "tower", "area", "2.5 km2", source="a")
    desk.claim("two", "tower", "area", "3.3 km2", source="b")
    desk.relations.append((desk.id("one"), desk.id("two"), "other_scope"))
    assert desk.findings(group="conflict") == []


def test_a_deprecated_claim_contradicts_nobody_and_a_preferred_one_only_informs() -> None:
    desk = tower()
    desk.claim("one", "tower", "area", "2.5 km2", source="a", rank="preferred")
    desk.claim("two", "tower", "area", "3.3 km2", source="b")
    desk.claim("gone", "tower", "area", "9 km2", source="c", rank="deprecated")
    assert {one.severity for one in desk.findings("conflict")} == {"info"}
    assert desk.named("conflict") == {"one", "two"}


def test_sites_of_a_kilometre_apart_are_one_place() -> None:
    desk = tower()
    desk.claim("one", "delingha", "latitude", "37.3733", value="37.3733", source="a")
    desk.claim("two", "delingha", "latitude", "37.378001", value="37.378001", source="b")
    desk.claim("lon", "delingha", "longitude", "97.56", value="97.56", source="a")
    desk.claim("far", "delingha", "longitude", "97.7297", value="97.7297", source="b")
    assert desk.named("conflict") == {"lon", "far"}


def test_a_record_that_carries_what_no_claim_states() -> None:
    desk = tower(investment="900000000")
    desk.claim("stated", "tower", "investment", "1.05 billion yuan")
    desk.claim("power", "tower", "installed_capacity", "50 MW")
    assert desk.named("record_differs") == {"stated"}
