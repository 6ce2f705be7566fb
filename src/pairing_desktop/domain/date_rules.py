"""The rules that `relative_dates` chooses from: each turns words that lean on a publication into dates.

A rule takes the reader and the words that its pattern caught.  The result is never finer than the words; where they
may mean two dates both are candidates, oldest first.
"""

import datetime
import re
from dataclasses import dataclass, field

from pairing_desktop.domain.date_words import month_number, normalise
from pairing_desktop.domain.dates import PRECISIONS, DateProblem, PartialDate, Span
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.numerals import read_chinese, read_english


@dataclass(frozen=True)
class Resolution:
    """What the words may mean, oldest first, and the rule that says so."""

    candidates: tuple[Span, ...]
    text: str  # the rule, marked for translation
    values: dict[str, object] = field(default_factory=dict)

    def rule(self, language: Language) -> str:
        """The rule as a sentence."""
        return language.tr(self.text, **self.values)


AS_STATED = mark("The words say it themselves.")
FROM_PUBLICATION = mark("Counted from the publication: {published}.")
_PLAN = mark("Five-year plan {n} runs from {start} to {end}.")
_MISSING_YEAR = mark("No year is stated: the last such date before the publication ({published}).")
TWO_YEARS = mark("No year is stated and the date is later in the year than the publication ({published}).")
_TWO_MONTHS = mark("No month is stated and the day is later in the month than the publication ({published}).")
_LAST_TWO = mark("“Last” may mean the one before the publication ({published}) or the one of the year before.")

_ALIGN = {"month": "month", "year": "year", "day": "day", "月": "month", "年": "year", "天": "day", "日": "day"}


def unreadable(words: str) -> DateProblem:
    return DateProblem(mark("“{text}” names no date that this program reads."), text=words.strip())


class Reader:
    """One reading of `words`; each pattern is tried in turn on the plain words."""

    def __init__(self, words: str, published: PartialDate) -> None:
        self.words = words
        self.published = published
        self.plain = normalise(words).strip(" ,.;，。、“”\"'").replace("mid-to-late ", "late ")

    def need(self, precision: str) -> PartialDate:
        """The publication, at least as precise as this; raises DateProblem when it is not known so well."""
        known = PRECISIONS.index(self.published.precision)
        if not self.published.is_known or known > PRECISIONS.index(precision):
            raise DateProblem(
                mark("“{text}” leans on the publication, whose date is not known well enough."), text=self.words
            )
        return self.published

    def result(self, text: str, *candidates: Span, **values: object) -> Resolution:
        values.setdefault("published", self.published.value)
        return Resolution(candidates, text, {name: values[name] for name in re.findall(r"{(\w+)}", text)})

    def amount(self, text: str) -> int:
        """How many years, months or days the words say; at most 1,000."""
        found = 1 if text == "a" else int(text) if text.isdecimal() else read_chinese(text)
        found = read_english(text) if found is None else found
        if not found or found > 1000:
            raise unreadable(self.words)
        return found

    def counted(self, date: PartialDate) -> Resolution:
        return self.result(FROM_PUBLICATION, Span.of(date))

    def at(self, kind: str, shift: int) -> PartialDate:
        """The day, month, quarter or year of the publication, moved."""
        base = self.need("year" if kind == "year" else "day" if kind == "day" else "month")
        if kind == "year":
            return PartialDate.of(base.year + shift)
        if kind == "day":
            day = datetime.date.fromisoformat(base.value) + datetime.timedelta(days=shift)
            return PartialDate(day.isoformat(), "day")
        months = 3 if kind == "quarter" else 1
        whole = (base.year * 12 + base.month - 1) // months + shift
        year, number = divmod(whole, 12 // months)
        return PartialDate.of(year, number + 1) if months == 1 else PartialDate.part(year, "quarter", number + 1)


SHIFTS = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1,
    "去": -1, "前": -2, "后": 2,
    "上": -1, "上个": -1, "今": 0, "本": 0, "这个": 0, "当": 0, "明": 1, "下": 1, "下个": 1,
}  # fmt: skip


def simple(reader: Reader, shift: str, kind: str) -> Resolution:
    kinds = {"年": "year", "月": "month", "季度": "quarter", "天": "day", "日": "day"}
    return reader.counted(reader.at(kinds.get(kind, kind), SHIFTS[shift]))


def near_day(reader: Reader, word: str) -> Resolution:
    shifts = {"today": 0, "今天": 0, "今日": 0, "yesterday": -1, "昨天": -1, "昨日": -1, "tomorrow": 1, "明天": 1,
              "前天": -2}  # fmt: skip
    return reader.counted(reader.at("day", shifts[word]))


def half(reader: Reader, number: str, kind: str, shift: str | None) -> Resolution:
    """first half of last year, third quarter of this year."""
    year = reader.at("year", SHIFTS[shift or "this"]).year
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4}[number]
    return reader.counted(PartialDate.part(year, kind, order))


def chinese_half(reader: Reader, which: str) -> Resolution:
    base = reader.need("month")
    halves = [PartialDate.part(year, "half", 1 if which == "上" else 2) for year in (base.year - 1, base.year)]
    if halves[1].earliest <= base.latest:
        return reader.counted(halves[1])
    return reader.result(TWO_YEARS, *map(Span.of, halves))


def quarters(reader: Reader, number: str, shift: str | None = None) -> Resolution:
    """first three quarters, 前三季度."""
    year = reader.at("year", SHIFTS[shift or "this"]).year
    last = reader.amount(number)
    if last not in (2, 3):
        raise unreadable(reader.words)
    span = Span(PartialDate.part(year, "quarter", 1), PartialDate.part(year, "quarter", last))
    return reader.result(FROM_PUBLICATION, span)


def stretch(reader: Reader, number: str, kind: str) -> Resolution:
    """past 15 years, 近15年, 15年来: back from the publication, both ends included."""
    amount, precision = reader.amount(number), _ALIGN[kind]
    span = Span(reader.at(precision, -amount), reader.at(precision, 0))
    return reader.result(FROM_PUBLICATION, span)


def ago(reader: Reader, number: str, kind: str) -> Resolution:
    return reader.counted(reader.at(_ALIGN[kind], -reader.amount(number)))


def last_month_name(reader: Reader, shift: str, name: str) -> Resolution:
    """last May, this May: the last one before the publication, or that of the year before."""
    base = reader.need("month")
    month = month_number(name)
    if shift != "last":
        return reader.counted(PartialDate.of(base.year + SHIFTS[shift], month))
    before, same = (Span.of(PartialDate.of(base.year - back, month)) for back in (1, 0))
    if month < base.month:
        return reader.result(_LAST_TWO, before, same)
    return reader.result(FROM_PUBLICATION, before)


def without_year(reader: Reader, month: int, day: int = 0, last_day: int = 0) -> Resolution:
    """A month or day with no year: the last one before the publication; if it lies ahead, that one too."""
    base = reader.need("month")
    found = []
    for year in (base.year - 1, base.year):
        try:
            start = PartialDate.of(year, month, day)
            found.append(Span(start, PartialDate.of(year, month, last_day) if last_day else start))
        except DateProblem:
            if not (month == 2 and day == 29):
                raise
    if not found:
        raise unreadable(reader.words)
    same = found[-1]
    if same.start and same.start.year == base.year and same.earliest <= base.latest:
        return reader.result(_MISSING_YEAR, same)
    return reader.result(TWO_YEARS if len(found) > 1 else _MISSING_YEAR, *found)


def month_only(reader: Reader, name: str) -> Resolution:
    return without_year(reader, int(name) if name.isdecimal() else month_number(name))


def month_day(reader: Reader, month: str, day: str, last: str | None = None) -> Resolution:
    return without_year(reader, int(month) if month.isdecimal() else month_number(month), int(day), int(last or 0))


def day_month(reader: Reader, day: str, month: str) -> Resolution:
    return month_day(reader, month, day)


def five_year_plan(reader: Reader, number: str) -> Resolution:
    n = reader.amount(number)
    if n > 30:
        raise unreadable(reader.words)
    # The first two ran from 1953 and 1958; three years of adjustment went before the third.
    start = 1953 + 5 * (n - 1) if n < 3 else 1966 + 5 * (n - 3)
    span = Span(PartialDate.of(start), PartialDate.of(start + 4))
    return reader.result(_PLAN, span, n=n, start=start, end=start + 4)


def ahead(reader: Reader, *groups: str | None) -> Resolution:
    """next three years, 未来三年: from the publication on, both ends included."""
    number, kind = (group for group in groups if group)
    amount, precision = reader.amount(number), _ALIGN[kind]
    return reader.result(FROM_PUBLICATION, Span(reader.at(precision, 0), reader.at(precision, amount)))


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekday(reader: Reader, english: str | None, chinese: str | None) -> Resolution:
    """Tuesday, 周二: the last one, the day of publication included."""
    wanted = WEEKDAYS.index(english) if english else "一二三四五六日".index((chinese or "").replace("天", "日"))
    published = datetime.date.fromisoformat(reader.need("day").value)
    return reader.counted(reader.at("day", -((published.weekday() - wanted) % 7)))


def day_only(reader: Reader, english: str | None, chinese: str | None) -> Resolution:
    """On 29th, 23日: of the month of publication; if it lies ahead, of the month before too."""
    base, day = reader.need("day"), int(english or chinese or 0)
    found = []
    for shift in (-1, 0):
        month = reader.at("month", shift)
        try:
            found.append(Span.of(PartialDate.of(month.year, month.month, day)))
        except DateProblem:
            continue
    if found and found[-1].earliest <= base.value and found[-1].earliest[:7] == base.value[:7]:
        return reader.result(FROM_PUBLICATION, found[-1])
    if not found or not day:
        raise unreadable(reader.words)
    return reader.result(_TWO_MONTHS, *found)
