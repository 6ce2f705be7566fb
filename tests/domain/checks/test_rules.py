"""Every rule explains itself, and every limit says why."""

import dataclasses
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from domain.checks.books import CHINESE, ENGLISH, tower
from pairing_desktop.data import RESOURCES
from pairing_desktop.domain.checks import RULES
from pairing_desktop.domain.checks.limits import ranges, ratios
from pairing_desktop.domain.findings import SEVERITIES
from pairing_desktop.domain.language import CODES, language


def test_every_rule_has_a_help_page_in_both_languages_and_no_page_is_left_over() -> None:
    for code in CODES:
        pages = {path.stem for path in (RESOURCES / "help" / code).glob("check-*.md")}
        assert pages == {rule.help for rule in RULES}
        for rule in RULES:
            lines = (RESOURCES / "help" / code / f"{rule.help}.md").read_text(encoding="utf-8").splitlines()
            title = language(code).tr(rule.title)
            assert lines[0].startswith("# ") and lines[0].endswith(title), rule.code
            assert len(lines) > 3


def test_rules_have_names_severities_and_groups_of_their_own() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES)
    assert {rule.severity for rule in RULES} == set(SEVERITIES)
    groups = {"magnitude", "sum", "conflict", "scope", "time", "place", "source"}
    assert {rule.group for rule in RULES} == groups


def test_every_range_and_ratio_says_why_and_has_room() -> None:
    for limit in (*ranges().values(), *ratios()):
        assert len(limit.why) > 10 and limit.low < limit.high, limit


def test_limits_are_data_that_can_be_read() -> None:
    table = tomllib.loads((RESOURCES / "checks" / "limits.toml").read_text(encoding="utf-8"))
    assert {"generation", "sisters", "peers", "rate", "conflict", "retold", "stale", "distance"} <= set(table)


ODD = st.sampled_from(["0", "-5", "0.000001", "1", "99999999999999999999", "-0.5", "18435800"])
SOME = [
    ("monthly_generation", "kWh"),
    ("annual_generation", "kWh"),
    ("investment", "CNY"),
    ("installed_capacity", "MW"),
    ("registered_capital", "CNY"),
    ("registered_capital_usd", "USD"),
    ("area", "km2"),
    ("programme_years", "year"),
    ("longitude", "degree"),
    ("latitude", "degree"),
    ("aid_projects", "project"),
    ("gdp", "CNY"),
    ("coal_saved", "t"),
]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["tower", "delingha", "haixi", "maker"]),
            st.sampled_from(SOME),
            ODD,
            st.sampled_from(["", "2019", "2020-05", "2010..2024", "..2023", "2019-12-05..2019-12-13"]),
            st.sampled_from(["a", "b", ""]),
            st.sampled_from(["actual", "planned"]),
        ),
        max_size=12,
    ),
    st.sampled_from(["50", "0", ""]),
)
def test_no_figure_stops_the_rules(
    rows: list[tuple[str, tuple[str, str], str, str, str, str]], capacity: str
) -> None:
    desk = tower(companies=("maker",))
    desk.company("maker", home="delingha")
    desk.projects[desk.id("tower")] = dataclasses.replace(desk.projects[desk.id("tower")], capacity=capacity)
    for n, (subject, (measure, unit), value, period, source, nature) in enumerate(rows):
        desk.claim(
            f"c{n}", subject, measure, f"{value} {unit}", value=value, period=period, source=source, nature=nature
        )
    for one in desk.findings():
        assert one.message(ENGLISH) and one.message(CHINESE)
