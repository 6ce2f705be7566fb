"""The timeline in words: names of lanes, and what a mark says to ears and in its tooltip."""

from itertools import islice

from pairing_desktop.domain.dates import display_span
from pairing_desktop.domain.display import join
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.timeline import TimelineItem
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.ui.timeline.marks import Mark, YearBar

LANE_NAMES = {
    "programme": mark("Policy and programme"),
    "agreement": mark("Agreements and money"),
    "projects": mark("Projects"),
    "commissioning": mark("Commissioning and construction"),
    "operation": mark("Records and outages"),
    "life": mark("Visits, markets, travel"),
    "claims": mark("Dated claims"),
}
INDUSTRY_GROUPS = (  # name and a code that has the colour, in the order of the key
    (mark("Solar thermal"), "solar thermal"),
    (mark("PV and hybrid"), "photovoltaic"),
    (mark("Wind"), "wind"),
    (mark("Hydrogen, silicon"), "hydrogen"),
    (mark("Other"), "other"),
    (mark("Programme"), "pairing assistance"),
)
TOLD = 3  # titles that a pill tells


def title(item: TimelineItem, language: Language) -> str:
    """The item's name in this language, else in the other."""
    return language.pick(item.title_en, item.title_zh)


def when(item: TimelineItem, language: Language, short: bool = False) -> str:
    """The item's dates as precise as they are known: "2013", "9 October – 8 November 2020", "from July 2010"."""
    return display_span(*item.dates, language, short)


def item_text(item: TimelineItem, language: Language) -> str:
    """One item for ears: what, when, of which kind."""
    vocabulary = "industry" if item.row_kind == "projects" else "event_kind"
    parts = [title(item, language), when(item, language), label(vocabulary, item.kind, language)]
    return join(parts, language)


def mark_text(one: Mark, language: Language) -> str:
    """A mark for ears; a pill tells how many, its first titles, and how to open it."""
    if one.count == 1:
        return item_text(one.members[0].item, language)
    titles = [title(extent.item, language) for extent in islice(one.members, TOLD)]
    text = language.plural("{n} item here", "{n} items here", one.count)
    more = "…" if one.count > TOLD else ""
    return language.tr("{count}: {titles}. Enter opens them.", count=text,
                       titles=language.semicolon.join(titles) + more)


def year_text(bar: YearBar, language: Language) -> str:
    """The dated claims of a year for ears."""
    claims = language.plural("{n} dated claim in {year}", "{n} dated claims in {year}", bar.claims, year=bar.year)
    if not bar.disputed:
        return claims
    doubt = language.plural("{n} disputed", "{n} disputed", bar.disputed)
    return language.comma.join((claims, doubt))
