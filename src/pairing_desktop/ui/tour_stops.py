"""The stops of the tour: one table of everything worth a picture."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.kinds import EDITABLE_KINDS
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import tour_entries
from pairing_desktop.ui.pages import PAGES
from pairing_desktop.ui.tour_charts import CHARTS
from pairing_desktop.ui.tour_editing import EDITING

if TYPE_CHECKING:
    from pairing_desktop.domain.language import Language
    from pairing_desktop.domain.snapshots import Spec
    from pairing_desktop.reports.document import Report
    from pairing_desktop.ui.tour import Guide

EXAMPLES = {  # short names of records worth looking at; of other kinds the first is taken
    "projects": "supcon50",
    "companies": "supcon_solar",
    "places": "delingha",
    "sources": "shine_2024_seed",
}


@dataclass(frozen=True)
class Stop:
    """`show` brings something on screen and returns the widget to be pictured."""

    name: str
    show: "Callable[[Guide], QWidget]"


def _first_start(guide: "Guide") -> QWidget:
    guide.program.first_start(guide.file.with_name("first.db"))
    return guide.dialog()


def _file_problem(guide: "Guide") -> QWidget:
    guide.program.open(guide.file.with_name("moved.db"))
    return guide.dialog()


def _restore(guide: "Guide") -> QWidget:
    """The backups of the file, one made for the picture."""
    guide.window.workspace.keep_backup("import").result()
    guide.window.files.restore_backup()
    return guide.dialog()


def _rescued(guide: "Guide") -> QWidget:
    """The report of a rescue from a file whose second half is gone."""
    from pairing_desktop.ui.dialogs.rescued import RescuedDialog

    damaged = guide.file.with_name("damaged.db")
    content = (guide.file.with_name("facts.db")).read_bytes()
    damaged.write_bytes(content[:len(content) // 2])
    target = guide.file.with_name("rescued.db")
    target.unlink(missing_ok=True)
    dialog = RescuedDialog(Workspace.rescue(damaged, target), damaged.name, guide.window)
    dialog.open()
    return dialog


def _read_only(guide: "Guide") -> QWidget:
    guide.window.leave()
    guide.settle()
    guide.holder = Workspace.open(guide.file, who="Zhao Lei", unit="Delingha office")
    return _tab("projects")(guide)


def _tab(name: str) -> "Callable[[Guide], QWidget]":
    def show(guide: "Guide") -> QWidget:
        window = guide.window
        kinds = next(spec.kinds for spec in PAGES if spec.name == name)
        if kinds and kinds[0] in EXAMPLES:
            window.navigate(kinds[0], guide.record(kinds[0]))
        else:
            window.show_page(name)
        return window

    return show


def _places(guide: "Guide") -> QWidget:
    guide.window.navigate("places", guide.record("places"))
    return guide.window


def _bench(guide: "Guide") -> QWidget:
    claim = guide.window.workspace.ask(lambda ask: ask.locate("claims", "seed_p08_month").id).result()
    guide.window.navigate("bench", claim)
    return guide.window


def _form(kind: str) -> "Callable[[Guide], QWidget]":
    def show(guide: "Guide") -> QWidget:
        id = guide.record(kind)
        if any(kind in spec.kinds for spec in PAGES):
            guide.at_list(kind, id)
        guide.window.editing.edit(kind, id)
        guide.settle()
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        return found[-1] if found else guide.window

    return show


def _new(guide: "Guide") -> QWidget:
    guide.at_list("projects", guide.record("projects"))
    guide.window.editing.new("projects")
    return guide.window


def _act(name: str) -> "Callable[[Guide], QWidget]":
    def show(guide: "Guide") -> QWidget:
        guide.window.actions_by_name[name].trigger()
        return guide.dialog()

    return show


def _go_to(guide: "Guide") -> QWidget:
    from pairing_desktop.ui.dialogs.go_to import GoToDialog

    guide.window.actions_by_name["go_to"].trigger()
    dialog = guide.dialog()
    assert isinstance(dialog, GoToDialog)
    dialog.box.setText("光热")
    return dialog


ARTICLE = (
    "Delingha looks back on a busy year\n"
    "This year the SUPCON Delingha 50 MW molten salt tower plant generated 1,843.58 million kWh a month. "
    "More than 39 billion yuan was invested in Delingha last year.\n"
    "去年，茶卡盐湖接待游客231万人次，海西州电力装机容量将于2030年达到6000万千瓦。"
)


def _article(guide: "Guide") -> QWidget:
    """A text with figures in both languages, found and marked."""
    from pairing_desktop.ui.article.dialog import ArticleDialog

    guide.window.actions_by_name["article"].trigger()
    dialog = guide.dialog()
    assert isinstance(dialog, ArticleDialog)
    dialog.source.day.line.setText("2024-07-03")
    dialog.text.setPlainText(ARTICLE)
    dialog.read()
    return dialog


def _history(guide: "Guide") -> QWidget:
    """A record with a change in it, made for the picture and taken back."""
    id = guide.record("projects")
    guide.window.editing.delete("projects", (id,))
    guide.settle()
    guide.window.editing.undo()
    guide.settle()
    guide.window.dialogs.history("projects", id)
    return guide.dialog()


def _trash(guide: "Guide") -> QWidget:
    for kind in ("events", "places"):
        guide.window.editing.delete(kind, (guide.record(kind),))
        guide.settle()
    guide.window.actions_by_name["trash"].trigger()
    return guide.dialog()


def _unsaved(guide: "Guide") -> QWidget:
    from pairing_desktop.ui.dialogs.unsaved import UnsavedDialog

    dialog = UnsavedDialog(2, guide.window)
    dialog.open()
    return dialog


def _fault(guide: "Guide") -> QWidget:
    from pairing_desktop.ui.dialogs.fault import FaultDialog

    dialog = FaultDialog(
        "", "Traceback (most recent call last):\n  …\nZeroDivisionError: division by zero", guide.window
    )
    dialog.open()
    return dialog


def _import(step: int) -> "Callable[[Guide], QWidget]":
    """The assistant with a partner's table, on one of its pages."""

    def show(guide: "Guide") -> QWidget:
        from pairing_desktop.ui.importing.dialog import ImportDialog

        table = guide.file.with_name("partner.csv")
        table.write_text(
            "Project name,Type,Status,Location,Start date,Investment (million yuan),Capacity (MW),Remarks\n"
            "Keluke solar base,power plant,under construction,Delingha,May 2023,1050,200,First phase\n"
            "Keluke hydrogen,factory,planned,Delingha,about 2014,120,,\n"
            "Nameless,power plant,planned,The moon,2010-02-30,1,1,\n", encoding="utf-8",
        )
        guide.window.files.import_table(table)
        dialog = guide.dialog()
        assert isinstance(dialog, ImportDialog)
        guide.settle()
        for _ in range(step):
            dialog.go_on()
            guide.settle()
        return dialog

    return show


def _returned(guide: "Guide") -> QWidget:
    """A spreadsheet of ours with two cells changed, as a partner would send it back."""
    from pairing_desktop.domain.exporting import ExportRequest
    from pairing_desktop.exchange.spreadsheet import write_workbook
    from pairing_desktop.operations.exporting import sheets
    from pairing_desktop.ui.i18n import current
    from pairing_desktop.ui.importing.dialog import ImportDialog
    from pairing_desktop.ui.importing.return_dialog import ReturnDialog

    table = guide.file.with_name("returned.xlsx")
    request = ExportRequest(table, "projects", None, current())

    def write(ask: Any) -> object:
        changed = {"supcon50": {"note": "Checked on site in July", "investment_cny": "1090000000"}}
        return write_workbook(
            table,
            [(plan, [({**shown, **changed.get(kept["key"], {})}, kept) for shown, kept in rows])
             for plan, rows in sheets(ask, request)],
            lambda done: None,
        )  # fmt: skip

    guide.window.workspace.ask(write).result()
    guide.window.files.import_table(table)
    guide.settle()
    dialog = guide.dialog()
    assert not isinstance(dialog, ImportDialog)
    assert isinstance(dialog, ReturnDialog)
    dialog.go_on()
    return dialog


def _new_file(guide: "Guide") -> QWidget:
    from pairing_desktop.ui.dialogs.new_file import NewFileDialog

    dialog = NewFileDialog(guide.window)
    dialog.open()
    return dialog


def _save_chart(guide: "Guide") -> QWidget:
    from pairing_desktop.ui.dialogs.save_chart import SaveChart

    _tab("charts")(guide)
    guide.settle()
    page: Any = guide.window.current_page()
    page.export.ask_where_to_save()
    found: QWidget = page.findChild(SaveChart)
    return found


def _print_preview(tab: str) -> "Callable[[Guide], QWidget]":
    def show(guide: "Guide") -> QWidget:
        _tab(tab)(guide)
        guide.settle()
        guide.window.actions_by_name["print"].trigger()
        return guide.dialog()

    return show


def _page(spec: "Spec", unit: str, ask: Any, tongue: "Language") -> "Report":
    from pairing_desktop.operations.snapshots import page_of

    return page_of(ask, spec, tongue, unit)


def _gallery(guide: "Guide") -> QWidget:
    """Some registered pages, made for the picture."""
    from pairing_desktop.domain.snapshots import Spec
    from pairing_desktop.ui.i18n import current
    from pairing_desktop.ui.snapshots.registering import register_now

    workspace = guide.window.workspace
    for spec in (Spec("record", "projects/supcon50"), Spec("list", "projects"), Spec("brief"), Spec("chart", "capacity")):
        register_now(workspace, partial(_page, spec, workspace.unit), spec, current())
    page = guide.window.page("snapshots")
    page.refresh(ChangeSet(0, ""), None)
    return _tab("snapshots")(guide)


def _compare(guide: "Guide") -> QWidget:
    """A chart against today, after one of its claims was edited."""
    from pairing_desktop.domain.drafts import Draft

    workspace = guide.window.workspace
    line = workspace.ask(lambda ask: ask.snapshots.lines()).result()[0]
    claim = workspace.ask(lambda ask: ask.snapshots.card(line.id).claims[-1]).result()
    draft = workspace.ask(lambda ask: ask.draft("claims", claim.id)).result()
    values = {"value": "260", "value_as_stated": "260 MW"}
    workspace.do(lambda commands: commands.save(Draft("claims", claim.id, draft.rev, values))).result()
    page: Any = guide.window.show_page("snapshots")
    page.compare_with_today(line.id)
    return guide.window


TABS: tuple[Stop, ...] = tuple(Stop(spec.name, _tab(spec.name)) for spec in PAGES)
STOPS: tuple[Stop, ...] = (
    Stop("first-start", _first_start),
    *TABS,
    Stop("places", _places),
    Stop("board", tour_entries.board),
    *(Stop(kind, tour_entries.listed(kind)) for kind in ("postings", "channels", "admissions")),
    Stop("erase-person", tour_entries.erase),
    Stop("attachments", tour_entries.attachments),
    Stop("bench", _bench),
    *(Stop(name, show) for name, show in CHARTS),
    *(Stop(f"form-{kind.name}", _form(kind.name)) for kind in EDITABLE_KINDS),
    Stop("form-new-project", _new),
    *(Stop(f"print-{name}", _print_preview(name)) for name in ("charts", "projects")),
    Stop("save-chart", _save_chart),
    Stop("snapshots-gallery", _gallery),
    Stop("snapshots-compare", _compare),
    Stop("reports", _act("reports")),
    Stop("report-period", _act("report_period")),
    *(Stop(f"import-{name}", _import(step)) for step, name in enumerate(("file", "columns", "source", "rows"))),
    Stop("import-returned", _returned),
    Stop("export", _act("export")),
    Stop("go-to", _go_to),
    Stop("article", _article),
    Stop("preferences", _act("preferences")),
    Stop("history", _history),
    Stop("file-history", _act("file_history")),
    Stop("as-it-was", _act("as_it_was")),
    Stop("trash", _trash),
    Stop("help", _act("contents")),
    Stop("shortcuts", _act("shortcuts")),
    Stop("about", _act("about")),
    Stop("new-file", _new_file),
    Stop("unsaved-changes", _unsaved),
    *(Stop(name, show) for name, show in EDITING),
    Stop("fault", _fault),
    Stop("restore", _restore),
    Stop("check-file", _act("check_file")),
    Stop("rescued", _rescued),
    Stop("file-problem", _file_problem),
    Stop("read-only", _read_only),
)
