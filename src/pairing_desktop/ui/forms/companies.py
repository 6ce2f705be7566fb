"""The companies of a project, shown in its form; they are kept as participations of their own."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pairing_desktop.domain.cards import Link
from pairing_desktop.ui import i18n
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.links import plain_label, plain_tip


class CompaniesBox(QWidget):
    """A line that can be read and copied, not changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = plain_label(size="small", muted=True)
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)
        self._label.setBuddy(self.line)
        self._links: tuple[Link, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._label)
        layout.addWidget(self.line)
        layout.addStretch(1)

    def show_links(self, links: tuple[Link, ...]) -> None:
        self._links = links
        self.retranslate()

    def retranslate(self) -> None:
        names = list(dict.fromkeys(i18n.current().pick(link.name_en, link.name_zh) for link in self._links))
        text = names[0] if names else "—"
        if len(names) > 1:
            rest = len(names) - 1
            text = plural("{name} and {n} more", "{name} and {n} more", rest, name=names[0])
        self._label.setText(tr("Companies"))
        self.line.setAccessibleName(tr("Companies"))
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self.line.setToolTip(plain_tip("\n".join(names)))
