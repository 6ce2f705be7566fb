"""How fast a table comes in: read, checked, written with record, journal, citation and search; against the writing alone.

    python benchmarks/import_rows.py N [csv|xlsx] [projects|claims] [--profile]

Each run is a process of its own on a new file with the cited facts, so that its peak of memory is its own.  The writing
alone is the same statements in the same transaction with the values ready in memory: no file, no checks, no plan.
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


def rows(kind: str, count: int) -> Iterator[tuple[str, ...]]:
    """Rows as partners send them: names in both languages, a place, a date, a figure."""
    for number in range(count):
        day = f"20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}"
        if kind == "projects":
            yield (
                f"imported_{number}", f"Imported plant {number}", f"导入电站{number}号", "photovoltaic", "power_plant",
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


def write_alone(file: Path, kind: str, count: int) -> None:
    """The writing without reading and checking; prints its seconds."""
    from pairing_desktop.store.adding import add
    from pairing_desktop.store.database import connect
    from pairing_desktop.store.writing import operate

    header = PROJECT if kind == "projects" else CLAIM
    beside = {"start_precision": "day"} if kind == "projects" else {}
    cited = {"source_key": "shine_2024_seed", "locator": "Row 1", **beside}
    ready = [{**dict(zip(header, row, strict=True)), **cited} for row in rows(kind, count)]
    connection = connect(file, read_only=False)
    started = time.process_time()
    operate(connection, lambda operation: add(operation, KINDS[kind], ready), label="alone")
    print(f"the writing alone {time.process_time() - started:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("ending", nargs="?", default="csv")
    parser.add_argument("kind", nargs="?", default="projects")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--run", nargs=2)
    options = parser.parse_args()
    if options.run:
        bring_in(Path(options.run[0]), Path(options.run[1]), options.kind)
        return
    with tempfile.TemporaryDirectory() as folder:
        file, table = Path(folder) / "facts.db", Path(folder) / f"table.{options.ending}"
        write_table(table, options.kind, options.count)
        Workspace.create(file, who="benchmark", unit="").close()
        if options.profile:
            import cProfile

            cProfile.runctx("bring_in(file, table, options.kind)", globals(), locals(), sort="tottime")
            return
        alone = Path(folder) / "alone.db"
        alone.write_bytes(file.read_bytes())
        command = [sys.executable, __file__, str(options.count), options.ending, options.kind, "--run", str(file), str(table)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        planned, written, peak = map(float, answer.split())
        print(f"{options.count} rows of {options.kind} from {options.ending}: dry run {planned:.1f} s, written {written:.1f} s, "
              f"{options.count / (planned + written):,.0f} rows/s, peak {peak:.0f} MiB")
        write_alone(alone, options.kind, options.count)


if __name__ == "__main__":
    main()
