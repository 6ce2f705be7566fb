"""Small parts of layouts that many panes have."""

from PySide6.QtWidgets import QFrame, QLayout, QWidget


def separator(parent: QWidget | None = None, *, upright: bool = False) -> QFrame:
    """A line of one pixel between parts, in the theme's colour."""
    line = QFrame(parent)
    line.setProperty("separator", True)
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout and away; they live, unseen, until the event loop comes round."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
