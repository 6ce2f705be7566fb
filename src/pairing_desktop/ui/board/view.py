"""The board: all columns side by side, the moves between them, and the question when and by whom a stage was told."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pairing_desktop.domain.board import LEAVING, STAGES, Column, neighbour
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.display import coded
from pairing_desktop.ui import theme
from pairing_desktop.ui.board.column import ColumnView
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.models.list_model import Fetch, Prepare
from pairing_desktop.ui.widgets.layouts import separator
from pairing_desktop.ui.widgets.links import LinkButton, plain_label


class BoardView(QWidget):
    """Empty columns and those nothing leaves any more are folded until somebody unfolds them."""

    chosen = Signal(int)  # project
    opened = Signal(int)
    moveAsked = Signal(int, str)  # project, stage
    tellAsked = Signal(int)  # an entry of a stage reached: when, and who says so

    def __init__(self, fetch: Fetch, prepare: Prepare, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = {stage: ColumnView(stage, fetch, prepare, self) for stage in STAGES}
        self._folds: dict[str, bool] = {}  # what somebody chose
        self._current: int | None = None
        self._moved: tuple[int, str] | None = None  # the entry that a move just left, its stage
        inside = QWidget(self)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, column in enumerate(self.columns.values()):
            if place:
                row.addWidget(separator(inside, upright=True))
            row.addWidget(column, 1)
            self._connect(column)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._told = plain_label("", "small")
        self._tell = LinkButton(parent=self)
        self._tell.clicked.connect(lambda _checked=False: self._ask_details())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.addWidget(self._told)
        foot.addWidget(self._tell)
        foot.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.area, 1)
        box.addLayout(foot)
        theme.notifier.changed.connect(self.restyle)
        self.retranslate()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def _connect(self, column: ColumnView) -> None:
        stage = column.stage
        column.dropped.connect(lambda id: self.moveAsked.emit(id, stage))
        column.foldChanged.connect(lambda: self._folds.__setitem__(stage, column.is_folded))
        column.list.chosen.connect(self._choose)
        column.list.opened.connect(self.opened)
        column.list.moveAsked.connect(lambda id, step: self._move(id, stage, step))
        column.list.stepAsked.connect(lambda step: self._step(stage, step))

    # What is shown

    def take(self, columns: Sequence[Column], movable: bool) -> None:
        """Show these columns; the cursor stays on its project."""
        for column in columns:
            view = self.columns[column.stage]
            view.cards.movable = movable
            view.take(column)
            self._settle_fold(view)
        self.choose(self._current)

    def _settle_fold(self, view: ColumnView) -> None:
        """An empty column folds, one that is filled unfolds, unless somebody chose otherwise."""
        empty = view.column is None or not len(view.column.ids)
        by_itself = empty or view.stage in LEAVING
        wanted = self._folds.get(view.stage, by_itself)
        if view.is_folded != wanted:
            view.fold(wanted)

    def choose(self, id: int | None) -> None:
        """Put the cursor on a project, wherever it stands."""
        self._current = id
        for view in self.columns.values():
            if view.list.choose(id) and view.is_folded:
                view.fold(False)

    def focus(self) -> None:
        """The keyboard to the chosen card, else to the first there is."""
        filled = [view for view in self.columns.values() if len(view.column.ids if view.column else ())]
        view = next((view for view in filled if view.list.choose(self._current)), filled[0] if filled else None)
        if view is not None:
            view.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(view, 0, 0)  # a moved card may have gone beyond the edge

    def show_chosen(self) -> None:
        """Bring the column of the chosen card into sight."""
        for view in self.columns.values():
            if self._current is not None and view.cards.row_of(self._current) >= 0:
                self.area.ensureWidgetVisible(view, 0, 0)

    def folds(self) -> dict[str, bool]:
        """Columns that somebody folded or unfolded."""
        return dict(self._folds)

    def restore_folds(self, folds: dict[str, bool]) -> None:
        self._folds = {stage: bool(folded) for stage, folded in folds.items() if stage in self.columns}

    def _choose(self, id: int) -> None:
        self._current = id
        for view in self.columns.values():
            if view.cards.row_of(id) < 0:
                view.list.choose(None)
        self.chosen.emit(id)

    # Moving

    def _move(self, id: int, stage: str, step: int) -> None:
        wanted = neighbour(stage, step)
        if wanted is not None:
            self.moveAsked.emit(id, wanted)

    def _step(self, stage: str, step: int) -> None:
        """To the next column that has cards."""
        following = neighbour(stage, step)
        while following is not None:
            view = self.columns[following]
            if not view.is_folded and view.cards.rowCount():
                row = min(self.columns[stage].list.currentIndex().row(), view.cards.rowCount() - 1)
                view.list.setCurrentIndex(view.cards.index(max(row, 0), 0))
                view.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self.area.ensureWidgetVisible(view, 0, 0)
                return
            following = neighbour(following, step)

    def moved(self, project: int, stage: str, change: ChangeSet) -> None:
        """A project was moved: it stays chosen, and its entry can be completed."""
        made = sorted(change.rows.get("stages", ()))
        self._current = project
        self._moved = (made[-1], stage) if made else None
        self._say_moved()

    def forget_move(self) -> None:
        """Nothing is to be completed any more."""
        self._moved = None
        self._say_moved()

    def _ask_details(self) -> None:
        if self._moved is not None:
            self.focus()  # the link goes once the form is saved
            self.tellAsked.emit(self._moved[0])

    def _say_moved(self) -> None:
        stage = coded("stage", self._moved[1], current()) if self._moved else ""
        keys = tr("Ctrl+Left and Ctrl+Right move the chosen project; or drag it.")
        self._told.setText(tr("Moved to {stage}. The date and the source are open.", stage=stage) if stage else keys)
        role = QPalette.ColorRole.WindowText if stage else QPalette.ColorRole.PlaceholderText
        self._told.setForegroundRole(role)
        self._tell.set_text(tr("Say when, and who says so"))
        self._tell.setVisible(bool(stage))

    # Words and colours

    def retranslate(self) -> None:
        """Say everything again in the current language."""
        self.setAccessibleName(tr("Board"))
        for view in self.columns.values():
            view.cards.forget()
            view.say()
        self._say_moved()

    def restyle(self) -> None:
        self._told.setFont(theme.metrics().small)
        for view in self.columns.values():
            view.restyle()
