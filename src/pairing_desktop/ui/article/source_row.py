"""Where the article comes from: a source on file, or a new one, and the day it appeared."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import UNKNOWN, DateProblem, PartialDate
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import SOURCES
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.choice import ChoiceEditor
from pairing_desktop.ui.widgets.field import Message
from pairing_desktop.ui.widgets.links import plain_label
from pairing_desktop.ui.widgets.picker import Picker
from pairing_desktop.ui.widgets.text_edit import LineEditor

_NEW = ("title", "publisher", "url")
ON_FILE = "key"  # name under which the short name of a source on file is kept


class SourceRow(QWidget):
    """`published` is unknown while nothing, or nothing that can be read, is typed."""

    changed = Signal()
    publishedChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._published = UNKNOWN
        self.which = QComboBox(self)
        self.which.setAccessibleName(tr("Source"))
        self.which.addItem(tr("A new source"), True)
        self.which.addItem(tr("A source on file"), False)
        self.on_file = Picker(bridge, "sources", self)
        self.on_file.line.setAccessibleName(tr("Source on file"))
        self.on_file.line.setPlaceholderText(tr("Title, publisher or year"))
        self.fields = {name: LineEditor(self) for name in _NEW}
        self.kind = ChoiceEditor("source_kind", required=True, parent=self)
        self.kind.box.setAccessibleName(tr("Kind"))
        self.kind.set_value("news")
        self.day = LineEditor(self)
        self.day.line.setAccessibleName(tr("Published on"))
        self.day.line.setPlaceholderText(tr("2024-07-03"))
        self._message = Message(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        self._labels = []
        heads = (tr("Source"), tr("Title"), tr("Publisher"), tr("Address"), tr("Kind"), tr("Published on"))
        inputs = (self.which, self.fields["title"], self.fields["publisher"], self.fields["url"], self.kind, self.day)
        for column, (text, one, stretch) in enumerate(zip(heads, inputs, (0, 5, 2, 3, 0, 0), strict=True)):
            caption = plain_label(text, muted=True, size="small")
            caption.setBuddy(one)
            self._labels.append(caption)
            grid.addWidget(caption, 0, column)
            grid.addWidget(one, 1, column)
            grid.setColumnStretch(column, stretch)
        grid.addWidget(self.on_file, 1, 1, 1, 4)
        grid.addWidget(self._message, 2, 0, 1, 6)
        self.kind.setFixedWidth(110)
        self.day.setFixedWidth(120)
        self.which.currentIndexChanged.connect(self._which)
        self.on_file.edited.connect(self._chosen)
        for name, editor in self.fields.items():
            editor.line.setAccessibleName(tr(SOURCES.field(name).label))
            editor.edited.connect(self.changed)
        self.kind.edited.connect(self.changed)
        self.day.edited.connect(self._day_typed)
        self._which()

    @property
    def is_new(self) -> bool:
        return bool(self.which.currentData())

    @property
    def published(self) -> PartialDate:
        return self._published

    def source(self, language: str, today: str) -> Draft | str:
        """The draft of a new source, or the short name of the one on file ("" while none is chosen)."""
        if not self.is_new:
            return self.on_file.value()
        values = {name: editor.value() for name, editor in self.fields.items()}
        values |= {"kind": self.kind.value(), "language": language, "published_on": self._published.value,
                   "accessed_on": today}  # fmt: skip
        return Draft(SOURCES.name, None, 0, values)

    def problem(self) -> str:
        """What is missing before anything can be saved; empty when nothing is."""
        if not self.is_new and not self.on_file.value():
            return tr("Choose the source that the article comes from.")
        if self.is_new and not self.fields["title"].value().strip():
            return tr("Give the new source a title.")
        return self._message.text()

    def suggest_title(self, title: str) -> None:
        """Take the headline as the title of a new source that has none."""
        if self.is_new and not self.fields["title"].value().strip():
            self.fields["title"].set_value(title)

    def tell(self, problems: tuple[FieldProblem, ...]) -> None:
        """Say what is wrong with the source."""
        self._message.tell(" ".join(problem.message(i18n.current()) for problem in problems), True)

    def state(self) -> dict[str, str]:
        """What is typed and chosen, for keeping."""
        kept = {name: editor.value() for name, editor in self.fields.items()}
        kept |= {"kind": self.kind.value(), "day": self.day.value()}
        return kept if self.is_new else {**kept, ON_FILE: self.on_file.value()}

    def restore(self, kept: dict[str, str]) -> None:
        """Show what was kept."""
        for name, editor in self.fields.items():
            editor.set_value(kept.get(name, ""))
        self.kind.set_value(kept.get("kind", "") or "news")
        self.day.set_value(kept.get("day", ""))
        self._read_day()
        if kept.get(ON_FILE):
            self.take_on_file(kept[ON_FILE])

    def take_on_file(self, key: str) -> None:
        """Go on with a source that is on file."""
        self.which.setCurrentIndex(1)
        self.on_file.set_value(key)
        self._ask_day(key)

    # -- following what is chosen ---------------------------------------------------------------------------------

    def _which(self) -> None:
        new = self.is_new
        for caption in self._labels[2:5]:
            caption.setVisible(new)
        for one in (*self.fields.values(), self.kind):
            one.setVisible(new)
        self.on_file.setVisible(not new)
        self.day.setEnabled(new)
        self._message.tell("", True)
        if new:
            self._day_typed()
        elif self.on_file.value():
            self._ask_day(self.on_file.value())
        self.changed.emit()

    def _chosen(self) -> None:
        if self.on_file.pick is not None:
            self._ask_day(self.on_file.pick.key)
        self.changed.emit()

    def _ask_day(self, key: str) -> None:
        def known(day: str) -> None:
            if not self.is_new:
                before = self._published
                self.day.set_value(day)
                self._read_day()
                if self._published != before:
                    self.publishedChanged.emit()

        self._bridge.ask(
            self, "day", lambda ask: ask.draft("sources", ask.locate("sources", key).id).values["published_on"], known,
            lambda _error: None,
        )

    def _day_typed(self) -> None:
        before = self._published
        self._read_day()
        self.changed.emit()
        if self._published != before:
            self.publishedChanged.emit()

    def _read_day(self) -> None:
        try:
            found = parse_date(self.day.value())
        except DateProblem as problem:
            self._published = UNKNOWN
            self._message.tell(problem.message(i18n.current()), True)
            theme.edge(self.day.line, "error")
            return
        self._message.tell("", True)
        theme.edge(self.day.line, "")
        self._published = found
