"""A new record of each of the six kinds, typed in Chinese and with dates as people write them."""

from pathlib import Path

import pytest

from pairing_desktop.domain.language import language
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands

SOURCE = {"source_key": "cnenergy_2018_cgn", "locator": "第3段"}


def new(hands: Hands, kind: str, fields: dict[str, str]) -> str:
    """Make a record through its form, opened from the menu; gives its short name."""
    menu = hands.window.menus.menu("new_kind")
    menu.aboutToShow.emit()
    one = {"projects": "Project", "companies": "Company", "places": "Place", "events": "Event", "claims": "Claim",
           "sources": "Source"}[kind]  # fmt: skip
    next(action for action in menu.actions() if action.text() == tr(one)).trigger()
    hands.until(lambda: hands.form.kind == kind and hands.form.body.isEnabled())
    for name, text in fields.items():
        hands.fill(name, text)
    form = hands.form
    assert form.messages.first_error() is None, {name: box.message() for name, box in form.boxes.items()}
    hands.save()
    hands.until(lambda: hands.page.current() is not None)
    current = hands.page.current()
    assert current is not None and current[0] == kind
    return hands.window.workspace.here.name(kind, current[1]).key


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")  # words offered while one types
def test_six_records_that_lean_on_each_other(hands: Hands, facts_file: Path) -> None:
    chinese = language("zh_CN")
    hands.program.set_language("zh_CN")
    hands.start(facts_file)
    before = hands.window.workspace.here.counts()
    source = new(hands, "sources", {
        "title": "德令哈新建储能电站开工", "publisher": "青海日报", "published_on": "2024.5",
        "kind": label("source_kind", "news", chinese),
    })  # fmt: skip
    place = new(hands, "places", {
        "name_zh": "柯鲁柯镇试验区", "kind": label("place_kind", "site", chinese), "parent_key": "delingha",
        "latitude": "37.4", "longitude": "97.2", "source_key": "德令哈新建储能电站开工",
    })  # fmt: skip
    company = new(hands, "companies", {
        "name_zh": "杭州临平储能有限公司", "kind": label("company_kind", "company", chinese),
        "home_place_key": "hangzhou", "source_key": "德令哈新建储能电站开工",
    })  # fmt: skip
    project = new(hands, "projects", {
        "name_zh": "柯鲁柯储能电站", "industry": label("industry", "solar thermal", chinese),
        "kind": label("project_kind", "power_plant", chinese),
        "status": label("project_status", "under_construction", chinese), "place_key": "柯鲁柯镇试验区",
        "start_date": "2024年5月", "capacity": "１００", "capacity_unit": "MW", "investment_cny": "3.5亿元",
        "source_key": "德令哈新建储能电站开工", "locator": "第1段",
    })  # fmt: skip
    event = new(hands, "events", {
        "title_zh": "储能电站开工仪式", "date": "2024年上半年", "kind": label("event_kind", "visit", chinese),
        "project_key": "柯鲁柯储能电站", "company_key": "杭州临平储能有限公司", "source_key": "德令哈新建储能电站开工",
    })  # fmt: skip
    claim = new(hands, "claims", {
        "subject_key": "柯鲁柯储能电站", "measure_key": "installed_capacity", "value_as_stated": "100兆瓦",
        "value": "100", "period_start": "2024年5月", "source_key": "德令哈新建储能电站开工", "locator": "第2段",
    })  # fmt: skip

    here = hands.window.workspace.here
    after = here.counts()
    kinds = ("sources", "places", "companies", "projects", "events", "claims")
    assert {kind: after[kind] - before[kind] for kind in kinds} == dict.fromkeys(kinds, 1)
    stored = hands.values("projects", project)
    assert (stored["name_zh"], stored["place_key"], stored["source_key"]) == ("柯鲁柯储能电站", place, source)
    assert (stored["capacity"], stored["investment_cny"]) == ("100", "350000000")
    assert (stored["start_date"], stored["start_precision"]) == ("2024-05", "month")
    stored = hands.values("events", event)
    assert (stored["project_key"], stored["company_key"]) == (project, company)
    assert (stored["date"], stored["date_precision"]) == ("2024-01", "half")
    stored = hands.values("claims", claim)
    assert (stored["subject_key"], stored["value_as_stated"], stored["value"]) == (project, "100兆瓦", "100")
    assert hands.values("sources", source)["published_on"] == "2024-05"
    assert hands.values("companies", company)["home_place_key"] == "hangzhou"

    hands.open("projects", project)
    shown = hands.card_text()
    for words in ("柯鲁柯储能电站", "柯鲁柯镇试验区", "100", "青海日报", "储能电站开工仪式"):
        assert words in shown, words
    for typed, name in (("储能电站开工仪式", event), ("kelukechuneng", project), ("临平储能", company)):
        found = hands.search(typed)
        assert found.hits.currentItem() is not None
        kind, id = found.hits.currentItem().data(0, 0x0100)[1:]
        assert here.name(kind, id).key == name, typed
        hands.press("Esc")
    assert here.verify() == []
    for kind in kinds:  # each of them one act of its own
        hands.settle()
        hands.press("Ctrl+Z")
        hands.until(lambda kind=kind: sum(here.counts().values()) == sum(after.values()) - kinds.index(kind) - 1)
    assert here.counts() == before


DATES = {  # as typed, kept as, precision, shown as
    "en": [
        ("2013", "2013", "year", "2013"),
        ("2018.12", "2018-12", "month", "Dec 2018"),
        ("2018-12", "2018-12", "month", "Dec 2018"),
        ("2018/12/30", "2018-12-30", "day", "30 Dec 2018"),
        ("2018年上半年", "2018-01", "half", "H1 2018"),
        ("about 2014", "2014", "year", "2014"),
    ],
    "zh_CN": [
        ("2013年", "2013", "year", "2013年"),
        ("2018年12月30日", "2018-12-30", "day", "2018年12月30日"),
        ("２０１８年１２月", "2018-12", "month", "2018年12月"),
        ("2018年上半年", "2018-01", "half", "2018年上半年"),
        ("2018年第三季度", "2018-07", "quarter", "2018年第三季度"),
        ("20世纪80年代", "1980", "decade", "20世纪80年代"),
        ("约2014年", "2014", "year", "2014年"),
    ],
}


@pytest.mark.parametrize("code", DATES)
def test_dates_as_typed_are_kept_and_shown_as_what_they_are(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    hands.open("events", "ev_pmo")
    hands.press("F2")
    hands.fill("date_as_stated", "")
    hands.fill("end_date", "")
    hands.fill("date", "1999")
    hands.save()
    for typed, value, precision, said in DATES[code]:
        hands.press("F2")
        hands.fill("date", typed)
        hands.save()
        stored = hands.values("events", "ev_pmo")
        assert (stored["date"], stored["date_precision"]) == (value, precision), typed
        assert stored["date_as_stated"] == (typed if "2014" in typed else ""), typed  # "about" is not lost
        lines = [line.strip() for line in hands.card_text().splitlines()]
        assert said in lines, (typed, lines[:8])


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_date_says_beside_its_field_how_it_is_read(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    hands.open("projects", "cgn50")
    hands.press("F2")
    hands.fill("start_date", "约2014年")
    reading = hands.form.boxes["start_date"].reading()
    assert {"en": "about 2014, kept as 2014", "zh_CN": "约2014年"}[code] in reading
