"""The scrolling text of a card: links followed with the mouse or with Tab and Enter, underlined under the mouse."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QImage, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from pairing_desktop.ui.widgets.card_document import SCHEME, Anchor, CardDocument, parse_target


class CardView(QTextBrowser):
    """Shows what a writer writes.  Nothing is ever loaded: links are only told."""

    followed = Signal(str, str)  # kind and id of a link

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setViewportMargins(0, 0, 12, 0)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.anchorClicked.connect(self._clicked)
        self.highlighted.connect(self._underline)
        self._out: CardDocument | None = None

    def begin(self) -> CardDocument:
        """An empty document to write into."""
        self.setExtraSelections([])
        self._out = CardDocument(self.document(), self.devicePixelRatioF())
        return self._out

    def anchors(self) -> list[Anchor]:
        """All links, in order."""
        return self._out.anchors if self._out else []

    def finish(self) -> None:
        """Put the cursor at the top once everything is written."""
        if self._out is not None:
            self._out.close()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def place(self, name: str) -> int | None:
        """The position of a named place in the text; None when it was not written."""
        return self._out.places.get(name) if self._out else None

    def reveal(self, name: str) -> None:
        """Scroll to a named place, if it was written."""
        position = self.place(name)
        if position is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(0, top - self.viewport().height() // 4))

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Only pictures put into the document by its writer; nothing from a file or an address.

        An empty picture: with no answer at all Qt would go and read the file itself.
        """
        return QImage()

    def _clicked(self, url: QUrl) -> None:
        if url.scheme() == SCHEME:
            self.followed.emit(*parse_target(url))

    def _underline(self, url: QUrl) -> None:
        chosen = []
        for anchor in self.anchors() if not url.isEmpty() else ():
            if anchor.href == url.toString():
                one = QTextEdit.ExtraSelection()
                one.cursor = QTextCursor(self.document())
                one.cursor.setPosition(anchor.begin)
                one.cursor.setPosition(anchor.end, QTextCursor.MoveMode.KeepAnchor)
                shape = QTextCharFormat()
                shape.setFontUnderline(True)
                one.format = shape
                chosen.append(one)
        self.setExtraSelections(chosen)
