"""A chart behind which more rows rest than could be printed says the same as one that lists them all, and what it does
not list."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairing_desktop.domain.chart_look import looked
from pairing_desktop.domain.chart_spec import ChartSpec
from pairing_desktop.domain.chart_table import table
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.look import Look
from pairing_desktop.operations import chart_sources
from pairing_desktop.operations.charts import build, composed
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import lists

EN, ZH = language("en"), language("zh_CN")
AS_OF = "2026-11-23"
CHARTS = ("projects_by_year", "companies", "events", "events_running", "project_status", "pipeline", "capacity")
Drawn = Callable[..., ChartData]


@pytest.fixture
def drawn(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """A chart of the cited facts, by name or spec; with `many` rows are many from three on."""

    def made(what: str | ChartSpec, *, many: bool, filter: Filter | None = None, said: object = EN) -> ChartData:
        with monkeypatch.context() as patched:
            for name, number in (("MANY", 2), ("NAMED", 4)) if many else ():
                patched.setattr(chart_sources, name, number)
            return workspace.ask(
                lambda ask: build(ask._db, what, filter or Filter(), said, AS_OF)  # type: ignore[arg-type]
                if isinstance(what, str) else composed(ask._db, what, said, AS_OF)  # type: ignore[arg-type]
            ).result(timeout=30)

    return made


def same(plain: ChartData, many: ChartData) -> None:
    """Everything but what is listed; of that the exact numbers."""
    bare = replace(plain, sources=(), series=(), notes=(), callouts=(), events=None)
    assert bare == replace(many, sources=(), series=(), notes=(), callouts=(), events=None,
                           source_count=0)
    assert many.notes[:len(plain.notes)] == plain.notes
    assert [(one.code, one.label, len(one.points)) for one in plain.series] == [
        (one.code, one.label, len(one.points)) for one in many.series]
    named = {note.source_id for note in many.sources}
    assert named <= {note.source_id for note in plain.sources}
    for before, after in zip(plain.points, many.points, strict=True):
        assert (before.x, before.label, before.value, before.low, before.high, before.mark, before.note) == (
            after.x, after.label, after.value, after.low, after.high, after.mark, after.note)
        assert len(before.sources) == len(after.sources) + after.more_sources
        cited = {plain.sources[number].source_id for number in before.sources}
        assert {many.sources[number].source_id for number in after.sources} <= cited
        assert set(after.record_ids) <= set(before.record_ids) and set(after.claim_ids) <= set(before.claim_ids)
        if after.rows:
            assert after.rows == len(before.claim_ids) or after.rows >= len(before.record_ids)


@pytest.mark.parametrize("id", CHARTS)
@pytest.mark.parametrize("said", [EN, ZH], ids=["en", "zh"])
def test_a_chart_of_many_rows_says_what_one_of_few_says(drawn: Drawn, id: str, said: object) -> None:
    same(drawn(id, many=False, said=said), drawn(id, many=True, said=said))


def test_it_says_how_many_rows_and_sources_are_not_listed(drawn: Drawn) -> None:
    plain, many = drawn("events", many=False), drawn("events", many=True)
    assert len(many.sources) == 4 and many.source_count == len(plain.sources)
    note = many.notes[-1]
    assert f"{plain.figures:,} rows" in note and f"{len(plain.sources):,} sources" in note
    fullest = max(many.points, key=lambda point: point.value or 0)
    assert fullest.rows == fullest.value and fullest.more_sources
    cells = table(many, EN).rows
    assert any("more source" in row[-1] for row in cells)
    # Without a source is what nobody states, not what is not listed.
    assert many.trust == plain.trust


def test_a_part_of_it_says_how_many_sources_at_most(drawn: Drawn) -> None:
    plain, many = drawn("events", many=False), drawn("events", many=True)
    look = Look(first="2019-01-01", last="2022-12-31")
    assert looked(many, look).figures == looked(plain, look).figures
    assert "at most" in looked(many, look).trust


SPECS = [
    ChartSpec(form, subject, group=group, split=split)
    for subject, groups, splits in (
        ("projects", ("year", "status", "place"), ("", "industry", "stage")), ("events", ("year", "kind"), ("", "place")),
        ("companies", ("place", "kind"), ("", "industry")),
    )
    for group in groups for split in splits for form in (("stacked", "step") if group == "year" else ("stacked",))
]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: f"{spec.subject}-{spec.form}-{spec.group}-{spec.split}")
def test_composed_counts_of_many_rows_too(drawn: Drawn, spec: ChartSpec) -> None:
    same(drawn(spec, many=False), drawn(spec, many=True))


FILTERS = st.builds(
    Filter,
    text=st.sampled_from(["", "solar", "光热", "MW"]),
    facets=st.dictionaries(
        st.sampled_from(["industry", "status", "kind"]),
        st.frozensets(st.sampled_from(["solar thermal", "wind", "operating", "planned", "power_plant", ""]), max_size=3),
        max_size=2,
    ),
    years=st.tuples(st.none() | st.integers(2008, 2020), st.none() | st.integers(2015, 2027)),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(filter=FILTERS, fields=st.lists(
    st.sampled_from(["industry", "status", "stage", "place", "year", "kind"]), min_size=1, max_size=3, unique=True))
def test_groups_are_what_the_rows_say_one_by_one(workspace: Workspace, filter: Filter, fields: list[str]) -> None:
    def both(ask: object) -> tuple[dict[tuple[str, ...], list[int]], dict[tuple[str, ...], list[int]]]:
        connection = ask._db  # type: ignore[attr-defined]
        plain: dict[tuple[str, ...], list[int]] = {}
        for id, *codes in lists.codes(connection, "projects", fields, filter):
            plain.setdefault(tuple(map(str, codes)), []).append(id)
        return plain, {codes: ids.tolist() for codes, ids in lists.groups(connection, "projects", fields, filter).items()}

    plain, grouped = workspace.ask(both).result(timeout=30)
    assert grouped == plain
