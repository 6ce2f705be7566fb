"""Articles against a real file: what the checks say to drafts, what is recorded already, saving and undo."""

from pathlib import Path

import pytest

from office import Ask
from pairing_desktop.domain.article.review import Judgement, LineRefused, Review
from pairing_desktop.domain.article.text import read_text
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.operations.workspace import Workspace

SENTENCE = (
    "This year the SUPCON Delingha 50 MW molten salt tower plant generated 1,843.58 million kWh a month. "
    "Last year 2.5 billion yuan was invested in Delingha."
)
DAY = PartialDate("2024-07-03", "day")
NEW = Draft("sources", None, 0, {
    "title": "A busy year", "publisher": "Haixi Daily", "published_on": "2024-07-03", "language": "en", "kind": "news",
})


def read(workspace: Workspace, text: str = SENTENCE) -> Review:
    return workspace.ask(lambda ask: ask.articles.read(read_text(text), DAY)).result(timeout=30)


def judge(workspace: Workspace, review: Review, source: str = "") -> tuple[Judgement, ...]:
    values = [line.values for line in review.lines]
    return workspace.ask(lambda ask: ask.articles.judge(values, source)).result(timeout=30)


def test_wan_printed_as_million_is_flagged_at_once_with_the_reading_that_brings_it_home(workspace: Workspace) -> None:
    review = read(workspace)
    month, invested = judge(workspace, review)
    rules = {finding.rule: finding for finding in month.findings}
    assert rules["generation_ceiling"].severity == "error"
    assert rules["generation_ceiling"].proposals[0].value == "18435800"
    assert "万" in rules["generation_ceiling"].proposals[0].explanation(language("en"))
    assert not [finding for finding in invested.findings if finding.severity == "error"]


def test_what_the_source_says_already_is_known_and_what_others_say_is_counted(workspace: Workspace) -> None:
    review = read(workspace)
    month, invested = judge(workspace, review, "shine_2024_seed")
    assert month.known is not None
    assert month.known.key == "seed_p08_month"
    assert invested.known is None
    new, _ = judge(workspace, review)
    assert new.known is None
    assert new.also == 1


def test_accepted_drafts_and_their_new_source_are_one_operation_and_one_step_of_undo(
    workspace: Workspace, ask: Ask[object]
) -> None:
    review = read(workspace)
    before = len(workspace.here.operations())
    drafts = [line.values for line in review.lines]
    changes = workspace.do(lambda commands: commands.articles.save(NEW, drafts)).result(timeout=30)
    assert len(workspace.here.operations()) == before + 1
    claims = [workspace.here.draft("claims", id).values for id in sorted(changes.rows["claims"])]
    (source,) = changes.rows["sources"]
    key = workspace.here.name("sources", source).key
    assert [(one["value_as_stated"], one["value"], one["locator"], one["source_key"]) for one in claims] == [
        ("1,843.58 million kWh a month", "1843580000", "para 1", key),
        ("2.5 billion yuan", "2500000000", "para 1", key),
    ]
    assert [(one["period_as_stated"], one["period_start"]) for one in claims] == [("This year", "2024"), ("Last year", "2023")]
    assert "A busy year" in workspace.here.operations()[0].text(language("en"))
    workspace.do(lambda commands: commands.undo()).result(timeout=30)
    assert not workspace.here.select("claims", where=[("source_key", "=", key)])
    assert not workspace.here.select("sources", where=[("key", "=", key)])
    workspace.do(lambda commands: commands.redo()).result(timeout=30)
    assert len(workspace.here.select("claims", where=[("source_key", "=", key)])) == 2


def test_one_wrong_draft_stops_all_and_is_named(workspace: Workspace) -> None:
    review = read(workspace)
    good, wrong = dict(review.lines[0].values), {**review.lines[1].values, "measure_key": "", "unit": ""}
    before = workspace.here.counts(), len(workspace.here.operations())
    with pytest.raises(LineRefused) as refused:
        workspace.do(lambda commands: commands.articles.save(NEW, [good, wrong])).result(timeout=30)
    assert refused.value.line == 1
    assert refused.value.problems[0].field == "measure_key"
    with pytest.raises(LineRefused) as refused:
        workspace.do(
            lambda commands: commands.articles.save(Draft("sources", None, 0, {"title": ""}), [good])
        ).result(timeout=30)
    assert refused.value.line == -1
    unknown = {**good, "subject_key": "nobody_has_this"}
    with pytest.raises(LineRefused):
        workspace.do(lambda commands: commands.articles.save(NEW, [good, unknown])).result(timeout=30)
    assert (workspace.here.counts(), len(workspace.here.operations())) == before


def test_another_name_of_a_record_is_known_from_the_file(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, who="Li Wei", unit="Office")
    try:
        draft = workspace.here.draft("projects", workspace.here.locate("projects", "supcon50").id)
        renamed = Draft("projects", draft.id, draft.rev, {"name_en": "Sunflower Works"})
        workspace.do(lambda commands: commands.save(renamed)).result(timeout=30)
        (line,) = read(workspace, "Sunflower Works generated 12.5 million kWh in May 2024.").lines
        assert line.values["subject_key"] == "supcon50"
        assert line.values["measure_key"] == "monthly_generation"
    finally:
        workspace.close()
