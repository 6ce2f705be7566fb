"""The last hand on a PDF file: title, language, dates, outline and identity, which Qt cannot set or sets by the clock.

The same pages, title and date give the same bytes.
"""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from pairing_desktop import __version__
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem


@dataclass(frozen=True)
class Finish:
    """What a file says of itself.  `as_of` is YYYY-MM-DD, or YYYY-MM-DDTHH:MM, and becomes its date; `outline` holds
    the parts with the index of the page where each begins, the first being the whole; `author` the office; `attached`
    names and contents of files it carries."""

    title: str
    language: str
    as_of: str
    author: str = ""
    outline: Sequence[tuple[str, int]] = ()
    attached: Sequence[tuple[str, bytes]] = ()


def finish(raw: Path, target: Path, said: Finish) -> None:
    """Write the pages of `raw` with `said` to `target`: beside it first, read again, then renamed.

    What stood at `target` is untouched unless all went well.  Raises FileProblem in words.
    """
    part: Path | None = None
    try:
        number, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".pdf.part")
        part = Path(name)
        writer = _finished(raw, said)
        with os.fdopen(number, "wb") as file:
            writer.write(file)
            file.flush()
            os.fsync(file.fileno())
        if len(PdfReader(part).pages) != len(writer.pages):
            raise OSError("pages are missing from the file that was written")
        part.chmod(_mode(target))
        part.replace(target)
    except OSError as error:
        raise FileProblem(
            mark("“{file}” could not be written: {reason}. What was there before is untouched. Choose another place."),
            file=target.name, reason=error.strerror or str(error),
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


_SHAPED = re.compile(rb"<(F[B-E][0-9A-F]{2})>")  # Arabic and Hebrew letters in the shape they have in a word, among others


def _letter(found: re.Match[bytes]) -> bytes:
    """The letter itself for one of its shapes, so that a reader finds the word that was typed."""
    code = int(found[1], 16)
    if not (0xFB1D <= code <= 0xFDFB or 0xFE70 <= code <= 0xFEFC):
        return found[0]
    plain = unicodedata.normalize("NFKC", chr(code)).strip() or chr(code)
    return b"<" + b"".join(b"%04X" % ord(sign) for sign in plain) + b">"


def _name_signs(writer: PdfWriter) -> None:
    """Let a blank be read as a blank (Qt names the tab, the first character that it finds for that glyph), and letters
    written from right to left as themselves."""
    maps = {}
    for page in writer.pages:
        resources = cast(DictionaryObject, page["/Resources"])
        for font in cast(DictionaryObject, resources["/Font"]).values() if "/Font" in resources else ():
            named = cast(DictionaryObject, font.get_object())["/ToUnicode"]
            if isinstance(named, StreamObject):
                maps[id(named)] = named
    for named in maps.values():
        named.set_data(_SHAPED.sub(_letter, named.get_data().replace(b"<0009>", b"<0020>")))


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those any new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _finished(raw: Path, said: Finish) -> PdfWriter:
    writer = PdfWriter(clone_from=raw)
    writer.pdf_header = "%PDF-1.7"
    when = "D:" + "".join(sign for sign in said.as_of if sign.isdigit()).ljust(14, "0") + "Z"
    writer.metadata = {
        "/Title": said.title, "/Author": said.author, "/Creator": f"Pairing Desktop {__version__}",
        "/Producer": f"Pairing Desktop {__version__}", "/CreationDate": when, "/ModDate": when,
    }
    _name_signs(writer)
    root = writer.root_object
    if "/Metadata" in root:
        del root["/Metadata"]  # Qt's own, made by the clock
        writer.compress_identical_objects(remove_duplicates=False)
    root[NameObject("/Lang")] = TextStringObject(said.language.replace("_", "-"))
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    above = None
    for text, number in said.outline:
        item = writer.add_outline_item(title=text, page_number=number, parent=above)
        above = above or item
    for name, content in said.attached:
        writer.add_attachment(name, content)
    identity = hashlib.sha256(repr(said).encode())
    for page in writer.pages:
        contents = page.get_contents()
        identity.update(contents.get_data() if contents is not None else b"")
    digest = ByteStringObject(identity.digest()[:16])
    writer._ID = ArrayObject((digest, digest))
    return writer
