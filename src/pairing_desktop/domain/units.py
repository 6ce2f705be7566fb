"""Units: those that figures are kept in (the codes of the facts) and those that people print, with exact factors.

A printed unit (GWh, 亩, 万千瓦 after its 万) belongs to a dimension and has a factor to that dimension's base: kWh, MW,
yuan, t, m, m², h.  A kept unit is one of a dimension too, or a quotient of two (kWh/m2, t/yr).
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from pairing_desktop.domain.vocabulary import UNIT


@dataclass(frozen=True)
class PrintedUnit:
    """A unit as sources print it.  `kept` is the code it is kept in when nothing else is asked for."""

    kept: str
    dimension: str
    factor: Fraction
    english: str
    chinese: str
    aliases: tuple[str, ...] = ()


def _unit(kept: str, dimension: str, factor: str, english: str, chinese: str, aliases: str = "") -> PrintedUnit:
    names = tuple(aliases.split("|")) if aliases else ()
    return PrintedUnit(kept, dimension, Fraction(factor), english, chinese, names)


PRINTED = (
    _unit("kWh", "energy", "1/1000", "Wh", "瓦时"),
    _unit("kWh", "energy", "1", "kWh", "千瓦时",
          "度|度电|千瓦小时|千瓦·时|kilowatt hours|kilowatt-hours|kilowatt hour|kilowatt-hour|kW·h|kW h"),
    _unit("kWh", "energy", "1000", "MWh", "兆瓦时",
          "兆瓦小时|megawatt hours|megawatt-hours|megawatt hour|megawatt-hour"),
    _unit("kWh", "energy", "1000000", "GWh", "吉瓦时",
          "吉瓦小时|gigawatt hours|gigawatt-hours|gigawatt hour|gigawatt-hour"),
    _unit("kWh", "energy", "1000000000", "TWh", "太瓦时", "terawatt hours|terawatt-hours"),
    _unit("MW", "power", "1/1000000", "W", "瓦", "watts|watt"),
    _unit("MW", "power", "1/1000", "kW", "千瓦", "kilowatts|kilowatt|kWp"),
    _unit("MW", "power", "1", "MW", "兆瓦", "megawatts|megawatt|MWp|MWe"),
    _unit("MW", "power", "1000", "GW", "吉瓦", "gigawatts|gigawatt|GWp"),
    _unit("CNY", "yuan", "1", "yuan", "元", "人民币元|元人民币|人民币|RMB yuan|yuan RMB|RMB|CNY|¥|renminbi"),
    _unit("USD", "dollar", "1", "dollars", "美元", "US dollars|dollar|US dollar|USD|US$|$|美金"),
    _unit("t", "mass", "1", "t", "吨",
          "tons|ton|tonnes|tonne|metric tons|metric ton|metric tonnes|metric tonne|MT|mt|公吨"),
    _unit("t", "mass", "1/1000", "kg", "千克", "公斤|kilograms|kilogram|kilos|kgs"),
    _unit("t", "mass", "1/1000000", "g", "克", "grams|gram|grammes"),
    _unit("t", "mass", "1/2000", "jin", "斤", "市斤|catties|catty"),
    _unit("m", "length", "1", "m", "米", "metres|metre|meters|meter|公尺"),
    _unit("km", "length", "1000", "km", "公里", "千米|kilometres|kilometre|kilometers|kilometer"),
    _unit("m", "length", "1/100", "cm", "厘米", "centimetres|centimeters"),
    _unit("m", "length", "1/1000", "mm", "毫米", "millimetres|millimeters"),
    _unit("um", "length", "1/1000000", "µm", "微米", "μm|um|microns|micron|micrometres|micrometers"),
    _unit("m2", "area", "1", "m²", "平方米",
          "平米|㎡|m2|sq m|sqm|square metres|square metre|square meters|square meter"),
    _unit("km2", "area", "1000000", "km²", "平方公里",
          "平方千米|㎢|km2|sq km|square kilometres|square kilometre|square kilometers|square kilometer|кв.км.|кв. км"),
    _unit("ha", "area", "10000", "ha", "公顷", "hectares|hectare"),
    _unit("mu", "area", "2000/3", "mu", "亩", "市亩"),
    _unit("h", "duration", "1", "h", "小时", "个小时|hours|hour|hrs|hr|时|个钟头"),
    _unit("h", "duration", "1/60", "min", "分钟", "minutes|minute"),
    _unit("day", "duration", "24", "days", "天", "day|日|d"),
    _unit("year", "year", "1", "years", "年", "year|周年|个年头|年头|anniversary|years old"),
    _unit("%", "ratio", "1", "%", "%", "percent|per cent"),
    _unit("degree", "angle", "1", "°", "°", "degrees|degree|º"),
    _unit("MJ", "heat", "1", "MJ", "兆焦", "megajoules|megajoule|兆焦耳"),
    _unit("Nm3", "gas", "1", "Nm³", "标方", "标准立方米|标立方|Nm3"),
)

# Of things that are counted: a counter or noun and the code it means when the indicator does not say.
COUNTERS = {
    "company": "家|家企业|家公司|enterprises|firms|businesses",
    "project": "个项目|项目",
    "person": "人|名|位|persons|officials|students|professionals|teachers|doctors|residents|civil servants",
    "person-time": "人次",
    "batch": "批|批次",
    "item": "项",
    "unit": "个|套|座|台|面|sets|heliostats|pieces",
    "household": "户|homes",
    "plant": "株|棵|trees|seedlings",
    "flight": "班|架次",
    "county": "个县|county|counties and cities",
    "city": "个市|个市州",
    "province": "个省|provinces and municipalities",
    "event": "场|次",
}

# Kept quotients: dimension and factor of the upper unit, then of the lower one (a span of time by its name).
QUOTIENTS: dict[str, tuple[str, Fraction, str, Fraction]] = {
    "t/yr": ("mass", Fraction(1), "year", Fraction(1)),
    "h/yr": ("duration", Fraction(1), "year", Fraction(1)),
    "kg/d": ("mass", Fraction(1, 1000), "day", Fraction(1)),
    "Nm3/h": ("gas", Fraction(1), "hour", Fraction(1)),
    "kWh/m2": ("energy", Fraction(1), "area", Fraction(1)),
    "MJ/m2": ("heat", Fraction(1), "area", Fraction(1)),
    "CNY/kWh": ("yuan", Fraction(1), "energy", Fraction(1)),
    "CNY/USD": ("yuan", Fraction(1), "dollar", Fraction(1)),
}
_KEPT_FACTORS = {
    "kWh": ("energy", Fraction(1)), "MWh": ("energy", Fraction(1000)), "MW": ("power", Fraction(1)),
    "CNY": ("yuan", Fraction(1)), "USD": ("dollar", Fraction(1)), "t": ("mass", Fraction(1)),
    "m": ("length", Fraction(1)), "km": ("length", Fraction(1000)), "um": ("length", Fraction(1, 10**6)),
    "m2": ("area", Fraction(1)), "km2": ("area", Fraction(10**6)), "ha": ("area", Fraction(10**4)),
    "mu": ("area", Fraction(2000, 3)), "h": ("duration", Fraction(1)), "day": ("duration", Fraction(24)),
    "year": ("year", Fraction(1)), "%": ("ratio", Fraction(1)), "degree": ("angle", Fraction(1)),
}  # fmt: skip
KEPT_UNITS = tuple(_KEPT_FACTORS)
TIMES = {
    "year": "年|year|yr|annum",
    "month": "月|个月|month",
    "week": "周|星期|week",
    "day": "日|天|day|d",
    "hour": "小时|时|hour|hr|h",
}


def dimension_of(kept: str) -> str:
    """The dimension of a kept unit: energy, power, yuan…, the code itself of a quotient, count of all else."""
    if kept in QUOTIENTS:
        return kept
    return _KEPT_FACTORS[kept][0] if kept in _KEPT_FACTORS else "count"


def factor_of(kept: str) -> Fraction:
    """How many base units of its dimension one kept unit is; 1 of quotients and of what is counted."""
    return _KEPT_FACTORS[kept][1] if kept in _KEPT_FACTORS else Fraction(1)


def is_counted(kept: str) -> bool:
    """Whether figures in this unit are whole numbers of things or years."""
    return dimension_of(kept) in ("count", "year")


@cache
def _by_alias() -> dict[str, PrintedUnit]:
    found: dict[str, PrintedUnit] = {}
    for unit in PRINTED:
        for alias in (unit.english, unit.chinese, *unit.aliases):
            found.setdefault(alias, unit)
            found.setdefault(alias.casefold(), unit)
    counted = {code: names for code, names in UNIT.items() if dimension_of(code) == "count"}
    for code in dict.fromkeys((*COUNTERS, *counted)):
        english, chinese = UNIT.get(code, (code, code))
        names = (english, singular(code), chinese, *COUNTERS.get(code, "").split("|"))
        unit = PrintedUnit(code, "count", Fraction(1), english, chinese, names)
        for alias in names:
            found.setdefault(alias.casefold(), unit)
    found.pop("", None)
    return found


def singular(code: str) -> str:
    """The English word for one of what this code counts."""
    return {"person-time": "visit", "units": "unit", "students": "student"}.get(code, code)


@cache
def _pattern() -> re.Pattern[str]:
    aliases = sorted(_by_alias(), key=len, reverse=True)
    # A unit of Latin letters ends where its letters end; a Chinese one may be followed by anything.
    words = (re.escape(alias) + (r"(?![A-Za-z])" if re.search("[A-Za-z.]$", alias) else "") for alias in aliases)
    return re.compile("|".join(words), re.IGNORECASE)


def match_unit(text: str, position: int = 0) -> tuple[PrintedUnit, int] | None:
    """The longest unit that the text has at this position, and where it ends; None when there is none.

    Case does not matter, except that Mt is no unit: it may be a million tonnes.
    """
    found = _pattern().match(text, position)
    if found is None or found[0] == "Mt":
        return None
    units = _by_alias()
    return units.get(found[0]) or units[found[0].casefold()], found.end()


@cache
def _times() -> re.Pattern[str]:
    names = sorted("|".join(TIMES.values()).split("|"), key=len, reverse=True)
    parts = (re.escape(alias) + (r"(?![A-Za-z])" if alias.isascii() else "") for alias in names)
    return re.compile("|".join(parts), re.IGNORECASE)


def match_time(text: str, position: int = 0) -> tuple[str, int] | None:
    """year, month, week, day or hour at this position, and where the word ends; None when there is none."""
    found = _times().match(text, position)
    if found is None:
        return None
    return next(name for name, aliases in TIMES.items() if found[0].lower() in aliases.split("|")), found.end()
