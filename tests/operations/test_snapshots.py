"""Registered pages: kept as printed, compared with today, undone and never destroyed."""

import hashlib
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.look import Look
from pairing_desktop.domain.problems import Conflict, NotFound, WriteRefused
from pairing_desktop.domain.snapshots import Comparison, Spec
from pairing_desktop.exchange import receipt
from pairing_desktop.operations.comparing import aligned
from pairing_desktop.operations.snapshots import chart_picture, page_of
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui.snapshots import registering
from pairing_desktop.ui.snapshots.registering import paint
from registered import CAPACITY, RECORD, register

pytestmark = pytest.mark.usefixtures("qapp")
PAGES = [
    CAPACITY, *(Spec("chart", id) for id in ("investment", "generation", "companies", "events")), RECORD,
    Spec("record", "supcon50"), Spec("list", "claims"), Spec("brief"), Spec("yearbook", "2024"), Spec("charts"),
    Spec("overview"), Spec("period", "this-week"), Spec("evidence", "projects/supcon50/investment"),
    Spec("chart", "capacity", look=Look(frozenset({"wind"}), "2018-01-01", "2020-12-31", events=True)),
    Spec("list", "projects", Filter(facets={"industry": frozenset({"wind"})}), Sort("capacity", True),
         ("name", "capacity"), ("Industry: wind",)),
]  # fmt: skip


def compare(workspace: Workspace, id: int, code: str = "en") -> Comparison:
    return workspace.ask(lambda ask: ask.snapshots.compare(id, language(code))).result()


def drawn_claim(workspace: Workspace, chart: str = "capacity") -> Draft:
    """A claim that the chart draws, as a form edits it."""
    data = workspace.ask(lambda ask: ask.chart(chart, Filter(), language("en"))).result()
    id = next(point.claim_ids[0] for point in data.points if point.claim_ids)
    return workspace.ask(lambda ask: ask.draft("claims", id)).result()


def edit(workspace: Workspace, chart: str = "capacity", **values: str) -> Draft:
    draft = drawn_claim(workspace, chart)
    workspace.do(lambda commands: commands.save(replace(draft, values=values))).result()
    return draft


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: f"{spec.report} {spec.about}")
def test_every_page_is_kept_whole_and_compares_equal_with_itself(workspace: Workspace, spec: Spec, code: str) -> None:
    painted, line = register(workspace, spec, code)
    assert workspace.ask(lambda ask: ask.snapshots.pdf(line.id)).result() == painted.pdf
    frozen = workspace.ask(lambda ask: ask.snapshots.drawn_again(line.id)).result()
    seen = workspace.ask(lambda ask: page_of(ask, spec, language(code))).result()
    assert replace(frozen, copy="") == seen  # every block, point and id comes back as it was
    assert line.serial in frozen.foot[0]
    assert compare(workspace, line.id).is_same
    assert (line.title, line.language, line.pages) == (seen.title, code, len(painted.layout.pages))


def test_what_the_pdf_carries_is_what_is_kept_and_holds_no_integer_key(workspace: Workspace) -> None:
    painted, line = register(workspace)
    said = receipt.read(painted.pdf)
    assert said is not None
    data = workspace.ask(lambda ask: ask.snapshots.data(line.id)).result()
    assert (said.serial, said.data) == (line.serial, data)
    assert hashlib.sha256(data.encode()).hexdigest() == line.data_hash
    kept = json.loads(data)
    points = [point for block in kept["report"]["blocks"] if block["is"] == "FigureBlock"
              for series in block["chart"]["series"] for point in series["points"]]  # fmt: skip
    named = {uid for point in points for uid in (*point["claim_ids"], *point["record_ids"])}
    assert named
    assert all(isinstance(uid, str) and len(uid) == 36 for uid in named)
    assert set(kept["claims"]) <= named
    assert all(claim["id"] == claim["subject_id"] == claim["measure_id"] == 0 for claim in kept["claims"].values())


def test_a_filter_by_a_place_is_kept_by_its_uid_and_asked_again_by_its_key(workspace: Workspace) -> None:
    place = workspace.ask(lambda ask: ask.locate("places", "delingha").id).result()
    spec = Spec("list", "projects", Filter(facets={"place": frozenset({str(place)})}))
    _, line = register(workspace, spec)
    kept = json.loads(workspace.ask(lambda ask: ask.snapshots.data(line.id)).result())
    assert [len(code) for code in kept["spec"]["filter"]["facets"]["place"]] == [36]
    assert compare(workspace, line.id).is_same


def test_the_same_page_data_and_serial_give_the_same_bytes(workspace: Workspace) -> None:
    report = workspace.ask(lambda ask: page_of(ask, CAPACITY, language("en"))).result()
    page = workspace.ask(lambda ask: ask.snapshots.reserve(report, CAPACITY)).result()
    assert paint(report, page).pdf == paint(report, page).pdf
    other = workspace.ask(lambda ask: ask.snapshots.reserve(report, CAPACITY)).result()
    assert other.data == page.data


def test_a_reprint_is_the_same_after_a_restart(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, who="Li Wei")
    painted, line = register(workspace)
    workspace.close()
    again = Workspace.open(facts_file)
    try:
        assert again.ask(lambda ask: ask.snapshots.pdf(line.id)).result() == painted.pdf
        assert again.ask(lambda ask: ask.verify()).result() == []
    finally:
        again.close()


def test_compare_names_exactly_the_claim_that_was_edited_and_nothing_once_it_is_undone(workspace: Workspace) -> None:
    _, line = register(workspace)
    draft = edit(workspace, value="261", value_as_stated="261 MW")
    found = compare(workspace, line.id)
    (change,) = found.claims
    assert change.claim_id == draft.id
    assert change.before.startswith(draft.values["value"])
    assert change.now == "261 MW"
    assert change.source
    assert any("261" in one.now for one in found.page)
    (pair,) = found.charts
    assert pair.before != pair.now
    workspace.do(lambda commands: commands.undo()).result()
    assert compare(workspace, line.id).is_same


def test_compare_tells_what_people_said_about_a_claim_and_what_they_threw_away(workspace: Workspace) -> None:
    _, line = register(workspace, RECORD)
    card = workspace.ask(lambda ask: ask.card("projects", ask.locate("projects", "supcon50").id)).result()
    claim = card.claims[3]
    workspace.do(lambda commands: commands.delete("claims", [claim.id])).result()
    (change,) = compare(workspace, line.id).claims
    assert (change.before, change.now) != ("", "")
    assert change.now == ""
    workspace.do(lambda commands: commands.restore("claims", [claim.id])).result()
    assert compare(workspace, line.id).is_same


def test_a_claim_that_came_since_is_told(workspace: Workspace) -> None:
    spec = Spec("list", "claims")
    _, line = register(workspace, spec)
    made = workspace.ask(lambda ask: ask.draft("claims", 1)).result()
    values = {**made.values, "key": "", "value": "77", "value_as_stated": "77"}
    workspace.do(lambda commands: commands.save(Draft("claims", None, 0, values))).result()
    found = compare(workspace, line.id)
    assert [change.before for change in found.claims] == [""]


def test_registering_is_one_step_that_undo_puts_into_the_trash_and_redo_brings_back(workspace: Workspace) -> None:
    painted, line = register(workspace)
    before = workspace.ask(lambda ask: ask.undo_state()).result().undo
    assert before is not None
    assert painted.serial in before.text(language("en"))
    workspace.do(lambda commands: commands.undo()).result()
    assert workspace.ask(lambda ask: ask.snapshots.lines()).result() == ()
    assert [pick.key for pick in workspace.ask(lambda ask: ask.trash()).result()] == [painted.serial]
    assert workspace.ask(lambda ask: ask.snapshots.pdf(line.id)).result() == painted.pdf
    assert [pick.key for pick in workspace.ask(lambda ask: ask.find(painted.serial)).result().picks] == [painted.serial]
    workspace.do(lambda commands: commands.redo()).result()
    assert [line.serial for line in workspace.ask(lambda ask: ask.snapshots.lines()).result()] == [painted.serial]
    workspace.do(lambda commands: commands.delete("snapshots", [line.id])).result()
    workspace.do(lambda commands: commands.restore("snapshots", [line.id])).result()
    assert workspace.ask(lambda ask: ask.verify()).result() == []


def test_a_number_is_never_given_twice_not_even_after_undo(workspace: Workspace) -> None:
    first, _ = register(workspace)
    workspace.do(lambda commands: commands.undo()).result()
    second, _ = register(workspace)
    assert first.serial.split("-")[2] == "0001"
    assert second.serial.split("-")[2] == "0002"


def test_two_pages_reserved_at_once_never_share_a_serial(workspace: Workspace) -> None:
    report = workspace.ask(lambda ask: page_of(ask, CAPACITY, language("en"))).result()
    one, other = (workspace.ask(lambda ask: ask.snapshots.reserve(report, CAPACITY)).result() for _ in range(2))
    workspace.do(lambda commands: commands.snapshots.register(one, b"%PDF", 1, b"")).result()
    with pytest.raises(Conflict, match="registered meanwhile"):
        workspace.do(lambda commands: commands.snapshots.register(other, b"%PDF", 1, b"")).result()
    assert len(workspace.ask(lambda ask: ask.snapshots.lines()).result()) == 1


def test_a_page_that_cannot_be_painted_leaves_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no ink")

    before = workspace.ask(lambda ask: ask.operations()).result()
    monkeypatch.setattr(registering, "write_layout", fail)
    with pytest.raises(OSError, match="no ink"):
        register(workspace)
    monkeypatch.undo()
    assert workspace.ask(lambda ask: ask.operations()).result() == before
    painted, _ = register(workspace)
    assert painted.serial.split("-")[2] == "0001"


def test_a_file_for_reading_only_registers_nothing(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, read_only=True)
    try:
        with pytest.raises(WriteRefused):
            register(workspace)
    finally:
        workspace.close()


def test_the_journal_holds_the_hashes_and_not_the_page(workspace: Workspace) -> None:
    painted, line = register(workspace)
    connection = sqlite3.connect(workspace.path)
    try:
        rows = connection.execute("SELECT after FROM journal WHERE tbl LIKE 'snapshot%'").fetchall()
        assert sum(len(row[0]) for row in rows) < 2000
        assert line.pdf_hash in rows[0][0]
        assert hashlib.sha256(painted.pdf).hexdigest() == line.pdf_hash
    finally:
        connection.close()


def test_a_note_takes_the_place_of_the_one_before_and_undo_brings_that_back(workspace: Workspace) -> None:
    _, line = register(workspace)

    def notes() -> list[str]:
        return [note.text for note in workspace.ask(lambda ask: ask.snapshots.card(line.id)).result().notes]

    for text in ("for the county", "for the prefecture"):
        workspace.do(lambda commands, text=text: commands.snapshots.note(line.id, text)).result()
    assert notes() == ["for the prefecture"]
    same = workspace.do(lambda commands: commands.snapshots.note(line.id, " for the prefecture ")).result()
    assert not same.operation_id
    workspace.do(lambda commands: commands.undo()).result()
    assert notes() == ["for the county"]
    workspace.do(lambda commands: commands.snapshots.note(line.id, "")).result()
    assert notes() == []


def test_files_are_told_apart(workspace: Workspace, planted: Path, tmp_path: Path) -> None:
    painted, line = register(workspace)

    def verdict(content: bytes, where: Workspace = workspace) -> str:
        return where.ask(lambda ask: ask.snapshots.look_at(content)).result().verdict

    picture = chart_picture(workspace.ask(lambda ask: ask.snapshots.drawable(line.id)).result())
    pixel = bytearray(picture)
    pixel[picture.index(b"IDAT") + 60] ^= 1
    assert verdict(painted.pdf) == "same"
    assert verdict(painted.pdf + b"\n%") == "altered"
    assert verdict(picture) == "drawn"
    assert verdict(bytes(pixel)) == "altered"
    assert verdict(b"%PDF-1.7 nonsense") == verdict(b"") == verdict(b"\x89PNG\r\n\x1a\n") == "foreign"
    other = Workspace.create(tmp_path / "other.db", who="", unit="", with_facts=False)
    try:
        assert verdict(painted.pdf, other) == verdict(picture, other) == "unknown"
    finally:
        other.close()


def test_a_page_that_cannot_be_asked_again_is_drawn_again_but_not_compared(workspace: Workspace) -> None:
    report = workspace.ask(lambda ask: page_of(ask, CAPACITY, language("en"))).result()
    painted = registering.register_now(workspace, lambda ask, tongue: report, Spec(), language("en"))
    line = workspace.ask(lambda ask: ask.snapshots.lines()).result()[0]
    assert not workspace.ask(lambda ask: ask.snapshots.card(line.id)).result().can_compare
    assert workspace.ask(lambda ask: ask.snapshots.drawn_again(line.id)).result().blocks == report.blocks
    with pytest.raises(NotFound, match="cannot be asked for again"):
        compare(workspace, line.id)
    assert painted.serial == line.serial


def test_go_to_finds_serials_as_typed_titles_and_notes(workspace: Workspace) -> None:
    painted, line = register(workspace)
    workspace.do(lambda commands: commands.snapshots.note(line.id, "for the canteen")).result()
    for text in (painted.serial, painted.serial.lower().replace("-", ""), "canteen", "Installed capacity connected"):
        picks = workspace.ask(lambda ask, text=text: ask.find(text)).result().picks
        assert ("snapshots", line.id) in [(pick.kind, pick.id) for pick in picks], text


def test_charts_with_other_categories_are_laid_over_the_same_ones(workspace: Workspace) -> None:
    data: ChartData = workspace.ask(lambda ask: ask.chart("companies", Filter(), language("en"))).result()
    fewer = replace(data, series=tuple(replace(series, points=series.points[1:]) for series in data.series[1:]))
    for before, now in (aligned(data, fewer), aligned(fewer, data)):
        assert [series.code for series in before.series] == [series.code for series in now.series]
        assert [[point.x for point in series.points] for series in before.series] == [
            [point.x for point in series.points] for series in now.series
        ]
