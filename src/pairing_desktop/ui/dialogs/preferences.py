"""Preferences: language, theme, name and unit.  Language and theme are seen at once; Cancel takes them back."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.dialogs.frame import Dialog, field, line_edit
from pairing_desktop.ui.i18n import LANGUAGES, tr
from pairing_desktop.ui.menus import THEMES
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow


class PreferencesDialog(Dialog):
    """Changes the settings of the program and the name kept with every change."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__("", window)
        self._window = window
        self._before = (i18n.current().code, theme.name())
        self._language = QComboBox()
        for code, text in LANGUAGES.items():
            self._language.addItem(text, code)
        self._language.setCurrentIndex(list(LANGUAGES).index(self._before[0]))
        self._theme = QComboBox()
        for name, text in THEMES:
            self._theme.addItem(tr(text), name)
        self._theme.setCurrentIndex([name for name, _ in THEMES].index(self._before[1]))
        self._who = line_edit("", window.workspace.who)
        self._unit = line_edit("", window.workspace.unit)
        self._captions = [plain_label() for _ in range(4)]
        for caption, entry in zip(self._captions, self._entries, strict=True):
            field(self.body, caption, entry)
        self._hint = plain_label(muted=True, size="small", wrap=True)
        self.body.addWidget(self._hint)
        self.body.addStretch(1)
        self._cancel = self.add_button("", self.reject)
        self._save = self.add_button("", self.accept, primary=True)
        self._language.activated.connect(lambda _i: window.languageWanted.emit(self._language.currentData()))
        self._language.activated.connect(lambda _i: self._retranslate())
        self._theme.activated.connect(lambda _i: window.themeWanted.emit(self._theme.currentData()))
        self._retranslate()
        self.setMinimumWidth(400)

    @property
    def _entries(self) -> tuple[QComboBox, QComboBox, QLineEdit, QLineEdit]:
        return self._language, self._theme, self._who, self._unit

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("Preferences"))
        texts = (tr("Language"), tr("Theme"), tr("Your name"), tr("Your unit"))
        for caption, entry, text in zip(self._captions, self._entries, texts, strict=True):
            caption.setText(text)
            entry.setAccessibleName(text)
        for index, (_name, text) in enumerate(THEMES):
            self._theme.setItemText(index, tr(text))
        self._hint.setText(tr("Name and unit are kept with every change you make from now on."))
        self._cancel.setText(tr("Cancel"))
        self._save.setText(tr("Save"))

    def accept(self) -> None:
        who, unit = self._who.text().strip(), self._unit.text().strip()
        settings, workspace = self._window.settings, self._window.workspace
        settings.who, settings.unit = who, unit
        workspace.who, workspace.unit = who, unit
        settings.sync()
        super().accept()
        self._window.update_state()

    def reject(self) -> None:
        language, name = self._before
        if i18n.current().code != language:
            self._window.languageWanted.emit(language)
        if theme.name() != name:
            self._window.themeWanted.emit(name)
        super().reject()
