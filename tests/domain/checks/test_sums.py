"""Parts and wholes, months and years, running totals, counts and lists."""

from domain.checks.books import ENGLISH, tower


def test_a_year_of_a_city_that_is_nearly_the_running_total_of_its_prefecture() -> None:
    desk = tower()
    desk.claim("year", "delingha", "investment", "more than 39 billion yuan", period="2023")
    desk.claim("total", "haixi", "investment", "408亿元", period="..2025-07", source="gov")
    (found,) = desk.findings("part_and_whole")
    assert (found.claim, found.claims) == ("year", ("total",))
    assert "95.6%" in found.message(ENGLISH)


def test_a_tenth_of_the_whole_is_silent_and_so_is_a_larger_whole_of_another_kind() -> None:
    desk = tower()
    desk.claim("year", "delingha", "investment", "3.9 billion yuan", period="2023")
    desk.claim("total", "haixi", "investment", "408亿元", period="..2025-07", source="gov")
    desk.claim("city", "delingha", "installed_capacity", "570 MW", period="2012")
    desk.claim("all", "haixi", "installed_capacity", "11,600 MW", period="2022-03", source="gov")
    desk.claim("csp", "haixi", "installed_capacity", "160 MW", period="2022-03", source="gov")
    assert desk.named("part_and_whole") == set()


def test_a_month_of_a_plant_above_a_year_of_its_province() -> None:
    desk = tower()
    desk.claim("month", "tower", "monthly_generation", "1,843.58 million kWh", period="2024")
    desk.claim("province", "qinghai", "annual_generation", "1.47 billion kWh", period="2012", source="gov")
    assert desk.named("part_and_whole") == {"month"}


def test_a_month_larger_than_its_year() -> None:
    desk = tower()
    desk.claim("year", "tower", "annual_generation", "10.4 GWh", period="2022", source="a")
    desk.claim("more", "tower", "monthly_generation", "12 GWh", period="2022-02", source="b")
    desk.claim("other", "tower", "monthly_generation", "9 GWh", period="2022-03", source="b")
    assert desk.named("month_in_year") == {"more"}


def test_a_good_month_of_a_later_year_is_no_contradiction_to_a_poor_first_year() -> None:
    desk = tower()
    desk.claim("first", "tower", "annual_generation", "10.4 GWh", period="2019", source="a")
    desk.claim("later", "tower", "annual_generation", "146 GWh", period="2022", source="a")
    desk.claim("month", "tower", "monthly_generation", "17 GWh", period="2022-02", source="b")
    assert desk.named("month_in_year") == set()


def test_a_running_total_that_falls() -> None:
    desk = tower()
    desk.project("aid", place="haixi", sort="programme", start="2010")
    desk.claim("earlier", "aid", "aid_projects", "221个", period="2010..2016", source="a")
    desk.claim("later", "aid", "aid_projects", "180个", period="2010..2019", source="b")
    desk.claim("last", "aid", "aid_projects", "407个", period="2010..2025", source="c")
    assert desk.named("total_falls") == {"later"}


def test_a_later_total_that_is_hedged_or_a_part_told_by_the_same_source_is_silent() -> None:
    desk = tower()
    desk.project("aid", place="haixi", sort="programme", start="2010")
    desk.claim("earlier", "aid", "aid_projects", "221个", period="2010..2016", source="a")
    desk.claim("hedged", "aid", "aid_projects", "220余项", period="2010..2017", source="b")
    desk.claim("total", "aid", "aid_projects", "407个", period="2010..2025", source="c")
    desk.claim("part", "aid", "aid_projects", "196个", period="2010..2025", source="c")
    assert desk.named("total_falls") == set()


def test_parts_of_a_plant_that_exceed_it() -> None:
    desk = tower()
    desk.claim("pv", "tower", "installed_capacity", "30 MW", source="a")
    desk.claim("csp", "tower", "installed_capacity", "40 MW", source="a")
    assert desk.named("parts_of_capacity") == {"pv"}


def test_parts_that_add_up_are_silent() -> None:
    desk = tower()
    desk.claim("pv", "tower", "installed_capacity", "10 MW", source="a")
    desk.claim("csp", "tower", "installed_capacity", "40 MW", source="a")
    assert desk.named("parts_of_capacity") == set()
    assert desk.named("differs_in_scope") == set()


def test_a_count_of_companies_is_held_against_those_on_file() -> None:
    desk = tower(companies=("maker",))
    desk.company("maker", home="hebei")
    desk.company("local", home="delingha")
    desk.company("stranger", home="hebei")
    desk.claim("count", "delingha", "companies_registered", "418 companies", period="2024")
    (found,) = desk.findings("coverage")
    assert found.severity == "info"
    assert "2 ÷ 418 = 0.5%" in found.message(ENGLISH)
