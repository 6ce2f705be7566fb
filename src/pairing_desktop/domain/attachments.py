"""Files attached to records: what they are by content and by name, what may be opened, and limits before decoding."""

import hashlib
import io
import re
import struct
import zipfile
from dataclasses import dataclass

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Problem

LARGEST = 25 * 1024 * 1024  # bytes of one file: a backup carries them all
PIXELS = 50_000_000  # of a picture that is decoded for its small copy
NAME_LIMIT = 200
_ENDINGS = {
    "pdf": (".pdf",), "png": (".png",), "jpeg": (".jpg", ".jpeg"), "text": (".txt", ".md", ".csv"),
    "document": (".docx",), "spreadsheet": (".xlsx",),
}
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_UNPACKED = 200 * 1024 * 1024  # bytes that a document may claim to hold


@dataclass(frozen=True)
class Attached:
    """A file about to be kept: its name as text, its type, its bytes and a small picture (PNG, may be empty)."""

    name: str
    type: str
    data: bytes
    picture: bytes = b""

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def plain_name(name: str) -> str:
    """What a file was called, without folders and without what nobody can see."""
    last = re.split(r"[/\\]", name)[-1]
    shown = " ".join(_INVISIBLE.sub("", last).split())
    if len(shown) > NAME_LIMIT:
        stem, dot, ending = shown.rpartition(".")
        shown = f"{stem[: NAME_LIMIT - len(ending) - 2]}…{dot}{ending}" if len(ending) <= 8 else shown[:NAME_LIMIT]
    return shown.strip(". ") or "file"


def name_to_save(name: str) -> str:
    """A name that every system takes, to offer when the file is saved."""
    safe = re.sub(r'[<>:"|?*]', "_", plain_name(name))
    return f"_{safe}" if _RESERVED.match(safe) else safe


def type_of(name: str, data: bytes) -> str:
    """The type that content and name agree on, else "other"."""
    found = _by_content(data)
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    return found if ending in _ENDINGS.get(found, ()) else "other"


def ending_of(type: str) -> str | None:
    """The ending under which a file of this type may be opened; None when it may only be saved."""
    return _ENDINGS[type][0] if type in _ENDINGS else None


def attached(name: str, data: bytes) -> Attached:
    """A file as it is kept.  Raises Problem when it is empty or too large."""
    called = plain_name(name)
    if not data:
        raise Problem(mark("“{file}” is empty. Nothing was attached."), file=called)
    if len(data) > LARGEST:
        raise too_large(called)
    return Attached(called, type_of(called, data), data)


def too_large(name: str) -> Problem:
    """What is said of a file over the limit."""
    return Problem(
        mark("“{file}” is larger than {limit} MB. Nothing was attached."), file=plain_name(name), limit=LARGEST // 1024**2
    )


def picture_size(type: str, data: bytes) -> tuple[int, int]:
    """Width and height that the head of a picture states, nothing decoded; (0, 0) where it cannot be told."""
    try:
        if type == "png":
            width, height = struct.unpack(">II", data[16:24])
            return width, height
        at = 2
        while type == "jpeg" and data[at] == 0xFF:
            marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack(">HH", data[at + 5 : at + 9])
                return width, height
            at += 2 + length
    except (IndexError, struct.error):
        pass
    return 0, 0


def may_be_decoded(type: str, data: bytes) -> bool:
    """Whether a small picture may be made of it: a picture whose size is told and not too large."""
    width, height = picture_size(type, data)
    return 0 < width * height <= PIXELS


def _by_content(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    return "text" if _is_text(data) else "other"


def _office(data: bytes) -> str:
    """A Word document or a spreadsheet without macros; the parts are listed, never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "other"
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or sum(part.file_size for part in parts) > _UNPACKED:
        return "other"
    if any(name.lower().endswith((".bin", ".exe", ".js", ".vbs")) and "printersettings" not in name.lower() for name in names):
        return "other"
    return "document" if "word/document.xml" in names else "spreadsheet" if "xl/workbook.xml" in names else "other"


def _is_text(data: bytes) -> bool:
    if any(sign in data for sign in (b"\x00", b"\x1b")):
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
