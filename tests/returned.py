"""Spreadsheets of ours as partners edit them: cells typed over, rows added and taken out."""

import re
import zipfile
from array import array
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from pairing_desktop.domain.exporting import ExportRequest
from pairing_desktop.domain.importing import Cited, ImportRequest
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import language
from pairing_desktop.domain.mapping import by_fields
from pairing_desktop.domain.returning import Proposal, Returned
from pairing_desktop.domain.tables import Shape
from pairing_desktop.exchange.reading.tables import look
from pairing_desktop.operations.exporting import export_file
from pairing_desktop.operations.workspace import Workspace

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def send(workspace: Workspace, path: Path, kind: str, keys: tuple[str, ...] = (), code: str = "en") -> Path:
    """Export rows as a spreadsheet for people."""
    ids = workspace.ask(lambda ask: ask.tables.located(kind, keys)).result() if keys else None
    request = ExportRequest(path, kind, array("q", ids) if ids is not None else None, language(code))
    workspace.ask(lambda ask: export_file(ask, request, lambda done: None)).result(60)
    return path


def edit(path: Path, out: Path, cells: Mapping[tuple[str, str], str], *, taken_out: int = 0) -> Path:
    """Type texts into cells, each named by (text in the first column, header); a row that is not there is added.

    `taken_out` is the number of a row that is deleted.
    """
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    tree = ElementTree.fromstring(parts["xl/worksheets/sheet1.xml"])
    data = tree.find(f"{_MAIN}sheetData")
    assert data is not None
    texts = {row: {_letters(cell): _text(cell) for cell in row} for row in data}
    headers = {text: letters for letters, text in texts[data[0]].items()}
    for (first, header), typed in cells.items():
        row = next((row for row in data if texts[row].get("A") == first), None)
        if row is None:
            row = ElementTree.SubElement(data, f"{_MAIN}row", {"r": str(int(data[-1].get("r", "0")) + 1)})
            texts[row] = {"A": first}
            _type(row, "A", first)
        _type(row, headers[header], typed)
    for row in [row for row in data if int(row.get("r", "0")) == taken_out]:
        data.remove(row)
    parts["xl/worksheets/sheet1.xml"] = ElementTree.tostring(tree)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out


def _letters(cell: ElementTree.Element) -> str:
    return re.sub(r"\d", "", cell.get("r", ""))


def _text(cell: ElementTree.Element) -> str:
    return "".join(cell.itertext())


def _type(row: ElementTree.Element, letters: str, text: str) -> None:
    for old in [cell for cell in row if _letters(cell) == letters]:
        row.remove(old)
    cell = ElementTree.Element(f"{_MAIN}c", {"r": f"{letters}{row.get('r')}", "t": "inlineStr"})
    ElementTree.SubElement(ElementTree.SubElement(cell, f"{_MAIN}is"), f"{_MAIN}t").text = text
    place = sum(1 for other in row if (len(_letters(other)), _letters(other)) < (len(letters), letters))
    row.insert(place, cell)


def request(path: Path, source: str = "shine_2024_seed") -> ImportRequest:
    preview = look(path, Shape())
    assert preview.own is not None
    columns = by_fields(preview.own.fields, KINDS[preview.own.kind], clears=True)
    return ImportRequest(path, preview, preview.own.kind, columns, language("en"), Cited(source))


def compare(workspace: Workspace, path: Path) -> Returned:
    return workspace.compare_returned(request(path), lambda done, part: None).result(60)


def said(returned: Returned) -> list[tuple[str, str, str, str]]:
    return [(one.field, one.sent, one.now, one.theirs) for one in returned.proposals]


def accept(workspace: Workspace, returned: Returned, *proposals: Proposal) -> None:
    chosen = proposals or returned.proposals
    workspace.do(lambda commands: commands.accept_returned(returned, chosen)).result(60)
