"""A chart's table as CSV, and writing a file so that an older one stays whole until the new one is."""

import csv
import io
import os
import tempfile
from pathlib import Path

from pairing_desktop.domain.chart_table import table
from pairing_desktop.domain.chart_words import as_of_text, facts, source_lines
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import FileProblem


def chart_csv(data: ChartData, language: Language) -> bytes:
    """The table, then title, sources and facts beneath it, so that the first line is the header.

    UTF-8 with a byte order mark, as spreadsheets want.
    """
    twin = table(data, language, grouped=False)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(twin.headers)
    writer.writerows(twin.rows)
    writer.writerow([])
    writer.writerow([data.title])
    writer.writerow([data.subtitle])
    writer.writerows(source_lines(data, language))
    writer.writerows(facts(data, language))
    writer.writerow([as_of_text(data, language)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, then put it in its place.  Raises FileProblem in words."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)  # what mkstemp makes is for its owner alone; a saved chart is like any saved file
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise FileProblem(
            mark("{file} could not be written: {reason}. What was there before is unchanged."),
            file=str(path), reason=error.strerror or str(error),
        ) from error
