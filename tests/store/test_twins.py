"""What a new record may be that is on file: by code, name, other name, form of company, sound, one slip."""

import pytest

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.twins import Alike
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import writing
from pairing_desktop.store.twins import bare

CODE = "91632802MA7527HT26"


def alike(workspace: Workspace, kind: str, **values: str) -> dict[str, Alike]:
    found = workspace.ask(lambda ask: ask.twins(kind, values)).result()
    return {twin.pick.key: twin.alike for twin in found}


@pytest.fixture
def firm(workspace: Workspace) -> Workspace:
    """A file with a company of two names, a former name and a code."""
    draft = Draft("companies", None, 0, {
        "key": "hzny", "name_en": "Hangzhou New Energy Co., Ltd.", "name_zh": "杭州新能源有限公司", "kind": "company",
        "source_key": "shine_2024_seed", "locator": "para 1", "credit_code": CODE,
    })
    id = max(workspace.do(lambda commands: commands.save(draft)).result().rows["companies"])

    def name(commands):  # type: ignore[no-untyped-def]
        values = {"record_id": id, "text": "西湖电力设备厂", "kind": "former", "used_from": "2008", "used_to": "2012-05"}
        return writing.operate(commands._db, lambda operation: operation.insert("alias", values), label="Named")

    workspace.do(name).result()
    return workspace


@pytest.mark.parametrize(("values", "what"), [
    ({"name_zh": "别的名字", "credit_code": CODE}, Alike.CODE),
    ({"name_zh": "杭州新能源有限公司"}, Alike.NAME),
    ({"name_en": "hangzhou new energy"}, Alike.NAME),
    ({"name_en": "Hangzhou New Energy Limited"}, Alike.NAME),
    ({"name_zh": "杭州新能源股份有限公司"}, Alike.NAME),
    ({"name_zh": "西湖电力设备厂"}, Alike.NAME),
    ({"name_zh": "西湖電力設備廠"}, Alike.NAME),
    ({"name_zh": "杭州新能元有限公司"}, Alike.SOUND),
    ({"name_en": "Hangzhou New Enrgy Co., Ltd."}, Alike.NEARLY),
    ({"name_zh": "杭州新能源有限公"}, Alike.NEARLY),
])
def test_a_record_on_file_is_known_again_by(values: dict[str, str], what: Alike, firm: Workspace) -> None:
    assert alike(firm, "companies", **values).get("hzny") is what


@pytest.mark.parametrize("values", [
    {"name_zh": "宁波远洋运输公司"}, {"name_en": "Hangzhou Old Energy Co."}, {"name_zh": "杭州"}, {"name_en": "Co., Ltd."}, {},
])
def test_another_company_is_not_taken_for_it(values: dict[str, str], firm: Workspace) -> None:
    assert "hzny" not in alike(firm, "companies", **values)


def test_what_lies_in_the_trash_or_is_of_another_kind_is_no_twin(firm: Workspace) -> None:
    assert alike(firm, "projects", name_zh="杭州新能源有限公司") == {}
    id = firm.ask(lambda ask: ask.locate("companies", "hzny").id).result()
    firm.do(lambda commands: commands.delete("companies", [id])).result()
    assert alike(firm, "companies", name_zh="杭州新能源有限公司", credit_code=CODE) == {}


def test_the_form_of_a_company_is_left_out_of_its_bare_name() -> None:
    assert bare("zhejiang supcon technology co., ltd.") == "zhejiang supcon technology"
    assert bare("浙江中控集团有限公司") == "浙江中控"
    assert bare("有限公司") == "有限公司"
