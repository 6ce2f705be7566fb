"""The row above the timeline: which days, which kinds, how many, and the switch to the list."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from pairing_desktop.domain.vocabulary import label
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.timeline.words import LANE_NAMES
from pairing_desktop.ui.widgets.filter_bar import ToolButton
from pairing_desktop.ui.widgets.layouts import separator
from pairing_desktop.ui.widgets.links import ElidedLabel, LinkButton

PROJECTS = "projects"  # stands for all projects among the kinds that are hidden

_VIEW = 80  # of each of the two views


class StayingMenu(QMenu):
    """A menu that stays open while its boxes are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return) and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class TimelineBar(QWidget):
    """Buttons only: what they do is the page's business."""

    hiddenChanged = Signal(object)  # frozenset of kinds not shown
    claimsToggled = Signal(bool)
    viewChosen = Signal(str)  # "timeline" or "list"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hidden: frozenset[str] = frozenset()
        self._kinds: dict[str, tuple[str, ...]] = {}
        self.views = {name: QPushButton(self) for name in ("timeline", "list")}
        group = QButtonGroup(self)
        for name, button in self.views.items():
            button.setCheckable(True)
            button.setMinimumWidth(_VIEW)
            button.setChecked(name == "timeline")
            button.clicked.connect(lambda _checked=False, name=name: self.viewChosen.emit(name))
            group.addButton(button)
        self.earlier, self.recent, self.fit = (_plain(self) for _ in range(3))
        self.earlier.setCheckable(True)
        self.recent.setCheckable(True)
        self.kinds = _plain(self)
        self.menu = StayingMenu(self)
        self.kinds.setMenu(self.menu)
        self.kinds.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.claims = _plain(self)
        self.claims.setCheckable(True)
        self.claims.setChecked(True)
        self.claims.toggled.connect(self.claimsToggled)
        self.counts = ElidedLabel("", "small", "muted", self)
        self.undated = LinkButton("", self)
        self.chart = ToolButton("chart", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(0)
        for button in self.views.values():
            row.addWidget(button)
        row.addSpacing(10)
        self._parts: list[QWidget] = [self.earlier, self.recent, self.fit, separator(self, upright=True), self.kinds, self.claims]
        for part in self._parts:
            row.addWidget(part)
            row.addSpacing(4)
        row.addStretch(1)
        row.addWidget(self.counts)
        row.addSpacing(4)
        row.addWidget(self.undated)
        row.addSpacing(8)
        row.addWidget(self.chart)
        self._parts += [self.counts, self.undated, self.chart]
        self.retranslate()
        theme.notifier.changed.connect(self.chart.restyle)

    def retranslate(self) -> None:
        self.views["timeline"].setText(tr("Timeline"))
        self.views["list"].setText(tr("List"))
        self.earlier.setText(tr("Earlier than 2010"))
        self.recent.setText(tr("2010 – today"))
        self.fit.setText(tr("Fit selection"))
        self.claims.setText(tr("Claims"))
        self.claims.setAccessibleName(tr("Show dated claims"))
        self.chart.set_words(tr("Chart this"))
        self._fill_menu()

    def set_narrow(self, narrow: bool) -> None:
        self.chart.set_narrow(narrow)

    def show_view(self, name: str) -> None:
        """What belongs to the timeline alone is not there while the list is shown."""
        self.views[name].setChecked(True)
        for part in self._parts:
            part.setVisible(name == "timeline")
        self.undated.setVisible(name == "timeline" and bool(self.undated.words()))

    def show_preset(self, preset: str) -> None:
        """Mark the view that is shown: "today", "earlier" or neither."""
        self.recent.setChecked(preset == "today")
        self.earlier.setChecked(preset == "earlier")

    def show_counts(self, events: int, projects: int, undated: int) -> None:
        """How many are on the timeline, and how many have no date."""
        both = plural("{n} event", "{n} events", events, n=f"{events:,}"), plural(
            "{n} project", "{n} projects", projects, n=f"{projects:,}"
        )
        self.counts.set_text(i18n.current().comma.join(both))
        self.undated.set_text(plural("{n} undated", "{n} undated", undated, n=f"{undated:,}") if undated else "")
        self.undated.setVisible(bool(undated) and self.views["timeline"].isChecked())

    # Kinds

    def show_kinds(self, kinds: Mapping[str, Sequence[str]]) -> None:
        """The kinds of events that the file has, by lane; asked for once, without a filter."""
        self._kinds = {lane: tuple(found) for lane, found in kinds.items() if found}
        self._fill_menu()

    def set_hidden(self, hidden: frozenset[str]) -> None:
        self.hidden = hidden
        self._fill_menu()

    def _fill_menu(self) -> None:
        known = [kind for found in self._kinds.values() for kind in found] + [PROJECTS]
        shown = sum(kind not in self.hidden for kind in known)
        some = tr("Kinds ({shown} of {all})", shown=shown, all=len(known))
        self.kinds.setText(some if self.hidden else tr("All kinds"))
        self.menu.clear()
        everything = self.menu.addAction(tr("Show all kinds"))
        everything.setEnabled(bool(self.hidden))
        everything.triggered.connect(lambda: self.hide_kinds(frozenset()))
        for lane, found in self._kinds.items():
            self.menu.addSeparator()
            self.menu.addAction(tr(LANE_NAMES[lane])).setEnabled(False)
            for kind in found:
                self._tick(label("event_kind", kind, i18n.current()), kind)
        self.menu.addSeparator()
        self._tick(tr("Projects"), PROJECTS)

    def _tick(self, words: str, kind: str) -> None:
        action = QAction(words.replace("&", "&&"), self.menu)
        action.setCheckable(True)
        action.setChecked(kind not in self.hidden)
        action.triggered.connect(lambda on, kind=kind: self._toggle(kind, on))
        self.menu.addAction(action)

    def _toggle(self, kind: str, on: bool) -> None:
        self.hidden = self.hidden - {kind} if on else self.hidden | {kind}
        known = [one for found in self._kinds.values() for one in found] + [PROJECTS]
        some = tr("Kinds ({shown} of {all})", shown=len(known) - len(self.hidden), all=len(known))
        self.kinds.setText(some if self.hidden else tr("All kinds"))
        self.menu.actions()[0].setEnabled(bool(self.hidden))
        self.hiddenChanged.emit(self.hidden)

    def hide_kinds(self, hidden: frozenset[str]) -> None:
        """Show all kinds but these, and say so."""
        self.set_hidden(hidden)
        self.hiddenChanged.emit(hidden)


def _plain(parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setMinimumHeight(theme.metrics().input)
    return button
