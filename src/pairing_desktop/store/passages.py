"""Why a row was found: the other name that fits, or the words around what fits in one of its texts."""

import json
import sqlite3
from collections.abc import Sequence

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import BY_RECORD
from pairing_desktop.domain.traditional import plain
from pairing_desktop.store import cards, merged

_AROUND = 24  # characters before what fits
_LENGTH = 90
_TEXTS = {
    "project": "SELECT note FROM project WHERE id = ?1 UNION ALL SELECT locator FROM citation "
               "WHERE record_id = ?1 AND deleted_at IS NULL "
               "UNION ALL SELECT role FROM participation WHERE project_id = ?1 AND deleted_at IS NULL",
    "company": "SELECT credit_code FROM company WHERE id = ?1 UNION ALL SELECT note FROM company WHERE id = ?1 "
               "UNION ALL SELECT locator FROM citation WHERE record_id = ?1 AND deleted_at IS NULL "
               "UNION ALL SELECT role FROM participation WHERE company_id = ?1 AND deleted_at IS NULL",
    "place": "SELECT locator FROM citation WHERE record_id = ?1 AND deleted_at IS NULL",
    "event": "SELECT summary FROM event WHERE id = ?1 UNION ALL SELECT date_as_stated FROM event WHERE id = ?1 "
             "UNION ALL SELECT locator FROM citation WHERE record_id = ?1 AND deleted_at IS NULL",
    "source": "SELECT author FROM source WHERE id = ?1 UNION ALL SELECT reliability_note FROM source WHERE id = ?1 "
              "UNION ALL SELECT url FROM source WHERE id = ?1",
    "claim": "SELECT locator FROM citation WHERE claim_id = ?1 AND deleted_at IS NULL "
             "UNION ALL SELECT assessment_note FROM claim WHERE id = ?1",
    "measure": "SELECT description FROM measure WHERE id = ?1",
}


def picks(connection: sqlite3.Connection, kind: str, ids: Sequence[int]) -> dict[int, Pick]:
    """Names and hints of these rows by integer key."""
    rows = connection.execute(
        cards.PICKS[kind].format(where="r.id IN (SELECT value FROM json_each(?))"), (json.dumps(list(ids)),)
    ).fetchall()
    return {row[1]: Pick(BY_RECORD[row[0]].name, *row[1:]) for row in rows}


def why(connection: sqlite3.Connection, kind: str, pick: Pick, terms: Sequence[str]) -> tuple[str, str]:
    """The other name or the passage that a term is found in; empty where the names that are shown say it."""
    shown = plain(f"{pick.name_en} {pick.name_zh} {pick.key} {pick.hint} {pick.hint_zh}")
    missing = [term for term in terms if term not in shown]
    if not missing:
        return "", ""
    if kind not in ("claim", "measure"):
        for (name,) in connection.execute(
            "SELECT text FROM alias WHERE record_id = ? AND deleted_at IS NULL ORDER BY id", (pick.id,)
        ):
            if any(term in plain(name) for term in missing):
                return name, ""
        for term in missing:
            if pick.id in merged.called(connection, kind, term):
                return term, ""
    texts = [text for (text,) in connection.execute(_TEXTS[kind], (pick.id,)) if text]
    fitting = [(sum(term in plain(text) for term in missing), text) for text in texts]
    held, text = max(fitting, key=lambda pair: pair[0], default=(0, ""))
    return ("", _passage(text, next(term for term in missing if term in plain(text)))) if held else ("", "")


def _passage(text: str, term: str) -> str:
    line = " ".join(text.split())
    folded = plain(line)
    at = folded.index(term) if len(folded) == len(line) else 0
    first = max(0, at - _AROUND)
    part = line[first:first + _LENGTH]
    return ("…" if first else "") + part + ("…" if first + _LENGTH < len(line) else "")
