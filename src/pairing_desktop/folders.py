"""Where the user's own files lie on this system: the default data file, settings, logs."""

from pathlib import Path

import platformdirs

_APP = "pairing-desktop"


def default_file() -> Path:
    """The user's own data file; made from the cited facts on first use."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "pairing.db"


def unsaved_folder() -> Path:
    """What was typed and not saved yet, in a folder for each file of facts."""
    return default_file().parent / "unsaved"


def settings_file() -> Path:
    """What the window remembers: language, theme, name, columns."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "settings.ini"


def log_file() -> Path:
    """Where faults of the program are written down."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False)) / "faults.log"


def documents() -> Path:
    """Where file dialogs begin."""
    return Path(platformdirs.user_documents_dir())
