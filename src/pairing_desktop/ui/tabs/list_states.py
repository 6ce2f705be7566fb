"""What a list says when it has no rows: a new file, or filters that let nothing through."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from pairing_desktop.domain.listing import Sort
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.tabs.list_filtering import Filtering
from pairing_desktop.ui.tabs.list_words import KindWords, filters_sentence
from pairing_desktop.ui.widgets.states import State


def tell_empty(state: State, words: KindWords, new: Callable[[], None], why_not: str) -> None:
    """Nothing of this kind is on file yet."""
    text = tr(words.what)
    if words.in_facts:
        text += current().gap + tr("The cited facts come with a new file: File, New file.")
    state.tell(words.icon, tr(words.none), text, ((tr(words.new), new),), primary=True, why_not=why_not)


def tell_no_match(
    state: State, words: KindWords, kind: str, filtering: Filtering, bridge: Bridge, owner: QObject
) -> None:
    """The filters in words, and which of them to drop; how many rows that would bring is asked for."""
    said = filters_sentence(filtering.words())
    clear = (tr("Clear filters"), filtering.clear)
    state.tell("search", tr(words.no_match), said, (clear,))
    parts, filter = filtering.parts(), filtering.filter
    if len(parts) < 2:
        return
    tries = [filtering.without(part) for part in parts]
    sort = Sort("key")

    def arrived(counts: list[int]) -> None:
        count = max(counts)
        if not count or filter != filtering.filter:
            return
        part = parts[counts.index(count)]
        name = _part_name(part, filtering)
        more = plural("Without {part} there is {n}.", "Without {part} there are {n}.", count, part=name, n=f"{count:,}")
        drop = (tr("Drop {part}", part=name), lambda: filtering.set(filtering.without(part)))
        state.tell("search", tr(words.no_match), f"{said}{current().gap}{more}", (drop, clear))

    bridge.ask(owner, "drop", lambda ask: [len(ask.order(kind, one, sort).ids) for one in tries], arrived)


def _part_name(part: str, filtering: Filtering) -> str:
    if part == "text":
        return tr("“{text}”", text=filtering.filter.text.strip())
    if part == "years":
        return tr("the years")
    words = next(words for words, name, _ in filtering.words() if name == part)
    return tr("“{text}”", text=words)
