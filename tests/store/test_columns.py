"""Lists answered from columns in memory say what plain SQL says, and keep saying it while the file changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.listing import LISTS, Filter, Sort
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import columns, list_sql, lists, text_filter
from pairing_desktop.store.database import connect, file_of

KINDS = ("projects", "companies", "places", "events", "claims", "sources")


def plainly(connection: columns.KeepingConnection, kind: str, filter: Filter, sort: Sort) -> list[int]:
    """The same question as one SQL statement, sorted by Python."""
    spec = list_sql.LISTS[kind]
    where, values = spec.where(filter)
    key = spec.key(sort.column, chinese=sort.chinese)
    named = key.column if isinstance(key, list_sql.Named) else "0"  # rows that point to the same stand together
    rows = connection.execute(
        f"SELECT t.id, {key}, {named} FROM {spec.source} WHERE {where} ORDER BY t.id", values
    ).fetchall()
    stated = [row for row in rows if row[1] is not None and row[1] != ""]
    blank = [id for id, value, _ in rows if value is None or value == ""]
    stated.sort(
        key=lambda row: (row[1].encode() if isinstance(row[1], str) else row[1], row[2], row[0]), reverse=sort.descending
    )
    if str(key).startswith("t.") or not sort.descending:
        return [id for id, _, _ in stated] + blank
    return [id for id, _, _ in stated] + blank[::-1]


@pytest.fixture
def reader(facts_file: Path) -> Iterator[columns.KeepingConnection]:
    connection = connect(facts_file, read_only=True)
    yield connection
    connection.close()


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, Filter, Sort]:
    kind = draw(st.sampled_from(KINDS))
    spec = list_sql.LISTS[kind]
    known = ("", "solar_thermal", "operating", "planned", "news", "2018", "2022", "1", "60")
    codes = st.frozensets(st.sampled_from(known), max_size=3)
    facets = draw(st.dictionaries(st.sampled_from(sorted(set(spec.facets) - set(spec.direct))), codes, max_size=2))
    years = draw(st.tuples(st.none() | st.integers(2008, 2026), st.none() | st.integers(2008, 2026)))
    texts = ("", "", "德令哈", "光热", "solar", "olar", "sola", "50 mw", "50 mw solar", "d", "zk", "(", "没有这样的")
    text = draw(st.sampled_from(texts))
    trashed = draw(st.booleans()) and draw(st.booleans())
    column = draw(st.sampled_from([column.name for column in LISTS[kind].columns if column.sortable]))
    return kind, Filter(text, facets, years, trashed), Sort(column, draw(st.booleans()), draw(st.booleans()))


@given(st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_orders_and_filters_are_those_of_plain_sql(reader: columns.KeepingConnection, data: st.DataObject) -> None:
    kind, filter, sort = data.draw(questions())
    assert lists.order(reader, kind, filter, sort).ids.tolist() == plainly(reader, kind, filter, sort)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("descending", [False, True])
def test_the_first_rows_are_those_the_whole_order_begins_with(
    reader: columns.KeepingConnection, kind: str, descending: bool
) -> None:
    for column in LISTS[kind].columns:
        if column.sortable:
            sort = Sort(column.name, descending)
            whole = lists.order(reader, kind, Filter(), sort).ids.tolist()
            anew = connect(file_of(reader), read_only=True)  # where no order is known yet
            first = lists.first(anew, kind, Filter(), sort, 20)
            anew.close()
            assert first.ids.tolist()[:20] == whole[:20]
            assert first.whole == (len(first.ids) == len(whole))
            assert lists.first(reader, kind, Filter(), sort, 20).ids.tolist() == whole  # known by now


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_first_rows_of_a_text_in_a_long_list_are_those_all_rows_begin_with(
    reader: columns.KeepingConnection, data: st.DataObject
) -> None:
    kind, filter, sort = data.draw(questions())
    anew = connect(file_of(reader), read_only=True)  # where no text was sought yet
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text_filter, "MANY", 0)  # as if the list were long
        patched.setattr(lists, "_LONG", 0)
        patched.setattr(text_filter, "_LOOKED", 3)
        patched.setattr(lists, "_SCREEN", 4)
        lists.order(anew, kind, Filter(), sort)
        first = lists.first(anew, kind, filter, sort, 5)
    anew.close()
    whole = plainly(reader, kind, filter, sort)
    assert first.ids.tolist() == whole[:len(first.ids)]
    assert len(first.ids) == len(whole) if first.whole else len(first.ids) >= min(4, len(whole))


def test_what_many_rows_hold_is_shown_before_the_index_is_asked(reader: columns.KeepingConnection) -> None:
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lists, "_LONG", 0)
        patched.setattr(text_filter, "_LOOKED", 10)
        patched.setattr(lists, "_SCREEN", 4)
        lists.order(reader, "projects", Filter(), Sort("name"))
        reader.set_trace_callback(said.append)
        first = lists.first(reader, "projects", Filter("solar"), Sort("name"), 5)
        assert len(first.ids) == 4 and not first.whole and not any("search_index" in text for text in said)
        lists.first(reader, "projects", Filter("qqqq"), Sort("name"), 5)
        assert any("search_index" in text for text in said)  # what is rare is not looked for row by row


def test_counts_follow_every_kind_of_change(workspace: Workspace) -> None:
    def check() -> None:
        for kind in KINDS:
            names = [spec.name for spec in LISTS[kind].facets]
            kept = workspace.ask(lambda ask, kind=kind: ask.facets(kind, Filter())).result()
            fresh = connect(workspace.path, read_only=True)
            try:
                anew = lists.facets(fresh, kind, names, Filter())
                order = lists.order(fresh, kind, Filter(), LISTS[kind].sort).ids
            finally:
                fresh.close()
            assert {facet.name: [(value.code, value.count) for value in facet.values] for facet in kept} == {
                name: [(code, count) for code, _, _, count in values] for name, values in anew.items()
            }
            asked = workspace.ask(lambda ask, kind=kind: ask.order(kind, Filter(), LISTS[kind].sort)).result()
            assert asked.ids == order

    def project(name: str, key: str, **fields: str) -> Draft:
        if key:
            pick = workspace.ask(lambda ask: ask.locate("projects", key)).result()
            draft = workspace.ask(lambda ask: ask.draft("projects", pick.id)).result()
            return Draft("projects", draft.id, draft.rev, {**draft.values, **fields})
        values = {"name_en": name, "kind": "factory", "status": "planned", "source_key": "shine_2024_seed", "locator": "p 1"}
        return Draft("projects", None, 0, {**values, **fields})

    check()
    workspace.do(lambda c: c.save(project("Aardvark works", "", industry="a_new_industry"))).result()
    check()
    edited = project("", "cgn50", status="halted", start_date="1999", start_precision="year")
    workspace.do(lambda c: c.save(edited)).result()
    check()
    pick = workspace.ask(lambda ask: ask.locate("places", "golmud")).result()
    place = workspace.ask(lambda ask: ask.draft("places", pick.id)).result()
    workspace.do(lambda c: c.save(Draft("places", place.id, place.rev, {**place.values, "name_en": "Aa golmud"}))).result()
    check()
    gone = workspace.ask(lambda ask: ask.locate("projects", "cgn50")).result()
    workspace.do(lambda c: c.delete("projects", [gone.id])).result()
    check()
    for _ in range(4):
        workspace.do(lambda c: c.undo()).result()
        check()


def test_an_answer_that_a_save_breaks_off_is_whole_when_it_is_asked_again(reader: columns.KeepingConnection) -> None:
    before = lists.facets(reader, "projects", ["status", "year"], Filter())
    reader.kept.clear()
    for stop_at in range(1, 40):
        steps = iter(range(stop_at))
        reader.set_progress_handler(lambda steps=steps: next(steps, None) is None, 50)
        try:
            lists.facets(reader, "projects", ["status", "year"], Filter())
        except Exception as error:
            assert "interrupted" in str(error)
        reader.set_progress_handler(None, 0)
        assert lists.facets(reader, "projects", ["status", "year"], Filter()) == before


@pytest.mark.parametrize("kind", ["projects", "claims", "sources"])
@pytest.mark.parametrize("text", ["solar thermal", "德令哈光热", "50 mw"])
def test_typing_on_and_taking_back_finds_what_plain_sql_finds(
    reader: columns.KeepingConnection, kind: str, text: str
) -> None:
    sort = LISTS[kind].sort
    texts = [text[:length] for length in (*range(1, len(text) + 1), *range(len(text), 0, -1))]
    for typed in texts:
        for filter in (Filter(typed), Filter(typed, {"year": frozenset({"2018", "2023"})}), Filter(typed, trashed=True)):
            assert lists.order(reader, kind, filter, sort).ids.tolist() == plainly(reader, kind, filter, sort)


def test_of_very_many_texts_the_first_rows_are_those_the_whole_begins_with(
    reader: columns.KeepingConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("solar", "德令哈", "the"):
        monkeypatch.setattr(text_filter, "MANY", 0)
        first = lists.first(reader, "projects", Filter(text), Sort("name"), 5)
        assert not first.whole
        whole = lists.order(reader, "projects", Filter(text), Sort("name"))
        assert first.ids == whole.ids[:5]
        assert len(whole.ids) > 5 or text == "the"
        assert lists.first(reader, "projects", Filter(text), Sort("name"), 5).ids == whole.ids  # its texts were read by now


def test_what_was_read_for_a_text_is_forgotten_with_the_next_save(workspace: Workspace) -> None:
    def found() -> int:
        return len(workspace.ask(lambda ask: ask.order("projects", Filter("aardvark"), Sort("name"))).result().ids)

    assert found() == 0
    values = {
        "name_en": "Aardvark works", "kind": "factory", "status": "planned", "source_key": "shine_2024_seed", "locator": "p 1",
    }
    workspace.do(lambda c: c.save(Draft("projects", None, 0, values))).result()
    assert found() == 1
