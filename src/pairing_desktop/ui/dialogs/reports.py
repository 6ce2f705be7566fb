"""Reports: which one, about what, in which language and on which sheet; then preview, PDF or Word."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.language import language, mark
from pairing_desktop.domain.periods import NAMED, period_of
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.folders import documents
from pairing_desktop.reports.blocks import Paper
from pairing_desktop.reports.document import ReportRequest
from pairing_desktop.ui import theme
from pairing_desktop.ui.chart_ticks import ChartTicks
from pairing_desktop.ui.dialogs.frame import Dialog, Told, line_edit
from pairing_desktop.ui.dialogs.sheet_boxes import choice_box, language_box, size_box, turn_box
from pairing_desktop.ui.file_asking import ask_target, filter_of
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.report_work import Progress, ReportWork
from pairing_desktop.ui.settings import Settings
from pairing_desktop.ui.widgets.flat_rows import FlatRows
from pairing_desktop.ui.widgets.links import plain_label
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

OFFERED = {  # the others are printed from the page that shows what they are about
    "brief": mark("Two to four pages: figures at a glance, key projects, highlights, where sources disagree."),
    "period": mark("What happened and what was changed in a week, a month or between two days."),
    "yearbook": mark("Everything dated in a year or in several: events by month, projects, all figures stated."),
    "charts": mark("The chosen charts with the figures behind them and one list of sources."),
    "evidence": mark("All claims about one figure side by side, with findings, decisions and reasons."),
}
_MEMORY = "reports"  # name of what the settings remember
_FIRST_YEAR = 1949


def period_key(state: dict[str, Any]) -> str:
    """The period chosen last; this week at first."""
    key = state.get("period")
    return key if isinstance(key, str) and key else "this-week"


def request_of(report: str, key: str, charts: tuple[str, ...] | None, title: str) -> ReportRequest:
    """What a preview asks for."""

    def make(ask: Any, tongue: Any) -> Any:
        from pairing_desktop.operations.printing import report_of

        return report_of(ask, report, key, tongue, charts)

    return ReportRequest(title, make, Spec(report, key, charts=charts))


def last_period_request(settings: Settings) -> ReportRequest:
    """The report of the period, with period and charts as chosen last."""
    state = settings.page_state(_MEMORY)
    charts = state.get("charts_period")
    chosen = tuple(filter(None, charts.split(","))) if isinstance(charts, str) else None
    return request_of("period", period_key(state), chosen, tr("The report of a period"))


class ReportsDialog(Dialog):
    """Chooses a report and hands it to the preview, or writes it to a file itself."""

    def __init__(self, window: "MainWindow", report: str = "") -> None:
        super().__init__(tr("Reports"), window)
        from pairing_desktop.operations.printing import REPORTS

        self._window = window
        self._titles = {name: tr(REPORTS[name].title) for name in OFFERED}
        self._usual = {name: REPORTS[name].charts for name in OFFERED}
        self._state = window.settings.page_state(_MEMORY)
        self.work = ReportWork(window.bridge, self)
        self.reports = QListWidget(self)
        self.reports.setAccessibleName(tr("Reports"))
        self.reports.setItemDelegate(FlatRows(self.reports))
        for name, title in self._titles.items():
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(0, theme.metrics().input))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.reports.addItem(item)
        self.reports.setFixedWidth(200)
        self.about = plain_label(muted=True, wrap=True)
        self._build()
        self.body.addWidget(self._progress)
        self.message = Told()
        self.body.addWidget(self.message)
        self.add_button(tr("Close"), self.reject)
        self.word_button = self.add_button(tr("Save as Word…"), lambda: self._ask_file(".docx"))
        self.pdf_button = self.add_button(tr("Save as PDF…"), lambda: self._ask_file(".pdf"))
        self.preview_button = self.add_button(tr("Preview"), self.preview, primary=True)
        self._verbs = (self.word_button, self.pdf_button, self.preview_button)
        self.reports.currentRowChanged.connect(lambda _row: self._show())
        self.work.saved.connect(self._saved)
        self.work.failed.connect(self._failed)
        chosen = report or str(self._state.get("report", "brief"))
        self.reports.setCurrentRow(list(OFFERED).index(chosen) if chosen in OFFERED else 0)
        self.resize(700, 470)

    @property
    def report(self) -> str:
        """Name of the report chosen."""
        return str(self.reports.currentItem().data(Qt.ItemDataRole.UserRole))

    def key(self) -> str:
        """What the chosen report is to be about; empty when it needs nothing or nothing is chosen yet."""
        match self.report:
            case "period":
                named = str(self.period_box.currentData())
                return named or f"{self.first_day.text().strip()}..{self.last_day.text().strip()}"
            case "yearbook":
                first, last = sorted((self.first_year.value(), self.last_year.value()))
                return str(first) if first == last else f"{first}..{last}"
            case "charts":
                return ",".join(self.chosen_charts())
            case "evidence":
                return self._figure
        return ""

    def chosen_charts(self) -> tuple[str, ...]:
        """Ids of the charts that are ticked."""
        return self.charts.chosen()

    # Building

    def _build(self) -> None:
        self.about_key = QStackedWidget(self)
        self._pages: dict[str, QWidget] = {}
        for name, make in (
            ("period", self._period_page), ("yearbook", self._year_page), ("evidence", self._figure_page),
        ):
            self._pages[name] = make()
            self.about_key.addWidget(self._pages[name])
        self.charts_label = plain_label(tr("Charts"))
        self.charts = ChartTicks(self._window.bridge, self)
        self.charts.ticked.connect(self._hear)
        self.charts_label.setBuddy(self.charts)
        self.language_box, self.size_box, self.turn_box = language_box(), size_box(), turn_box()
        self._progress = Progress(self.work, self)
        paper = QHBoxLayout()
        paper.setSpacing(8)
        for box in (self.language_box, self.size_box, self.turn_box):
            paper.addWidget(box)
        paper.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.about)
        right.addWidget(self.about_key)
        right.addWidget(self.charts_label)
        right.addWidget(self.charts, 1)
        right.addStretch()
        right.addLayout(paper)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.reports)
        columns.addLayout(right, 1)
        self.body.addLayout(columns, 1)

    def _period_page(self) -> QWidget:
        self.period_box = choice_box(tr("Period"), [(tr(text), key) for key, text in NAMED.items()])
        self.period_box.addItem(tr("From–to"), "")
        self.first_day = line_edit(tr("From"), limit=30)
        self.last_day = line_edit(tr("To"), limit=30)
        for entry in (self.first_day, self.last_day):
            entry.setPlaceholderText(tr("2026-11-01"))
            entry.textChanged.connect(lambda _text: self._hear())
        chosen = period_key(self._state)
        index = self.period_box.findData(chosen)
        self.period_box.setCurrentIndex(index if index >= 0 else self.period_box.count() - 1)
        if index < 0:
            first, _, last = chosen.partition("..")
            self.first_day.setText(first)
            self.last_day.setText(last or first)
        self.period_box.currentIndexChanged.connect(lambda _index: self._hear())
        self.period_days = plain_label(muted=True, wrap=True)
        page, form = self._form()
        form.addRow(tr("Period"), self.period_box)
        days = QHBoxLayout()
        days.setSpacing(8)
        days.addWidget(self.first_day)
        days.addWidget(plain_label("–"))
        days.addWidget(self.last_day)
        self._days = QWidget()
        days.setContentsMargins(0, 0, 0, 0)
        self._days.setLayout(days)
        form.addRow(tr("From–to"), self._days)
        form.addRow("", self.period_days)
        self._period_form = form
        return page

    def _year_page(self) -> QWidget:
        self.first_year, self.last_year = QSpinBox(self), QSpinBox(self)
        this = date.today().year
        page, form = self._form()
        for name, box, kept in ((tr("From"), self.first_year, "first"), (tr("To"), self.last_year, "last")):
            box.setRange(_FIRST_YEAR, this + 20)
            year = self._state.get(f"{kept}_year")
            box.setValue(int(year) if isinstance(year, int | str) and str(year).isdecimal() else this)
            box.setAccessibleName(name)
            box.setMaximumWidth(120)
            form.addRow(name, box)
        return page

    def _figure_page(self) -> QWidget:
        self._figure = ""
        self.figure = Picker(self._window.bridge, "claims", self)
        self.figure.line.setAccessibleName(tr("Figure"))
        self.figure.line.setPlaceholderText(tr("A claim about the figure, e.g. investment"))
        self.figure.edited.connect(self._figure_chosen)
        page, form = self._form()
        form.addRow(tr("Figure"), self.figure)
        return page

    def _form(self) -> tuple[QWidget, QFormLayout]:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        return page, form

    # What is chosen

    def _show(self) -> None:
        """The choices that belong to the report."""
        name = self.report
        self.about.setText(tr(OFFERED[name]))
        self.about_key.setVisible(name in self._pages)
        if name in self._pages:
            self.about_key.setCurrentWidget(self._pages[name])
        has_charts = name != "evidence"
        self.charts_label.setVisible(has_charts)
        self.charts.setVisible(has_charts)
        kept = self._state.get(f"charts_{name}")
        ticked = kept.split(",") if isinstance(kept, str) else self._usual[name]
        self.charts.tick(ticked, all_standard=name == "charts" and not isinstance(kept, str))
        self.message.hide()
        self._hear()

    def _hear(self) -> None:
        """Say which days are meant, and let go on only when all is there."""
        self._period_form.setRowVisible(self._days, self.period_box.currentData() == "")
        ready = bool(self.key()) or self.report == "brief"
        if self.report == "period":
            try:
                self.period_days.setText(period_of(self.key(), date.today().isoformat()).text(current()))
            except Problem as problem:
                ready = False
                typed = self.first_day.text().strip() and self.last_day.text().strip()
                said = problem.message(current()) if typed else tr("Type the first and the last day.")
                self.period_days.setText(said)
        for button in self._verbs:
            button.setEnabled(ready)

    def _figure_chosen(self) -> None:
        self._figure = ""
        self._hear()
        pick = self.figure.pick
        if pick is not None:
            def key(ask: Any) -> str:
                values = ask.draft("claims", pick.id).values
                return f"{values['subject_key']}/{values['measure_key']}"

            self._window.bridge.ask(self, "figure", key, self._figure_found)

    def _figure_found(self, key: str) -> None:
        self._figure = key
        self._hear()

    def _request(self) -> ReportRequest:
        self._remember()
        return request_of(self.report, self.key(), self.chosen_charts(), self._titles[self.report])

    def _paper(self) -> Paper:
        return Paper(self.size_box.currentData(), self.turn_box.currentData())

    def _remember(self) -> None:
        name = self.report
        self._state |= {"report": name}
        if name == "period":
            self._state["period"] = self.key()
        if name == "yearbook":
            self._state |= {"first_year": self.first_year.value(), "last_year": self.last_year.value()}
        if name != "evidence":
            self._state[f"charts_{name}"] = ",".join(self.chosen_charts())
        self._window.settings.set_page_state(_MEMORY, self._state)

    # Ways out

    def preview(self) -> None:
        """Show the pages as they will be."""
        request = self._request()
        self.accept()
        self._window.files.print_request(request)

    def _ask_file(self, suffix: str) -> None:
        kinds = {".pdf": tr("PDF files"), ".docx": tr("Word documents")}
        title = tr("Save as Word document") if suffix == ".docx" else tr("Save as PDF")
        suggestion = documents() / f"{self._titles[self.report]}{suffix}"
        ask_target(self, title, suggestion, self.save, filter_of(kinds[suffix], suffix))

    def save(self, path: Path) -> None:
        """Write the chosen report to this file."""
        self.message.hide()
        for button in self._verbs:
            button.setEnabled(False)
        self.reports.setEnabled(False)
        self.work.save(self._request(), language(self.language_box.currentData()), self._paper(), path)

    def _saved(self, path: Path) -> None:
        self._again()
        self.message.tell(tr("Saved as “{file}”.", file=str(path)))

    def _failed(self, error: Exception) -> None:
        self._again()
        self.message.tell_failure(error)

    def _again(self) -> None:
        self.reports.setEnabled(True)
        self._hear()

    def reject(self) -> None:
        if not self.reports.isEnabled():
            self.work.stop()
        super().reject()

