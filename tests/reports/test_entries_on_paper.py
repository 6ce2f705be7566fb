"""What hangs on a record stands on its sheet with its source, and in the report of the period; names of people never."""

import pytest

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.operations.printing import report_of
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.reports.document import Report
from pairing_desktop.ui.tour_entries import EXAMPLES


def words(report: Report) -> str:
    return "\n".join(str(block) for block in report.blocks)


def save(workspace: Workspace, kind: str, values: dict[str, str], id: int | None = None, rev: int = 0) -> int:
    return max(workspace.do(lambda commands: commands.save(Draft(kind, id, rev, values))).result().rows[kind])


@pytest.mark.parametrize(("code", "officials"), [("en", "552 people, official"), ("zh_CN", "552人，干部")])
def test_entries_stand_on_the_sheet_of_their_record_without_names(workspace: Workspace, code: str, officials: str) -> None:
    posting = save(workspace, "postings", EXAMPLES["postings"][0])
    workspace.do(lambda commands: commands.people.add_name(posting, "Zhao Lei")).result()
    for values in EXAMPLES["stages"]:
        save(workspace, "stages", values)
    save(workspace, "notes", EXAMPLES["notes"][0])
    tongue = language(code)
    sheet = words(workspace.ask(lambda ask: report_of(ask, "record", "projects/prog_qh_six", tongue, None)).result())
    assert officials in sheet and "Zhao Lei" not in sheet
    sheet = words(workspace.ask(lambda ask: report_of(ask, "record", "projects/supcon50", tongue, None)).result())
    assert "monthly figures of 2023" in sheet and "Li Wei" in sheet
    assert {"en": "Mar 2017", "zh_CN": "2017年3月"}[code] in sheet


def test_the_report_of_a_period_tells_of_entries_made_and_changed(workspace: Workspace) -> None:
    id = save(workspace, "postings", EXAMPLES["postings"][0])
    report = words(workspace.ask(lambda ask: report_of(ask, "period", "this-week", language("en"), [])).result())
    assert "552 people, official" in report and "People sent" in report
    rev = workspace.ask(lambda ask: ask.draft("postings", id).rev).result()
    save(workspace, "postings", {"people": "560"}, id, rev)
    report = words(workspace.ask(lambda ask: report_of(ask, "period", "this-week", language("en"), [])).result())
    assert "560 people, official" in report
