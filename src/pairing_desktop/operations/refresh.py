"""Keeping the cache of findings: after each save for what it touched, and over the whole file in small steps.

Nothing waits for it.  Checks run in the session's thread for studies on a connection of its own; what they find is
written by the writer between two saves.  The file notes which operation the cache covers, so that a check which was
broken off is taken up again by whoever opens the file next.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from pairing_desktop.data import RESOURCES
from pairing_desktop.domain.bench import Progress
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.findings import SEVERITIES
from pairing_desktop.domain.trust import finding_mark
from pairing_desktop.operations.dependents import CHARTED
from pairing_desktop.operations.overview import MEASURES as TILES
from pairing_desktop.store import cards, factbook, findings, trust
from pairing_desktop.store.database import Connection
from pairing_desktop.store.session import Session

if TYPE_CHECKING:
    from pairing_desktop.domain.checks.book import Claim, FactBook

STEP_SECONDS = 0.02
_MOST_CLAIMS = 9  # of a figure that count towards its weight: a chart or a tile counts ten
_FEW = 2000  # claims; what touches more is better checked with the whole file
_FEW_RECORDS = 200_000  # as many keys as one list may well hold
_SMALL = 5000  # claims of a file that is read whole after a save: a tenth of a second
_TOLD_BY_THE_MARK = frozenset({"single_source"})  # every second claim: its mark says it


def rules_used() -> str:
    """A name for the rules and limits in force: another one makes the whole cache old."""
    from pairing_desktop.domain.checks import RULES

    digest = hashlib.sha256(" ".join(rule.code + rule.severity + rule.group for rule in RULES).encode())
    digest.update((RESOURCES / "checks" / "limits.toml").read_bytes())
    return digest.hexdigest()[:16]


def _rows(connection: Connection, book: "FactBook", subjects: Iterable[int]) -> list[findings.Row]:
    """All rules over these records of the book, as rows of the cache in the order of `sorted`."""
    from pairing_desktop.domain.checks import BY_CODE, check_subjects

    subjects = list(subjects)
    records = {book.key_of(subject): subject for subject in reversed(subjects)}
    claims = {claim.key: claim for subject in subjects for claim in book.of_subject.get(subject, ())}
    found = [one for one in check_subjects(book, subjects) if one.rule not in _TOLD_BY_THE_MARK]
    uids = trust.uids(connection, {key for one in found for key in one.claims})
    rows = []
    for one in found:
        claim = claims.get(one.claim)
        record_id = None if claim is not None else records.get(one.subject)
        if claim is None and record_id is None:
            continue
        earned = finding_mark(BY_CODE[one.rule].group, one.rule, one.severity)
        rows.append(findings.Row(
            one.rule, SEVERITIES.index(one.severity), claim.id if claim else None, record_id,
            earned.value if earned else "", " ".join(sorted(uids[key] for key in one.claims if key in uids)),
            _weight(book, claim) if claim else 0, json.dumps(one.as_plain(), ensure_ascii=False),
        ))
    return findings.ordered(rows)


def _weight(book: "FactBook", claim: "Claim") -> int:
    """How much depends on a figure: the charts and tiles that show it, then the claims that state it."""
    measure = book.measures[claim.measure].key
    shown = len(CHARTED.get(measure, ())) + sum(measure in pair for pair in TILES.values())
    return 10 * shown + min(len(book.of_figure.get((claim.subject, claim.measure), ())), _MOST_CLAIMS)


class Checking:
    """The checks of one open file.  `told` is called in the writer's thread when findings changed, with a change set
    whose operation is 0: the rows look different although nobody changed them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: Future[bool] | None = None
        self.told: Callable[[ChangeSet], None] = lambda changes: None

    def after_save(self) -> None:
        """Look at what was saved since the last check, soon.  Many saves may share one look."""
        if self._waiting is None or self._waiting.done() or self._waiting.running():
            self._waiting = self._session.study(self._catch_up, light=True)

    def settle(self, timeout: float | None = None) -> None:
        """Wait until what was saved so far is checked and written; for tests and the command line."""
        while self._waiting is not None:
            waiting = self._waiting
            waiting.result(timeout)
            self._session.write_behind(lambda connection: None).result(timeout)
            if waiting is self._waiting:
                return

    def in_steps(self) -> "WholeCheck":
        """A check of the whole file that somebody drives step by step."""
        return WholeCheck(self._session, self._tell, self._catch_up)

    def _catch_up(self, connection: Connection) -> bool:
        """Look at what was saved since; False when only a check of the whole file can tell."""
        state, rules = findings.state(connection), rules_used()
        if state.rules != rules:
            return False
        if state.operation >= state.newest:
            return True
        from pairing_desktop.domain.checks import touched

        own_claims, touched_records = findings.touched_since(connection, state.operation)
        if len(own_claims) > _FEW or len(touched_records) > _FEW_RECORDS:
            self._session.write_behind(findings.forget)
            return False
        records = set(touched_records)
        claims = {*own_claims, *findings.claims_about(connection, records)}
        if len(claims) > _FEW:
            self._session.write_behind(findings.forget)
            return False
        subjects = records | cards.subjects_of(connection, claims)
        if findings.claim_count(connection) <= _SMALL:
            book = factbook.read(connection)
            subjects |= set(touched(book, claims))
        else:
            # A book of the neighbourhood knows all claims about the records asked for, not about those around them.
            book = factbook.read_about(connection, sorted(claims))
        try:
            rows = _rows(connection, book, subjects)
        finally:
            book.let_go()
        self._write(connection, subjects, rows, state.newest, rules)
        return True

    def _write(
        self, connection: Connection, subjects: set[int], rows: list[findings.Row], operation_id: int, rules: str
    ) -> None:
        same = findings.kept(connection, subjects) == rows

        def write(db: Connection) -> None:
            findings.replace(db, () if same else subjects, () if same else rows, operation_id, rules)
            if not same:
                self._tell(db, subjects)

        self._session.write_behind(write)

    def _tell(self, connection: Connection, subjects: Iterable[int]) -> None:
        self.told(findings.looking_different(connection, subjects))


class WholeCheck:
    """A check of the whole file in steps of some 20 milliseconds each.

    Each `step` gives a future of the progress so far; the next one is asked for when it came.  A save between two steps
    is no matter: what it touched is looked at after it.  When the cache covers all but the last saves, only these are
    looked at, in one step; a file that may only be read is left as it is.
    """

    def __init__(
        self, session: Session, tell: Callable[[Connection, Iterable[int]], None],
        catch_up: Callable[[Connection], bool],
    ) -> None:
        self._session = session
        self._tell = tell
        self._catch_up = catch_up
        self._book: FactBook | None = None
        self._written: Future[None] | None = None
        self._subjects: list[int] = []
        self._progress = Progress(0, 0)
        self._state = findings.State(0, 0, "")
        self._rules = ""
        self._at_once = 1

    def step(self) -> "Future[Progress]":
        """Look at some more records."""
        return self._session.study(self._step, light=True)

    def finish(self) -> Progress:
        """All steps, one after the other; blocks."""
        while not (progress := self.step().result()).is_done:
            pass
        return progress

    def _step(self, connection: Connection) -> Progress:
        if self._progress.is_done:
            return self._progress
        if self._book is None:
            return self._begin(connection)
        if self._written is not None:
            self._written.result()  # while somebody reads nothing is written, and nothing is to pile up
        until = time.perf_counter() + STEP_SECONDS
        found, changed = self._progress.findings, self._progress.changed
        done = self._progress.done
        while done < len(self._subjects) and time.perf_counter() < until:
            started = time.perf_counter()
            part = set(self._subjects[done:done + self._at_once])
            rows = _rows(connection, self._book, part)
            if findings.kept(connection, part) != rows:
                self._replace(part, rows)
                changed = True
            done += len(part)
            found += len(rows)
            # As many records at once as fit half a step, at most twice as many as before.
            pace = STEP_SECONDS / 2 / max(time.perf_counter() - started, 1e-6)
            self._at_once = max(1, min(int(self._at_once * min(pace, 2.0)), 2000))
        self._progress = Progress(done, len(self._subjects), found, changed)
        if done >= len(self._subjects):
            self._end()
        return self._progress

    def _begin(self, connection: Connection) -> Progress:
        self._state, self._rules = findings.state(connection), rules_used()
        if self._session.read_only or self._catch_up(connection):
            self._progress = Progress(0, 0, is_done=True)
            return self._progress
        self._book = factbook.read(connection)
        self._subjects = findings.all_subjects(connection)
        self._progress = Progress(0, len(self._subjects))
        return self._progress

    def _replace(self, part: set[int], rows: list[findings.Row]) -> None:
        def write(db: Connection) -> None:
            findings.replace(db, part, rows, 0, "")
            self._tell(db, part)

        self._written = self._session.write_behind(write)

    def _end(self) -> None:
        newest, rules = self._state.newest, self._rules
        self._session.write_behind(lambda db: findings.replace(db, (), (), newest, rules)).result()
        assert self._book is not None
        self._book.let_go()
        self._book = None
        self._progress = Progress(
            self._progress.done, self._progress.total, self._progress.findings, self._progress.changed, is_done=True
        )
