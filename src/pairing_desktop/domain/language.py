"""The two languages of the program: sentences with place-holders, looked up in PO catalogues.

One mechanism serves the window, the charts, paper and the command line, because the same sentence may stand on
all four; Qt's own catalogues are loaded beside it for Qt's own dialogs only.  English is the key of each entry;
`resources/i18n/zh_CN/*.po` hold the Chinese.  `tr`, `plural` and `mark` are found by the completeness test, so
their first argument is always a plain string literal.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pairing_desktop.data import RESOURCES

CODES = ("en", "zh_CN")


@dataclass(frozen=True)
class Language:
    """A language of the interface, of a chart or of a printed page."""

    code: str
    entries: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_chinese(self) -> bool:
        return self.code == "zh_CN"

    def tr(self, text: str, /, **values: object) -> str:
        """The sentence in this language, its `{place-holders}` filled with `values`."""
        found = self.entries.get(text, text)
        return found.format(**values) if values else found

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """`one` or `many` by `n`, which is also the value of `{n}`.  Catalogues hold the form for `many`."""
        text = self.entries.get(many) or (one if n == 1 else many)
        return text.format(n=values.pop("n", n), **values)

    # Between and after what is put together from parts: Chinese signs are full width and bring their room along.

    @property
    def comma(self) -> str:
        return "，" if self.is_chinese else ", "

    @property
    def list_comma(self) -> str:
        return "、" if self.is_chinese else ", "

    @property
    def semicolon(self) -> str:
        return "；" if self.is_chinese else "; "

    @property
    def colon(self) -> str:
        return "：" if self.is_chinese else ": "

    @property
    def full_stop(self) -> str:
        return "。" if self.is_chinese else "."

    @property
    def gap(self) -> str:
        """Between two sentences."""
        return "" if self.is_chinese else " "

    def pick(self, english: str, chinese: str) -> str:
        """Of a name kept in both languages the one for this language, else the other."""
        return (chinese or english) if self.is_chinese else (english or chinese)


def mark(text: str) -> str:
    """Mark a literal for translation where it is declared; it is looked up later with `tr`."""
    return text


def read_po(path: Path) -> Iterable[tuple[str, str]]:
    """The (msgid, msgstr) pairs of a PO file; of plural entries msgid_plural and msgstr[0]."""
    entry: dict[str, str] = {}
    word = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line.strip():
            source = entry.get("msgid_plural") or entry.get("msgid")
            if source:
                yield source, entry.get("msgstr") or entry.get("msgstr[0]", "")
            entry = {}
        elif line.startswith("msg"):
            word, _, text = line.partition(" ")
            entry[word] = ast.literal_eval(text)
        elif line.startswith('"'):
            entry[word] += ast.literal_eval(line)


def both(first: Language) -> tuple[Language, Language]:
    """This language, then the other one."""
    return first, language("en" if first.is_chinese else "zh_CN")


@cache
def language(code: str) -> Language:
    """The language of this code; raises ValueError for a code the program does not speak."""
    if code not in CODES:
        raise ValueError(f"unknown language {code!r}; known: {', '.join(CODES)}")
    folder = RESOURCES / "i18n" / code
    return Language(code, {source: text for path in sorted(folder.glob("*.po")) for source, text in read_po(path)})
