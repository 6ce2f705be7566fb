"""What is behind a mark of a chart: the one claim, posting or record is followed, of several a menu is offered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from pairing_desktop.domain.display import source_line
from pairing_desktop.operations.questions import Questions
from pairing_desktop.ui import i18n
from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.ui.chart_page import ChartPage

Entry = tuple[str, int, str]  # kind, id, what a menu says
_MOST_ENTRIES = 20


class Behind(QObject):
    """Leads from the marks of a page to what they rest on."""

    def __init__(self, page: "ChartPage") -> None:
        super().__init__(page)
        self._page = page

    def open(self, ids: tuple[tuple[int, ...], ...], where: QPoint) -> None:
        """Follow the one claim, posting or record behind a mark; of several offer a menu at `where`.

        `ids` of claims, of records, of postings.
        """
        page, (claim_ids, record_ids, posting_ids) = self._page, ids
        if page.data is None:
            return
        kind = page.kind
        if len(posting_ids) == 1:
            page.navigate.emit("postings", posting_ids[0])
        elif len(claim_ids) == 1:
            page.navigate.emit("claims", claim_ids[0])
        elif not claim_ids and len(record_ids) == 1 and kind:
            page.navigate.emit(kind, record_ids[0])
        elif claim_ids or posting_ids or (record_ids and kind):
            said = i18n.current()

            def entries(ask: Questions) -> list[Entry]:
                found: list[Entry] = []
                for claim in ask.claims(claim_ids[:_MOST_ENTRIES]):
                    source = source_line(claim.citation, said) if claim.citation else tr("No source")
                    found.append(("claims", claim.id, f"{claim.value_as_stated} – {source}"))
                for named, ids in (("postings", posting_ids), (kind, record_ids)):
                    for id in ids[:_MOST_ENTRIES] if named else ():
                        pick = ask.name(named, id)
                        found.append((named, id, said.pick(pick.name_en, pick.name_zh)))
                return found

            page.bridge.ask(self, "behind", entries, lambda found: self._offer(found, where))

    def _offer(self, entries: list[Entry], where: QPoint) -> None:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, id, text in entries:
            shown = text if len(text) <= 90 else f"{text[:89]}…"
            action = menu.addAction(shown.replace("&", "&&"))
            action.triggered.connect(lambda _=False, kind=kind, id=id: self._page.navigate.emit(kind, id))
        menu.popup(where)
