"""The interface's current language.  `tr` and `plural` are looked up when called, so widgets ask again on a change."""

from pairing_desktop.domain.language import Language, language
from pairing_desktop.domain.problems import Problem

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}  # each in its own words, never translated

_current = language("en")


def current() -> Language:
    """The language the interface speaks now."""
    return _current


def set_current(code: str) -> None:
    """Speak this language from now on; widgets follow when the window is told (`MainWindow.retranslate`)."""
    global _current
    _current = language(code)


def tr(text: str, /, **values: object) -> str:
    return _current.tr(text, **values)


def error_words(error: Exception) -> str:
    """What went wrong, in the current language; of what is no problem what it says of itself."""
    return error.message(_current) if isinstance(error, Problem) else str(error)


def plural(one: str, many: str, n: int, /, **values: object) -> str:
    return _current.plural(one, many, n, **values)
