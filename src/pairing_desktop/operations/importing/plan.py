"""The dry run: every row judged once and kept in a file of its own, so that what was looked at is what is written.

A million rows are held as a byte, a position and a length each; the rows themselves wait in a temporary file without a name,
which is gone when the program ends, however it ends.
"""

import marshal
import pickle
import weakref
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.importing import Cited, Foreseen, ImportRequest, Planned, State
from pairing_desktop.domain.kinds import KINDS, SOURCES
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import InvalidDraft
from pairing_desktop.domain.tables import Notes, Raw
from pairing_desktop.domain.validation import normalise
from pairing_desktop.exchange.reading.tables import opened
from pairing_desktop.operations.importing.foresight import foresee
from pairing_desktop.operations.importing.judge import Judge
from pairing_desktop.operations.judging import errors_of
from pairing_desktop.store import adding, row_lookup
from pairing_desktop.store.database import Connection

AT_ONCE = 1000  # rows judged together
Progress = Callable[[int, float], None]
"""Told how many rows are done and how much of the file, 0 to 1; raises to stop."""


class ImportPlan:
    """The rows of a table in their order, each with what becomes of it."""

    def __init__(self, request: ImportRequest, head: int) -> None:
        self.request = request
        self.head = head  # the newest operation when the rows were judged
        self.notes = Notes()
        self.foreseen = Foreseen()
        self.unknown: dict[str, int] = {}  # indicators that rows name and that are not on file: how many rows
        self.late: list[int] = []  # indices of rows that come after the rows they name
        self._states = bytearray()
        self._at: array[int] = array("Q")
        self._lengths: array[int] = array("L")
        self._spool = cast(BinaryIO, TemporaryFile("w+b"))  # noqa: SIM115 - lives as long as the plan
        self._end = 0
        weakref.finalize(self, self._spool.close)  # a plan that is dropped takes its file along

    def __len__(self) -> int:
        return len(self._states)

    def count(self, state: State) -> int:
        """How many rows have this state."""
        return self._states.count(state)

    def indices(self, states: Sequence[State]) -> "array[int]":
        """Indices of the rows with one of these states, in order."""
        if len(states) == len(State):
            return array("q", range(len(self)))
        return array("q", (at for at, state in enumerate(self._states) if state in states))

    def state(self, index: int) -> State:
        return State(self._states[index])

    def row(self, index: int) -> Planned:
        """One row, with its changes and problems."""
        self._spool.seek(self._at[index])
        row, state, name, values, row_id, rev, more = marshal.loads(self._spool.read(self._lengths[index]))
        changes, problems = pickle.loads(more) if more else ((), ())
        return Planned(row, State(state), name, values, row_id, rev, changes, problems)

    def rows(self, indices: Sequence[int]) -> list[Planned]:
        return [self.row(index) for index in indices]

    def to_write(self) -> Iterator[list[tuple[int, Planned]]]:
        """The new and changed rows in portions, each row after those it names."""
        late = set(self.late)
        first = (at for at, state in enumerate(self._states) if state <= State.CHANGED and at not in late)
        while portion := [(at, self.row(at)) for at in islice(first, AT_ONCE)]:
            yield portion
        for at in self.late:
            if self._states[at] <= State.CHANGED:
                yield [(at, self.row(at))]

    def add(self, planned: Planned) -> None:
        self._states.append(planned.state)
        self._at.append(0)
        self._lengths.append(0)
        self.put(len(self) - 1, planned)

    def put(self, index: int, planned: Planned) -> None:
        """Say what becomes of a row."""
        told = (planned.changes, planned.problems)
        data = marshal.dumps((
            planned.row, int(planned.state), planned.name, planned.values, planned.id, planned.rev,
            pickle.dumps(told, pickle.HIGHEST_PROTOCOL) if any(told) else b"",
        ))
        self._states[index] = planned.state
        self._at[index], self._lengths[index] = self._end, len(data)
        if self._spool.tell() != self._end:
            self._spool.seek(self._end)
        self._spool.write(data)
        self._end += len(data)

    def close(self) -> None:
        """Let go of the rows."""
        self._spool.close()


def plan(connection: Connection, request: ImportRequest, progress: Progress) -> ImportPlan:
    """Judge every row of the table.  Raises FileProblem for a file that cannot be read to its end."""
    made = ImportPlan(with_source(connection, request), row_lookup.newest_operation(connection))
    try:
        _judge(connection, made, progress)
    except BaseException:
        made.close()
        raise
    return made


def with_source(connection: Connection, request: ImportRequest) -> ImportRequest:
    """A new source gets its short name.  Raises InvalidDraft when it could not be saved."""
    cited = request.source
    if cited is None or cited.key:
        return request
    values = normalise(Draft(SOURCES.name, None, 0, dict(cited.new))).values
    errors = errors_of(connection, Draft(SOURCES.name, None, 0, values), None)
    if errors:
        raise InvalidDraft(mark("Something about the new source needs another look."), errors)
    return replace(request, source=Cited(adding.free_key(connection, SOURCES, values), values))


def _judge(connection: Connection, made: ImportPlan, progress: Progress) -> None:
    request = made.request
    waiting: list[tuple[int, Raw]] = []
    with opened(request.path, request.preview) as table:
        judge = Judge(connection, request, request.preview.notes.from_1904)
        while portion := list(islice(table.rows, AT_ONCE)):
            for raw, planned in zip(portion, judge.judge(portion), strict=True):
                if planned is None:
                    waiting.append((len(made), raw))
                made.add(planned or Planned(raw[0], State.REFUSED, "", {}))
            progress(len(made), table.part)
        made.notes = table.notes
    made.unknown = judge.unknown
    last = False
    while waiting:  # rows may name each other in any order
        judged = judge.judge([raw for _, raw in waiting], last=last)
        again = []
        for (index, raw), planned in zip(waiting, judged, strict=True):
            if planned is None:
                again.append((index, raw))
            else:
                made.put(index, planned)
                made.late.append(index)
        last = len(again) == len(waiting)
        waiting = again
    if request.kind == KINDS["claims"].name:
        made.foreseen = foresee(connection, made)
    progress(len(made), 1.0)
