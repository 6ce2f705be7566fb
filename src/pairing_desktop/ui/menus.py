"""The menu bar, made from the table of acts; the menus in menus are filled when they open."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from pairing_desktop.domain.kinds import EDITABLE_KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.ui import i18n, icons, theme
from pairing_desktop.ui.actions import MENUS, Act, Submenu
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.pages import PAGES

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

THEMES = (("system", mark("As the system")), ("light", mark("Light")), ("dark", mark("Dark")))


class Menus:
    """Owns the menus of a window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self._submenus: dict[str, QMenu] = {}
        self._dressed = False  # icons are drawn
        bar = window.menuBar()
        for menu in MENUS:
            made = self._menus[menu.name] = bar.addMenu("")
            for entry in menu.entries:
                if isinstance(entry, Act):
                    made.addAction(window.actions_by_name[entry.name])
                elif isinstance(entry, Submenu):
                    self._submenus[entry.name] = made.addMenu("")
                else:
                    made.addSeparator()
        self._fill_tabs()
        fillers: dict[str, Callable[[QMenu], None]] = {
            "recent": self._fill_recent,
            "theme": self._fill_theme,
            "language": self._fill_language,
            "new_kind": self._fill_new,
        }
        for name, fill in fillers.items():
            submenu = self._submenus[name]
            submenu.aboutToShow.connect(lambda fill=fill, submenu=submenu: fill(submenu))
        self._menus["chart"].aboutToShow.connect(self._fill_charts)
        for shown in self._menus.values():
            shown.aboutToShow.connect(self._dress)

    def retranslate(self) -> None:
        """Titles in the current language."""
        for menu in MENUS:
            self._menus[menu.name].setTitle(tr(menu.text))
            for entry in menu.entries:
                if isinstance(entry, Submenu):
                    self._submenus[entry.name].setTitle(tr(entry.text))
        for spec, action in zip(PAGES, self._submenus["tabs"].actions(), strict=True):
            action.setText(tr(spec.title))

    def forget_icons(self) -> None:
        """Draw the icons anew, in the colours of another theme, when a menu is next opened."""
        self._dressed = False

    def _dress(self) -> None:
        """Icons are drawn when the first menu is opened: sixty of them would hold up the start."""
        if self._dressed:
            return
        self._dressed = True
        self._window.actions_by_name.dress()
        for menu in MENUS:
            for entry in menu.entries:
                if isinstance(entry, Submenu) and entry.icon:
                    self._submenus[entry.name].setIcon(icons.icon(entry.icon))
        for spec, action in zip(PAGES, self._submenus["tabs"].actions(), strict=True):
            action.setIcon(icons.icon(spec.icon))

    def titles(self) -> list[str]:
        """What the menu bar says."""
        return [menu.title() for menu in self._menus.values()]

    def menu(self, name: str) -> QMenu:
        """The menu or the menu in a menu of this name."""
        return self._menus.get(name) or self._submenus[name]

    def _fill_tabs(self) -> None:
        for index, spec in enumerate(PAGES):
            action = QAction(self._window)
            action.setShortcut(f"Ctrl+{index + 1}")
            action.triggered.connect(lambda _checked=False, name=spec.name: self._window.show_page(name))
            self._submenus["tabs"].addAction(action)
            self._window.addAction(action)

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._window.settings.recent:
            action = menu.addAction(_plain(str(path)))
            action.setEnabled(path != self._window.workspace.path)
            action.triggered.connect(lambda _checked=False, path=path: self._window.files.open_path(path))
        if menu.isEmpty():
            menu.addAction(tr("No other files yet")).setEnabled(False)

    def _fill_theme(self, menu: QMenu) -> None:
        choices = [(name, tr(text)) for name, text in THEMES]
        self._fill_choices(menu, choices, theme.name(), self._window.themeWanted.emit)

    def _fill_language(self, menu: QMenu) -> None:
        self._fill_choices(menu, i18n.LANGUAGES.items(), i18n.current().code, self._window.languageWanted.emit)

    def _fill_choices(
        self,
        menu: QMenu,
        choices: Iterable[tuple[str, str]],
        now: str,
        choose: Callable[[str], None],
    ) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for code, text in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(code == now)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, code=code: choose(code))

    def _fill_new(self, menu: QMenu) -> None:
        menu.clear()
        menu.setEnabled(True)
        for kind in EDITABLE_KINDS:
            action = menu.addAction(icons.icon(kind.icon), tr(kind.one))
            action.setEnabled(not self._window.workspace.read_only)
            action.triggered.connect(lambda _checked=False, name=kind.name: self._window.editing.new(name))

    def _fill_charts(self) -> None:
        from pairing_desktop.operations.charts import CHARTS

        menu = self._menus["chart"]
        menu.clear()
        menu.addAction(self._window.actions_by_name["chart_this"])
        menu.addSeparator()
        for info in CHARTS:
            action = menu.addAction(_plain(tr(info.title)))
            action.triggered.connect(lambda _checked=False, id=info.id: self._window.show_chart(id))


def _plain(text: str) -> str:
    """Text of data as a menu shows it: a single & would be a mnemonic."""
    return text.replace("&", "&&")
