"""How a chart is to be saved: format, resolution, with a serial or as an unregistered copy."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Problem
from pairing_desktop.operations.chart_files import FORMATS, RESOLUTIONS
from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.links import plain_label, plain_tip

NAMES = {
    "png": mark("Picture"), "svg": mark("Drawing"), "pdf": mark("PDF page"), "csv": mark("Table"),
    "xlsx": mark("Spreadsheet"),
}
_SAID = {
    "png": mark("For screens and documents; the sources stand under the chart."),
    "svg": mark("Lines and letters that can be enlarged and edited; the sources stand under the chart."),
    "pdf": mark("For print; the sources stand under the chart."),
    "csv": mark("The figures as text, the sources beneath."),
    "xlsx": mark("The figures as numbers with their units, the sources on a sheet of their own."),
}
REGISTERED = ("png", "pdf")  # what can carry a serial and the data


@dataclass(frozen=True)
class Wish:
    """A format of FORMATS, dots an inch of a picture, whether it is registered."""

    format: str
    dpi: int = 300
    register: bool = False


class SaveChart(Dialog):
    """Asks; `chosen` gives the Wish."""

    chosen = Signal(object)

    def __init__(self, data: ChartData, read_only: Problem | None, parent: QWidget | None = None) -> None:
        super().__init__(tr("Save the chart"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._read_only = read_only
        self.format = QComboBox(self)
        self.format.setAccessibleName(tr("Format"))
        for code in FORMATS:
            self.format.addItem(f"{tr(NAMES[code])} (*.{code})", code)
        self.dpi = QComboBox(self)
        self.dpi.setAccessibleName(tr("Resolution"))
        for dots in RESOLUTIONS:
            self.dpi.addItem(tr("{n} dots an inch", n=dots), dots)
        self.dpi.setCurrentIndex(RESOLUTIONS.index(300))
        self.register = QCheckBox(tr("Register with a serial"), self)
        tip = tr("Keeps these pages with their data and prints a serial by which anybody sees what changed since.")
        why = read_only.message(current()) if read_only else tip
        self.register.setToolTip(plain_tip(why))
        self.register.setAccessibleDescription(why)
        self.said = plain_label(muted=True, wrap=True)
        self.said.setMinimumWidth(360)
        self._form = QFormLayout()
        self._form.addRow(tr("Format"), self.format)
        self._form.addRow(tr("Resolution"), self.dpi)
        self.body.addWidget(plain_label(data.title, wrap=True))
        self.body.addLayout(self._form)
        self.body.addWidget(self.said)
        self.body.addWidget(self.register)
        self.body.addStretch(1)
        self.add_button(tr("Cancel"), self.reject)
        self.go = self.add_button(tr("Choose a file…"), self._choose, primary=True)
        self.format.currentIndexChanged.connect(lambda _index: self._hear())
        self._hear()

    def wish(self) -> Wish:
        """What is chosen."""
        return Wish(
            self.format.currentData(), self.dpi.currentData(), self.register.isEnabled() and self.register.isChecked()
        )

    def _hear(self) -> None:
        code = self.format.currentData()
        self._form.setRowVisible(self.dpi, code == "png")
        self.said.setText(tr(_SAID[code]))
        self.register.setEnabled(code in REGISTERED and self._read_only is None)

    def _choose(self) -> None:
        wish = self.wish()
        self.accept()
        self.chosen.emit(wish)
