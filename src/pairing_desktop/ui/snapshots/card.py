"""The card of one registered page: what it is, how it came about, what one can do with it, and the note."""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPalette, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.display import join
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.snapshots import SnapshotCard, SnapshotLine
from pairing_desktop.domain.text import fold
from pairing_desktop.reports.document import as_of_text
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.i18n import LANGUAGES, current, plural, tr
from pairing_desktop.ui.moments import local
from pairing_desktop.ui.pictures import decoded
from pairing_desktop.ui.widgets.filter_bar import ToolButton
from pairing_desktop.ui.widgets.links import plain_label, plain_tip

_PAPERS = {
    "A4 portrait": mark("A4, portrait"), "A4 landscape": mark("A4, landscape"),
    "LETTER portrait": mark("US Letter, portrait"), "LETTER landscape": mark("US Letter, landscape"),
}
_NOTE_HEIGHT = 64
_SHEET = 200


class CardPane(QWidget):
    """Shows a SnapshotCard; the acts are signals."""

    compareAsked = Signal(int)
    saveAsked = Signal(int)
    openAsked = Signal(int)
    drawAsked = Signal(int)
    pictureAsked = Signal(int)
    noteWritten = Signal(int, str)
    trashAsked = Signal(int)
    restoreAsked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: SnapshotCard | None = None
        self._why = ""
        self._build()
        theme.notifier.changed.connect(self.dress)

    def _build(self) -> None:
        self.serial = plain_label("", "title", selectable=True)
        self.title = plain_label("", "body", wrap=True)
        self.trashed = plain_label("", "small", wrap=True)
        self.trashed.setProperty("tone", "caution")
        self.compare = QPushButton(self)
        self.compare.setProperty("primary", True)
        self.save = QPushButton(self)
        self.open = ToolButton("print", self)
        self.draw = ToolButton("redo", self)
        self.picture = ToolButton("chart", self)
        self.trash = ToolButton("trash", self)
        self.restore = QPushButton(self)
        self.restore.hide()
        for button, signal in (
            (self.compare, self.compareAsked), (self.save, self.saveAsked), (self.open, self.openAsked),
            (self.draw, self.drawAsked), (self.picture, self.pictureAsked), (self.trash, self.trashAsked),
            (self.restore, self.restoreAsked),
        ):
            button.clicked.connect(lambda _checked=False, signal=signal: self._emit(signal))
        first, second = QHBoxLayout(), QGridLayout()
        first.setSpacing(8)
        second.setSpacing(2)
        for button in (self.compare, self.save, self.restore):
            first.addWidget(button)
        first.addStretch(1)
        for place, tool in enumerate((self.open, self.draw, self.trash, self.picture)):
            second.addWidget(tool, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        second.setColumnStretch(1, 1)
        self.sheet = QLabel(self)
        self.sheet.setProperty("framed", True)
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnStretch(1, 1)
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._note_label = plain_label("", "small", muted=True)
        self.note = QPlainTextEdit(self)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(self._note_changed)
        self._note_label.setBuddy(self.note)
        self.keep_note = QPushButton(self)
        self.keep_note.clicked.connect(self._write_note)
        self.note_said = plain_label("", "small", muted=True, wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self.note_said, 1)
        foot.addWidget(self.keep_note)
        body = QWidget()
        body.setAutoFillBackground(True)
        body.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(6)
        for part in (self.serial, self.title, self.trashed):
            column.addWidget(part)
        column.addSpacing(4)
        column.addLayout(first)
        column.addLayout(second)
        column.addSpacing(6)
        column.addLayout(self._facts)
        column.addSpacing(8)
        column.addWidget(self._note_label)
        column.addWidget(self.note)
        column.addLayout(foot)
        column.addSpacing(8)
        column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 200)

    # Showing

    def show_card(self, card: SnapshotCard) -> None:
        """Show this page; a note that is being written on the same page stays."""
        same = self.card is not None and self.card.line.id == card.line.id
        writing = same and self.keep_note.isEnabled()
        self.card = card
        if not writing:
            self.note.setPlainText(card.notes[0].text if card.notes else "")
        if not same:
            self.set_sheet(None)
        self.retranslate()

    def set_sheet(self, sheet: QPixmap | None) -> None:
        """The small picture of the page."""
        self.sheet.setVisible(sheet is not None)
        if sheet is None:
            return
        ratio = self.devicePixelRatioF()
        fine = sheet.scaledToWidth(
            round(_SHEET * ratio * sheet.width() / max(sheet.width(), sheet.height())),
            Qt.TransformationMode.SmoothTransformation,
        )
        fine.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(fine)

    def set_writable(self, why: str) -> None:
        """Switch off what changes the file, with the reason."""
        self._why = why
        self.note.setReadOnly(bool(why))
        self.trash.setEnabled(not why)
        self.restore.setEnabled(not why)
        for widget in (self.trash, self.restore, self.keep_note, self.note):
            widget.setToolTip(plain_tip(why))
            widget.setAccessibleDescription(why)
        self._note_changed()

    def retranslate(self) -> None:
        """Say everything again in the current language."""
        self.compare.setText(tr("Compare with today"))
        self.save.setText(tr("Save the PDF…"))
        self.open.set_words(tr("Open to print"))
        self.draw.set_words(tr("Draw again"))
        self.picture.set_words(tr("Picture…"))
        self.trash.set_words(tr("Move to the trash"))
        self.restore.setText(tr("Restore"))
        self.keep_note.setText(tr("Save note"))
        self._note_label.setText(tr("Note"))
        self.note.setAccessibleName(tr("Note"))
        if self.card is not None:
            self._say(self.card)
        self.dress()

    def _say(self, card: SnapshotCard) -> None:
        line = card.line
        self.serial.setText(line.serial)
        self.title.setText(line.title)
        self.trashed.setText(tr("This page is in the trash."))
        self.trashed.setVisible(line.trashed)
        self.restore.setVisible(line.trashed)
        self.trash.setVisible(not line.trashed)
        self.compare.setVisible(not line.trashed)
        self.compare.setEnabled(card.can_compare)
        reason = "" if card.can_compare else tr(
            "This page cannot be asked for again, so there is nothing to compare it with."
        )
        self.compare.setToolTip(plain_tip(reason))
        self.compare.setAccessibleDescription(reason)
        self.picture.setVisible(line.report == "chart")
        self._show_facts(_facts(card))
        note = card.notes[0] if card.notes else None
        self.note_said.setText(tr("{who}, {when}", who=note.who or tr("no name"), when=local(note.at)) if note else "")

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        while len(self._labels) < len(facts):
            name = plain_label("", "small", muted=True)
            text = plain_label("", "small", wrap=True, selectable=True)
            row = len(self._labels)
            self._facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(text, row, 1)
            self._labels.append((name, text))
        for place, (name, text) in enumerate(self._labels):
            said = facts[place] if place < len(facts) else ("", "")
            name.setText(said[0])
            text.setText(said[1])
            text.setAccessibleName(f"{said[0]}: {said[1]}" if said[0] else "")
            for label in (name, text):
                label.setVisible(place < len(facts))

    def dress(self) -> None:
        """Fonts and icons of the theme."""
        sizes = theme.metrics()
        self.serial.setFont(sizes.title)
        self.title.setFont(sizes.body)
        for label in (self.trashed, self._note_label, self.note_said, *(one for pair in self._labels for one in pair)):
            label.setFont(sizes.small)
        for tool in (self.open, self.draw, self.picture, self.trash):
            tool.restyle()
        self.save.setIcon(icons.icon("save"))

    # The note

    def _note_changed(self) -> None:
        kept = self.card.notes[0].text if self.card is not None and self.card.notes else ""
        self.keep_note.setEnabled(not self._why and self.note.toPlainText().strip() != kept)

    def _write_note(self) -> None:
        if self.card is not None:
            text = self.note.toPlainText()
            self.keep_note.setEnabled(False)
            self.noteWritten.emit(self.card.line.id, text)

    def _emit(self, signal: SignalInstance) -> None:
        if self.card is not None:
            signal.emit(self.card.line.id)


def _facts(card: SnapshotCard) -> list[tuple[str, str]]:
    line, said = card.line, current()
    rests = [plural("{n} source", "{n} sources", line.sources)] if line.sources else []
    rests += [plural("{n} claim", "{n} claims", len(card.claims))] if card.claims else []
    rests += [plural("{n} decision", "{n} decisions", len(card.decisions))] if card.decisions else []
    return [
        (tr("Registered"), local(line.made_at)),
        (tr("By"), join((line.who or tr("no name"), line.unit), said)),
        (tr("As of"), as_of_text(line.as_of, said)),
        (tr("Filters"), line.filters or tr("None")),
        (tr("Rests on"), join(rests, said) or "—"),
        (tr("Pages"), join((str(line.pages), tr(_PAPERS[line.paper]), LANGUAGES[line.language]), said)),
        (tr("Seal of the history"), line.journal_hash[:16]),
    ]


def sheet_pixmap(content: bytes) -> QPixmap:
    """The small picture that is kept beside a page."""
    return decoded(content)


def describes(line: SnapshotLine, words: str) -> bool:
    """Whether a page is found by these words: in serial, title, note, date or name."""
    text = fold(f"{line.serial} {line.serial.replace('-', '')} {line.title} {line.note} {line.who} {line.unit} "
                f"{local(line.made_at)} {line.filters}")  # fmt: skip
    return all(part in text for part in fold(words).split())
