"""What entering and changing records asks of a file: its id, and what a change of many records would do."""

from collections.abc import Sequence

from pairing_desktop.operations import bulk
from pairing_desktop.operations.bulk import BulkPlan
from pairing_desktop.store import exports
from pairing_desktop.store.database import Connection


class EditingQuestions:
    """Questions to one open file; see `Questions.editing`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def file_uid(self) -> str:
        """The id of the file itself; copies have the same."""
        return exports.file_uid(self._db)

    def bulk_plan(self, kind: str, ids: Sequence[int], field: str, value: str) -> BulkPlan:
        """What giving many records the same value would do to each; see `operations.bulk.plan`."""
        return bulk.plan(self._db, kind, ids, field, value)
