"""The picture: its marks are its data, its words fit, nothing in the data can break it."""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from charts.samples import FORMS, HOSTILE, chart, dots, periods, point, stacked
from pairing_desktop.charts.context import Context, shorten, width, wrap
from pairing_desktop.charts.drawing import draw
from pairing_desktop.charts.frame import spread
from pairing_desktop.charts.keys import READ
from pairing_desktop.charts.marks import Drawing
from pairing_desktop.domain.charting import ChartData, Series
from pairing_desktop.domain.language import language
from pairing_desktop.domain.palette import DARK, LIGHT, PAPER
from pairing_desktop.domain.trust import Mark


def drawn(data: ChartData, size: tuple[float, float] = (1004, 460), **how: object) -> Drawing:
    figure = Figure(figsize=(size[0] / 96, size[1] / 96), dpi=96)
    canvas = FigureCanvasAgg(figure)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = draw(figure, data, replace(Context(language(data.language)), **how))
        canvas.draw()
    return made


def strokes(figure: Figure) -> list[Line2D]:
    return [artist for artist in figure.artists if isinstance(artist, Line2D)]


def words(made: Drawing) -> list[str]:
    return [text.get_text() for text in made.figure.texts]


def test_bars_are_as_high_as_their_values() -> None:
    made = drawn(stacked())
    heights = {(mark.series, mark.point): mark.artist.get_height() for mark in made.marks}
    assert heights == {(0, 0): 10, (0, 1): 60, (0, 2): 110.5, (1, 2): 300}


def test_a_bar_stands_on_the_ones_below_it() -> None:
    made = drawn(stacked())
    top = next(mark.artist for mark in made.marks if (mark.series, mark.point) == (1, 2))
    assert isinstance(top, Rectangle)
    assert top.get_y() == 110.5


def test_a_bar_of_a_period_is_as_wide_as_its_days() -> None:
    made = drawn(periods())
    bars = [mark.artist for mark in made.marks if mark.series == 0]
    assert [bar.get_width() for bar in bars] == [31, 31]
    assert [bar.get_height() for bar in bars] == [pytest.approx(10.4498), pytest.approx(18.4)]


def test_a_hole_between_periods_is_named() -> None:
    assert "no figure on file" in words(drawn(periods()))


def test_expected_levels_are_dashed_lines_at_their_values() -> None:
    made = drawn(periods())
    level = next(mark.artist for mark in made.marks if mark.series == 1)
    assert isinstance(level, Line2D)
    assert list(level.get_ydata()) == [pytest.approx(12.56)] * 2
    assert level.is_dashed()


def test_rival_figures_are_a_whisker_with_a_hollow_dot() -> None:
    made = drawn(dots())
    spans = [tuple(line.get_xdata()) for line in strokes(made.figure)]
    assert (750_000_000.0, 1_080_000_000.0) in spans
    base = made.figure.get_facecolor()
    disputed, plain = (made.marks[index].artist.get_facecolor() for index in (1, 2))
    assert tuple(disputed) == base
    assert tuple(plain) != base


def test_planned_dots_are_dashed() -> None:
    made = drawn(dots())
    styles = [mark.artist.get_linestyle() for mark in made.marks]
    assert styles[0] != "solid"
    assert styles[2] == "solid"


def test_dots_stand_at_their_values() -> None:
    made = drawn(dots())
    assert [mark.artist.at[0] for mark in made.marks] == [35e9, 1.05e9, 1.2e6]


def test_wind_is_hatched_on_paper_only() -> None:
    def hatch(**how: object) -> object:
        return next(mark.artist.get_hatch() for mark in drawn(stacked(), **how).marks if mark.series == 1)

    assert hatch() is None
    assert hatch(paper=True, tokens=PAPER)


def test_the_dark_theme_draws_on_its_own_ground() -> None:
    from matplotlib.colors import to_hex

    assert to_hex(drawn(stacked(), tokens=DARK).figure.get_facecolor()).upper() == DARK.base


@pytest.mark.parametrize("code, tick", [("en", "10 million"), ("zh_CN", "1,000万")])
def test_a_logarithmic_axis_speaks_its_language(code: str, tick: str) -> None:
    assert tick in words(drawn(dots(language=code)))


@pytest.mark.parametrize("code, top", [("en", "20"), ("zh_CN", "2,000")])
def test_energy_counts_in_million_or_in_wan(code: str, top: str) -> None:
    made = drawn(periods(language=code))
    ticks = [text for text in made.figure.texts if text.get_text().replace(",", "").isdecimal()]
    assert max(ticks, key=lambda text: text.get_position()[1]).get_text() == top


def test_marks_are_found_under_the_pointer() -> None:
    made = drawn(stacked())
    for mark in made.marks:
        left, bottom, right, top = made.box(mark)
        assert made.at((left + right) / 2, (bottom + top) / 2) == mark
    assert made.at(1, 1) is None


@pytest.mark.parametrize("form", FORMS)
def test_nothing_on_file_is_said_in_words(form: str) -> None:
    for data in (chart(form), chart(form, Series("a", "A", ())), chart(form, Series("a", "A", (point("2020", None),)))):
        made = drawn(data)
        assert not made.marks
        assert any("Nothing on file" in text for text in words(made))


@pytest.mark.parametrize("form", FORMS)
def test_a_single_point_is_drawn(form: str) -> None:
    data = FORMS[form]()
    one = replace(data, series=(replace(data.series[0], points=data.series[0].points[:1]),), log=False)
    assert len(drawn(one).marks) == 1


NAMED = ("stacked_barh", "dot_range")  # forms whose categories are names from the data


def hostile() -> Iterator[ChartData]:
    for form, make in FORMS.items():
        data = make()
        series = tuple(
            replace(one, label=HOSTILE[number % len(HOSTILE)], points=tuple(
                replace(point, label=HOSTILE[(number + i) % 6] if form in NAMED else point.label, note=HOSTILE[0])
                for i, point in enumerate(one.points)
            ))
            for number, one in enumerate(data.series)
        )
        for text in HOSTILE:
            callouts = tuple(replace(callout, text=text) for callout in data.callouts)
            yield replace(data, series=series, title=text, subtitle=text, callouts=callouts)


def test_no_text_of_the_data_breaks_the_picture() -> None:
    for data in hostile():
        for code in ("en", "zh_CN"):
            assert drawn(replace(data, language=code), (640, 400)).marks


@pytest.mark.parametrize("size", [(424, 215), (731, 400), (1004, 500), (2400, 1300), (60, 40)])
@pytest.mark.parametrize("form", FORMS)
def test_words_stay_on_the_picture(form: str, size: tuple[int, int]) -> None:
    made = drawn(FORMS[form](), size, small=size[0] == 424)
    for text in made.figure.texts:
        box = text.get_window_extent()
        if size[0] > 60:
            assert box.x0 >= -1
            assert box.x1 <= size[0] + 2, text.get_text()


@pytest.mark.parametrize("form", FORMS)
def test_words_do_not_overlap(form: str) -> None:
    made = drawn(FORMS[form]())
    boxes = [(text.get_text(), text.get_window_extent()) for text in made.figure.texts if text.get_text()]
    for (one, first), (two, second) in combinations(boxes, 2):
        apart = (
            first.x1 <= second.x0 + 1 or second.x1 <= first.x0 + 1
            or first.y1 <= second.y0 + 2 or second.y1 <= first.y0 + 2
        )
        assert apart, (one, two)


def test_places_are_spread_to_a_gap_and_kept_within_bounds() -> None:
    assert spread([10, 11, 12], 5, 0, 100) == [10, 15, 20]
    assert spread([98, 99], 5, 0, 100) == [95, 100]
    assert spread([], 5, 0, 100) == []


@pytest.mark.parametrize("cut", [shorten, lambda *given: wrap(*given, 3)])
def test_cut_text_fits_its_room(cut: Callable[..., object]) -> None:
    for text in ("Haixi Mongolian and Tibetan Autonomous Prefecture", "海西蒙古族藏族自治州" * 20, "x" * 5000):
        found = cut(text, "en", 9, 120)
        for line in [found] if isinstance(found, str) else found:
            assert width(line, "en", 9) <= 120


def test_chinese_lines_do_not_begin_with_punctuation() -> None:
    lines = wrap("德令哈市，海西州；青海省。浙江省、杭州市", "zh_CN", 9, 60, 9)
    assert not any(line[0] in "，；。、" for line in lines)
    assert "".join(lines) == "德令哈市，海西州；青海省。浙江省、杭州市"


def test_many_rows_of_a_small_chart_are_counted_not_crowded() -> None:
    rows = tuple(point(str(n), str(n + 1), sources=()) for n in range(40))
    made = drawn(chart("dot_range", Series("actual", "A", rows)), (428, 215), small=True)
    hidden = 40 - len(made.marks)
    assert any(text.startswith(f"{hidden} more") for text in words(made))


def test_totals_of_a_running_chart_name_the_unit_once() -> None:
    assert words(drawn(stacked())).count("410.5 MW") == 1
    assert Decimal("410.5") == Decimal("110.5") + 300


@pytest.mark.parametrize("form", ["stacked_bar", "stacked_barh", "period_bar", "dot_range", "bar", "barh", "line", "panels"])
def test_disputed_planned_and_read_values_are_told_apart_in_every_form(form: str) -> None:
    """Hollow with a line over all rivals, dashed, marked with a square; what is missing is no mark at all."""
    xs = ["2019-08-01/2019-08-31", "2019-09-01/2019-09-30", "2019-10-01/2019-10-31", "2019-12-01/2019-12-31"]
    xs = xs if form == "period_bar" else ["2018", "2019", "2020", "2021"]
    data = chart(form, Series("actual", "Actual", (
        point(xs[0], "30", low=Decimal(10), high=Decimal(50), mark=Mark.DISPUTED), point(xs[1], "20", planned=True),
        point(xs[2], "40", mark=Mark.READING), point(xs[3], None),
    )))
    figure = Figure(figsize=(8, 5))
    FigureCanvasAgg(figure)
    drawn = draw(figure, data, Context(language("en")))
    assert [mark.point for mark in drawn.marks] == [0, 1, 2]
    disputed, planned, read = (mark.artist for mark in drawn.marks)

    def hollow(artist: object) -> bool:
        faces = artist.get_facecolor()  # type: ignore[attr-defined]
        face = tuple(faces)
        return face[3] == 0 or face[:3] == to_rgb(LIGHT.base)

    assert hollow(disputed)
    if form != "period_bar":  # months are never planned
        style = planned.get_linestyle()  # type: ignore[attr-defined]
        assert hollow(planned) and style not in ("-", "solid", [(0, None)])
    lines = strokes(figure)
    assert any({10.0, 50.0} <= {*map(float, line.get_xdata()), *map(float, line.get_ydata())} for line in lines)
    squares = [one for one in figure.artists if one.get_label() == READ]
    assert squares or not isinstance(read, Rectangle)  # a dot is the square itself


@pytest.mark.parametrize("form", [
    "stacked_bar", "stacked_barh", "period_bar", "dot_range", "bar", "barh", "line", "step", "share", "panels",
])
def test_every_mark_is_found_where_it_is_drawn(form: str) -> None:
    xs = ["2019-08-01/2019-08-31", "2019-10-01/2019-10-31"] if form == "period_bar" else ["2018", "2019"]
    data = chart(form, Series("actual", "Actual", (point(xs[0], "30"), point(xs[1], "20"))))
    figure = Figure(figsize=(8, 5), dpi=144)
    FigureCanvasAgg(figure)
    drawn = draw(figure, data, Context(language("en")))
    assert len(drawn.marks) == 2
    for index, (left, bottom, right, top) in enumerate(drawn.boxes):
        assert 0 <= left < right <= 8 * 144 and 0 <= bottom < top <= 5 * 144
        assert drawn.index_at((left + right) / 2, (bottom + top) / 2) == index
    assert drawn.index_at(-100, -100) is None
