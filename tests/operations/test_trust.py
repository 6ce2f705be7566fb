"""Stories of a doubtful figure on a real file: what is found, what somebody decides and why, and where it shows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from pairing_desktop.domain.bench import Bench, BenchClaim
from pairing_desktop.domain.cards import ClaimLine, Figure
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft, operation_text
from pairing_desktop.domain.kinds import CLAIMS
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.problems import Conflict, InvalidDraft
from pairing_desktop.domain.trust import Mark, Trust, factor_text
from pairing_desktop.operations.commands import Commands
from pairing_desktop.operations.questions import Questions
from pairing_desktop.operations.workspace import Workspace
from tables_in import bring_in, write_csv

T = TypeVar("T")
ENGLISH, CHINESE = language("en"), language("zh_CN")
REASON = "1843.58 万 printed as million; fits the record months of 2020 and 2022"


class Desk:
    """A member of staff at an open file: every act waits until it was checked."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def ask(self, question: Callable[[Questions], T]) -> T:
        return self.workspace.ask(question).result(timeout=30)

    def do(self, command: Callable[[Commands], ChangeSet]) -> ChangeSet:
        changes = self.workspace.do(command).result(timeout=30)
        self.workspace.checking.settle(timeout=30)
        return changes

    def claim(self, key: str) -> ClaimLine:
        return self.ask(lambda ask: ask.claim(ask.locate("claims", key).id))

    def id(self, key: str) -> int:
        return self.ask(lambda ask: ask.locate("claims", key).id)

    def bench(self, key: str) -> Bench:
        claim = self.claim(key)
        return self.ask(lambda ask: ask.bench(claim.subject_id, claim.measure_id))

    def on_bench(self, key: str) -> BenchClaim:
        return next(line for line in self.bench(key).claims if line.claim.key == key)

    def figure(self, key: str) -> Figure:
        return next(one for one in self.bench(key).figures if key in {claim.key for claim in one.claims})

    def exported(self, key: str) -> dict[str, str]:
        return self.ask(lambda ask: next(iter(ask.export("claims", [ask.locate("claims", key).id]))))

    def save(self, **values: str) -> str:
        """Save a new claim and return its short name."""
        changes = self.do(lambda commands: commands.save(Draft("claims", None, 0, {
            "subject_kind": "project", "subject_key": "supcon50", "measure_key": "monthly_generation", "unit": "kWh",
            "qualifier": "exact", "nature": "actual", "source_key": "shine_2024_seed", "locator": "para 8", **values,
        })))
        (row,) = changes.rows["claims"]
        return self.ask(lambda ask: ask.name("claims", row)).key


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Desk]:
    desk = Desk(workspace)
    yield desk
    assert desk.ask(lambda ask: ask.verify()) == []


def sentence(desk: Desk) -> str:
    """The article's sentence entered as a claim about a month."""
    return desk.save(
        value_as_stated="1,843.58 million kWh a month", value="1843580000", period_start="2024-05",
        period_end="2024-05", period_precision="month", period_as_stated="this year",
    )


def generation(desk: Desk, claim: str) -> tuple[Decimal | None, Mark | None]:
    """The value drawn from a claim and its mark; (None, None) when the chart leaves it out."""
    claim_id = desk.id(claim)
    data = desk.ask(lambda ask: ask.chart("generation", Filter(), ENGLISH))
    return next(((point.value, point.mark) for point in data.points if claim_id in point.claim_ids), (None, None))


def test_the_sentence_of_the_article_is_found_out_read_and_shown_everywhere_with_its_mark(desk: Desk) -> None:
    key = sentence(desk)
    found = desk.on_bench(key)
    assert found.claim.mark is Mark.IMPLAUSIBLE
    ceiling = next(line for line in found.open_findings if line.finding.rule == "generation_ceiling")
    assert ceiling.finding.proposals[0].value == "18435800"
    assert ceiling.charts == ("generation",)
    assert desk.exported(key)["trust"] == "implausible"

    reading = ceiling.finding.proposals[0].reading
    desk.do(lambda commands: commands.accept_reading(found.claim.id, reading, REASON))

    claim = desk.claim(key)
    assert (claim.value, claim.value_as_stated) == ("1843580000", "1,843.58 million kWh a month")
    assert (claim.effective, claim.mark) == ("18435800", Mark.READING)
    figure = desk.figure(key)
    assert (figure.low, figure.high, figure.reading) == ("18435800", "18435800", reading)
    assert figure.trust.text(ENGLISH) == "Read as ÷ 100"
    assert figure.trust.text(CHINESE) == "改读 ÷ 100"
    assert generation(desk, key) == (Decimal(18435800), Mark.READING)
    row = desk.exported(key)
    assert (row["value"], row["accepted_reading"], row["effective_value"], row["trust"]) == (
        "1843580000", reading, "18435800", "reading"
    )
    line = desk.on_bench(key)
    assert line.reading is not None
    assert (line.reading.reason, line.reading.who) == (REASON, "Li Wei")
    assert Decimal(line.low) <= Decimal(18435800) <= Decimal(line.high)
    assert Decimal(line.printed_low) <= Decimal(1843580000) <= Decimal(line.printed_high)
    assert not [one for one in line.open_findings if one.finding.rule == "generation_ceiling"]
    by_value = desk.ask(lambda ask: ask.order("claims", Filter(text="18435800"), Sort("value"))).ids
    assert claim.id in by_value
    page = desk.ask(lambda ask: ask.page("claims", [claim.id]))[0]
    assert (page.cells["value"], page.cells["effective_value"]) == ("1843580000", "18435800")
    assert page.trust == Trust(Mark.READING, factor=claim.reading_factor)


def test_undo_brings_the_print_back_and_redo_the_reading_also_after_a_restart(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, who="Li Wei")
    desk = Desk(workspace)
    key = sentence(desk)
    before = desk.exported(key)
    claim_id = desk.id(key)
    desk.do(lambda commands: commands.accept_reading(claim_id, "wan_as_million", REASON))
    after = desk.exported(key)
    assert after != before
    workspace.close()
    workspace = Workspace.open(facts_file, who="Zhang")
    desk = Desk(workspace)
    assert desk.exported(key) == after
    assert desk.do(lambda commands: commands.undo()).operation_id
    assert desk.exported(key) == before
    assert generation(desk, key)[1] is not Mark.READING
    assert desk.do(lambda commands: commands.redo()).operation_id
    assert desk.exported(key) == after
    assert desk.ask(lambda ask: ask.verify()) == []
    workspace.close()


def test_a_reading_is_taken_back_with_a_reason_and_falls_away_when_the_print_is_corrected(desk: Desk) -> None:
    key = sentence(desk)
    claim_id = desk.id(key)
    desk.do(lambda commands: commands.accept_reading(claim_id, "wan_as_million", REASON))
    desk.do(lambda commands: commands.take_back_reading(claim_id, "The operator confirms the print"))
    assert desk.claim(key).effective == "1843580000"
    desk.do(lambda commands: commands.accept_reading(claim_id, "wan_as_million", REASON))
    draft = desk.ask(lambda ask: ask.draft("claims", claim_id))
    desk.do(lambda commands: commands.save(replace(
        draft, values={"value_as_stated": "18.4358 million kWh", "value": "18435800"}
    )))
    claim = desk.claim(key)
    assert (claim.effective, claim.reading, claim.mark) == ("18435800", "", Mark.ONE)
    assert desk.on_bench(key).reading is None


def test_a_decision_shows_wherever_the_figure_appears_and_unsettled_brings_the_range_back(desk: Desk) -> None:
    land, rival = desk.id("s50_land"), desk.id("s50_land_cns")
    disputed = desk.figure("s50_land")
    assert (disputed.low, disputed.high, disputed.trust) == ("2.5", "3.3", Trust(Mark.DISPUTED, 2))

    desk.do(lambda commands: commands.decide(land, "preferred", "The operator's own page"))
    figure = desk.figure("s50_land")
    assert (figure.low, figure.high, figure.trust.mark, figure.choice) == ("2.5", "2.5", Mark.DECIDED, "preferred")
    assert (desk.claim("s50_land").rank, desk.exported("s50_land")["trust"]) == ("preferred", "decided")

    desk.do(lambda commands: commands.decide(rival, "preferred", "A later survey"))
    assert desk.figure("s50_land").low == "3.3"
    assert desk.claim("s50_land").rank == "normal", "one preferred claim a figure"

    desk.do(lambda commands: commands.decide_unsettled(land, "Both may be right"))
    open_again = desk.figure("s50_land")
    assert (open_again.low, open_again.high, open_again.choice) == ("2.5", "3.3", "unsettled")
    assert {desk.claim(key).rank for key in ("s50_land", "s50_land_cns")} == {"normal"}

    desk.do(lambda commands: commands.decide(rival, "deprecated", "The agency counted the access road"))
    figure = desk.figure("s50_land")
    assert (figure.low, figure.high) == ("2.5", "2.5")
    assert figure.trust.mark is not Mark.DISPUTED

    decisions = desk.bench("s50_land").decisions
    assert [(line.choice, line.stands) for line in decisions] == [
        ("deprecated", True), ("unsettled", True), ("preferred", False), ("preferred", False)
    ]
    assert decisions[0].reason == "The agency counted the access road"
    for _ in range(4):
        desk.do(lambda commands: commands.undo())
    assert desk.figure("s50_land") == disputed


def test_the_bench_shows_the_questioned_claim_first_with_what_was_found(desk: Desk) -> None:
    bench = desk.bench("s50_202010")
    assert bench.claims[0].claim.key == "seed_p08_month"
    assert {line.finding.rule for line in bench.claims[0].open_findings} >= {"generation_ceiling", "sister_magnitude"}
    assert len(bench.claims) == 10
    assert bench.measure_key == "monthly_generation"


def test_an_implausible_print_cannot_be_preferred(desk: Desk) -> None:
    claim = desk.id("seed_p08_month")
    with pytest.raises(InvalidDraft) as refused:
        desk.do(lambda commands: commands.decide(claim, "preferred", "It is in the paper"))
    assert "Accept a reading" in refused.value.problems[0].message(ENGLISH)


@pytest.mark.parametrize("relation", ["same", "other_scope", "part_of"])
def test_claims_told_apart_no_longer_dispute_each_other(desk: Desk, relation: str) -> None:
    one, other = desk.id("s50_land"), desk.id("s50_land_cns")
    desk.do(lambda commands: commands.relate(one, other, relation, "With and without the road"))
    assert desk.claim("s50_land").mark is not Mark.DISPUTED
    assert desk.figure("s50_land").claims != desk.figure("s50_land_cns").claims
    assert desk.figure("s50_land").low == desk.figure("s50_land").high == "2.5", "never hidden behind the first"
    (line,) = [one for one in desk.on_bench("s50_land_cns").relations if one.relation == relation]
    assert (line.outgoing, line.claim_key, line.reason) == (False, "s50_land", "With and without the road")
    desk.do(lambda commands: commands.unrelate(line.id, "Checked: the same ground"))
    assert desk.claim("s50_land").mark is Mark.DISPUTED


def test_a_claim_that_was_corrected_leaves_the_figure_to_the_other(desk: Desk) -> None:
    one, other = desk.id("s50_land"), desk.id("s50_land_cns")
    desk.do(lambda commands: commands.relate(one, other, "corrects", "An erratum"))
    figure = desk.figure("s50_land")
    assert (figure.low, figure.high) == ("2.5", "2.5")
    assert {claim.key for claim in figure.claims} == {"s50_land", "s50_land_cns"}


def test_a_dismissed_finding_leaves_the_queue_until_something_new_is_said(desk: Desk) -> None:
    def queue() -> set[tuple[str, str]]:
        return {(line.finding.rule, line.finding.claim) for line in desk.ask(lambda ask: ask.findings(1000))}

    claim = desk.id("s50_land")
    assert ("conflict", "s50_land") in queue()
    desk.do(lambda commands: commands.dismiss("conflict", claim, "Rounded by the agency"))
    assert ("conflict", "s50_land") not in queue()
    assert desk.claim("s50_land").mark is not Mark.DISPUTED
    (line,) = [one for one in desk.on_bench("s50_land").findings if one.finding.rule == "conflict"]
    assert (line.dismissed, line.dismissed_by) == ("Rounded by the agency", "Li Wei")
    assert "s50_land" in {line.finding.claim for line in desk.ask(lambda ask: ask.findings(10, dismissed=True))}

    desk.save(measure_key="area", unit="km2", value="9", value_as_stated="9 km²", source_key="shine_2024_seed")
    assert ("conflict", "s50_land") in queue(), "a newcomer was not dismissed"
    desk.do(lambda commands: commands.undo())
    assert ("conflict", "s50_land") not in queue()
    desk.do(lambda commands: commands.reopen("conflict", claim, "It matters after all"))
    assert ("conflict", "s50_land") in queue()


def test_the_queue_is_worst_first_and_then_by_what_depends_on_it(desk: Desk) -> None:
    lines = desk.ask(lambda ask: ask.findings(1000))
    order = [("error", "warning", "info").index(line.finding.severity) for line in lines]
    assert order == sorted(order)
    assert lines[0].finding.claim == "seed_p08_month"
    assert lines[0].charts == ("generation",)


def test_a_reprint_is_not_a_second_source(desk: Desk) -> None:
    assert desk.claim("s50_202010_cns").mark is Mark.TWO
    one, other = (desk.claim(key).citation for key in ("s50_202010", "s50_202010_cns"))
    assert one is not None
    assert other is not None
    desk.do(lambda commands: commands.derive_source(one.source_id, other.source_id, "The same text, a day later"))
    assert desk.claim("s50_202010_cns").mark is Mark.ONE
    ours, theirs = (desk.ask(lambda ask, id=id: ask.card("sources", id)) for id in (one.source_id, other.source_id))
    assert [(link.id, link.outgoing) for link in ours.links if link.role == "derived_from"] == [(other.source_id, True)]
    back = [(link.id, link.outgoing) for link in theirs.links if link.role == "derived_from"]
    assert back == [(one.source_id, False)]
    assert [link.id for link in desk.on_bench("s50_202010").derives_from] == [other.source_id]
    with pytest.raises(InvalidDraft):
        desk.do(lambda commands: commands.derive_source(other.source_id, one.source_id, "A circle"))
    desk.do(lambda commands: commands.underive_source(one.source_id, other.source_id, "Two reporters"))
    assert desk.claim("s50_202010_cns").mark is Mark.TWO


def test_a_source_shows_what_contradicts_it(desk: Desk) -> None:
    citation = desk.claim("s50_land").citation
    assert citation is not None
    card = desk.ask(lambda ask: ask.card("sources", citation.source_id))
    assert "s50_land_cns" in {claim.key for claim in card.contradicting}


ACTS: dict[str, Callable[[Commands, Callable[[str], int], str], ChangeSet]] = {
    "reading": lambda commands, id, reason: commands.accept_reading(id("seed_p08_month"), "wan_as_million", reason),
    "take back": lambda commands, id, reason: commands.take_back_reading(id("seed_p08_month"), reason),
    "decide": lambda commands, id, reason: commands.decide(id("s50_land"), "preferred", reason),
    "unsettled": lambda commands, id, reason: commands.decide_unsettled(id("s50_land"), reason),
    "relate": lambda commands, id, reason: commands.relate(id("s50_land"), id("s50_land_cns"), "same", reason),
    "dismiss": lambda commands, id, reason: commands.dismiss("conflict", id("s50_land"), reason),
    "reopen": lambda commands, id, reason: commands.reopen("conflict", id("s50_land"), reason),
    "derive": lambda commands, id, reason: commands.derive_source(1, 2, reason),
}


@pytest.mark.parametrize("reason", ["", " \t\n", "\u3000"])
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_said_without_a_reason(
    desk: Desk, act: Callable[[Commands, Callable[[str], int], str], ChangeSet], reason: str
) -> None:
    ids = {key: desk.id(key) for key in ("seed_p08_month", "s50_land", "s50_land_cns")}
    with pytest.raises(InvalidDraft) as refused:
        desk.do(lambda commands: act(commands, ids.__getitem__, reason))
    (problem,) = refused.value.problems
    assert problem.field in ("reason", "note")
    assert "reason is kept" in problem.message(ENGLISH)
    assert desk.ask(lambda ask: ask.undo_state()).undo is None


def test_the_history_of_a_claim_tells_what_was_said_in_words(desk: Desk) -> None:
    month, land = desk.id("seed_p08_month"), desk.id("s50_land")
    desk.do(lambda commands: commands.accept_reading(month, "wan_as_million", REASON))
    desk.do(lambda commands: commands.decide(land, "preferred", "The operator's page"))
    other = desk.id("s50_land_cns")
    desk.do(lambda commands: commands.relate(land, other, "part_of", "Mirrors only"))
    desk.do(lambda commands: commands.dismiss("stale", land, "Land does not age"))
    line = desk.ask(lambda ask: ask.history("claims", month))[0]
    assert (line.field, line.before, line.after) == ("effective_value", "1843580000", "18435800")
    assert operation_text(line.label, line.values, ENGLISH) == (
        f"Reading of “1,843.58 million kWh a month” accepted: 万 printed as million. {REASON}"
    )
    lines = desk.ask(lambda ask: ask.history("claims", land))
    told = [operation_text(line.label, line.values, CHINESE) for line in lines]
    assert told[0].startswith("疑点已排除：")
    assert "属于" in told[1]
    assert told[2].startswith("首选：")
    assert "Mirrors only" in told[1]
    about_other = desk.ask(lambda ask: ask.history("claims", other))
    assert any("Mirrors only" in line.values.get("reason", "") for line in about_other)


def test_two_copies_may_decide_apart_and_each_keeps_its_own_word(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    desk.workspace.back_up(copy).result()
    second = Workspace.open(copy, who="Zhang")
    theirs = Desk(second)
    try:
        land = desk.id("s50_land")
        desk.do(lambda commands: commands.decide(land, "preferred", "Ours"))
        theirs.do(lambda commands: commands.decide(land, "deprecated", "Theirs"))
        assert (desk.claim("s50_land").rank, theirs.claim("s50_land").rank) == ("preferred", "deprecated")
        assert theirs.bench("s50_land").decisions[0].who == "Zhang"
        assert theirs.ask(lambda ask: ask.verify()) == []
    finally:
        second.close()


def test_a_rank_is_never_typed_but_comes_with_a_reason(desk: Desk, tmp_path: Path) -> None:
    draft = desk.ask(lambda ask: ask.draft("claims", ask.locate("claims", "s50_land").id))
    with pytest.raises(InvalidDraft) as refused:
        desk.do(lambda commands: commands.save(replace(draft, values={"rank": "preferred"})))
    assert refused.value.problems[0].field == "rank"
    row = {**desk.exported("s50_land"), "rank": "preferred"}
    wanted = {name: row[name] for name in CLAIMS.columns}
    write_csv(tmp_path / "in.csv", [wanted])
    bring_in(desk.workspace, "claims", tmp_path / "in.csv")
    assert desk.claim("s50_land").rank == "preferred"
    assert desk.bench("s50_land").decisions[0].reason == "Brought in with a file"


def test_a_claim_in_the_trash_is_left_alone(desk: Desk) -> None:
    claim = desk.id("s50_land")
    desk.do(lambda commands: commands.delete("claims", [claim]))
    with pytest.raises(Conflict):
        desk.do(lambda commands: commands.decide(claim, "preferred", "Too late"))


def test_a_check_of_the_whole_file_in_steps_finds_what_the_saves_found(desk: Desk) -> None:
    key = sentence(desk)
    found = desk.ask(lambda ask: ask.findings(10_000))
    assert key in {line.finding.claim for line in found}
    assert desk.workspace.checking.in_steps().finish().total == 0, "nothing is left to look at"
    desk.workspace._session.write(lambda db: db.execute("DELETE FROM finding")).result()
    desk.workspace._session.write(lambda db: db.execute("DELETE FROM setting WHERE name LIKE 'checked%'")).result()
    check = desk.workspace.checking.in_steps()
    told: list[ChangeSet] = []
    desk.workspace.checking.told = told.append
    progress = [check.step().result()]
    while not progress[-1].is_done:
        progress.append(check.step().result())
    assert [one.done for one in progress] == sorted(one.done for one in progress)
    assert progress[-1].done == progress[-1].total > 100
    assert progress[-1].changed
    assert {id for changes in told for id in changes.rows["claims"]} >= {desk.id(key)}
    again = desk.ask(lambda ask: ask.findings(10_000))
    assert sorted((one.finding.rule, one.finding.claim) for one in again) == sorted(
        (one.finding.rule, one.finding.claim) for one in found
    )


def test_an_older_file_is_checked_by_whoever_opens_it_next(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file)
    workspace._session.write(lambda db: db.execute("DELETE FROM setting WHERE name LIKE 'checked%'")).result()
    assert workspace.checking.in_steps().finish().total > 100
    workspace.close()


def test_a_check_that_was_broken_off_is_taken_up_by_whoever_opens_the_file_next(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file)
    draft = workspace.ask(lambda ask: ask.draft("claims", ask.locate("claims", "s50_land").id)).result()
    workspace.checking.after_save = lambda: None  # type: ignore[method-assign]
    workspace.do(lambda commands: commands.save(replace(draft, values={"value": "3.3"}))).result()
    workspace.close()
    workspace = Workspace.open(facts_file)
    desk = Desk(workspace)
    assert "conflict" in {line.finding.rule for line in desk.on_bench("s50_land").findings}
    assert workspace.checking.in_steps().finish().is_done
    workspace.checking.settle()
    workspace._session.write(lambda db: None).result()
    assert "conflict" not in {line.finding.rule for line in desk.on_bench("s50_land").findings}
    workspace.close()


def test_a_file_that_may_only_be_read_is_left_as_it_is(facts_file: Path) -> None:
    before = facts_file.read_bytes()
    workspace = Workspace.open(facts_file, read_only=True)
    assert workspace.checking.in_steps().finish().is_done
    workspace.close()
    assert facts_file.read_bytes() == before


@pytest.mark.parametrize(
    ("factor", "words"),
    [("0.01", "÷ 100"), ("1/15", "÷ 15"), ("10000", "× 10,000"), ("2000/3", "× 2,000/3"), ("1", "× 1"), ("", "")],
)
def test_what_a_reading_does_is_said_as_a_sum(factor: str, words: str) -> None:
    assert factor_text(factor) == words


def test_the_command_line_lists_by_trust(desk: Desk) -> None:
    def question(ask):  # type: ignore[no-untyped-def]
        return list(ask.export("claims", ask.select("claims", where=[("trust", "=", "implausible")], sort="-trust", limit=3)))

    rows = desk.ask(question)
    assert rows
    assert {row["trust"] for row in rows} == {"implausible"}


def test_what_was_recorded_against_a_print_is_answered_by_its_reading(desk: Desk) -> None:
    claim = desk.claim("seed_p08_month")
    assert claim.mark is Mark.IMPLAUSIBLE
    desk.do(lambda commands: commands.accept_reading(claim.id, "wan_as_million", "Fits 2020 and 2022"))
    read = desk.claim("seed_p08_month")
    assert (read.mark, read.effective, read.rivals) == (Mark.READING, "18435800", ())
    desk.do(lambda commands: commands.undo())
    assert desk.claim("seed_p08_month").mark is Mark.IMPLAUSIBLE
