"""Which record a figure is about: the names around it, what the file says of them, and what its indicator usually is of."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pairing_desktop.domain.article.names import FoundName, Names
from pairing_desktop.domain.article.text import Article, Part
from pairing_desktop.domain.article.words import kinds
from pairing_desktop.domain.checks.book import FactBook
from pairing_desktop.domain.language import mark

BESIDE = mark("“{name}” stands before it in the sentence.")
AFTER = mark("“{name}” stands after it in the sentence.")
EARLIER = mark("“{name}” is named in the sentences before.")
TOPIC = mark("The article is mostly about “{name}”.")
TOGETHER = mark("All that its name is made of is named in the sentence.")
OWN_PROJECT = mark("A project of “{name}”, which is named.")
SAME = mark("The figure before it is about “{name}”.")
MEANT = mark("“{name}” stands for it in the sentence.")
USUAL = mark("This indicator is on file only for it.")


_ADDRESS = re.compile(
    r"(?:'s)?(?: (?:city|county|prefecture|town|province))?,?(?: in)?(?: (?:north|south|east|west)+)? ?|[，、]?"
)
_OWNS = re.compile(r"的| (?:in|of|at|across) (?:the )?")
_POINTING = re.compile(r"the |this |[该此全]", re.IGNORECASE)
_RELATIVE = re.compile(r"^,? (?:which|where|whose|who|that) ?$")  # of the name right before it


@dataclass(frozen=True)
class About:
    """A record that a figure may be about, how well it fits and why: a marked sentence with the name it speaks of."""

    record: int
    score: float
    reason: str
    name: str


class Subjects:
    """Finds the record that a figure of an article is about."""

    def __init__(self, article: Article, found: Iterable[FoundName], names: Names, book: FactBook) -> None:
        self._article, self._names, self._book = article, names, book
        self._found = tuple(found)
        self._in_paragraph: dict[int, list[FoundName]] = defaultdict(list)
        for name in self._innermost():
            self._in_paragraph[article.paragraph_at(name.start)].append(name)
        self._counted = Counter(name.records[0] for names_of in self._in_paragraph.values() for name in names_of)
        self._parts = names.parts(article.flat[name.start : name.end] for name in self._found)
        self._lately: list[tuple[int, int]] = []  # record, where the figure about it stands
        self._topics = [record for record, _ in self._counted.most_common(3)]
        self._kinds: dict[int, Counter[str]] = {}

    def _innermost(self) -> list[FoundName]:
        """The names without those that only say where the one beside them lies: Delingha, Qinghai Province, China."""
        kept: list[FoundName] = []
        for name in self._found:
            before = kept[-1] if kept else None
            if before is not None and _ADDRESS.fullmatch(self._article.flat, before.end, name.start):
                if self._lies_in(before.records[0], name.records[0]):
                    kept[-1] = FoundName(before.start, name.end, before.records, before.is_full)
                    continue
                if self._lies_in(name.records[0], before.records[0]):
                    kept.pop()
            kept.append(name)
        return kept

    def _lies_in(self, inner: int, outer: int) -> bool:
        return inner != outer and outer in self._book.chain(self._book.place_of(inner))

    def took(self, record: int, at: int) -> None:
        """The figure at this place was found to be about this record: words such as 该电站 may stand for it after it."""
        self._lately.append((record, at))

    def _just_before(self, figure: Part, kind: str = "") -> int | None:
        """The record of this kind (of any for "") that the last figure before was about, here or a paragraph before."""
        here = self._article.paragraph_at(figure.start)
        for record, at in reversed(self._lately):
            if self._article.paragraph_at(at) < here - 1:
                return None
            if at < figure.start and (not kind or self._is_of(record, kind)):
                return record
        return None

    def choose(
        self, figure: Part, measure: int, years: tuple[str, str], before: tuple[int, Part] | None = None
    ) -> tuple[About, ...]:
        """The records that a figure of this indicator may be about, the best first.

        `years` are those in which its date begins and ends, empty where it has none; `before` is the figure
        before it in the paragraph and the record that is about.
        """
        best: dict[int, About] = {}

        def offer(record: int, score: float, reason: str, name: str) -> None:
            score *= self._usual(record, measure)
            if any(claim.measure == measure for claim in self._book.of_subject.get(record, ())):
                score += 0.06
            if record not in best or score > best[record].score:
                best[record] = About(record, score, reason, name)

        named = self._around(figure)
        meant = self._meant(figure)
        for record, (score, reason, name) in named.items():
            offer(record, score, reason, name)
        if before is not None:
            offer(before[0], self._goes_on(before[1], figure), SAME, self._name(before[0]))
        for kind, word in meant.items():
            lately = self._just_before(figure, kind)
            alone = all(reason == TOPIC for _, reason, _ in named.values())
            if lately is not None and (alone or _POINTING.match(word)):
                offer(lately, 1.12, MEANT, word)
            elif (most := self._most_named(kind)) is not None:
                offer(most, 0.8, MEANT, word)
        if not self._in_paragraph[self._article.paragraph_at(figure.start)]:
            lately = self._just_before(figure)
            if lately is not None:
                offer(lately, 0.6, SAME, self._name(lately))
        for record, score in self._together(figure, set(named)):
            offer(record, score, TOGETHER, self._name(record))
        for record, (score, _, name) in named.items():
            for project in self._book.projects_of.get(record, ()):
                here = self._place_fits(project, set(named))
                offer(project, score * (0.88 if here else 0.6) + self._year_fits(project, years), OWN_PROJECT, name)
        for record, about in list(best.items()):
            if any(self._is_of(record, kind) for kind in meant):
                best[record] = About(record, about.score + 0.18, about.reason, about.name)
        usual = {claim.subject for claim in self._book.of_measure.get(measure, ())}
        close = {record for record, (_, reason, _) in named.items() if reason != TOPIC}
        if len(usual) == 1 and self._is_near(one := next(iter(usual)), close):
            offer(one, 0.6, USUAL, "")
        return tuple(sorted(best.values(), key=lambda about: -about.score))

    def _goes_on(self, before: Part, figure: Part) -> float:
        """How likely a figure is about the record of the one before it: less with every name between the two."""
        between = Part(before.end, figure.start)
        if any(between.holds(name) for name in self._in_paragraph[self._article.paragraph_at(figure.start)]):
            return 0.55
        sentence = self._article.sentence_at(figure.start)
        return 1.08 if sentence.holds(before) else 0.84

    def _name(self, record: int) -> str:
        known = self._book.name_of(record)
        return known.english or known.chinese

    def _is_of(self, record: int, kind: str) -> bool:
        known = self._book.records.get(record)
        return known is not None and kind in (known.sort, known.kind)

    def _most_named(self, kind: str) -> int | None:
        """The record of this kind that the article names most often."""
        named = (record for record, _ in self._counted.most_common() if record in self._book.records)
        return next((record for record in named if self._book.records[record].sort == kind), None)

    def _meant(self, figure: Part) -> dict[str, str]:
        """Kind → the word that stands for a record of this kind before the figure in its sentence."""
        flat, sentence = self._article.flat, self._article.sentence_at(figure.start)
        return {
            hit.group: self._article.text[hit.start : hit.end] for hit in kinds().find(flat, sentence.start, figure.end)
        }

    def _around(self, figure: Part) -> dict[int, tuple[float, str, str]]:
        """Record → score, reason and the name printed, of the names before and after the figure."""
        article = self._article
        sentence = article.sentence_at(figure.start)
        clause = article.clause_at(figure)
        near: dict[int, tuple[float, str, str]] = {}

        def offer(name: FoundName, score: float, reason: str) -> None:
            for rank, record in enumerate(name.records[:3]):
                told = score - 0.25 * rank
                if told > near.get(record, (0.0, "", ""))[0]:
                    near[record] = (told, reason, article.text[name.start : name.end])

        paragraph = self._in_paragraph[article.paragraph_at(figure.start)]
        within = [name for name in paragraph if sentence.holds(name)]
        for nth, name in enumerate(reversed([one for one in within if one.end <= figure.start])):
            relative = nth == 0 and _RELATIVE.search(article.flat, name.end, clause.start) is not None
            offer(name, 1.1 if relative else (1.0 if clause.holds(name) else 0.88) - 0.12 * nth, BESIDE)
        for nth, name in enumerate([one for one in within if one.start >= figure.end]):
            # 面积32平方公里的尕海湖; 12 counties in Garze
            owns = nth == 0 and _OWNS.fullmatch(article.flat, figure.end, name.start) is not None
            offer(name, 1.2 if owns else (0.85 if clause.holds(name) else 0.6) - 0.1 * nth, AFTER)
        for nth, name in enumerate(reversed([one for one in paragraph if one.end <= sentence.start])):
            offer(name, max(0.3, 0.66 - 0.08 * nth), EARLIER)
        for nth, record in enumerate(self._topics):
            if record not in near:
                near[record] = (0.32 - 0.03 * nth, TOPIC, self._name(record))
        return near

    def _together(self, figure: Part, named: set[int]) -> Iterable[tuple[int, float]]:
        """Projects whose names are put together from names that stand in the sentence, or from words that do."""
        article = self._article
        sentence, clause = article.sentence_at(figure.start), article.clause_at(figure)
        paragraph = self._in_paragraph[article.paragraph_at(figure.start)]
        here = {record for name in paragraph if sentence.holds(name) for record in name.records}
        beside = {record for name in paragraph if clause.holds(name) for record in name.records}
        flat = article.flat[sentence.start : sentence.end]
        for record, parts in self._parts.items():
            if len(parts & here) >= 2 and parts <= here | named:
                score = 1.15 if parts <= beside else 1.04 if parts <= here else 0.85
                yield record, score + (0.05 if self._words_stand(record, flat) else 0.0)

    def _words_stand(self, record: int, flat: str) -> bool:
        return any(all(word in flat for word in words) for words in self._names.words_of(record))

    def _usual(self, record: int, measure: int) -> float:
        """How usual it is that the indicator is of records like this: 0.3 to 1."""
        if measure not in self._kinds:
            claims = self._book.of_measure.get(measure, ())
            self._kinds[measure] = Counter(
                self._book.records[subject].kind
                for subject in {claim.subject for claim in claims} if subject in self._book.records
            )
        kinds = self._kinds[measure]
        kind = self._book.records[record].kind if record in self._book.records else ""
        return 0.3 + 0.7 * (kinds[kind] + 0.5) / (sum(kinds.values()) + 1.5)

    def _place_fits(self, project: int, named: set[int]) -> bool:
        return any(place in named for place in self._book.chain(self._book.place_of(project))[:3])

    def _year_fits(self, project: int, years: tuple[str, str]) -> float:
        known = self._book.projects.get(project)
        own = {known.start[:4], known.end[:4]} - {""} if known else set()
        return 0.1 if own & (set(years) - {""}) else 0.0

    def _is_near(self, record: int, named: set[int]) -> bool:
        """Whether a record is named, lies where something named lies, or is made up of what is named."""
        around = {record, *self._book.chain(self._book.place_of(record)), *self._parts.get(record, ())}
        return bool(around & named)
