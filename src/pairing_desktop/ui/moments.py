"""Moments of the journal (UTC) as people here say them."""

from datetime import datetime

from pairing_desktop.domain.display import date_text
from pairing_desktop.ui import i18n
from pairing_desktop.ui.i18n import tr


def moment(at: str, now: datetime) -> str:
    """`at` (UTC, ISO 8601) in the local time of `now`: only the time when it is of the same day."""
    try:
        then = datetime.fromisoformat(at).astimezone(now.tzinfo)
    except ValueError:
        return at
    time = f"{then:%H:%M}"
    if then.date() == now.date():
        return time
    return tr("{date}, {time}", date=date_text(then.date().isoformat(), "day", i18n.current()), time=time)


def local(at: str) -> str:
    """`at` (UTC, ISO 8601) as local date and time, in figures that sort."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return at
