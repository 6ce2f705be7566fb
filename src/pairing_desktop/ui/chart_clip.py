"""Charts for the clipboard: the table as tab-separated text and as HTML, each with title, sources and facts."""

from html import escape

from PySide6.QtCore import QMimeData

from pairing_desktop.domain.chart_table import table
from pairing_desktop.domain.chart_words import as_of_text, as_text, facts, source_lines
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import language

TSV = "text/tab-separated-values"


def table_data(data: ChartData) -> QMimeData:
    """What Copy table puts on the clipboard: text with sources, HTML for word processors, and for spreadsheets the
    bare table with plain numbers."""
    said = language(data.language)
    mime = QMimeData()
    twin = table(data, said, grouped=False)
    rows = ("\t".join(" ".join(cell.split()) for cell in row) for row in (twin.headers, *twin.rows))
    mime.setData(TSV, "\n".join(rows).encode())
    mime.setText(as_text(data, said))
    mime.setHtml(as_html(data))
    return mime


def as_html(data: ChartData) -> str:
    """The table for word processors and spreadsheets; every text of the data escaped."""
    said = language(data.language)
    twin = table(data, said)

    def row(cells: tuple[str, ...], tag: str) -> str:
        made = "".join(
            f"<{tag}{' align=right' if right else ''}>{escape(cell)}</{tag}>"
            for cell, right in zip(cells, twin.numeric, strict=True)
        )
        return f"<tr>{made}</tr>"

    lines = [f"{number} {text}" for number, text in source_lines(data, said)]
    lines += [f"{name}{said.colon}{text}" for name, text in facts(data, said)]
    lines.append(as_of_text(data, said))
    return (
        f"<html><body><p>{escape(data.title)}<br>{escape(data.subtitle)}</p><table border=1 cellspacing=0>"
        + row(twin.headers, "th") + "".join(row(cells, "td") for cells in twin.rows)
        + "</table><p>" + "<br>".join(escape(line) for line in lines) + "</p></body></html>"
    )
