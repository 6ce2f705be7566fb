"""The two panes: the text with its legend, the drafts with what the chosen one says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from pairing_desktop.ui.article.legend import Legend


def panes(parent: QWidget, text: QWidget, nothing: QWidget, drafts: QWidget, editor: QWidget) -> QSplitter:
    """`nothing` stands in the place of the drafts while there are none."""
    left, right = QWidget(parent), QWidget(parent)
    column = QVBoxLayout(left)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(6)
    column.addWidget(text, 1)
    column.addWidget(Legend(left))
    column = QVBoxLayout(right)
    column.setContentsMargins(8, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(nothing, 1)
    column.addWidget(drafts, 5)
    column.addWidget(editor, 4)
    split = QSplitter(Qt.Orientation.Horizontal, parent)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(1)
    split.addWidget(left)
    split.addWidget(right)
    split.setSizes([620, 600])
    return split
