"""An article that was pasted and not finished, kept with the drafts of forms (`kept_drafts`) until its claims are saved."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

_NAME = "article.kept"
_START = 80  # characters
Decision = tuple[tuple[str, str, int], str, dict[str, str]]


@dataclass
class KeptArticle:
    """`path` is the file of facts; `content` what was pasted, or the pages of a PDF; `source` the fields of the source;
    `decisions` of each draft its place (locator, words, which of them), what was decided, and changed fields."""

    path: str
    content: str | list[str] = ""
    source: dict[str, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def start(self) -> str:
        """How the text begins, on one line."""
        text = self.content if isinstance(self.content, str) else " ".join(self.content)
        return " ".join(text[:_START].split())


def keep(folder: Path, kept: KeptArticle) -> None:
    """Write it, in the place of the one before: beside, synced, renamed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = folder / f"{_NAME}.new"
    with beside.open("w", encoding="utf-8") as out:
        json.dump(asdict(kept), out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(folder / _NAME)


def drop(folder: Path) -> None:
    """Nothing waits any more."""
    (folder / _NAME).unlink(missing_ok=True)


def load(folder: Path, path: Path) -> KeptArticle | None:
    """What was kept for this file of facts; None when nothing was, or nothing that can be read.

    That of a copy elsewhere belongs to the copy as long as it is there.
    """
    try:
        found: Any = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        decisions = [
            ((str(place[0]), str(place[1]), int(place[2])), str(decision), _texts(changed))
            for place, decision, changed in found["decisions"]
        ]
        kept = KeptArticle(str(found["path"]), found["content"], _texts(found["source"]), decisions)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    pages = kept.content
    readable = isinstance(pages, str) or (isinstance(pages, list) and all(isinstance(one, str) for one in pages))
    ours = Path(kept.path) == path or not Path(kept.path).exists()
    return kept if pages and readable and ours else None


def _texts(table: dict[Any, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in table.items()}
