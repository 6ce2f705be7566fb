"""Events over a chart: a lettered square above the plot for each, and a dotted line down to its day."""

from collections.abc import Callable
from datetime import date

from matplotlib.patches import Rectangle

from pairing_desktop.charts.frame import Frame, spread
from pairing_desktop.charts.marks import EVENT, DrawnMark
from pairing_desktop.domain.chart_look import categories
from pairing_desktop.domain.chart_words import event_letter
from pairing_desktop.domain.charting import ChartData

STRIP = 17.0  # points above the plot
_SIDE, _LETTER = 12.0, 8.0


def event_marks(frame: Frame, data: ChartData, top: float) -> list[DrawnMark]:
    """Marks the events of `data` over the plot; `top` is the upper edge of the strip that is theirs."""
    if data.events is None or 0 not in frame.plots:
        return []
    plot, whole, tokens = frame.plots[0], frame.whole, frame.context.tokens
    place = _place(data)
    box = plot.box
    spots = [box[0] + box[2] * min(max(plot.share_x(place(point.x)), 0.0), 1.0) for point in data.events.points]
    found = sorted(range(len(spots)), key=lambda at: spots[at])
    middles = spread([spots[at] for at in found], _SIDE + 1, box[0] + _SIDE / 2, box[0] + box[2] - _SIDE / 2)
    under, foot = top + _SIDE + 1, box[1] + box[3]
    marks = []
    for at, middle in zip(found, middles, strict=True):
        bent = [(middle, under), (spots[at], under + 6), (spots[at], foot)]
        frame.stroke(bent, tokens.muted, zorder=-1, dashes=(0, (1.0, 2.0)))
        square = Rectangle(
            ((middle - _SIDE / 2) / whole.width, 1 - (top + _SIDE) / whole.height), _SIDE / whole.width,
            _SIDE / whole.height, facecolor=tokens.base, edgecolor=tokens.muted, linewidth=0.8,
            transform=frame.figure.transFigure,
        )
        frame.figure.add_artist(square)
        frame.write(middle, top + _SIDE / 2, event_letter(at), size=_LETTER, align="center", middle=True)
        marks.append(DrawnMark(EVENT, at, square))
    return marks


def _place(data: ChartData) -> Callable[[str], float]:
    """From the days of an event to the values across: a day of a calendar, or a share of the slot of a year."""
    xs = categories(data)
    if any("/" in x for x in xs):
        return _middle
    years = {x: float(at) for at, x in enumerate(xs)}

    def within(x: str) -> float:
        year = x[:4]
        begin, middle = date(int(year), 1, 1).toordinal(), _middle(x)
        return years.get(year, years[xs[0]]) - 0.5 + (middle - begin + 0.5) / 366

    return within


def _middle(x: str) -> float:
    """The middle of the days of an event, of a long one of its first year."""
    first, _, last = x.partition("/")
    end = min(last, f"{first[:4]}-12-31")
    return (date.fromisoformat(first).toordinal() + date.fromisoformat(end).toordinal()) / 2
