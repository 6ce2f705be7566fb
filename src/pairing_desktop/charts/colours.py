"""The colour of a series: that of its industry.  Event kinds are tints of one blue, for colours mean industries."""

from pairing_desktop.domain.charting import Series
from pairing_desktop.domain.palette import Colour, data_colour

_EDGE = "#004C77"
_EVENT_TINTS: dict[str, Colour] = {
    "policy": ("#004C77", _EDGE),
    "agreement": ("#0072B2", _EDGE),
    "commissioning": ("#4C9CCB", _EDGE),
    "operation": ("#9CCBE6", _EDGE),
    "life": ("#DCECF5", _EDGE),
}
_SLOTS: dict[str, Colour] = {  # of charts that people compose: told apart by eyes and, hatched, in grey
    "a": ("#0072B2", _EDGE), "b": ("#E69F00", "#8F6200"), "c": ("#009E73", "#00654A"), "d": ("#CC79A7", "#8A4A6C"),
    "e": ("#56B4E9", "#24739E"), "f": ("#858D95", "#586069"), "g": ("#9CCBE6", _EDGE), "h": ("#DCECF5", _EDGE),
}
_HATCHES = {"wind": "////", "b": "....", "c": "////", "d": "xxxx", "f": "\\\\\\\\"}


def series_colour(series: Series) -> Colour:
    """(fill, edge) of a series: of its slot, else of its code."""
    return _SLOTS.get(series.colour) or colour(series.code)


def series_hatch(series: Series) -> str | None:
    """On paper some colours are hatched: orange and green are alike in grey and to some eyes."""
    return _HATCHES.get(series.colour or series.code)


def colour(code: str) -> Colour:
    """(fill, edge) of a series."""
    return _EVENT_TINTS.get(code) or data_colour(code)


def on_colour(fill: str) -> str:
    """Black or white, whichever is read better on a fill."""
    red, green, blue = (int(fill[at:at + 2], 16) / 255 for at in (1, 3, 5))
    return "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.48 else "#FFFFFF"
