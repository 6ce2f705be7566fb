"""A company's credit code: a slip is told beside the field, the right one stands on the card and is searched for."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from stories.hands import Hands


def test_a_mistyped_code_is_told_and_the_right_one_is_kept_shown_and_found(hands: Hands, facts_file: Path) -> None:
    window = hands.start(facts_file)
    hands.open("companies", "qh_supcon")
    hands.press("F2")
    hands.fill("credit_code", "91632802MA7527HT27")
    box = hands.form.boxes["credit_code"]
    hands.until(box.has_error)
    assert box.message() == "One sign is mistyped: the last one would be 6, not 7."
    hands.fill("credit_code", "91632802 ma7527ht26")
    hands.until(lambda: not box.has_error())
    hands.save()
    assert hands.values("companies", "qh_supcon")["credit_code"] == "91632802MA7527HT26"
    assert any("91632802MA7527HT26" in one.text() for one in hands.card.findChildren(QLabel))
    hands.tab("Overview")
    hands.search("91632802ma7527ht26")
    hands.press("Return")
    hands.until(lambda: window.page_name == "companies")
    hands.until(lambda: hands.page.current() == ("companies", hands.id_of("companies", "qh_supcon")))
