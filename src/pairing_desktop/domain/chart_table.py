"""The table twin of a chart: the same values as its marks, with what they rest on.  One function for screen, paper,
clipboard and CSV, so that none of them can disagree with the picture."""

from dataclasses import dataclass

from pairing_desktop.domain.chart_scale import WHOLE_UNITS, Scale, chart_scale
from pairing_desktop.domain.charting import ChartData, Point, SourceNote
from pairing_desktop.domain.dates import PartialDate, display
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.trust import trust_word


@dataclass(frozen=True)
class Table:
    """`headers` and `rows` of text; `numeric` says which columns stand right; `claims` and `records` are the ids that
    each row rests on."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    claims: tuple[tuple[int, ...], ...]
    records: tuple[tuple[int, ...], ...]


def table(data: ChartData, language: Language, *, grouped: bool = True) -> Table:
    """The twin of `data`; `grouped` numbers have a comma every three digits."""
    scale = chart_scale(data)
    if data.form == "dot_range":
        return _by_point(data, language, scale, grouped)
    return _by_category(data, language, scale, grouped)


def numbers(point: Point) -> str:
    """The numbers of a point's sources: "[1][3]"."""
    return "".join(f"[{source + 1}]" for source in point.sources)


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
    stacked = data.form != "period_bar" and len(data.series) > 1
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
        if stacked:
            values = [point.value for point in points if point.value is not None]
            cells.append(scale.number(sum(values[1:], values[0]), grouped=grouped) if values else "")
        if has_notes:
            stop = "；" if language.is_chinese else "; "
            cells.append(stop.join(dict.fromkeys(point.note for point in points if point.note)))
        sources = sorted({source for point in points for source in point.sources})
        rows.append((said, *cells, "".join(f"[{source + 1}]" for source in sources)))
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
            words = [tr("planned") if point.planned else "", trust_word(point.mark, language) if point.mark else ""]
            rows.append((
                *([series.label] if several else []), point.label, _value(point, scale, grouped),
                "" if point.low is None else scale.number(point.low, grouped=grouped),
                "" if point.high is None else scale.number(point.high, grouped=grouped),
                comma.join(filter(None, words)), point.note, numbers(point),
            ))
            claims.append(point.claim_ids)
            records.append(point.record_ids)
    right = (*([False] if several else []), False, True, True, True, False, False, False)
    return Table(headers, tuple(rows), right, tuple(claims), tuple(records))


def _value(point: Point | None, scale: Scale, grouped: bool) -> str:
    return "" if point is None or point.value is None else scale.number(point.value, grouped=grouped)


def _headed(name: str, unit: str, language: Language) -> str:
    if not unit:
        return name
    return f"{name}（{unit}）" if language.is_chinese else f"{name} ({unit})"
