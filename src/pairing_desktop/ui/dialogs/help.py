"""The help pages, read from our own folder only."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QFont, QImage, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from pairing_desktop.data import RESOURCES
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.flat_rows import FlatRows


class HelpDialog(Dialog):
    """Titles at the left, the page at the right.  `page` is the name of the page to open, the first by default."""

    def __init__(self, parent: QWidget | None = None, page: str = "") -> None:
        super().__init__(tr("Help"), parent)
        self.titles = QListWidget(self)
        self.titles.setAccessibleName(tr("Contents"))
        self.titles.setFixedWidth(200)
        self.titles.setProperty("framed", True)
        self.titles.setUniformItemSizes(True)
        self.titles.setItemDelegate(FlatRows(self.titles))
        self.text = _Pages(self)
        self.text.setProperty("framed", True)
        self.text.setAccessibleName(tr("Help page"))
        for path in sorted((RESOURCES / "help" / i18n.current().code).glob("*.md")):
            lines = path.read_text(encoding="utf-8").splitlines()
            item = QListWidgetItem(lines[0].removeprefix("# ") if lines else path.stem)
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            item.setSizeHint(QSize(180, theme.metrics().row))
            self.titles.addItem(item)
        self.titles.currentItemChanged.connect(lambda item, _before: self._show(item))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.titles)
        row.addWidget(self.text, 1)
        self.body.addLayout(row, 1)
        self.add_close()
        self.resize(880, 600)
        names = [Path(self.titles.item(row).data(Qt.ItemDataRole.UserRole)).stem for row in range(self.titles.count())]
        self.titles.setCurrentRow(names.index(page) if page in names else 0)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.setMarkdown(Path(item.data(Qt.ItemDataRole.UserRole)).read_text(encoding="utf-8"))
            # One weight of type, and no slanted Chinese.
            plain = QTextCharFormat()
            plain.setFontWeight(QFont.Weight.Normal)
            plain.setFontItalic(False)
            cursor = QTextCursor(self.text.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeCharFormat(plain)


class _Pages(QTextBrowser):
    """Shows text and follows nothing: no picture, page or address is loaded."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(12)

    def loadResource(self, _type: int, _name: QUrl | str) -> object:
        return QImage()  # with no answer Qt would read the file itself
