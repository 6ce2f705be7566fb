"""Registering a page: a serial is reserved, the page painted with it, then page, data and picture kept in one operation.

What cannot be painted leaves nothing behind; what another registration overtook is told and can be tried again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt
from PySide6.QtGui import QImage, QPainter

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.snapshots import Reservation, Spec
from pairing_desktop.exchange.receipt import attachment_name
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.reports.document import Report, ReportRequest
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.paper_layout import Layout, lay_out
from pairing_desktop.ui.paper_page import MM
from pairing_desktop.ui.printing import application, paint_page, write_layout
from pairing_desktop.ui.report_work import ReportWork

PICTURE = 420  # pixels of the longer side of the small picture


@dataclass(frozen=True)
class Painted:
    """A page with its serial, ready to be kept."""

    serial: str
    layout: Layout
    pdf: bytes
    picture: bytes


def paint(report: Report, page: Reservation) -> Painted:
    """Paint the report with its serial, its data attached.  The same report, data and serial give the same bytes."""
    layout = lay_out(replace(report, serial=page.serial, copy=""))
    with TemporaryDirectory(prefix="pairing-register-") as folder:
        path = Path(folder, "page.pdf")
        write_layout(layout, path, _attached(page))
        return Painted(page.serial, layout, path.read_bytes(), _picture(layout))


def _attached(page: Reservation) -> tuple[tuple[str, bytes], ...]:
    return ((attachment_name(page.serial), page.data.encode()),)


def _picture(layout: Layout) -> bytes:
    """The first sheet, small, as PNG."""
    paper = layout.report.paper
    wide, high = paper.width * MM, paper.height * MM
    scale = PICTURE / max(wide, high)
    fine = QImage(round(wide * scale * 2), round(high * scale * 2), QImage.Format.Format_RGB32)
    fine.fill(Qt.GlobalColor.white)
    painter = QPainter(fine)
    painter.scale(scale * 2, scale * 2)
    paint_page(painter, layout, 0)
    painter.end()
    small = fine.scaled(
        round(wide * scale), round(high * scale), mode=Qt.TransformationMode.SmoothTransformation
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    small.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, only str is taken
    return bytes(buffer.data().data())


class Registrar(QObject):
    """Registers the pages of one request.  `work` tells how far it is, and can be stopped: then nothing is kept."""

    def __init__(self, request: ReportRequest, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._request = request
        self._bridge = bridge
        self.work = ReportWork(bridge, self)
        self.work.failed.connect(self._fail)
        self._failed: Callable[[Exception], None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether pages are being made for a serial."""
        return self._failed is not None

    def _fail(self, error: Exception) -> None:
        failed, self._failed = self._failed, None
        self._bridge.forget(self, "reserve")
        if failed is not None:
            failed(error)

    def register(
        self, seen: Report, then: Callable[[Painted], None], renew: Callable[[Report], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Register the report as it was seen; `then` gets what was kept.  When the facts changed since it was made,
        nothing is registered and `renew` gets the report of now."""
        make, spec = self._request.make, self._request.spec
        self._failed = failed
        self.work.progressed.emit(tr("The facts are being read."), 0, 0)

        def question(ask: Any) -> Reservation | Report:
            fresh: Report = make(ask, seen.language)
            if replace(fresh, unit=seen.unit, paper=seen.paper, as_of=seen.as_of) != seen:
                return fresh
            kept: Reservation = ask.snapshots.reserve(seen, spec)
            return kept

        def reserved(answer: Reservation | Report) -> None:
            if isinstance(answer, Report):
                self._failed = None
                self.work.ended.emit()
                renew(answer)
            else:
                self.work.paint(
                    replace(seen, serial=answer.serial, copy=""), _attached(answer),
                    lambda layout, pdf: keep(answer, Painted(answer.serial, layout, pdf, _picture(layout))),
                )

        def keep(page: Reservation, painted: Painted) -> None:
            self._failed = None
            self._bridge.do(
                lambda commands: commands.snapshots.register(page, painted.pdf, len(painted.layout.pages), painted.picture),
                initiator=self, then=lambda _change: then(painted), failed=failed,
            )

        self._bridge.ask(self, "reserve", question, reserved, self.work.failed.emit)


def register_now(
    workspace: Workspace, make: Callable[[Any, Language], Report], spec: Spec, tongue: Language
) -> Painted:
    """The same for the command line, which waits."""
    application()

    def question(ask: Any) -> tuple[Report, Reservation]:
        report = make(ask, tongue)
        return report, ask.snapshots.reserve(report, spec)

    report, page = workspace.ask(question).result()
    painted = paint(report, page)

    def command(commands: Any) -> ChangeSet:
        done: ChangeSet = commands.snapshots.register(page, painted.pdf, len(painted.layout.pages), painted.picture)
        return done

    workspace.do(command).result()
    return painted
