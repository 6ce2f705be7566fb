"""Yuan and dollars are compared with the room that rounding leaves."""

import pytest

from domain.checks.books import CHINESE, ENGLISH, Desk


def sums(dollars: str, *, rates: bool = True, published: str = "2024-07-03") -> Desk:
    desk = Desk()
    desk.place("china", sort="country")
    desk.place("delingha", "china")
    desk.source("article", published=published)
    if rates:
        desk.claim("april", "china", "exchange_rate", "7.1063", value="7.1063", period="2024-04-30", source="fx1")
        desk.claim("july", "china", "exchange_rate", "7.1358", value="7.1358", period="2024-07-24", source="fx2")
    desk.claim("yuan", "delingha", "registered_capital", "14.2 billion yuan", source="article")
    desk.claim("dollars", "delingha", "registered_capital_usd", dollars, source="article")
    return desk


def test_the_message_shows_the_interval_and_the_dated_rates() -> None:
    (found,) = sums("US$1.9 billion").findings("implied_rate")
    assert found.claim == "dollars" and set(found.claims) == {"yuan", "april", "july"}
    assert "implies 7.26 to 7.70 yuan a dollar" in found.message(ENGLISH)
    assert "7.1063" in found.message(ENGLISH) and "7.1358" in found.message(ENGLISH)
    assert "1美元兑7.26至7.70元" in found.message(CHINESE)


@pytest.mark.parametrize("dollars", ["US$2.0 billion", "US$1.99 billion", "US$2 billion"])
def test_sums_whose_interval_holds_the_rate_are_silent(dollars: str) -> None:
    assert sums(dollars).named("implied_rate") == set()


def test_a_rounder_figure_leaves_more_room() -> None:
    assert sums("US$1.90 billion").named("implied_rate") == {"dollars"}
    assert sums("US$1.86 billion").named("implied_rate") == {"dollars"}


def test_without_a_rate_that_somebody_stated_nothing_is_said() -> None:
    assert sums("US$1.2 billion", rates=True).named("implied_rate") != set()
    assert sums("US$1.2 billion", rates=False).named("implied_rate") == set()


def test_dollars_in_brackets_of_one_claim_are_compared_too() -> None:
    desk = sums("US$2.0 billion")
    desk.claim("both", "delingha", "investment", "14.2 billion yuan (US$1.7 billion)", source="article")
    desk.claim("fine", "delingha", "agreement_value", "14.2 billion yuan (US$2.0 billion)", source="article")
    assert desk.named("implied_rate") == {"both"}


def test_sums_of_two_sources_are_no_conversion() -> None:
    desk = sums("US$2.0 billion")
    desk.claim("other", "delingha", "registered_capital_usd", "US$1.2 billion", source="elsewhere")
    assert desk.named("implied_rate") == set()
