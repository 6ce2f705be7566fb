"""Which rows of a list hold a text: candidates from the index of two-letter words, kept as masks, and the texts of those
that the index cannot answer for.

Typing on adds one pair of letters to what is known, and a term is looked for only in rows that hold the shorter one.  A
name's word that begins with the term answers for its row, so that a text is read only where the term stands elsewhere.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pairing_desktop.domain.traditional import plain
from pairing_desktop.store import search
from pairing_desktop.store.column_reads import Ids, Mask, ids_of
from pairing_desktop.store.columns import Columns

MANY = 2000  # texts that are not read before the first rows are shown
_AT_ONCE = 50_000
_READ = "="
_WALKED = 4000  # rows read at most before the index is asked
_LOOKED = 400  # rows looked at for the first ones, again and again until there are enough

Walk = Callable[[Mask, int, int], Ids]  # the masked rows at these places of an order


@dataclass
class Candidates:
    """Rows that may hold a text, and the terms of it that still have to be looked for in each."""

    mask: Mask
    terms: tuple[str, ...] = ()


class TextFilter:
    """The texts of one list.  `kind` is that of search; `live` says that only rows outside the trash are asked for."""

    def __init__(self, connection: sqlite3.Connection, held: Columns, kind: str, *, live: bool) -> None:
        self._db = connection
        self._held = held
        self._kind = kind
        self._live = live
        self._odd = int(kind == "claim")

    def candidates(self, text: str, within: Mask) -> Candidates:
        """Those of the rows `within` that may hold every term of a text."""
        terms = plain(text[:search.LONGEST_TERM]).split()
        pairs = _pairs(terms)
        if not pairs:  # a single letter or only signs: no word of the index answers
            select, values = search.condition(text, self._kind)
            return Candidates(within & self._found(frozenset(terms), f"SELECT doc AS id FROM ({select})", values))
        mask, missing = within, pairs
        for known in self._held.matched():
            if known <= pairs and known & missing:
                mask, missing = mask & self._known(known), missing - known
        if missing:
            mask = mask & self._indexed(missing)
        unsure = []
        for term in terms:
            if len(term) == 2 and search.WORD.fullmatch(term):
                continue
            seen = [word for word in self._read_before() if word in term]
            for word in seen:
                mask = mask & self._known(_text(word))
            if term not in seen:
                unsure.append(term)
        return Candidates(mask, tuple(unsure))

    def holding(self, found: Candidates, *, keep: bool) -> Mask:
        """Those of the candidates that hold their terms.  `keep` says that they are all live rows which the index names for
        a single term: what is read is then known when one types on."""
        mask = found.mask
        for term in found.terms:
            rest = mask
            if term.isascii() and term.isalnum() and self._kind != "claim":
                rest = mask & ~self._indexed(frozenset([f'"n{term}"*']))
            holds = self._held.mask_of(self._read(self._held.ids[rest], term))
            mask = mask & (holds | ~rest)
        if keep and self._live and len(found.terms) == 1:
            self._held.keep_match(_text(found.terms[0]), mask)
        return mask

    def first(self, found: Candidates, walk: Walk, limit: int) -> Ids:
        """The first `limit` of the candidates that hold their terms."""
        kept: list[Ids] = []
        rows = len(self._held.ids)
        step = max(_LOOKED, _LOOKED * rows // max(1, int(found.mask.sum())))  # places among which some candidates stand
        for at in range(0, rows, step):
            part = walk(found.mask, at, at + step)
            for term in found.terms:
                part = part[np.isin(part, self._read(part, term))]
            kept.append(part)
            if sum(map(len, kept)) >= limit:
                break
        return np.concatenate(kept)[:limit] if kept else self._held.ids[:0]

    def soon(self, text: str, within: Mask, walk: Walk, limit: int) -> Ids | None:
        """The first rows that hold a text, found by reading row after row: what many rows hold is soon found, while the
        index would name every one of them first.  None for what is known already, and for what few rows hold."""
        terms = plain(text[:search.LONGEST_TERM]).split()
        if self._is_known(terms):
            return None
        kept: list[Ids] = []
        at = found = 0
        while at < _WALKED:
            part = walk(within, at, at + _LOOKED)
            for term in terms:
                part = part[np.isin(part, self._read(part, term))]
            kept.append(part)
            at, found = at + _LOOKED, found + len(part)
            if found >= limit:
                return np.concatenate(kept)[:limit]
            if found * _WALKED < limit * at:  # at this pace there would not be enough at the end of the walk
                return None
        return None

    def _is_known(self, terms: Sequence[str]) -> bool:
        """Whether the index was asked for all of this already."""
        pairs = _pairs(terms) or frozenset(terms)
        return all(any(pair in known for known in self._held.matched() if known <= pairs) for pair in pairs)

    def _indexed(self, words: frozenset[str]) -> Mask:
        match = " AND ".join([*sorted(words), f'"k{self._kind}"'])
        return self._found(words, "SELECT rowid AS id FROM search_index WHERE search_index MATCH ?", [match])

    def _known(self, words: frozenset[str]) -> Mask:
        found = self._held.match(words)
        assert found is not None
        return found

    def _found(self, words: frozenset[str], sql: str, values: Sequence[str]) -> Mask:
        found = self._held.match(words)
        if found is None:
            docs = ids_of(self._db, sql, values)
            found = self._held.mask_of(docs[docs % 2 == self._odd] // 2)
            self._held.keep_match(words, found)
        return found

    def _read_before(self) -> list[str]:
        """Terms for which the texts of all live rows were looked at."""
        if not self._live:
            return []
        return [word[1:] for words in self._held.matched() for word in words if word.startswith(_READ)]

    def _read(self, ids: Ids, term: str) -> Ids:
        """Those of these rows whose text holds a term."""
        sql = "SELECT doc AS id FROM search_text WHERE doc IN (SELECT value FROM json_each(?)) AND instr(folded, ?)"
        found = [
            ids_of(self._db, sql, (json.dumps((ids[at:at + _AT_ONCE] * 2 + self._odd).tolist()), term))
            for at in range(0, len(ids), _AT_ONCE)
        ]
        return np.concatenate(found) // 2 if found else ids


def _pairs(terms: Sequence[str]) -> frozenset[str]:
    """The pairs of letters in these terms, as the index is asked for them."""
    words = [word for term in terms for word in search.WORD.findall(term) if len(word) > 1]
    return frozenset(f'"{pair}"' for word in words for pair in search.bigrams(word).split())


def _text(term: str) -> frozenset[str]:
    """Under which the rows are kept that were read for a term; no word of the index begins so."""
    return frozenset([_READ + term])
