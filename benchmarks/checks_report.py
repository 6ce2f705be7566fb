"""How well the checks find what is wrong: on the cited facts, and on slips made on purpose.

    python benchmarks/checks_report.py [slips]

Prints recall and precision, by kind of slip and by dimension of the indicator; no timing.  Slips are seeded: the same
200 each time.  One slip is one change of one claim or record of the facts; it counts as found when a finding of the
kind names that claim, as falsely found when it names another claim that nothing was wrong with before.
"""

import csv
import random
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from pairing_desktop.data import DATABASE
from pairing_desktop.domain.checks import BY_CODE, check
from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.periods import days_between
from pairing_desktop.domain.findings import Finding
from pairing_desktop.domain.language import language
from pairing_desktop.domain.numbers import canonical, display_value
from pairing_desktop.store import factbook, files

ENGLISH = language("en")
MAGNITUDE = ("magnitude", "sum")


@dataclass(frozen=True)
class Slip:
    """A changed book: `kind` names the slip, `claim` the one changed, `groups` of rules that should see it."""

    kind: str
    book: FactBook
    claim: Claim
    groups: tuple[str, ...]
    right: str = ""  # the value before the slip, where a reading should bring it back


def facts(folder: Path) -> FactBook:
    """The cited facts as the rules read them, assessments and disputes left out."""
    path = folder / "facts.db"
    files.create(path, who="report", unit="", with_facts=True)
    connection = sqlite3.connect(path)
    try:
        return factbook.read(connection)
    finally:
        connection.close()


def assessed() -> dict[str, dict[str, str]]:
    """The seed rows of claims, with the opinions that the rules never see."""
    with (DATABASE / "seed" / "claims.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def with_claim(book: FactBook, claim: Claim) -> FactBook:
    return replace(book, claims={**book.claims, claim.id: claim})


def printed(claim: Claim, value: Decimal) -> Claim:
    text = canonical(value)
    return replace(claim, value=text, printed_value=text, value_as_stated=display_value(text, claim.unit, ENGLISH))


def scaled(factor: str) -> Callable[[FactBook, Claim], Slip | None]:
    """The figure times a factor, as the slips of 万, 亿, million and of units make it."""

    def slip(book: FactBook, claim: Claim) -> Slip | None:
        sizeless = book.measures[claim.measure].unit in ("year", "degree", "%", "CNY/USD", "CNY/kWh")
        if sizeless or claim.number <= 0 or (claim.number * float(factor) < 1 and float(claim.value).is_integer()):
            return None
        changed = printed(claim, (Decimal(claim.value) * Decimal(factor)).normalize())
        return Slip(f"× {factor}", with_claim(book, changed), changed, MAGNITUDE, claim.value)

    return slip


def over_hundred(book: FactBook, claim: Claim) -> Slip | None:
    if claim.unit != "%" or "share" not in book.measures[claim.measure].description.lower():
        return None
    changed = printed(claim, Decimal(claim.value) * 10)
    return Slip("share over 100%", with_claim(book, changed), changed, MAGNITUDE)


def too_many_hours(book: FactBook, claim: Claim) -> Slip | None:
    days = days_between(claim.earliest, claim.latest)
    if book.measures[claim.measure].key not in ("operating_hours", "continuous_hours") or not days:
        return None
    changed = printed(claim, Decimal(days * 24 + 50))
    return Slip("more hours than the period has", with_claim(book, changed), changed, MAGNITUDE)


def other_digit(book: FactBook, claim: Claim) -> Slip | None:
    """Another source with another digit for what does not change."""
    if (
        claim.nature != "actual"
        or claim.source is None
        or book.measures[claim.measure].dimension not in ("length", "area")
    ):
        return None
    source = next(one for one in book.sources if one != claim.source)
    other = printed(
        replace(claim, id=10**6, key="slip", source=source, qualifier="exact"), Decimal(claim.value) * 9 / 10
    )
    if claim.qualifier != "exact":
        return None
    return Slip("two sources, two figures", with_claim(book, other), other, ("conflict",))


def after_the_source(book: FactBook, claim: Claim) -> Slip | None:
    if claim.nature != "actual" or not book.published(claim) or not claim.earliest:
        return None
    year = str(int(book.published(claim)[:4]) + 2)
    changed = replace(
        claim,
        period_start=year,
        period_end=year,
        period_precision="year",
        earliest=f"{year}-01-01",
        latest=f"{year}-12-31",
    )
    return Slip("result after its source", with_claim(book, changed), changed, ("time",))


def no_source(book: FactBook, claim: Claim) -> Slip | None:
    changed = replace(claim, source=None, locator="")
    return Slip("source left out", with_claim(book, changed), changed, ("source",))


def exchanged(book: FactBook, claim: Claim) -> Slip | None:
    if book.measures[claim.measure].key != "longitude":
        return None
    changed = printed(claim, Decimal(claim.value) - 30)
    return Slip("longitude elsewhere", with_claim(book, changed), changed, ("place",))


def year_too_many(book: FactBook, claim: Claim) -> Slip | None:
    if book.measures[claim.measure].key != "programme_years" or not claim.latest:
        return None
    changed = printed(claim, Decimal(claim.value) + 2)
    return Slip("age off by two", with_claim(book, changed), changed, ("time",))


def wrong_dollars(book: FactBook, claim: Claim) -> Slip | None:
    if claim.unit != "CNY" or len(book.published(claim)) < 4 or claim.number <= 0:
        return None
    dollars = float(claim.value) / 7 * 1.4
    words = f"{claim.value} yuan (US${dollars / 1e6:.3f} million)"
    changed = replace(claim, value_as_stated=words)
    return Slip("dollars at a wrong rate", with_claim(book, changed), changed, ("magnitude",))


def other_start(book: FactBook, claim: Claim) -> Slip | None:
    """A start year outside the time in which the project was built."""
    project = book.projects.get(claim.subject)
    if project is None or not project.start or book.measures[claim.measure].key != "start_year":
        return None
    changed = printed(claim, Decimal(claim.value) - 12)
    return Slip("start of another project", with_claim(book, changed), changed, ("time",))


def elsewhere(book: FactBook, claim: Claim) -> Slip | None:
    """A text of place about a record that names a place in which it does not lie."""
    home = book.place_of(claim.subject)
    if home is None or claim.subject not in book.projects:
        return None
    strange = next(
        (
            place
            for place in book.places
            if book.records[place].sort == "province" and place not in book.chain(home)
        ),
        None,
    )
    measure = book.measure_ids["location_text"]
    if strange is None:
        return None
    words = f"stands in {book.name_of(strange).english}"
    other = replace(
        claim, id=10**6, key="slip", measure=measure, value="", printed_value="", unit="", value_as_stated=words
    )
    return Slip("place elsewhere", with_claim(book, other), other, ("place",))


KINDS: tuple[tuple[Callable[[FactBook, Claim], Slip | None], int], ...] = (  # and how many of 200
    (scaled("100"), 20),
    (scaled("0.01"), 20),
    (scaled("10"), 20),
    (scaled("10000"), 15),
    (scaled("0.0001"), 15),
    (scaled("1000"), 15),
    (scaled("0.001"), 15),
    (scaled("1000000"), 10),
    (over_hundred, 8),
    (too_many_hours, 6),
    (other_digit, 10),
    (after_the_source, 8),
    (no_source, 6),
    (exchanged, 2),
    (year_too_many, 4),
    (wrong_dollars, 12),
    (other_start, 6),
    (elsewhere, 8),
)


def slips(book: FactBook, count: int, seed: int = 418) -> list[Slip]:
    """`count` slips on the claims that were accepted, kinds in the shares of KINDS."""
    chance = random.Random(seed)
    rows = assessed()
    sound = [claim for claim in book.claims.values() if claim.value and rows[claim.key]["assessment"] == "accepted"]
    made: list[Slip] = []
    for kind, share in KINDS:
        possible = [one for one in (kind(book, claim) for claim in sound) if one is not None]
        wanted = max(1, round(share * count / 200))
        made += chance.sample(possible, min(wanted, len(possible)))
    spare = [one for one in (scaled("100")(book, claim) for claim in sound) if one is not None]
    made += chance.sample(spare, max(0, min(count - len(made), len(spare))))
    return made[:count]


def concerned(findings: tuple[Finding, ...], groups: tuple[str, ...]) -> set[str]:
    """Claims with a finding graver than info of these groups."""
    return {one.claim for one in findings if one.severity != "info" and BY_CODE[one.rule].group in groups}


def report_pack(book: FactBook) -> None:
    findings = check(book)
    rows = assessed()
    pairs = [
        (row["key"], row["disputes_claim_key"])
        for row in rows.values()
        if row["disputes_claim_key"] and row["value"] and rows[row["disputes_claim_key"]]["value"]
    ]
    named = {frozenset((one.claim, other)) for one in findings for other in one.claims}
    same, other = [], []
    for one, two in pairs:
        alike = all(rows[one][column] == rows[two][column] for column in ("subject_key", "measure_key"))
        (same if alike else other).append(frozenset((one, two)) in named)
    doubted = {key for key, row in rows.items() if row["assessment"] in ("implausible", "disputed")}
    accepted = {key for key, row in rows.items() if row["assessment"] == "accepted"}
    wrong = {one.claim for one in findings if BY_CODE[one.rule].group == "magnitude"}
    against = {one.claim for one in findings if BY_CODE[one.rule].group == "conflict"}
    grave = {one.claim for one in findings if one.severity != "info"}
    told = {one.claim for one in findings if BY_CODE[one.rule].group != "source"} | {
        key for one in findings if BY_CODE[one.rule].group in ("conflict", "scope") for key in one.claims
    }
    print("The cited facts")
    print(f"  contradicted pairs of one figure named: {sum(same)} of {len(same)}")
    print(f"  other contradicted numeric pairs named: {sum(other)} of {len(other)}")
    implausible = {key for key in doubted if rows[key]["assessment"] == "implausible"}
    print(f"  recall on implausible claims: {_share(implausible, grave)}")
    print(f"  recall on implausible and disputed claims, any finding but of sources: {_share(doubted, told)}")
    print(f"  precision of warnings and errors: {_share(grave - {''}, doubted)} are implausible or disputed")
    print(
        f"  accepted with a magnitude finding: {_share(accepted, wrong)}; with a conflict: {_share(accepted, against)}"
    )
    print(
        "  findings: " + ", ".join(f"{rule} {n}" for rule, n in Counter(one.rule for one in findings).most_common())
    )


def _share(wanted: set[str], found: set[str]) -> str:
    hits = len(wanted & found)
    return f"{hits} of {len(wanted)} ({hits / max(1, len(wanted)):.0%})"


def report_slips(book: FactBook, count: int) -> None:
    before = check(book)
    found: dict[str, list[bool]] = defaultdict(list)
    by_dimension: dict[str, list[bool]] = defaultdict(list)
    home: list[bool] = []
    first: list[bool] = []
    false = 0
    for slip in slips(book, count):
        after = check(slip.book)
        now, earlier = concerned(after, slip.groups), concerned(before, slip.groups)
        hit = slip.claim.key in now and slip.claim.key not in earlier
        false += len(now - earlier - {slip.claim.key} - _partners(after, slip))
        found[slip.kind].append(hit)
        by_dimension[book.measures[slip.claim.measure].dimension].append(hit)
        if hit and slip.right:
            offered = [Decimal(p.value) for one in after if one.claim == slip.claim.key for p in one.proposals]
            home.append(Decimal(slip.right) in offered)
            first.append(bool(offered) and offered[0] == Decimal(slip.right))
        if "-v" in sys.argv and not hit:
            print("    missed", slip.kind, slip.claim.key, slip.claim.value, slip.claim.unit)
    total = [hit for hits in found.values() for hit in hits]
    print(f"\n{len(total)} slips\n  recall: {sum(total)} ({sum(total) / len(total):.0%})")
    print(
        f"  precision: {sum(total)} true and {false} false alarms ({sum(total) / max(1, sum(total) + false):.0%})"
    )
    print(f"  of the figures found, right reading offered: {sum(home)} of {len(home)}, as the first: {sum(first)}")
    for title, groups in (("by slip", found), ("by dimension", by_dimension)):
        print(
            f"  {title}: " + "; ".join(f"{name} {sum(hits)}/{len(hits)}" for name, hits in sorted(groups.items()))
        )


def _partners(after: tuple[Finding, ...], slip: Slip) -> set[str]:
    """Claims whose finding names the one that was changed: the other side of the same doubt."""
    return {one.claim for one in after if slip.claim.key in one.claims}


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    with tempfile.TemporaryDirectory() as folder:
        cited = facts(Path(folder))
    report_pack(cited)
    report_slips(cited, numbers[0] if numbers else 200)
