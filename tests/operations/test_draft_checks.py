"""What the checks say of a draft before it is saved: about the draft alone, and only what it would bring."""

from dataclasses import replace

import pytest

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.domain.normalising import normalise
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import factbook


def claim(workspace: Workspace, key: str, **values: str) -> Draft:
    """A new claim like one on file."""
    here = workspace.here
    stored = here.editing.draft("claims", here.locate("claims", key).id).values
    return normalise(Draft("claims", None, 0, {**stored, "key": "", **values}))


def rules(workspace: Workspace, draft: Draft) -> dict[str, str]:
    """Rule → field of what is foreseen."""
    return {one.finding.rule: one.field for one in workspace.here.editing.foresee(draft) if one.finding}


def test_a_figure_a_hundred_times_its_sisters_is_foretold_and_a_right_one_is_not(workspace: Workspace) -> None:
    wrong = claim(workspace, "s50_cap", value="5000", value_as_stated="5000 MW")
    assert rules(workspace, wrong) == {"sister_magnitude": "value_as_stated"}
    assert rules(workspace, claim(workspace, "s50_cap")) == {}


def test_a_claim_without_record_or_words_or_with_an_unreadable_date_is_left_to_the_form(workspace: Workspace) -> None:
    assert rules(workspace, claim(workspace, "s50_cap", subject_key="")) == {}
    assert rules(workspace, claim(workspace, "s50_cap", value_as_stated="")) == {}
    odd = claim(workspace, "s50_cap", value="5000", value_as_stated="5000 MW", period_start="2018-13")
    assert "sister_magnitude" in rules(workspace, odd)


def test_a_place_with_its_coordinates_exchanged_is_foretold(workspace: Workspace) -> None:
    here = workspace.here
    stored = here.editing.draft("places", here.locate("places", "delingha").id)
    assert rules(workspace, stored) == {}
    turned = replace(stored, values={**stored.values, "latitude": "97.37", "longitude": "37.37"})
    assert rules(workspace, turned) == {"place_distance": "latitude"}
    new = Draft("places", None, 0, {**turned.values, "key": "", "name_en": "New town"})
    assert rules(workspace, new) == {"place_distance": "latitude"}


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_start_behind_known_output_is_told_once_with_how_often(workspace: Workspace, code: str) -> None:
    here = workspace.here
    stored = here.editing.draft("projects", here.locate("projects", "supcon50").id)
    late = {**stored.values, "start_date": "2023", "start_precision": "year", "end_date": "", "end_precision": ""}
    found = [
        one for one in here.editing.foresee(replace(stored, values=late))
        if one.finding and one.finding.rule == "before_the_start"
    ]
    assert [one.field for one in found] == ["start_date"] and found[0].more > 5
    assert str(found[0].more) in found[0].message(language(code)) and not found[0].is_error


def test_a_large_file_is_looked_at_nearby_with_the_same_answer(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = claim(workspace, "s50_cap", value="5000", value_as_stated="5000 MW")
    whole = workspace.here.editing.foresee(wrong)
    monkeypatch.setattr("pairing_desktop.operations.draft_checks._SMALL", 10)
    monkeypatch.setattr(factbook, "read", None)  # the whole file is not read
    assert rules(workspace, wrong) == {one.finding.rule: one.field for one in whole if one.finding}
