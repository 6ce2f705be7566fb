"""What leaves a list: rows for the clipboard, and requests that are answered when the paper is made."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.exchange import clipboard
from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions
    from pairing_desktop.reports.document import Report, ReportRequest
    from pairing_desktop.ui.models.list_model import ListModel
    from pairing_desktop.ui.tabs.list_pane import ListPane

MOST = 20_000  # rows on the clipboard
_AT_ONCE = 500  # rows between two looks at whether a save waits


def page_request(title: str, spec: Spec, unit: str) -> "ReportRequest":
    """The page that `spec` asks for, as it can be asked for again once it is registered."""
    from pairing_desktop.reports.document import ReportRequest

    def make(ask: Any, language: Language) -> "Report":
        from pairing_desktop.operations.snapshots import page_of

        return page_of(ask, spec, language, unit)

    return ReportRequest(title, make, spec)


def list_request(
    title: str, kind: str, filter: Filter, sort: Sort, columns: Sequence[str], filters: Sequence[str], unit: str
) -> "ReportRequest":
    """The list as it stands: these columns, this order, the filters in words."""
    return page_request(title, Spec("list", kind, filter, sort, tuple(columns), tuple(filters), title), unit)


def record_request(title: str, kind: str, key: str, unit: str = "") -> "ReportRequest":
    """The sheet of one record, by its short name."""
    return page_request(title, Spec("record", f"{kind}/{key}", title=title), unit)


def evidence_request(title: str, subject: str, measure: str, unit: str) -> "ReportRequest":
    """The evidence of one figure: `subject` is KIND/KEY of its record, `measure` the key of its indicator."""
    return page_request(title, Spec("evidence", f"{subject}/{measure}", title=title), unit)


def copy(pane: "ListPane") -> bool:
    """Put the selected rows on the clipboard; False when none or too many are selected."""
    kind, model = pane.kind, pane.model
    if pane.table.selected_count() > MOST:
        pane.bridge.problem.emit(Problem(mark("At most {most} rows can be copied at once."), most=f"{MOST:,}"))
        return False
    ids = pane.table.selected_ids()
    pane.bridge.ask(pane, "copy", lambda ask: blocks(ask, kind, ids, model), put_blocks)
    return bool(ids)


def blocks(ask: "Questions", kind: str, ids: Sequence[int], model: "ListModel") -> tuple[str, str]:
    """Rows as a table in text and in HTML, with headers, and with the source of each and the place in it.

    A question: of many thousand rows it takes seconds, which the window does not wait for.
    """
    lines = [[*(tr(column.label) for column in model.columns), tr("Source"), tr("Place in the source")]]
    for at in range(0, len(ids), _AT_ONCE):
        part = ids[at:at + _AT_ONCE]
        for row, values in zip(ask.page(kind, part), ask.export(kind, part), strict=False):
            source = values.get("source_key", values["key"])
            lines.append([*(cell.text for cell in model.prepared(row)), source, values.get("locator", "")])
    return clipboard.to_text(lines), clipboard.to_html(lines)


def put(lines: clipboard.Lines) -> None:
    """Put a block with its header on the clipboard, for spreadsheets and for plain text."""
    put_blocks((clipboard.to_text(lines), clipboard.to_html(lines)))


def put_blocks(block: tuple[str, str]) -> None:
    """Put a block that was made elsewhere, in text and in HTML, on the clipboard."""
    data = QMimeData()
    data.setText(block[0])
    data.setHtml(block[1])
    QGuiApplication.clipboard().setMimeData(data)
