"""Icons drawn from `resources/icons/*.svg` in the colours of the theme, per size and device ratio, and kept.

The picture plug-in of Qt renders them: it knows no palette, so `currentColor` is replaced in the text first.
"""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImageReader, QPixmap

from pairing_desktop.data import RESOURCES
from pairing_desktop.ui import theme

SMALL, LARGE = 16, 24  # logical pixels: in controls, in empty states


@cache
def _text(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _render(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    data = QByteArray(_text(name).replace("currentColor", colour).encode())
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    pixels = round(size * ratio)
    reader.setScaledSize(QSize(pixels, pixels))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def pixmap(name: str, tone: str = "text", size: int = SMALL, ratio: float | None = None) -> QPixmap:
    """The icon `name` in the colour of the token `tone`, `size` logical pixels square.

    Raises FileNotFoundError for an icon that does not exist.
    """
    return _render(name, getattr(theme.tokens(), tone), size, ratio or _ratio())


@cache
def _icon(name: str, colour: str, disabled: str, ratio: float) -> QIcon:
    icon = QIcon()
    icon.addPixmap(_render(name, colour, SMALL, ratio), QIcon.Mode.Normal)
    icon.addPixmap(_render(name, disabled, SMALL, ratio), QIcon.Mode.Disabled)
    return icon


def icon(name: str, tone: str = "text") -> QIcon:
    """The icon for a button, menu or tab; ask again when `theme.notifier.changed` is emitted."""
    now = theme.tokens()
    return _icon(name, getattr(now, tone), now.disabled, _ratio())


def exists(name: str) -> bool:
    """Whether there is such an icon."""
    return (RESOURCES / "icons" / f"{name}.svg").is_file()
