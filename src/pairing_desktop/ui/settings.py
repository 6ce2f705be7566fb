"""What the program remembers between runs, in one file of the user's configuration folder."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QLocale, QSettings

from pairing_desktop import folders
from pairing_desktop.domain.language import CODES
from pairing_desktop.ui import theme

RECENT_COUNT = 8
SEEN_COUNT = 12


class Settings:
    """Typed access to the settings file.  What is missing or makes no sense has its default."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or folders.settings_file()), QSettings.Format.IniFormat)

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else ""

    @property
    def language(self) -> str:
        """Code of the interface's language; at first the system's, if the program speaks it."""
        chosen = self._text("language")
        if chosen in CODES:
            return chosen
        return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def theme(self) -> str:
        chosen = self._text("theme")
        return chosen if chosen in theme.NAMES else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def who(self) -> str:
        """Name kept with every operation."""
        return self._text("who")

    @who.setter
    def who(self, name: str) -> None:
        self._store.setValue("who", name)

    @property
    def unit(self) -> str:
        """Unit or office kept with every operation."""
        return self._text("unit")

    @unit.setter
    def unit(self, name: str) -> None:
        self._store.setValue("unit", name)

    @property
    def recent(self) -> list[Path]:
        """Files opened lately, the latest first."""
        stored = self._store.value("recent", [])
        texts = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [Path(text) for text in texts if isinstance(text, str) and text]

    def remember_file(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        others = [other for other in self.recent if other != path]
        self._store.setValue("recent", [str(one) for one in [path, *others][:RECENT_COUNT]])

    def seen(self, path: Path) -> list[tuple[str, int]]:
        """The records looked at last in a file, the latest first: kind and integer key."""
        stored = self._store.value(f"seen/{_name_of(path)}", [])
        texts = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        pairs = (text.partition("/") for text in texts if isinstance(text, str))
        return [(kind, int(id)) for kind, _, id in pairs if id.isdecimal()]

    def remember_seen(self, path: Path, records: list[tuple[str, int]]) -> None:
        """Keep the records looked at last in a file."""
        self._store.setValue(f"seen/{_name_of(path)}", [f"{kind}/{id}" for kind, id in records[:SEEN_COUNT]])

    @property
    def tab(self) -> str:
        """Name of the tab shown last."""
        return self._text("window/tab")

    @tab.setter
    def tab(self, name: str) -> None:
        self._store.setValue("window/tab", name)

    @property
    def geometry(self) -> QByteArray:
        """What `QWidget.saveGeometry` gave."""
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    def page_state(self, name: str) -> dict[str, Any]:
        """What a tab page asked to remember."""
        value = self._store.value(f"pages/{name}")
        return value if isinstance(value, dict) else {}

    def set_page_state(self, name: str, state: dict[str, Any]) -> None:
        self._store.setValue(f"pages/{name}", state)

    def sync(self) -> None:
        """Write now."""
        self._store.sync()


def _name_of(path: Path) -> str:
    """A file's name among the settings: a path would be taken for groups."""
    import hashlib  # loads OpenSSL, which the way to the first paint can do without

    return hashlib.sha256(str(path).encode()).hexdigest()[:16]
