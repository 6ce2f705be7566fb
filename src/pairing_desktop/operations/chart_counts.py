"""Charts that count records: projects by start year, companies by home, events by year."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.timeline import LANE_OF_EVENT
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.operations.chart_ground import FIRST_YEAR, MOST_ROWS, Ground, counted_series
from pairing_desktop.store import lists
from pairing_desktop.store.support import together

if TYPE_CHECKING:
    from pairing_desktop.store.column_reads import Ids

INDUSTRY_GROUPS = (  # colour code, name, industries
    ("solar thermal", mark("Solar thermal"), {"solar thermal", "solar thermal power", "solar thermal equipment"}),
    ("photovoltaic", mark("Photovoltaic and hybrid"),
     {"photovoltaic", "photovoltaics", "solar hybrid", "photovoltaic manufacturing"}),
    ("wind", mark("Wind"), {"wind", "wind power", "wind and hydrogen"}),
    ("hydrogen", mark("Hydrogen and silicon"),
     {"hydrogen", "polysilicon", "polysilicon and solar energy", "power and hydrogen", "gas and silicon"}),
    ("other", mark("Other industries"), set[str]()),
    ("programme", mark("Programmes and unclassed"), {"pairing assistance", ""}),
)
EVENT_GROUPS = (
    ("policy", mark("Policy and programme")),
    ("agreement", mark("Agreements")),
    ("commissioning", mark("Construction")),
    ("operation", mark("Operation and science")),
    ("life", mark("Exchange and daily life")),
)


def industry_group(industry: str) -> str:
    """The group an industry is drawn in; "other" for one that nobody classed."""
    return next((code for code, _, members in INDUSTRY_GROUPS if industry in members), "other")


def _industries(language: Language) -> list[tuple[str, str]]:
    return [(code, language.tr(name)) for code, name, _ in INDUSTRY_GROUPS]


def projects_by_year(ground: Ground) -> ChartData:
    """Projects by the year they started, stacked by industry."""
    language = ground.language
    years = _by_year(ground, "projects", "industry", industry_group)
    undated, before, after = years.undated, years.before, years.after
    first, last = FIRST_YEAR, ground.year
    left_out = (
        language.plural("{n} project without a start date", "{n} projects without a start date", undated)
        if undated else "",
        language.plural("{n} project that started before {year}", "{n} projects that started before {year}", before,
                        year=first)
        if before else "",
        language.plural("{n} project that starts after {year}", "{n} projects that start after {year}", after,
                        year=last)
        if after else "",
    )
    ground.prepare(record_ids=together(years.members.values()))
    series = counted_series(ground, _industries(language), _years(ground), years.members)
    year, most, drawn = years.fullest()
    return ChartData(
        "projects_by_year", "stacked_bar",
        language.tr("Projects by start year and industry, {first} to {last}", first=FIRST_YEAR, last=ground.year),
        language.tr("Number of projects on file by the year construction, signing or launch began"),
        "project", language.tr("Start year"), language.tr("Projects"), series, ground.sources(), ground.as_of,
        language.code, ground.filters(), tuple(filter(None, left_out)),
        (language.tr("The pairing programmes themselves are counted too."),) if _has(series, "programme") else (),
        figures=drawn,
        summary=_sentences(language, *(
            (
                language.plural("{n} project started in these years.", "{n} projects started in these years.",
                                drawn),
                language.tr("Most started in {year}: {n}.", year=year, n=most),
            ) if drawn else ()
        )),
    )


def events(ground: Ground) -> ChartData:
    """Events by year, stacked by groups of kinds."""
    language = ground.language
    years = _by_year(ground, "events", "kind", _event_group)
    undated, before, after = years.undated, years.before, years.after
    left_out = (
        language.plural("{n} event without a date", "{n} events without a date", undated) if undated else "",
        language.plural("{n} event before {year}", "{n} events before {year}", before, year=FIRST_YEAR)
        if before else "",
        language.plural("{n} event after {year}", "{n} events after {year}", after, year=ground.year) if after else "",
    )
    ground.prepare(record_ids=together(years.members.values()))
    series = counted_series(
        ground, [(code, language.tr(name)) for code, name in EVENT_GROUPS], _years(ground), years.members
    )
    year, most, drawn = years.fullest()
    comma, colon, stop = ("、", "：", "；") if language.is_chinese else (", ", ": ", "; ")
    groups = stop.join(
        language.tr(name) + colon + comma.join(
            _small(label("event_kind", kind, language)) for kind in LANE_OF_EVENT if _event_group(kind) == code
        )
        for code, name in EVENT_GROUPS
    )
    return ChartData(
        "events", "stacked_bar",
        language.tr("Events on file by year and kind, {first} to {last}", first=FIRST_YEAR, last=ground.year),
        language.tr("Number of dated events; an event over several years counts in its first"),
        "event", language.tr("Year"), language.tr("Events"), series, ground.sources(), ground.as_of,
        language.code, ground.filters(), tuple(filter(None, left_out)),
        (language.tr("Kinds are grouped. {groups}", groups=groups + ("。" if language.is_chinese else ".")),),
        figures=drawn,
        summary=_sentences(language, *(
            (
                language.plural("{n} event on file falls in these years.", "{n} events on file fall in these years.",
                                drawn),
                language.tr("Most fall in {year}: {n}.", year=year, n=most),
            ) if drawn else ()
        )),
    )


def companies(ground: Ground) -> ChartData:
    """Companies by home place, stacked by industry."""
    language = ground.language
    found = lists.groups(ground.connection, "companies", ("industry", "place"), ground.filter)
    homes: Counter[int] = Counter()
    for (_, home), ids in found.items():
        homes[int(home or 0)] += len(ids)
    homeless, stated = homes.pop(0, 0), homes.total()
    ground.prepare(named=homes)
    order = sorted(homes, key=lambda id: (-homes[id], ground.name(id)))
    shown = order[:MOST_ROWS]
    members = _gathered(
        ((industry_group(industry), home), ids) for (industry, home), ids in found.items() if home and int(home) in set(shown)
    )
    ground.prepare(record_ids=together(members.values()))
    columns = [(str(id), ground.name(id)) for id in shown]
    series = counted_series(ground, _industries(language), columns, members)
    left_out = [
        language.plural("{n} company whose home no source states", "{n} companies whose home no source states",
                        homeless)
    ] if homeless else []
    if len(order) > len(shown):
        left_out.append(language.plural(
            "{n} home with fewer companies than those drawn", "{n} homes with fewer companies than those drawn",
            len(order) - len(shown),
        ))
    summary = ""
    if shown:
        summary = language.tr(
            "{companies} state a home; most are at home in {place}: {n}.",
            companies=language.plural("{n} company", "{n} companies", stated),
            place=ground.name(shown[0]), n=homes[shown[0]],
        )
    return ChartData(
        "companies", "stacked_barh", language.tr("Companies by home and industry"),
        language.tr("Number of companies on file whose home a source states"),
        "company", language.tr("Home"), language.tr("Companies"), series, ground.sources(), ground.as_of,
        language.code, ground.filters(), tuple(left_out),
        (language.tr("Homes are as recorded: a city is not counted again under its province."),),
        figures=sum(map(len, members.values())), summary=summary,
    )


def _event_group(kind: str) -> str:
    """The lane of the timeline, named so that its colour is not that of the programmes."""
    lane = LANE_OF_EVENT.get(kind, "life")
    return "policy" if lane == "programme" else lane


def _small(word: str) -> str:
    return word[:1].lower() + word[1:] if word[:2] != word[:2].upper() else word


def _has(series: tuple[object, ...], code: str) -> bool:
    return any(getattr(one, "code", "") == code for one in series)


def _years(ground: Ground) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(FIRST_YEAR, ground.year + 1)]


@dataclass(frozen=True)
class _Years:
    """The rows that fall in the years drawn, by group and year, and how many are undated, earlier and later."""

    members: "dict[tuple[str, str], Ids]"
    undated: int
    before: int
    after: int

    def fullest(self) -> tuple[int, int, int]:
        """The year with the most rows, the earliest of equals, how many it has, and how many all have; zeros for none."""
        years: Counter[int] = Counter()
        for (_, year), ids in self.members.items():
            years[int(year)] += len(ids)
        return (*max(years.items(), key=lambda item: (item[1], -item[0])), years.total()) if years else (0, 0, 0)


def _by_year(ground: Ground, kind: str, field: str, group_of: Callable[[str], str]) -> _Years:
    undated = before = after = 0
    inside = []
    for (code, year), ids in lists.groups(ground.connection, kind, (field, "year"), ground.filter).items():
        if not year:
            undated += len(ids)
        elif int(year) < FIRST_YEAR:
            before += len(ids)
        elif int(year) > ground.year:
            after += len(ids)
        else:
            inside.append(((group_of(code), year), ids))
    return _Years(_gathered(inside), undated, before, after)


def _gathered(found: "Iterable[tuple[tuple[str, str], Ids]]") -> "dict[tuple[str, str], Ids]":
    parts: dict[tuple[str, str], list[Ids]] = {}
    for key, ids in found:
        parts.setdefault(key, []).append(ids)
    return {key: together(several) for key, several in parts.items()}


def _sentences(language: Language, *sentences: str) -> str:
    return ("" if language.is_chinese else " ").join(sentences)
