"""Saving the accepted drafts of an article with their source, and telling what stops it."""

from typing import TYPE_CHECKING

from pairing_desktop.domain.article.review import LineRefused
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.ui import i18n
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import plural, tr

if TYPE_CHECKING:
    from pairing_desktop.ui.article.dialog import ArticleDialog


class Saver:
    """Writes what a dialog accepted as one operation."""

    def __init__(self, dialog: "ArticleDialog", bridge: Bridge) -> None:
        self._dialog, self._bridge = dialog, bridge

    def save(self) -> None:
        """Save, or say what is missing."""
        dialog = self._dialog
        numbers = dialog.sheet.accepted()
        if not numbers:
            dialog.tell("info", tr("Nothing is accepted yet: Enter accepts the draft shown."))
            return
        problem = dialog.source.problem()
        if problem:
            dialog.tell("error", problem)
            return
        from pairing_desktop.operations.questions import today

        source = dialog.source.source(dialog.language, today())
        drafts = [dict(dialog.sheet.entries[number].values) for number in numbers]
        dialog.foot.save.setEnabled(False)
        self._bridge.do(
            lambda commands: commands.articles.save(source, drafts), initiator=dialog,
            then=lambda changes: self._saved(changes, len(drafts)), failed=lambda error: self._refused(error, numbers),
        )

    def _saved(self, changes: ChangeSet, count: int) -> None:
        said = plural("{n} claim saved with its source.", "{n} claims saved with their source.", count)
        self._dialog.show_saved(said, min(changes.rows.get("sources", frozenset()), default=None))

    def _refused(self, error: Exception, numbers: list[int]) -> None:
        dialog = self._dialog
        dialog.show_state()
        if not isinstance(error, LineRefused):
            dialog.tell_failure(error)
            return
        if error.line < 0:
            dialog.source.tell(error.problems)
        else:
            dialog.go_to(numbers[error.line])
        words = " ".join(problem.message(i18n.current()) for problem in error.problems)
        dialog.tell("error", words, tr("Nothing was saved."))
