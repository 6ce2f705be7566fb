"""What an import or an export asks of a file."""

from collections.abc import Sequence

from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.text import fold
from pairing_desktop.store import row_lookup
from pairing_desktop.store.database import Connection
from pairing_desktop.store.import_templates import recall


class TableQuestions:
    """Bound to the connection of the questions it belongs to."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def import_template(self, names: Sequence[str], kind: str = "", source_key: str = "") -> tuple[str, str, str] | None:
        """Kind, source and mapping of the newest import of a table with these columns; None when there was none."""
        return recall(self._db, names, kind, source_key)

    def located(self, kind: str, keys: Sequence[str]) -> list[int]:
        """Integer keys of the rows with these short names, in this order; those that are gone are left out."""
        found = row_lookup.by_key(self._db, KINDS[kind], keys)
        return [found[key] for key in keys if key in found]

    def clear_names(self, kind: str, language: Language) -> dict[str, str]:
        """By short name what a record is called in this language, where no other of its kind is called so."""
        known = row_lookup.by_name(self._db, KINDS[kind])
        rows = row_lookup.names(self._db, KINDS[kind])
        called = ((row_id, key, language.pick(english, chinese)) for row_id, key, english, chinese in rows)
        return {key: name for row_id, key, name in called if name and known.get(fold(name)) == row_id}

    def file_id(self) -> str:
        """What tells this file of facts from others; copies of it have the same."""
        return row_lookup.file_id(self._db)
