"""A spreadsheet of ours, edited by partners, comes back as proposals; only what is accepted is written, in one step."""

from pathlib import Path

import pytest

from office import Ask
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import FACT_KINDS
from pairing_desktop.domain.problems import Conflict
from pairing_desktop.operations.workspace import Workspace
from returned import accept, compare, edit, said, send

PLANT = "SUPCON Delingha 50 MW"


def values(workspace: Workspace, kind: str, key: str) -> dict[str, str]:
    return workspace.ask(lambda ask: ask.draft(kind, ask.locate(kind, key).id)).result().values


def name(workspace: Workspace, key: str = "supcon50") -> str:
    return values(workspace, "projects", key)["name_en"]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", [kind.name for kind in FACT_KINDS])
def test_a_spreadsheet_that_comes_back_untouched_proposes_nothing(
    kind: str, code: str, workspace: Workspace, tmp_path: Path
) -> None:
    returned = compare(workspace, send(workspace, tmp_path / "t.xlsx", kind, code=code))
    assert said(returned) == []
    assert returned.missing == 0


def test_changed_cells_come_back_as_proposals_and_figures_as_claims_of_the_sender(
    workspace: Workspace, ask: Ask, tmp_path: Path
) -> None:
    plant, before = name(workspace), values(workspace, "projects", "supcon50")
    path = send(workspace, tmp_path / "t.xlsx", "projects", ("supcon50", "lamost"))
    back = edit(path, tmp_path / "back.xlsx", {
        (plant, "Note"): "Seen in July", (plant, "Start"): "2013-05", (plant, "Investment (yuan)"): "10.9亿元",
        (plant, "Status"): "Halted",
    })
    returned = compare(workspace, back)
    assert [(field, theirs) for field, _, _, theirs in said(returned)] == [
        ("status", "halted"), ("start_date", "2013-05"), ("investment_cny", "1090000000"), ("note", "Seen in July"),
    ]
    assert [one.is_claim for one in returned.proposals] == [False, False, True, False]
    assert not any(one.is_conflict for one in returned.proposals)
    assert values(workspace, "projects", "supcon50") == before, "nothing is written until accepted"
    claims = ask(lambda a: a.counts())["claims"]  # type: ignore[index]
    _, start, investment, note = returned.proposals
    accept(workspace, returned, start, investment, note)
    after = values(workspace, "projects", "supcon50")
    assert (after["note"], after["start_date"], after["start_precision"]) == ("Seen in July", "2013-05", "month")
    assert (after["status"], after["investment_cny"]) == (before["status"], before["investment_cny"])
    assert ask(lambda a: a.counts())["claims"] == claims + 1  # type: ignore[index]
    card = ask(lambda a: a.card("projects", a.locate("projects", "supcon50").id))
    assert any("row 3" in line.locator for line in card.citations)  # type: ignore[attr-defined]
    assert ask(lambda a: a.undo_state()).undo.values == {"file": "back.xlsx", "n": "3"}  # type: ignore[attr-defined]
    workspace.do(lambda commands: commands.undo()).result()
    assert values(workspace, "projects", "supcon50") == before
    assert ask(lambda a: a.counts())["claims"] == claims  # type: ignore[index]


def test_another_figure_of_a_claim_is_another_claim(workspace: Workspace, ask: Ask, tmp_path: Path) -> None:
    path = send(workspace, tmp_path / "t.xlsx", "claims", ("s50_land",))
    stated = values(workspace, "claims", "s50_land")
    back = edit(path, tmp_path / "back.xlsx", {(stated["value_as_stated"], "As stated"): "2.6 km²"})
    returned = compare(workspace, back)
    (proposal,) = returned.proposals
    assert proposal.is_claim
    accept(workspace, returned)
    assert values(workspace, "claims", "s50_land") == stated
    made = [row for row in ask(lambda a: list(a.export("claims"))) if row["value_as_stated"] == "2.6 km²"]  # type: ignore[call-overload]
    assert [(row["subject_key"], row["measure_key"], row["source_key"]) for row in made] == [
        (stated["subject_key"], stated["measure_key"], "shine_2024_seed")
    ]


def test_two_partners_edit_the_same_cell_and_the_second_meets_a_conflict(workspace: Workspace, tmp_path: Path) -> None:
    plant = name(workspace)
    path = send(workspace, tmp_path / "t.xlsx", "projects", ("supcon50",))
    first = edit(path, tmp_path / "first.xlsx", {(plant, "Note"): "From the first"})
    second = edit(path, tmp_path / "second.xlsx", {(plant, "Note"): "From the second", (plant, "Industry"): "Wind"})
    sent = values(workspace, "projects", "supcon50")["note"]
    early = compare(workspace, second)
    accept(workspace, compare(workspace, first))
    with pytest.raises(Conflict):
        accept(workspace, early)
    returned = compare(workspace, second)
    assert said(returned)[1] == ("note", sent, "From the first", "From the second")
    assert [one.is_conflict for one in returned.proposals] == [False, True]
    accept(workspace, returned, returned.proposals[0])
    after = values(workspace, "projects", "supcon50")
    assert (after["note"], after["industry"]) == ("From the first", "wind")
    assert said(compare(workspace, first)) == [], "what is on file already is proposed no more"


def test_what_changed_here_and_not_in_the_spreadsheet_is_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    path = send(workspace, tmp_path / "t.xlsx", "projects", ("supcon50",))
    draft = workspace.ask(lambda ask: ask.draft("projects", ask.locate("projects", "supcon50").id)).result()
    workspace.do(lambda commands: commands.save(Draft("projects", draft.id, draft.rev, {"note": "Newer here"}))).result()
    assert said(compare(workspace, path)) == []


def test_added_rows_wrong_cells_and_missing_rows_are_told(workspace: Workspace, ask: Ask, tmp_path: Path) -> None:
    plant = name(workspace)
    path = send(workspace, tmp_path / "t.xlsx", "projects", ("supcon50", "lamost"))
    back = edit(path, tmp_path / "back.xlsx", {
        (plant, "Start"): "2010-02-30", ("Brand new", "Kind"): "Factory", ("Brand new", "Status"): "Planned",
    }, taken_out=4)  # fmt: skip
    returned = compare(workspace, back)
    wrong, new = returned.proposals
    assert (wrong.field, wrong.can_be_accepted, returned.missing) == ("start_date", False, 1)
    assert (new.field, new.theirs, new.can_be_accepted) == ("", "Brand new", True)
    accept(workspace, returned, new)
    made = [row for row in ask(lambda a: list(a.export("projects"))) if row["name_en"] == "Brand new"]  # type: ignore[call-overload]
    assert [(row["kind"], row["source_key"]) for row in made] == [("factory", "shine_2024_seed")]
    assert ask(lambda a: a.counts())["projects"] == 53  # type: ignore[index]
