"""Blocks of cells as spreadsheets exchange them over the clipboard: tab-separated text, and a table in HTML."""

import csv
import io
import re
from collections.abc import Sequence
from html import escape

from pairing_desktop.exchange.tables import guarded

_PLAIN = re.compile(r"-?\d+(\.\d+)?")  # a number: nothing to be taken for a formula

Lines = Sequence[Sequence[str]]


def to_text(lines: Lines) -> str:
    """Tab-separated; cells with tabs or line ends are quoted, texts that look like formulas guarded as in CSV."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for cells in lines:
        writer.writerow([text if _PLAIN.fullmatch(text) else guarded(text) for text in cells])
    return out.getvalue().removesuffix("\n")


def to_html(lines: Lines) -> str:
    """A table whose first line is its header.  Cells say that they are text: long numbers and leading zeros stay."""
    rows = []
    for place, cells in enumerate(lines):
        tag = "th" if place == 0 else "td style=\"mso-number-format:'\\@'\""
        inner = "".join(f"<{tag}>{escape(text).replace(chr(10), '<br>')}</{tag[:2]}>" for text in cells)
        rows.append(f"<tr>{inner}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(rows)}</table>'


def from_text(text: str) -> list[list[str]]:
    """The cells of tab-separated text; quotes of a spreadsheet are taken away.  Lines without any text are left out."""
    clean = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        found = list(csv.reader(io.StringIO(clean), delimiter="\t", strict=True))
    except csv.Error:  # a lone quote: text that no spreadsheet wrote
        found = [line.split("\t") for line in clean.split("\n")]
    return [cells for cells in found if any(cell.strip() for cell in cells)]
