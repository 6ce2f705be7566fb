"""The table twin of a chart: the same values as its marks, with what they rest on.  One function for screen, paper,
clipboard and CSV, so that none of them can disagree with the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pairing_desktop.domain.chart_scale import WHOLE_UNITS, Scale, chart_scale, nature_word, series_scale
from pairing_desktop.domain.charting import ChartData, Point, Series, SourceNote
from pairing_desktop.domain.dates import PartialDate, display
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.trust import trust_word

_STACKED = frozenset({"stacked_bar", "stacked_barh", "share"})
_MANY = 40  # numbers of sources that are written one by one


@dataclass(frozen=True)
class Table:
    """`headers` and `rows` of text; `numeric` says which columns stand right; `claims`, `records` and `postings` are the
    ids that each row rests on; of a form that never shows postings there are none."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    claims: tuple[tuple[int, ...], ...]
    records: tuple[tuple[int, ...], ...]
    postings: tuple[tuple[int, ...], ...] = ()


def table(data: ChartData, language: Language, *, grouped: bool = True) -> Table:
    """The twin of `data`; `grouped` numbers have a comma every three digits."""
    scale = chart_scale(data)
    if data.form == "gantt":
        return _by_span(data, language)
    if data.form == "panels" and any(series.unit for series in data.series):
        return _by_panel(data, language, grouped)
    if data.form == "dot_range":
        return _by_point(data, language, scale, grouped)
    return _by_category(data, language, scale, grouped)


def numbers(point: Point) -> str:
    """The numbers of a point's named sources: "[1][3]"."""
    return _listed(point.sources)


def _sourced(points: Sequence[Point], language: Language) -> str:
    """The sources of some points by number, and how many more there are that have none: "[1][3] and 940 more sources"."""
    listed = _listed(sorted({source for point in points for source in point.sources}))
    more = [point.more_sources for point in points if point.more_sources]
    if not more:
        return listed
    # Of several points some sources may be the same.
    said = language.plural("and {n} more source", "and {n} more sources", max(more), n=f"{max(more):,}") if len(more) == 1 \
        else language.plural("and at least {n} more source", "and at least {n} more sources", max(more), n=f"{max(more):,}")
    return " ".join(filter(None, (listed, said)))


def _listed(sources: Sequence[int]) -> str:
    """Sources by number; of more than can be read the runs: "[1–40][52]"."""
    if len(sources) <= _MANY:
        return "".join(f"[{source + 1}]" for source in sources)
    runs: list[list[int]] = []
    for source in sorted(sources):
        if runs and source == runs[-1][1] + 1:
            runs[-1][1] = source
        else:
            runs.append([source, source])
    return "".join(f"[{first + 1}–{last + 1}]" if last > first else f"[{first + 1}]" for first, last in runs)


def source_text(note: SourceNote, language: Language) -> str:
    """One line for a source: who, what, where in it, when."""
    comma = "，" if language.is_chinese else ", "
    when = note.published_on
    if when and not language.is_chinese:  # Chinese lists keep ISO dates, so that no 日 is left alone on a line
        shape = {4: "year", 7: "month", 10: "day"}.get(len(when))
        when = display(PartialDate(when, shape), language, short=True) if shape else when
    return comma.join(part for part in (note.publisher, note.title, note.locator, when) if part)


def _by_category(data: ChartData, language: Language, scale: Scale, grouped: bool) -> Table:
    """A row a category, a column a series; a total where several series are stacked."""
    tr = language.tr
    stacked = data.form in _STACKED and len(data.series) > 1
    xs: dict[str, str] = {point.x: point.label for series in data.series for point in series.points}
    found = [{point.x: point for point in series.points} for series in data.series]
    unit = "" if data.unit in WHOLE_UNITS else scale.unit_text
    headers = [data.x_label or tr("Category"), *(_headed(series.label, unit, language) for series in data.series)]
    if stacked:
        headers.append(_headed(tr("Total"), unit, language))
    has_notes = any(point.note for point in data.points)
    headers += [*([tr("Note")] if has_notes else []), tr("Sources")]
    rows, claims, records = [], [], []
    for x, said in xs.items():
        points = [column[x] for column in found if x in column]
        cells = [_value(column.get(x), scale, grouped) for column in found]
        if data.form == "share":
            cells = [f"{cell} ({share_text(data, number, x)})" if cell else "" for number, cell in enumerate(cells)]
        if stacked:
            values = [point.value for point in points if point.value is not None]
            cells.append(scale.number(sum(values[1:], values[0]), grouped=grouped) if values else "")
        if has_notes:
            stop = "；" if language.is_chinese else "; "
            cells.append(stop.join(dict.fromkeys(point.note for point in points if point.note)))
        rows.append((said, *cells, _sourced(points, language)))
        claims.append(tuple(dict.fromkeys(id for point in points for id in point.claim_ids)))
        records.append(tuple(dict.fromkeys(id for point in points for id in point.record_ids)))
    right = (False, *(True for _ in data.series), *([True] if stacked else []), *([False] if has_notes else []), False)
    return Table(tuple(headers), tuple(rows), right, tuple(claims), tuple(records))


def _by_point(data: ChartData, language: Language, scale: Scale, grouped: bool) -> Table:
    """A row a point: name, value, lowest, highest, what it is."""
    tr = language.tr
    several = len(data.series) > 1
    unit = scale.unit_text
    headers = (
        *([tr("Level")] if several else []), data.x_label, _headed(data.y_label, unit, language),
        tr("Lowest"), tr("Highest"), tr("What it is"), tr("Note"), tr("Sources"),
    )
    comma = "，" if language.is_chinese else ", "
    rows, claims, records = [], [], []
    for series in data.series:
        for point in series.points:
            words = [nature_word(point, language) if point.planned else "",
                     trust_word(point.mark, language) if point.mark else ""]
            rows.append((
                *([series.label] if several else []), point.label, _value(point, scale, grouped),
                "" if point.low is None else scale.number(point.low, grouped=grouped),
                "" if point.high is None else scale.number(point.high, grouped=grouped),
                comma.join(filter(None, words)), point.note, _sourced([point], language),
            ))
            claims.append(point.claim_ids)
            records.append(point.record_ids)
    right = (*([False] if several else []), False, True, True, True, False, False, False)
    return Table(headers, tuple(rows), right, tuple(claims), tuple(records))


def share(data: ChartData, number: int, x: str) -> Decimal:
    """How much of the whole, in percent, series `number` is at `x`: of its category, or of all when there is one series."""
    whole = [point.value for series in data.series for point in series.points
             if point.value is not None and (point.x == x or len(data.series) == 1)]
    own = next((point.value for point in data.series[number].points if point.x == x and point.value is not None), Decimal(0))
    total = sum(whole, Decimal(0))
    return own * 100 / total if total else Decimal(0)


def share_text(data: ChartData, number: int, x: str) -> str:
    """The same to one decimal: "23.5%"."""
    return f"{share(data, number, x).quantize(Decimal('0.1'), 'ROUND_HALF_UP'):f}".removesuffix(".0") + "%"


def _by_panel(data: ChartData, language: Language, grouped: bool) -> Table:
    """A row a point of small charts that count in units of their own; each value in the scale of its chart."""
    tr = language.tr
    headers = (
        tr("Small chart"), data.x_label or tr("Category"), tr("Value"), tr("Lowest"), tr("Highest"), tr("What it is"),
        tr("Note"), tr("Sources"),
    )
    comma = "，" if language.is_chinese else ", "
    rows, claims, records = [], [], []
    for series in data.series:
        scale = series_scale(data, series)
        for point in series.points:
            if point.value is None:
                continue
            words = [nature_word(point, language) if point.planned else "",
                     trust_word(point.mark, language) if point.mark else ""]
            rows.append((
                _headed(series.label, scale.unit_text, language), point.label, _value(point, scale, grouped),
                "" if point.low is None else scale.number(point.low, grouped=grouped),
                "" if point.high is None else scale.number(point.high, grouped=grouped),
                comma.join(filter(None, words)), point.note, _sourced([point], language),
            ))
            claims.append(point.claim_ids)
            records.append(point.record_ids)
    return Table(
        headers, tuple(rows), (False, False, True, True, True, False, False, False), tuple(claims), tuple(records),
        tuple(point.posting_ids for point in data.points),
    )


def _by_span(data: ChartData, language: Language) -> Table:
    """A row a record: what it is, from when to when."""
    tr = language.tr
    several = len(data.series) > 1
    headers = (
        data.x_label, *([data.y_label] if several else []), tr("From, to"), tr("What it is"), tr("Note"), tr("Sources"),
    )
    rows, claims, records = [], [], []
    for series, point in in_time(data):
        word = nature_word(point, language) if point.planned else ""
        rows.append((
            point.label, *([series.label] if several else []), point.text, word, point.note, _sourced([point], language),
        ))
        claims.append(point.claim_ids)
        records.append(point.record_ids)
    return Table(headers, tuple(rows), (False,) * len(headers), tuple(claims), tuple(records))


def in_time(data: ChartData) -> list[tuple[Series, Point]]:
    """The spans of a chart by their first day, whatever their series: the order of its rows."""
    pairs = [(series, point) for series in data.series for point in series.points if point.value is not None]
    return sorted(pairs, key=lambda pair: (pair[1].x, pair[1].label))


def _value(point: Point | None, scale: Scale, grouped: bool) -> str:
    return "" if point is None or point.value is None else scale.number(point.value, grouped=grouped)


def _headed(name: str, unit: str, language: Language) -> str:
    if not unit:
        return name
    return f"{name}（{unit}）" if language.is_chinese else f"{name} ({unit})"
