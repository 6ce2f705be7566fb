"""Indicators as records of their own: made, changed, thrown away and brought back, and what claims have to say to it."""

from pathlib import Path

import pytest

from office import Ask
from pairing_desktop.domain.chart_spec import ChartSpec
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.problems import Conflict, InvalidDraft
from pairing_desktop.operations.workspace import Workspace
from tables_in import bring_in, refused, told, write_csv

SHEEP = {"name_en": "Sheep bought", "name_zh": "购羊数", "unit": "sheep", "dimension": "count", "flow": "flow"}


def do(workspace: Workspace, act):  # type: ignore[no-untyped-def]
    return workspace.do(act).result(timeout=30)


def make(workspace: Workspace, **values: str) -> int:
    change = do(workspace, lambda c: c.save(Draft("measures", None, 0, {**SHEEP, **values}), why="a new line of the report"))
    (made,) = change.rows["measures"]
    return int(made)


def claim(workspace: Workspace, measure: str, **values: str) -> int:
    draft = Draft("claims", None, 0, {
        "subject_kind": "place", "subject_key": "delingha", "measure_key": measure, "value": "300", "unit": "sheep",
        "value_as_stated": "300只", "nature": "actual", "qualifier": "exact", "period_start": "2023",
        "period_precision": "year", "source_key": "shine_2024_seed", "locator": "para 9", **values,
    })  # fmt: skip
    (made,) = do(workspace, lambda c: c.save(draft)).rows["claims"]
    return int(made)


def state(workspace: Workspace) -> str:
    from pairing_desktop.store.past import content_hash

    return workspace._session.read(content_hash).result(timeout=30)


def test_a_new_indicator_has_a_short_name_of_its_own_and_is_found(workspace: Workspace, ask: Ask[object]) -> None:
    first, second = make(workspace), make(workspace, name_zh="购买羊只数")
    keys = [ask(lambda a, id=id: a.name("measures", id).key) for id in (first, second)]
    assert keys == ["sheep_bought", "sheep_bought_2"]
    chinese = make(workspace, name_en="", name_zh="羊毛产量", unit="t", dimension="mass")
    assert ask(lambda a: a.name("measures", chinese).key) == "yangmaochanliang"
    for typed in ("sheep bou", "购羊", "goumaiyang", "gmyz"):
        assert {pick.id for pick in ask(lambda a, typed=typed: a.pick("measures", typed, 9))} & {first, second}, typed
    facet = next(one for one in ask(lambda a: a.facets("claims", Filter())) if one.name == "measure")
    assert [value.count for value in facet.values if value.code == str(first)] == [0]
    line = ask(lambda a: a.history("measures", first))[0]
    assert (line.who, line.why) == ("Li Wei", "a new line of the report")


def test_undo_and_redo_of_every_step_across_restarts(facts_file: Path) -> None:
    states = []

    def step(act) -> None:  # type: ignore[no-untyped-def]
        workspace = Workspace.open(facts_file, who="Li Wei")
        act(workspace)
        states.append(state(workspace))
        assert workspace.ask(lambda a: a.verify()).result(30) == []
        workspace.close()

    step(lambda w: None)
    ids: list[int] = []
    step(lambda w: ids.append(make(w)))
    step(lambda w: do(w, lambda c: c.save(Draft("measures", ids[0], 1, {"name_en": "Sheep & goats bought"}))))
    step(lambda w: do(w, lambda c: c.delete("measures", ids)))
    forward = list(states)
    for at in (2, 1, 0):
        step(lambda w: do(w, lambda c: c.undo()))
        assert states[-1] == forward[at]
    for at in (1, 2, 3):
        step(lambda w: do(w, lambda c: c.redo()))
        assert states[-1] == forward[at]


def test_an_indicator_that_claims_use_stays_and_says_how_many(workspace: Workspace, ask: Ask[object]) -> None:
    made = make(workspace)
    stated = claim(workspace, "sheep_bought")
    with pytest.raises(Conflict) as conflict:
        do(workspace, lambda c: c.delete("measures", [made]))
    assert "1 claim states a figure" in conflict.value.message(language("en"))
    assert "有 1 条记载" in conflict.value.message(language("zh_CN")) and "购羊数" in conflict.value.message(language("zh_CN"))
    for change in ({"unit": "person"}, {"unit": "t", "dimension": "mass"}):
        draft = ask(lambda a: a.draft("measures", made))
        with pytest.raises(InvalidDraft) as invalid:
            do(workspace, lambda c, draft=draft, change=change: c.save(Draft("measures", made, draft.rev, change)))
        assert "make a new indicator" in invalid.value.problems[0].message(language("en"))
    do(workspace, lambda c: c.save(Draft("measures", made, draft.rev, {"flow": "stock", "name_en": "Sheep kept"})))
    do(workspace, lambda c: c.delete("claims", [stated]))
    with pytest.raises(InvalidDraft):  # the claim may come back
        do(workspace, lambda c: c.save(Draft("measures", made, draft.rev + 1, {"unit": "person"})))
    do(workspace, lambda c: c.delete("measures", [made]))


def test_a_thrown_indicator_is_offered_nowhere_and_takes_no_claims(workspace: Workspace, ask: Ask[object]) -> None:
    made = make(workspace)
    stated = claim(workspace, "sheep_bought")
    do(workspace, lambda c: c.delete("claims", [stated]))
    do(workspace, lambda c: c.delete("measures", [made]))
    assert ask(lambda a: a.pick("measures", "sheep", 9)) == ()
    assert made not in {pick.id for pick in ask(lambda a: a.pick("measures", "", 999))}
    assert "sheep_bought" not in {row["key"] for row in ask(lambda a: list(a.export("measures")))}
    assert ask(lambda a: a.counts())["measures"] == 86
    assert {(pick.kind, pick.name_en) for pick in ask(lambda a: a.trash())} >= {("measures", "Sheep bought")}
    with pytest.raises(InvalidDraft) as invalid:
        claim(workspace, "sheep_bought")
    assert "lies in the trash" in invalid.value.problems[0].message(language("en"))
    with pytest.raises(Conflict) as conflict:
        do(workspace, lambda c: c.restore("claims", [stated]))
    assert "Sheep bought" in conflict.value.message(language("en"))
    do(workspace, lambda c: c.restore_all({"claims": [stated], "measures": [made]}))
    assert ask(lambda a: a.claim(stated)).measure_id == made


def test_an_indicator_that_is_on_file_is_a_twin(workspace: Workspace, ask: Ask[object]) -> None:
    alike = (("name_zh", "装机容量"), ("name_zh", "裝機容量"),
             ("name_en", "installed  capacity"), ("name_en", "Instaled capacity"))  # fmt: skip
    for names in ({field: name} for field, name in alike):
        found = ask(lambda a, names=names: a.twins("measures", names))
        assert found and found[0].pick.key == "installed_capacity", names
    assert not ask(lambda a: a.twins("measures", {"name_en": "Sheep bought"}))


def test_a_claim_of_a_new_indicator_is_charted_and_checked(workspace: Workspace, ask: Ask[object]) -> None:
    make(workspace)
    claim(workspace, "sheep_bought")
    spec = ChartSpec("bar", "claims", measures=("sheep_bought",), group="figure")
    known = ask(lambda a: a.charts.measures(spec))
    assert "sheep_bought" in {one.key for one in known}
    assert ask(lambda a: a.check()) is not None


def test_a_table_of_indicators_is_held_against_those_on_file(workspace: Workspace, tmp_path: Path) -> None:
    make(workspace)
    claim(workspace, "sheep_bought")
    table = write_csv(tmp_path / "t.csv", [
        {"name_en": name, "name_zh": chinese, "unit": unit, "flow": "flow"} for name, chinese, unit in (
            ("sheep bought", "", "sheep"), ("Sheep bought", "购羊数", "t"), ("Milk sold", "牛奶销量", "吨"),
            ("Wool", "羊毛", "公斤"), ("", "", "t"), ("Told", "表述", ""),
        )
    ])  # fmt: skip
    made = bring_in(workspace, "measures", table)
    assert told(made) == [(2, "changed"), (3, "refused"), (4, "new"), (5, "refused"), (6, "refused"), (7, "refused")]
    said = {row.row: " ".join(one.message(language("zh_CN")) for one in row.problems) for row in refused(made)}
    assert "新建指标" in said[3] and "按“吨”保存" in said[5]
    milk = workspace.ask(lambda a: a.draft("measures", a.locate("measures", "milk_sold").id)).result(30).values
    assert (milk["unit"], milk["dimension"], milk["flow"]) == ("t", "mass", "flow")
    do(workspace, lambda c: c.undo())
    assert workspace.ask(lambda a: a.counts()).result(30)["measures"] == 87  # what an import made is gone with it


def test_a_renamed_indicator_is_what_its_claims_are_found_by(workspace: Workspace, ask: Ask[object]) -> None:
    made = make(workspace)
    stated = claim(workspace, "sheep_bought")
    do(workspace, lambda c: c.save(Draft("measures", made, 1, {"name_en": "Yaks counted", "name_zh": "牦牛数"})))
    assert ask(lambda a: a.name("measures", made).key) == "sheep_bought"  # the short name is for ever
    for typed in ("yaks", "牦牛"):
        found = ask(lambda a, typed=typed: a.find(typed))
        hits = {(group.kind, hit.pick.id) for group in found.groups for hit in group.hits}
        assert {("measures", made), ("claims", stated)} <= hits, typed
