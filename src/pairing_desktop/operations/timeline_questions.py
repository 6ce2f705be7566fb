"""What one can ask about time: everything that is dated, in columns for the timeline and with words for reports."""

from datetime import date

from pairing_desktop.domain.timeline import Timeline, TimelineItem
from pairing_desktop.store import timeline
from pairing_desktop.store.database import Connection


class TimelineQuestions:
    """Questions about what carries a date."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._today = date.today().isoformat()

    def whole(self) -> Timeline:
        """All dated events and projects in columns, and the claims of each year."""
        return timeline.timeline(self._db, self._today)

    def item(self, kind: str, id: int) -> TimelineItem | None:
        """One event or project as the timeline shows it, None when it is gone; quick."""
        return timeline.item(self._db, kind, id, self._today)

    def items(self) -> list[TimelineItem]:
        """All dated events and projects with their titles, by first day."""
        return timeline.items(self._db, self._today)
