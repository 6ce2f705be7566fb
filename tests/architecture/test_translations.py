"""Every sentence of the program has its Chinese: the source is read, not run, so no corner of it can be forgotten.

    python tests/architecture/test_translations.py

lists what is missing as entries of a catalogue, each with the place in the source, ready to be filled in.
"""

import ast
import string
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "pairing_desktop"
CATALOGUES = ROOT / "resources" / "i18n" / "zh_CN"


@dataclass(frozen=True)
class Sentence:
    """A literal given to `tr`, `mark` or `plural`; `text` is the key of its entry, `one` only a plural has."""

    function: str
    text: str
    one: str
    place: str
    call: ast.Call


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    """The calls of `tr`, `plural` and `mark` in the source: name, place, call."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in ("tr", "plural", "mark") and node.args:
                    yield name, f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def sentences() -> Iterator[Sentence]:
    """Every sentence that stands in the source as a literal."""
    for name, place, call in _calls():
        texts = [_literal(argument) for argument in call.args[:2]]
        if name == "plural" and len(texts) == 2 and texts[0] is not None and texts[1] is not None:
            yield Sentence(name, texts[1], texts[0], place, call)
        elif name != "plural" and texts[0] is not None:
            yield Sentence(name, texts[0], "", place, call)


def translations() -> dict[str, dict[str, list[str]]]:
    """msgid → Chinese → the catalogues that say so."""
    from pairing_desktop.domain.language import read_po

    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(CATALOGUES.glob("*.po")):
        for source, text in read_po(path):
            found[source][text].append(path.name)
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def missing() -> list[Sentence]:
    """Sentences without Chinese, each once."""
    known = translations()
    return list({s.text: s for s in sentences() if s.text and not any(known.get(s.text, ()))}.values())


def as_entry(sentence: Sentence) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    if not sentence.one:
        return f'# {sentence.place}\nmsgid {quoted(sentence.text)}\nmsgstr ""\n'
    return (
        f"# {sentence.place}\nmsgid {quoted(sentence.one)}\nmsgid_plural {quoted(sentence.text)}\n"
        'msgstr[0] ""\n'
    )


def test_the_source_was_read() -> None:
    assert len(list(sentences())) > 100


def test_every_sentence_has_its_chinese() -> None:
    entries = [as_entry(sentence) for sentence in missing()]
    assert not entries, f"{len(entries)} sentences without Chinese:\n" + "\n".join(entries)


def test_no_sentence_is_put_together_from_pieces() -> None:
    """What is looked up stands in the source whole: an f-string or a sum would be found in no catalogue."""
    pieces = [
        f"{place}: {ast.unparse(argument)}"
        for name, place, call in _calls()
        for argument in call.args[: 2 if name == "plural" else 1]
        if isinstance(argument, ast.JoinedStr)
        or (isinstance(argument, ast.BinOp) and any(isinstance(n, ast.Constant) for n in ast.walk(argument)))
    ]
    assert pieces == []


def test_the_chinese_has_the_same_place_holders() -> None:
    different = [
        f"{source!r}: {text!r} ({', '.join(files)})"
        for source, texts in translations().items()
        for text, files in texts.items()
        if text and placeholders(text) != placeholders(source)
    ]
    assert different == []


def test_every_place_holder_gets_its_value() -> None:
    wrong = []
    for sentence in sentences():
        given = {keyword.arg for keyword in sentence.call.keywords}
        if sentence.function == "mark" or None in given:  # filled where it is looked up; or by a mapping
            continue
        if sentence.function == "plural":
            given.add("n")
        if unfilled := (placeholders(sentence.text) | placeholders(sentence.one)) - given:
            wrong.append(f"{sentence.place}: {sentence.text!r} lacks {sorted(unfilled)}")
    assert wrong == []


def test_one_sentence_has_one_translation() -> None:
    twice = {source: dict(texts) for source, texts in translations().items() if len(texts) > 1}
    assert twice == {}


def test_no_entry_is_left_over() -> None:
    used = {sentence.text for sentence in sentences()}
    unused = [
        f"{source!r} ({', '.join(file for files in texts.values() for file in files)})"
        for source, texts in translations().items()
        if source not in used
    ]
    assert not unused, "in no sentence of the source:\n" + "\n".join(unused)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    print("\n".join(map(as_entry, missing())))
