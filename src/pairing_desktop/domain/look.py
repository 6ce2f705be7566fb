"""What of a chart is looked at; `domain/chart_look.py` makes the chart of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """What of a chart is looked at.

    `hidden` are codes of series.  `first` and `last` are ISO days on a chart over time, else the first and last `x` in
    view; "" for an open end.  `events` marks events on a chart over time.
    """

    hidden: frozenset[str] = frozenset()
    first: str = ""
    last: str = ""
    events: bool = False

    @property
    def is_whole(self) -> bool:
        return not (self.hidden or self.first or self.last)


WHOLE = Look()
