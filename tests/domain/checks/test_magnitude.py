"""A figure of another size than its sisters or its peers is named, and the readings that bring it home are offered."""

import pytest

from domain.checks.books import ENGLISH, Desk, tower
from pairing_desktop.domain.checks.readings import READINGS, label, proposals


def months(desk: Desk) -> None:
    for n, words in enumerate(("10.4 GWh", "4.963 GWh", "10.844 GWh", "17.18 GWh", "18.4 GWh")):
        desk.claim(f"m{n}", "tower", "monthly_generation", words, period=f"2020-0{n + 1}", source=f"s{n}")


def test_a_misread_month_names_its_sisters_and_offers_wan_first() -> None:
    desk = tower()
    months(desk)
    desk.claim("misread", "tower", "monthly_generation", "1,843.58 million kWh", period="2024")
    (found,) = desk.findings("sister_magnitude")
    assert found.claim == "misread" and set(found.claims) == {f"m{n}" for n in range(5)}
    first = found.proposals[0]
    assert (first.reading, first.value, first.factor) == ("wan_as_million", "18435800", "0.01")
    assert first.explanation(ENGLISH) == (
        "万 printed as million: 1,843.58 × 10,000 kWh = 18.4358 million kWh; "
        "0.2% above 18.4 million kWh (m4, May 2020)."
    )


def test_months_of_one_plant_differ_without_a_word() -> None:
    desk = tower()
    months(desk)
    assert desk.findings(group="magnitude") == []


def test_of_two_figures_that_differ_by_a_slip_the_one_out_of_proportion_is_named() -> None:
    desk = tower()
    desk.claim("year", "tower", "annual_generation", "146 GWh", nature="design", said="per year")
    desk.claim("good", "tower", "co2_avoided", "121,000 tons", nature="design", said="every year")
    desk.claim("bad", "tower", "co2_avoided", "12.1 tons", nature="design", said="per year")
    assert desk.named("sister_magnitude") == {"bad"}


def test_two_figures_that_differ_by_no_usual_slip_are_no_matter_of_size() -> None:
    desk = tower()
    desk.claim("one", "tower", "jobs", "70", source="a")
    desk.claim("two", "tower", "jobs", "1,540", source="b")
    assert desk.named("sister_magnitude") == set()


def test_the_record_itself_is_a_sister() -> None:
    desk = Desk()
    desk.project("works", sort="factory", industry="polysilicon", capacity="100000", unit="t/yr")
    desk.claim("bad", "works", "polysilicon_capacity", "10 tons a year", nature="planned", period="2023-05")
    (found,) = desk.findings("sister_magnitude")
    assert [one.value for one in found.proposals] == ["100000"]
    assert found.proposals[0].reading == "lost_wan"


def test_parts_that_one_source_tells_of_a_place_are_no_slips() -> None:
    desk = tower()
    for key, words in (("total", "11,600 MW"), ("pv", "5,950 MW"), ("wind", "5,490 MW"), ("csp", "160 MW")):
        desk.claim(key, "haixi", "installed_capacity", words, period="2022-03")
    assert desk.findings(group="magnitude") == []


def test_a_population_ten_times_that_of_other_years_is_named() -> None:
    desk = tower()
    for year, words in (("2010", "489,338"), ("2016", "509,100"), ("2019", "5,207,000")):
        desk.claim(f"y{year}", "haixi", "population", words, period=year, source=f"s{year}")
    assert desk.named("sister_magnitude") == {"y2019"}


def test_a_stranger_among_peers_is_named_when_enough_are_known() -> None:
    for peers, named in ((6, {"odd"}), (2, set())):
        desk = Desk()
        for n in range(peers):
            desk.project(f"p{n}", sort="factory", industry="soda")
            desk.claim(f"c{n}", f"p{n}", "soda_capacity", f"{(n + 3) * 100_000} tons", source=f"s{n}")
        desk.project("odd", sort="factory", industry="soda")
        desk.claim("odd", "odd", "soda_capacity", "90 tons")
        assert desk.named("peer_magnitude") == named


@pytest.mark.parametrize(
    ("measure", "good", "bad", "reading"),
    [
        ("annual_generation", "146 GWh", "146,000 GWh", "mwh_as_gwh"),
        ("annual_generation", "146 GWh", "146 MWh", "gwh_as_mwh"),
        ("annual_generation", "1.46亿千瓦时", "14.6亿千瓦时", "moved_point"),
        ("investment", "10.5亿元", "10.5 billion yuan", "yi_as_billion"),
        ("investment", "1.05 billion yuan", "1.05亿元", "billion_as_yi"),
        ("investment", "1.05 billion yuan", "1.05 million yuan", "billion_as_million"),
        ("area", "2.5 km2", "2,500,000 km2", "m2_as_km2"),
        ("reflective_area", "542,700 m2", "0.5427 m2", "km2_as_m2"),
        ("reflective_area", "542,700 m2", "814 m2", "mu_as_m2"),
        ("coal_saved", "46,000 tons", "4.6 tons", "lost_wan"),
    ],
)
def test_each_usual_slip_is_offered(measure: str, good: str, bad: str, reading: str) -> None:
    desk = tower()
    for n in range(3):
        desk.claim(f"good{n}", "tower", measure, good, said="per year", source=f"s{n}")
    desk.claim("bad", "tower", measure, bad, said="per year", source="other")
    offered = proposals(desk.claims[desk.id("bad")], desk.book())
    assert offered and offered[0].reading == reading
    assert "bad" in {one.claim for one in desk.findings(group="magnitude")}


def test_dollars_that_were_taken_for_yuan_are_tried_at_the_rate_of_the_time() -> None:
    desk = tower()
    desk.source("late", published="2018-05-01")
    desk.place("china")
    desk.claim("rate", "china", "exchange_rate", "6.3670", value="6.3670", period="2018-05-02", source="fx")
    for n in range(3):
        desk.claim(f"good{n}", "tower", "investment", "1.05 billion yuan", source=f"s{n}")
    desk.claim("bad", "tower", "investment", "158.7 million yuan", source="late")
    values = {one.reading: float(one.value) for one in proposals(desk.claims[desk.id("bad")], desk.book())}
    assert values["dollars_as_yuan"] == pytest.approx(158.7e6 * 6.367, rel=0.01)


def test_minutes_written_as_decimals_are_tried() -> None:
    desk = Desk()
    desk.place("station")
    desk.claim("good", "station", "longitude", "97.56", value="97.56", source="a")
    desk.claim("bad", "station", "longitude", "97.336", value="97.336", source="b")
    (offered,) = proposals(desk.claims[desk.id("bad")], desk.book())
    assert (offered.reading, offered.value) == ("minutes_as_decimals", "97.5600")


def test_an_accepted_reading_settles_the_matter() -> None:
    desk = tower()
    months(desk)
    desk.claim("read", "tower", "monthly_generation", "1,843.58 million kWh", value="18435800", period="2024")
    desk.readings[desk.id("read")] = "wan_as_million"
    assert desk.findings(group="magnitude") == []
    (retold,) = desk.findings("retold")
    assert retold.claim == "read" and retold.claims == ("m4",)


def test_every_reading_has_a_label_and_its_reverse() -> None:
    factors = {one.factor for one in READINGS}
    assert all(label(one.code) != one.code for one in READINGS)
    assert {1 / one.factor for one in READINGS if not one.code.startswith("lost")} <= factors
