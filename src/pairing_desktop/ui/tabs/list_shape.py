"""Widths and habits of a list pane."""

from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

NARROW = 1100  # logical pixels of the page: below, facets become a popup
NARROW_LIST, NARROW_CARD = 344, 344  # in the narrow form
FORM = 452  # least width of a form


@dataclass(frozen=True)
class PaneShape:
    """Widths are in logical pixels."""

    left: int = 200  # facets; 0: always a popup
    card: int = 360
    list_width: int = 0  # 0: the list grows, else the card does
    two_lines: bool = True
    wraps: bool = True  # a long name takes both lines
    growing: tuple[str, ...] = ("name",)
    columns: tuple[str, ...] = ()  # shown before anybody chose; empty: those the list itself names
    charts: bool = True  # whether there is a chart of these rows
    narrow_hides: tuple[str, ...] = ()  # columns left out in the narrow form

    def first_sizes(self, room: int, narrow: bool) -> list[int]:
        """Widths of list and card before anybody moved the line between them."""
        listed, card = (NARROW_LIST, NARROW_CARD) if narrow else (self.list_width, self.card)
        wide = listed if self.list_width else room - card
        return [wide, room - wide]


def paper(*widgets: QWidget) -> QStackedWidget:
    """A stack on the colour of paper."""
    stack = QStackedWidget()
    stack.setAutoFillBackground(True)
    stack.setBackgroundRole(stack.palette().ColorRole.Base)
    for widget in widgets:
        stack.addWidget(widget)
    return stack
