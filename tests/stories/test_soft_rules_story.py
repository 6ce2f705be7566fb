"""Soft rules: while somebody types, what the checks would say stands beside the field, counted on Save and on the tab."""

from pathlib import Path

import pytest

from pairing_desktop.ui.i18n import plural
from stories.hands import Hands


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_place_far_away_is_told_while_it_is_typed_and_never_stops_the_save(
    hands: Hands, facts_file: Path, code: str
) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    hands.open("places", "delingha")
    hands.press("F2")
    hands.fill("latitude", "30")
    hands.fill("longitude", "120")
    form = hands.form
    box = form.boxes["latitude"]
    hands.until(box.has_warning)
    assert ("海西" if code == "zh_CN" else "Haixi") in box.message() and not box.has_error()
    assert form.foot.save.text() == plural("Save · {n} warning", "Save · {n} warnings", 1)
    tabs = hands.window.tab_row.tabs
    assert any(tabs.tabText(index).endswith("1") or "1" in tabs.tabToolTip(index) for index in range(tabs.count()))
    hands.fill("latitude", "37.37")
    hands.fill("longitude", "97.37")
    hands.until(lambda: not box.has_warning())
    hands.fill("latitude", "30")
    hands.until(box.has_warning)
    hands.save()
    assert hands.values("places", "delingha")["latitude"] == "30"


def test_a_figure_out_of_size_is_told_in_the_form_of_a_claim(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    about = {"subject_kind": "project", "subject_key": "supcon50", "measure_key": "installed_capacity"}
    hands.window.editing.new("claims", about)
    hands.until(lambda: hands.form.body.isEnabled())
    hands.fill("value_as_stated", "5000 MW")
    hands.fill("value", "5000")
    box = hands.form.boxes["value_as_stated"]
    hands.until(box.has_warning)
    assert "100 times what others state" in box.message()
    hands.fill("value_as_stated", "50 MW")
    hands.fill("value", "50")
    hands.until(lambda: not box.has_warning())
    hands.form.discard()
