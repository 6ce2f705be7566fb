"""An address out of the facts, shown whole before the browser gets it."""

from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label

_LONGEST = 2000


class AddressDialog(Dialog):
    """Opens nothing by itself: this program uses no network, the browser is another one.  Only http and https."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Open in the browser"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._address = address
        host = _host(address)
        if host:
            self.body.addWidget(plain_label(tr("Your browser will open a page of {host}:", host=host), wrap=True))
        else:
            self.body.addWidget(plain_label(tr("This is no address that a browser may be given."), wrap=True))
        self.body.addWidget(plain_label(_breakable(address), wrap=True, muted=True, selectable=True))
        self.body.addStretch(1)
        self.add_button(tr("Copy address"), self._copy)
        self.add_button(tr("Cancel"), self.reject)
        self.go = self.add_button(tr("Open"), self._open, primary=True)
        self.go.setEnabled(bool(host))
        self.resize(560, 170)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.reject()

    def _open(self) -> None:
        self.accept()
        QDesktopServices.openUrl(QUrl(self._address, QUrl.ParsingMode.StrictMode))


def _host(address: str) -> str:
    """The computer that an address leads to, "" when a browser may not be given it.

    A name before an @ is no host, however much it looks like one; letters that only look like Latin ones are spelt out.
    """
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if len(address) > _LONGEST or not url.isValid() or parts.scheme not in ("http", "https") or url.scheme() != parts.scheme:
        return ""
    return url.host(QUrl.ComponentFormattingOption.FullyEncoded)


def _breakable(address: str) -> str:
    """An address that wraps: a label breaks lines only where words end."""
    return "\u200b".join(address[at:at + 40] for at in range(0, min(len(address), _LONGEST), 40))
