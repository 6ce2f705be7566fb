"""Search finds what people type: two-character Chinese, pinyin, initials, figures, any case and width."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office import new_project
from pairing_desktop.domain import traditional
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.hits import Fit, Group, Hits
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.spelling import one_edit
from pairing_desktop.domain.text import fold
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import indexing, writing
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


CHARACTERS = st.one_of(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), st.sampled_from("重庆行都兰乌兰银行长大"))


@given(st.text(CHARACTERS, max_size=12))
def test_names_taken_apart_into_words_sound_as_pypinyin_says_of_the_whole(text: str) -> None:
    readings(text)  # loads pypinyin with the readings of ours
    import pypinyin

    whole = pypinyin.lazy_pinyin(text, style=pypinyin.Style.TONE3)
    assert readings(text)[0] == "".join(part.rstrip("12345") for part in whole)


def test_go_to_anything_takes_a_text_as_it_stands_and_claims_also_by_the_figure_it_says(workspace: Workspace) -> None:
    def keys(text: str) -> set[str]:
        return {pick.key for pick in workspace.ask(lambda ask: ask.find(text, 200)).result().picks}

    assert "seed_p13_capital" in keys("142亿") & keys("14.2 billion")
    assert "supcon50" in keys("50 MW")
    assert "kaili_park" not in keys("50 MW")  # 350 million is not 50 MW


def test_bigrams_never_reach_across_a_gap() -> None:
    assert bigrams(fold("光热 AB,c")) == "光热 ab c"


def hits(workspace: Workspace, text: str) -> dict[str, Group]:
    return {group.kind: group for group in workspace.ask(lambda ask: ask.find(text, 40)).result().groups}


def add_alias(workspace: Workspace, key: str, text: str) -> None:
    def work(commands):  # type: ignore[no-untyped-def]
        connection = commands._db
        owner = connection.execute("SELECT id FROM record WHERE key = ?", (key,)).fetchone()[0]
        return writing.operate(
            connection, lambda operation: operation.insert("alias", {"record_id": owner, "text": text, "kind": "former"}),
            label="Named",
        )

    workspace.do(work).result()


@pytest.mark.parametrize("text", [
    "142亿", "142 亿", "14.2 billion", "14,200,000,000", "14200000000", "１４２亿", "142億",
])
def test_a_figure_is_found_however_it_is_typed(text: str, workspace: Workspace) -> None:
    group = hits(workspace, text)["claims"]
    assert (group.hits[0].pick.key, group.hits[0].fit) == ("seed_p13_capital", Fit.FIGURE)


@pytest.mark.parametrize("text", ["50兆瓦", "50 MW", "50MW", "5万千瓦", "0.05 GW", "50000 kW"])
def test_a_figure_with_a_unit_finds_the_same_quantity_in_other_units(text: str, workspace: Workspace) -> None:
    found = hits(workspace, text)
    assert {"supcon50", "cgn50"} <= {hit.pick.key for hit in found["projects"].hits if hit.fit is Fit.FIGURE}
    assert "s50_cap" in {hit.pick.key for hit in found["claims"].hits if hit.fit is Fit.FIGURE}
    assert "kaili_park" not in {hit.pick.key for hit in found["projects"].hits}  # 50 of something else


def test_words_beside_a_figure_must_hold_too(workspace: Workspace) -> None:
    assert [hit.pick.key for hit in hits(workspace, "supcon 50兆瓦")["projects"].hits] == ["supcon50"]


def test_an_accepted_reading_is_found_by_its_value(workspace: Workspace) -> None:
    claim = workspace.ask(lambda ask: ask.locate("claims", "seed_p08_month").id).result()
    workspace.do(lambda commands: commands.accept_reading(claim, "wan_as_million", "the print means 万")).result()
    value = workspace.ask(lambda ask: ask.claim(claim)).result().effective
    assert "seed_p08_month" in {hit.pick.key for hit in hits(workspace, value)["claims"].hits if hit.fit is Fit.FIGURE}


@pytest.mark.parametrize(("text", "key", "fit"), [
    ("Delingha", "delingha", Fit.EXACT),
    ("德令哈市", "delingha", Fit.EXACT),
    ("supcon50", "supcon50", Fit.EXACT),
    ("zhejiang sup", "supcon_solar", Fit.BEGINS),
    ("tower supcon", "supcon10", Fit.WORD),
    ("光热", "supcon10", Fit.WORD),
])
def test_the_best_fit_stands_first(text: str, key: str, fit: Fit, workspace: Workspace) -> None:
    found = workspace.ask(lambda ask: ask.find(text, 40)).result()
    assert (found.groups[0].hits[0].pick.key, found.groups[0].hits[0].fit) == (key, fit)


@pytest.mark.parametrize(("text", "key", "passage"), [
    ("EPC contractor", "cgn200", "EPC contractor"),
    ("resolved against 3 July", "hz_dlh_platform", "resolved against 3 July 2024"),
])
def test_texts_and_roles_are_found_and_quoted(text: str, key: str, passage: str, workspace: Workspace) -> None:
    hit = next(hit for hit in hits(workspace, text)["projects"].hits if hit.pick.key == key)
    assert passage in hit.passage


def test_a_locator_is_found_and_no_longer_when_it_was_changed(workspace: Workspace) -> None:
    old = workspace.ask(lambda ask: ask.draft("claims", ask.locate("claims", "s50_cap").id)).result()
    workspace.do(lambda commands: commands.save(replace(old, values={"locator": "table 7, row Zwischenhalt"}))).result()
    assert [hit.pick.key for hit in hits(workspace, "zwischenhalt")["claims"].hits] == ["s50_cap"]
    workspace.do(lambda commands: commands.undo()).result()
    assert hits(workspace, "zwischenhalt") == {}


def test_another_name_finds_its_record_and_is_told(workspace: Workspace) -> None:
    add_alias(workspace, "supcon_solar", "杭州大太阳公司")
    for text in ("大太阳", "dataiyang", "hzdty", "杭州大太陽公司"):
        hit = hits(workspace, text)["companies"].hits[0]
        assert hit.pick.key == "supcon_solar", text
    assert hits(workspace, "大太阳")["companies"].hits[0].alias == "杭州大太阳公司"


@pytest.mark.parametrize(("text", "key"), [
    ("對口支援", "prog_qh_six"), ("浙江省對口支援", "prog_zj_haixi"), ("鹽湖", "qarhan"),
])
def test_traditional_characters_find_simplified_ones(text: str, key: str, workspace: Workspace) -> None:
    found = workspace.ask(lambda ask: ask.find(text, 200)).result()
    assert key in {pick.key for pick in found.picks}
    assert not found.meant


@pytest.mark.parametrize(("typed", "meant"), [
    ("supcno", "supcon"), ("spcon", "supcon"), ("suppcon", "supcon"), ("supcom", "supcon"), ("zhejiag", "zhejiang"),
    ("delinhga", "delingha"), ("德令蛤", "delingha"), ("中空太阳能", "zhongkongtaiyangneng"),
])
def test_a_slip_of_the_finger_or_a_character_of_the_same_sound_finds_what_was_meant(
    typed: str, meant: str, workspace: Workspace
) -> None:
    found = workspace.ask(lambda ask: ask.find(typed, 40)).result()
    assert found.meant == meant
    assert {hit.fit for group in found.groups for hit in group.hits} == {Fit.SIMILAR}


def test_what_is_nothing_like_anything_finds_nothing(workspace: Workspace) -> None:
    assert workspace.ask(lambda ask: ask.find("qxzvw kkjhg", 40)).result() == Hits()


def test_groups_count_all_and_show_some(workspace: Workspace) -> None:
    found = workspace.ask(lambda ask: ask.find("delingha", 24)).result()
    assert len(found.picks) <= 24 + 3 * len(found.groups)
    claims = next(group for group in found.groups if group.kind == "claims")
    assert claims.count > len(claims.hits) > 0
    assert not claims.more


def test_indicators_are_found_by_name_and_by_pinyin(workspace: Workspace) -> None:
    for text in ("Installed capacity", "装机容量", "zhuangjirongliang", "zjrl"):
        assert hits(workspace, text)["measures"].hits[0].pick.key == "installed_capacity", text


def test_what_lies_in_the_trash_is_counted_and_not_shown(workspace: Workspace) -> None:
    id = workspace.ask(lambda ask: ask.locate("projects", "cgn50").id).result()
    workspace.do(lambda commands: commands.delete("projects", [id])).result()
    found = workspace.ask(lambda ask: ask.find("中广核德令哈50MW槽式", 40)).result()
    assert "cgn50" not in {pick.key for pick in found.picks}
    assert found.trashed == 1


def test_recent_are_what_was_looked_at_and_what_was_changed(workspace: Workspace) -> None:
    def ids(*keys: str) -> list[tuple[str, int]]:
        return [("projects", workspace.ask(lambda ask, key=key: ask.locate("projects", key).id).result()) for key in keys]

    old = workspace.ask(lambda ask: ask.draft("places", ask.locate("places", "golmud").id)).result()
    workspace.do(lambda commands: commands.save(replace(old, values={"latitude": "36.4"}))).result()
    gone = ids("cgn50")
    workspace.do(lambda commands: commands.delete("projects", [gone[0][1]])).result()
    seen = [*gone, *ids("supcon50", "supcon10")]
    looked, changed = workspace.ask(lambda ask: ask.recent(seen, 8)).result()
    assert [pick.key for pick in looked] == ["supcon50", "supcon10"]
    assert [pick.key for pick in changed] == ["golmud"]  # the import of the facts is nothing one was at


def test_a_file_of_an_earlier_format_is_searched_by_everything_of_today(tmp_path: Path) -> None:
    old = Path(__file__).parent / "versions" / "0003.db"
    workspace = Workspace.open(Path(shutil.copyfile(old, tmp_path / "pairing.db")))
    try:
        assert hits(workspace, "142亿")["claims"].hits[0].fit is Fit.FIGURE
        assert hits(workspace, "德令哈市")["places"].hits[0].fit is Fit.EXACT
        assert workspace.ask(lambda ask: ask.find("supcno", 9)).result().meant == "supcon"
    finally:
        workspace.close()


def test_the_index_made_anew_is_the_index_kept_by_operations(workspace: Workspace) -> None:
    add_alias(workspace, "golmud", "格尔木旧名")
    tables = ("search_text", "search_name", "search_word")

    def held(connection: sqlite3.Connection) -> list[object]:
        rows = [connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3" if table != "search_word" else
                                   f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]
        words = connection.execute("SELECT rowid FROM search_index WHERE search_index MATCH 'n格尔' ORDER BY 1").fetchall()
        return [*rows, words]

    def anew(commands):  # type: ignore[no-untyped-def]
        before = held(commands._db)
        with writing.transaction(commands._db):
            indexing.rebuild(commands._db)
        assert held(commands._db) == before
        return ChangeSet(0, "")

    workspace.do(anew).result()


@pytest.mark.parametrize(
    ("kind", "key", "values"),
    [
        ("projects", "supcon50", {"note": "Looked at again in 2026"}),
        ("projects", "supcon50", {"name_zh": "青海中控五十兆瓦塔式光热", "note": "Renamed"}),
        ("companies", "supcon_solar", {"credit_code": "913301007195412809"}),
        ("companies", "cosin_solar", {"name_en": "Zebra Works", "name_zh": ""}),
        ("places", "golmud", {"name_en": "Golmud city"}),
        ("sources", "qinghai_gov_2025", {"title": "Another title"}),
        ("events", "ev_s_202010", {"title_zh": "另一个标题"}),
    ],
)
def test_an_edit_leaves_the_index_as_it_would_be_made_anew(
    kind: str, key: str, values: dict[str, str], workspace: Workspace
) -> None:
    def held(connection: sqlite3.Connection) -> list[object]:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in ("search_text", "search_name")
        ] + [connection.execute("SELECT id, sort_en, sort_zh FROM record ORDER BY 1").fetchall()]

    def anew(commands):  # type: ignore[no-untyped-def]
        before = held(commands._db)
        with writing.transaction(commands._db):
            operation = writing._begin(commands._db, label="anew", values={}, who="", unit="")
            indexing.rebuild(commands._db, sort=True)
            commands._db.execute("DELETE FROM open_operation")
            writing.journal.seal(commands._db, operation.id)
        assert held(commands._db) == before
        return ChangeSet(0, "")

    draft = workspace.ask(lambda ask: ask.draft(kind, ask.locate(kind, key).id)).result()
    workspace.do(lambda commands: commands.save(replace(draft, values=values))).result()
    workspace.do(anew).result()


def test_every_pair_of_the_table_of_traditional_characters_sounds_alike() -> None:
    from pypinyin import Style, pinyin

    signs = "".join(traditional._PAIRS.split())
    pairs = list(zip(signs[::2], signs[1::2], strict=True))
    assert len(pairs) == len({old for old, _ in pairs}) > 900
    simple = {new for _, new in pairs}
    for old, new in pairs:
        assert old not in simple, f"{old} would not be final"
        one, two = (set(pinyin(sign, heteronym=True, style=Style.NORMAL)[0]) for sign in (old, new))
        assert one & two, old + new


@given(st.text("abcde", min_size=1, max_size=7), st.text("abcde", min_size=1, max_size=7))
def test_one_edit_is_what_the_definition_says(typed: str, word: str) -> None:
    ways = {word}
    for at in range(len(word) + 1):
        ways |= {word[:at] + word[at + 1:], *(word[:at] + sign + word[at:] for sign in "abcde")}
        ways |= {word[:at] + sign + word[at + 1:] for sign in "abcde"} if at < len(word) else set()
        ways |= {word[:at] + word[at + 1] + word[at] + word[at + 2:]} if at + 1 < len(word) else set()
    assert one_edit(typed, word) == (typed in ways)
