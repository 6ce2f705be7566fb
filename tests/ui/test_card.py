"""The card beside a list: every figure with its source, links by mouse and keyboard, nothing read as mark-up."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from list_pages import click_link, row_of, shown
from pairing_desktop.domain.cards import Card
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.tabs.records import ProjectsPage
from pairing_desktop.ui.tabs.sources import SourcesPage
from pairing_desktop.ui.widgets.card import RecordCard


@pytest.fixture(autouse=True)
def english_and_light(qtbot: QtBot) -> Iterator[None]:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    i18n.set_current("en")
    yield
    i18n.set_current("en")


@pytest.fixture
def plant(workspace: Workspace) -> Card:
    """The 50 MW plant."""
    here = workspace.here
    return here.card("projects", here.locate("projects", "supcon50").id)


@pytest.fixture
def card(qtbot: QtBot, plant: Card) -> RecordCard:
    made = RecordCard(lambda kind, id, then: then(()))
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(376, 700)
    made.show()
    made.show_card(plant)
    return made


def test_a_disputed_figure_is_a_range_with_its_claims(card: RecordCard) -> None:
    text = card.view.toPlainText()
    assert "0.75–1.08 billion yuan" in text
    assert "Unsettled: a range until someone decides." in text
    assert "4 claims" in [anchor.words for anchor in card.view.anchors()]


def test_a_figure_of_one_source_links_to_the_place_in_it(qtbot: QtBot, card: RecordCard, plant: Card) -> None:
    capacity = next(figure for figure in plant.figures if figure.measure_key == "installed_capacity")
    with qtbot.waitSignal(card.followed) as told:
        click_link(qtbot, card.view, "NREL 2021, Project Overview")
    assert told.args == ["citations", capacity.claims[0].id]


def test_every_claim_stands_as_stated_and_normalised_with_its_source(card: RecordCard, plant: Card) -> None:
    card.open_tab("claims")
    text = card.view.toPlainText()
    for claim in plant.claims:
        assert f"“{claim.value_as_stated}”" in text
    links = [anchor.href for anchor in card.view.anchors()]
    assert all(f"pairing:citations/{claim.id}" in links for claim in plant.claims)
    assert "1.8436 billion kWh" in text or "1,843.58 million kWh" in text


def test_an_initial_assessment_is_told_as_one(card: RecordCard) -> None:
    card.open_tab("claims")
    assert "Initial assessment: implausible." in card.view.toPlainText()


def test_rivals_are_named_as_links(card: RecordCard) -> None:
    card.open_tab("claims")
    assert "Against it:" in card.view.toPlainText()
    assert any(anchor.href.startswith("pairing:claims/") for anchor in card.view.anchors())


def test_related_records_and_events_lead_on(qtbot: QtBot, card: RecordCard, plant: Card) -> None:
    links = {anchor.href for anchor in card.view.anchors()}
    companies = [link for link in plant.links if link.kind == "companies"]
    assert companies
    assert all(f"pairing:companies/{link.id}" in links for link in companies)
    assert f"pairing:events/{plant.events[0].id}" in links


def test_what_is_folded_opens_in_place(qtbot: QtBot, card: RecordCard) -> None:
    more = next(anchor.words for anchor in card.view.anchors() if "more indicators" in anchor.words)
    before = len(card.view.anchors())
    click_link(qtbot, card.view, more)
    assert len(card.view.anchors()) > before
    assert more not in [anchor.words for anchor in card.view.anchors()]


def test_links_are_reached_with_tab_and_followed_with_enter(qtbot: QtBot, card: RecordCard) -> None:
    card.activateWindow()
    card.view.setFocus()
    qtbot.waitUntil(card.view.hasFocus)
    qtbot.keyClick(card.view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(card.followed) as told:
        qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert told.args[0] in ("sources", "citations")


def test_text_can_be_selected_with_the_keyboard(qtbot: QtBot, card: RecordCard) -> None:
    flags = card.view.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert flags & Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    card.view.setFocus()
    card.view.selectAll()
    card.view.copy()
    assert "0.75–1.08 billion yuan" in QApplication.clipboard().text()


def test_data_is_never_read_as_mark_up(card: RecordCard, plant: Card) -> None:
    evil = "<img src='file:///etc/passwd'><b>&amp; $\\frac$ 🏭"
    card.show_card(replace(plant, id=1, name_en=evil, values={**plant.values, "note": evil}))
    assert card.title.text() == evil
    assert card.title.textFormat() == Qt.TextFormat.PlainText
    assert evil in card.view.toPlainText()
    picture = card.view.loadResource(2, QUrl("file:///etc/passwd"))
    assert isinstance(picture, QImage) and picture.isNull()  # None would let Qt read the file itself


def test_a_very_long_name_leaves_the_card_usable(card: RecordCard, plant: Card) -> None:
    card.show_card(replace(plant, id=1, name_en="long name " * 10_000))
    assert card.title.text().endswith("…")
    assert card.view.height() > 200


def test_the_history_is_asked_for_when_its_tab_is_opened(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace, ProjectsPage)
    page.pane.open(row_of(page.pane, "supcon50"))
    qtbot.waitUntil(lambda: page.pane.card.title.text().startswith("SUPCON Delingha 50"))
    page.pane.card.history.click()
    qtbot.waitUntil(lambda: "Nothing was changed" in page.pane.card.view.toPlainText()
                    or "Li Wei" in page.pane.card.view.toPlainText())


def test_following_a_citation_points_at_the_claim_on_the_source(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace, SourcesPage)
    claim = workspace.here.claim(workspace.here.locate("claims", "seed_p08_month").id)
    assert claim.citation is not None
    assert page.open_record("citations", claim.id)
    source = ("sources", claim.citation.source_id)
    qtbot.waitUntil(lambda: page.current() == source and page.pane.card.chosen == claim.id)
    text = page.pane.card.view.toPlainText()
    assert "Resting on this source: 39 claims, 1 participation, 4 projects, 3 companies, 8 places, 12 events" in text
    assert "1,843.58 million kWh a month" in text
    assert page.pane.card.view.textCursor().position() == page.pane.card.view.place(f"claim {claim.id}")


def test_an_address_is_text_and_opened_only_on_request(qtbot: QtBot, workspace: Workspace) -> None:
    here = workspace.here
    source = here.card("sources", here.locate("sources", "shine_2024_seed").id)
    card = RecordCard(lambda kind, id, then: then(()))
    qtbot.addWidget(card)
    card.retranslate()
    card.show_card(source)
    card.open_tab("facts")
    assert source.values["url"] in card.view.toPlainText()
    assert source.values["url"] not in [anchor.words for anchor in card.view.anchors()]
    with qtbot.waitSignal(card.addressAsked) as told:
        card.address.click()
    assert told.args == [source.values["url"]]
    card.show_card(replace(source, id=2, values={**source.values, "url": "javascript:alert(1)"}))
    assert card.address.isHidden()


def test_the_same_record_keeps_its_tab_and_place_when_it_changes(card: RecordCard, plant: Card) -> None:
    card.open_tab("claims")
    card.view.verticalScrollBar().setValue(300)
    card.show_card(replace(plant, rev=plant.rev + 1))
    assert card.tab_name() == "claims"
    assert card.view.verticalScrollBar().value() == 300
    card.show_card(replace(plant, id=plant.id + 1))
    assert card.tab_name() == "facts"
