"""Paste an article: the text at the left, marked; the drafts of claims at the right; accepted ones are saved with the
source as one operation.  What is not saved yet is kept and comes back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from shiboken6 import isValid

from pairing_desktop.domain.article.review import Judgement, Review
from pairing_desktop.domain.article.text import HEADLINE, Article, read_pages, read_text
from pairing_desktop.domain.problems import Problem
from pairing_desktop.folders import documents
from pairing_desktop.operations import kept_article
from pairing_desktop.ui import i18n
from pairing_desktop.ui.article.draft_editor import DraftEditor
from pairing_desktop.ui.article.draft_list import DraftList
from pairing_desktop.ui.article.foot import Foot
from pairing_desktop.ui.article.panes import panes
from pairing_desktop.ui.article.saving import Saver
from pairing_desktop.ui.article.sheet import ACCEPTED, DROPPED, KNOWN, UNDECIDED, Sheet
from pairing_desktop.ui.article.source_row import SourceRow
from pairing_desktop.ui.article.text_view import ArticleText
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.banner import Banner
from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.draft_keeper import keeper_of
from pairing_desktop.ui.file_asking import ask_source, filter_of, or_all
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.states import State

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

FIRST_SIZE = QSize(1240, 740)
_SOON = 350  # milliseconds after the last change until the file is asked again, or the work is kept
_WORTH_PASTING = 80  # characters on the clipboard that are taken for an article


class ArticleDialog(Dialog):
    """Opened with what is on the clipboard, with a file, or with the article that was not finished."""

    keptFound = Signal(object)  # what was kept, None for nothing: from the thread that keeps drafts

    def __init__(self, window: "MainWindow", path: Path | None = None) -> None:
        super().__init__(tr("Paste an article"), window)
        self._window, self._bridge = window, window.bridge
        self._keeper = keeper_of(self._bridge)
        self._keeper.keepings.add(self)
        self._background = Background(self)
        self.sheet = Sheet()
        self._content: str | list[str] = ""  # what was read: a pasted text or the pages of a PDF
        self._article: Article | None = None
        self._waiting: list[kept_article.Decision] | None = None  # decisions of the kept article, until it is read again
        self.source = SourceRow(self._bridge, self)
        self.message = Banner(self)
        self.text = ArticleText(self)
        self.text.setAccessibleName(tr("Text of the article"))
        self.text.setPlaceholderText(tr("Paste the text of an article here (Ctrl+V), or read a file."))
        self.list = DraftList(self.sheet, self)
        self.editor = DraftEditor(self._bridge, self)
        self.nothing = State(self)
        self._saver = Saver(self, self._bridge)
        self._build()
        self._timers()
        self._connect()
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() - QSize(16, 60)))
        self.show_state()
        self._begin(path)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)  # whoever copied an article pastes it at once

    # -- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.body.addWidget(self.source)
        self.body.addWidget(self.message)
        self.body.addWidget(panes(self, self.text, self.nothing, self.list, self.editor), 1)
        self.foot = Foot(self)

    def _timers(self) -> None:
        self._ask_soon, self._keep_soon, self._read_soon = (QTimer(self) for _ in range(3))
        for timer, act in ((self._ask_soon, self._judge), (self._keep_soon, self.keep), (self._read_soon, self.read)):
            timer.setSingleShot(True)
            timer.setInterval(_SOON)
            timer.timeout.connect(act)

    def _connect(self) -> None:
        self.text.pasted.connect(self.read)
        self.text.refused.connect(self._read)
        self.text.chosen.connect(self.go_to)
        self.text.textChanged.connect(self.show_state)
        self.list.currentRowChanged.connect(self._show_entry)
        self.list.accepting.connect(self.accept_draft)
        self.list.changing.connect(self.editor.begin)
        self.list.dropping.connect(self.drop_draft)
        self.editor.edited.connect(self._edited)
        self.editor.left.connect(self.list.setFocus)
        self.editor.source_key = lambda: "" if self.source.is_new else self.source.on_file.value()
        self.source.changed.connect(self._keep_soon.start)
        self.source.changed.connect(self._ask_soon.start)
        self.source.publishedChanged.connect(self._published_changed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go_on)

    def _begin(self, path: Path | None) -> None:
        """A file, else what was kept, else what is on the clipboard."""
        if path is not None:
            self.read_file(path)
            return
        self.keptFound.connect(self._go_on)
        facts = self._keeper.path

        def look(folder: Path) -> None:
            found = kept_article.load(folder, facts)
            if isValid(self):
                self.keptFound.emit(found)

        self._keeper.do(look)

    def _go_on(self, kept: kept_article.KeptArticle | None) -> None:
        """With what was kept, else with what is on the clipboard; what was pasted meanwhile goes first."""
        if self._article is not None or self.text.toPlainText():
            return
        if kept is not None:
            self._restore(kept)
            return
        held = QGuiApplication.clipboard().mimeData()  # the act is called so: what was copied is pasted
        if held is not None and held.hasText() and not held.hasUrls() and len(held.text()) >= _WORTH_PASTING:
            self.text.insertFromMimeData(held)

    def _restore(self, kept: kept_article.KeptArticle) -> None:
        self.source.restore(kept.source)
        self._waiting = kept.decisions
        self._read(kept.content)
        self.message.tell(
            "info", tr("Taken up where you left it."), tr("Nothing of it is saved yet."),
            ((tr("Another text"), self.change_text), (tr("Go on"), self.message.hide)),
        )

    # -- reading --------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Find what the text says."""
        if isinstance(self._content, list) and self._article is not None and self.text.toPlainText() == self._article.text:
            self._read(self._content)
        else:
            self._read(self.text.toPlainText())

    def _read(self, content: str | list[str]) -> None:
        self._content = content
        published = self.source.published

        def find(ask: object) -> Review:
            article = read_text(content) if isinstance(content, str) else read_pages(content)
            return ask.articles.read(article, published)  # type: ignore[attr-defined, no-any-return]

        self._bridge.ask(self, "read", find, self._found, self.tell_failure)

    def _found(self, review: Review) -> None:
        self._article = review.article
        self.sheet.take(review, self._waiting)
        self._waiting = None
        self.text.blockSignals(True)
        self.text.show_article(review.article.text, review.marks)
        self.text.setReadOnly(True)
        self.text.blockSignals(False)
        first = review.article.paragraphs[0]
        if first.locator == HEADLINE:
            self.source.suggest_title(review.article.text[first.start : first.end])
        removed = review.article.removed.told(i18n.current())
        if review.leaning:
            self._ask_for_the_day(review)
        elif removed:
            self.tell("info", removed)
        self.list.fill()
        self.show_state()
        self._judge()
        self._keep_soon.start()
        if self.sheet.entries:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_the_day(self, review: Review) -> None:
        """Say how many dates lean on the day of publication; offer the one that is printed near the top."""
        said = plural("{n} date leans on the day of publication.", "{n} dates lean on the day of publication.", review.leaning)
        buttons = [(tr("Close"), self.message.hide)]
        if review.printed_day and self.source.is_new:
            day = review.printed_day
            buttons.insert(0, (tr("Use {date}", date=day), lambda: self._take_day(day)))
        self.message.tell("info", said, tr("Give it above, and they are worked out."), tuple(buttons))

    def _take_day(self, day: str) -> None:
        self.message.hide()
        self.source.day.line.setText(day)

    def tell_failure(self, error: Exception) -> None:
        """Say in words what went wrong."""
        if not isinstance(error, Problem):
            self._window.show_problem(error)
            return
        self.tell("error", error.message(i18n.current()))

    def tell(self, tone: str, first: str, second: str = "") -> None:
        """Say what happened, until it is closed or something else happens."""
        self.message.tell(tone, first, second, ((tr("Close"), self.message.hide),))

    def ask_file(self) -> None:
        """Choose a file and take its text."""
        filters = or_all(filter_of(tr("Articles"), ".txt", ".pdf"))
        ask_source(self, tr("Read a file"), documents(), self.read_file, filters)

    def read_file(self, path: Path) -> None:
        """Take the text of a file, in a thread."""
        from pairing_desktop.exchange.article_files import read_article

        def taken(content: str | tuple[str, ...]) -> None:
            self.message.hide()
            self._read(content if isinstance(content, str) else list(content))

        self._background.run(lambda: read_article(path), taken, self.tell_failure)

    def change_text(self) -> None:
        """Let another text be pasted; the text stays until then, and decisions stay on what is found again."""
        self.message.hide()
        self.text.clear_marks()
        self.text.setReadOnly(False)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.selectAll()
        self._article = None
        self.show_state()

    def _published_changed(self) -> None:
        self._keep_soon.start()
        if self._article is not None:
            self._read_soon.start()

    # -- what the file says ---------------------------------------------------------------------------------------

    def _judge(self) -> None:
        drafts = [dict(entry.values) for entry in self.sheet.entries]
        if not drafts:
            return
        source = "" if self.source.is_new else self.source.on_file.value()

        def told(judgements: tuple[Judgement, ...]) -> None:
            self.sheet.judge(judgements, drafts)
            self.list.renew()
            self.editor.show_judgement()
            self.show_state()

        self._bridge.ask(self, "judge", lambda ask: ask.articles.judge(drafts, source), told, self.tell_failure)

    def _edited(self) -> None:
        self.list.renew()
        self._ask_soon.start()
        self._keep_soon.start()

    # -- deciding -------------------------------------------------------------------------------------------------

    @property
    def language(self) -> str:
        """That of the article, zh or en; empty while none is read."""
        return self._article.language if self._article else ""

    @property
    def number(self) -> int | None:
        """Number of the draft shown."""
        row = self.list.currentRow()
        return row if 0 <= row < len(self.sheet.entries) else None

    def accept_draft(self) -> None:
        """Accept the draft shown, or take the acceptance back; what lacks something is opened for changing."""
        if self.number is None:
            return
        entry = self.sheet.entries[self.number]
        if entry.state == KNOWN:
            self._step()
            return
        if not entry.is_judged or entry.judgement.problems:
            self._judge()
            if entry.judgement.problems:
                self.editor.begin()
                return
        entry.decision = UNDECIDED if entry.decision == ACCEPTED else ACCEPTED
        self._decided(step=entry.decision == ACCEPTED)

    def drop_draft(self) -> None:
        """Leave the draft out, or take it in again."""
        if self.number is None:
            return
        entry = self.sheet.entries[self.number]
        entry.decision = UNDECIDED if entry.decision == DROPPED else DROPPED
        self._decided(step=entry.decision == DROPPED)

    def accept_sure(self) -> None:
        """Accept every undecided draft of which the rules are sure and the checks have no doubt."""
        for entry in self.sheet.entries:
            doubted = any(finding.severity != "info" for finding in entry.judgement.findings)
            if entry.state == UNDECIDED and entry.is_judged and entry.line.confidence == "sure" and not doubted:
                entry.decision = ACCEPTED
        self._decided(step=False)

    def _decided(self, *, step: bool) -> None:
        self.list.renew()
        self.show_state()
        self._keep_soon.start()
        if step:
            self._step()

    def _step(self) -> None:
        """To the next draft that waits."""
        following = self.sheet.next_open(self.number if self.number is not None else -1)
        if following is not None:
            self.list.setCurrentRow(following)
        elif self.number is not None and self.number + 1 < self.list.count():
            self.list.setCurrentRow(self.number + 1)

    def go_to(self, number: int) -> None:
        """Show this draft, the keyboard on the list."""
        self.list.setCurrentRow(number)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_entry(self, row: int) -> None:
        entry = self.sheet.entries[row] if 0 <= row < len(self.sheet.entries) else None
        self.editor.show_entry(entry)
        self.text.show_line(row if entry is not None and self._article is not None else None)

    # -- saving ---------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """What the button in colour does: look for figures while none were looked for, else save what was accepted."""
        if self._article is None and self.text.toPlainText().strip():
            self.read()
        else:
            self.save()

    def save(self) -> None:
        """Write the accepted drafts and their source as one operation."""
        self._saver.save()

    def show_saved(self, said: str, source: int | None) -> None:
        """Some drafts were saved: go to their source, or on with those that wait."""
        self.sheet.settle()
        if not self.sheet.undecided():
            self.accept()
            self._window.statusBar().showMessage(said, 6000)
            if source is not None:
                self._window.navigate("sources", source)
            return
        if source is not None:
            self._bridge.ask(self, "source", lambda ask: ask.name("sources", source).key, self.source.take_on_file)
        self.tell("good", said, plural("{n} draft still waits.", "{n} drafts still wait.", self.sheet.undecided()))
        self.list.renew()
        self.show_state()
        self._ask_soon.start()
        self._keep_soon.start()

    # -- keeping --------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Write what is not saved, in the thread that keeps drafts."""
        if not isValid(self) or not self._content:
            return
        self._keep_soon.stop()
        decisions = self._waiting or self.sheet.decisions()
        kept = kept_article.KeptArticle(str(self._keeper.path), self._content, self.source.state(), decisions)
        self._keeper.write(lambda folder: kept_article.keep(folder, kept))

    def done(self, result: int) -> None:
        """Kept before it closes, whichever way; an article of which all was decided is done with."""
        if self.sheet.entries and not self.sheet.undecided() and not self.sheet.accepted():
            self._content = ""
            self._keeper.write(kept_article.drop)
        self.keep()
        super().done(result)

    # -- what can be done -----------------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Show what can be done now."""
        read = self._article is not None
        has_drafts = read and bool(self.sheet.entries)
        self.list.setVisible(has_drafts)
        self.editor.setVisible(has_drafts)
        self.nothing.setVisible(not has_drafts)
        if read:
            self.nothing.tell("search", tr("No figures found"), tr("The text holds no figure that this program reads."))
        else:
            self.nothing.tell(
                "import", tr("Figures, dates and names are found in the text"),
                tr("Each figure becomes a draft: accept it, change it or leave it out. Nothing is saved before you say so."),
            )
        is_there = bool(self.text.toPlainText().strip())
        self.foot.show_state(self.sheet if has_drafts else None, read=read, is_there=is_there, busy=self._bridge.is_busy)
