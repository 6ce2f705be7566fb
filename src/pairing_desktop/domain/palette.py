"""Colours as plain values, one set for window, chart and paper, so that print is recognisably what was seen.

`Tokens` are the colours of a theme by what they mean; `data_colour` gives the Okabe–Ito colour of a series,
with one meaning everywhere.  Contrast ratios of the tokens are checked by a test.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, each as `#RRGGBB`."""

    window: str
    base: str
    alt: str
    button: str
    text: str
    muted: str
    disabled: str
    line: str  # separators only
    strong: str  # edges of controls, axes
    accent: str
    on_accent: str
    selection: str
    hover: str
    caution: str
    error: str
    good: str
    info_bg: str
    caution_bg: str
    error_bg: str
    good_bg: str
    is_dark: bool = False


LIGHT = Tokens(
    window="#F2F4F5", base="#FFFFFF", alt="#F8F9FA", button="#FCFDFD", text="#1B1F23", muted="#586069",
    disabled="#8B939A", line="#D8DCE0", strong="#858D95", accent="#0B6672", on_accent="#FFFFFF",
    selection="#D2E7EA", hover="#EDF4F5", caution="#7A4B00", error="#A3271B", good="#1E6B3C",
    info_bg="#E2F0F2", caution_bg="#FFF2D4", error_bg="#FBE8E6", good_bg="#E4F3E9",
)
DARK = Tokens(
    window="#1F2326", base="#171A1C", alt="#1B1F21", button="#2B3034", text="#E7E9EB", muted="#A6AEB5",
    disabled="#717A82", line="#363C41", strong="#7D868E", accent="#5ABECB", on_accent="#06272C",
    selection="#1E464D", hover="#22292C", caution="#EBC06A", error="#F49A8D", good="#83CDA0",
    info_bg="#1B363B", caution_bg="#3A2F16", error_bg="#43231F", good_bg="#1C3527",
    is_dark=True,
)
PAPER = replace(
    LIGHT, window="#FFFFFF", base="#FFFFFF", alt="#FFFFFF", text="#000000", muted="#454B52", line="#B9BFC5",
    accent="#0B5560",
)

Colour = tuple[str, str]  # (fill, edge): the edge is darker, because orange and sky have 2.3:1 on white

_BLUE: Colour = ("#0072B2", "#004C77")
_ORANGE: Colour = ("#E69F00", "#8F6200")
_GREEN: Colour = ("#009E73", "#00654A")
_PURPLE: Colour = ("#CC79A7", "#8A4A6C")
_SKY: Colour = ("#56B4E9", "#24739E")
_GREY: Colour = ("#858D95", "#586069")
SELECTED: Colour = ("#D55E00", "#8F3F00")

_DATA: dict[str, Colour] = {
    **dict.fromkeys(
        ("solar thermal", "solar thermal power", "solar thermal equipment", "actual"), _BLUE,
    ),
    **dict.fromkeys(
        ("photovoltaic", "photovoltaics", "solar hybrid", "photovoltaic manufacturing"), _ORANGE,
    ),
    **dict.fromkeys(("wind", "wind power", "wind and hydrogen"), _GREEN),
    **dict.fromkeys(
        ("hydrogen", "polysilicon", "polysilicon and solar energy", "power and hydrogen", "gas and silicon"),
        _PURPLE,
    ),
    **dict.fromkeys(("pairing assistance", "programme", ""), _GREY),
}


def data_colour(code: str) -> Colour:
    """(fill, edge) of a series: an industry code, "actual", "expected"…; everything else is sky blue."""
    return _DATA.get(code, _SKY)
