"""What may be saved, and in which words the rest is refused."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.data import DATABASE
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import EDITABLE_KINDS, KINDS, FieldType, seed_file
from pairing_desktop.domain.language import language
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.domain.validation import normalise, validate

ENGLISH, CHINESE = language("en"), language("zh_CN")
PROJECT = {"name_en": "A", "kind": "factory", "status": "planned", "source_key": "shine_2024_seed"}
CLAIM = {
    "subject_kind": "project", "subject_key": "supcon50", "measure_key": "installed_capacity", "value": "50",
    "value_as_stated": "50 MW", "unit": "MW", "nature": "actual", "source_key": "shine_2024_seed",
}
POWER = {"unit": "MW", "dimension": "power"}


def seed(name: str) -> list[dict[str, str]]:
    with (DATABASE / "seed" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(kind: str, /, today: str = "", measure: dict[str, str] | None = None, **values: str) -> list[FieldProblem]:
    base = {"projects": PROJECT, "claims": CLAIM}.get(kind, {})
    draft = normalise(Draft(kind, None, 0, {**base, **values}))
    return list(validate(draft, None, measure=measure, today=today))


def errors(kind: str, /, **values: str) -> dict[str, str]:
    return {problem.field: problem.message(ENGLISH) for problem in check(kind, **values) if problem.is_error}


@pytest.mark.parametrize("kind", [k for k in EDITABLE_KINDS if k.in_facts], ids=lambda kind: kind.name)
def test_every_cited_fact_is_exported_form_and_free_of_errors(kind):
    measures = {row["key"]: row for row in seed("measures.csv")}
    for row in seed(seed_file(kind)):
        draft = Draft(kind.name, None, 0, row)
        assert normalise(draft) == draft
        found = validate(draft, None, measure=measures.get(row.get("measure_key", "")), today="2026-11-23")
        assert [problem for problem in found if problem.is_error] == []


@pytest.mark.parametrize(
    ("typed", "value", "precision"),
    [
        ("2013", "2013", "year"),
        ("2013年", "2013", "year"),
        ("2018年12月30日", "2018-12-30", "day"),
        ("２０１８.１２", "2018-12", "month"),
        ("2018/12/30", "2018-12-30", "day"),
        ("约2014年", "2014", "year"),
        ("2018年上半年", "2018-01", "half"),
        ("Q2 2018", "2018-04", "quarter"),
        ("the 1980s", "1980", "decade"),
        ("", "", "unknown"),
    ],
)
def test_a_date_is_kept_as_precise_as_it_was_typed(typed, value, precision):
    values = normalise(Draft("projects", None, 0, {**PROJECT, "start_date": typed})).values
    assert (values["start_date"], values["start_precision"]) == (value, precision)


def test_two_ends_of_a_period_are_cut_to_the_coarser_one():
    values = normalise(Draft("claims", None, 0, {**CLAIM, "period_start": "2010", "period_end": "2025年7月"})).values
    assert [values[name] for name in ("period_start", "period_end", "period_precision")] == ["2010", "2025", "year"]


def test_about_stays_in_the_words_of_the_source():
    values = normalise(Draft("claims", None, 0, {**CLAIM, "period_start": "约2014年"})).values
    assert (values["period_start"], values["period_as_stated"]) == ("2014", "约2014年")


def test_full_width_is_read_in_numbers_codes_and_addresses_and_left_alone_in_texts():
    typed = {
        **PROJECT, "name_zh": "５０ＭＷ电站（一期）", "capacity": "１，８４３．５０",
        "industry": "光热", "kind": "电站",
    }
    values = normalise(Draft("projects", None, 0, typed)).values
    assert values["name_zh"] == "５０ＭＷ电站（一期）"
    assert (values["capacity"], values["industry"], values["kind"]) == ("1843.50", "solar thermal", "power_plant")
    url = normalise(Draft("sources", None, 0, {"url": "ｈｔｔｐｓ：//example.org/a"})).values["url"]
    assert url == "https://example.org/a"


@pytest.mark.parametrize(
    ("field", "typed", "value", "unit"),
    [
        ("investment_cny", "10.5亿元", "1050000000", ""),
        ("investment_cny", "1.05 billion yuan", "1050000000", ""),
        ("capacity", "50 MW", "50", "MW"),
        ("investment_cny", "超过10亿元", "超过10亿元", ""),
        ("investment_cny", "2–3亿元", "2–3亿元", ""),
    ],
)
def test_a_figure_with_scale_and_unit_becomes_a_plain_decimal_unless_it_is_hedged(field, typed, value, unit):
    values = normalise(Draft("projects", None, 0, {**PROJECT, field: typed})).values
    assert (values[field], values.get("capacity_unit", "")) == (value, unit)


def test_printed_words_are_never_touched():
    words = "１，１００万 ①"
    assert normalise(Draft("claims", None, 0, {**CLAIM, "value_as_stated": words})).values["value_as_stated"] == words


def test_an_end_before_its_start_names_both_dates_in_either_language():
    (problem,) = check("projects", start_date="2017-03-15", end_date="2016-12")
    assert problem.field == "end_date"
    assert problem.message(ENGLISH) == "December 2016 is before the start, 15 March 2017."
    assert problem.message(CHINESE) == "2016年12月早于开工日期2017年3月15日。"


def test_an_impossible_date_is_named_in_either_language():
    (problem,) = check("projects", start_date="2010-02-30")
    assert problem.message(ENGLISH) == "30 February 2010 does not exist."
    assert problem.message(CHINESE) == "2010年2月没有30日。"


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("projects", {"name_en": ""}, "name_en"),
        ("projects", {"source_key": ""}, "source_key"),
        ("projects", {"kind": "castle"}, "kind"),
        ("projects", {"capacity": "-50"}, "capacity"),
        ("projects", {"capacity": "abt 12"}, "capacity"),
        ("projects", {"investment_cny": "1e400"}, "investment_cny"),
        ("projects", {"investment_cny": "NaN"}, "investment_cny"),
        ("projects", {"start_date": "soon"}, "start_date"),
        ("projects", {"start_date": "2018-12-30", "start_precision": "year"}, "start_date"),
        ("projects", {"name_en": "x" * 100_000}, "name_en"),
        ("projects", {"note": "x" * 20_001}, "note"),
        ("projects", {"name_en": "broken \ud800"}, "name_en"),
        ("projects", {"key": "Über"}, "key"),
        ("places", {"name_en": "A", "kind": "city", "source_key": "s", "latitude": "91"}, "latitude"),
        ("places", {"name_en": "A", "kind": "city", "source_key": "s", "longitude": "-181"}, "longitude"),
        ("places", {"key": "a", "name_en": "A", "kind": "city", "source_key": "s", "parent_key": "a"}, "parent_key"),
        ("companies", {"key": "a", "name_en": "A", "kind": "bank", "source_key": "s", "parent_key": "a"}, "parent_key"),
        ("events", {"kind": "visit", "source_key": "s"}, "title_en"),
        ("sources", {"title": "", "kind": "news"}, "title"),
        ("sources", {"title": "A", "kind": "news", "url": "javascript:alert(1)"}, "url"),
        ("sources", {"title": "A", "kind": "news", "url": "file:///etc/passwd"}, "url"),
        ("sources", {"title": "A", "kind": "news", "published_on": "Q2 2018"}, "published_on"),
        ("claims", {"value_as_stated": ""}, "value_as_stated"),
        ("claims", {"measure_key": ""}, "measure_key"),
        ("claims", {"value": "plenty"}, "value"),
        ("claims", {"period_start": "2019", "period_end": "2018"}, "period_end"),
        ("claims", {"key": "a", "disputes_claim_key": "a"}, "disputes_claim_key"),
    ],
)
def test_what_cannot_be_saved_is_told_at_its_field_in_words_of_both_languages(kind, values, field):
    (problem,) = [problem for problem in check(kind, **values) if problem.is_error]
    assert problem.field == field
    assert problem.message(ENGLISH).endswith((".", "”"))
    assert problem.message(CHINESE).endswith("。")
    assert len(problem.message(ENGLISH)) < 200


@pytest.mark.parametrize("name", ["$\\frac$ Ltd", "<b>Bold</b>", "A & B", "O'Brien", "德令哈 ☀", "=1+1", "名" * 500])
def test_any_name_that_fits_is_kept_as_typed(name):
    draft = normalise(Draft("projects", None, 0, {**PROJECT, "name_en": name}))
    assert draft.values["name_en"] == name
    assert errors("projects", name_en=name) == {}


def test_a_claim_is_counted_in_the_unit_of_its_indicator_and_a_text_has_no_value():
    (problem,) = check("claims", measure=POWER, unit="kWh")
    assert problem.message(ENGLISH) == "This indicator is counted in MW."
    (problem,) = check("claims", measure={"unit": "", "dimension": "text"}, unit="")
    assert problem.field == "value"
    (problem,) = check("claims", measure=POWER, value="")
    assert problem.field == "value"


def test_warnings_say_so_and_are_no_errors():
    found = check("projects", today="2026-01-01", start_date="2206", capacity="50", capacity_unit="")
    assert {problem.field for problem in found} == {"start_date", "capacity_unit"}
    assert not any(problem.is_error for problem in found)


def test_a_short_name_never_changes():
    before = dict.fromkeys(KINDS["projects"].columns, "") | PROJECT | {"key": "a"}
    (problem,) = validate(Draft("projects", 1, 1, {"key": "b"}), before)
    assert problem.field == "key"


@given(st.sampled_from(EDITABLE_KINDS), st.data())
def test_no_text_whatever_breaks_the_reading_and_reading_twice_changes_nothing(kind, data):
    texts = st.text(max_size=30) | st.sampled_from(["2018-12", "约2014年", "-5", "1,000", "光热", "MW", "http://a.b"])
    names = [field.name for field in kind.fields if field.type is not FieldType.LINK]
    values = data.draw(st.dictionaries(st.sampled_from(names), texts))
    once = normalise(Draft(kind.name, None, 0, values))
    assert normalise(once) == once
    for problem in validate(once, None, today="2026-01-01"):
        assert problem.message(ENGLISH)
        assert problem.message(CHINESE)
