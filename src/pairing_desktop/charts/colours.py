"""The colour of a series: that of its industry.  Event kinds are tints of one blue, for colours mean industries."""

from pairing_desktop.domain.palette import Colour, data_colour

_EDGE = "#004C77"
_EVENT_TINTS: dict[str, Colour] = {
    "policy": ("#004C77", _EDGE),
    "agreement": ("#0072B2", _EDGE),
    "commissioning": ("#4C9CCB", _EDGE),
    "operation": ("#9CCBE6", _EDGE),
    "life": ("#DCECF5", _EDGE),
}


def colour(code: str) -> Colour:
    """(fill, edge) of a series."""
    return _EVENT_TINTS.get(code) or data_colour(code)
