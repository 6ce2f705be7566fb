"""What was typed and not saved, kept beside the file of facts so that it outlives a killed program.

One small file for each open form, in a folder of the user's named after the file of facts: a file that may only be read
and the history stay as they are.  Written under another name, synced, then renamed: a kept draft is whole or the one
before.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pairing_desktop import folders
from pairing_desktop.domain.drafts import Draft, Pick
from pairing_desktop.domain.kinds import KINDS, FieldType
from pairing_desktop.domain.nested_rows import load
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.operations.questions import Questions

_SUFFIX = ".json"
_VERSION = 1


@dataclass(frozen=True)
class KeptDraft:
    """The edits of one form.

    `name` is that of its file, `path` the file of facts, `at` UTC (ISO 8601), `key` the short name of the record, ""
    for a new one.  `before` are the exported values the form began with; `typed` what its changed inputs say; `why` the
    reason written beside Save; `picked` the kind and short name chosen in those that point to a record.
    """

    name: str
    path: str
    at: str
    kind: str
    key: str = ""
    before: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    why: str = ""
    picked: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A kept draft held against the file: the row as it is now and as it was, and the records that were chosen.

    `now` is None for a new record, and for one that is not in this file any more.
    """

    now: Draft | None
    before: Draft
    picks: dict[str, Pick]

    @property
    def changed_meanwhile(self) -> bool:
        """Whether somebody changed the record since the form read it."""
        now = self.now
        return now is not None and any(now.values.get(name, "") != text for name, text in self.before.values.items())


def folder_of(uid: str) -> Path:
    """Where the drafts of the file with this id lie."""
    return folders.unsaved_folder() / uid


def keep(folder: Path, draft: KeptDraft) -> None:
    """Write a draft, in the place of the one of the same name."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{draft.name}{_SUFFIX}"
    beside = target.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as out:
        json.dump({"version": _VERSION, **asdict(draft)}, out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(target)


def drop(folder: Path, name: str) -> None:
    """Take a draft away: it was saved, or given up."""
    (folder / f"{name}{_SUFFIX}").unlink(missing_ok=True)


def kept(folder: Path, path: Path) -> list[KeptDraft]:
    """The drafts kept for this file of facts, the latest first.

    Those of a copy elsewhere, which has the same id, belong to that copy as long as it is there.  What cannot be read
    is left where it is.
    """
    drafts = [draft for one in sorted(folder.glob(f"*{_SUFFIX}")) if (draft := _read(one)) is not None]
    ours = [draft for draft in drafts if Path(draft.path) == path or not Path(draft.path).exists()]
    return sorted(ours, key=lambda draft: draft.at, reverse=True)


def find(ask: Questions, draft: KeptDraft) -> Found:
    """Hold a kept draft against the file as it is now."""
    kind = KINDS[draft.kind]
    now: Draft | None = None
    if draft.key:
        try:
            now = ask.editing.draft(draft.kind, ask.locate(draft.kind, draft.key).id)
        except NotFound:
            now = None
    picks = {}
    for name, (linked, key) in draft.picked.items():
        try:
            picks[name] = ask.locate(linked, key)
        except NotFound:
            continue
    known = {name: text for name, text in draft.before.items() if name in (*kind.columns, *_inside(draft))}
    if now is None:
        known.pop("key", None)
    # A revision nobody has: the form then compares field by field.
    return Found(now, Draft(draft.kind, now.id if now else None, -1, known), picks)


def _read(path: Path) -> KeptDraft | None:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(stored, dict) or stored.pop("version", 0) != _VERSION or stored["kind"] not in KINDS:
            return None
        picked = {name: (linked, key) for name, (linked, key) in stored.pop("picked").items() if linked in KINDS}
        draft = KeptDraft(**stored, picked=picked)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return draft if draft.name == path.stem and _plain(draft) else None


def _plain(draft: KeptDraft) -> bool:
    """Whether every part is of the shape it should have: anybody may write into the folder."""
    texts: list[Any] = [draft.path, draft.at, draft.key, draft.why]
    for table in (draft.before, draft.typed):
        if not isinstance(table, dict):
            return False
        texts += [*table, *table.values()]
    texts += [key for _, key in draft.picked.values()]
    links = {one.name for one in KINDS[draft.kind].fields if one.type is FieldType.LINK}
    whole = all(isinstance(text, str) for text in texts) and draft.picked.keys() <= links
    return whole and all(_are_rows(table.get(name, "")) for table in (draft.before, draft.typed) for name in _inside(draft))


def _inside(draft: KeptDraft) -> tuple[str, ...]:
    return tuple(field.name for field in KINDS[draft.kind].inside)


def _are_rows(text: str) -> bool:
    """Whether this is a text of `domain.nested_rows`."""
    try:
        rows = load(text)
    except (ValueError, TypeError):
        return False
    shaped = all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows)
    return shaped and all(isinstance(text, str) for row in rows for text in row.values()) and all(
        not row["id"] or row["id"].isdecimal() for row in rows
    )
