"""What entering and changing records asks of a file: its id, what a change of many records would do, sources to cite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pairing_desktop.domain.citations import Citation
from pairing_desktop.domain.drafts import Draft, Pick
from pairing_desktop.domain.form_templates import FormTemplate
from pairing_desktop.domain.kinds import KINDS, Kind
from pairing_desktop.operations import bulk
from pairing_desktop.operations.bulk import BulkPlan
from pairing_desktop.store import cards, citing, exports, form_templates, indicators, nested_rows, rows
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.operations.draft_checks import Foretold

def values(connection: Connection, kind: Kind, row_id: int) -> dict[str, str]:
    """A row as its form edits it: as exported, and the rows inside it.  Raises NotFound."""
    return rows.values(connection, kind, row_id) | nested_rows.stored(connection, kind, row_id)


class EditingQuestions:
    """Questions to one open file; see `Questions.editing`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def file_uid(self) -> str:
        """The id of the file itself; copies have the same."""
        return exports.file_uid(self._db)

    def draft(self, kind: str, id: int) -> Draft:
        """A row as its form edits it, with the rows inside it.  Raises NotFound."""
        return Draft(kind, id, exports.revision(self._db, KINDS[kind], id)[0], values(self._db, KINDS[kind], id))

    def in_trash(self, kind: str, id: int) -> bool:
        """Whether a row lies in the trash.  Raises NotFound."""
        return exports.revision(self._db, KINDS[kind], id)[1]

    def claims_of(self, indicator: int) -> int:
        """How many claims state figures of an indicator, those in the trash included."""
        return sum(indicators.used(self._db, indicator))

    def foresee(self, draft: Draft) -> "tuple[Foretold, ...]":
        """What the checks would say of a draft; see `operations.draft_checks`."""
        from pairing_desktop.operations import draft_checks

        return draft_checks.foresee(self._db, draft)

    def bulk_plan(self, kind: str, ids: Sequence[int], field: str, value: str) -> BulkPlan:
        """What giving many records the same value would do to each; see `operations.bulk.plan`."""
        return bulk.plan(self._db, kind, ids, field, value)

    def last_source(self) -> Pick | None:
        """The source that was cited last in this file."""
        row_id = citing.newest_source(self._db)
        return cards.pick(self._db, "sources", row_id) if row_id is not None else None

    def cited_sources(self, cited: Citation) -> tuple[Pick, ...]:
        """The sources on file that a citation may mean: of the same address, else title, else publisher and date."""
        found = citing.like(self._db, cited.url, cited.title, cited.publisher, cited.published_on)
        return tuple(cards.pick(self._db, "sources", row_id) for row_id in found)

    def templates(self) -> tuple[FormTemplate, ...]:
        """What new records may begin with, by kind and name."""
        return tuple(one for one in form_templates.rows(self._db) if one.kind in KINDS)
