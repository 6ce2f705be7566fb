"""Nobody, one, or several that are one."""

import pytest

from domain.checks.books import Desk, tower
from pairing_desktop.domain.checks.sources_rules import family


def two(first: str, second: str, *, derived: bool = False) -> Desk:
    desk = tower()
    desk.source("a", first)
    desk.source("b", second, derived=("a",) if derived else ())
    desk.claim("one", "tower", "tower_height", "200 m", source="a")
    desk.claim("two", "tower", "tower_height", "200 m", source="b")
    return desk


def test_a_claim_without_a_source() -> None:
    desk = two("Reuters", "Xinhua")
    desk.claim("bare", "tower", "jobs", "70", source="")
    assert desk.named("no_source") == {"bare"}


def test_two_houses_are_two_sources() -> None:
    desk = two("Reuters", "Xinhua")
    assert desk.named("single_source") == desk.named("dependent_sources") == set()


@pytest.mark.parametrize(
    ("first", "second", "derived"),
    [
        ("SHINE (Shanghai Daily)", "SHINE, carrying Xinhua", False),
        ("SHINE, carrying Xinhua", "ECNS, carrying Xinhua", False),
        ("中国新闻网（中国西藏网转载）", "中国新闻网（smedianews 转载）", False),
        ("pv magazine", "pv magazine, via finanznachrichten.de", False),
        ("Reuters", "Local paper", True),
    ],
)
def test_a_reprint_does_not_count_twice(first: str, second: str, derived: bool) -> None:
    desk = two(first, second, derived=derived)
    assert desk.named("dependent_sources") == {"two"}
    assert desk.named("single_source") == {"one"}


def test_the_same_sentence_word_for_word_is_one_source() -> None:
    desk = tower()
    words = "the receiver stands on a tower of 200 metres above the mirror field"
    desk.claim("one", "tower", "tower_height", words, value="200", source="a")
    desk.claim("two", "tower", "tower_height", words, value="200", source="b")
    assert desk.named("dependent_sources") == {"two"}


def test_the_houses_of_a_publication() -> None:
    assert family("SHINE, carrying Xinhua") == {"shine", "xinhua"}
    assert family("青海省人民政府网（青海日报）") == {"青海省人民政府网", "青海日报"}
