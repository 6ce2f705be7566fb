"""Records that may be one are found by what they share, and only those that share something are held against each other."""

import pytest

from pairing_desktop.domain.duplicates import IN_A_BLOCK, Candidate, Search
from pairing_desktop.domain.twins import Alike


def found(*candidates: Candidate, companies: bool = False) -> list[tuple[int, int, Alike]]:
    return [(pair.one, pair.two, pair.alike) for pair in Search(candidates, companies=companies).run()]


def named(*names: str) -> list[Candidate]:
    return [Candidate(number, (name,)) for number, name in enumerate(names, 1)]


@pytest.mark.parametrize(("one", "two", "alike"), [
    ("德令哈光热电站", "德令哈光热电站", Alike.NAME),
    ("德令哈光热电站", "德令哈光热电厂", Alike.NEARLY),
    ("delingha solar plant", "delingha solr plant", Alike.NEARLY),
    ("delingha solar plant", "solar plant delingha", Alike.NEARLY),
    ("delingha solar plant", "delingha solarplant", Alike.NEARLY),
    ("delingha tower of molten salt", "delingha tower of moltn salt", Alike.NEARLY),
])
def test_names_that_are_alike_are_a_pair(one: str, two: str, alike: Alike) -> None:
    assert found(*named(one, two)) == [(1, 2, alike)]


@pytest.mark.parametrize(("one", "two"), [
    ("德令哈光热电站一期", "德令哈光热电站二期"),
    ("wind farm 12 of qaidam", "wind farm 13 of qaidam"),
    ("east gate of the lake", "west gate of the lake"),
    ("茶卡镇", "察汗镇"),
    ("delingha tower of molten salt", "delingha tower of molten glass"),
    ("delingha solar plant", "golmud solar plant"),
])
def test_names_of_two_things_are_none(one: str, two: str) -> None:
    assert found(*named(one, two)) == []


def test_a_company_is_known_by_its_code_its_name_without_its_form_and_its_sound() -> None:
    code = "91330000142918425X"
    pairs = found(
        Candidate(1, ("浙江中控太阳能技术有限公司",), ("zhejiangzhongkongtaiyangneng",), code),
        Candidate(2, ("supcon solar",), code=code),
        Candidate(3, ("浙江中控太阳能技术",)),
        Candidate(4, ("之江中控太阳能技朮",), ("zhejiangzhongkongtaiyangneng",)),
        Candidate(5, ("浙江中控太阳能技术有限公司",), code="91330000000000000A"),  # says itself that it is another
        companies=True,
    )
    assert pairs == [(1, 2, Alike.CODE), (1, 3, Alike.NAME), (3, 5, Alike.NAME), (1, 4, Alike.SOUND)]


def test_names_that_sound_the_same_but_have_another_number_are_none() -> None:
    sound = ("delinghafengdianchang",)
    assert found(Candidate(1, ("德令哈风电场25",), sound), Candidate(2, ("得令哈风电厂26",), sound)) == []


def test_what_happened_on_other_days_or_lies_in_the_other_is_no_pair_and_elsewhere_comes_last() -> None:
    assert found(
        Candidate(1, ("visit of the leaders",), when=("2013-01-01", "2013-12-31")),
        Candidate(2, ("visit of the leaders",), when=("2014-05-01", "2014-05-01")),
        Candidate(3, ("visit of the leaders",), when=("2013-06-01", "2013-06-01")),
    ) == [(1, 3, Alike.NAME)]
    assert found(Candidate(1, ("德令哈市",)), Candidate(2, ("德令哈市",), above=1)) == []
    pairs = Search([
        Candidate(1, ("城关镇人民政府",), where="a"), Candidate(2, ("城关镇人民政府",), where="b"),
        Candidate(3, ("德令哈市光热",), where="a"), Candidate(4, ("德令哈市光热电",), where="a"),
    ]).run()
    assert [(pair.one, pair.doubtful) for pair in pairs] == [(3, False), (1, True)]


def test_a_hundred_thousand_records_are_not_each_held_against_each_other() -> None:
    count = 100_000
    series = (f"qaidam wind farm {number}" for number in range(count // 2))
    same = ("wulan county solar plant" for _ in range(count // 4))
    others = (f"{chr(0x4e00 + number % 20_000)}{chr(0x4e00 + number * 7 % 20_000)}光伏" for number in range(count // 4))
    search = Search(named(*series, *same, *others))
    told: list[tuple[int, int]] = []
    pairs = search.run(lambda done, total: told.append((done, total)))
    assert search.compared <= count * (IN_A_BLOCK // 2)
    assert len(pairs) >= count // 4 - 1
    assert told[-1] == (count, count) and [done for done, _ in told] == sorted(done for done, _ in told)


def test_whoever_hears_how_far_it_is_can_end_it() -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Search(named("delingha solar plant")).run(stop)
