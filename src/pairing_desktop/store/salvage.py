"""Saving what can be read from a damaged file into a new one, row by row, and saying what could not.

The rows are read from the pages themselves.  What the pages lost the history may still know: a row is made again from its
entries.  Each row must pass the constraints of the schema; a row that points to a lost one is named as lost too.  The
damaged file is only ever copied.
"""

import csv
import json
import shutil
import sqlite3
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pairing_desktop.domain.backups import Rescue
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.store import files, journal, lineage
from pairing_desktop.store.database import connect, words
from pairing_desktop.store.pages import Pages, Row, Value
from pairing_desktop.store.writing import now

_HISTORY = ("operation", "journal", "undo_stack", "redo_stack")
_DERIVED = ("finding", "search_text", "search_name", "search_word", "open_operation")
_LARGEST = 4 << 30  # bytes that are held in memory at once


def rescue(damaged: Path, target: Path, *, who: str = "", unit: str = "") -> Rescue:
    """Make a new file at `target` of what can be read from `damaged`, which nobody may have open.  Never overwrites."""
    if target.exists():
        raise FileProblem(mark("There is already a file {file}. Choose another name."), file=str(target))
    part = target.with_name(f"{target.name}.part")
    with words(damaged):
        if damaged.stat().st_size > _LARGEST:
            raise FileProblem(mark("{file} is too large to be rescued row by row. Restore a backup."), file=str(damaged))
        content = _content(damaged)
    with words(target):
        part.unlink(missing_ok=True)
        part.touch()
        try:
            connection = connect(part, read_only=False)
            try:
                report = _fill(connection, Pages(content), damaged, target, who, unit)
            finally:
                connection.close()
            if not sum(report.kept.values()):
                raise FileProblem(mark("Nothing could be read from {file}. Restore a backup."), file=str(damaged))
            files.check(part)
            files.put_in_place(part, target)
        finally:
            part.unlink(missing_ok=True)
    return report


def _content(damaged: Path) -> bytes:
    """The bytes of the file, after SQLite rolled back in a copy what a broken-off save left beside it."""
    with TemporaryDirectory(prefix="pairing-") as folder:
        copy = Path(folder) / damaged.name
        shutil.copyfile(damaged, copy)
        beside = damaged.with_name(f"{damaged.name}-journal")
        if beside.exists():
            shutil.copyfile(beside, copy.with_name(beside.name))
            try:
                connection = sqlite3.connect(copy)
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                connection.close()
            except sqlite3.Error:
                shutil.copyfile(damaged, copy)
        return copy.read_bytes()


def _fill(
    connection: sqlite3.Connection, pages: Pages, damaged: Path, target: Path, who: str, unit: str
) -> Rescue:
    from pairing_desktop.store import attachments, repair, schema, snapshots

    schema.migrate(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    work = _Work(connection, pages)
    work.read_all()
    whole = _history_is_whole(connection)
    work.rebuild(trusted=whole)
    work.drop_loose()
    work.doubtful["snapshot"] |= set(snapshots.damaged(connection))  # content that no longer fits its hash
    work.doubtful["attachment"] |= set(attachments.damaged(connection))
    whole = whole and not work.lost and lineage_is_clean(connection)
    kept_history = None
    if not whole:
        kept_history = _write_history(connection, target)
        _begin_history(connection, damaged.name, who, unit)
    for name, value in (("uid", str(uuid.uuid4())), ("made_at", now())):
        connection.execute("INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)", (name, value))
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = ON")
    repair.repair(connection)  # makes search, views and guards anew
    counts = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in journal.KEPT_TABLES
    }
    return Rescue(
        target, {table: count for table, count in counts.items() if count}, dict(work.rebuilt),
        _named(work.lost), _named(work.doubtful), whole, kept_history, work.unread,
    )


def _named(rows: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {table: tuple(sorted(names)) for table, names in rows.items() if names}


class _Work:
    """Moves rows from pages into an open new file without guards."""

    def __init__(self, connection: sqlite3.Connection, pages: Pages) -> None:
        self._db = connection
        self._pages = pages
        self.read: Counter[str] = Counter()
        self.rebuilt: Counter[str] = Counter()
        self.lost: dict[str, set[str]] = defaultdict(set)
        self.doubtful: dict[str, set[str]] = defaultdict(set)
        self.unread = 0
        tables = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
        ).fetchall() if name not in _DERIVED]
        # Generated columns are hidden and not stored; the integer key is stored as the row's own.
        self._columns = {
            table: [(name, bool(key) and kind == "INTEGER") for name, kind, key in connection.execute(
                "SELECT name, type, pk FROM pragma_table_xinfo(?) WHERE hidden = 0", (table,)
            ).fetchall()] for table in tables
        }

    def read_all(self) -> None:
        """Take the rows of every table whose tree can be followed, then those of pages that no tree leads to."""
        reached: set[int] = set()
        known = {str(row.values[1]): row.values[3] for number in self._pages.leaves(1)
                 for row in self._pages.rows(number) if row is not None and len(row.values) == 5}
        for table, root in known.items():
            leaves = self._pages.leaves(root) if isinstance(root, int) else []
            reached.update(leaves)
            if table in self._columns:
                for number in leaves:
                    self._take(table, self._pages.rows(number))
        reached |= self._pages.free() | {1}
        for number in self._pages.all_leaves():
            if number not in reached:
                rows = [row for row in self._pages.rows(number) if row is not None]
                table = self._table_of(rows)
                if table:
                    self._take(table, rows)

    def _take(self, table: str, rows: Iterable[Row | None]) -> None:
        for row in rows:
            if row is not None and self._insert(table, row):
                self.read[table] += 1
            else:
                self.unread += 1

    def _insert(self, table: str, row: Row) -> bool:
        columns = self._columns[table]
        if len(row.values) > len(columns):
            return False
        values: dict[str, Value] = {}
        for (name, is_key), value in zip(columns, row.values, strict=False):
            values[name] = row.key if is_key and value is None else value
        return self._write(table, values)

    def _write(self, table: str, values: dict[str, Value]) -> bool:
        how = "OR IGNORE " if table == "setting" else ""
        try:
            self._db.execute(
                f"INSERT {how}INTO {table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
            )
        except (sqlite3.Error, OverflowError, UnicodeEncodeError):
            return False
        return True

    def _table_of(self, rows: Sequence[Row]) -> str:
        """The table that every row of a page fits into, by the schema's own constraints; "" for none or several."""
        fits = []
        for table, columns in self._columns.items():
            if rows and all(len(row.values) == len(columns) for row in rows):
                self._db.execute("SAVEPOINT trial")
                good = all(self._insert(table, row) and self._belongs(table, row) for row in rows)
                self._db.execute("ROLLBACK TO trial")
                self._db.execute("RELEASE trial")
                fits += [table] * good
        return fits[0] if len(fits) == 1 else ""

    def _belongs(self, table: str, row: Row) -> bool:
        return table != "journal" or row.values[2] in journal.KEPT_TABLES

    def rebuild(self, *, trusted: bool) -> None:
        """Make again what the history knows: rows that are gone and, when it carries its seals, values that differ."""
        for table, row_id, column in list(lineage.differences(self._db)):
            values = lineage.expected(self._db, table, row_id)
            if values is None:
                continue
            if column and not trusted:
                self.doubtful[table].add(self._name(table, row_id))
                continue
            # Literals as SQLite quoted them, cut apart by our own pattern: nothing else can be in them.
            plain = self._db.execute(f"SELECT {', '.join(values.values())}").fetchone()
            row = dict(zip(values, plain, strict=True))
            if column:
                self._db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (row[column], row_id))
                self.rebuilt[table] += 1
            elif self._write(table, {"id": row_id, **row}):
                self.rebuilt[table] += 1
            else:
                self.lost[table].add(str(row_id))

    def drop_loose(self) -> None:
        """Leave out, and name, rows that stand on something lost: they could not be shown or led back to a source."""
        while True:
            loose = [(table, row_id) for table, row_id, _, _ in self._db.execute("PRAGMA foreign_key_check").fetchall()
                     if table not in _HISTORY]
            for table in journal.OWN_TABLES:
                loose += [("record", row_id) for (row_id,) in self._db.execute(
                    f"SELECT id FROM record WHERE kind = ? AND id NOT IN (SELECT id FROM {table})", (table,)
                ).fetchall()]
            loose += [("snapshot", row_id) for (row_id,) in self._db.execute(
                "SELECT id FROM snapshot WHERE id NOT IN (SELECT snapshot_id FROM snapshot_content)"
            ).fetchall()]
            loose = list(dict.fromkeys(loose))
            if not loose:
                return
            for table, row_id in loose:
                self.lost[table].add(self._name(table, row_id))
                self._db.execute(f"DELETE FROM {table} WHERE rowid = ?", (row_id,))

    def _name(self, table: str, row_id: int) -> str:
        where = "record" if table in journal.OWN_TABLES else table
        if any(name == "key" for name, _ in self._columns[where]):
            row = self._db.execute(f"SELECT key FROM {where} WHERE id = ?", (row_id,)).fetchone()
            if row is not None:
                return str(row[0])
        if table in journal.OWN_TABLES:
            names = [name for name, _ in self._columns[table] if name in ("title", "name_en", "name_zh", "title_en", "title_zh")]
            row = self._db.execute(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
            found = next((str(name) for name in row or () if name), "")
            if found:
                return found
        return str(row_id)


def lineage_is_clean(connection: sqlite3.Connection) -> bool:
    """Whether every row is what its history says, and has one."""
    return next(lineage.differences(connection), None) is None and not any(
        connection.execute(
            f"SELECT 1 FROM {table} WHERE NOT EXISTS (SELECT 1 FROM journal WHERE tbl = '{table}' AND row_id = {table}.id "
            "AND col IS NULL) LIMIT 1"
        ).fetchone() for table in journal.KEPT_TABLES
    )


def _history_is_whole(connection: sqlite3.Connection) -> bool:
    loose = connection.execute("SELECT 1 FROM journal WHERE operation_id NOT IN (SELECT id FROM operation) LIMIT 1").fetchone()
    some = connection.execute("SELECT 1 FROM operation").fetchone()
    return some is not None and loose is None and journal.broken_link(connection) is None


def _write_history(connection: sqlite3.Connection, target: Path) -> Path | None:
    """What is left of a broken history, as a table for people; None when nothing is."""
    lines = connection.execute(
        "SELECT ifnull(at, ''), ifnull(who, ''), ifnull(label, ''), tbl, row_id, ifnull(col, ''), ifnull(quote(before), ''), "
        "ifnull(quote(after), '') FROM journal LEFT JOIN operation ON operation.id = operation_id ORDER BY journal.id"
    ).fetchall()
    if not lines:
        return None
    path = files.free(target.with_name(f"{target.stem}-history.csv"))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(["at", "who", "what", "table", "row", "field", "before", "after"])
        # A cell that begins like a formula would be run by spreadsheet programs.
        table.writerows([f"'{cell}" if str(cell)[:1] in ("=", "+", "@", "\t", "\r") else cell for cell in line] for line in lines)
    return path


def _begin_history(connection: sqlite3.Connection, file: str, who: str, unit: str) -> None:
    """One entry that makes every row: the old history does not hold together any more."""
    for table in ("undo_stack", "redo_stack", "journal", "operation"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM setting WHERE name LIKE 'checked%'")
    operation_id = connection.execute(
        "INSERT INTO operation (uid, at, who, unit, label, label_values, prev_hash) VALUES (?, ?, ?, ?, ?, ?, '')",
        (str(uuid.uuid4()), now(), who, unit, mark("Rescued from {file}"), json.dumps({"file": file}, ensure_ascii=False)),
    ).lastrowid
    assert operation_id is not None
    for table in journal.KEPT_TABLES:
        quoted = " || ',' || ".join(f"quote({column})" for column in journal.kept_columns(connection, table))
        connection.execute(
            f"INSERT INTO journal (operation_id, tbl, row_id, after) SELECT ?, '{table}', id, {quoted} FROM {table} ORDER BY id",
            (operation_id,),
        )
    journal.seal(connection, operation_id)
