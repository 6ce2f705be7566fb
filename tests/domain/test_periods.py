"""Which days a period has, and how it is called."""

import pytest

from pairing_desktop.domain.periods import Period, PeriodProblem, period_of, years_of
from printing_samples import CHINESE, ENGLISH

TODAY = "2026-03-01"  # a Sunday


@pytest.mark.parametrize(("words", "first", "last"), [
    ("this-week", "2026-02-23", "2026-03-01"), ("", "2026-02-23", "2026-03-01"),
    ("last-week", "2026-02-16", "2026-02-22"), ("this-month", "2026-03-01", "2026-03-31"),
    ("last-month", "2026-02-01", "2026-02-28"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2025..2026-01-15", "2025-01-01", "2026-01-15"), ("2024年3月..2024年4月", "2024-03-01", "2024-04-30"),
])
def test_words_name_days(words: str, first: str, last: str) -> None:
    assert period_of(words, TODAY) == Period(first, last)


def test_last_month_of_january_is_december() -> None:
    assert period_of("last-month", "2026-01-31") == Period("2025-12-01", "2025-12-31")


@pytest.mark.parametrize("words", ["soon", "2026..", "..2026", "..", "2026-13", "2026-02..2026-01"])
def test_other_words_are_refused(words: str) -> None:
    with pytest.raises(PeriodProblem):
        period_of(words, TODAY)


@pytest.mark.parametrize(("words", "first", "last"), [
    ("", "2026-01-01", "2026-12-31"), ("2024", "2024-01-01", "2024-12-31"), ("2010-2024", "2010-01-01", "2024-12-31"),
    ("2010..2024", "2010-01-01", "2024-12-31"),
])
def test_words_name_years(words: str, first: str, last: str) -> None:
    assert years_of(words, TODAY) == Period(first, last)


@pytest.mark.parametrize("words", ["24", "2024-2023", "2020-2021-2022", "２０２４", "next"])
def test_other_words_are_no_years(words: str) -> None:
    with pytest.raises(PeriodProblem):
        years_of(words, TODAY)


def test_whole_months_and_years_are_called_by_their_names() -> None:
    assert Period("2026-02-01", "2026-02-28").text(ENGLISH) == "February 2026"
    assert Period("2026-02-01", "2026-02-27").text(ENGLISH) == "1–27 February 2026"
    assert Period("2020-01-01", "2024-12-31").text(CHINESE) == "2020—2024年"


def test_a_period_holds_what_lies_in_it_and_touches_what_may() -> None:
    period = Period("2026-02-01", "2026-02-28")
    assert period.holds("2026-02-28", "2026-02-28")
    assert not period.holds("2026-01-01", "2026-12-31")
    assert period.touches("2026-01-01", "2026-12-31")
    assert period.touches("", "2026-02-01")
    assert not period.touches("", "2026-01-31")
    assert not period.touches("", "")
