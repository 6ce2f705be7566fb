"""Charts made by hand: small, hostile, of every form."""

from dataclasses import replace
from decimal import Decimal

from pairing_desktop.domain.charting import Callout, ChartData, Point, Series, SourceNote
from pairing_desktop.domain.trust import Mark

HOSTILE = (
    r"$\frac$ Ltd", "<b>bold</b> & 'quoted'", "\U0001f600 emoji \U0001f680", "مرحبا بالعالم", "名" * 200, "x" * 100_000,
    "line\nbreak\ttab", "{brace}", "%s %d", "_^~\\",
)


def point(x: str, value: str | None, **more: object) -> Point:
    return replace(Point(x, x, None if value is None else Decimal(value), sources=(0,), claim_ids=(1,)), **more)


def chart(form: str, *series: Series, **more: object) -> ChartData:
    made = ChartData(
        "sample", form, "A title", "A subtitle", "MW", "Year", "Capacity", series,
        (SourceNote(7, "src", "A source", "A publisher", "2020-05-01", "para 1"),), "2026-11-23", "en",
    )
    return replace(made, **more)


def stacked(**more: object) -> ChartData:
    years = ("2018", "2019", "2020")
    return chart(
        "stacked_bar",
        Series("solar thermal", "Solar thermal", tuple(map(point, years, ("10", "60", "110.5")))),
        Series("wind", "Wind", tuple(map(point, years, ("0", "0", "300")))),
        **{"cumulative": True, "callouts": (Callout("2020", "A plant +300 [1]"),), **more},
    )


def lying(**more: object) -> ChartData:
    points = (point("a", "3"), point("b", "1"))
    return chart("stacked_barh", Series("other", "Other", points), **{"unit": "company", **more})


def periods(**more: object) -> ChartData:
    return chart(
        "period_bar",
        Series("actual", "Actual", (
            point("2019-08-01/2019-08-31", "10449800"), point("2020-10-09/2020-11-08", "18400000"),
        )),
        Series("expected", "Expected", (point("2019-08-01/2019-08-31", "12560000"),)),
        **{"unit": "kWh", **more},
    )


def dots(**more: object) -> ChartData:
    return chart(
        "dot_range",
        Series("actual", "Investment", (
            point("1", "35000000000", planned=True),
            point("2", "1050000000", low=Decimal("750000000"), high=Decimal("1080000000"), mark=Mark.DISPUTED),
            point("3", "1200000"),
        )),
        **{"unit": "CNY", "log": True, **more},
    )


def beside(form: str = "bar", **more: object) -> ChartData:
    years = ("2018", "2019", "2020")
    return chart(
        form,
        Series("a", "Actual", (point("2018", "4"), point("2019", None), point("2020", "9", low=Decimal(7), high=Decimal(12)))),
        Series("b", "Planned", tuple(point(year, "5", planned=True) for year in years), colour="b"), **more,
    )


def panels(**more: object) -> ChartData:
    return chart(
        "panels",
        Series("sales", "Sales", (point("a", "30000000000", unit="CNY"), point("b", "220000000", unit="CNY", planned=True)),
               colour="a", unit="CNY"),
        Series("people", "People", (point("a", "39", unit="person"),), colour="b", unit="person"), **{"unit": "", **more},
    )


def spans(**more: object) -> ChartData:
    return chart(
        "gantt",
        Series("operating", "Operating", (
            point("2016-01-01/2018-12-30", "1095", label="A plant", text="2016 – 30 December 2018"),
            point("2011-01-01/2011-01-01", "1", label="Another", text="1 January 2011"),
        ), colour="a"),
        Series("planned", "Planned", (point("2014-01-01/2014-12-31", "365", label="A third", text="2014", planned=True),),
               colour="b"),
        **{"unit": "day", **more},
    )


def shared(**more: object) -> ChartData:
    return chart("share", Series("a", "Projects", (point("x", "3"), point("y", "1"))), **{"unit": "project", **more})


FORMS = {
    "stacked_bar": stacked, "stacked_barh": lying, "period_bar": periods, "dot_range": dots, "bar": beside,
    "barh": lambda **more: beside("barh", **more), "line": lambda **more: beside("line", **more),
    "step": lambda **more: beside("step", **more), "share": shared, "panels": panels, "gantt": spans,
}
