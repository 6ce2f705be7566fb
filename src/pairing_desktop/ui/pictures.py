"""Pictures that come out of a file: their size is looked at before a byte is decoded."""

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImageReader, QPixmap

MOST_BYTES = 4 << 20
MOST_PIXELS = 4096 * 4096


def decoded(content: bytes) -> QPixmap:
    """The PNG picture in `content`; an empty one for anything else and for one beyond the limits."""
    if len(content) > MOST_BYTES:
        return QPixmap()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer, QByteArray(b"png"))
    reader.setDecideFormatFromContent(False)  # no other decoder is asked
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QPixmap()
    return QPixmap.fromImage(reader.read())
