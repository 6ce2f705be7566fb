"""The checks on the cited facts: what is wrong in the article is found by rule, what was accepted is left alone.

Of the 36 contradicted pairs of claims with numbers all are named: the 21 about one figure, and the 15 others by the
rules of anniversaries (3), sister magnitude and a month in its year (5, two of them plants of the same firms), part and
whole (2), the exchange rate (2), places that share their sunshine (2) and sales against the product (1).  Of the six
pairs of texts only those about a place are read (the three of LAMOST).
"""

import sqlite3
from pathlib import Path

import pytest

from pairing_desktop.domain.checks import BY_CODE, RULES, check, check_about, check_subjects, touched
from pairing_desktop.domain.checks.book import FactBook
from pairing_desktop.domain.findings import Finding, finding_of_plain
from pairing_desktop.domain.kinds import CLAIMS
from pairing_desktop.domain.language import language
from pairing_desktop.store import factbook
from pairing_desktop.store.seed import read as seed_rows

ROWS = {row["key"]: row for row in seed_rows(CLAIMS)}


@pytest.fixture(scope="module")
def book(planted: Path) -> FactBook:
    """The cited facts, assessments and disputes blanked first: they must play no part."""
    connection = sqlite3.connect(f"{planted.as_uri()}?mode=ro", uri=True)
    copy = sqlite3.connect(":memory:")
    connection.backup(copy)
    connection.close()
    for trigger in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        copy.execute(f"DROP TRIGGER {trigger[0]}")
    copy.execute("UPDATE claim SET assessment = '', assessment_note = ''")
    copy.execute("DELETE FROM claim_relation")
    found = factbook.read(copy)
    copy.close()
    return found


@pytest.fixture(scope="module")
def findings(book: FactBook) -> tuple[Finding, ...]:
    return check(book)


def of(findings: tuple[Finding, ...], claim: str, *groups: str) -> list[Finding]:
    return [one for one in findings if one.claim == claim and BY_CODE[one.rule].group in groups]


def test_the_misread_generation_is_an_error_and_its_reading_stands_first(findings: tuple[Finding, ...]) -> None:
    found = of(findings, "seed_p08_month", "magnitude")
    assert {"generation_ceiling", "sister_magnitude", "month_in_year"} <= {one.rule for one in found}
    assert all(one.severity == "error" and one.proposals[0].value == "18435800" for one in found)


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("seed_p09_poly", "100000"),
        ("s50_coal_bad", "46000"),
        ("s50_co2_bad", "121000"),
    ],
)
def test_a_lost_wan_is_found_and_given_back(findings: tuple[Finding, ...], claim: str, right: str) -> None:
    found = of(findings, claim, "magnitude")
    assert found and all(right in [offer.value for offer in one.proposals] for one in found)


def test_the_anniversary_the_place_the_investment_and_the_dollars(findings: tuple[Finding, ...]) -> None:
    rules = {(one.claim, one.rule) for one in findings if one.severity != "info"}
    assert {
        ("seed_p01_anniversary", "anniversary"),
        ("seed_p07_lamost", "place_contradiction"),
        ("seed_p13_invest", "part_and_whole"),
        ("seed_p13_invest", "out_of_proportion"),
        ("seed_p13_revenue", "out_of_proportion"),
        ("seed_p13_capital_usd", "implied_rate"),
    } <= rules


def pairs() -> list[tuple[str, str, bool]]:
    """Contradicted pairs of claims with numbers, and whether they are about one figure."""
    found = []
    for key, row in ROWS.items():
        other = ROWS.get(row["disputes_claim_key"])
        if other and row["value"] and other["value"]:
            same = all(row[name] == other[name] for name in ("subject_key", "measure_key"))
            found.append((key, other["key"], same))
    return found


def test_every_contradicted_pair_of_numbers_is_named(findings: tuple[Finding, ...]) -> None:
    assert [sum(same for *_, same in pairs()), len(pairs())] == [21, 36]
    english = language("en")
    named = {
        frozenset((one.claim, other)) for one in findings for other in one.claims if other in one.message(english)
    }
    assert [pair for pair in pairs() if frozenset(pair[:2]) not in named and pair[2]] == []
    # In the list of claims it rests on, if not in the sentence, stand the others too.
    named |= {frozenset((one.claim, other)) for one in findings for other in one.claims}
    assert [pair for pair in pairs() if frozenset(pair[:2]) not in named] == []


def test_accepted_claims_are_left_alone(findings: tuple[Finding, ...]) -> None:
    accepted = {key for key, row in ROWS.items() if row["assessment"] == "accepted"}
    assert len(accepted) == 231
    doubted = {
        one.claim for one in findings if BY_CODE[one.rule].group in ("magnitude", "sum") and one.rule != "coverage"
    }
    against = {one.claim for one in findings if BY_CODE[one.rule].group == "conflict"}
    assert len(accepted & doubted) <= 0.02 * len(accepted)
    assert len(accepted & against) <= 0.10 * len(accepted)


def test_most_warnings_are_about_claims_that_people_doubted(findings: tuple[Finding, ...]) -> None:
    grave = {one.claim for one in findings if one.severity != "info" and one.claim}
    right = {key for key in grave if ROWS[key]["assessment"] in ("disputed", "implausible")}
    assert len(right) >= 0.8 * len(grave)


def test_a_claim_checked_alone_has_the_findings_of_the_whole(book: FactBook, findings: tuple[Finding, ...]) -> None:
    for claim in list(book.claims.values())[::25]:
        alone = check_about(book, [claim.id])
        keys = {book.key_of(subject) for subject in touched(book, [claim.id])}
        assert {one for one in map(repr, alone)} == {repr(one) for one in findings if one.subject in keys}


def test_portions_together_are_the_whole(book: FactBook, findings: tuple[Finding, ...]) -> None:
    subjects = list(book.subjects())
    parts = [one for at in range(0, len(subjects), 7) for one in check_subjects(book, subjects[at : at + 7])]
    assert sorted(map(repr, parts)) == sorted(map(repr, findings))


def test_findings_can_be_kept_and_read_in_both_languages(findings: tuple[Finding, ...]) -> None:
    for one in findings:
        assert finding_of_plain(one.as_plain()) == one
        for tongue in (language("en"), language("zh_CN")):
            texts = [one.message(tongue), *(offer.explanation(tongue) for offer in one.proposals)]
            assert all(text and "{" not in text for text in texts)


def test_every_finding_is_of_a_rule_and_no_graver_than_it_may_be(findings: tuple[Finding, ...]) -> None:
    order = ["info", "warning", "error"]
    for one in findings:
        assert order.index(one.severity) <= order.index(BY_CODE[one.rule].severity), one.rule
    assert len(BY_CODE) == len(RULES)
