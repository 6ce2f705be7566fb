"""Spreadsheets are zip packages of XML: opened with limits, read piece by piece, no definitions allowed."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem

_STEP = 1 << 16
_SUSPECT = 64 << 20  # bytes unpacked from which a package's ratio counts
_RATIO = 100  # a real spreadsheet packs to a tenth
_MOST = 4 << 30  # bytes unpacked
_ENCRYPTED = 1

Handler = Callable[..., Any]


class Refused(Exception):
    """An XML part that holds what no spreadsheet needs."""


def open_package(path: Path) -> zipfile.ZipFile:
    """The package, if it is one and does not swell.  Raises FileProblem, OSError."""
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        with path.open("rb") as file:
            protected = file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        if protected:
            raise FileProblem(mark("{file} is protected by a password. Save it without one."), file=str(path)) from error
        raise FileProblem(mark("{file} cannot be read as a spreadsheet."), file=str(path)) from error
    unpacked = sum(part.file_size for part in package.infolist())
    packed = max(1, sum(part.compress_size for part in package.infolist()))
    if unpacked > _MOST or (unpacked > _SUSPECT and unpacked / packed > _RATIO):
        package.close()
        raise FileProblem(
            mark("{file} would unpack to {n} MB, far more than a table of its size. It was not opened."),
            file=str(path), n=unpacked >> 20,
        )
    if any(part.flag_bits & _ENCRYPTED for part in package.infolist()):
        package.close()
        raise FileProblem(mark("{file} is protected by a password. Save it without one."), file=str(path))
    return package


def parse(
    package: zipfile.ZipFile, part: str, *, start: Handler, end: Handler | None = None, data: Handler | None = None
) -> Iterator[float]:
    """Feed an XML part to handlers; yields after each piece how much of the part was read, 0 to 1.

    Names arrive as "namespace name".  A part with a document type (where entities are defined) raises Refused.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    size = max(1, package.getinfo(part).file_size)
    read = 0
    with package.open(part) as file:
        while piece := file.read(_STEP):
            parser.Parse(piece, False)
            read += len(piece)
            yield read / size
        parser.Parse(b"", True)
    yield 1.0


def _refuse(*_: object) -> None:
    raise Refused


def told(path: Path, error: Exception) -> FileProblem:
    """What is wrong with the package, in words."""
    if isinstance(error, Refused):
        return FileProblem(mark("{file} holds definitions that no spreadsheet needs. It was not read."), file=str(path))
    return FileProblem(mark("{file} is damaged and cannot be read as a spreadsheet."), file=str(path))


BROKEN = (zipfile.BadZipFile, expat.ExpatError, Refused, KeyError, EOFError, ValueError, NotImplementedError)
