"""Back and forward: the pages and records shown one after another."""

from dataclasses import dataclass

LENGTH = 100


@dataclass(frozen=True)
class Stop:
    """A page and the record shown there, if any."""

    page: str
    record: tuple[str, int] | None = None


class Trail:
    """Stops behind and before the present one."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    @property
    def now(self) -> Stop | None:
        return self._stops[self._at] if self._stops else None

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._stops)

    def records(self) -> list[tuple[str, int]]:
        """The records that were shown, the latest first."""
        return list(dict.fromkeys(stop.record for stop in reversed(self._stops) if stop.record is not None))

    def arrive(self, stop: Stop) -> None:
        """A new stop was reached: what was ahead is forgotten.  The same stop twice is one."""
        if stop == self.now:
            return
        self._stops = [*self._stops[: self._at + 1], stop][-LENGTH:]
        self._at = len(self._stops) - 1

    def amend(self, stop: Stop) -> None:
        """Something else is shown on the page of the present stop: remember that instead."""
        if self.now is None or self.now.page != stop.page:
            self.arrive(stop)
        elif stop.record is not None:
            self._stops[self._at] = stop

    def move(self, steps: int) -> Stop | None:
        """Go back (-1) or forward (1); None when there is no such stop."""
        if not 0 <= self._at + steps < len(self._stops):
            return None
        self._at += steps
        return self._stops[self._at]
