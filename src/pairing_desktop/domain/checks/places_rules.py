"""Places that contradict each other: in words, and by coordinates."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.limits import limit
from pairing_desktop.domain.checks.naming import about, figure, keys
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.findings import Amount, Finding, Words, amount
from pairing_desktop.domain.language import mark

_PLACE_TEXT = re.compile(r"where|place|location|stands|所在|地点|位置", re.IGNORECASE)
_ENGLISH_KIND = re.compile(
    r"\b(?:province|city|prefecture|county|district|town|township|region|lake|river|station|mountain|basin|"
    r"autonomous|mongolian|tibetan|hui|uyghur|zhuang|miao|dong|tujia|and|salt|the|site|park|zone|pilot|observatory|"
    r"observation|administrative|committee|observing)\b",
    re.IGNORECASE,
)
_CHINESE_KIND = re.compile(
    r"(?:蒙古族|藏族|回族|苗族|侗族|土家族|壮族|维吾尔)*(?:自治州|自治区|自治县|省|市|州|县|区|镇|乡|行政委员会|观测站|盐湖|湖|山)$"
)


def _names(book: FactBook) -> tuple[dict[str, frozenset[int]], re.Pattern[str] | None]:
    """Folded names of places → the places that bear them, and a pattern that finds them in a text."""
    found: dict[str, set[int]] = {}
    for place in book.places:
        record = book.records.get(place)
        if record is None or record.sort in ("country", "site"):
            continue
        names = {record.name.english, record.name.chinese, *book.aliases.get(place, ())}
        for name in names:
            for one in _short(name):
                found.setdefault(one.casefold(), set()).add(place)
    if not found:
        return {}, None
    words = (
        rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name)
        for name in sorted(found, key=len, reverse=True)
    )
    return {name: frozenset(places) for name, places in found.items()}, re.compile("|".join(words))


def _short(name: str) -> Iterator[str]:
    """The name whole and without the words that say what kind of place it is; too short ones are left out."""
    for part in re.split(r"[(（)）/]", name):
        plain = part.strip(" ,\"“”’'")
        if re.search(r"[\u4e00-\u9fff]", plain):
            short = _CHINESE_KIND.sub("", plain)
            yield from {one for one in (plain, short) if len(one) >= 2}
        else:
            short = " ".join(_ENGLISH_KIND.sub(" ", plain).split())
            yield from {one for one in (plain, short) if len(one) >= 4 and not one[0].islower()}


def mentioned(book: FactBook, text: str) -> list[frozenset[int]]:
    """Places named in a text; of a name that several places bear all of them, each name once."""
    names, pattern = book.remember(("place names",), lambda: _names(book))
    if pattern is None:
        return []
    return [names[found] for found in dict.fromkeys(pattern.findall(text.casefold())) if found in names]


def _contradiction(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        home = book.place_of(subject)
        chain = set(book.chain(home))
        texts = [
            claim for claim in book.of_subject.get(subject, ()) if not claim.value and _tells_a_place(book, claim)
        ]
        if home is None or not texts:
            continue
        for claim in texts:
            if claim.rank == "deprecated":
                continue
            strange = [
                place
                for places in mentioned(book, claim.value_as_stated)
                if not any(place in chain or home in book.chain(place) for place in places)
                for place in list(places)[:1]
            ]
            if strange:
                yield _elsewhere(book, claim, home, strange, texts)


def _tells_a_place(book: FactBook, claim: Claim) -> bool:
    measure = book.measures[claim.measure]
    return measure.dimension == "text" and bool(
        _PLACE_TEXT.search(f"{measure.key} {measure.name.english} {measure.name.chinese} {measure.description}")
    )


def _elsewhere(book: FactBook, claim: Claim, home: int, strange: list[int], texts: list[Claim]) -> Finding:
    others = [
        other
        for other in texts
        if other.id != claim.id
        and other.rank != "deprecated"
        and mentioned(book, other.value_as_stated)
        and not any(place in places for places in mentioned(book, other.value_as_stated) for place in strange)
    ]
    chain = tuple(book.name_of(place) for place in book.chain(home))
    return Finding(
        "place_contradiction",
        "error",
        book.key_of(claim.subject),
        claim.key,
        mark("“{words}” puts {record} at {there}, but it stands at {here}. Others: {others}.")
        if others
        else mark("“{words}” puts {record} at {there}, but it stands at {here}."),
        {
            **about(book, claim),
            "there": tuple(book.name_of(place) for place in strange),
            "here": book.name_of(home),
            "others": tuple(
                Words(mark("“{words}” ({key})"), {"words": one.value_as_stated, "key": one.key}) for one in others
            ),
        },
        (),
        keys(others),
        mark("On file: {chain}."),
        {"chain": chain},
    )


Point = tuple[float, float]


def kilometres(one: Point, two: Point) -> float:
    """Distance over the ground of two points (latitude, longitude in degrees)."""
    first, second = (math.radians(point[0]) for point in (one, two))
    across = math.radians(two[1] - one[1])
    a = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(a)))


def point_of(book: FactBook, place: int) -> Point | None:
    """Where a place is: as its record says, else as its claims do."""
    row = book.places[place]
    if row.latitude and row.longitude:
        return float(row.latitude), float(row.longitude)
    latitude, longitude = book.values(place, "latitude"), book.values(place, "longitude")
    return (latitude[0].number, longitude[0].number) if latitude and longitude else None


def _distance(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        if subject not in book.places:
            continue
        around = next(
            ((outer, point) for outer in book.chain(subject)[1:] if (point := point_of(book, outer))), None
        )
        if around is None:
            continue
        outer, middle = around
        kind = book.records[outer].sort if outer in book.records else ""
        most = limit("distance").get(kind, limit("distance", "other"))
        for point, claims in _points(book, subject):
            far = kilometres(point, middle)
            if far > most:
                yield _far_away(book, subject, point, claims, outer, far, most)


def _points(book: FactBook, place: int) -> Iterator[tuple[Point, tuple[Claim, ...]]]:
    """The record's point, and every stated coordinate with the record's or the other stated one."""
    row = book.places[place]
    own = point_of(book, place)
    if row.latitude and row.longitude:
        yield (float(row.latitude), float(row.longitude)), ()
    if own is None:
        return
    for claim in book.values(place, "latitude"):
        yield (claim.number, own[1]), (claim,)
    for claim in book.values(place, "longitude"):
        yield (own[0], claim.number), (claim,)


def _far_away(
    book: FactBook, place: int, point: Point, claims: tuple[Claim, ...], outer: int, far: float, most: float
) -> Finding:
    swapped = (point[1], point[0])
    middle = point_of(book, outer)
    turned = middle is not None and abs(point[1]) <= 90 and kilometres(swapped, middle) <= most
    text = (
        mark("{record} would lie {far} from the middle of {outer}: latitude and longitude look exchanged.")
        if turned
        else mark("{record} would lie {far} from the middle of {outer}, which is farther than its parts can be.")
    )
    return Finding(
        "place_distance",
        "error",
        book.key_of(place),
        claims[0].key if claims else "",
        text,
        {
            "record": book.name_of(place),
            "far": amount(far, "km", 3),
            "outer": book.name_of(outer),
            "value": figure(claims[0]) if claims else "",
        },
        (),
        (),
        mark("{latitude} N, {longitude} E; parts of {outer} lie within {most}."),
        {
            "latitude": Amount(f"{point[0]:.4f}", "degree"),
            "longitude": Amount(f"{point[1]:.4f}", "degree"),
            "outer": book.name_of(outer),
            "most": amount(most, "km"),
        },
    )


RULES = (
    Rule("place_contradiction", mark("The place contradicts another"), "error", "place", _contradiction),
    Rule("place_distance", mark("Coordinates lie elsewhere"), "error", "place", _distance),
)
