"""The reports as they come out of a real file: what stands on paper is counted by other readers of PDF and Word."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from docx import Document
from pypdf import PdfReader

from office import new_project
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.display import figure_value
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import Language, language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.period_changes import CHANGED, MADE, TRASHED
from pairing_desktop.domain.periods import PeriodProblem, period_of
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.operations.charts import CHARTS
from pairing_desktop.operations.periods import bounds
from pairing_desktop.operations.printing import REPORTS, on_paper, report_of
from pairing_desktop.operations.questions import Questions
from pairing_desktop.operations.word_files import save_word
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.reports.blocks import Facts, FigureBlock, Heading, Sources, Table, Tiles
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.numbering import Numbering
from pairing_desktop.ui.paper_text import UNKNOWN
from pairing_desktop.ui.printing import write_pdf
from printing_samples import CHINESE, ENGLISH, poppler, pypdf_text, squeezed
from registered import register

T = TypeVar("T")
KEYS = {
    "chart": "capacity", "charts": "capacity,events", "list": "projects", "record": "projects/supcon50",
    "evidence": "supcon50/investment", "overview": "", "brief": "", "yearbook": "2024", "period": "this-week",
}


def answer(workspace: Workspace, question: Callable[[Questions], T]) -> T:
    return workspace.ask(question).result(timeout=60)


def made(workspace: Workspace, name: str, key: str | None = None, tongue: Language = ENGLISH) -> Report:
    return answer(workspace, lambda ask: report_of(ask, name, KEYS[name] if key is None else key, tongue))


def edit(workspace: Workspace, kind: str, key: str, **values: str) -> None:
    found = answer(workspace, lambda ask: ask.draft(kind, ask.locate(kind, key).id))
    workspace.do(lambda commands: commands.save(Draft(kind, found.id, found.rev, values))).result()


def tables(report: Report, heading: str) -> list[Table]:
    """Tables under a head, up to the next one."""
    found, here = [], False
    for block in report.blocks:
        if isinstance(block, Heading):
            here = block.text == heading
        elif here and isinstance(block, Table):
            found.append(block)
    return found


def facts(report: Report) -> dict[str, str]:
    return {name: text for block in report.blocks if isinstance(block, Facts) for name, text in block.rows}


def test_the_overview_on_paper_holds_every_figure_of_the_tab(workspace: Workspace) -> None:
    overview = answer(workspace, lambda ask: ask.overview())
    report = made(workspace, "overview")
    figures = [one for tile in overview.tiles for one in (tile.figure, tile.second) if one is not None]
    table, = tables(report, "The figures and what they rest on")
    assert len(table.rows) == len(figures)
    assert [row[2] for row in table.rows] == [figure_value(figure, ENGLISH) for figure in figures]
    disputed, = tables(report, "Where sources disagree")
    assert len(disputed.rows) == len(overview.contested)
    charts = [block.chart.id for block in report.blocks if isinstance(block, FigureBlock)]
    assert charts == ["capacity", "events"]


def test_a_registered_page_is_no_act_of_the_period(workspace: Workspace) -> None:
    before = made(workspace, "period")
    register(workspace, Spec("brief"), "en")
    after = made(workspace, "period")
    assert after == before
    workspace.do(lambda commands: commands.undo()).result()  # taking it back is none either
    assert made(workspace, "period") == before


# All of them ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_report_reaches_paper_whole_in_both_languages(
    workspace: Workspace, name: str, code: str, tmp_path: Path
) -> None:
    report = made(workspace, name, tongue=language(code))
    path = tmp_path / "report.pdf"
    pages = write_pdf(report, path)
    texts = pypdf_text(path)
    assert len(texts) == pages
    whole = squeezed("".join(texts))
    other = squeezed(poppler("pdftotext", "-raw", path, "-"))
    for text in (whole, other):
        assert UNKNOWN not in text
        for block in report.blocks:
            if isinstance(block, Sources):
                assert all(number in text for number, _ in block.lines)
            if isinstance(block, Heading):
                assert squeezed(block.text) in text
    said = facts(report)
    for label in ("As of", *(["Filters"] if name != "record" else [])):
        assert language(code).tr(label) in said
    outline = [str(entry.title) for entry in _flat(PdfReader(path).outline)]
    assert outline == [report.title, *(block.text for block in report.blocks if isinstance(block, Heading))]


def _flat(outline: list[object]) -> list[object]:
    return [one for entry in outline for one in (_flat(entry) if isinstance(entry, list) else [entry])]


@pytest.mark.parametrize("name", KEYS)
def test_every_row_of_every_table_reaches_paper(workspace: Workspace, name: str, tmp_path: Path) -> None:
    report = made(workspace, name)
    path = tmp_path / "report.pdf"
    write_pdf(report, path)
    text = squeezed("".join(pypdf_text(path)))
    for table in (block for block in report.blocks if isinstance(block, Table)):
        for row in table.rows:
            assert all(squeezed(line) in text for line in row[0].split("\n") if len(line) < 16)


@pytest.mark.parametrize("name", ["brief", "yearbook", "period", "evidence"])
def test_the_chinese_holds_as_many_figures_as_the_english(workspace: Workspace, name: str) -> None:
    english, chinese = made(workspace, name), made(workspace, name, tongue=CHINESE)
    assert [type(block) for block in english.blocks] == [type(block) for block in chinese.blocks]
    for one, two in zip(english.blocks, chinese.blocks, strict=True):
        if isinstance(one, Table) and isinstance(two, Table):
            assert len(one.rows) == len(two.rows)
        if isinstance(one, Sources) and isinstance(two, Sources):
            assert len(one.lines) == len(two.lines)


@pytest.mark.parametrize("name", KEYS)
def test_every_number_in_brackets_leads_to_a_source(workspace: Workspace, name: str) -> None:
    report = made(workspace, name)
    numbers = {number for block in report.blocks if isinstance(block, Sources) for number, _ in block.lines}
    cited = {
        found
        for block in report.blocks if isinstance(block, Table | Tiles)
        for found in re.findall(r"\[\d+\]", repr(block))
    }
    assert cited <= numbers
    for block in report.blocks:
        if isinstance(block, FigureBlock):
            used = {f"[{source + 1}]" for point in block.chart.points for source in point.sources}
            assert used <= numbers


def test_the_same_file_gives_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    for suffix in (".pdf", ".docx"):
        files = [tmp_path / f"{number}{suffix}" for number in range(2)]
        for path in files:
            report = made(workspace, "brief")
            if suffix == ".pdf":
                write_pdf(report, path)
            else:
                save_word(report, path)
        assert files[0].read_bytes() == files[1].read_bytes()


def test_another_sheet_is_laid_out_anew(workspace: Workspace, tmp_path: Path) -> None:
    report = on_paper(made(workspace, "yearbook"), size="letter", portrait=False)
    write_pdf(report, tmp_path / "wide.pdf")
    box = PdfReader(tmp_path / "wide.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == (792, 612)


@pytest.mark.parametrize(("name", "key"), [
    ("nonsense", ""), ("chart", "nonsense"), ("charts", "capacity,nonsense"), ("list", "nonsense"),
    ("record", "nonsense"),
    ("evidence", "supcon50"), ("evidence", "supcon50/nonsense"), ("evidence", "nonsense/investment"),
    ("evidence", "delingha/heliostats"), ("brief", "x"), ("yearbook", "next"), ("period", "someday"),
    ("period", "2026-11-15..2026-11-01"),
])
def test_what_is_not_there_is_told_in_both_languages(workspace: Workspace, name: str, key: str) -> None:
    with pytest.raises((NotFound, PeriodProblem)) as told:
        made(workspace, name, key)
    english, chinese = (told.value.message(tongue) for tongue in (ENGLISH, CHINESE))
    assert english != chinese


# The brief -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_brief_has_two_to_four_pages(workspace: Workspace, code: str, tmp_path: Path) -> None:
    assert 2 <= write_pdf(made(workspace, "brief", tongue=language(code)), tmp_path / "brief.pdf") <= 4


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_figures_of_the_brief_are_those_of_the_overview(workspace: Workspace, code: str) -> None:
    tongue = language(code)
    overview = answer(workspace, lambda ask: ask.overview())
    expected = [
        figure_value(figure, tongue)
        for tile in overview.tiles for figure in (tile.figure, tile.second) if figure is not None
    ]
    (tiles,) = [block for block in made(workspace, "brief", tongue=tongue).blocks if isinstance(block, Tiles)]
    assert [tile.value for tile in tiles.tiles] == expected
    assert all(re.search(r"\[\d+\]", tile.note) for tile in tiles.tiles)


def test_the_brief_says_how_many_of_how_many_it_shows(workspace: Workspace) -> None:
    notes = {block.text: block.note for block in made(workspace, "brief").blocks if isinstance(block, Heading)}
    assert notes["Key projects"].startswith("8 of 52 projects")
    assert "of 136 events" in notes["Highlights"]
    assert re.match(r"8 of \d+ figures", notes["Where sources disagree"])


# The yearbook --------------------------------------------------------------------------------------------------------


def test_the_yearbook_holds_each_event_and_figure_of_its_year(workspace: Workspace) -> None:
    report = made(workspace, "yearbook", "2024")
    events = answer(workspace, lambda ask: list(ask.export("events")))
    of_year = [event for event in events if event["date"].startswith("2024")]
    (table,) = tables(report, "Events")
    assert sorted(row[1] for row in table.rows) == sorted(event["title_en"] or event["title_zh"] for event in of_year)
    claims = answer(workspace, lambda ask: ask.claims_between("2024-01-01", "2024-12-31"))
    (figures,) = tables(report, "Figures stated for this time")
    assert [row[3] for row in figures.rows] == [claim.value_as_stated for claim in claims]
    assert all(row[-1] != "—" for row in (*table.rows, *figures.rows))


def test_a_yearbook_of_several_years_is_grouped_by_year(workspace: Workspace) -> None:
    (table,) = tables(made(workspace, "yearbook", "2018..2019"), "Events")
    assert [name for _, name in table.groups] == ["2018", "2019"]


# The period ----------------------------------------------------------------------------------------------------------


def test_the_report_of_a_period_names_exactly_what_changed(workspace: Workspace) -> None:
    edit(workspace, "projects", "supcon50", status="halted", note="Seen on site")
    edit(workspace, "projects", "supcon10", status="halted")
    workspace.do(lambda commands: commands.undo()).result()
    edit(workspace, "companies", "supcon_solar", note="Once")
    edit(workspace, "companies", "supcon_solar", note="Twice")
    workspace.do(lambda commands: commands.save(new_project(name_en="Kept plant"))).result()
    workspace.do(lambda commands: commands.save(new_project(name_en="Undone plant"))).result()
    workspace.do(lambda commands: commands.undo()).result()
    edit(workspace, "claims", "seed_p01_anniversary", value="16", value_as_stated="16th anniversary")
    event = answer(workspace, lambda ask: ask.locate("events", "ev_pmo")).id
    workspace.do(lambda commands: commands.delete("events", [event])).result()

    day = date.today().isoformat()
    done = answer(workspace, lambda ask: ask.changes_between(*bounds(period_of(f"{day}..{day}", day))))
    assert [(one.name_en, one.what) for one in done.records] == [
        ("SUPCON Delingha 50 MW molten salt tower plant", CHANGED), ("Kept plant", MADE),
        ("Zhejiang SUPCON Solar Technology Co", CHANGED), ("Delingha observing station founded", TRASHED),
    ]
    assert [one.claim.key for one in done.claims] == ["seed_p01_anniversary"]
    assert done.taken_back == 2

    report = made(workspace, "period", f"{day}..{day}")
    (changed,) = tables(report, "Changed records")
    assert {row[0] for row in changed.rows} == {"Status", "Note"}
    assert ("Status", "Operating", "Halted") in changed.rows
    assert sum(row[2] == "Twice" for row in changed.rows) == 1
    assert "Once" not in repr(changed)
    (new,) = tables(report, "New records")
    assert [row[0] for row in new.rows] == ["Kept plant"]
    (figures,) = tables(report, "Figures")
    assert figures.rows[0][2:4] == ("15 years\n“15th anniversary”", "16 years\n“16th anniversary”")
    assert figures.rows[0][4].startswith("[1]")
    assert "Li Wei (Office)" in figures.rows[0][5]
    (acts,) = tables(report, "Everything done in the file")
    assert len(acts.rows) == len(answer(workspace, lambda ask: ask.operations()))


def test_what_was_redone_is_a_change_again(workspace: Workspace) -> None:
    edit(workspace, "projects", "supcon50", status="halted")
    for command in ("undo", "redo"):
        workspace.do(lambda commands, command=command: getattr(commands, command)()).result()
    report = made(workspace, "period")
    (changed,) = tables(report, "Changed records")
    assert changed.rows == (("Status", "Operating", "Halted"),)


def test_a_decision_stands_with_its_reason_until_it_is_undone(workspace: Workspace) -> None:
    claim = answer(workspace, lambda ask: ask.locate("claims", "s50_cost_nrel")).id
    workspace.do(lambda commands: commands.decide(claim, "preferred", "The owner wrote so.")).result()
    (table,) = tables(made(workspace, "period"), "Decisions")
    assert len(table.rows) == 1
    assert "The owner wrote so." in table.rows[0][2]
    workspace.do(lambda commands: commands.undo()).result()
    assert not tables(made(workspace, "period"), "Decisions")


def test_the_cited_facts_are_counted_not_listed(workspace: Workspace) -> None:
    report = made(workspace, "period")
    assert facts(report)["Brought in"].startswith("52 projects, 60 companies, 55 places")
    assert not tables(report, "New records")


def test_a_period_before_the_file_was_made_holds_no_act(workspace: Workspace) -> None:
    report = made(workspace, "period", "2018-12-01..2018-12-31")
    assert facts(report)["Acts"] == "0 acts"
    assert tables(report, "Events in the period")


# Word ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_report_is_a_word_document_with_all_its_parts(
    workspace: Workspace, name: str, code: str, tmp_path: Path
) -> None:
    report = made(workspace, name, tongue=language(code))
    path = tmp_path / "report.docx"
    save_word(report, path)
    document = Document(str(path))
    heads = [line.text for line in document.paragraphs if line.style and line.style.name.startswith("Heading")]
    sources = [block for block in report.blocks if isinstance(block, Sources)]
    own = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert sorted(heads) == sorted([*own, *(language(code).tr("Sources") for _ in sources)])
    charts = [block for block in report.blocks if isinstance(block, FigureBlock)]
    assert len(document.inline_shapes) == len(charts)
    rows = sum(len(block.rows) + len(block.groups) + 1 for block in report.blocks if isinstance(block, Table))
    rows += sum(len(block.rows) for block in report.blocks if isinstance(block, Facts))
    rows += sum(-(-len(block.tiles) // 3) for block in report.blocks if isinstance(block, Tiles))
    assert sum(len(table.rows) for table in document.tables) == rows
    numbered = [line.text for line in document.paragraphs if re.match(r"\[\d+\]\t", line.text)]
    assert len(numbered) == sum(len(block.lines) for block in sources)


def test_stopping_a_word_document_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def step(done: int, total: int) -> None:
        if done == 3:
            raise Enough

    with pytest.raises(Enough):
        save_word(made(workspace, "brief"), tmp_path / "brief.docx", step)
    assert not list(tmp_path.glob("*.docx*"))


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_what_is_left_out_names_its_sources_by_the_numbers_of_the_report(workspace: Workspace, code: str) -> None:
    tongue = language(code)
    own = workspace.ask(lambda ask: ask.chart("generation", Filter(), tongue)).result()
    sources = Numbering(tongue)
    sources.chart(workspace.ask(lambda ask: ask.chart("capacity", Filter(), tongue)).result())
    chart, _ = sources.chart(own)

    def named(data: ChartData) -> list[str]:
        return [data.sources[int(found) - 1].key for text in data.left_out for found in re.findall(r"\[(\d+)\]", text)]

    assert named(own) and named(chart) == named(own)
    assert chart.left_out != own.left_out
    bracketed = replace(own, left_out=("Plant [3] of nobody", "“12\u00a0[99]” left out"), notes=())
    assert sources.chart(bracketed)[0].left_out == bracketed.left_out


def test_all_reports_have_a_title_and_known_charts() -> None:
    assert set(REPORTS) == set(KEYS)
    known = {chart.id for chart in CHARTS}
    assert all(set(info.charts) <= known for info in REPORTS.values())
    assert all(CHINESE.tr(info.title) != info.title for info in REPORTS.values())
