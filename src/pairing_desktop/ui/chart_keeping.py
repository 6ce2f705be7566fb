"""Charts kept by name, on the Charts tab: read when the tab opens, kept, renamed and removed from the workbench."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.chart_spec import ChartSpec, KeptChart
from pairing_desktop.domain.problems import Problem
from pairing_desktop.operations.chart_kept import MOST_LETTERS, PREFIX
from pairing_desktop.ui import i18n
from pairing_desktop.ui.chart_list import ChartList
from pairing_desktop.ui.dialogs.frame import Dialog, field, line_edit
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label
from pairing_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from pairing_desktop.ui.chart_page import ChartPage


class NameDialog(Dialog):
    """Asks for the name of a chart.  What is wrong with it is said under the field, and the dialog stays."""

    def __init__(self, title: str, name: str, verb: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.entry = line_edit(tr("Name of the chart"), name, MOST_LETTERS)
        field(self.body, plain_label(tr("Name of the chart")), self.entry)
        self.problem = plain_label(size="small", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.add_button(tr("Cancel"), self.reject)
        self.done_button = self.add_button(verb, self._done, primary=True)
        self.entry.textChanged.connect(lambda text: self.done_button.setEnabled(bool(text.strip())))
        self.done_button.setEnabled(bool(name.strip()))
        self.entry.selectAll()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(420, self.sizeHint().height())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _done(self) -> None:
        if self.entry.text().strip():
            self.accepted.emit()

    def tell(self, error: Exception) -> None:
        """Say why the name cannot be."""
        if not isinstance(error, Problem):
            raise error
        self.problem.setText(error.message(i18n.current()))
        self.problem.show()
        self.entry.setAccessibleDescription(self.problem.text())
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)


class ChartKeeping(QObject):
    """The kept charts of the file that is open."""

    def __init__(self, page: "ChartPage", list: ChartList, workbench: Workbench) -> None:
        super().__init__(page)
        self._page, self._list, self._bridge = page, list, page.bridge
        self._wanted = ""  # id or name of what is to be shown as soon as it is known
        workbench.keepAsked.connect(self.ask_name)
        workbench.renameAsked.connect(self.ask_new_name)
        workbench.removeAsked.connect(self.remove)
        self.ask()

    def ask(self) -> None:
        """Read which charts are kept."""
        self._bridge.ask(self, "kept", lambda ask: ask.charts.kept(), self._arrived)

    def spec_of(self, id: str) -> ChartSpec | None:
        """What a kept chart is drawn from, called by its name; None when it is not kept."""
        kept = self._kept(id)
        return None if kept is None else _named(kept)

    def show_when_there(self, id: str) -> None:
        """Show a kept chart as soon as it is read; nothing happens when it is no longer kept."""
        self._wanted = id
        self._arrived(self._list.kept)

    def _kept(self, id: str) -> KeptChart | None:
        return next((one for one in self._list.kept if f"{PREFIX}{one.uid}" == id), None)

    def _arrived(self, kept: tuple[KeptChart, ...]) -> None:
        self._list.set_kept(kept)
        shown = self._page.chart_id
        wanted = next((one for one in kept if self._wanted in (f"{PREFIX}{one.uid}", one.name)), None)
        if wanted is not None:
            self._wanted = ""
            self._page.compose(_named(wanted), f"{PREFIX}{wanted.uid}")
        elif shown.startswith(PREFIX):
            now = self.spec_of(shown)
            if now is None:  # thrown away, or undone: the picture stays, as one that is not kept
                self._page.compose(self._page.chart_spec)
            elif now != self._page.chart_spec:
                self._page.compose(now, shown)
            else:
                self._list.show_as_current(shown)

    # What one can do

    def ask_name(self) -> None:
        """Ask under which name the chart is to be kept; that of a kept one is offered again."""
        spec = self._page.chart_spec
        data = self._page.data
        shown = self._kept(self._page.chart_id)
        usual = shown.name if shown else spec.title or (data.title if data else "")
        dialog = NameDialog(tr("Keep the chart"), usual[:MOST_LETTERS], tr("Keep"), self._page.window())

        def keep() -> None:
            name = " ".join(dialog.entry.text().split())
            self._bridge.do(
                lambda do: do.charts.save(name, spec), initiator=self, then=lambda _: self._kept_as(dialog, name),
                failed=dialog.tell,
            )

        dialog.accepted.connect(keep)
        dialog.open()

    def _kept_as(self, dialog: NameDialog, name: str) -> None:
        dialog.done(NameDialog.DialogCode.Rejected)
        self._wanted = name
        self.ask()

    def ask_new_name(self) -> None:
        """Ask for another name of the kept chart that is shown."""
        kept = self._kept(self._page.chart_id)
        if kept is None:
            return
        dialog = NameDialog(tr("Rename the chart"), kept.name, tr("Rename"), self._page.window())

        def rename() -> None:
            self._bridge.do(
                lambda do: do.charts.rename(kept.id, dialog.entry.text()), initiator=self,
                then=lambda _: dialog.done(NameDialog.DialogCode.Rejected), failed=dialog.tell,
            )

        dialog.accepted.connect(rename)
        dialog.open()

    def remove(self) -> None:
        """Keep the chart no longer; undo brings it back."""
        kept = self._kept(self._page.chart_id)
        if kept is not None:
            self._bridge.do(lambda do: do.charts.throw_away(kept.id), initiator=self)


def _named(kept: KeptChart) -> ChartSpec:
    return replace(kept.spec, title=kept.name)
