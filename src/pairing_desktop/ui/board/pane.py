"""The list of projects, or in its place the board of the pipeline under the same filters."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.listing import Order
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.tabs.list_pane import ListPane
from pairing_desktop.ui.tabs.list_shape import PaneShape
from pairing_desktop.ui.widgets.filter_bar import ToolButton

if TYPE_CHECKING:
    from pairing_desktop.domain.board import Column
    from pairing_desktop.ui.board.view import BoardView


class ProjectsPane(ListPane):
    """The row under the cursor of the list is the card chosen on the board."""

    def __init__(self, bridge: Bridge, kind: str, shape: PaneShape, parent: QWidget | None = None) -> None:
        self.on_board = False
        self._board: BoardView | None = None
        self._folds: dict[str, bool] = {}
        super().__init__(bridge, kind, shape, parent)

    def _build(self) -> None:
        super()._build()
        self.shape_button = ToolButton("board", self)
        self.shape_button.clicked.connect(lambda: self.show_board(not self.on_board))
        self.bar.add_before_columns(self.shape_button)
        self.table.currentChosen.connect(self._show_on_board)

    @property
    def board(self) -> "BoardView":
        """The board, made when it is first shown."""
        if self._board is None:
            from pairing_desktop.ui.board.view import BoardView

            self._board = board = BoardView(self._fetch, self._prepare, self)
            board.restore_folds(self._folds)
            board.chosen.connect(self.table.choose)
            board.opened.connect(lambda _: self.card.setFocus())
            board.moveAsked.connect(self._move)
            board.tellAsked.connect(lambda entry: self.edit.emit("stages", entry))
            self.rows.addWidget(board)
        return self._board

    def _show_on_board(self, id: int | None) -> None:
        """A project that was chosen elsewhere, by search or a link, is brought into sight."""
        if self.on_board and self._board is not None and id is not None:
            self._board.choose(id)
            self._board.show_chosen()

    def show_board(self, on: bool) -> None:
        """Change between the list and the board."""
        self.on_board = on
        self._say_shape()
        self._set_narrow(self._narrow)
        if self._loaded:
            self.ask()
            if on:
                self.rows.setCurrentWidget(self.board)

    def _tell_rows(self, order: Order) -> None:
        super()._tell_rows(order)
        if self.on_board and len(order.ids):
            self.rows.setCurrentWidget(self.board)

    def _order_arrived(self, order: Order) -> None:
        super()._order_arrived(order)
        if self.on_board:
            filter, sort = self.filtering.filter, replace(self.columns.sort, chinese=current().is_chinese)
            self.bridge.ask(self, "board", lambda ask: ask.entries.board(filter, sort), self._columns_arrived)

    def _columns_arrived(self, columns: "tuple[Column, ...]") -> None:
        had = self.board.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.board.choose(self.table.current_id())
        self.board.take(columns, not self.why_read_only())
        if had:
            self.board.focus()

    def _move(self, project: int, stage: str) -> None:
        if self.why_read_only() or any(
            view.stage == stage and view.cards.row_of(project) >= 0 for view in self.board.columns.values()
        ):
            return

        def moved(change: ChangeSet) -> None:
            self.table.choose(project)
            self.board.moved(project, stage, change)

        self.bridge.do(lambda commands: commands.move(project, stage), initiator=self, then=moved)

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        super().refresh(change, initiator)
        if self._board is not None and initiator is not self:
            self._board.forget_move()

    def _set_narrow(self, narrow: bool) -> None:
        super()._set_narrow(narrow)
        if self.on_board and self.left is not None:  # the columns need the room of the facets
            self.left.hide()
            self._line.hide()
            self.bar.filters.show()

    def _say_shape(self) -> None:
        if self.on_board:
            self.shape_button.set_words(tr("As a list"), "table")
        else:
            self.shape_button.set_words(tr("As a board"), "board")
        self.bar.columns.setVisible(not self.on_board)

    def retranslate(self) -> None:
        super().retranslate()
        self._say_shape()
        if self._board is not None:
            self._board.retranslate()

    def save_state(self) -> dict[str, Any]:
        folds = self._board.folds() if self._board else self._folds
        return {**super().save_state(), "board": self.on_board, "folds": [f"{s}:{int(f)}" for s, f in folds.items()]}

    def restore_state(self, state: dict[str, Any]) -> None:
        super().restore_state(state)
        folds = state.get("folds") or []
        pairs = [str(one).rpartition(":") for one in (folds if isinstance(folds, list) else [folds])]
        self._folds = {stage: fold == "1" for stage, _, fold in pairs}
        if str(state.get("board", "")).lower() == "true":
            self.show_board(True)
