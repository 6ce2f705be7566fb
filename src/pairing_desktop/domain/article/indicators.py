"""Which indicator a figure is of: its unit leaves some, the words around it choose among them."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pairing_desktop.domain.article.figures import FoundFigure
from pairing_desktop.domain.article.text import Article
from pairing_desktop.domain.article.words import Finder, Hit, table
from pairing_desktop.domain.checks.book import Measure
from pairing_desktop.domain.quantities import Parsed, QuantityProblem, parse_quantity
from pairing_desktop.domain.text import narrow
from pairing_desktop.domain.units import QUOTIENTS, TIMES, dimension_of, match_unit

SURE, LIKELY = 0.7, 0.42  # of a score between 0 and about 1.3
_IDLE = frozenset((
    "and", "the", "from", "for", "with", "over", "other", "stated", "number", "count", "share", "per", "made", "about", "sent",
))
_GENERIC_ZH = re.compile("[数量额率年月日度的均总每（）()]+")
_COUNTED_ALIKE = frozenset({"unit", "item", "units", "event"})  # 个, 项: say nothing about what is counted


@dataclass(frozen=True)
class Choice:
    """An indicator that a figure may be of: how well it fits and the words that say so."""

    measure: int
    score: float
    words: tuple[str, ...]
    parsed: Parsed


def _period_of(name: str) -> str:
    """How often a figure of the indicator comes, by its name in English or Chinese."""
    flat = narrow(name).lower()
    for period, english, chinese in (
        ("year", r"\b(?:annual|yearly|a year|per year)\b", "年"), ("month", r"\bmonthly\b|\ba month\b", "月"),
        ("day", r"\bdaily\b|\ba day\b", "日"), ("week", r"\bweekly\b|\ba week\b", "周"),
    ):
        if re.search(english, flat) or flat.startswith((chinese, f"每{chinese}")):
            return period
    return ""


class Indicators:
    """The indicators of a book and the words that speak of them."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self.measures = {measure.id: measure for measure in measures if measure.dimension != "text"}
        groups: dict[str, list[str]] = {name: list(words) for name, words in table()["groups"].items()}
        groups["compared"] = table()["compared"]["words"]
        own: dict[int, set[str]] = {}
        known = Finder(groups)
        for measure in self.measures.values():
            own[measure.id] = self._groups_of(measure, known, groups)
        self._own = own
        self._period = {
            measure.id: _period_of(measure.name.english) or _period_of(measure.name.chinese)
            for measure in self.measures.values()
        }
        often = Counter(group for found in own.values() for group in found)
        self._weight = {group: math.log(1 + len(own) / count) for group, count in often.items()}
        self._in_unit = Counter(_measured(measure.unit) for measure in self.measures.values())
        self._as_often = Counter(
            (_measured(measure.unit), self._period[measure.id]) for measure in self.measures.values()
        )
        self.words = Finder(groups)

    @staticmethod
    def _groups_of(measure: Measure, known: Finder, groups: dict[str, list[str]]) -> set[str]:
        """The groups whose words the names hold; words of no group become groups of their own."""
        found: set[str] = set()
        for name in (measure.name.english, measure.name.chinese):
            flat = narrow(name).lower()
            hits = known.find(flat)
            found.update(hit.group for hit in hits)
            rest = list(flat)
            for hit in hits:
                rest[hit.start : hit.end] = "\n" * (hit.end - hit.start)
            left = "".join(rest)
            for word in re.findall(r"[a-z]{4,}", left):
                if word not in _IDLE and word not in ("annual", "monthly", "daily", "year") and not _is_unit(word):
                    stem = re.sub(r"(?:ies|es|s|ing|ed)$", "", word)
                    found.add(f"own {stem}")
                    groups.setdefault(f"own {stem}", [stem])
            for run in re.findall("[\u4e00-\u9fff]{2,}", _GENERIC_ZH.sub("\n", left)):
                if _is_unit(run):
                    continue
                found.add(f"own {run}")
                groups.setdefault(f"own {run}", [run])
        return found

    def choose(self, article: Article, figure: FoundFigure, hits: list[Hit], period: str) -> tuple[Choice, ...]:
        """The indicators that the figure may be of, the best first.

        `hits` are the words of the paragraph up to the end of the figure's sentence; `period` is how often the figure
        comes, or the precision of its date where the words do not say.
        """
        near = self._nearness(article, figure, hits)
        compared = figure.unit is not None and figure.unit.dimension == "ratio" and "compared" in near
        if compared and near["compared"][0] > 0.72:
            return ()  # so many per cent more than before: no figure of an indicator
        found = []
        read: dict[str, Parsed | None] = {}
        for measure in self.measures.values():
            if measure.unit not in read:
                read[measure.unit] = self._read(figure, measure.unit)
            parsed = read[measure.unit] if figure.unit is None or measure.dimension != "date" else None
            if parsed is None:
                continue
            score, words = self._score(measure, figure, near, period)
            if score > 0:
                found.append(Choice(measure.id, score, words, parsed))
        found.sort(key=lambda choice: -choice.score)
        return tuple(found)

    @staticmethod
    def _nearness(article: Article, figure: FoundFigure, hits: list[Hit]) -> dict[str, tuple[float, str]]:
        """Group → how near its nearest word stands (1 beside the figure, less in other clauses), and the word."""
        clause, sentence = article.clause_at(figure), article.sentence_at(figure.start)
        near: dict[str, tuple[float, str]] = {}
        for hit in hits:
            gap = max(0, figure.start - hit.end, hit.start - figure.end)
            if clause.start <= hit.start < clause.end:
                closeness = 1.0 - min(gap, 60) / 400
            elif sentence.start <= hit.start < sentence.end:
                closeness = 0.72 - min(gap, 120) / 600
            else:
                closeness = 0.35
            if closeness > near.get(hit.group, (0.0, ""))[0]:
                near[hit.group] = (closeness, hit.word)
        return near

    @staticmethod
    def _read(figure: FoundFigure, wanted: str) -> Parsed | None:
        """The figure in the unit of an indicator; None where it cannot be in it."""
        unit, upper = figure.unit, QUOTIENTS.get(wanted)
        if (unit.dimension if unit else "count") != (upper[0] if upper else dimension_of(wanted)):
            return None
        counted = unit is not None and unit.dimension == "count"
        plain = unit is None or not {unit.kept, wanted} & _COUNTED_ALIKE
        if counted and plain and unit is not None and _alike(unit.kept) != _alike(wanted):
            return None
        try:
            parsed = parse_quantity(figure.words, wanted)
        except QuantityProblem:
            return None
        if upper is not None and upper[2] not in TIMES and not parsed.printed_lower:
            return None  # yuan alone are no yuan per kWh; tons may be tons a year
        return parsed

    def _score(
        self, measure: Measure, figure: FoundFigure, near: dict[str, tuple[float, str]], period: str
    ) -> tuple[float, tuple[str, ...]]:
        own = self._own[measure.id]
        whole = sum(self._weight[group] for group in own) or 1.0
        hit = [(self._weight[group] * near[group][0], near[group][1]) for group in own if group in near]
        matched = sum(weight for weight, _ in hit)
        score = matched / whole + 0.06 * min(matched, 5)
        exact = figure.unit is not None and _alike(figure.unit.kept) == _alike(measure.unit)
        if exact or dimension_of(measure.unit) not in ("count", "yuan", "ratio", "length"):
            score += 0.45 / self._in_unit[_measured(measure.unit)]
        wanted = self._period[measure.id]
        if wanted and period:
            score += 0.25 if wanted == period else -0.3
            if wanted == figure.per:  # said beside the figure: of the few indicators that come so often
                score += 0.25 / self._as_often[_measured(measure.unit), wanted]
        elif figure.per and not wanted and measure.flow == "stock":
            score -= 0.1
        if figure.unit is None and sum(weight for weight, _ in hit if weight > 2) < 2:
            return 0.0, ()
        if not hit and not exact:
            score -= 0.2
        return score, tuple(dict.fromkeys(word for _, word in sorted(hit, reverse=True)))

    def started(self) -> tuple[Measure, ...]:
        """The indicators whose figure is a date: the year in which something began."""
        return tuple(measure for measure in self.measures.values() if measure.dimension == "date")


def _is_unit(word: str) -> bool:
    """Whether the word is a unit of time, length, money…: it stands beside many a figure."""
    found = match_unit(word)
    return found is not None and found[1] == len(word) and found[0].dimension != "count"


def _measured(unit: str) -> str:
    """What a unit measures: of what is counted the thing itself."""
    return _alike(unit) if dimension_of(unit) == "count" else dimension_of(unit)


def _alike(unit: str) -> str:
    """Codes of units that count the same things as one."""
    return {"visit": "person-time", "students": "person", "units": "unit"}.get(unit, unit)
