"""The ways of a chart out of the window: clipboard, files with or without a serial, dragged as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import language
from pairing_desktop.folders import documents
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.chart_clip import table_data
from pairing_desktop.ui.dialogs.save_chart import NAMES, SaveChart, Wish
from pairing_desktop.ui.file_asking import ask_target, filter_of
from pairing_desktop.ui.i18n import current, tr

if TYPE_CHECKING:
    from pairing_desktop.reports.document import Report
    from pairing_desktop.ui.chart_page import ChartPage
    from pairing_desktop.ui.snapshots.registering import Painted


class ChartExport(QObject):
    """Takes out what the page shows.  `told` says in words what was done."""

    told = Signal(str)

    def __init__(self, page: "ChartPage") -> None:
        super().__init__(page)
        self._page = page
        self._background = Background(self)

    @property
    def _data(self) -> ChartData | None:
        return self._page.data

    def copy_table(self) -> None:
        """Put the table on the clipboard, with headers, sources and facts."""
        if self._data is not None:
            QApplication.clipboard().setMimeData(table_data(self._data))
            self.told.emit(tr("Table copied, with its sources"))

    def copy_picture(self) -> None:
        """Put the picture with its sources on the clipboard."""

        def put(content: bytes) -> None:
            QApplication.clipboard().setImage(QImage.fromData(content))
            self.told.emit(tr("Picture copied, with its sources"))

        self.picture(put)

    def picture(self, then: Callable[[bytes], None]) -> None:
        """Draw the chart as a PNG in the background; `then` gets the bytes."""
        data = self._data
        if data is None:
            return
        from pairing_desktop.operations.chart_files import chart_bytes

        self._background.run(
            lambda: chart_bytes(data, "png", language(data.language)), then, self._page.bridge.problem.emit
        )

    # Files

    def ask_where_to_save(self) -> None:
        """Ask how the chart is to be saved, then where."""
        if self._data is None:
            return
        dialog = SaveChart(self._data, self._page.bridge.workspace.read_only_reason, self._page)
        dialog.chosen.connect(self._ask_file)
        dialog.open()

    def _ask_file(self, wish: Wish) -> None:
        data = self._data
        if data is None:
            return
        suggestion = documents() / f"{data.id}-{data.as_of}.{wish.format}"
        filters = filter_of(tr(NAMES[wish.format]), suggestion.suffix)
        ask_target(self._page, tr("Save the chart"), suggestion, lambda path: self.save(path, wish), filters)

    def save(self, path: Path, wish: Wish) -> None:
        """Write the chart; what went wrong is told by the window, what was there before stays."""
        data = self._data
        if data is None:
            return
        if wish.register:
            self._register(path, wish)
            return
        from pairing_desktop.exchange.chart_files import write_whole
        from pairing_desktop.operations.chart_files import Sheet, chart_bytes

        sheet, said = Sheet(wish.dpi), language(data.language)
        self._background.run(
            lambda: write_whole(path, chart_bytes(data, wish.format, said, sheet)),
            lambda _: self.told.emit(tr("Saved as {file}", file=path.name)), self._page.bridge.problem.emit,
        )

    def _register(self, path: Path, wish: Wish) -> None:
        """Make the page of the chart, register it, then write it, or its picture, with serial and data."""
        from pairing_desktop.exchange.chart_files import write_whole
        from pairing_desktop.operations.snapshots import chart_picture
        from pairing_desktop.ui.snapshots.registering import Registrar

        page, data = self._page, self._data
        request = page.request()
        assert request is not None and data is not None
        registrar, problem = Registrar(request, page.bridge, self), page.bridge.problem.emit

        def written(serial: str) -> None:
            registrar.deleteLater()
            said = current()
            saved = tr("Saved as {file}", file=path.name) + said.full_stop
            self.told.emit(saved + said.gap + tr("Registered as {serial}.", serial=serial))

        def kept(painted: "Painted") -> None:
            if wish.format == "pdf":
                content = painted.pdf
                self._background.run(lambda: write_whole(path, content), lambda _: written(painted.serial), problem)
                return

            def draw(drawn: Any) -> None:
                self._background.run(
                    lambda: write_whole(path, chart_picture(drawn, wish.dpi)), lambda _: written(painted.serial), problem
                )

            page.bridge.ask(
                self, "drawable",
                lambda ask: ask.snapshots.drawable(ask.snapshots.picks(painted.serial, 1)[0].id), draw, problem,
            )

        def changed(_report: "Report") -> None:
            self.told.emit(tr("The facts changed meanwhile. Nothing was registered; save again."))

        def made(report: "Report") -> None:
            registrar.register(report, kept, changed, problem)

        said = language(data.language)
        page.bridge.ask(self, "report", lambda ask: request.make(ask, said), made, problem)


