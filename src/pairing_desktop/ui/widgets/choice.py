"""One of several words: a closed list, or a list that staff may add to."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from pairing_desktop.domain.vocabulary import LISTS, OPEN_LISTS, label
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.widgets.editor import LONGEST, Editor

NOT_STATED = "—"


class Box(QComboBox):
    """Lets the wheel scroll the form: a value never changes in passing.  What does not fit ends in "…", not in half a letter."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange):
            self.setMinimumHeight(theme.metrics().input)  # that of the style sheet lets a full form squeeze it
        return done

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEditable():
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        field = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width() - 2 - (0 if option.currentIcon.isNull() else option.iconSize.width() + 4)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def narrow(box: QComboBox, most: int = 16) -> QComboBox:
    """Let a box be narrower than its words; it opens with at most `most` of them in sight."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setMaxVisibleItems(most)
    return box


class ChoiceEditor(Editor):
    """One code of a closed list; the first line, "—", says nothing and is there where nothing may be said."""

    def __init__(self, list_name: str, *, required: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = list_name
        self._required = required
        self.box = narrow(Box(self))
        self.hold(self.box)
        self.retranslate()
        self.box.currentIndexChanged.connect(self.told_edited)

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def set_value(self, value: str) -> None:
        with QSignalBlocker(self.box):
            index = self.box.findData(value)
            if index < 0 and value:  # a code of a newer program is kept as it is
                self.box.addItem(value, value)
                index = self.box.count() - 1
            self.box.setCurrentIndex(index)

    def retranslate(self) -> None:
        chosen = self.value()
        with QSignalBlocker(self.box):
            self.box.clear()
            if not self._required:
                self.box.addItem(NOT_STATED, "")
            for code in LISTS[self._list]:
                self.box.addItem(label(self._list, code, i18n.current()), code)
        self.set_value(chosen)


class OpenChoiceEditor(Editor):
    """A word of an open list, or one's own.  Known words are found by any part of them."""

    def __init__(self, list_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert list_name in OPEN_LISTS
        self._list = list_name
        self.box = narrow(Box(self))
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # Never inline: a word that merely begins like a known one stays what was typed.
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.box.setCompleter(completer)
        line = self.box.lineEdit()
        assert line is not None
        line.setMaxLength(LONGEST)
        self._layout.addWidget(self.box)
        self.attend(line)
        self.retranslate()
        self.box.editTextChanged.connect(self.told_edited)

    @property
    def edged(self) -> QWidget:
        return self.box

    def value(self) -> str:
        """The code of a known word, else the word as typed."""
        text = self.box.currentText()
        index = self.box.findText(text, Qt.MatchFlag.MatchFixedString)
        return str(self.box.itemData(index)) if index >= 0 else text

    def set_value(self, value: str) -> None:
        with QSignalBlocker(self.box):
            index = self.box.findData(value) if value else -1
            self.box.setCurrentIndex(index)
            self.box.setEditText(self.box.itemText(index) if index >= 0 else value)

    def retranslate(self) -> None:
        chosen = self.value()
        with QSignalBlocker(self.box):
            self.box.clear()
            for code in LISTS[self._list]:
                text = label(self._list, code, i18n.current())
                if text:
                    self.box.addItem(text, code)
        self.set_value(chosen)
