"""Entries for the pictures of the tour, as the cited sources tell them; the facts that come with a file hold none."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.operations.workspace import Workspace

if TYPE_CHECKING:
    from pairing_desktop.ui.tour import Guide

_OFFICIALS = {"sending_unit": "Six paired provinces and cities", "receiving_unit": "Six prefectures of Qinghai"}
EXAMPLES: dict[str, tuple[dict[str, str], ...]] = {
    "postings": (
        {
            **_OFFICIALS, "people": "552", "role": "official", "people_as_stated": "552 officials",
            "start_date": "2010", "start_precision": "year", "end_date": "2018", "end_precision": "year",
            "project_key": "prog_qh_six", "source_key": "gt_2018", "locator": "para 3",
        },
    ),
    "stages": (
        {"project_key": "supcon50", "stage": "under_construction", "date": "2017-03", "date_precision": "month",
         "source_key": "nrel_supcon50", "locator": "Project Overview"},
        {"project_key": "supcon50", "stage": "operating", "date": "2018", "date_precision": "year",
         "source_key": "shine_2024_seed", "locator": "para 8"},
    ),
    "channels": (
        {"company_key": "supcon_solar", "product": "Heliostats", "kind": "wholesale", "source_key": "shine_2024_seed",
         "locator": "para 8"},
    ),
    "admissions": (
        {"place_key": "haixi", "policy": "free", "visitors": "Zhejiang residents", "start_date": "2024",
         "start_precision": "year", "source_key": "shine_2024_seed", "locator": "para 16"},
    ),
    "notes": (
        {"subject_kind": "project", "subject_key": "supcon50", "date": "2024-07-05", "date_precision": "day",
         "author": "Li Wei", "text": "Asked the plant for its monthly figures of 2023; they answer in August."},
    ),
}


def make(workspace: Workspace, kind: str) -> int:
    """The last example of a kind, made if there is none yet."""
    found = workspace.ask(lambda ask: ask.pick(kind, "", 1)).result()
    if found:
        return found[0].id
    return max(_save(workspace, Draft(kind, None, 0, values)) for values in EXAMPLES[kind])


def _save(workspace: Workspace, draft: Draft) -> int:
    return max(workspace.do(lambda commands: commands.save(draft)).result().rows[draft.kind])


def board(guide: "Guide") -> QWidget:
    """The pipeline."""
    window = guide.window
    window.navigate("projects", guide.record("projects"))
    guide.settle()
    page: Any = window.current_page()
    page.pane.show_board(True)
    guide.settle()
    page.pane.board.focus()
    return window


def attachments(guide: "Guide") -> QWidget:
    """A record with a picture and a text on it."""
    from pairing_desktop.domain.attachments import attached
    from pairing_desktop.ui.attachments.files import pasted

    workspace, id = guide.window.workspace, guide.record("companies")
    guide.window.navigate("companies", id)
    guide.settle()
    image = guide.window.grab().toImage()
    files = [pasted(image, "site-plan.png"), attached("letter.txt", b"Dear colleagues, as agreed by telephone.")]
    workspace.do(lambda commands: commands.attach("companies", id, files)).result()
    page: Any = guide.window.current_page()
    page.refresh(ChangeSet(1, "", rows={"companies": frozenset({id})}), None)
    guide.settle()
    page.pane.card.view.verticalScrollBar().setValue(page.pane.card.view.verticalScrollBar().maximum())
    return guide.window


def listed(kind: str) -> "Callable[[Guide], QWidget]":
    """The list of an entry kind."""
    def show(guide: "Guide") -> QWidget:
        guide.window.navigate(kind, guide.record(kind))
        return guide.window

    return show


def erase(guide: "Guide") -> QWidget:
    """The names of people sent, and the question before one is erased."""
    from pairing_desktop.ui.entries.names import EraseDialog, NamesDialog

    workspace, posting = guide.window.workspace, guide.record("postings")
    workspace.do(lambda commands: commands.people.add_name(posting, "Zhao Lei")).result()
    dialog = NamesDialog(guide.window.bridge, posting, guide.window)
    dialog.open()
    guide.settle()
    dialog.table.setCurrentIndex(dialog.table.model().index(0, 0))
    dialog.erase.click()
    return guide.dialog(EraseDialog)
