"""As it was on …: a day is chosen, the whole file as it was at the end of it opens read-only."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QIcon, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from pairing_desktop.domain.drafts import OperationLine
from pairing_desktop.ui import i18n
from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.moments import local
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow


class PastDayDialog(Dialog):
    """A calendar, and beneath it the last thing done by the end of the day."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(tr("As it was on a day"), window)
        self._window = window
        self.line: OperationLine | None = None
        self.calendar = QCalendarWidget(self)
        self.calendar.setAccessibleName(tr("Day"))
        self.calendar.setMaximumDate(QDate.currentDate())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red is kept for what is wrong
            self.calendar.setWeekdayTextFormat(day, QTextCharFormat())
        for name, sign in (("prev", "‹"), ("next", "›")):  # Qt paints arrows that are black on every theme
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                button.setIcon(QIcon())
                button.setText(sign)
        self.calendar.selectionChanged.connect(self._ask)
        self.calendar.activated.connect(lambda _day: self._open())
        self.body.addWidget(self.calendar, 1)
        self.said = plain_label(muted=True, size="small", wrap=True)
        self.said.setMinimumHeight(self.said.fontMetrics().height() * 3)
        self.body.addWidget(self.said)
        self.add_button(tr("Cancel"), self.reject)
        self.open_button = self.add_button(tr("Show"), self._open, primary=True)
        self.resize(420, 400)
        self._ask()

    def _ask(self) -> None:
        day = self.calendar.selectedDate()
        following = date(day.year(), day.month(), day.day()) + timedelta(days=1)
        end = datetime.combine(following, time()).astimezone().astimezone(UTC)
        until = end.isoformat(timespec="seconds")
        self._window.bridge.ask(self, "operation", lambda ask: ask.operation_before(until), self._take)

    def _take(self, line: OperationLine | None) -> None:
        self.line = line
        self.open_button.setEnabled(line is not None)
        if line is None:
            self.said.setText(tr("The file is younger than this day."))
        else:
            what = line.text(i18n.current())
            self.said.setText(tr("The last thing done by then, {when}: {what}", when=local(line.at), what=what))

    def _open(self) -> None:
        if self.line is not None:
            from pairing_desktop.ui.past import open_past

            self.accept()
            open_past(self._window, self.line)
