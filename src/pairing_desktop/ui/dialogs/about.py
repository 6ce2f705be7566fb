"""What the program is made of: versions and licences."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pairing_desktop import __version__
from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label

_PARTS = (  # distribution, licence
    ("PySide6-Essentials", "LGPL-3.0"),
    ("sqlite-utils", "Apache-2.0"),
    ("matplotlib", "Matplotlib (BSD)"),
    ("platformdirs", "MIT"),
    ("click", "BSD-3-Clause"),
    ("pypinyin", "MIT"),
    ("python-calamine", "MIT"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("python-docx", "MIT"),
    ("pypdf", "BSD-3-Clause"),
    ("fonttools", "MIT"),
    ("pylopdf-fonts-zh-cn", "OFL-1.1"),
)


class AboutDialog(Dialog):
    """Shows and copies versions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("About Pairing Desktop"), parent)
        self.body.addWidget(plain_label(tr("Pairing Desktop"), size="title"))
        self.body.addWidget(
            plain_label(tr("Facts of the pairing assistance between Hangzhou and Delingha, each with its source."), wrap=True)
        )
        rows = [
            (tr("Pairing Desktop"), __version__, ""),
            ("Python", platform.python_version(), "PSF-2.0"),
            ("Qt", qVersion(), "LGPL-3.0"),
            *((name, _version(name), licence) for name, licence in _PARTS),
        ]
        table = TextTable(tr("Versions and licences"), (tr("Part"), tr("Version"), tr("Licence")), (0, 110, 150), self)
        for row in rows:
            table.add(row)
        self.body.addWidget(table, 1)
        self._text = "\n".join("\t".join(row) for row in rows)
        self.add_button(tr("Copy"), lambda: QGuiApplication.clipboard().setText(self._text))
        self.add_close()
        self.resize(520, 460)


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "—"
