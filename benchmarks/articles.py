"""Precision and recall of what is found in an article, on the seed article's rows and on a second article.

    python benchmarks/articles.py [--text FILE] [--list]

The text of the seed article is not with the facts (only what it prints, para by para): `tests/articles/seed_retold.txt`
tells every paragraph in other words around the printed figures.  Who has the article itself gives it with --text; it is
then judged against the same rows, of the paragraphs it has.  What the seed itself says is hidden from the rules while
they read it.  The second article is invented, in English and in Chinese.
"""

import argparse
import csv
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pairing_desktop.domain.article.drafting import FigureDraft, draft
from pairing_desktop.domain.article.text import Article, read_text
from pairing_desktop.domain.checks.book import FactBook
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import database, factbook

ARTICLES = Path(__file__).resolve().parents[1] / "tests" / "articles"
SEED = "shine_2024_seed"
LEVELS = ("figure", "indicator", "record", "period", "nature")


@dataclass(frozen=True)
class Score:
    """How many rows were expected and how many drafts made; `right` counts by level, each level with those before it."""

    name: str
    expected: int
    made: int
    offered: int  # figures found that were not placed: a person chooses
    right: dict[str, int]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    def recall(self, level: str) -> float:
        return self.right[level] / self.expected

    def precision(self, level: str) -> float:
        """Of all figures found those that are expected; from the indicator on, of the drafts that propose one."""
        made = self.made + self.offered if level == "figure" else self.made
        return self.right[level] / made if made else 1.0


def facts(folder: Path) -> FactBook:
    """The cited facts."""
    path = folder / "facts.db"
    Workspace.create(path, who="", unit="").close()
    connection = database.connect(path, read_only=True)
    try:
        return factbook.read(connection)
    finally:
        connection.close()


def without(book: FactBook, source: str) -> FactBook:
    """The facts as they would be had nobody read this source yet; its records stay known."""
    ids = {one.id for one in book.sources.values() if one.key == source}
    return replace(book, claims={id: claim for id, claim in book.claims.items() if claim.source not in ids})


def seed_rows(book: FactBook) -> list[dict[str, str]]:
    """The seed's claims that hold a figure."""
    ids = {one.id for one in book.sources.values() if one.key == SEED}
    return [
        {
            "locator": claim.locator, "value_as_stated": claim.value_as_stated,
            "measure_key": book.measures[claim.measure].key, "value": claim.printed_value, "unit": claim.unit,
            "subject_key": book.key_of(claim.subject), "period_start": claim.period_start,
            "period_end": claim.period_end, "nature": claim.nature,
        }
        for claim in book.claims.values() if claim.source in ids and claim.printed_value
    ]


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judge(name: str, rows: list[dict[str, str]], drafts: Iterable[FigureDraft]) -> Score:
    """Hold the drafts against the expected rows; a row is found by its place, its value and its printed words.

    A draft counts as made once an indicator and a record are proposed; others are offered to choose and right in
    nothing but the figure.
    """
    drafts = list(drafts)
    placed = [one for one in drafts if one.is_placed]
    right = dict.fromkeys(LEVELS, 0)
    missed, left = [], list(drafts)
    for row in rows:
        alike = [one for one in left if _is_figure(one, row)]
        if not alike:
            missed.append(f"{row['locator']}: {row['value_as_stated']}")
            continue
        best = max(alike, key=lambda one: _depth(one, row))
        left.remove(best)
        for level in LEVELS[: _depth(best, row) if best.is_placed else 1]:
            right[level] += 1
    wrong = [f"{one.locator}: {one.words} → {one.values['measure_key']}" for one in left if one.is_placed]
    return Score(name, len(rows), len(placed), len(drafts) - len(placed), right, tuple(missed), tuple(wrong))


def _is_figure(one: FigureDraft, row: dict[str, str]) -> bool:
    def plain(words: str) -> str:
        return words.casefold().replace(" ", "")

    mine, theirs = plain(one.words), plain(row["value_as_stated"])
    return one.locator == row["locator"] and (mine in theirs or theirs in mine)


def _depth(one: FigureDraft, row: dict[str, str]) -> int:
    """How many levels are right, one after the other."""
    values = one.values
    checks = (
        True,
        values["measure_key"] == row["measure_key"] and values["value"] == row["value"] and values["unit"] == row["unit"],
        values["subject_key"] == row["subject_key"],
        (values["period_start"], values["period_end"]) == (row["period_start"], row["period_end"]),
        values["nature"] == row["nature"],
    )
    return next((at for at, fits in enumerate(checks) if not fits), len(checks))


def second(language: str) -> Article:
    return read_text((ARTICLES / f"second.{language}.txt").read_text(encoding="utf-8"))


SECOND_PUBLISHED = PartialDate("2025-03-18", "day")
SEED_PUBLISHED = PartialDate("2024-07-03", "day")


def scores(book: FactBook, text: str = "") -> list[Score]:
    """The scores of all articles; `text` is the seed article itself, where one has it."""
    blind, rows = without(book, SEED), seed_rows(book)
    retold = read_text((ARTICLES / "seed_retold.txt").read_text(encoding="utf-8"))
    found = [judge("seed, retold", rows, draft(retold, SEED_PUBLISHED, blind).drafts)]
    if text:
        given = read_text(text)
        there = {paragraph.locator for paragraph in given.paragraphs}
        own = [row for row in rows if row["locator"] in there]
        found.append(judge("seed, as given", own, draft(given, SEED_PUBLISHED, blind).drafts))
    for language in ("en", "zh"):
        expected = read_rows(ARTICLES / f"second.{language}.csv")
        found.append(judge(f"second, {language}", expected, draft(second(language), SECOND_PUBLISHED, book).drafts))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="precision and recall of articles")
    parser.add_argument("--text", type=Path, help="the text of the seed article, a paragraph a line")
    parser.add_argument("--list", action="store_true", help="name what was missed and what was made too much")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = facts(Path(folder))
    found = scores(book, options.text.read_text(encoding="utf-8") if options.text else "")
    print(f"{'article':16}{'rows':>6}{'drafts':>8}{'open':>6}   " + "".join(f"{level:>22}" for level in LEVELS))
    for one in found:
        parts = "".join(f"{f'{one.recall(level):.0%} / {one.precision(level):.0%}':>22}" for level in LEVELS)
        print(f"{one.name:16}{one.expected:6}{one.made:8}{one.offered:6}   {parts}")
        if options.list:
            print(*(f"    missed {words}" for words in one.missed), *(f"    too much {words}" for words in one.wrong), sep="\n")
    long = read_text("\n".join([second("en").text] * 4)[:5000])
    draft(long, SECOND_PUBLISHED, book)
    times, worked = [], []
    for _ in range(9):
        started, before = time.perf_counter(), time.process_time()
        draft(long, SECOND_PUBLISHED, book)
        times.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - before) * 1000)
    took = f"{statistics.median(times):.0f} ms ({min(times):.0f}–{max(times):.0f})"
    print(f"5,000 characters: {took}, of it {statistics.median(worked):.0f} ms of the processor")


if __name__ == "__main__":
    sys.exit(main())
