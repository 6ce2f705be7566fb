"""Each chart against the cited facts, counted here anew from the seed files."""

import csv
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median

import pytest

from pairing_desktop.data import DATABASE
from pairing_desktop.domain.charting import ChartData, Point
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.problems import FileProblem, NotFound
from pairing_desktop.domain.trust import Mark
from pairing_desktop.operations.chart_files import Sheet, chart_bytes, save_chart
from pairing_desktop.operations.charts import CHARTS, build
from pairing_desktop.operations.workspace import Workspace

EN, ZH = language("en"), language("zh_CN")
AS_OF = "2026-11-23"
Chart = Callable[..., ChartData]


def seed(name: str) -> list[dict[str, str]]:
    with (DATABASE / "seed" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PROJECTS = {row["key"]: row for row in seed("projects")}
CLAIMS = {row["key"]: row for row in seed("claims")}


@pytest.fixture
def chart(workspace: Workspace) -> Chart:
    """A chart of the cited facts as of a fixed day."""

    def made(id: str, filter: Filter | None = None, said: object = EN) -> ChartData:
        return workspace.ask(
            lambda ask: build(ask._db, id, filter or Filter(), said, AS_OF)  # type: ignore[arg-type]
        ).result(timeout=30)

    return made


def values(data: ChartData) -> dict[str, dict[str, Decimal | None]]:
    return {series.code: {point.x: point.value for point in series.points} for series in data.series}


def all_points(data: ChartData) -> list[Point]:
    return [point for series in data.series for point in series.points]


@pytest.mark.parametrize("id", [info.id for info in CHARTS])
def test_every_value_has_its_sources_and_what_it_rests_on(chart: Chart, id: str) -> None:
    for said in (EN, ZH):
        data = chart(id, said=said)
        assert data.title and data.subtitle and data.summary and data.trust
        for point in data.points:
            if point.value:
                assert point.sources
                assert point.claim_ids or point.record_ids
                assert all(index < len(data.sources) for index in point.sources)


@pytest.mark.parametrize("id", [info.id for info in CHARTS])
def test_both_languages_draw_the_same_claims(chart: Chart, id: str) -> None:
    english, chinese = chart(id), chart(id, said=ZH)
    assert english.title != chinese.title
    for one, other in zip(english.series, chinese.series, strict=True):
        def drawn(point: Point) -> tuple[object, ...]:
            return point.x, point.value, point.low, point.high, point.claim_ids, point.mark

        assert sorted(map(drawn, one.points), key=str) == sorted(map(drawn, other.points), key=str)


def test_sources_are_numbered_in_the_order_of_drawing(chart: Chart) -> None:
    data = chart("investment")
    seen = list(dict.fromkeys(index for point in all_points(data) for index in point.sources))
    assert seen == list(range(len(data.sources)))


# Capacity


def test_capacity_is_the_running_total_of_connected_plants(chart: Chart) -> None:
    found = values(chart("capacity"))
    connected = [  # the plants of the facts that are connected at a stated time
        (2011, "photovoltaic", PROJECTS["huanghe_golmud"]["capacity"]),
        (2011, "photovoltaic", PROJECTS["longyuan_golmud"]["capacity"]),
        (2011, "photovoltaic", PROJECTS["junyang_golmud"]["capacity"]),
        (2013, "solar thermal", CLAIMS["s10_cap"]["value"]),
        (2018, "solar thermal", CLAIMS["s50_cap"]["value"]),
        (2018, "solar thermal", CLAIMS["cgn_cap"]["value"]),
        (2019, "solar thermal", CLAIMS["lun50_cap"]["value"]),
        (2025, "photovoltaic", CLAIMS["crrc_pv"]["value"]),
        (2025, "wind", CLAIMS["crrc_wind"]["value"]),
    ]
    for code in ("solar thermal", "photovoltaic", "wind"):
        for year in range(2010, 2027):
            total = sum(Decimal(value) for at, kind, value in connected if kind == code and at <= year)
            assert found[code][str(year)] == total
    assert set(found) == {"solar thermal", "photovoltaic", "wind"}
    assert chart("capacity").figures == len(connected)


def test_capacity_tells_what_it_leaves_out(chart: Chart) -> None:
    left_out = chart("capacity").left_out
    assert left_out[0].startswith("2 plants connected, but nobody states when")
    assert "(1,000 MW)" in left_out[0]
    assert "Luneng Haixi Golmud" in left_out[1]
    waiting = [
        row for row in PROJECTS.values()
        if row["kind"] == "power_plant" and row["status"] not in ("operating", "completed", "active")
    ]
    assert left_out[2].startswith(f"{len(waiting)} plants not known to be connected")


def test_a_momentary_output_is_not_a_capacity(chart: Chart, workspace: Workspace) -> None:
    momentary = workspace.ask(lambda ask: ask.locate("claims", "s10_output")).result(timeout=30).id
    assert all(momentary not in point.claim_ids for point in all_points(chart("capacity")))


def test_a_filter_narrows_what_is_charted_and_is_told(chart: Chart) -> None:
    data = chart("capacity", Filter(facets={"industry": frozenset({"photovoltaic"})}))
    assert set(values(data)) == {"photovoltaic"}
    assert data.filters == ("Industry: Photovoltaic",)
    assert chart("capacity", Filter(text="no such plant")).is_empty


def test_filters_are_told_in_the_language_of_the_chart(chart: Chart) -> None:
    data = chart("projects_by_year", Filter(text="光热", years=(2011, 2018)), ZH)
    assert data.filters == ("文字：“光热”", "年份：2011年至2018年")


# Generation


def months() -> list[dict[str, str]]:
    return [row for row in CLAIMS.values()
            if (row["subject_key"], row["measure_key"], row["nature"]) == ("supcon50", "monthly_generation", "actual")]


def test_generation_draws_each_month_once_and_leaves_gaps(chart: Chart) -> None:
    actual = values(chart("generation"))["actual"]
    wanted = {Decimal(row["value"]) for row in months() if row["key"] != "seed_p08_month"}
    assert set(actual.values()) == wanted
    assert "2020-10-09/2020-11-08" in actual
    assert not any(x.startswith("2021-03") for x in actual)


def test_two_sources_of_one_figure_are_one_bar_with_both(chart: Chart) -> None:
    points = {point.x: point for point in chart("generation").series[0].points}
    assert len(points["2020-10-09/2020-11-08"].claim_ids) == 2
    assert len(points["2020-10-09/2020-11-08"].sources) == 2


def test_the_misprinted_month_is_told_and_not_drawn(chart: Chart) -> None:
    data = chart("generation")
    assert data.highest < Decimal(37_200_000)
    sentence = data.left_out[0]
    assert "1,843.58 million kWh a month" in sentence
    against = sum(1 for row in CLAIMS.values() if row["disputes_claim_key"] == "seed_p08_month")
    assert f"{against} claims speak against it" in sentence
    others = [Decimal(row["value"]) for row in months() if row["key"] != "seed_p08_month"]
    times = (Decimal(1_843_580_000) / median(others)).quantize(Decimal(1))
    assert f"{times} times" in sentence
    number = int(sentence.split("[")[1].split("]")[0])
    assert data.sources[number - 1].key == "shine_2024_seed"


def test_expected_output_is_as_claimed_or_computed_from_the_rate(chart: Chart) -> None:
    expected = {point.x: point for point in chart("generation").series[1].points}
    stated = expected["2020-01-26/2020-02-25"]
    assert stated.value == Decimal(CLAIMS["s50_202002_exp"]["value"])
    assert not stated.note
    computed = expected["2019-08-01/2019-08-31"]
    exact = Decimal(CLAIMS["s50_201908"]["value"]) * 100 / Decimal(CLAIMS["s50_201908_rate"]["value"])
    assert computed.value is not None
    assert abs(computed.value - exact) / exact < Decimal("0.0005")
    assert "83.2" in computed.note


# Counts


def test_projects_by_start_year(chart: Chart) -> None:
    data = chart("projects_by_year")
    counts = Counter(row["start_date"][:4] for row in PROJECTS.values())
    for year in range(2010, 2027):
        assert sum(column[str(year)] or 0 for column in values(data).values()) == counts[str(year)]
    assert data.left_out[0].startswith(f"{counts['']} projects without a start date")
    before = sum(number for year, number in counts.items() if year and year < "2010")
    assert data.left_out[1].startswith(f"{before} projects that started before 2010")


def test_events_by_year_and_kind(chart: Chart) -> None:
    data = chart("events")
    counts = Counter(row["date"][:4] for row in seed("events"))
    for year in range(2010, 2027):
        assert sum(column[str(year)] or 0 for column in values(data).values()) == counts[str(year)]
    built = sum(1 for row in seed("events")
                if row["kind"] in ("construction", "commissioning") and row["date"][:4] >= "2010")
    assert sum(value or 0 for value in values(data)["commissioning"].values()) == built
    assert data.left_out[0].startswith(f"{counts['']} events without a date")


def test_companies_by_home(chart: Chart) -> None:
    data = chart("companies")
    names = {row["key"]: row["name_en"] for row in seed("places")}
    homes = Counter(names.get(row["home_place_key"], "") for row in seed("companies"))
    found: Counter[str] = Counter()
    for point in all_points(data):
        found[point.label] += int(point.value or 0)
    assert found == Counter({home: number for home, number in homes.items() if home})
    assert data.left_out[0].startswith(f"{homes['']} companies")
    rows = range(len(data.series[0].points))
    totals = [sum(int(series.points[row].value or 0) for series in data.series) for row in rows]
    assert totals == sorted(totals, reverse=True)


# Ranges


def test_investment_has_every_project_with_a_figure_and_its_rivals(chart: Chart) -> None:
    data = chart("investment")
    points = {point.label: point for point in all_points(data)}
    wanted = {
        PROJECTS[key]["name_en"] for key in PROJECTS
        if PROJECTS[key]["investment_cny"]
        or any(row["subject_key"] == key and row["measure_key"] == "investment" for row in CLAIMS.values())
    }
    assert set(points) == wanted
    tower = points[PROJECTS["supcon50"]["name_en"]]
    rivals = [Decimal(row["value"]) for row in CLAIMS.values()
              if (row["subject_key"], row["measure_key"]) == ("supcon50", "investment")]
    assert (tower.value, tower.low, tower.high) == (Decimal(1_050_000_000), min(rivals), max(rivals))
    assert tower.mark is Mark.DISPUTED
    assert len(tower.claim_ids) == len(rivals) == 4
    assert points[PROJECTS["laibao_pv"]["name_en"]].planned
    assert not points[PROJECTS["crrc1gw"]["name_en"]].planned
    assert data.log


def test_partners_keep_rival_counts_as_a_range_and_others_apart(chart: Chart) -> None:
    data = chart("partners")
    levels = {series.code: series.points for series in data.series}
    counties = {point.label: point for point in levels["partner_counties"]}
    whole = counties[PROJECTS["prog_hz_all"]["name_en"]]
    assert (whole.low, whole.high, whole.value) == (23, 47, 47)
    assert {(point.value, point.low) for point in levels["partner_provinces"]} == {(13, None), (10, None), (8, None)}
    assert len({point.label for point in levels["partner_provinces"]}) == 3


def test_a_preferred_claim_ends_the_range(chart: Chart, workspace: Workspace) -> None:
    id = workspace.ask(lambda ask: ask.locate("claims", "s50_cost_csppz")).result(timeout=30).id
    workspace.do(lambda do: do.decide(id, "preferred", "The owner says so")).result(timeout=30)
    tower = next(point for point in all_points(chart("investment")) if "SUPCON Delingha 50" in point.label)
    assert (tower.value, tower.low) == (Decimal(CLAIMS["s50_cost_csppz"]["value"]), None)
    assert tower.mark is Mark.DECIDED


def test_an_accepted_reading_is_drawn_and_marked(chart: Chart, workspace: Workspace) -> None:
    id = workspace.ask(lambda ask: ask.locate("claims", "s50_201910")).result(timeout=30).id
    workspace.do(lambda do: do.accept_reading(id, "wan_as_million", "A slip of the unit")).result(timeout=30)
    point = next(point for point in chart("generation").series[0].points if id in point.claim_ids)
    assert point.value == Decimal(CLAIMS["s50_201910"]["value"]) / 100
    assert point.mark is Mark.READING


# All


def test_an_empty_file_has_empty_charts_that_say_so(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "empty.db", who="", unit="", with_facts=False)
    for info in CHARTS:
        data = workspace.ask(
            lambda ask, id=info.id: build(ask._db, id, Filter(), EN, AS_OF)  # type: ignore[misc]
        ).result(timeout=30)
        assert data.is_empty
        assert b"%PDF" in chart_bytes(data, "pdf", EN)
    workspace.close()


def test_an_unknown_chart_names_the_known_ones(chart: Chart) -> None:
    with pytest.raises(NotFound, match="capacity"):
        chart("pie")


@pytest.mark.parametrize("id", [info.id for info in CHARTS])
@pytest.mark.parametrize("said", [EN, ZH])
def test_every_chart_is_drawn_to_every_kind_of_file(chart: Chart, tmp_path: Path, id: str, said: object) -> None:
    data = chart(id, said=said)
    for ending, start in (("png", b"\x89PNG"), ("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf")):
        path = tmp_path / f"图表 {id}.{ending}"
        save_chart(data, path, said, Sheet(dpi=72))  # type: ignore[arg-type]
        assert path.read_bytes().startswith(start)
    assert not list(tmp_path.glob(".*"))


def test_a_csv_file_holds_plain_numbers_then_sources(chart: Chart) -> None:
    rows = list(csv.reader(chart_bytes(chart("capacity"), "csv", EN).decode("utf-8-sig").splitlines()))
    assert rows[0] == ["Year", "Solar thermal (MW)", "Photovoltaic (MW)", "Wind (MW)", "Total (MW)", "Note", "Sources"]
    assert rows[16][:5] == ["2025", "160", "930", "300", "1390"]
    assert any(row and row[0] == "[1]" for row in rows)


def test_a_file_that_cannot_be_written_leaves_the_old_one(chart: Chart, tmp_path: Path) -> None:
    old = tmp_path / "old.csv"
    old.write_text("old")
    with pytest.raises(FileProblem, match="cannot be saved as “gif”"):
        save_chart(chart("capacity"), tmp_path / "old.gif", EN)
    with pytest.raises(FileProblem, match="could not be written"):
        save_chart(chart("capacity"), tmp_path / "missing" / "old.csv", EN)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(FileProblem, match="could not be written"):
        save_chart(chart("capacity"), tmp_path / "folder.csv", EN)
    assert old.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
