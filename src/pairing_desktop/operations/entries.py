"""What hangs on records: entries, the board, totals of people sent, and their names, which can be erased."""

from pairing_desktop.domain.attachments import Attached
from pairing_desktop.domain.board import Column
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.entries import EntryLine
from pairing_desktop.domain.kinds import KINDS, POSTINGS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.people import Erasure, person_name
from pairing_desktop.domain.postings import Total, totals
from pairing_desktop.domain.problems import Conflict, Problem
from pairing_desktop.store import entries, exports, people
from pairing_desktop.store.database import Connection


class EntryQuestions:
    """Questions about entries; the names of people sent are asked for by themselves."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def line(self, kind: str, id: int) -> EntryLine:
        """One entry.  Raises NotFound."""
        return entries.line(self._db, KINDS[kind], id)

    def file(self, id: int) -> Attached:
        """An attached file with its bytes.  Raises NotFound, FileProblem."""
        from pairing_desktop.store import attachments

        return attachments.content(self._db, id)

    def board(self, filter: Filter, sort: Sort) -> tuple[Column, ...]:
        """The pipeline: projects that pass the filter, by stage."""
        from pairing_desktop.operations import stages

        return stages.board(self._db, filter, sort)

    def totals(self, filter: Filter, way: str) -> tuple[Total, ...]:
        """People by one of `domain.postings.WAYS`, under a filter of their list."""
        return totals(entries.postings(self._db, filter), way)

    def names(self, posting: int) -> tuple[str, ...]:
        """The names on file of one posting."""
        return people.names(self._db, posting)

    def names_by_key(self) -> dict[str, list[str]]:
        """All names on file by the short name of the people sent."""
        return people.names_by_key(self._db)

    def erasure(self, name: str) -> Erasure:
        """What erasing a name would take away, and what it would leave."""
        return people.scope(self._db, name)

    def find(self, text: str, limit: int) -> tuple[Pick, ...]:
        """People sent by a name on file, then by their own words."""
        named = people.search_picks(self._db, text, limit)
        found = entries.search_picks(self._db, POSTINGS, text, limit)
        return tuple({pick.id: pick for pick in (*found, *named)}.values())[:limit]


class PeopleCommands:
    """Commands on names; `who` and `unit` stand in the history, the name does not."""

    def __init__(self, connection: Connection, who: str, unit: str) -> None:
        self._db = connection
        self._who = who
        self._unit = unit

    def add_name(self, posting: int, text: str) -> ChangeSet:
        """Keep a name with people sent.  Raises Problem when it cannot be kept."""
        name = person_name(text)
        if exports.revision(self._db, POSTINGS, posting)[1]:
            raise Conflict(mark("This record lies in the trash. Restore it first; nothing was overwritten."))
        kept = people.names(self._db, posting)
        if name in kept:
            raise Problem(mark("This name is already there."))
        line = entries.line(self._db, POSTINGS, posting)
        if len(kept) >= int(line.values["people"]) and line.values["qualifier"] in ("", "exact", "up to"):
            raise Problem(mark("There is already a name for each of them. Correct how many there are first."))
        return people.add(self._db, posting, name, who=self._who, unit=self._unit)

    def erase(self, name: str) -> ChangeSet:
        """Remove a name from the file, wherever it is kept with people sent."""
        if not people.scope(self._db, name).postings:
            raise Problem(mark("This name is no longer on file."))
        return people.erase(self._db, name, who=self._who, unit=self._unit)
