"""Registering pages and what one can do with them later: reprint, draw again, compare with today, look at a file.

reserve → paint → register: the serial is known before the page is painted, nothing is written until the painted page
is there, and then everything in one operation.
"""

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.listing import LISTS
from pairing_desktop.domain.periods import period_of
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.domain.serials import SerialProblem, make_serial, read_serial
from pairing_desktop.domain.snapshots import REGISTERED, Change, Comparison, Found, Reservation, SnapshotCard, SnapshotLine, Spec
from pairing_desktop.exchange import receipt
from pairing_desktop.operations.chart_files import Sheet, chart_bytes
from pairing_desktop.operations.comparing import chart_pairs, claim_change, page_changes
from pairing_desktop.operations.freezing import Frozen, drawn_claims, from_text, to_text
from pairing_desktop.reports.blocks import FigureBlock, Sources
from pairing_desktop.reports.chart_page import chart_report
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.list_page import records_report
from pairing_desktop.store import snapshots as store
from pairing_desktop.store import writing
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions

_AT_ONCE = 500
_MOST_CLAIMS = 5000  # kept one by one beside a list; the list itself is kept whole


def page_of(questions: "Questions", spec: Spec, language: Language, unit: str = "") -> Report:
    """The page that `spec` asks for, of today.  Raises NotFound."""
    from pairing_desktop.operations.printing import report_of
    from pairing_desktop.operations.questions import today

    if spec.report == "chart" and spec.chart is not None:
        return chart_report(questions.charts.draw(spec.chart, language, spec.look), language, unit=unit)
    if spec.report == "chart":
        return chart_report(questions.chart(spec.about, spec.filter, language, spec.look), language, unit=unit)
    if spec.report == "list":
        order = questions.order(spec.about, spec.filter, spec.sort or LISTS[spec.about].sort)
        ids = order.ids
        rows = [row for at in range(0, len(ids), _AT_ONCE) for row in questions.page(spec.about, ids[at:at + _AT_ONCE])]
        return records_report(
            spec.about, rows, language, filters=spec.words, total=order.total, as_of=today(), columns=spec.columns,
            unit=unit,
        )
    return replace(report_of(questions, spec.report, spec.about, language, spec.charts), unit=unit)


def dated(spec: Spec, today: str) -> Spec:
    """The same page named so that it is the same one on every day: last week by its dates, this year by its number."""
    if spec.report == "yearbook" and not spec.about:
        return replace(spec, about=today[:4])
    if spec.report != "period":
        return spec
    period = period_of(spec.about, today)
    return replace(spec, about=f"{period.first}..{period.last}")


@dataclass(frozen=True)
class Drawable:
    """A chart as it was registered, and what its picture carries."""

    line: SnapshotLine
    chart: ChartData
    language: Language
    data: str


def chart_picture(drawn: Drawable, dpi: int = 192) -> bytes:
    """The chart as PNG: its serial stands under it, and serial and data in the file."""
    standing = drawn.language.tr("Serial {serial}", serial=drawn.line.serial)
    content = chart_bytes(drawn.chart, "png", drawn.language, Sheet(dpi, standing=standing))
    return receipt.mark_png(content, drawn.line.serial, drawn.data, drawn.line.uid)


class SnapshotQuestions:
    """What one can ask about registered pages."""

    def __init__(self, questions: "Questions", connection: Connection) -> None:
        self._ask = questions
        self._db = connection

    # Finding

    def lines(self) -> tuple[SnapshotLine, ...]:
        """All registered pages, the newest first."""
        return store.lines(self._db)

    def pictures(self, ids: Sequence[int]) -> dict[int, bytes]:
        """Small pictures of these pages, PNG."""
        return store.pictures(self._db, ids)

    def picks(self, text: str, limit: int) -> tuple[Pick, ...]:
        """Pages found by "go to anything"; a whole serial also finds one in the trash."""
        try:
            line = store.by_serial(self._db, read_serial(text))
        except SerialProblem:
            return store.picks(self._db, text, limit)
        return () if line is None else (store.pick(line),)

    def trash(self) -> tuple[Pick, ...]:
        """Registered pages in the trash."""
        when = store.thrown_away(self._db)
        return tuple(replace(store.pick(line), hint=when[line.id]) for line in store.lines(self._db, trashed=True))

    def name(self, id: int) -> Pick:
        """Serial and title.  Raises NotFound."""
        return store.pick(store.line(self._db, id))

    def look_at(self, content: bytes) -> Found:
        """What a file is: a registered page, byte for byte or drawn again; one that was altered; one that this file of
        facts does not know; no registered page at all."""
        same = store.by_pdf(self._db, hashlib.sha256(content).hexdigest())
        if same is not None:
            return Found("same", same.serial, same)
        said = receipt.read(content)
        if said is None:
            return Found("foreign")
        line = store.by_serial(self._db, said.serial)
        if line is None:
            return Found("unknown", said.serial)
        true = bool(said.seal) and said.data == store.data(self._db, line.id) and said.seal == receipt.seal_of(
            content, said.serial, said.data, line.uid
        )
        return Found("drawn" if true else "altered", line.serial, line)

    # One page

    def card(self, id: int) -> SnapshotCard:
        """A registered page with what stands beside it.  Raises NotFound."""
        line = store.line(self._db, id)
        frozen = self._frozen(id)
        return SnapshotCard(
            line, store.notes(self._db, id), tuple(frozen.claims.values()), frozen.decisions, bool(frozen.spec.report)
        )

    def pdf(self, id: int) -> bytes:
        """The page exactly as it was registered."""
        return store.pdf(self._db, id)

    def data(self, id: int) -> str:
        """The values it was painted from, as the PDF carries them."""
        return store.data(self._db, id)

    def drawn_again(self, id: int) -> Report:
        """The page from its frozen values, to be painted by the program of today; its foot says what it is."""
        line, report = store.line(self._db, id), self._frozen(id).report
        return replace(report, copy=report.language.tr("Drawn again from {serial}", serial=line.serial))

    def drawable(self, id: int) -> "Drawable":
        """What a picture of the page's first chart is drawn from.  Raises NotFound for a page without one."""
        line, report = store.line(self._db, id), self._frozen(id).report
        chart = next((block.chart for block in report.blocks if isinstance(block, FigureBlock)), None)
        if chart is None:
            raise NotFound(mark("There is no chart on this page."))
        return Drawable(line, chart, report.language, store.data(self._db, id))

    def compare(self, id: int, said: Language) -> Comparison:
        """The page against today; claims are told in `said`, lines of the page in the page's own language.

        Raises NotFound when it cannot be asked for again.
        """
        frozen = self._frozen(id)
        if not frozen.spec.report:
            raise NotFound(mark("This page cannot be asked for again, so there is nothing to compare it with."))
        now = page_of(self._ask, frozen.spec, frozen.report.language, frozen.report.unit)
        return Comparison(
            self._claim_changes(frozen, now, said), page_changes(frozen.report, now), chart_pairs(frozen.report, now)
        )

    def _frozen(self, id: int) -> Frozen:
        return from_text(self._db, store.data(self._db, id))

    def _claim_changes(self, frozen: Frozen, now: Report, said: Language) -> tuple[Change, ...]:
        here = store.ids(self._db, "claims", frozen.claims)
        behind = self._claims_behind(frozen.spec, now)
        named = store.uids(self._db, "claims", [line.id for line in behind])
        today = {named[line.id]: line for line in behind}
        alive = store.live_claims(self._db, here.values())
        missing = [id for uid, id in here.items() if uid not in today and id in alive]
        elsewhere = {line.id: line for line in self._ask.claims(missing)}
        found = []
        for uid in dict.fromkeys((*frozen.claims, *today)):
            line = today.get(uid) or elsewhere.get(here.get(uid, 0))
            found.append(claim_change(frozen.claims.get(uid), line, said))
        return tuple(change for change in found if change is not None)

    # Registering

    def reserve(self, report: Report, spec: Spec) -> Reservation:
        """What will be kept of a page that is still to be painted.

        Writes nothing: a page that cannot be painted leaves no trace.
        """
        from pairing_desktop.operations.questions import today

        spec = dated(spec, today())
        journal_hash = store.newest_hash(self._db)
        claims = self._claims_behind(spec, report)
        text = to_text(self._db, report, spec, claims, journal_hash)
        digest = hashlib.sha256(text.encode()).hexdigest()
        uid, number = str(uuid.uuid4()), store.next_number(self._db)
        filters = [words for block in report.blocks if isinstance(block, FigureBlock) for words in block.chart.filters]
        stop = "；" if report.language.is_chinese else "; "
        paper = report.paper
        return Reservation(
            uid, make_serial(int(today()[:4]), number, uid, digest), number, spec, report.title, report.language.code,
            f"{paper.size.name} {'landscape' if paper.landscape else 'portrait'}", report.as_of,
            stop.join(dict.fromkeys(filters or spec.words)), _count_sources(report, claims), report.unit, journal_hash,
            text, digest,
        )

    def _claims_behind(self, spec: Spec, report: Report) -> list[ClaimLine]:
        """The claims a page rests on: those of its charts, of the record it is about, of the list it shows."""
        from pairing_desktop.operations.printing import record_named

        if spec.report == "record":
            kind, found = record_named(self._ask, spec.about)
            return list(self._ask.card(kind.name, found).claims) if kind.is_record else []
        if spec.report == "list" and spec.about == "claims":
            order = self._ask.order("claims", spec.filter, spec.sort or LISTS["claims"].sort)
            return self._ask.claims(order.ids[:_MOST_CLAIMS])
        return self._ask.claims(drawn_claims(report))


def _count_sources(report: Report, claims: Sequence[ClaimLine]) -> int:
    printed = sum(len(block.lines) for block in report.blocks if isinstance(block, Sources))
    return printed or len({claim.citation.source_key for claim in claims if claim.citation})


class SnapshotCommands:
    """What one can do with registered pages; each is one operation and one step of undo."""

    def __init__(self, connection: Connection, who: str, unit: str) -> None:
        self._db = connection
        self._who = who
        self._unit = unit

    def register(self, page: Reservation, pdf: bytes, pages: int, picture: bytes) -> ChangeSet:
        """Keep a painted page.  Raises Conflict when another took its serial meanwhile."""
        return self._do(
            lambda operation: store.insert(operation, page, who=self._who, pdf=pdf, pages=pages, picture=picture),
            REGISTERED, {"serial": page.serial, "name": page.title},
        )

    def note(self, id: int, text: str) -> ChangeSet:
        """Write a note in the place of the one before, which stays in the history; an empty text takes it away."""
        line = store.line(self._db, id)
        wanted = text.strip()

        def work(operation: Operation) -> None:
            old = store.notes(self._db, id)
            if [note.text for note in old] == ([wanted] if wanted else []):
                return
            for note in old:
                operation.mark_deleted("snapshot_note", note.id, True)
            if wanted:
                operation.insert("snapshot_note", {"snapshot_id": id, "text": wanted})

        return self._do(work, mark("Note on {serial}"), {"serial": line.serial})

    def mark_deleted(self, ids: Sequence[int], deleted: bool) -> ChangeSet:
        """To the trash, or back from it."""

        def work(operation: Operation) -> None:
            for id in ids:
                operation.mark_deleted("snapshot", id, deleted)

        if len(ids) == 1:
            label = mark("To the trash: {name}") if deleted else mark("Restored: {name}")
            return self._do(work, label, {"name": store.line(self._db, ids[0]).serial})
        label = mark("To the trash: {n} records") if deleted else mark("Restored: {n} records")
        return self._do(work, label, {"n": str(len(ids))})

    def _do(self, work: Callable[[Operation], object], label: str, values: Mapping[str, str]) -> ChangeSet:
        def run(operation: Operation) -> None:
            work(operation)

        return writing.operate(self._db, run, label=label, values=values, who=self._who, unit=self._unit)

