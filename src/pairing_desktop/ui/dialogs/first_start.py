"""The first start: language, name and unit, cited facts or an empty file, on one page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from pairing_desktop.domain.problems import Problem
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.banner import Banner
from pairing_desktop.ui.dialogs.frame import Dialog, field, line_edit
from pairing_desktop.ui.i18n import LANGUAGES, tr
from pairing_desktop.ui.widgets.layouts import separator
from pairing_desktop.ui.widgets.links import plain_label


class FirstStart(Dialog):
    """Says what was chosen; the language changes the page at once."""

    languageWanted = Signal(str)
    startWanted = Signal(str, str, bool)  # name, unit, with the cited facts
    openWanted = Signal()  # another file instead

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._title = plain_label(size="title")
        self._about = plain_label(muted=True, wrap=True)
        self.body.addWidget(self._title)
        self.body.addWidget(self._about)
        self.banner = Banner(self)
        self.body.addWidget(self.banner)
        self.body.addSpacing(4)
        self._language_caption = plain_label()
        self.body.addWidget(self._language_caption)
        self._languages = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(20)
        for code, text in LANGUAGES.items():
            choice = QRadioButton(text)
            choice.setChecked(code == i18n.current().code)
            choice.clicked.connect(lambda _checked=False, code=code: self._choose_language(code))
            self._languages.addButton(choice)
            row.addWidget(choice)
        row.addStretch(1)
        self.body.addLayout(row)
        self._separator()
        self._who, self._unit = line_edit(""), line_edit("")
        self._who_caption, self._unit_caption = plain_label(), plain_label()
        people = QHBoxLayout()
        people.setSpacing(12)
        for caption, entry in ((self._who_caption, self._who), (self._unit_caption, self._unit)):
            column = QVBoxLayout()
            field(column, caption, entry)
            people.addLayout(column, 1)
        self.body.addLayout(people)
        self._who_hint = plain_label(muted=True, size="small", wrap=True)
        self.body.addWidget(self._who_hint)
        self._separator()
        self._facts_caption = plain_label()
        self.body.addWidget(self._facts_caption)
        self._contents = QButtonGroup(self)
        self._facts, self._empty = QRadioButton(), QRadioButton()
        self._facts.setChecked(True)
        self._facts_hint, self._empty_hint = (plain_label(muted=True, size="small", wrap=True) for _ in range(2))
        for choice, hint in ((self._facts, self._facts_hint), (self._empty, self._empty_hint)):
            self._contents.addButton(choice)
            self.body.addWidget(choice)
            hint.setIndent(24)
            self.body.addWidget(hint)
        self.body.addStretch(1)
        self._open = self.add_button("", self.openWanted.emit)
        self._start = self.add_button("", self._go, primary=True)
        self.setFixedWidth(560)
        self.retranslate()
        self._who.setFocus()

    def retranslate(self) -> None:
        """Say the page again in the current language, in its fonts."""
        self.setWindowTitle(tr("Pairing Desktop"))
        self._title.setText(tr("Welcome to Pairing Desktop"))
        self._about.setText(
            tr("Facts of the pairing assistance, offline: every figure leads back to who stated it, where and when.")
        )
        self._language_caption.setText(tr("Language"))
        for caption, entry, text in (
            (self._who_caption, self._who, tr("Your name")),
            (self._unit_caption, self._unit, tr("Your unit")),
        ):
            caption.setText(text)
            entry.setAccessibleName(text)
        self._who_hint.setText(
            tr("Kept with every change you make, so that others see who made it. Both can be empty.")
        )
        self._facts_caption.setText(tr("Start with"))
        self._facts.setText(tr("The cited facts"))
        self._facts_hint.setText(tr("52 projects, 60 companies, 136 events and 350 claims from 123 sources."))
        self._empty.setText(tr("An empty file"))
        self._empty_hint.setText(tr("You bring everything in yourself."))
        self._open.setText(tr("Open another file…"))
        self._start.setText(tr("Start"))
        metrics = theme.metrics()
        self._title.setFont(metrics.title)
        for hint in (self._who_hint, self._facts_hint, self._empty_hint):
            hint.setFont(metrics.small)
        for plain in (self._about, self._language_caption, self._who_caption, self._unit_caption, self._facts_caption):
            plain.setFont(metrics.body)
        self.adjustSize()

    def tell(self, problem: Problem) -> None:
        """Say why the file could not be made; everything typed stays."""
        self.banner.tell(
            "error", problem.message(i18n.current()), tr("Nothing was written. Your entries are still here.")
        )
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """While the file is made nothing can be pressed."""
        self._start.setEnabled(not busy)
        self._open.setEnabled(not busy)

    def _choose_language(self, code: str) -> None:
        self.languageWanted.emit(code)
        self.retranslate()

    def _go(self) -> None:
        self.set_busy(True)
        self.startWanted.emit(self._who.text().strip(), self._unit.text().strip(), self._facts.isChecked())

    def _separator(self) -> None:
        self.body.addSpacing(4)
        self.body.addWidget(separator(self))
        self.body.addSpacing(4)
