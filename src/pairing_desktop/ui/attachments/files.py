"""From files and pictures to what is attached, and back out: reading with limits, small pictures, the private folder."""

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from pairing_desktop.domain.attachments import (
    LARGEST,
    Attached,
    attached,
    ending_of,
    may_be_decoded,
    plain_name,
    too_large,
    type_of,
)
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem, Problem

SMALL = QSize(120, 90)  # a small picture fits into it
_folder: TemporaryDirectory[str] | None = None


def read_files(paths: Sequence[Path]) -> list[Attached]:
    """Files as they are attached, with small pictures.  Raises Problem at the first that cannot be."""
    return [with_picture(_read(path)) for path in paths]


def _read(path: Path) -> Attached:
    try:
        if not path.is_file():
            raise Problem(mark("“{file}” is no file. Nothing was attached."), file=plain_name(path.name))
        if path.stat().st_size > LARGEST:
            raise too_large(path.name)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        text = mark("“{file}” could not be read: {reason}. Nothing was attached.")
        raise FileProblem(text, file=plain_name(path.name), reason=error.strerror or str(error)) from error
    return attached(path.name, data)


def with_picture(file: Attached) -> Attached:
    """The same with a small picture, if it is a picture that may be decoded."""
    if file.type not in ("png", "jpeg") or not may_be_decoded(file.type, file.data):
        return file
    buffer = QBuffer()
    buffer.setData(QByteArray(file.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"png" if file.type == "png" else b"jpeg"))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return file
    if size.width() > SMALL.width() or size.height() > SMALL.height():
        reader.setScaledSize(size.scaled(SMALL * 2, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return file if image.isNull() else Attached(file.name, file.type, file.data, png_of(image))


def png_of(image: QImage) -> bytes:
    """A picture as the bytes of a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, which are refused
    return bytes(data.data())


def pasted(image: QImage, name: str) -> Attached:
    """A picture from the clipboard."""
    return with_picture(attached(name, png_of(image)))


def lay_out(file: Attached) -> Path:
    """Put a file where its program may read it: in a private folder, under a name of ours, not to be written.

    Raises Problem for a type that may only be saved: content and name are looked at once more.
    """
    global _folder
    ending = ending_of(file.type)
    if ending is None or type_of(file.name, file.data) != file.type:
        text = mark("“{file}” is of a type that is not opened from here. Save it, if you know who it is from.")
        raise Problem(text, file=file.name)
    if _folder is None:
        _folder = TemporaryDirectory(prefix="pairing-files-", ignore_cleanup_errors=True)  # only this user may enter
    folder = Path(_folder.name).resolve()
    path = folder / f"{file.hash[:24]}{ending}"
    if not path.resolve().is_relative_to(folder):
        raise Problem(mark("“{file}” could not be opened."), file=file.name)
    if path.is_symlink() or path.exists():
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o400)
    with os.fdopen(descriptor, "wb") as target:
        target.write(file.data)
    return path
