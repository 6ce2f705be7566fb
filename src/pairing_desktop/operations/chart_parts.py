"""What a composed chart is put together from: its series, and how much was left out and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pairing_desktop.domain.chart_spec import ChartSpec
from pairing_desktop.domain.charting import Series
from pairing_desktop.domain.language import Language

MOST_YEARS = 120
MOST_PARTS = 6  # colours that eyes and paper tell apart
SLOTS = ("a", "b", "c", "d", "e", "f", "g", "h")
_INDUSTRIES = ("solar thermal", "photovoltaic", "wind", "hydrogen")


@dataclass(frozen=True)
class Parts:
    """`hidden` are rows, lines or small charts beyond those that one page can show; `undated` what has no date where one
    is needed; `outside` what lies outside the years; `earlier` figures of which a later or larger one is drawn;
    `longer` figures of more than one year; `within` figures within the span of others; `other_unit` those in another unit
    than most."""

    series: tuple[Series, ...]
    figures: int = 0
    undated: int = 0
    outside: int = 0
    hidden: int = 0
    earlier: int = 0
    longer: int = 0
    within: int = 0
    other_unit: int = 0
    notes: tuple[str, ...] = field(default=())
    unit: str = ""

    def left_out(self, language: Language, *, counts: bool) -> tuple[str, ...]:
        """Sentences for what is not drawn."""
        plural = language.plural
        said = [
            (self.undated, plural("{n} record without a date", "{n} records without a date", self.undated) if counts
             else plural("{n} figure without a date", "{n} figures without a date", self.undated)),
            (self.outside, plural("{n} record outside these years", "{n} records outside these years", self.outside)
             if counts else plural("{n} figure outside these years", "{n} figures outside these years", self.outside)),
            (self.hidden, plural("{n} more than one page can show", "{n} more than one page can show", self.hidden)),
            (self.earlier, plural("{n} earlier or smaller figure of the same records",
                                  "{n} earlier or smaller figures of the same records", self.earlier)),
            (self.longer, plural("{n} figure for more than one year", "{n} figures for more than one year", self.longer)),
            (self.within, plural("{n} figure within the span of another", "{n} figures within the span of others",
                                 self.within)),
            (self.other_unit, plural("{n} figure in another unit", "{n} figures in another unit", self.other_unit)),
        ]
        return tuple(text for number, text in said if number)


def colours(codes: Sequence[str], field: str) -> dict[str, str]:
    """A colour for each code: that of its industry where there is one for each, else one slot after the other."""
    if field == "industry" and len(codes) <= len(_INDUSTRIES) and set(codes) <= set(_INDUSTRIES):
        return dict.fromkeys(codes, "")
    return {code: SLOTS[index % len(SLOTS)] for index, code in enumerate(codes)}


def years_between(found: Iterable[str], spec: ChartSpec) -> list[str]:
    """All years from the first to the last that is stated, or as the spec says: a year without figures is a gap."""
    stated = [int(year) for year in found if year.isdecimal()]
    if not stated:
        return []
    first = spec.first if spec.first is not None else min(stated)
    last = spec.last if spec.last is not None else max(stated)
    if last - first > MOST_YEARS:
        first = last - MOST_YEARS
    return [str(year) for year in range(first, last + 1)]
