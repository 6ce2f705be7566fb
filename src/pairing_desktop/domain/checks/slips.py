"""The usual slips by which a printed figure comes out too large or too small, and what each is called."""

from dataclasses import dataclass
from fractions import Fraction

from pairing_desktop.domain.language import mark


@dataclass(frozen=True)
class Reading:
    """A way to understand a printed number: its value times `factor`, for figures in some `units` (all when empty).

    `printed` are words that make the slip likelier when they stand in the print; "-" stands for no word of size at all.
    """

    code: str
    factor: Fraction
    label: str
    units: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


_ENERGY = ("kWh", "MWh")
_AREA = ("m2", "km2", "ha", "mu")
_MASS = ("t", "t/yr", "kg/d")
MILLIONS = ("million", "百万")
BILLIONS = ("billion", "bn", "十亿")

READINGS = (
    Reading("wan_as_million", Fraction(1, 100), mark("万 printed as million"), (), MILLIONS),
    Reading("million_as_wan", Fraction(100), mark("million printed as 万"), (), ("万",)),
    Reading("yi_as_billion", Fraction(1, 10), mark("亿 printed as billion"), (), BILLIONS),
    Reading("billion_as_yi", Fraction(10), mark("billion printed as 亿"), (), ("亿",)),
    Reading("lost_wan", Fraction(10_000), mark("a 万 was lost"), (), ("-",)),
    Reading("extra_wan", Fraction(1, 10_000), mark("a 万 too many"), (), ("万",)),
    Reading("lost_million", Fraction(1_000_000), mark("a million was lost"), (), ("-",)),
    Reading("lost_yi", Fraction(100_000_000), mark("a 亿 was lost"), (), ("-",)),
    Reading("million_as_billion", Fraction(1, 1000), mark("million printed as billion"), (), BILLIONS),
    Reading("billion_as_million", Fraction(1000), mark("billion printed as million"), (), MILLIONS),
    Reading("yi_as_wan", Fraction(10_000), mark("亿 printed as 万"), (), ("万",)),
    Reading("wan_as_yi", Fraction(1, 10_000), mark("万 printed as 亿"), (), ("亿",)),
    Reading("mwh_as_kwh", Fraction(1000), mark("MWh printed as kWh"), _ENERGY, ("kwh", "千瓦时", "度")),
    Reading("kwh_as_mwh", Fraction(1, 1000), mark("kWh printed as MWh"), _ENERGY, ("mwh", "兆瓦时")),
    Reading("mwh_as_gwh", Fraction(1, 1000), mark("MWh printed as GWh"), _ENERGY, ("gwh", "吉瓦时")),
    Reading("gwh_as_mwh", Fraction(1000), mark("GWh printed as MWh"), _ENERGY, ("mwh", "兆瓦时")),
    Reading("gwh_as_kwh", Fraction(1_000_000), mark("GWh printed as kWh"), _ENERGY, ("kwh", "千瓦时", "度")),
    Reading("kwh_as_gwh", Fraction(1, 1_000_000), mark("kWh printed as GWh"), _ENERGY, ("gwh", "吉瓦时")),
    Reading("kw_as_mw", Fraction(1, 1000), mark("kW printed as MW"), ("MW",), ("mw", "兆瓦")),
    Reading("mw_as_kw", Fraction(1000), mark("MW printed as kW"), ("MW",), ("kw", "千瓦")),
    Reading("mw_as_gw", Fraction(1, 1000), mark("MW printed as GW"), ("MW",), ("gw", "吉瓦")),
    Reading(
        "m2_as_km2", Fraction(1, 1_000_000), mark("m² printed as km²"), _AREA, ("square kilo", "km", "平方公里")
    ),
    Reading(
        "km2_as_m2", Fraction(1_000_000), mark("km² printed as m²"), _AREA, ("square met", "m²", "m2", "平方米")
    ),
    Reading(
        "ha_as_km2", Fraction(1, 100), mark("hectares printed as km²"), _AREA, ("square kilo", "km", "平方公里")
    ),
    Reading("km2_as_ha", Fraction(100), mark("km² printed as hectares"), _AREA, ("hectare", "公顷", "ha")),
    Reading("mu_as_ha", Fraction(1, 15), mark("mu printed as hectares"), _AREA, ("hectare", "公顷", "ha")),
    Reading("ha_as_mu", Fraction(15), mark("hectares printed as mu"), _AREA, ("mu", "亩")),
    Reading("mu_as_m2", Fraction(2000, 3), mark("mu printed as m²"), _AREA, ("square met", "m²", "m2", "平方米")),
    Reading("m2_as_mu", Fraction(3, 2000), mark("m² printed as mu"), _AREA, ("mu", "亩")),
    Reading("mu_as_km2", Fraction(1, 1500), mark("mu printed as km²"), _AREA, ("square kilo", "km", "平方公里")),
    Reading("km2_as_mu", Fraction(1500), mark("km² printed as mu"), _AREA, ("mu", "亩")),
    Reading(
        "jin_as_kg", Fraction(1, 2), mark("jin printed as kilograms"), _MASS, ("kg", "kilogram", "公斤", "千克")
    ),
    Reading("kg_as_jin", Fraction(2), mark("kilograms printed as jin"), _MASS, ("jin", "斤")),
    Reading("kg_as_t", Fraction(1, 1000), mark("kilograms printed as tonnes"), _MASS, ("ton", "吨", " t")),
    Reading(
        "t_as_kg", Fraction(1000), mark("tonnes printed as kilograms"), _MASS, ("kg", "kilogram", "公斤", "千克")
    ),
    Reading("km_as_m", Fraction(1000), mark("kilometres printed as metres"), ("m", "km"), ("met", "米")),
    Reading(
        "m_as_km", Fraction(1, 1000), mark("metres printed as kilometres"), ("m", "km"), ("km", "kilomet", "公里")
    ),
    Reading("moved_point", Fraction(1, 10), mark("the decimal point is one place too far right")),
    Reading("moved_point_left", Fraction(10), mark("the decimal point is one place too far left")),
    Reading("lost_thousand", Fraction(1000), mark("a thousand was lost"), (), ("-",)),
    Reading("extra_thousand", Fraction(1, 1000), mark("three digits too many")),
)
RATE_READINGS = {
    "dollars_as_yuan": mark("dollars printed as yuan"),
    "yuan_as_dollars": mark("yuan printed as dollars"),
}
DEGREES = ("minutes_as_decimals", mark("minutes printed as decimals of a degree"))


def label(code: str) -> str:
    """The marked label of a reading; the code itself when it is none of ours."""
    if code == DEGREES[0]:
        return DEGREES[1]
    return RATE_READINGS.get(code) or next((one.label for one in READINGS if one.code == code), code)
