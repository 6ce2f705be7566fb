"""The pure part of the timeline: what is drawn for each precision, pills, rows of projects, the axis."""

import datetime
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain.language import language
from pairing_desktop.domain.timeline import TimelineItem, YearCount
from pairing_desktop.ui.timeline.axis import axis
from pairing_desktop.ui.timeline.layout import Layout
from pairing_desktop.ui.timeline.marks import Frame, Mark
from pairing_desktop.ui.timeline.scale import FINEST, Scale, day_of, year_start
from ui.timeline_items import event, index, look, project, years


def frame(*items: TimelineItem, scale: Scale | None = None, code: str = "en", height: float = 640.0) -> Frame:
    return Layout(index(*items)).frame(scale or years(), look(code, height))


def only(*items: TimelineItem, scale: Scale | None = None) -> Mark:
    """The one mark that is drawn."""
    marks = [mark for lane in frame(*items, scale=scale).lanes for mark in lane.marks]
    assert len(marks) == 1
    return marks[0]


def total(lane_marks: tuple[Mark, ...]) -> int:
    return sum(mark.count for mark in lane_marks)


# Partial dates -----------------------------------------------------------------------------------------------------


def test_a_day_is_a_disc_in_the_middle_of_its_day() -> None:
    scale = years()
    mark = only(event("2020-10-09", "day"), scale=scale)
    assert (mark.shape, mark.bars, mark.coarse) == ("disc", (), False)
    assert mark.x == pytest.approx(scale.x(day_of("2020-10-09") + 0.5))


def test_a_year_is_a_bar_over_the_whole_year_with_soft_ends_not_the_first_of_january() -> None:
    scale = years()
    mark = only(event("2013", "year"), scale=scale)
    (bar,) = mark.bars
    assert mark.shape == "soft" and mark.coarse
    assert bar.left == pytest.approx(scale.x(year_start(2013)))
    assert bar.right == pytest.approx(scale.x(year_start(2014)))
    assert bar.soft_left == bar.soft_right == pytest.approx(0.35 * (bar.right - bar.left))


def test_a_month_is_eleven_pixels_wide_from_afar_and_as_wide_as_it_is_from_near() -> None:
    (far,) = only(event("2016-08", "month")).bars
    assert far.right - far.left == pytest.approx(11)
    assert far.soft_left == far.soft_right == pytest.approx(0.35 * 11)
    near = Scale.fit(day_of("2016-07-01"), day_of("2016-10-01"), 836)
    (bar,) = only(event("2016-08", "month"), scale=near).bars
    assert bar.left == pytest.approx(near.x(day_of("2016-08-01")))
    assert bar.right == pytest.approx(near.x(day_of("2016-09-01")))


@pytest.mark.parametrize(("date", "precision", "last"), [
    ("2018-04", "quarter", "2018-06-30"), ("2018-07", "half", "2018-12-31"), ("1980", "decade", "1989-12-31"),
])
def test_quarters_halves_and_decades_cover_all_their_days_with_soft_ends(date: str, precision: str, last: str) -> None:
    scale = years(1975)
    mark = only(event(date, precision), scale=years(1975))
    (bar,) = mark.bars
    assert bar.right == pytest.approx(scale.x(day_of(last) + 1), abs=6)
    assert bar.soft_left > 0 and bar.soft_right > 0


def test_first_to_last_day_is_a_hard_bar() -> None:
    scale = years()
    mark = only(event("2020-10-09", "day", "2020-11-08"), scale=scale)
    (bar,) = mark.bars
    assert mark.shape == "hard"
    assert (bar.soft_left, bar.soft_right) == (0, 0)
    assert bar.left == pytest.approx(scale.x(day_of("2020-10-09")), abs=1)
    assert bar.right == pytest.approx(scale.x(day_of("2020-11-09")), abs=1)


def test_a_plan_of_five_years_is_soft_at_its_first_and_last_year_only() -> None:
    scale = years()
    (bar,) = only(event("2021", "year", "2025"), scale=scale).bars
    assert bar.right - bar.left == pytest.approx(scale.density * (365 * 5 + 1))
    assert bar.soft_left == pytest.approx(0.35 * 365 * scale.density)


def test_a_project_that_runs_reaches_today_with_an_arrow_and_one_that_ended_does_not() -> None:
    scale = years()
    (running,) = only(project("2022-03-23", runs=True), scale=scale).bars
    assert running.open_end and running.right == pytest.approx(scale.x(day_of("2026-10-05")), abs=1)
    (ended,) = only(project("2010-11-28", "2016-08-20"), scale=scale).bars
    assert not ended.open_end and (ended.soft_left, ended.soft_right) == (0, 0)


def test_a_project_is_soft_over_the_whole_year_in_which_it_began_or_ended() -> None:
    scale = years()
    (bar,) = only(project("2013", "2019"), scale=scale).bars
    assert bar.soft_left == pytest.approx(364 * scale.density)
    assert bar.soft_right == pytest.approx(364 * scale.density)


def test_a_project_of_which_only_the_end_is_stated_is_open_at_its_start() -> None:
    (bar,) = only(project("", "2019-07-11")).bars
    assert bar.open_start and not bar.open_end


def test_a_project_only_signed_stays_where_it_was_signed() -> None:
    scale = years()
    (bar,) = only(project("2023-04-28"), scale=scale).bars
    assert bar.right - bar.left < 6 and not bar.open_end


# Pills -------------------------------------------------------------------------------------------------------------


def test_events_within_fifteen_pixels_become_one_pill_and_part_again_when_zoomed_in() -> None:
    items = event("2018-10-01", "day"), event("2018-10-20", "day")
    assert (only(*items).shape, only(*items).count) == ("pill", 2)
    near = Scale.fit(day_of("2018-09-25"), day_of("2018-10-26"), 836)
    (lane,) = frame(*items, scale=near).lanes
    assert [mark.shape for mark in lane.marks] == ["disc", "disc"]


def test_events_farther_apart_stay_apart() -> None:
    (lane,) = frame(event("2018-01-01", "day"), event("2018-07-01", "day")).lanes
    assert [mark.shape for mark in lane.marks] == ["disc", "disc"]


def test_items_of_the_same_year_share_one_bar_and_a_pill() -> None:
    mark = only(event("2010", "year"), event("2010", "year"), event("2010", "year"))
    assert (mark.shape, mark.count, len(mark.bars)) == ("pill", 3, 1)


DAYS = st.dates(datetime.date(2010, 1, 2), datetime.date(2026, 9, 30))
Days = list[datetime.date]


@given(
    days=st.lists(DAYS, min_size=1, max_size=80),
    months=st.lists(DAYS, max_size=30),
    some=st.lists(DAYS, max_size=20),
    zoom=st.floats(0.3, 1.0),
)
def test_no_item_is_lost_or_counted_twice_however_crowded(days: Days, months: Days, some: Days, zoom: float) -> None:
    items = [event(day.isoformat(), "day") for day in days]
    items += [event(day.isoformat()[:7], "month") for day in months]
    items += [event(day.isoformat()[:4], "year") for day in some]
    scale = years().zoomed(zoom, 400, 0.0001)
    (lane,) = frame(*items, scale=scale).lanes
    assert total(lane.marks) == len(items)
    seen = [one.item.id for mark in lane.marks for one in mark.members]
    assert sorted(seen) == sorted(item.id for item in items)


@given(days=st.lists(DAYS, min_size=2, max_size=120))
def test_no_two_marks_of_a_row_stand_upon_one_another(days: Days) -> None:
    (lane,) = frame(*(event(day.isoformat(), "day") for day in days)).lanes
    marks = sorted(lane.marks, key=lambda mark: mark.x)
    for one, other in pairwise(marks):
        assert one.x + one.half < other.x - other.half


def test_panning_does_not_shuffle_the_pills() -> None:
    chance = random.Random(7)
    items = [event(f"{chance.randint(2010, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}", "day")
             for _ in range(300)]
    layout, scale = Layout(index(*items)), years()
    here = {mark.members[0].item.id: mark.count for mark in layout.frame(scale, look()).lanes[0].marks}
    there = layout.frame(scale.panned(60), look()).lanes[0].marks
    same = [mark.count == here.get(mark.members[0].item.id) for mark in there if 100 < mark.x < 700]
    assert same and all(same)


def test_very_many_items_make_no_more_marks_than_the_screen_has_room_for() -> None:
    chance = random.Random(3)
    items = [event(f"{chance.randint(2010, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}", "day")
             for _ in range(5000)]
    items += [project(f"{chance.randint(2010, 2025)}-05-01", runs=chance.random() < 0.5) for _ in range(1000)]
    for lane in frame(*items).lanes:
        assert len(lane.marks) < 120
        assert total(lane.marks) == (1000 if lane.name == "projects" else 5000)


# Lanes, rows, names ------------------------------------------------------------------------------------------------


def test_lanes_stand_in_order_and_empty_ones_are_left_out() -> None:
    items = event("2020", "year", kind="visit"), event("2020", "year", kind="policy"), project("2019")
    claims = (YearCount(2019, 4, 1),)
    made = Layout(index(*items, claims=claims)).frame(years(), look())
    assert [lane.name for lane in made.lanes] == ["programme", "projects", "life", "claims"]
    tops = [lane.top for lane in made.lanes]
    assert tops == sorted(tops) and made.height == made.lanes[-1].top + made.lanes[-1].height


def test_years_and_days_lie_in_rows_of_their_own() -> None:
    (lane,) = frame(event("2020", "year"), event("2020-06-15", "day")).lanes
    assert len({mark.y for mark in lane.marks}) == 2


def test_months_get_a_row_of_their_own_when_they_are_wide() -> None:
    near = Scale.fit(day_of("2020-01-01"), day_of("2021-01-01"), 836)
    (lane,) = frame(event("2020", "year"), event("2020-06-15", "day"), event("2020-06", "month"), scale=near).lanes
    assert len({mark.y for mark in lane.marks}) == 3 and all(mark.count == 1 for mark in lane.marks)


def test_bars_and_names_of_projects_never_overlap() -> None:
    chance = random.Random(11)
    items = [project(f"{chance.randint(2010, 2024)}-0{chance.randint(1, 9)}-11", runs=chance.random() < 0.4,
                     name="A name of some length " * chance.randint(1, 2)) for _ in range(60)]
    (lane,) = frame(*items, height=2000.0).lanes
    rows: dict[float, list[tuple[float, float]]] = {}
    for mark in lane.marks:
        if mark.name is None:
            continue
        left, right = min(mark.left, mark.name.left), max(mark.right, mark.name.left + mark.name.width)
        for start, end in rows.setdefault(mark.y, []):
            assert right <= start or left >= end
        rows[mark.y].append((left, right))
    assert total(lane.marks) == 60


def test_a_name_stands_left_of_its_bar_if_at_the_right_it_would_cross_today() -> None:
    running, ended = project("2022-03-23", runs=True), project("2011-02-01", "2013-06-01")
    (lane,) = frame(running, ended).lanes
    by_id = {mark.members[0].item.id: mark for mark in lane.marks}
    one, other = by_id[running.id], by_id[ended.id]
    assert one.name and one.name.left + one.name.width <= one.left
    assert other.name and other.name.left >= other.right


def test_claims_of_a_year_are_a_bar_whose_hatched_share_is_disputed() -> None:
    claims = YearCount(2019, 30, 10), YearCount(2020, 15, 0)
    made = Layout(index(event("2020", "year"), claims=claims)).frame(years(), look())
    one, other = made.lanes[-1].years
    assert one.height == pytest.approx(2 * other.height)
    assert one.hatched == pytest.approx(one.height / 3) and other.hatched == 0


# Axis and scale ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@given(density=st.floats(0.005, FINEST), left=st.integers(day_of("1950-01-01"), day_of("2030-01-01")))
def test_labels_of_the_axis_never_overlap(code: str, density: float, left: int) -> None:
    def measure(text: str) -> float:
        return sum(13.0 if ord(letter) > 255 else 7.0 for letter in text)

    made = axis(Scale(left, density, 836.0), language(code), measure)
    for labels in (made.labels, made.upper):
        placed = sorted(labels, key=lambda label: label.x)
        for one, other in pairwise(placed):
            assert one.x + one.width / 2 + 2 <= other.x - other.width / 2


def test_the_axis_goes_from_years_to_months_to_days() -> None:
    levels = [axis(Scale(day_of("2020-01-01"), density, 836.0), language("en"), lambda text: 7.0 * len(text)).level
              for density in (0.1, 1.5, 8.0, 40.0)]
    assert levels == ["year", "month", "day", "day"]


def test_zooming_keeps_the_day_under_the_mouse() -> None:
    scale = years()
    for factor in (1.25, 7.0, 0.4):
        assert scale.zoomed(factor, 300, 0.001).day(300) == pytest.approx(scale.day(300))


def test_projects_without_a_row_join_the_crowd_in_the_order_of_their_middles() -> None:
    many = [project(f"{2010 + n % 16}-{1 + n % 12:02}", name=f"Plant {n}") for n in range(400)]
    made = index(*many)
    joined = made.crowd.joined(made.projects)
    assert len(joined.extents) == 400 == len(joined.middles)
    assert list(joined.middles) == [one.middle for one in joined.extents] == sorted(joined.middles)
    assert joined.longest == max(one.end - one.start for one in joined.extents)


def test_the_latest_event_has_begun_by_today_and_is_found_without_looking_at_any() -> None:
    items = [event("2019", "year"), event("2024-05-01", "day"), event("2024-05-02", "day"), event("2031-01-01", "day")]
    made = index(*items, project("2026-01"))
    made.every.fetch = lambda kind, id: pytest.fail("an item was looked at")
    assert made.latest() == items[2].id
    assert index(event("2031-01-01", "day")).latest() is None
