"""What one can ask of a file: values in, values out.

A `Questions` is bound to one connection and used on the thread that owns it.  Nothing here writes.

What the first list does not need (charts, checks, the bench, reports of a period) is imported where it is asked: this
module stands on the way to the first paint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pairing_desktop.domain.kinds import CLAIMS, ENTRIES, KINDS, POSTINGS, STAGES
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.listing import Facet, Filter, Order, Row, Sort
from pairing_desktop.domain.look import WHOLE, Look
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.store import lists
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.domain.bench import Bench, FindingLine
    from pairing_desktop.domain.cards import Card, CitationLine, ClaimLine, Figure, HistoryLine
    from pairing_desktop.domain.charting import ChartData
    from pairing_desktop.domain.drafts import Draft, OperationLine, Pick, UndoState
    from pairing_desktop.domain.findings import Finding
    from pairing_desktop.domain.hits import Hits
    from pairing_desktop.domain.overview import Overview
    from pairing_desktop.domain.period_changes import PeriodChanges
    from pairing_desktop.domain.trust import Trust
    from pairing_desktop.domain.twins import Twin
    from pairing_desktop.operations.articles import ArticleQuestions
    from pairing_desktop.operations.chart_questions import ChartQuestions
    from pairing_desktop.operations.editing import EditingQuestions
    from pairing_desktop.operations.entries import EntryQuestions
    from pairing_desktop.operations.merging import MergeQuestions
    from pairing_desktop.operations.snapshots import SnapshotQuestions
    from pairing_desktop.operations.table_questions import TableQuestions
    from pairing_desktop.operations.timeline_questions import TimelineQuestions

_AT_ONCE = 500


def today() -> str:
    """The day the program takes as today, ISO."""
    return date.today().isoformat()


class Questions:
    """Questions to one open file."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    # Lists

    def counts(self) -> dict[str, int]:
        """Live rows by kind name."""
        from pairing_desktop.store import exports

        return exports.counts(self._db)

    def order(self, kind: str, filter: Filter, sort: Sort) -> Order:
        """Ids of a list in order, and how many rows it has without the filter."""
        return lists.order(self._db, kind, filter, sort)

    def first(self, kind: str, filter: Filter, sort: Sort, limit: int) -> Order:
        """What can be shown of a list at once: all of it, or its first rows."""
        return lists.first(self._db, kind, filter, sort, limit)

    def rows(self, kind: str, ids: Sequence[int]) -> list[Row]:
        """These rows in this order, with cells as named in `store.lists`, still without their trust marks."""
        return lists.page(self._db, kind, ids)

    def marks(self, kind: str, ids: Sequence[int]) -> dict[int, Trust]:
        """The trust marks of these rows; a row that has none is left out."""
        from pairing_desktop.operations import claim_lines

        return claim_lines.marks(self._db, kind, ids)

    def page(self, kind: str, ids: Sequence[int]) -> list[Row]:
        """These rows in this order with their trust marks."""
        marks = self.marks(kind, ids)
        return [replace(row, trust=marks.get(row.id)) for row in self.rows(kind, ids)]

    def facets(self, kind: str, filter: Filter) -> tuple[Facet, ...]:
        """All facets of a kind's list with live counts: each follows the filter but for its own choice."""
        from pairing_desktop.operations import facets

        return facets.facets(self._db, kind, filter)

    # One record

    def card(self, kind: str, id: int) -> Card:
        """A record with its claims, sources, links and events.  Raises NotFound."""
        from pairing_desktop.operations import claim_lines

        return claim_lines.card(self._db, kind, id)

    def claim(self, id: int) -> ClaimLine:
        """A claim with its rivals.  Raises NotFound."""
        from pairing_desktop.operations import claim_lines

        return claim_lines.claim(self._db, id)

    def claims(self, ids: Sequence[int]) -> list[ClaimLine]:
        """These claims with their rivals, in this order; those that are gone are left out."""
        from pairing_desktop.operations import claim_lines

        return claim_lines.claims(self._db, ids)

    def figure(self, subject_id: int, measure_id: int) -> tuple[Figure, ...]:
        """All figures of one indicator about one record, by period."""
        from pairing_desktop.operations import claim_lines

        return claim_lines.figures(self._db, subject_id, measure_id)

    def draft(self, kind: str, id: int) -> Draft:
        """A row as a form edits it."""
        from pairing_desktop.domain.drafts import Draft
        from pairing_desktop.store import exports, rows

        return Draft(kind, id, exports.revision(self._db, KINDS[kind], id)[0], rows.values(self._db, KINDS[kind], id))

    def history(self, kind: str, id: int) -> tuple[HistoryLine, ...]:
        """Every change of a record, the newest first."""
        from pairing_desktop.store import row_history

        return row_history.history(self._db, kind, id)

    def find(self, text: str, limit: int = 30) -> Hits:
        """Search over everything: the rows of every kind that fit, the best first, with how many there are."""
        from pairing_desktop.domain.hits import Fit, Group, Hit, Hits
        from pairing_desktop.store import entries, global_search

        if not text.strip():
            return Hits()
        found = global_search.search(self._db, text, limit)
        others = [self.snapshots.picks(text, limit), self.entries.find(text, limit)]
        others += [entries.search_picks(self._db, kind, text, limit) for kind in ENTRIES if kind not in (POSTINGS, STAGES)]
        groups = [
            Group(picks[0].kind, tuple(Hit(pick, Fit.WORD) for pick in picks), len(picks)) for picks in others if picks
        ]
        return Hits((*(() if found.meant and groups else found.groups), *groups), found.trashed, "" if groups else found.meant)

    def recent(self, looked_at: Sequence[tuple[str, int]], limit: int) -> tuple[tuple[Pick, ...], tuple[Pick, ...]]:
        """Of the records looked at lately those on file, and the records changed lately; at most `limit` of each."""
        from pairing_desktop.store import recent

        return recent.alive(self._db, looked_at)[:limit], recent.changed(self._db, limit)

    def spoken(self, names: Sequence[str]) -> dict[str, str]:
        """How names that hold Chinese are spelled: each with its pinyin and initials, blank between."""
        from pairing_desktop.store import search

        return {name: spelled for name in names if (spelled := " ".join(search.readings(name)).strip())}

    def twins(self, kind: str, values: Mapping[str, str]) -> tuple[Twin, ...]:
        """Records on file that a new one of these values may be, the surest first."""
        from pairing_desktop.store import twins

        return twins.twins(self._db, kind, values)

    def pick(self, kind: str, text: str, limit: int = 20) -> tuple[Pick, ...]:
        """Rows of a kind for a picker; all of them, by name, for an empty text."""
        from pairing_desktop.store import cards

        return cards.search_picks(self._db, kind, text, limit)

    def name(self, kind: str, id: int) -> Pick:
        """Name and key of a row.  Raises NotFound."""
        from pairing_desktop.store import cards

        return cards.pick(self._db, kind, id)

    def locate(self, kind: str, key: str) -> Pick:
        """The row of this short name; of a record that was merged into another, that other.  Raises NotFound."""
        from pairing_desktop.store import cards

        return cards.pick(self._db, kind, self.key(kind, key))

    def key(self, kind: str, key: str) -> int:
        """Integer key of the row of this short name; a participation's is project/company/role.  Raises NotFound."""
        from pairing_desktop.store import rows

        found = rows.find(self._db, KINDS[kind], key)
        if found is None:
            raise NotFound(mark("Nothing on file has the short name “{key}”."), key=key)
        return found

    # The whole file

    @property
    def editing(self) -> EditingQuestions:
        """What forms and changes of many records ask."""
        from pairing_desktop.operations.editing import EditingQuestions

        return EditingQuestions(self._db)

    def undo_state(self) -> UndoState:
        """What undo and redo would do next."""
        from pairing_desktop.store import cards

        return cards.undo_state(self._db)

    def operations(self, limit: int = 200) -> tuple[OperationLine, ...]:
        """The history of the file, the newest operation first."""
        from pairing_desktop.store import cards

        return cards.operations(self._db, limit)

    def operation_before(self, until: str) -> OperationLine | None:
        """The newest operation before a moment (UTC, ISO 8601); None when the file is younger."""
        from pairing_desktop.store import cards, past

        found = past.last_of_day(self._db, until)
        return None if found is None else cards.operation(self._db, found)

    def trash(self) -> tuple[Pick, ...]:
        """What was thrown away, the last first; `hint` is when."""
        from pairing_desktop.store import cards

        return (*self.snapshots.trash(), *cards.trash(self._db))

    @property
    def entries(self) -> EntryQuestions:
        """What one can ask about what hangs on records: people sent, stages, sales, admission, notes."""
        from pairing_desktop.operations.entries import EntryQuestions

        return EntryQuestions(self._db)

    @property
    def tables(self) -> TableQuestions:
        """What an import or an export asks."""
        from pairing_desktop.operations.table_questions import TableQuestions

        return TableQuestions(self._db)

    @property
    def snapshots(self) -> SnapshotQuestions:
        """What one can ask about registered pages."""
        from pairing_desktop.operations.snapshots import SnapshotQuestions

        return SnapshotQuestions(self, self._db)

    @property
    def articles(self) -> ArticleQuestions:
        """What one can ask about an article."""
        from pairing_desktop.operations.articles import ArticleQuestions

        return ArticleQuestions(self._db)

    @property
    def merging(self) -> MergeQuestions:
        """What one can ask about records that may be one, or were made one."""
        from pairing_desktop.operations.merging import MergeQuestions

        return MergeQuestions(self._db)

    @property
    def timeline(self) -> TimelineQuestions:
        """What one can ask about what is dated."""
        from pairing_desktop.operations.timeline_questions import TimelineQuestions

        return TimelineQuestions(self._db)

    def overview(self) -> Overview:
        """The programme at a glance."""
        from pairing_desktop.operations import overview

        return overview.overview(self, today())

    def chart(self, id: str, filter: Filter, language: Language, look: Look = WHOLE) -> ChartData:
        """The data of a chart, or of the part that is looked at.  Raises NotFound for an unknown one."""
        from pairing_desktop.operations import charts

        return charts.build(self._db, id, filter, language, today(), look)

    def filter_words(self, kind: str, filter: Filter, language: Language) -> tuple[str, ...]:
        """The filter of a list in words, one phrase a part."""
        from pairing_desktop.operations.chart_codes import filter_words

        return filter_words(self._db, kind, filter, language)

    @property
    def charts(self) -> ChartQuestions:
        """What one can ask about composed and kept charts."""
        from pairing_desktop.operations.chart_questions import ChartQuestions

        return ChartQuestions(self._db)

    def check(self) -> tuple[Finding, ...]:
        """Everything the rules find wrong in the file, the worst first."""
        from pairing_desktop.operations import checks

        return checks.check(self._db)

    def check_about(self, claim_ids: Sequence[int], record_ids: Sequence[int] = ()) -> tuple[Finding, ...]:
        """What the rules find wrong about these claims and records, worked out now."""
        from pairing_desktop.operations import bench

        return bench.check_about(self._db, claim_ids, record_ids)

    # The bench

    def bench(self, subject_id: int, measure_id: int) -> Bench:
        """Everything known about one indicator of one record.  Raises NotFound when nothing is on file."""
        from pairing_desktop.operations import bench

        return bench.bench(self, self._db, subject_id, measure_id)

    def findings(self, limit: int = 200, *, dismissed: bool = False) -> tuple[FindingLine, ...]:
        """Open findings (or those that were dismissed), the worst first, then those on which most depends.

        From the cache: what was saved a moment ago may still be looked at (`Workspace.checking`)."""
        from pairing_desktop.operations import bench

        return bench.findings(self._db, limit, dismissed=dismissed)

    def export(self, kind: str, ids: Sequence[int] | None = None) -> Iterator[dict[str, str]]:
        """Exported rows with uid, live ones by key or those of `ids` in their order."""
        from pairing_desktop.store import exports

        ids = exports.live(self._db, KINDS[kind]) if ids is None else ids
        for at in range(0, len(ids), _AT_ONCE):
            part = list(ids[at:at + _AT_ONCE])
            found = exports.export(self._db, KINDS[kind], part)
            if kind != CLAIMS.name:
                yield from found
                continue
            marks = self.marks(kind, part)
            for row_id, row in zip([id for id in part if id in marks], found, strict=True):
                yield {**row, "trust": marks[row_id].mark.value}

    def select(
        self, kind: str, *, search: str = "", where: Sequence[tuple[str, str, str]] = (), sort: str = "",
        limit: int | None = None,
    ) -> Sequence[int]:
        """Integer keys of rows for the command line; see `store.exports.select`."""
        from pairing_desktop.operations.selecting import select

        return select(self, self._db, kind, search, where, sort, limit)

    def verify(self) -> list[tuple[str, dict[str, str]]]:
        """What is wrong with the file itself: sentences (marked) with values, none when all is well."""
        from pairing_desktop.store import integrity

        return integrity.verify(lambda step: step(self._db))

    def claims_of_measure(self, key: str, limit: int = 200) -> list[ClaimLine]:
        """Claims of an indicator that have a value, with rivals; own records first, then actual ones, then the latest."""
        from pairing_desktop.store import cards

        return self.claims(cards.of_measure(self._db, key, self.home(), limit))

    def home(self) -> frozenset[int]:
        """The records this file is about: the office's own place and programme."""
        from pairing_desktop.store import cards

        return cards.home_subjects(self._db)

    def contested(self, limit: int) -> tuple[tuple[Figure, ...], tuple[tuple[int, str, str, str], ...]]:
        """Figures on which claims disagree, and of each the record it is about: id, kind, English and Chinese name."""
        from pairing_desktop.operations import claim_lines

        return claim_lines.contested(self._db, limit)

    def citations(self, owner: str, ids: Sequence[int]) -> dict[int, tuple[CitationLine, ...]]:
        """Places in sources that support these rows of an owner ("record", "claim"), by integer key."""
        from pairing_desktop.store import citing

        return citing.citations(self._db, owner, ids)

    def claims_between(self, first: str, last: str) -> list[ClaimLine]:
        """Claims whose period lies between two days, with rivals."""
        from pairing_desktop.store import citing

        return self.claims(citing.claims_between(self._db, first, last))

    def most_stated(self, kind: str, limit: int) -> list[int]:
        """Integer keys of the records of a kind about which most claims are on file."""
        from pairing_desktop.store import citing

        return citing.most_stated(self._db, KINDS[kind].record, limit)

    def changes_between(self, first: str, end: str) -> PeriodChanges:
        """What people did from `first` up to but not at `end` (UTC, ISO 8601)."""
        from pairing_desktop.operations import periods

        return periods.changes_between(self, self._db, first, end)
