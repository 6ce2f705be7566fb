"""The drafts of one article and what was decided on each: undecided, accepted or dropped.  No Qt."""

from collections import Counter
from dataclasses import dataclass, field, replace

from pairing_desktop.domain.article.review import Judgement, Line, Review
from pairing_desktop.domain.article.text import HEADLINE
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.drafts import Pick

ACCEPTED, DROPPED, UNDECIDED = "accepted", "dropped", ""
# Shown, never chosen: recorded already (or saved); something is missing; another draft says the same.
KNOWN, INCOMPLETE, TWICE = "known", "incomplete", "twice"


# What two drafts must share to say the same; the first three must be there.
_SAID = ("measure_key", "subject_key", "value", "period_start", "period_end", "nature")


@dataclass
class Entry:
    """One draft: `line` as found, `values` as changed since, `names` the records and the indicator chosen by name."""

    line: Line
    values: dict[str, str]
    decision: str = UNDECIDED
    judgement: Judgement = field(default_factory=Judgement)
    names: dict[str, Pick] = field(default_factory=dict)
    is_judged: bool = False
    is_twice: bool = False  # a better place of the same article says the same

    @property
    def state(self) -> str:
        """What the list shows: a decision, or why none can be taken, or that none was."""
        if self.decision == DROPPED:
            return DROPPED
        if self.judgement.known is not None or self.decision == KNOWN:
            return KNOWN
        if self.is_judged and self.judgement.problems:
            return INCOMPLETE
        return TWICE if self.is_twice and not self.decision else self.decision

    @property
    def is_changed(self) -> bool:
        return self.values != self.line.values

    def put(self, name: str, value: str) -> None:
        """Change a field; what was accepted stays so."""
        if self.values.get(name, "") != value:
            self.values[name] = value
            self.is_judged = False

    def pick(self, name: str, pick: Pick | None) -> None:
        """Choose the indicator (`measure_key`) or the record (`subject_key`)."""
        self.put(name, pick.key if pick else "")
        if pick is not None:
            self.names[name] = pick

    def put_period(self, start: PartialDate, end: PartialDate) -> None:
        """Change the period: both ends cut to the coarser of the two."""
        from pairing_desktop.domain.article.drafting import period_values
        from pairing_desktop.domain.dates import Span

        for name, value in period_values(Span(start, end)).items():
            self.put(name, value)


def _names(line: Line) -> dict[str, Pick]:
    found = {}
    for name, options in (("measure_key", line.measures), ("subject_key", line.subjects)):
        chosen = next((option.pick for option in options if option.pick.key == line.values.get(name)), None)
        if chosen is not None:
            found[name] = chosen
    return found


class Sheet:
    """All drafts of an article, in the order of the text."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def take(self, review: Review, kept: "list[tuple[tuple[str, str, int], str, dict[str, str]]] | None" = None) -> None:
        """Show what was found; decisions on the same words at the same place stay (or come from `kept`)."""
        before = {place: (decision, changed) for place, decision, changed in (self.decisions() if kept is None else kept)}
        self.entries = [Entry(line, dict(line.values), names=_names(line)) for line in review.lines]
        for place, entry in zip(self._places(), self.entries, strict=True):
            decision, changed = before.get(place, (UNDECIDED, {}))
            entry.decision = decision
            entry.values |= changed

    def decisions(self) -> list[tuple[tuple[str, str, int], str, dict[str, str]]]:
        """What was decided and changed: of each draft its place (locator, words, which of them), decision, changed fields."""
        found = []
        for place, entry in zip(self._places(), self.entries, strict=True):
            changed = {name: value for name, value in entry.values.items() if entry.line.values.get(name) != value}
            if entry.decision or changed:
                found.append((place, entry.decision, changed))
        return found

    def judge(self, judgements: tuple[Judgement, ...], asked: list[dict[str, str]]) -> None:
        """Take what the file says to the drafts; those that were changed since they were asked about wait for the next."""
        for entry, judgement, values in zip(self.entries, judgements, asked, strict=False):
            if entry.values == values:
                entry.judgement = replace(judgement, problems=tuple(
                    problem for problem in judgement.problems if problem.field != "source_key"
                ))  # fmt: skip
                entry.is_judged = True
        self._find_twice()

    def _find_twice(self) -> None:
        """Of drafts that say the same the first of the text itself counts; a headline only repeats it."""
        best: dict[tuple[str, ...], Entry] = {}
        for entry in sorted(self.entries, key=lambda one: one.values["locator"] == HEADLINE):
            said = tuple(entry.values.get(name, "") for name in _SAID)
            entry.is_twice = all(said[:3]) and best.setdefault(said, entry) is not entry

    def accepted(self) -> list[int]:
        """Numbers of the drafts that would be saved now."""
        return [number for number, entry in enumerate(self.entries) if entry.state == ACCEPTED]

    def settle(self) -> None:
        """The accepted drafts were saved: they are recorded now."""
        for number in self.accepted():
            self.entries[number].decision = KNOWN

    def undecided(self) -> int:
        """How many still wait for a decision."""
        return sum(entry.state in (UNDECIDED, INCOMPLETE) for entry in self.entries)

    def counts(self) -> Counter[str]:
        return Counter(entry.state for entry in self.entries)

    def next_open(self, after: int) -> int | None:
        """Number of the next draft that waits for a decision, going round; None when none does."""
        numbers = [*range(after + 1, len(self.entries)), *range(after + 1)]
        return next((one for one in numbers if one < len(self.entries)
                     and self.entries[one].state in (UNDECIDED, INCOMPLETE)), None)  # fmt: skip

    def _places(self) -> list[tuple[str, str, int]]:
        seen: Counter[tuple[str, str]] = Counter()
        places = []
        for entry in self.entries:
            key = (entry.line.locator, entry.line.values["value_as_stated"])
            seen[key] += 1
            places.append((*key, seen[key]))
        return places
