"""Search finds what people type: two-character Chinese, pinyin, initials, figures, any case and width."""

from dataclasses import replace

import pytest

from office import new_project
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.text import fold
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store.search import bigrams, readings


def found(workspace: Workspace, kind: str, text: str) -> set[str]:
    def question(ask):  # type: ignore[no-untyped-def]
        return {row.key for row in ask.page(kind, ask.order(kind, Filter(text), Sort("key")).ids)}

    return workspace.ask(question).result()


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("projects", "光热", "supcon50"),
        ("projects", "德令哈", "supcon10"),
        ("projects", "SUPCON", "supcon50"),
        ("projects", "ｓｕｐｃｏｎ", "supcon50"),
        ("projects", "tower 50", "supcon50"),
        ("places", "dlh", "delingha"),
        ("places", "delingha", "delingha"),
        ("places", "dulan", "dulan"),
        ("companies", "zhongkong", "supcon_solar"),
        ("sources", "gov.cn", "qinghai_gov_2025"),
        ("claims", "1,843.58", "seed_p08_month"),
        ("claims", "14200000000", "seed_p13_capital"),
        ("events", "整月", "ev_s_202010"),
    ],
)
def test_a_row_is_found_by(kind: str, text: str, key: str, workspace: Workspace) -> None:
    assert key in found(workspace, kind, text)


@pytest.mark.parametrize("text", ['"', "O'Brien", "C++", "a AND", "(", "*", "%", "_", "\\", "NOT", "光", "x" * 5000])
def test_text_is_never_taken_for_a_query(text: str, workspace: Workspace) -> None:
    for kind in ("projects", "claims", "sources"):
        for key in found(workspace, kind, text):
            assert key


def test_a_renamed_record_is_found_by_its_new_name_only_and_again_after_undo(workspace: Workspace) -> None:
    draft = workspace.ask(lambda ask: ask.draft("companies", ask.locate("companies", "cosin_solar").id)).result()
    workspace.do(lambda commands: commands.save(replace(draft, values={"name_en": "Zebra Works", "name_zh": ""}))).result()
    assert found(workspace, "companies", "zebra") == {"cosin_solar"}
    assert "cosin_solar" not in found(workspace, "companies", "可胜")
    workspace.do(lambda commands: commands.undo()).result()
    assert "cosin_solar" in found(workspace, "companies", "可胜")
    assert found(workspace, "companies", "zebra") == set()


def test_every_substring_of_two_or_more_letters_of_a_name_finds_it(workspace: Workspace) -> None:
    name = "Qx7锂电Gamma"
    workspace.do(lambda commands: commands.save(new_project(name_en=name, key="sub"))).result()
    for start in range(len(name)):
        for end in range(start + 2, len(name) + 1):
            assert "sub" in found(workspace, "projects", name[start:end]), name[start:end]


def test_names_are_ordered_by_pinyin_in_a_chinese_list(workspace: Workspace) -> None:
    def question(ask):  # type: ignore[no-untyped-def]
        order = ask.order("places", Filter(), Sort("name", chinese=True))
        return [row.cells["name_zh"] for row in ask.page("places", order.ids[:200])]

    names = [name for name in workspace.ask(question).result() if name]
    assert names.index("德令哈市") < names.index("格尔木市") < names.index("杭州市") < names.index("浙江省")


def test_pinyin_follows_local_readings() -> None:
    assert readings("都兰县") == ("dulanxian", "dlx")
    assert readings("Delingha") == ("", "")


def test_go_to_anything_takes_a_text_as_it_stands_and_claims_also_by_the_figure_it_says(workspace: Workspace) -> None:
    def keys(text: str) -> set[str]:
        return {pick.key for pick in workspace.ask(lambda ask: ask.find(text, 200)).result().picks}

    assert "seed_p13_capital" in keys("142亿") & keys("14.2 billion")
    assert "supcon50" in keys("50 MW")
    assert "kaili_park" not in keys("50 MW")  # 350 million is not 50 MW


def test_bigrams_never_reach_across_a_gap() -> None:
    assert bigrams(fold("光热 AB,c")) == "光热 ab c"
