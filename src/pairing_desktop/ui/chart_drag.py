"""A handle by which the picture of a chart is dragged out of the window as a file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QEnterEvent, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.ui.chart_clip import table_data
from pairing_desktop.ui.chart_export import ChartExport
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.filter_bar import ToolButton
from pairing_desktop.ui.widgets.links import plain_tip

_PREVIEW = 240  # pixels wide


class DragHandle(ToolButton):
    """Made ready when the pointer comes near, so that the drag begins at once; a click saves instead."""

    def __init__(self, export: ChartExport, parent: QWidget | None = None) -> None:
        super().__init__("export", parent)
        self._export = export
        self._data: ChartData | None = None
        self._made: tuple[ChartData, bytes] | None = None
        self._making: ChartData | None = None
        self._press: QPointF | None = None
        self._folder = TemporaryDirectory(prefix="pairing-drag-")  # for as long as the window: the file is copied later
        self.destroyed.connect(self._folder.cleanup)
        self.set_narrow(True)

    def retranslate(self) -> None:
        self.set_words(tr("Drag the picture out"))
        self.setToolTip(plain_tip(tr("Drag the picture into a folder, a mail or a document; a click saves it")))

    def set_data(self, data: ChartData | None) -> None:
        """What would be dragged."""
        self._data = data
        self.setEnabled(data is not None and not data.is_empty)

    @property
    def is_ready(self) -> bool:
        return self._made is not None and self._made[0] is self._data

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.prepare()

    def prepare(self) -> None:
        """Draw the picture in the background, unless it is there."""
        data = self._data
        if data is None or self.is_ready or self._making is data:
            return
        self._making = data

        def made(content: bytes) -> None:
            self._made, self._making = (data, content), None

        self._export.picture(made)

    def content(self) -> QMimeData | None:
        """The file, the picture itself and the table as text; None while the picture is not ready."""
        if self._made is None or not self.is_ready:
            return None
        data, content = self._made
        path = Path(self._folder.name, f"{data.id}-{data.as_of}.png")
        path.write_bytes(content)
        mime = table_data(data)
        mime.setImageData(QImage.fromData(content))
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        return mime

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.position()
        self.prepare()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position() - self._press).manhattanLength() < QApplication.startDragDistance():
            return
        mime = self.content()
        if mime is None:
            return
        self._press = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(QPixmap.fromImage(mime.imageData()).scaledToWidth(
            _PREVIEW, Qt.TransformationMode.SmoothTransformation))
        drag.exec(Qt.DropAction.CopyAction)
