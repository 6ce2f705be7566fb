"""A registered page against the same page of today: what reads differently, line by line and figure by figure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.chart_scale import chart_scale, nature_word, value_text
from pairing_desktop.domain.chart_table import source_text, table
from pairing_desktop.domain.charting import BY_ROW, ChartData, Point
from pairing_desktop.domain.display import claim_period, claim_value, coded, join, name_text, nature_text, source_line
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.snapshots import Change, ChartPair
from pairing_desktop.domain.trust import factor_text
from pairing_desktop.reports.blocks import Facts, FigureBlock, Paragraph, Sources, Table, Tiles
from pairing_desktop.reports.document import Report

T = TypeVar("T")
_ALONG_TIME = frozenset({"stacked_bar", "period_bar", "bar", "line", "step"})

# Claims


def claim_change(before: ClaimLine | None, now: ClaimLine | None, language: Language) -> Change | None:
    """What a claim says differently today; None when it says the same.  One side may be missing, not both."""
    one = now or before
    assert one is not None
    what = join((
        name_text(one.subject_en, one.subject_zh, language), name_text(one.measure_en, one.measure_zh, language),
        claim_period(one, language),
    ), language)
    source = source_line(one.citation, language) if one.citation else ""
    if before is None or now is None:
        said = claim_value(one, language)
        return Change(what, said if now is None else "", said if before is None else "", source, now.id if now else 0)
    both = zip(_aspects(before, language), _aspects(now, language), strict=True)
    pairs = [(old, new) for old, new in both if old != new]
    if not pairs:
        return None
    nothing = language.tr("not stated")
    said, says = (join((pair[side] or nothing for pair in pairs), language) for side in (0, 1))
    return Change(what, said, says, source, now.id)


def _aspects(line: ClaimLine, language: Language) -> tuple[str, ...]:
    """What a claim says, each part in words; the printed words only tell where the value in words is the same."""
    value = claim_value(line, language)
    stated = language.tr("printed: “{words}”", words=line.value_as_stated) if line.value_as_stated != value else ""
    return (
        value, stated, claim_period(line, language), nature_text(line.nature, language) or language.tr("actual"),
        coded("rank", line.rank, language), factor_text(line.reading_factor) if line.reading else "",
        source_line(line.citation, language) if line.citation else "",
    )


# The page


def page_changes(before: Report, now: Report) -> tuple[Change, ...]:
    """Lines, cells and drawn figures of a page that read differently.  Its date and what only counts the history are
    left out: they are another every day."""
    tr = before.language.tr
    found = _texts(tr("Title"), [before.title], [now.title]) + _texts(tr("Subtitle"), [before.subtitle], [now.subtitle])
    found += [
        change
        for one, other in _paired(_charts(before), _charts(now))
        for change in _chart_changes(one, other, before.language)
    ]
    found += _mappings(_facts(before), _facts(now))
    for one, other in _paired(_tables(before), _tables(now)):
        found += _table_changes(one, other)
    found += _texts(tr("Text"), _paragraphs(before), _paragraphs(now))
    found += _texts(tr("Source"), _sources(before), _sources(now))
    return tuple(found)


def chart_pairs(before: Report, now: Report) -> tuple[ChartPair, ...]:
    """The charts of both pages, each pair over the same categories."""
    return tuple(
        ChartPair(*aligned(one, other))
        for one, other in _paired(_charts(before), _charts(now)) if one is not None and other is not None
    )


def aligned(before: ChartData, now: ChartData) -> tuple[ChartData, ChartData]:
    """Two charts with the same series and categories in today's order; what one has not is empty there."""
    if now.form == "gantt":
        return replace(before, events=None), replace(now, events=None)  # a row is a record, whatever its days
    looks = {series.code: series for series in (*before.series, *now.series)}
    codes = list(dict.fromkeys(series.code for series in (*now.series, *before.series)))
    apart = now.form in BY_ROW or now.form == "panels"
    order: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for code in codes:
        xs = [point.x for data in (now, before) for series in data.series if not apart or series.code == code
              for point in series.points]  # fmt: skip
        order[code] = list(dict.fromkeys(xs))
        if now.form in _ALONG_TIME:
            order[code].sort()
    for data in (before, now):
        names |= {point.x: point.label for series in data.series for point in series.points}

    def full(data: ChartData) -> ChartData:
        found = {(series.code, point.x): point for series in data.series for point in series.points}
        return replace(data, events=None, series=tuple(
            replace(looks[code], points=tuple(found.get((code, x)) or Point(x, names[x], None) for x in order[code]))
            for code in codes
        ))

    return full(before), full(now)


def _charts(report: Report) -> dict[str, ChartData]:
    return {block.chart.id: block.chart for block in report.blocks if isinstance(block, FigureBlock)}


def _chart_changes(before: ChartData | None, now: ChartData | None, language: Language) -> list[Change]:
    then, today = _points(before, language), _points(now, language)
    return [
        Change(what, then[what].text if what in then else "", today[what].text if what in today else "",
               (today.get(what) or then[what]).source)
        for what in dict.fromkeys((*then, *today))
        if (then[what].text if what in then else "") != (today[what].text if what in today else "")
    ]  # fmt: skip


@dataclass(frozen=True)
class _Said:
    text: str
    source: str


def _points(data: ChartData | None, language: Language) -> dict[str, _Said]:
    """Series and category → value or range with its unit, and who states it."""
    if data is None:
        return {}
    scale = chart_scale(data)
    stop = "；" if language.is_chinese else "; "
    found = {}
    for series in data.series:
        for point in series.points:
            if point.value is None or (not point.value and not point.claim_ids and not point.record_ids):
                continue
            text = value_text(data, point) if point.text or point.unit else scale.text(point.value)
            if point.low is not None and point.high is not None and point.low != point.high and not point.unit:
                text = scale.span(point.low, point.high)
            word = nature_word(point, language) if point.planned and not (point.text or point.unit) else ""
            text = join((text, word, point.note), language)
            sources = stop.join(source_text(data.sources[number], language) for number in point.sources)
            name = point.label if data.form in BY_ROW else join((point.label, series.label), language)
            found[name] = _Said(text, sources)
    return found


def _facts(report: Report) -> dict[str, str]:
    tr = report.language.tr
    left_out = (tr("As of"), tr("History"))
    rows = [row for block in report.blocks if isinstance(block, Facts) for row in block.rows]
    rows += [(tile.name, join((tile.value, tile.note), report.language))
             for block in report.blocks if isinstance(block, Tiles) for tile in block.tiles]  # fmt: skip
    return {label: text for label, text in rows if label not in left_out}


def _mappings(before: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    return [
        Change(name, before.get(name, ""), now.get(name, ""))
        for name in dict.fromkeys((*before, *now)) if before.get(name, "") != now.get(name, "")
    ]


def _tables(report: Report) -> list[Table]:
    """The tables of a page but for the twins of its charts, whose figures are compared as such."""
    twins = [table(chart, report.language).rows for chart in _charts(report).values()]
    return [block for block in report.blocks if isinstance(block, Table) and block.rows not in twins]


def _paragraphs(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Paragraph)]


def _sources(report: Report) -> list[str]:
    return [text for block in report.blocks if isinstance(block, Sources) for _, text in block.lines]


def _paired(before: Mapping[str, T] | list[T], now: Mapping[str, T] | list[T]) -> list[tuple[T | None, T | None]]:
    """Things of the same name, or of the same place; None where one side has none."""
    if isinstance(before, list):
        before = {str(place): one for place, one in enumerate(before)}
    if isinstance(now, list):
        now = {str(place): one for place, one in enumerate(now)}
    return [(before.get(name), now.get(name)) for name in dict.fromkeys((*before, *now))]


def _table_changes(before: Table | None, now: Table | None) -> list[Change]:
    """Rows are the same by their first cell, or by as many more as it takes to tell them apart."""
    old, new = _keyed(before), _keyed(now)
    titles = [column.title for one in (now, before) if one for column in one.columns]
    found = []
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key), new.get(key)
        if one == other:
            continue
        if one is None or other is None or len(one) != len(other):
            found.append(Change(key, _cells(one, key), _cells(other, key)))
            continue
        found += [
            Change(f"{key}: {titles[place]}", then, today)
            for place, (then, today) in enumerate(zip(one, other, strict=True)) if then != today
        ]
    return found


def _keyed(one: Table | None) -> dict[str, tuple[str, ...]]:
    if one is None:
        return {}
    for width in range(1, len(one.columns) + 1):
        keys = [_line(row[:width]) for row in one.rows]
        if len(set(keys)) == len(keys):
            return dict(zip(keys, one.rows, strict=True))
    seen: Counter[str] = Counter()
    rows = {}
    for row in one.rows:
        seen[_line(row)] += 1
        rows[f"{_line(row)} ({seen[_line(row)]})"] = row
    return rows


def _cells(row: tuple[str, ...] | None, key: str) -> str:
    """A whole row, without what names it already."""
    return "" if row is None else _line(cell for cell in row if cell and cell not in key) or _line(row)


def _line(cells: Iterable[str]) -> str:
    return ", ".join(" ".join(cell.split()) for cell in cells if cell)


def _texts(what: str, before: Iterable[str], now: Iterable[str]) -> list[Change]:
    """Texts that only one side has; as many as both have too many stand against each other in their order."""
    old, new = Counter(before), Counter(now)
    gone, come = list((old - new).elements()), list((new - old).elements())
    size = max(len(gone), len(come))
    gone += [""] * (size - len(gone))
    come += [""] * (size - len(come))
    return [Change(what, then, today) for then, today in zip(gone, come, strict=True)]
