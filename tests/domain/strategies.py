"""What the property tests of the domain draw from."""

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from pairing_desktop.domain.dates import UNKNOWN, PartialDate

_YEARS = st.integers(10, 9999)
_ABOUT = st.booleans()

known_dates = st.one_of(
    st.builds(
        lambda day, about: PartialDate(day.isoformat(), "day", about),
        st.dates(min_value=datetime.date(10, 1, 1)),
        _ABOUT,
    ),
    st.builds(
        lambda year, month, about: PartialDate.of(year, month, about=about), _YEARS, st.integers(1, 12), _ABOUT
    ),
    st.builds(
        lambda year, n, about: PartialDate.part(year, "quarter", n, about=about), _YEARS, st.integers(1, 4), _ABOUT
    ),
    st.builds(
        lambda year, n, about: PartialDate.part(year, "half", n, about=about), _YEARS, st.integers(1, 2), _ABOUT
    ),
    st.builds(lambda year, about: PartialDate.of(year, about=about), _YEARS, _ABOUT),
    st.builds(lambda tens, about: PartialDate(f"{tens:03}0", "decade", about), st.integers(1, 999), _ABOUT),
)
partial_dates = st.one_of(st.just(UNKNOWN), known_dates)

decimals = st.builds(
    lambda digits, exponent, negative: Decimal(f"{'-' * negative}{digits}E{exponent}"),
    st.integers(0, 10**18 - 1),
    st.integers(-8, 6),
    st.booleans(),
)
"""Decimals of up to 24 digits, from 0.00000001 to a million billion billion."""
