"""The foot of the dialog: how many drafts there are and what was decided, and the verbs that make sense now."""

from typing import TYPE_CHECKING

from pairing_desktop.ui.article.sheet import ACCEPTED, DROPPED, KNOWN, Sheet
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.article.dialog import ArticleDialog


class Foot:
    """Buttons and counts of a dialog."""

    def __init__(self, dialog: "ArticleDialog") -> None:
        self.counts = plain_label(muted=True, size="small")
        dialog.add_to_foot(self.counts)
        self.close = dialog.add_button(tr("Close"), dialog.reject)
        self.file = dialog.add_button(tr("Read a file…"), dialog.ask_file)
        self.another = dialog.add_button(tr("Another text"), dialog.change_text)
        self.sure = dialog.add_button(tr("Accept all that are sure"), dialog.accept_sure)
        self.find = dialog.add_button(tr("Find figures"), dialog.read)
        self.save = dialog.add_button(tr("Save accepted"), dialog.save, primary=True)
        self.save.setToolTip("Ctrl+Enter")
        self.save.setAutoDefault(False)  # Enter belongs to the list
        self.save.setDefault(False)

    def show_state(self, sheet: Sheet | None, *, read: bool, is_there: bool, busy: bool) -> None:
        """`sheet` holds drafts, None while there are none; `is_there` says whether there is any text."""
        self.find.setVisible(not read)
        self.find.setEnabled(is_there)
        self.another.setVisible(read)
        self.sure.setVisible(sheet is not None)
        self.save.setVisible(sheet is not None)
        self.save.setEnabled(sheet is not None and bool(sheet.accepted()) and not busy)
        self.counts.setText(_counted(sheet) if sheet is not None else "")


def _counted(sheet: Sheet) -> str:
    counts = sheet.counts()
    parts = [
        plural("{n} draft", "{n} drafts", len(sheet.entries)), tr("{n} accepted", n=str(counts[ACCEPTED])),
        tr("{n} dropped", n=str(counts[DROPPED])), tr("{n} already recorded", n=str(counts[KNOWN])),
        tr("{n} to decide", n=str(sheet.undecided())),
    ]
    return current().comma.join(parts)
