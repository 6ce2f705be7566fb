"""What was being edited when the program was last ended without saving: offered, taken up again, or thrown away."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from pairing_desktop.domain.kinds import KINDS, FieldType
from pairing_desktop.domain.nested_rows import rows_text
from pairing_desktop.operations import kept_article, kept_drafts
from pairing_desktop.operations.kept_article import KeptArticle
from pairing_desktop.operations.kept_drafts import Found, KeptDraft
from pairing_desktop.ui import i18n
from pairing_desktop.ui.draft_keeper import keeper_of
from pairing_desktop.ui.forms.layouts import NEW
from pairing_desktop.ui.forms.loading import Loaded, around
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.moments import moment
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm
    from pairing_desktop.ui.window import MainWindow

_SHOWN, _WIDEST = 3, 60  # fields quoted in an offer, and characters of each


class Resuming(QObject):
    """The offers of a window, one after the other in its banner, the latest edit first."""

    _read = Signal(object, object)  # the drafts and the article found, from the keeper's thread

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.offers: list[KeptDraft] = []
        self.article: KeptArticle | None = None
        self._said = ""
        self._read.connect(self.take)
        keeper = keeper_of(window.bridge)
        path = window.workspace.path

        def read(folder: object) -> None:
            found = kept_drafts.kept(folder, path)  # type: ignore[arg-type]
            if isValid(self):
                self._read.emit(found, kept_article.load(folder, path))  # type: ignore[arg-type]

        keeper.do(read)

    def take(self, found: list[KeptDraft], article: KeptArticle | None = None) -> None:
        """Offer these, the latest first, then the article."""
        self.offers, self.article = found, article
        self.offer()

    def offer(self) -> None:
        """Say in the banner what may be taken up, if anything is left."""
        if not self.offers:
            self._offer_article()
            return
        draft = self.offers[0]
        when = moment(draft.at, datetime.now().astimezone())
        name = _name(draft)
        said = (
            tr("You were editing {name} ({when}). It was not saved.", name=name, when=when)
            if draft.key or name != tr(NEW[draft.kind])
            else tr("You were writing a new record ({when}). It was not saved.", when=when)
        )
        more = len(self.offers) - 1
        rest = plural("{n} more edit waits behind it.", "{n} more edits wait behind it.", more) if more else ""
        banner = self._window.banner
        banner.tell(
            "caution", said, f"{_quoted(draft)} {rest}",
            (
                (tr("Continue"), lambda: self._continue(draft)),
                (tr("Throw away"), lambda: self._throw_away(draft)),
            ),
        )
        self._said = banner.text

    def _offer_article(self) -> None:
        """Say once that an article waits; it waits until it is finished or another is pasted."""
        article, self.article = self.article, None
        if article is None or self._window.workspace.read_only:
            return

        def go_on() -> None:
            self._window.close_banner()
            self._window.dialogs.article()

        title = article.source.get("title", "") or article.start
        self._window.banner.tell(
            "info", tr("You were reading an article, and not all of it is saved: {title}", title=title), "",
            ((tr("Continue"), go_on), (tr("Close"), self._window.close_banner)),
        )

    def retranslate(self) -> None:
        """Say the offer again, if it is what the banner says."""
        if self._said and self._window.banner.isVisible() and self._window.banner.text == self._said:
            self.offer()

    def _next(self, draft: KeptDraft) -> None:
        self.offers = [one for one in self.offers if one.name != draft.name]
        self._window.close_banner()

    def _continue(self, draft: KeptDraft) -> None:
        self._window.bridge.ask(
            self, "find", lambda ask: (found := kept_drafts.find(ask, draft), around(ask, found.before)),
            lambda answer: self._open(draft, *answer),
        )

    def _open(self, draft: KeptDraft, found: Found, before: Loaded) -> None:
        form = self._window.editing.open_form(draft.kind, found.now.id if found.now else None)
        if form is None or form.is_dirty():  # what stands there already is not typed over: the offer stays
            return
        self._next(draft)
        form.when_ready(lambda: _fill(form, draft, found, before))

    def _throw_away(self, draft: KeptDraft) -> None:
        keeper = keeper_of(self._window.bridge)
        keeper.write(lambda folder: kept_drafts.drop(folder, draft.name))
        self._next(draft)

        def bring_back() -> None:
            keeper.write(lambda folder: kept_drafts.keep(folder, draft))
            self.offers.insert(0, draft)
            self.offer()

        self._window.banner.tell(
            "info", tr("Thrown away: {name}", name=_name(draft)), "",
            ((tr("Bring back"), bring_back), (tr("Close"), self._window.close_banner)),
        )


def _fill(form: "RecordForm", draft: KeptDraft, found: Found, before: Loaded) -> None:
    """Type again what was typed; where the record changed meanwhile the form compares and asks."""
    if found.now is None or found.changed_meanwhile:
        form.take(before)
    for name, text in draft.typed.items():
        if name not in form.boxes:
            continue
        editor = form.boxes[name].editor
        pick = found.picks.get(name)
        if isinstance(editor, Picker):
            if pick is not None and pick.kind != editor.kind:
                editor.set_kind(pick.kind)
            editor.choose(pick)
            if pick is None:
                editor.show_typed(text)
        else:
            editor.set_value(text)
        editor.edited.emit()
    form.foot.why.setText(draft.why)
    form.keeping.go_on(draft.name)  # not before: a form that holds nothing yet takes its draft away
    if found.changed_meanwhile:
        form.meanwhile.ask(None)


def _name(draft: KeptDraft) -> str:
    """What the record was called, with what was typed into its name."""
    values = {**draft.before, **draft.typed}
    english, chinese = (values.get(name, "") for name in KINDS[draft.kind].names)
    return i18n.current().pick(english, chinese) or draft.key or tr(NEW[draft.kind])


def _quoted(draft: KeptDraft) -> str:
    """The first edits as they were typed."""
    kind = KINDS[draft.kind]
    said = []
    for name, typed in draft.typed.items():
        field = kind.field(name)
        text = rows_text(kind, field, typed, {}, i18n.current()) if field.type is FieldType.ROWS else typed
        one_line = " ".join(text.split()) or "—"
        shown = one_line if len(one_line) <= _WIDEST else f"{one_line[:_WIDEST]}…"
        said.append(tr("{field}: {text}", field=tr(field.label), text=shown))
    more = len(said) - _SHOWN
    shown_now = said[:_SHOWN] + ([plural("{n} more field", "{n} more fields", more)] if more > 0 else [])
    return i18n.current().semicolon.join(shown_now) + i18n.current().full_stop
