"""Numbers of sources in a Word document: each "[3]" leads to the source of that number at the end, as a footnote does.

Footnotes of Word's own would be numbered anew at each place; here a source keeps the one number that it has on paper.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_NUMBER = re.compile(r"(\[\d+\])")
_TEXT = qn("w:t")


def mark_source(paragraph: Any, number: str, id: int) -> None:
    """Make a paragraph the place that `number` ("[3]") leads to; `id` is any number not used before."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:name"), _anchor(number))
    for mark in (start, end):
        mark.set(qn("w:id"), str(id))
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def link_numbers(body: Any, numbers: frozenset[str]) -> None:
    """Let every one of `numbers` in the texts of `body` lead to its source.  Words, breaks and looks stay as they are."""
    for run in list(body.iter(qn("w:r"))):
        texts = [part.text or "" for part in run if part.tag == _TEXT]
        if any(found in numbers for text in texts for found in _NUMBER.findall(text)):
            for part in _parted(run, numbers):
                run.addprevious(part)
            run.getparent().remove(run)


def _parted(run: Any, numbers: frozenset[str]) -> Iterator[Any]:
    """The run as several: numbers within links, everything else as before."""
    for part in run:
        if part.tag == qn("w:rPr"):
            continue
        pieces = [piece for piece in _NUMBER.split(part.text or "") if piece] if part.tag == _TEXT else [""]
        for piece in pieces:
            made = OxmlElement("w:r")
            if run.rPr is not None:
                made.append(deepcopy(run.rPr))
            if part.tag == _TEXT:
                text = OxmlElement("w:t")
                text.text = piece
                text.set(qn("xml:space"), "preserve")
                made.append(text)
            else:
                made.append(deepcopy(part))
            if piece in numbers:
                link = OxmlElement("w:hyperlink")
                link.set(qn("w:anchor"), _anchor(piece))
                link.append(made)
                yield link
            else:
                yield made


def _anchor(number: str) -> str:
    return f"source_{number.strip('[]')}"
