"""A new record that is on file already is told while it is typed; the one we have is opened, or picked, and nothing typed
is lost unasked."""

from pathlib import Path

import pytest

from pairing_desktop.ui.i18n import tr
from stories.hands import Hands, words_of


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_company_that_is_on_file_is_told_and_opened_instead(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    hands.tab(tr("Companies"))
    hands.press("Ctrl+N")
    hands.until(lambda: hands.form.body.isEnabled())
    form = hands.form
    hands.fill("name_zh", "浙江中控太阳能技朮有限公司")  # one wrong character that sounds the same
    told = tr("On file already: {name}, with {what}.", name="", what="")[:5]
    hands.until(lambda: not form.banner.isHidden() and told in words_of(form.banner))
    hands.click(hands.button(form.banner, tr("Not the same")))
    hands.until(form.banner.isHidden)
    hands.settle()
    assert form.banner.isHidden()
    hands.fill("name_en", "Cosin Solar Technology")  # without Co
    hands.until(lambda: not form.banner.isHidden())
    hands.click(hands.button(form.banner, tr("Open the one we have")))
    hands.click(hands.button(form.banner, tr("Keep editing")))  # something was typed: it asks first
    assert form.boxes["name_en"].editor.value() == "Cosin Solar Technology"
    hands.fill("name_en", "Cosin Solar Technology Limited")
    hands.until(lambda: not form.banner.isHidden() and told in words_of(form.banner))
    hands.click(hands.button(form.banner, tr("Open the one we have")))
    hands.click(hands.button(form.banner, tr("Discard")))
    wanted = ("companies", hands.id_of("companies", "cosin_solar"))
    hands.until(lambda: window.page_name == "companies" and hands.page.current() == wanted)


def test_an_edited_record_is_no_twin_of_itself(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("companies", "cosin_solar")
    hands.press("F2")
    hands.fill("name_en", "Cosin Solar Technology")
    hands.settle()
    assert hands.form.banner.isHidden()
