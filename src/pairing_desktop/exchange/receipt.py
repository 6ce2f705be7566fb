"""What a registered page carries outside the program: serial and data, in a PDF as attachment, in a PNG as text.

A PDF is compared byte for byte with the one that is kept.  A PNG is drawn when it is wanted, so it carries a seal over
its pixels instead: SHA-256 with the page's uid, which stands in no file but the facts themselves.
"""

import hashlib
import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

PDF, PNG = b"%PDF", b"\x89PNG\r\n\x1a\n"
_SERIAL, _DATA, _SEAL = "Pairing serial", "Pairing data", "Pairing seal"
_PIXELS = (b"IHDR", b"PLTE", b"IDAT", b"tRNS")
MOST = 64 * 1024 * 1024  # bytes of data one unpacks from a foreign file


@dataclass(frozen=True)
class Receipt:
    """What a file says of itself: the serial, the data as text, of a PNG the seal."""

    serial: str
    data: str
    seal: str = ""


def attachment_name(serial: str) -> str:
    """The name of the attachment that holds a page's data."""
    return f"{serial}.json"


def read(content: bytes) -> Receipt | None:
    """The receipt in a PDF or PNG file, None when it has none or cannot be read."""
    try:
        if content.startswith(PNG):
            return _read_png(content)
        return _read_pdf(content) if content[:1024].lstrip().startswith(PDF) else None
    except Exception:  # whatever a damaged or hostile file makes a reader raise, it carries no receipt
        return None


def _read_pdf(content: bytes) -> Receipt | None:
    from pypdf import PdfReader  # only when a file is looked at

    with quiet("pypdf"):
        attachments = dict(PdfReader(io.BytesIO(content)).attachments)
    for name, found in attachments.items():
        if name.startswith("PD-") and name.endswith(".json"):
            return Receipt(name.removesuffix(".json"), found[0].decode())
    return None


@contextmanager
def quiet(name: str) -> Iterator[None]:
    """No word in the log about what is wrong with a file that is not ours."""
    log = logging.getLogger(name)
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def mark_png(content: bytes, serial: str, data: str, uid: str) -> bytes:
    """The picture with serial, data and seal in text chunks before its end; its pixels stay as they are."""
    seal = seal_of(content, serial, data, uid)
    added = b"".join(
        _chunk(b"iTXt", name.encode() + b"\0\1\0\0\0" + zlib.compress(text.encode(), 9))
        for name, text in ((_SERIAL, serial), (_DATA, data), (_SEAL, seal))
    )
    at = content.rindex(b"IEND") - 4
    return content[:at] + added + content[at:]


def seal_of(content: bytes, serial: str, data: str, uid: str) -> str:
    """SHA-256 over serial, data, uid and the pixels of a PNG, as hex."""
    digest = hashlib.sha256(f"{uid}\n{serial}\n{data}\n".encode())
    for kind, body in _chunks(content):
        if kind in _PIXELS:
            digest.update(kind + body)
    return digest.hexdigest()


def _read_png(content: bytes) -> Receipt | None:
    found: dict[str, str] = {}
    for kind, body in _chunks(content):
        if kind == b"iTXt":
            name, _, rest = body.partition(b"\0")
            if name.decode("latin-1") in (_SERIAL, _DATA, _SEAL) and rest.startswith(b"\1\0\0\0"):
                found[name.decode()] = zlib.decompressobj().decompress(rest[4:], MOST).decode()
    return Receipt(found[_SERIAL], found[_DATA], found[_SEAL]) if len(found) == 3 else None


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at:at + 4])
        yield content[at + 4:at + 8], content[at + 8:at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
