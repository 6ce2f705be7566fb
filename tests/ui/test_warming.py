"""What the first rows did not need is imported behind them, and is there when it is wanted."""

import subprocess
import sys
from pathlib import Path

WATCHED = ("numpy", "pypinyin", "pairing_desktop.ui.tabs.timeline", "pairing_desktop.ui.dialogs.go_to")
SCRIPT = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pairing_desktop.ui.warming import Warming
app = QApplication(sys.argv[:1])
warming = Warming(app)
print("begun", [name for name in {WATCHED!r} if name in sys.modules])
look = QTimer(interval=20)
look.timeout.connect(lambda: warming.is_done and app.quit())
look.start()
app.exec()
print("done", [name for name in {WATCHED!r} if name in sys.modules], "matplotlib" in sys.modules)
"""


def test_pages_and_what_they_rest_on_are_imported_behind_the_first_paint(tmp_path: Path) -> None:
    found = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.splitlines()[-1] == f"done {list(WATCHED)!r} False"
    assert "pairing_desktop.ui.tabs.timeline" not in found.stdout.splitlines()[0]
