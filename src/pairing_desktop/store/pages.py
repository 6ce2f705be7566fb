"""Reading the rows of a damaged SQLite file from its pages, without SQLite, which stops at the first bad one.

Written after the description of the file format on sqlite.org.  Nothing here trusts a number it reads: whatever leads
out of the file, into a circle or to text that is none makes a row unreadable, never an error.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

Value = int | float | str | bytes | None

_LEAF, _INTERIOR = 13, 5  # kinds of pages of tables
_SIZES = frozenset(1 << power for power in range(9, 17))
_USUAL = 4096
_MOST_COLUMNS = 200
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # serial type: bytes


class Row(NamedTuple):
    """A row of a table as it stands on a page; the column that is the row's own key reads None."""

    key: int
    values: list[Value]


class Unreadable(Exception):
    """What is on the page cannot be a row."""


class Pages:
    """The pages of a file that is held in memory, numbered from 1."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        size = int.from_bytes(content[16:18], "big")
        size = 65536 if size == 1 else size
        self.size = size if size in _SIZES else _USUAL
        reserved = content[20] if len(content) > 20 and content[20] <= self.size // 8 else 0
        self._usable = self.size - reserved
        self.count = len(content) // self.size

    def leaves(self, root: int) -> list[int]:
        """The pages that hold the rows of the table whose tree begins at `root`, as far as the tree can be followed."""
        found: list[int] = []
        seen: set[int] = set()
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in seen or not 1 <= number <= self.count:
                continue
            seen.add(number)
            page, start = self._page(number)
            if page[start] == _LEAF:
                found.append(number)
            elif page[start] == _INTERIOR:
                waiting.append(int.from_bytes(page[start + 8:start + 12], "big"))
                waiting += [
                    int.from_bytes(page[at:at + 4], "big") for at in self._cells(page, start + 12, start) if at + 4 <= len(page)
                ]
        return found

    def all_leaves(self) -> list[int]:
        """Every page that looks as if it held rows."""
        return [number for number in range(1, self.count + 1) if self._page(number)[0][self._page(number)[1]] == _LEAF]

    def free(self) -> set[int]:
        """The pages that the file says are not in use."""
        found: set[int] = set()
        trunk = int.from_bytes(self._content[32:36], "big")
        while 1 <= trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self._page(trunk)[0]
            length = min(int.from_bytes(page[4:8], "big"), self.size // 4 - 2)
            found |= {int.from_bytes(page[8 + 4 * i:12 + 4 * i], "big") for i in range(length)}
            trunk = int.from_bytes(page[:4], "big")
        return found

    def rows(self, number: int) -> Iterator[Row | None]:
        """The rows of a page; None for each that cannot be read."""
        page, start = self._page(number)
        for at in self._cells(page, start + 8, start):
            try:
                yield self._row(page, at)
            except (Unreadable, IndexError, struct.error, UnicodeDecodeError):
                yield None

    def _page(self, number: int) -> tuple[bytes, int]:
        """The bytes of a page and where its header begins: the first page begins with the header of the file."""
        return self._content[(number - 1) * self.size:number * self.size], 100 if number == 1 else 0

    def _cells(self, page: bytes, pointers: int, start: int) -> list[int]:
        count = int.from_bytes(page[start + 3:start + 5], "big")
        if pointers + 2 * count > len(page):
            return []
        return [int.from_bytes(page[pointers + 2 * i:pointers + 2 * i + 2], "big") for i in range(count)]

    def _row(self, page: bytes, at: int) -> Row:
        length, at = _varint(page, at)
        key, at = _varint(page, at)
        if key >= 1 << 63 or length > len(self._content):
            raise Unreadable
        most = self._usable - 35
        if length <= most:
            payload = page[at:at + length]
        else:
            least = (self._usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (self._usable - 4)
            local = local if local <= most else least
            payload = page[at:at + local] + self._overflow(int.from_bytes(page[at + local:at + local + 4], "big"), length - local)
        if len(payload) != length:
            raise Unreadable
        return Row(key, _values(payload))

    def _overflow(self, number: int, wanted: int) -> bytes:
        parts: list[bytes] = []
        seen: set[int] = set()
        while wanted > 0:
            if number in seen or not 1 <= number <= self.count:
                raise Unreadable
            seen.add(number)
            page = self._page(number)[0]
            part = page[4:4 + min(wanted, self._usable - 4)]
            parts.append(part)
            wanted -= len(part)
            number = int.from_bytes(page[:4], "big")
        return b"".join(parts)


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes and where it ends."""
    number = 0
    for step in range(8):
        byte = page[at + step]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + step + 1
    return number << 8 | page[at + 8], at + 9


def _values(payload: bytes) -> list[Value]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != end or len(kinds) > _MOST_COLUMNS:
        raise Unreadable
    found: list[Value] = []
    for kind in kinds:
        if kind in (10, 11):
            raise Unreadable
        size = _INTEGERS.get(kind, 8 if kind == 7 else (kind - 12) // 2 if kind >= 12 else 0)
        part = payload[at:at + size]
        if len(part) != size:
            raise Unreadable
        at += size
        if kind == 0:
            found.append(None)
        elif kind in _INTEGERS:
            found.append(int.from_bytes(part, "big", signed=True))
        elif kind == 7:
            found.append(struct.unpack(">d", part)[0])
        elif kind in (8, 9):
            found.append(kind - 8)
        else:
            found.append(part.decode("utf-8") if kind % 2 else part)
    if at != len(payload):
        raise Unreadable
    return found
