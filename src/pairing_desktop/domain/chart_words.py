"""What a chart says besides its picture, in the order of print: for the footer, the clipboard and CSV files."""

import re
from collections.abc import Iterable, Sequence

from pairing_desktop.domain.chart_table import numbers, source_text, table
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.dates import PartialDate, display
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.trust import Mark


def as_of_text(data: ChartData, language: Language) -> str:
    """The day the data is of: "As of 23 November 2026"."""
    return language.tr("As of {date}", date=display(PartialDate(data.as_of, "day"), language))


_CITED = re.compile("\u00a0((?:\\[\\d+\\])+)")


def resting_on(numbers: Iterable[int]) -> str:
    """The numbers of sources behind what a sentence says, counted from 0: a no-break space and "[1][3]".

    The space tells them from brackets that a name may hold.
    """
    found = "".join(f"[{number + 1}]" for number in numbers)
    return f"\u00a0{found}" if found else ""


def renumbered(text: str, numbers: Sequence[int]) -> str:
    """The sentence with other numbers: that of source n, counted from 0, becomes `numbers[n]`, counted from 0."""

    def other(found: re.Match[str]) -> str:
        old = [int(number) - 1 for number in re.findall(r"\d+", found[1])]
        return resting_on(numbers[number] for number in old) if max(old) < len(numbers) else found[0]

    return _CITED.sub(other, text)


def source_lines(data: ChartData, language: Language) -> list[tuple[str, str]]:
    """(number, source) of every source, in order: ("[1]", "Wikipedia, …")."""
    return [(f"[{number}]", source_text(note, language)) for number, note in enumerate(data.sources, 1)]


def facts(data: ChartData, language: Language) -> list[tuple[str, str]]:
    """(label, text) of the lines under the sources: filters, notes, what is left out, trust."""
    tr = language.tr
    stop, end = ("；", "。") if language.is_chinese else ("; ", ".")
    lines = [
        (tr("Filters"), stop.join(data.filters) + end if data.filters else ""),
        (tr("Events marked"), events_text(data, language)),
        (tr("Notes"), ("" if language.is_chinese else " ").join(data.notes)),
        (tr("Left out"), stop.join(data.left_out) + end if data.left_out else tr("Nothing is left out.")),
        (tr("Trust"), data.trust),
    ]
    return [(name, text) for name, text in lines if text]


def cited(data: ChartData) -> int:
    """How many sources the drawn figures rest on; a source may be listed only because it is left out."""
    return data.source_count or len({source for point in data.points for source in point.sources})


def event_letter(number: int) -> str:
    """The letter of an event, counted from 0."""
    return chr(ord("A") + number)


def events_text(data: ChartData, language: Language) -> str:
    """The events that are marked: "A 8 Jul 2013, SUPCON … [3]; B …"; empty without any."""
    comma, stop = ("，", "；") if language.is_chinese else (", ", "; ")
    return stop.join(
        " ".join(filter(None, (event_letter(at), comma.join((point.note, point.label)), numbers(point))))
        for at, point in enumerate(data.events.points if data.events else ())
    )


def trust_text(data: ChartData, language: Language, *, part: bool = False) -> str:
    """One sentence on what the drawn figures rest on; of a `part` of a chart whose sources are not all named it is known
    only how many there are at most."""
    points = data.points
    if not points:
        return ""
    figures = language.plural("{n} figure", "{n} figures", data.figures)
    sources = language.plural("{n} source", "{n} sources", cited(data))
    rests = language.tr("{figures} from at most {sources}", figures=figures, sources=sources) if part and data.source_count \
        else language.tr("{figures} from {sources}", figures=figures, sources=sources)
    disputed = sum(1 for point in points if point.mark is Mark.DISPUTED)
    read = sum(1 for point in points if point.mark is Mark.READING)
    decided = sum(1 for point in points if point.mark is Mark.DECIDED)
    unsourced = sum(1 for point in points if point.value and not point.sources and not point.more_sources)
    parts = [
        rests,
        language.plural("{n} value disputed", "{n} values disputed", disputed)
        if disputed else language.tr("none disputed"),
    ]
    if read:
        parts.append(language.plural(
            "{n} value read otherwise than printed", "{n} values read otherwise than printed", read
        ))
    if decided:
        parts.append(language.plural("{n} value decided by a person", "{n} values decided by a person", decided))
    if unsourced:
        parts.append(language.plural("{n} value without a source", "{n} values without a source", unsourced))
    return ("；" if language.is_chinese else "; ").join(parts) + ("。" if language.is_chinese else ".")


def as_text(data: ChartData, language: Language, separator: str = "\t") -> str:
    """The table with title, headers, sources and facts, one line a row, cells divided by `separator`."""
    twin = table(data, language)
    lines = [data.title, data.subtitle, "", separator.join(twin.headers)]
    lines += [separator.join(_one_line(cell) for cell in row) for row in twin.rows]
    colon = "：" if language.is_chinese else ": "
    lines += ["", *(f"{number} {text}" for number, text in source_lines(data, language)), ""]
    lines += [f"{name}{colon}{text}" for name, text in facts(data, language)]
    lines.append(as_of_text(data, language))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())
