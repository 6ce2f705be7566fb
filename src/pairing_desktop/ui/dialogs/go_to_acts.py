"""What "go to anything" finds beside records: tabs, acts of the menus with their keys, charts, forms, help pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pairing_desktop.data import RESOURCES
from pairing_desktop.domain.kinds import EDITABLE_KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.spelling import one_edit
from pairing_desktop.domain.traditional import plain
from pairing_desktop.ui import i18n
from pairing_desktop.ui.actions import acts, key_texts
from pairing_desktop.ui.forms.layouts import NEW
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.pages import PAGES

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

Target = tuple[str, str, int]  # what, its name, an integer key: ("tab", "charts", 0), ("record", "projects", 7)
TABS, ACTS, CHARTS, HELP = mark("Tabs"), mark("Acts"), mark("Charts"), mark("Help")


@dataclass(frozen=True)
class Way:
    """Somewhere to go or something to do.  `also` is its English name, found in every language."""

    head: str  # marked
    name: str
    also: str
    hint: str
    icon: str
    target: Target


def ways(window: "MainWindow") -> list[Way]:
    """Everything that can be done now, in the order of the window."""
    return [*_tabs(), *_acts(window), *_charts(), *_help()]


def fit(text: str, way: Way, spoken: Mapping[str, str]) -> int | None:
    """How well a way fits a folded text: 0 its name begins so, 1 a word does, 2 within, 3 nearly; None when it does not."""
    names = [plain(way.name), plain(way.also), *spoken.get(way.name, "").split()]
    if any(name.startswith(text) for name in names):
        return 0
    if any(f" {text}" in name for name in names):
        return 1
    if any(all(term in name for term in text.split()) for name in names):
        return 2
    words = (word for name in names for word in name.rstrip("…").split())
    return 3 if len(text) > 3 and any(one_edit(text, word) for word in words) else None


def _tabs() -> Iterator[Way]:
    for number, spec in enumerate(PAGES, 1):
        yield Way(TABS, tr(spec.title), spec.title, f"Ctrl+{number}", spec.icon, ("tab", spec.name, 0))


def _acts(window: "MainWindow") -> Iterator[Way]:
    for act in acts():
        action = window.actions_by_name[act.name]
        if act.name != "go_to" and action.isEnabled():
            name = action.text().replace("&&", "&") if act.name in ("undo", "redo") else tr(act.text)
            yield Way(ACTS, name, act.text, ", ".join(key_texts(act)), act.icon, ("act", act.name, 0))
    if not window.workspace.read_only:
        for kind in EDITABLE_KINDS:
            yield Way(ACTS, tr(NEW[kind.name]), NEW[kind.name], "", kind.icon, ("new", kind.name, 0))


def _charts() -> Iterator[Way]:
    from pairing_desktop.operations.charts import CHARTS as KNOWN

    for info in KNOWN:
        yield Way(CHARTS, tr(info.title), info.title, "", "chart", ("chart", info.id, 0))


def _help() -> Iterator[Way]:
    for path in sorted((RESOURCES / "help" / i18n.current().code).glob("*.md")):
        with path.open(encoding="utf-8") as file:
            title = file.readline().removeprefix("# ").strip()
        yield Way(HELP, title, path.stem.replace("-", " "), "", "help", ("help", path.stem, 0))
