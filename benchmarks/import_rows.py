"""How fast a table comes in: read, checked, written with record, journal, citation and search; against the same SQL alone.

    python benchmarks/import_rows.py N [csv|xlsx] [projects|claims] [--profile] [--in FOLDER]

Each run is a process of its own on a new file with the cited facts, so that its peak of memory is its own.  The SQL alone
are the same statements in the same order and one transaction, with every value ready: rows with their journal by the same
triggers and indexes, texts, names and words of search.  Nothing is read, checked, folded, spelled, hashed or looked up.
"""

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from pairing_desktop.domain.importing import Cited, ImportRequest, State
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import language
from pairing_desktop.domain.mapping import by_fields
from pairing_desktop.domain.tables import Shape
from pairing_desktop.exchange.reading.tables import look
from pairing_desktop.operations.workspace import Workspace

PROJECT = ("key", "name_en", "name_zh", "industry", "kind", "status", "place_key", "start_date", "capacity", "capacity_unit",
           "investment_cny", "note")
CLAIM = ("key", "subject_kind", "subject_key", "measure_key", "value", "value_as_stated", "unit", "period_start", "period_end",
         "period_precision", "nature")


WHERE = ("青海", "德令哈", "海西", "乌兰", "都兰", "格尔木", "天峻", "大柴旦", "茫崖", "柯柯")
WHAT = ("光热", "光伏", "风电", "储能", "枸杞", "盐湖", "旅游", "教育", "医疗", "农牧")
PART = ("示范", "一期", "二期", "扩建", "配套", "综合", "改造", "试点", "联合", "新建")


def chinese_name(number: int) -> str:
    """A name that no other row has, of ordinary words and the number in characters."""
    spelled = "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
    return f"{WHERE[number % 10]}{WHAT[number // 10 % 10]}{PART[number // 100 % 10]}项目第{spelled}号电站"


def rows(kind: str, count: int) -> Iterator[tuple[str, ...]]:
    """Rows as partners send them: names in both languages, a place, a date, a figure."""
    for number in range(count):
        day = f"20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}"
        if kind == "projects":
            yield (
                f"imported_{number}", f"Imported plant {number}", chinese_name(number), "photovoltaic", "power_plant",
                "operating", "delingha", day, str(number % 900 + 1), "MW", str((number % 9000 + 1) * 10_000),
                f"Row {number} of the list",
            )
        else:
            value = str(number % 5000 + 1)
            yield (
                f"imported_{number}", "project", "supcon50", "installed_capacity", value, f"{value} MW", "MW", day[:4], day[:4],
                "year", "actual",
            )


def write_table(path: Path, kind: str, count: int) -> None:
    """The rows as a csv or xlsx file."""
    header = PROJECT if kind == "projects" else CLAIM
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(rows(kind, count))
        return
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet(kind)
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows(kind, count), 1):
            for at, text in enumerate(row):
                sheet.write_string(number, at, text)


def bring_in(file: Path, table: Path, kind: str) -> None:
    """One import in this process; prints processor seconds of the dry run, of the writing, and the peak of memory."""
    workspace = Workspace.open(file)
    started = time.process_time()  # of all threads: other work on the machine does not count
    preview = look(table, Shape())
    columns = by_fields(preview.names, KINDS[kind], clears=True)
    request = ImportRequest(table, preview, kind, columns, language("en"), Cited("shine_2024_seed"))
    plan = workspace.plan_import(request, lambda done, part: None).result()
    planned = time.process_time()
    assert plan.count(State.NEW) == len(plan), [problem for row in plan.rows(range(1)) for problem in row.problems]
    workspace.do(lambda commands: commands.bring_in(plan)).result()
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{planned - started} {done - planned} {peak}")


def sql_alone(empty: Path, imported: Path, kind: str) -> float:
    """Processor seconds of the statements that wrote what `imported` has and `empty` has not, with the values ready."""
    from pairing_desktop.store.database import connect
    from pairing_desktop.store.indexing import _words
    from pairing_desktop.store.inserting import insert_rows

    there, here = connect(imported, read_only=True), connect(empty, read_only=False)
    is_record, table = KINDS[kind].is_record, KINDS[kind].table
    owner, odd = ("record_id", 0) if is_record else (f"{table}_id", 1)
    first = here.execute(f"SELECT max(id) + 1 FROM {table if not is_record else 'record'}").fetchone()[0]
    last = there.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
    seconds = 0.0

    def put(name: str, of: str, low: int, high: int, only: str = "1") -> None:
        nonlocal seconds
        columns = [row[0] for row in there.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        rows = there.execute(
            f"SELECT {', '.join(columns)} FROM {name} WHERE {of} BETWEEN ? AND ? AND {only} ORDER BY {of}", (low, high)
        ).fetchall()
        started = time.process_time()
        insert_rows(here, name, columns, rows)
        seconds += time.process_time() - started

    here.execute("BEGIN IMMEDIATE")
    here.execute("INSERT INTO operation (uid, at, label, prev_hash) VALUES ('x', '2026', 'alone', '')")
    here.execute("INSERT INTO open_operation (id, operation_id) SELECT 1, max(id) FROM operation")
    for low in range(first, last + 1, 1000):
        high = min(low + 999, last)
        for name, of in (("record", "id"), (table, "id")) if is_record else ((table, "id"),):
            put(name, of, low, high)
        put("citation", owner, low, high)
    for low in range(2 * first, 2 * last + 2, 2000):
        high = min(low + 1999, 2 * last + 1)
        put("search_text", "doc", low, high, f"doc % 2 = {odd}")
        texts = there.execute("SELECT doc, kind, names, folded FROM search_text WHERE doc BETWEEN ? AND ?", (low, high))
        words = [(doc, _words(*rest)) for doc, *rest in texts if doc % 2 == odd]
        started = time.process_time()
        insert_rows(here, "search_index", ("rowid", "words"), words)
        seconds += time.process_time() - started
        if is_record:
            put("search_name", "doc", low, high, "doc % 2 = 0")
    started = time.process_time()
    here.execute("DELETE FROM open_operation")
    here.execute("COMMIT")
    return seconds + time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("ending", nargs="?", default="csv")
    parser.add_argument("kind", nargs="?", default="projects")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--in", dest="folder", help="where the files are made; a million rows need 5 GB")
    parser.add_argument("--run", nargs=2)
    options = parser.parse_args()
    if options.run:
        bring_in(Path(options.run[0]), Path(options.run[1]), options.kind)
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        file, table = Path(folder) / "facts.db", Path(folder) / f"table.{options.ending}"
        write_table(table, options.kind, options.count)
        Workspace.create(file, who="benchmark", unit="").close()
        if options.profile:
            import cProfile

            cProfile.runctx("bring_in(file, table, options.kind)", globals(), locals(), sort="tottime")
            return
        empty = Path(folder) / "empty.db"
        empty.write_bytes(file.read_bytes())
        command = [sys.executable, __file__, str(options.count), options.ending, options.kind, "--run", str(file), str(table)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        planned, written, peak = map(float, answer.split())
        alone = sql_alone(empty, file, options.kind)
        whole = planned + written
        print(f"{options.count} rows of {options.kind} from {options.ending}: dry run {planned:.1f} s, written {written:.1f} s, "
              f"{options.count / whole:,.0f} rows/s, the SQL alone {alone:.1f} s ({options.count / alone:,.0f} rows/s), "
              f"ratio {whole / alone:.2f}, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
