"""Places that contradict each other, in words and by coordinates."""

import pytest

from domain.checks.books import ENGLISH, Desk, tower


def telescope(words: str) -> Desk:
    desk = tower()
    desk.place("xinglong", "hebei", "observatory", "Xinglong Station", "兴隆观测站")
    desk.project("scope", place="xinglong", sort="telescope")
    desk.claim("place", "scope", "location_text", words, text=True)
    return desk


@pytest.mark.parametrize(
    "words", ["was built there (Delingha / Haixi)", "stands in Qinghai", "建在德令哈", "位于海西"]
)
def test_a_text_that_names_a_place_elsewhere(words: str) -> None:
    desk = telescope(words)
    desk.claim("other", "scope", "location_text", "northern Hebei Province", text=True, source="b")
    (found,) = desk.findings("place_contradiction")
    assert (found.severity, found.claim, found.claims) == ("error", "place", ("other",))
    assert "Xinglong Station" in found.message(ENGLISH)


@pytest.mark.parametrize(
    "words",
    [
        "Xinglong Station, Hebei Province",
        "near the town of Xinglong",
        "in northern China",
        "on a mountain",
        "位于河北兴隆",
    ],
)
def test_a_text_that_names_the_place_or_none_is_silent(words: str) -> None:
    assert telescope(words).named("place_contradiction") == set()


def test_a_place_inside_the_one_on_record_is_no_contradiction() -> None:
    desk = tower()
    desk.project("park", place="haixi", sort="tourism")
    desk.claim("place", "park", "location_text", "near Delingha in Haixi", text=True)
    assert desk.named("place_contradiction") == set()


def test_coordinates_outside_the_place_around() -> None:
    desk = tower()
    desk.place("far", "delingha", "site", at=("37.4", "117.3"))
    desk.place("near", "delingha", "site", at=("37.366", "97.293"))
    desk.place("turned", "delingha", "site", at=("97.3", "37.4"))
    found = {one.subject: one for one in desk.findings("place_distance")}
    assert set(found) == {"far", "turned"}
    assert "exchanged" in found["turned"].message(ENGLISH)


def test_a_stated_coordinate_is_tried_beside_the_other() -> None:
    desk = tower()
    desk.place("station", "delingha", "observatory")
    desk.claim("lat", "station", "latitude", "37.37", value="37.37")
    desk.claim("lon", "station", "longitude", "97.56", value="97.56")
    desk.claim("bad", "station", "longitude", "79.56", value="79.56", source="b")
    assert desk.named("place_distance") == {"bad"}
