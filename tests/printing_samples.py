"""Values that the tests of paper share: charts, reports, and what can be read from a PDF file."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from pairing_desktop.domain.charting import ChartData, Point, Series, SourceNote
from pairing_desktop.domain.language import language
from pairing_desktop.reports.blocks import Block, Column, Paper, Table
from pairing_desktop.reports.document import Report

ENGLISH, CHINESE = language("en"), language("zh_CN")


def chart(code: str = "en", sources: int = 3, years: int = 5) -> ChartData:
    notes = tuple(
        SourceNote(n, f"source{n}", f"Title {n} 青海日报", "Publisher", "2020-10-09", f"para {n}")
        for n in range(1, sources + 1)
    )

    def points(factor: int) -> tuple[Point, ...]:
        return tuple(
            Point(str(2010 + n), str(2010 + n), Decimal(n * factor), sources=(n % max(sources, 1),) if sources else ())
            for n in range(years)
        )

    return ChartData(
        id="capacity", form="stacked_bar", title="Installed capacity, 2010 to 2014", subtitle="MW, running total",
        unit="MW", x_label="Year", y_label="Capacity",
        series=(Series("solar thermal", "Solar thermal", points(10)), Series("wind", "Wind 风电", points(30))),
        sources=notes, as_of="2026-11-23", language=code, filters=("Industry: solar thermal",),
        left_out=("2 plants without a date",), notes=("Hatched: wind.",), trust="9 figures, one source each.",
        summary="It grew.", cumulative=True,
    )


def report(*blocks: Block, code: str = "en", title: str = "A title", paper: Paper | None = None) -> Report:
    return Report(title, blocks, language(code), "2026-11-23", paper=paper or Paper())


def wide_table(columns: int, rows: int) -> Table:
    return Table(
        tuple(Column(f"Header{column}") for column in range(columns)),
        tuple(tuple(f"cell-{row}-{column}" for column in range(columns)) for row in range(rows)),
    )


def pypdf_text(path: Path) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(path).pages]


def poppler(tool: str, *arguments: str | Path) -> str:
    """What pdftotext or pdffonts says; skips the test where they are not installed."""
    if shutil.which(tool) is None:
        pytest.skip(f"NOT RUN: needs {tool} (apt-get install poppler-utils)")
    return subprocess.run([tool, *map(str, arguments)], capture_output=True, check=True, text=True).stdout


def squeezed(text: str) -> str:
    """Without white space: wrapped names read on."""
    return "".join(text.split())
