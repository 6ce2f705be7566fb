"""Two records that are one: everything moves, one step of undo takes it back, old names and short names lead on."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office import new_project
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.importing import State
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.merging import MERGEABLE, MergeRequest, NotApart, groups
from pairing_desktop.domain.problems import Conflict, InvalidDraft, NotFound, Problem, WriteRefused
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store.past import content_hash
from tables_in import plan, write_csv


def content(workspace: Workspace) -> str:
    return workspace.ask(lambda ask: content_hash(ask._db)).result()


def id_of(workspace: Workspace, kind: str, key: str) -> int:
    return workspace.ask(lambda ask: ask.locate(kind, key).id).result()


def request(workspace: Workspace, kind: str, kept: str, gone: str, taken: frozenset[str] = frozenset()) -> MergeRequest:
    one, two = (id_of(workspace, kind, key) for key in (kept, gone))
    sides = workspace.ask(lambda ask: ask.merging.side_by_side(kind, one, two)).result().sides
    return MergeRequest(kind, one, sides[0].rev, two, sides[1].rev, taken)


def merge(workspace: Workspace, kind: str, kept: str, gone: str, taken: frozenset[str] = frozenset()) -> int:
    asked = request(workspace, kind, kept, gone, taken)
    workspace.do(lambda commands: commands.merging.merge(asked)).result()
    return asked.gone


def save(workspace: Workspace, draft: Draft) -> None:
    workspace.do(lambda commands: commands.save(draft)).result()


def verified(workspace: Workspace) -> list[object]:
    return list(workspace.ask(lambda ask: ask.verify()).result())


def live(workspace: Workspace, sql: str, *values: object) -> int:
    return int(workspace.ask(lambda ask: ask._db.execute(sql, values).fetchone()[0]).result())


def keys(workspace: Workspace, kind: str) -> set[str]:
    order = workspace.ask(lambda ask: ask.order(kind, Filter(), Sort("name"))).result()
    return {row.key for row in workspace.ask(lambda ask: ask.rows(kind, list(order.ids))).result()}


def test_everything_moves_and_undo_and_redo_restore_the_content_exactly(workspace: Workspace) -> None:
    save(workspace, Draft("notes", None, 0, {"subject_kind": "project", "subject_key": "supcon50", "text": "Seen",
                                             "date": "2024", "date_precision": "year"}))
    before = content(workspace)
    kept, gone = (id_of(workspace, "projects", key) for key in ("supcon10", "supcon50"))
    counted = "SELECT count(*) FROM claim WHERE deleted_at IS NULL AND subject_id IN (?, ?)"
    claims = live(workspace, counted, kept, gone)
    merge(workspace, "projects", "supcon10", "supcon50", frozenset({"note", "source_key"}))
    after = content(workspace)
    assert after != before
    assert live(workspace, counted, kept, kept) == claims
    for table, column in (("participation", "project_id"), ("event", "project_id"), ("note", "subject_id"),
                          ("citation", "record_id"), ("alias", "record_id")):
        alive = "" if table == "event" else " AND deleted_at IS NULL"
        assert live(workspace, f"SELECT count(*) FROM {table} WHERE {column} = ?{alive}", gone) == 0, table
        if table != "alias":
            assert live(workspace, f"SELECT count(*) FROM {table} WHERE {column} = ?", kept), table
    assert verified(workspace) == []
    undo = workspace.ask(lambda ask: ask.undo_state()).result().undo
    assert undo is not None and undo.text(language("en")).startswith("Merged SUPCON")
    workspace.do(lambda commands: commands.undo()).result()
    assert content(workspace) == before and verified(workspace) == []
    workspace.do(lambda commands: commands.redo()).result()
    assert content(workspace) == after and verified(workspace) == []


def test_a_merged_record_is_in_no_list_count_export_or_trash_and_its_names_lead_to_the_other(workspace: Workspace) -> None:
    counts = workspace.ask(lambda ask: ask.counts()).result()
    old = workspace.ask(lambda ask: ask.draft("projects", ask.locate("projects", "supcon50").id)).result()
    gone = merge(workspace, "projects", "supcon10", "supcon50")
    survivor = id_of(workspace, "projects", "supcon10")
    assert workspace.ask(lambda ask: ask.counts()).result()["projects"] == counts["projects"] - 1
    assert "supcon50" not in keys(workspace, "projects")
    assert "supcon50" not in {row["key"] for row in workspace.ask(lambda ask: list(ask.export("projects"))).result()}
    assert gone not in {pick.id for pick in workspace.ask(lambda ask: ask.trash()).result()}
    assert id_of(workspace, "projects", "supcon50") == survivor
    for text in ("supcon50", old.values["name_en"], old.values["name_zh"]):
        found = workspace.ask(lambda ask, text=text: ask.find(text)).result()
        hits = [hit for group in found.groups if group.kind == "projects" for hit in group.hits]
        assert survivor in {hit.pick.id for hit in hits} and gone not in {hit.pick.id for hit in hits}, text
    led = workspace.ask(lambda ask: ask.merging.led("projects", gone)).result()
    assert led is not None and led.found.id == survivor and led.asked.key == "supcon50"
    with pytest.raises(Conflict, match="merged into another"):
        workspace.do(lambda commands: commands.restore("projects", [gone])).result()
    with pytest.raises(Conflict, match="merged into another"):
        save(workspace, replace(old, values={"note": "Late"}))


def test_chosen_values_are_taken_and_all_names_are_kept(workspace: Workspace) -> None:
    gone = workspace.ask(lambda ask: ask.draft("projects", ask.locate("projects", "supcon50").id)).result().values
    kept = workspace.ask(lambda ask: ask.draft("projects", ask.locate("projects", "supcon10").id)).result().values
    merge(workspace, "projects", "supcon10", "supcon50", frozenset({"name_en", "capacity", "status"}))
    now = workspace.ask(lambda ask: ask.draft("projects", ask.locate("projects", "supcon10").id)).result().values
    taken = ("name_en", "capacity", "capacity_unit", "status")
    assert [now[name] for name in taken] == [gone[name] for name in taken]
    assert now["name_zh"] == kept["name_zh"] and now["source_key"] == kept["source_key"]
    names = workspace.ask(lambda ask: [row[0] for row in ask._db.execute(
        "SELECT text FROM alias JOIN record ON record.id = record_id WHERE key = 'supcon10' AND alias.deleted_at IS NULL"
    )]).result()
    assert {kept["name_en"], gone["name_zh"]} <= set(names)


def test_they_are_taken_apart_again_after_other_work(workspace: Workspace) -> None:
    def note(text: str) -> None:
        row = workspace.ask(lambda ask: ask.draft("companies", ask.locate("companies", "cosin_solar").id)).result()
        save(workspace, replace(row, values={"note": text}))

    note("As it was")
    before = content(workspace)
    gone = merge(workspace, "projects", "supcon10", "supcon50")
    note("Other work")
    assert [one.pick.key for one in workspace.ask(
        lambda ask: ask.merging.merged_into("projects", ask.locate("projects", "supcon10").id)
    ).result()] == ["supcon50"]
    workspace.do(lambda commands: commands.merging.apart(gone)).result()
    assert {"supcon10", "supcon50"} <= keys(workspace, "projects")
    assert verified(workspace) == []
    note("As it was")
    assert content(workspace) == before
    with pytest.raises(Conflict, match="apart already"):
        workspace.do(lambda commands: commands.merging.apart(gone)).result()


def test_what_was_changed_since_or_merged_on_is_told_when_they_cannot_be_taken_apart(workspace: Workspace) -> None:
    gone = merge(workspace, "projects", "supcon10", "supcon50")
    claim = workspace.ask(lambda ask: ask.draft("claims", ask.locate("claims", "s50_cap").id)).result()
    third = next(key for key in sorted(keys(workspace, "projects")) if key != "supcon10")
    save(workspace, replace(claim, values={"subject_kind": "project", "subject_key": third}))
    before = content(workspace)
    with pytest.raises(NotApart) as told:
        workspace.do(lambda commands: commands.merging.apart(gone)).result()
    assert "s50_cap" in told.value.message(language("en")) and "s50_cap" in told.value.message(language("zh_CN"))
    assert content(workspace) == before
    workspace.do(lambda commands: commands.undo()).result()
    merge(workspace, "projects", third, "supcon10")
    assert id_of(workspace, "projects", "supcon50") == id_of(workspace, "projects", third)
    with pytest.raises(Conflict, match="itself merged"):
        workspace.do(lambda commands: commands.merging.apart(gone)).result()
    assert verified(workspace) == []


def test_what_cannot_be_merged_is_refused_in_words_and_nothing_changes(workspace: Workspace) -> None:
    before = content(workspace)
    asked = request(workspace, "projects", "supcon10", "supcon50")
    company = id_of(workspace, "companies", "cosin_solar")
    places = {row[0]: row[1] for row in workspace.ask(lambda ask: ask._db.execute(
        "SELECT r.key, p.key FROM place JOIN record AS r ON r.id = place.id JOIN record AS p ON p.id = place.parent_id"
    ).fetchall()).result()}
    inner = next(key for key, above in places.items() if above in places)
    for said, wrong in (
        ("with itself", replace(asked, gone=asked.kept)),
        ("one kind", replace(asked, gone=company)),
        ("changed since", replace(asked, kept_rev=asked.kept_rev + 1)),
        ("changed since", replace(asked, gone_rev=asked.gone_rev - 1)),
        ("lies in the other", request(workspace, "places", places[inner], inner)),
        ("lies in the other", request(workspace, "places", inner, places[places[inner]])),
        ("Only projects", replace(asked, kind="claims")),
    ):
        with pytest.raises(Conflict, match=said):
            workspace.do(lambda commands, wrong=wrong: commands.merging.merge(wrong)).result()
    with pytest.raises(NotFound):
        workspace.do(lambda commands: commands.merging.merge(replace(asked, gone=10**6))).result()
    assert content(workspace) == before
    workspace.do(lambda commands: commands.delete("projects", [asked.gone])).result()
    with pytest.raises(Conflict, match="trash"):
        workspace.do(lambda commands: commands.merging.merge(asked)).result()


def test_values_that_do_not_go_together_are_refused(workspace: Workspace) -> None:
    for key, values in (("early", {"start_date": "2010", "start_precision": "year", "end_date": "2012", "end_precision": "year"}),
                        ("late", {"start_date": "2015", "start_precision": "year"})):
        save(workspace, new_project(key=key, name_en=f"Plant {key}", **values))
    asked = request(workspace, "projects", "late", "early", frozenset({"end_date"}))
    with pytest.raises(InvalidDraft, match="do not go together"):
        workspace.do(lambda commands: commands.merging.merge(asked)).result()


def test_a_file_that_may_only_be_read_merges_nothing(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, read_only=True)
    try:
        asked = request(workspace, "projects", "supcon10", "supcon50")
        with pytest.raises(WriteRefused):
            workspace.do(lambda commands: commands.merging.merge(asked))
    finally:
        workspace.close()


def test_a_role_that_both_have_stands_once_with_the_places_of_both(workspace: Workspace) -> None:
    sources = sorted(row["key"] for row in workspace.ask(lambda ask: list(ask.export("sources"))).result())[:2]
    for key, source in zip(("one", "two"), sources, strict=True):
        save(workspace, new_project(key=key, name_en=f"Plant {key}"))
        save(workspace, Draft("participations", None, 0, {
            "project_key": key, "company_key": "cosin_solar", "role": "owner", "source_key": source, "locator": "p. 1"}))
    before = content(workspace)
    merge(workspace, "projects", "one", "two")
    kept = id_of(workspace, "projects", "one")
    assert live(workspace, "SELECT count(*) FROM participation WHERE project_id = ? AND deleted_at IS NULL", kept) == 1
    assert live(workspace, "SELECT count(*) FROM citation JOIN participation AS p ON p.id = participation_id WHERE "
                           "p.project_id = ? AND citation.deleted_at IS NULL", kept) == 2
    assert verified(workspace) == []
    workspace.do(lambda commands: commands.undo()).result()
    assert content(workspace) == before


def test_what_cites_one_place_in_two_sources_that_are_one_cites_it_once(workspace: Workspace) -> None:
    save(workspace, Draft("sources", None, 0, {"key": "again", "title": "The seed, once more", "kind": "news"}))
    claim = workspace.ask(lambda ask: ask.claim(ask.locate("claims", "s50_cap").id)).result()
    assert claim.citation is not None
    from pairing_desktop.store import rows

    def cite(operation: object) -> None:
        rows.cite_also(operation, KINDS["claims"], claim.id, "again", claim.citation.locator)  # type: ignore[arg-type, union-attr]

    workspace.do(lambda commands: commands._do(cite, "Cited", {})).result()
    before = content(workspace)
    merge(workspace, "sources", claim.citation.source_key, "again")
    found = workspace.ask(lambda ask: ask.citations("claim", [claim.id])).result()[claim.id]
    assert [one.source_key for one in found] == [claim.citation.source_key]
    assert verified(workspace) == []
    workspace.do(lambda commands: commands.undo()).result()
    assert content(workspace) == before


def test_a_statement_entered_with_both_counts_once_and_what_somebody_said_of_is_kept(workspace: Workspace) -> None:
    claim = {"subject_kind": "project", "measure_key": "installed_capacity", "value": "7", "value_as_stated": "7 MW",
             "unit": "MW", "nature": "design", "source_key": "shine_2024_seed", "locator": "p. 7"}  # fmt: skip
    for key in ("one", "two"):
        save(workspace, new_project(key=key, name_en=f"Plant {key}"))
        save(workspace, Draft("claims", None, 0, {**claim, "key": f"c_{key}", "subject_key": key}))
        save(workspace, Draft("claims", None, 0, {**claim, "key": f"d_{key}", "subject_key": key, "locator": f"p. {key}"}))
    one, two = (id_of(workspace, "projects", key) for key in ("one", "two"))
    assert workspace.ask(lambda ask: ask.merging.side_by_side("projects", one, two)).result().same == 1
    before = content(workspace)
    merge(workspace, "projects", "one", "two")
    card = workspace.ask(lambda ask: ask.card("projects", one)).result()
    assert {line.key for line in card.claims} == {"c_one", "d_one", "d_two"}
    assert "c_two" in {pick.key for pick in workspace.ask(lambda ask: ask.trash()).result()}
    assert verified(workspace) == []
    workspace.do(lambda commands: commands.undo()).result()
    assert content(workspace) == before


def test_a_statement_entered_from_two_sources_that_are_one_counts_once(workspace: Workspace) -> None:
    claim = {"subject_kind": "project", "subject_key": "supcon50", "measure_key": "installed_capacity", "value": "7",
             "value_as_stated": "7 MW", "unit": "MW", "nature": "design", "locator": "p. 7"}  # fmt: skip
    for key in ("one", "two"):
        save(workspace, Draft("sources", None, 0, {"key": key, "title": f"Yearbook {key}", "kind": "news"}))
        plant = {"one": "supcon50", "two": "supcon10"}[key]
        for letter, other in (("c", {}), ("d", {"locator": f"p. {key}"}), ("e", {"subject_key": plant, "locator": "p. 8"})):
            save(workspace, Draft("claims", None, 0, {**claim, "key": f"{letter}_{key}", "source_key": key, **other}))
    one, two = (id_of(workspace, "sources", key) for key in ("one", "two"))
    assert workspace.ask(lambda ask: ask.merging.side_by_side("sources", one, two)).result().same == 1
    before = content(workspace)
    gone = merge(workspace, "sources", "one", "two")
    trashed = {pick.key for pick in workspace.ask(lambda ask: ask.trash()).result() if pick.kind == "claims"}
    assert trashed == {"c_two"}
    assert verified(workspace) == []
    workspace.do(lambda commands: commands.merging.apart(gone)).result()
    assert content(workspace) == before


def test_of_two_decisions_on_what_is_one_figure_now_the_newest_holds(workspace: Workspace) -> None:
    claim = {"subject_kind": "project", "measure_key": "installed_capacity", "unit": "MW", "nature": "design",
             "source_key": "shine_2024_seed"}  # fmt: skip
    for key, value in (("one", "7"), ("two", "8")):
        save(workspace, new_project(key=key, name_en=f"Plant {key}"))
        save(workspace, Draft("claims", None, 0, {
            **claim, "key": f"c_{key}", "subject_key": key, "value": value, "value_as_stated": f"{value} MW", "locator": key}))
        chosen = id_of(workspace, "claims", f"c_{key}")
        workspace.do(lambda commands, chosen=chosen: commands.decide(chosen, "preferred", "Seen")).result()
    before = content(workspace)
    merge(workspace, "projects", "two", "one")
    ranks = dict(workspace.ask(lambda ask: ask._db.execute("SELECT key, rank FROM claim").fetchall()).result())
    assert {key: ranks[key] for key in ("c_one", "c_two")} == {"c_one": "normal", "c_two": "preferred"}
    assert verified(workspace) == []
    workspace.do(lambda commands: commands.undo()).result()
    assert content(workspace) == before


def test_the_office_s_own_place_and_kept_charts_follow(workspace: Workspace) -> None:
    from pairing_desktop.domain.chart_spec import ChartSpec

    place = id_of(workspace, "places", "delingha")
    spec = ChartSpec(filter=Filter(facets={"place": frozenset({str(place)})}))
    workspace.do(lambda commands: commands.charts.save("Here", spec)).result()
    row = {"key": "dlh", "name_zh": "德令哈市区", "kind": "city", "source_key": "shine_2024_seed"}
    save(workspace, Draft("places", None, 0, row))
    merge(workspace, "places", "dlh", "delingha")
    kept = id_of(workspace, "places", "dlh")
    assert kept in workspace.ask(lambda ask: ask.home()).result() and kept != place
    (chart,) = workspace.ask(lambda ask: ask.charts.kept()).result()
    assert chart.spec.filter.facets["place"] == {str(kept)}
    assert verified(workspace) == []


def test_verify_names_a_merged_record_that_something_still_hangs_on(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file)
    gone = merge(workspace, "projects", "supcon10", "supcon50")
    workspace.close()
    connection = sqlite3.connect(facts_file)
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE claim SET subject_id = ? WHERE key = 's50_cap'", (gone,))
    connection.commit()
    connection.close()
    again = Workspace.open(facts_file)
    try:
        told = [text.format(**values) for text, values in again.ask(lambda ask: ask.verify()).result()]
    finally:
        again.close()
    assert any("supcon50" in text and "1 entries still hang" in text for text in told)


def test_a_pair_set_aside_is_not_offered_again_until_that_is_undone(workspace: Workspace) -> None:
    for key in ("one", "two"):
        save(workspace, new_project(key=key, name_en="Qaidam demonstration plant"))
    one, two = (id_of(workspace, "projects", key) for key in ("one", "two"))

    def pairs() -> set[tuple[int, int]]:
        found = workspace.ask(lambda ask: ask.merging.duplicates("projects")).result()
        return {(pair.one.id, pair.two.id) for pair in found.pairs}

    assert (one, two) in pairs()
    with pytest.raises(Problem, match="why"):
        workspace.do(lambda commands: commands.merging.not_the_same("projects", one, two, " ")).result()
    workspace.do(lambda commands: commands.merging.not_the_same("projects", two, one, "Two phases")).result()
    assert (one, two) not in pairs()
    assert verified(workspace) == []
    workspace.do(lambda commands: commands.undo()).result()
    assert (one, two) in pairs()


@settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_two_records_merged_undone_and_redone_leave_what_was_there(workspace: Workspace, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(MERGEABLE)))
    here = sorted(keys(workspace, kind))  # fewer with each merge that stays: numbers are drawn, not names
    at, step = data.draw(st.integers(0, 10**6)), data.draw(st.integers(1, 10**6))
    kept = here[at % len(here)]
    gone = here[(at + 1 + step % (len(here) - 1)) % len(here)]
    taken = data.draw(st.frozensets(st.sampled_from([group[0] for group in groups(KINDS[kind])])))
    before = content(workspace)
    try:
        merge(workspace, kind, kept, gone, taken)
    except (Conflict, InvalidDraft):
        assert content(workspace) == before
        return
    after = content(workspace)
    assert verified(workspace) == []
    workspace.do(lambda commands: commands.undo()).result()
    assert content(workspace) == before
    workspace.do(lambda commands: commands.redo()).result()
    assert content(workspace) == after
    if data.draw(st.booleans()):  # what follows begins with merged records too
        workspace.do(lambda commands: commands.undo()).result()


def test_an_import_leads_old_names_on_and_leaves_what_a_merged_record_said_in_older_lists_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    old = workspace.ask(lambda ask: next(iter(ask.export("projects", [ask.key("projects", "supcon50")])))).result()
    merge(workspace, "projects", "supcon10", "supcon50")
    kept = id_of(workspace, "projects", "supcon10")
    kind = old["kind"]
    named = {"key": "", "name_en": old["name_en"], "status": "halted", "kind": kind}
    made = plan(workspace, write_csv(tmp_path / "projects.csv", [named, {**named, "key": "supcon50"}]), "projects")
    by_name, by_key = made.rows(range(2))
    assert (by_name.state, by_name.id) == (State.CHANGED, kept)
    assert by_key.state is State.REFUSED
    assert by_key.problems[0].message(language("en")).startswith("This record was merged into “supcon10”")
    claim = {"subject_kind": "project", "subject_key": "supcon50", "measure_key": "installed_capacity",
             "value_as_stated": "49 MW", "nature": "design", "source_key": old["source_key"]}  # fmt: skip
    (row,) = plan(workspace, write_csv(tmp_path / "claims.csv", [claim]), "claims").rows(range(1))
    assert row.state is State.NEW and row.values["subject_key"] == "supcon10"


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_show_leads_from_the_old_short_name_to_the_record_and_says_so(facts_file: Path, code: str) -> None:
    from click.testing import CliRunner

    from pairing_desktop.cli import main

    workspace = Workspace.open(facts_file)
    merge(workspace, "projects", "supcon10", "supcon50")
    workspace.close()
    done = CliRunner().invoke(main, ["--file", str(facts_file), "--language", code, "show", "projects", "supcon50", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["key"] == "supcon10"
    assert "“supcon50”" in done.stderr and "“supcon10”" in done.stderr
    listed = CliRunner().invoke(main, ["--file", str(facts_file), "list", "projects", "--json"])
    assert "supcon50" not in {row["key"] for row in json.loads(listed.stdout)}
    assert CliRunner().invoke(main, ["--file", str(facts_file), "verify"]).exit_code == 0


def test_a_registered_page_about_a_merged_record_is_compared_with_the_one_it_became(workspace: Workspace, qapp: object) -> None:
    from registered import RECORD, register

    _painted, line = register(workspace, RECORD)
    merge(workspace, "projects", "supcon10", "supcon50")
    compared = workspace.ask(lambda ask: ask.snapshots.compare(line.id, language("en"))).result()
    assert "SUPCON Delingha 10 MW tower plant" in repr(compared)  # the page that is on file now is the other one's
