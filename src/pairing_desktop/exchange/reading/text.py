"""Comma-separated and similar text: encoding, delimiter, rows.  Decoding is strict: a wrong guess is never stored."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, TextIO, cast

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem, FileProblem
from pairing_desktop.domain.tables import DELIMITERS, LONGEST_CELL, MOST_COLUMNS, Raw
from pairing_desktop.exchange.tables import unguarded

Opener = Callable[[], IO[bytes]]
_STEP = 1 << 20
_GUESSED_FROM = 1 << 16  # bytes that tell the delimiter


def fitting(open_file: Opener) -> tuple[str, ...]:
    """The encodings in which the whole file can be read, the likeliest first.

    A mark at the beginning decides.  Every UTF-8 text is also readable as GB18030: UTF-8 stands first.
    """
    with open_file() as file:
        head = file.read(4096)
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            candidates = ["utf-16"]
        elif head[1::2].count(0) > 1 and not head[::2].count(0):  # no other text holds zeros: line ends and commas
            candidates = ["utf-16-le"]
        elif head[::2].count(0) > 1 and not head[1::2].count(0):
            candidates = ["utf-16-be"]
        else:
            candidates = ["utf-8", "gb18030"]
        decoders = {name: codecs.getincrementaldecoder(name)("strict") for name in candidates}
        part = head
        while decoders:
            last = not part
            for name, decoder in list(decoders.items()):
                try:
                    decoder.decode(part, last)
                except UnicodeError:
                    del decoders[name]
            if last:
                break
            part = file.read(_STEP)
    return tuple(decoders)


def text_of(open_file: Opener, encoding: str) -> TextIO:
    """The file as text; the mark at its beginning is no part of it."""
    return io.TextIOWrapper(cast(BinaryIO, open_file()), "utf-8-sig" if encoding == "utf-8" else encoding, "strict", newline="")


def delimiter_of(open_file: Opener, encoding: str) -> str:
    """The delimiter that parts the first lines into the most columns, alike in most of them."""
    with text_of(open_file, encoding) as file:
        head = file.read(_GUESSED_FROM)
    best, most = ",", (0, 0)
    for delimiter in DELIMITERS:
        try:
            lengths = [len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if row][:20]
        except csv.Error:
            continue
        usual = max(set(lengths), key=lengths.count, default=1)
        score = (lengths.count(usual), usual) if usual > 1 else (0, max(lengths, default=1))
        if score > most:
            best, most = delimiter, score
    return best


def rows(file: TextIO, delimiter: str, name: str) -> Iterator[Raw]:
    """The rows, numbered as a spreadsheet would.  A row that cannot be read carries its problem; a quote that is never
    closed swallows what follows and raises FileProblem."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        before = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error) or reader.line_num - before > 1:
                raise FileProblem(
                    mark("{file}: a quote that opens in row {row} is not closed. Nothing was read from there on."),
                    file=name, row=number,
                ) from error
            yield number, [], _wrong(str(error))
            continue
        except UnicodeError as error:
            raise FileProblem(
                mark("{file} holds bytes after row {row} that are no text in this encoding. Choose another one."),
                file=name, row=number,
            ) from error
        if len(cells) > MOST_COLUMNS:
            yield number, cells[:MOST_COLUMNS], FieldProblem("", mark("This row has more than {n} cells."), {"n": MOST_COLUMNS})
            continue
        line = "".join(cells)
        if "\0" in line:
            nul = FieldProblem("", mark("This row holds a NUL character: it is no text."), {})
            yield number, [cell.replace("\0", "\ufffd") for cell in cells], nul
            continue
        # Our own export guards texts that look like formulas with one apostrophe; taken away again here.
        yield number, [unguarded(cell) for cell in cells] if "'" in line else cells, None


def _wrong(reason: str) -> FieldProblem:
    if "field larger" in reason:
        return FieldProblem("", mark("A cell of this row has more than {n} characters."), {"n": LONGEST_CELL})
    return FieldProblem("", mark("The quotes of this row do not fit: a quote inside a text is written twice."), {})
