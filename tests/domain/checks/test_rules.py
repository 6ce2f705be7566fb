"""Every rule explains itself, and every limit says why."""

import tomllib

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
