"""Find → source: a word typed, a record found, and from each of its figures to who said it, where."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from pairing_desktop.domain.cards import Card, ClaimLine
from pairing_desktop.domain.display import name_text
from pairing_desktop.ui import i18n
from pairing_desktop.ui.dialogs.go_to import GoToDialog
from pairing_desktop.ui.tabs.figures import FiguresPage
from pairing_desktop.ui.widgets.card_document import target
from stories.hands import Hands, dialogs


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_word_typed_finds_a_record_whose_figures_lead_to_their_sources_and_back(
    hands: Hands, facts_file: object, code: str
) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    hands.press("Ctrl+K")
    dialog = hands.dialog(GoToDialog)
    QApplication.sendEvent(hands.focus(), QInputMethodEvent("guang're", []))
    assert dialog.box.text() == ""  # nothing under composition is searched for
    hands.write("光热")
    hands.settle()
    offered = [dialog.hits.topLevelItem(row).data(0, Qt.ItemDataRole.UserRole)
               for row in range(dialog.hits.topLevelItemCount())]  # fmt: skip
    kinds = {entry[1] for entry in offered if entry and entry[0] == "record"}
    assert {"projects", "companies", "sources", "claims"} <= kinds
    wanted = ("record", "projects", hands.id_of("projects", "supcon50"))
    while dialog.hits.currentItem().data(0, Qt.ItemDataRole.UserRole) != wanted:
        hands.press("Down")
    hands.press("Return")
    hands.until(lambda: window.page_name == "projects" and hands.page.current() == wanted[1:])
    hands.settle()
    assert {"en": "SUPCON Delingha 50 MW", "zh_CN": "50MW塔式熔盐储能光热电站"}[code] in hands.card_text()

    card = hands.pane.card
    value = card.shown
    assert isinstance(value, Card)
    linked = {anchor.href for anchor in card.view.anchors()}
    claim = next(claim for claim in value.claims if target("citations", claim.id) in linked)
    said = hands.click_link(card.view, target("citations", claim.id))  # the first and only click
    hands.until(lambda: window.page_name == "sources")
    assert claim.citation is not None
    hands.until(lambda: hands.page.current() == ("sources", claim.citation.source_id))
    hands.settle()
    shown = hands.card_text()
    assert claim.citation.title in shown
    assert claim.value_as_stated in shown
    assert claim.citation.locator and claim.citation.locator in said
    assert hands.pane.card.chosen == claim.id

    hands.press("Alt+Left")
    hands.until(lambda: window.page_name == "projects")
    assert hands.page.current() == wanted[1:]
    hands.press("Alt+Right")
    hands.until(lambda: window.page_name == "sources")
    assert hands.page.current() == ("sources", claim.citation.source_id)


def test_enter_before_the_hits_are_there_opens_the_hit_of_what_was_typed(hands: Hands, facts_file: object) -> None:
    window = hands.start(facts_file)
    hands.press("Ctrl+K")
    dialog = hands.dialog(GoToDialog)
    hands.write("S")
    hands.settle()
    assert dialog.hits.currentItem() is not None
    wanted = ("projects", hands.id_of("projects", "cgn50"))
    dialog.box.setText("中广核德令哈50MW槽式")
    hands.press("Return")  # at once: the hits in sight are those of the first letter
    hands.until(lambda: window.page_name == "projects" and hands.page.current() == wanted)
    assert not dialogs(GoToDialog)


def test_every_figure_on_a_card_is_two_clicks_from_its_source(hands: Hands, facts_file: object) -> None:
    """One click where one claim stands behind a figure; where several do, the first click shows them with sources."""
    window = hands.start(facts_file)
    hands.open("projects", "supcon50")
    card = hands.pane.card
    card.follow("unfold", "figures")
    hrefs = {anchor.href for anchor in card.view.anchors()}
    figures = card.shown.figures
    assert len(figures) > 20
    for measure in {figure.measure_id for figure in figures}:
        behind = [claim.id for figure in figures if figure.measure_id == measure for claim in figure.claims]
        assert hrefs & {target(link, id) for link in ("citations", "bench") for id in behind}, measure
    contested = next(figure for figure in figures if len(figure.claims) > 1 and target("bench", figure.claims[0].id) in hrefs)
    hands.click_link(card.view, target("bench", contested.claims[0].id))
    hands.until(lambda: window.page_name == "figures")
    assert_claims_lead_to_their_sources(hands, contested.claims)


def assert_claims_lead_to_their_sources(hands: Hands, claims: tuple[ClaimLine, ...]) -> None:
    """The claims stand side by side, on the bench or on the card of a figure, and one act opens the source of each."""
    page, claim = hands.page, claims[-1]
    assert isinstance(page, FiguresPage) and claim.citation is not None
    hands.settle()
    if page.on_bench is not None:
        table = page.on_bench.view.table
        model = table.model()
        assert {one.id for one in claims} <= {model.id_at(row) for row in range(model.rowCount())}
        row = model.row_of(claim.id)
        cells = [model.index(row, column).data() for column in range(model.columnCount())]
        assert claim.value_as_stated in cells
        assert any(claim.citation.locator in cell for cell in cells)
        assert table.choose(claim.id)
        table.setFocus(Qt.FocusReason.TabFocusReason)
        hands.press("Return")
    else:
        assert {target("citations", one.id) for one in claims} <= {link.href for link in hands.card.view.anchors()}
        hands.click_link(hands.card.view, target("citations", claim.id))
    hands.until(lambda: hands.window.page_name == "sources")
    hands.until(lambda: hands.page.current() == ("sources", claim.citation.source_id))
    hands.settle()
    assert hands.pane.card.chosen == claim.id


def test_every_tile_of_the_overview_leads_to_a_source(hands: Hands, facts_file: object) -> None:
    window = hands.start(facts_file)
    hands.until(lambda: len(window.page("overview").tiles) >= 6)
    for place in range(len(window.page("overview").tiles)):
        hands.tab("Overview")
        tile = window.page("overview").tiles[place]
        assert tile.tile.figure is not None, tile.tile.name
        hands.click(tile.link)
        hands.until(lambda: window.page_name != "overview")
        hands.settle()
        if window.page_name != "sources":  # several claims stand behind it
            assert_claims_lead_to_their_sources(hands, tile.tile.figure.claims)
        assert hands.pane.card.chosen in {claim.id for claim in tile.tile.figure.claims}


def test_the_name_of_a_record_is_the_one_of_the_language(hands: Hands, facts_file: object) -> None:
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    card = hands.pane.card.shown
    assert hands.pane.card.title.text() == card.name_en
    hands.program.set_language("zh_CN")
    hands.settle()
    assert hands.pane.card.title.text() == name_text(card.name_en, card.name_zh, i18n.current()) == card.name_zh
