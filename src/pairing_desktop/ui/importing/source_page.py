"""Who says so: a source on file, or a new one for the file itself."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFormLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from pairing_desktop.domain.importing import Cited
from pairing_desktop.domain.vocabulary import LISTS
from pairing_desktop.domain.vocabulary import label as word
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import line_edit
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.links import plain_label
from pairing_desktop.ui.widgets.picker import Picker


class SourcePage(QWidget):
    """Every row that names no source of its own cites this one, with sheet and row as the place in it."""

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self.about = plain_label(
            tr("Rows that name no source of their own cite this one, with sheet and row as the place in it."),
            muted=True, wrap=True,
        )
        self.known = QRadioButton(tr("A source on file"), self)
        self.new = QRadioButton(tr("A new source: the file itself"), self)
        self.none = QRadioButton(tr("None: every row names its own"), self)
        group = QButtonGroup(self)
        for button in (self.known, self.new, self.none):
            group.addButton(button)
            button.toggled.connect(lambda _on: self._toggled())
        self.picker = Picker(bridge, "sources", self)
        self.picker.line.setAccessibleName(tr("Source"))
        self.picker.edited.connect(self.changed)
        self.title = line_edit(tr("Title"), limit=500)
        self.publisher = line_edit(tr("Publisher"), limit=500)
        self.day = line_edit(tr("Published on"), limit=10)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(tr("Kind"))
        for code in LISTS["source_kind"]:
            self.kind.addItem(word("source_kind", code, current()), code)
        self.kind.setCurrentIndex(self.kind.findData("government"))
        for line in (self.title, self.publisher, self.day):
            line.textChanged.connect(lambda _text: self.changed.emit())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addWidget(self.about)
        page.addWidget(self.known)
        page.addWidget(_indented((("", self.picker),)))
        page.addWidget(self.new)
        self._new_form = _indented((
            (tr("Title"), self.title), (tr("Publisher"), self.publisher), (tr("Published on"), self.day),
            (tr("Kind"), self.kind),
        ))  # fmt: skip
        page.addWidget(self._new_form)
        page.addWidget(self.none)
        page.addStretch(1)
        self.new.setChecked(True)

    def for_sender(self) -> None:
        """Ask who sent a spreadsheet back: what came back is the word of somebody."""
        self.about.setText(
            tr("Who sent it back? What is accepted cites the sender, with sheet and row as the place.")
        )
        self.none.hide()

    def show_path(self, path: Path) -> None:
        """Suggest a source for this file."""
        self._path = path
        self.title.setText(path.stem)

    def choose(self, key: str) -> None:
        """Take this source on file."""
        self.known.setChecked(True)
        self.picker.set_value(key)
        self.changed.emit()

    def _toggled(self) -> None:
        self.picker.setEnabled(self.known.isChecked())
        self._new_form.setEnabled(self.new.isChecked())
        self.changed.emit()

    def is_ready(self) -> bool:
        """Whether what is chosen is there."""
        if self.known.isChecked():
            return self.picker.pick is not None
        return not self.new.isChecked() or bool(self.title.text().strip())

    def cited(self) -> Cited | None:
        """The source chosen; a new one has its short name still to be given (empty)."""
        if self.known.isChecked():
            return Cited(self.picker.value())
        if not self.new.isChecked():
            return None
        values = {
            "title": self.title.text().strip(), "publisher": self.publisher.text().strip(),
            "published_on": self.day.text().strip(), "kind": str(self.kind.currentData()),
            "accessed_on": date.today().isoformat(), "reliability_note": self._path.name,
        }
        return Cited("", {name: text for name, text in values.items() if text})


def _indented(rows: "tuple[tuple[str, QWidget | QLineEdit], ...]") -> QWidget:
    made = QWidget()
    form = QFormLayout(made)
    form.setContentsMargins(24, 0, 0, 4)
    form.setSpacing(8)
    for caption, entry in rows:
        entry.setMinimumWidth(380)
        if caption:
            form.addRow(plain_label(caption), entry)
        else:
            form.addRow(entry)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    return made
