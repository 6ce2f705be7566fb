"""Every act of the window, as one table: its words, key, icon and when it can be done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.language import mark
from pairing_desktop.ui import icons
from pairing_desktop.ui.i18n import tr

Standard = QKeySequence.StandardKey


class Needs(Enum):
    """What must be there for an act to make sense."""

    NOTHING = auto()
    WRITING = auto()  # the file can be changed
    RECORD = auto()  # a record is shown
    RECORD_AND_WRITING = auto()
    OWN_STATE = auto()  # whoever made the act enables it


@dataclass(frozen=True)
class Act:
    """`text` is English, marked; `keys` standard keys or portable texts;
    `slot` a method of the window or of one of its parts."""

    name: str
    text: str
    slot: str
    keys: tuple[Standard | str, ...] = ()
    icon: str = ""
    needs: Needs = Needs.NOTHING
    checkable: bool = False


@dataclass(frozen=True)
class Submenu:
    """A menu in a menu, filled by the window when it opens."""

    name: str
    text: str
    icon: str = ""


SEPARATOR = None
Entry = Act | Submenu | None


@dataclass(frozen=True)
class Menu:
    name: str
    text: str
    entries: tuple[Entry, ...]


MENUS: tuple[Menu, ...] = (
    Menu("file", mark("&File"), (
        Act("new_file", mark("New file…"), "files.new_file", icon="add"),
        Act("open_file", mark("Open file…"), "files.open_file", (Standard.Open,)),
        Submenu("recent", mark("Open recent")),
        SEPARATOR,
        Act("article", mark("Paste an article…"), "dialogs.article", ("Ctrl+Shift+V",), "import", Needs.WRITING),
        SEPARATOR,
        Act("save_copy", mark("Save a copy…"), "files.save_copy", (Standard.SaveAs,), "save"),
        Act("backup", mark("Back up…"), "files.back_up", icon="backup"),
        Act("restore", mark("Restore from a backup…"), "files.restore_backup"),
        Act("check_file", mark("Check the file…"), "care.check"),
        Act("show_folder", mark("Show in folder"), "files.show_folder"),
        SEPARATOR,
        Act("import", mark("Import…"), "files.import_table", ("Ctrl+I",), "import", Needs.WRITING),
        Act("export", mark("Export…"), "files.export_rows", ("Ctrl+Shift+E",), "export"),
        SEPARATOR,
        Act("print", mark("Print…"), "print_page", (Standard.Print,), "print"),
        SEPARATOR,
        Act("quit", mark("Quit"), "close", ("Ctrl+Q",)),
    )),
    Menu("edit", mark("&Edit"), (
        Act("undo", mark("Undo"), "editing.undo", (Standard.Undo,), "undo", Needs.OWN_STATE),
        Act("redo", mark("Redo"), "editing.redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", Needs.OWN_STATE),
        SEPARATOR,
        Act("copy_rows", mark("Copy rows"), "editing.copy_rows", (Standard.Copy,)),
        Act("paste_rows", mark("Paste rows…"), "editing.paste_rows", (Standard.Paste,), needs=Needs.WRITING),
        Act("copy", mark("Copy with headers and sources"), "copy", ("Ctrl+Shift+C",), "copy"),
        Act("change_selected", mark("Change selected…"), "editing.change_here", ("Ctrl+E",), "edit", Needs.RECORD_AND_WRITING),
        SEPARATOR,
        Act("find", mark("Filter"), "focus_filter", (Standard.Find,), "filter"),
        Act("go_to", mark("Go to anything…"), "dialogs.go_to", ("Ctrl+K",), "search"),
        SEPARATOR,
        Act("preferences", mark("Preferences…"), "dialogs.preferences", ("Ctrl+,",), "settings"),
    )),
    Menu("view", mark("&View"), (
        Submenu("tabs", mark("Tab")),
        Act("columns", mark("Columns…"), "show_columns", icon="columns"),
        SEPARATOR,
        Submenu("theme", mark("Theme")),
        Submenu("language", mark("Language"), "language"),
        SEPARATOR,
        Act("back", mark("Back"), "go_back", ("Alt+Left",), needs=Needs.OWN_STATE),
        Act("forward", mark("Forward"), "go_forward", ("Alt+Right",), needs=Needs.OWN_STATE),
        Act("next_pane", mark("Next pane"), "next_pane", ("F6",)),
        Act("refresh", mark("Refresh"), "refresh", ("F5",)),
        Act("full_screen", mark("Full screen"), "toggle_full_screen", ("F11",), checkable=True),
    )),
    Menu("record", mark("&Record"), (
        Act("new", mark("New"), "editing.new_here", ("Ctrl+N",), "add", Needs.WRITING),
        Submenu("new_kind", mark("New of a kind")),
        Act("new_from_template", mark("New from template…"), "templating.choose", ("Ctrl+Shift+N",), needs=Needs.WRITING),
        Act("duplicate", mark("Duplicate"), "templating.duplicate", ("Ctrl+D",), needs=Needs.RECORD_AND_WRITING),
        Act("keep_template", mark("Save as template…"), "templating.keep", needs=Needs.RECORD_AND_WRITING),
        Act("edit_record", mark("Edit"), "editing.edit_here", ("F2",), "edit", Needs.RECORD_AND_WRITING),
        Act("edit_indicator", mark("Edit the indicator…"), "editing.edit_indicator", ("Ctrl+F2",), needs=Needs.WRITING),
        Act("delete", mark("Move to the trash"), "editing.delete_here", ("Del",), "trash", Needs.RECORD_AND_WRITING),
        SEPARATOR,
        Act("merge_two", mark("Merge these two…"), "merging.merge_here", ("Ctrl+M",), "link", Needs.RECORD_AND_WRITING),
        SEPARATOR,
        Act("history", mark("History of this record…"), "dialogs.history_here", icon="history", needs=Needs.RECORD),
        Act("file_history", mark("History of the file…"), "dialogs.file_history"),
        Act("as_it_was", mark("As it was on a day…"), "dialogs.as_it_was"),
        Act("trash", mark("Trash…"), "dialogs.trash"),
    )),
    Menu("tools", mark("&Tools"), (
        Act("find_duplicates", mark("Find duplicates…"), "merging.find", ("Ctrl+Shift+D",), "search"),
    )),
    Menu("chart", mark("&Chart"), (
        Act("chart_this", mark("Chart this"), "chart_this", ("Ctrl+Shift+G",), "chart"),
    )),
    Menu("reports", mark("Re&ports"), (
        Act("report_period", mark("Report of the period"), "dialogs.report_period", ("Ctrl+Shift+P",), "print"),
        Act("reports", mark("Reports…"), "dialogs.reports"),
        SEPARATOR,
        Act("report_brief", mark("The programme brief…"), "dialogs.report_brief"),
        Act("report_yearbook", mark("The yearbook…"), "dialogs.report_yearbook"),
        Act("report_charts", mark("Several charts…"), "dialogs.report_charts"),
        Act("report_evidence", mark("The evidence of a figure…"), "dialogs.report_evidence"),
    )),
    Menu("help", mark("&Help"), (
        Act("contents", mark("Contents"), "dialogs.contents", ("F1",), "help"),
        Act("shortcuts", mark("Keyboard shortcuts"), "dialogs.shortcuts"),
        SEPARATOR,
        Act("about", mark("About Pairing Desktop"), "dialogs.about"),
    )),
)


def acts() -> Iterator[Act]:
    """All acts, in the order of the menus."""
    for menu in MENUS:
        for entry in menu.entries:
            if isinstance(entry, Act):
                yield entry


def key_texts(act: Act) -> list[str]:
    """The keys of an act as this system writes them; of a standard key only the usual one."""
    usual = [_bindings(key)[:1] for key in act.keys]
    texts = [one.toString(QKeySequence.SequenceFormat.NativeText) for found in usual for one in found]
    return list(dict.fromkeys(text for text in texts if text))


def _bindings(key: Standard | str) -> list[QKeySequence]:
    return [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)


def _sequences(act: Act) -> list[QKeySequence]:
    kept: list[QKeySequence] = []
    for sequence in (one for key in act.keys for one in _bindings(key)):
        if sequence not in kept:
            kept.append(sequence)
    return kept


class Actions:
    """The QActions of a window, by name."""

    def __init__(self, window: QWidget) -> None:
        self._acts = {act.name: act for act in acts()}
        self._made: dict[str, QAction] = {}
        for act in self._acts.values():
            action = QAction(window)
            action.setObjectName(act.name)
            action.setShortcuts(_sequences(act))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(act.checkable)
            slot: Callable[[], object] = attrgetter(act.slot)(window)
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            window.addAction(action)
            self._made[act.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    @property
    def undo_key(self) -> str:
        """The key that takes back, to be named after a deed."""
        return self._made["undo"].shortcut().toString()

    def retranslate(self) -> None:
        """Words of all acts in the current language; undo and redo are named elsewhere."""
        for name, act in self._acts.items():
            if name not in ("undo", "redo"):
                self._made[name].setText(tr(act.text))

    def dress(self, names: Iterable[str] | None = None) -> None:
        """Icons of these acts, or of all, in the colours of the theme."""
        for name in self._acts if names is None else names:
            if self._acts[name].icon:
                self._made[name].setIcon(icons.icon(self._acts[name].icon))

    def enable(self, *, writing: bool, record: bool) -> None:
        """Switch acts on and off by what is there now."""
        for name, act in self._acts.items():
            possible = {
                Needs.NOTHING: True,
                Needs.WRITING: writing,
                Needs.RECORD: record,
                Needs.RECORD_AND_WRITING: writing and record,
            }.get(act.needs)
            if possible is not None:
                self._made[name].setEnabled(possible)
