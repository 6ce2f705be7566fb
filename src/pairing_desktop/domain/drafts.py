"""A draft: what a form, an import or a command wants a row to be, before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pairing_desktop.domain.display import in_sentence
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.vocabulary import label as label_of


@dataclass(frozen=True)
class Draft:
    """`values` maps field names of the kind (`domain.kinds`) to strings as exported; fields that are absent stay.

    `id` is None for a new row.  `rev` is the revision the form read: a save that meets a newer one is refused
    (`problems.Conflict`), never merged in silence.  `key` may be left empty on a new row: the store makes one.
    """

    kind: str
    id: int | None
    rev: int
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pick:
    """A row offered by a picker, or a hit of "go to anything": `hint` is a second line (kind, place, date), `hint_zh` its
    Chinese where that is another."""

    kind: str
    id: int
    key: str
    name_en: str
    name_zh: str
    hint: str = ""
    hint_zh: str = ""

    def called(self, language: Language) -> str:
        """Its name in this language, else in the other, else its short name."""
        return language.pick(self.name_en, self.name_zh) or self.key


_MARKED = frozenset({"kind", "reading", "choice", "relation", "rule"})  # values that are our words and not data
_INSIDE = frozenset({"kinds", "field"})  # our words, inside a sentence
_NOTHING = "—"
LONGEST_WHY = 500  # characters


EARLIER_LABELS = (mark("{kind} brought in: {n} rows"),)  # what older versions wrote into the history


def operation_text(label: str, values: Mapping[str, str], language: Language) -> str:
    """What was done, in words.

    `label` and the values named in `_MARKED` and `_INSIDE` are marked English.  The others are data: in Chinese
    `name_zh` stands for `name` where it is there, and a value whose vocabulary `value_list` names is said in its words.
    """
    return language.tr(label, **{name: _said(name, values, language) for name in values})


def acted_text(what: str, action: str, language: Language) -> str:
    """What an operation did, taken back or done again where it is that."""
    if action == "undo":
        return language.tr("Undone: {what}", what=what)
    return language.tr("Redone: {what}", what=what) if action == "redo" else what


def _said(name: str, values: Mapping[str, str], language: Language) -> str:
    value = values[name]
    if name in _MARKED:
        return language.tr(value)
    if name in _INSIDE:
        return in_sentence(language.tr(value))
    if language.is_chinese and f"{name}_zh" in values:
        return values[f"{name}_zh"]
    if f"{name}_list" in values:
        return in_sentence(label_of(values[f"{name}_list"], value, language)) if value else _NOTHING
    return value or (_NOTHING if name == "value" else "")


def because(why: str) -> dict[str, str]:
    """What an operation keeps of the reason somebody gave: nothing when none was given."""
    one_line = " ".join(why.split())
    return {"why": one_line[:LONGEST_WHY]} if one_line else {}


def why_of(values: Mapping[str, str]) -> str:
    """The reason kept with an operation, given beside Save or demanded by a decision; "" for none."""
    return values.get("why") or values.get("reason", "")


@dataclass(frozen=True)
class OperationLine:
    """One thing somebody did.  `label` is marked English with `values` for its place-holders; `at` UTC, ISO 8601."""

    id: int
    at: str
    who: str
    unit: str
    label: str
    values: dict[str, str]
    action: str = "do"  # "undo" and "redo" name the operation they took back or did again
    undone: bool = False

    def text(self, language: Language) -> str:
        """The operation in words."""
        return acted_text(operation_text(self.label, self.values, language), self.action, language)

    @property
    def why(self) -> str:
        """The reason given for it; that of what was taken back or done again is not its own."""
        return why_of(self.values) if self.action == "do" else ""


@dataclass(frozen=True)
class UndoState:
    """What undo would take back and redo bring again; None when there is nothing."""

    undo: OperationLine | None
    redo: OperationLine | None
