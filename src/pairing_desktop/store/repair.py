"""Making anew whatever follows from the kept rows: search, sort keys, first and last days, SQLite's own indexes, views and
triggers.  What somebody wrote is never touched, and a second run finds nothing to do.
"""

import sqlite3

from pairing_desktop.domain.dates import DateProblem, PartialDate
from pairing_desktop.domain.kinds import ENTRIES
from pairing_desktop.domain.language import mark
from pairing_desktop.store import findings, indexing, shape
from pairing_desktop.store.writing import transaction

_FOLDED = " UNION ALL ".join(f"SELECT '{kind.table}' AS tbl, id, folded FROM {kind.table}" for kind in ENTRIES)
_PERIODS = (("event", "date", "end_date", "date_precision"), ("claim", "period_start", "period_end", "period_precision"))


def repair(connection: sqlite3.Connection) -> list[tuple[str, dict[str, str]]]:
    """Mend what is derived, in the writer's connection; what was mended, as sentences (marked) with values."""
    from pairing_desktop.store import schema

    done: list[tuple[str, dict[str, str]]] = []
    broken = [line for (line,) in connection.execute("PRAGMA integrity_check").fetchall() if line != "ok"]
    if broken and all(" index " in line for line in broken):
        connection.execute("REINDEX")
        done.append((mark("Indexes of the file were made anew."), {}))
    if not shape.is_ours(connection):
        schema.migrate(connection)
        done.append((mark("Views and guards of the file were made anew."), {}))
    with transaction(connection):
        # The guards let nobody write without an operation; derived columns leave no trace in the history.
        connection.execute("DELETE FROM open_operation")
        connection.execute("INSERT INTO open_operation (id, operation_id) SELECT 1, max(id) FROM operation HAVING max(id) > 0")
        before = connection.execute("SELECT count(*) FROM journal").fetchone()
        for count, sentence in (
            (_days(connection), mark("{n} first or last days were worked out again.")),
            (_search(connection), mark("Search was brought up to date for {n} entries.")),
        ):
            if count:
                done.append((sentence, {"n": str(count)}))
        assert before == connection.execute("SELECT count(*) FROM journal").fetchone()
        connection.execute("DELETE FROM open_operation")
    findings.forget(connection)  # whoever checks next looks at the whole file
    return done


def _days(connection: sqlite3.Connection) -> int:
    count = 0
    for table, start, end, precision in _PERIODS:
        for row_id, first, last, exact, *kept in connection.execute(
            f"SELECT id, {start}, {end}, {precision}, earliest, latest FROM {table}"
        ).fetchall():
            try:
                days = [
                    PartialDate(first, exact).earliest if first else "",
                    PartialDate(last or ("" if table == "claim" else first), exact).latest
                    if last or (table == "event" and first) else "",
                ]
            except (DateProblem, ValueError):
                continue  # a check names it; nothing follows from it
            if days != kept:
                count += 1
                connection.execute(f"UPDATE {table} SET earliest = ?, latest = ? WHERE id = ?", (*days, row_id))
    return count


def _search(connection: sqlite3.Connection) -> int:
    """Write search and sort keys of everything again; how many entries differed from what was there."""
    connection.execute("CREATE TEMP TABLE before_text AS SELECT doc, names, folded FROM search_text")
    connection.execute("CREATE TEMP TABLE before_names AS SELECT kind, folded, doc FROM search_name")
    connection.execute("CREATE TEMP TABLE before_sort AS SELECT id, sort_en, sort_zh FROM record")
    connection.execute(f"CREATE TEMP TABLE before_folded AS {_FOLDED}")
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_index, 'row')")
    connection.execute("CREATE TEMP TABLE before_words AS SELECT term, doc FROM words")
    try:
        indexing.rebuild(connection, sort=True)
        for kind in ENTRIES:
            rows = connection.execute(f"SELECT id FROM {kind.table}").fetchall()
            indexing.index_entries(connection, kind, [row_id for (row_id,) in rows])
        differing = sum(
            connection.execute(f"SELECT count(*) FROM ({one} EXCEPT {two})").fetchone()[0]
            for now, then in (
                ("SELECT doc, names, folded FROM search_text", "SELECT doc, names, folded FROM before_text"),
                ("SELECT kind, folded, doc FROM search_name", "SELECT kind, folded, doc FROM before_names"),
                ("SELECT id, sort_en, sort_zh FROM record", "SELECT id, sort_en, sort_zh FROM before_sort"),
                ("SELECT term, doc FROM words", "SELECT term, doc FROM before_words"),
                (_FOLDED, "SELECT tbl, id, folded FROM before_folded"),
            ) for one, two in ((now, then), (then, now))
        )
        return int(differing)
    finally:
        for name in ("before_folded", "before_names", "before_words", "words", "before_sort", "before_text"):
            connection.execute(f"DROP TABLE temp.{name}")
