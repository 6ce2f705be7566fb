"""The text of a file that holds an article: plain text in any usual encoding, or the pages of a PDF.

Nothing in a file is run or fetched.  A PDF is read page by page within limits, so that a hostile one ends in a sentence.
"""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from pairing_desktop.domain.article.text import LONGEST, ArticleProblem
from pairing_desktop.domain.language import mark
from pairing_desktop.exchange.receipt import quiet

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_BYTES = 64 * 1024 * 1024
_MOST_TEXT = 4 * LONGEST  # bytes of a text file
_MOST_PAGES = 300
_MOST_CONTENT = 16 * 1024 * 1024  # bytes of one page's drawing
_SECONDS = 30.0


def read_article(path: Path) -> str | tuple[str, ...]:
    """The text of a text file, or the texts of a PDF's pages.  Raises ArticleProblem in words."""
    try:
        size = path.stat().st_size
        if size > (_MOST_BYTES if path.suffix.lower() == ".pdf" else _MOST_TEXT):
            raise ArticleProblem(mark("“{file}” is too large for an article. Paste the part that matters."), file=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise ArticleProblem(
            mark("“{file}” could not be read: {reason}."), file=path.name, reason=error.strerror or str(error)
        ) from error
    if path.suffix.lower() == ".pdf" or content.startswith(b"%PDF-"):
        return _pages(content, path.name)
    return _decoded(content, path.name)


def _decoded(content: bytes, file: str) -> str:
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ArticleProblem(mark("“{file}” is no text in an encoding this program reads."), file=file)


def _pages(content: bytes, file: str) -> tuple[str, ...]:
    from io import BytesIO

    from pypdf import PdfReader

    try:
        with quiet("pypdf"):
            return _texts(PdfReader(BytesIO(content), strict=False), file)
    except ArticleProblem:
        raise
    except Exception as error:  # pypdf raises nearly anything on a damaged file
        raise ArticleProblem(mark("“{file}” is damaged or no PDF; nothing was read."), file=file) from error


def _texts(reader: "PdfReader", file: str) -> tuple[str, ...]:
    until = time.monotonic() + _SECONDS
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleProblem(
            mark("“{file}” is locked with a password. Open it elsewhere, copy its text and paste it."), file=file
        )
    if len(reader.pages) > _MOST_PAGES:
        raise ArticleProblem(mark("“{file}” is too large for an article. Paste the part that matters."), file=file)
    pages: list[str] = []
    for page in reader.pages:
        drawn = page.get_contents()
        if time.monotonic() > until or (drawn is not None and len(drawn.get_data()) > _MOST_CONTENT):
            raise ArticleProblem(mark("“{file}” takes too long to read. Copy its text and paste it."), file=file)
        pages.append(page.extract_text())
        if sum(map(len, pages)) > LONGEST:
            raise ArticleProblem(
                mark("“{file}” is too large for an article. Paste the part that matters."), file=file
            )
    if not any(page.strip() for page in pages):
        raise ArticleProblem(mark("“{file}” is a picture of its pages: it holds no text. Type what it says."), file=file)
    return tuple(pages)
