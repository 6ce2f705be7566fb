"""How long until the window shows rows: our program against the least program that could (a bare table view).

    python benchmarks/start.py FILE [RUNS]

Each run is a whole process, from before exec to the first painted rows; ours and the bare one take turns, so that the
ratio holds when the machine's speed drifts.  Ours starts as the command does when it is given nothing (but with this file,
for reading), and once more through the command line's options.  Needs no display (offscreen platform).
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import sqlite3, sys, time
from PySide6.QtCore import QAbstractTableModel, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication(sys.argv)
db = sqlite3.connect(sys.argv[1])
class Model(QAbstractTableModel):
    n = db.execute("SELECT count(*) FROM project").fetchone()[0]
    rows = [[str(cell) for cell in row] for row in db.execute(
        "SELECT id, name_en, name_zh, industry, kind, status, start_date, capacity, investment_cny, note FROM project LIMIT 128")]
    def rowCount(self, parent=None): return self.n
    def columnCount(self, parent=None): return 10
    def data(self, index, role=0):
        if role == 0: return self.rows[index.row() & 127][index.column()] if index.row() < len(self.rows) else ""
class View(QTableView):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True); QTimer.singleShot(0, app.quit)
window = QMainWindow(); view = View(); model = Model(); view.setModel(model)
window.setCentralWidget(view); window.resize(1200, 800); window.show(); app.exec()
"""
OURS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
execute = QApplication.exec
def watched(app):
    from pairing_desktop.ui.widgets import table
    paint = table.RecordTable.paintEvent
    def painted(view, event):
        paint(view, event)
        if view.model() is not None and view.model().rowCount():
            print(time.time(), flush=True); QTimer.singleShot(0, QApplication.quit)
    table.RecordTable.paintEvent = painted
    return execute()
QApplication.exec = watched
"""
ALONE = OURS + """
from pairing_desktop.ui.launch import launch
launch(Path(sys.argv[1]), "en", "light", True)
"""
ASKED = OURS + """
from pairing_desktop.__main__ import main
sys.argv[1:] = ["--file", sys.argv[1], "--language", "en", "--theme", "light", "--read-only"]
main()
"""
WAYS = {"bare table view": BARE, "ours": ALONE, "ours, with options": ASKED}


def once(code: str, file: Path, home: str) -> float:
    """Seconds from before exec to the first painted rows."""
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles the program anew at every start
    started = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, timeout=60, env=environment, check=False
    )
    marks = [line for line in done.stdout.splitlines() if line.replace(".", "").isdigit()]
    if not marks:
        raise SystemExit(f"no rows were painted:\n{done.stderr[-2000:]}")
    return float(marks[0]) - started


def main() -> None:
    file, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 9
    home = f"/tmp/pairing-start-{os.getpid()}"
    Path(home).mkdir()
    (Path(home) / "pairing-desktop").mkdir()
    (Path(home) / "pairing-desktop" / "settings.ini").write_text("[window]\ntab=projects\n")
    for code in WAYS.values():
        once(code, file, home)
    rounds = [[once(code, file, home) for code in WAYS.values()] for _ in range(runs)]
    for name, times in zip(WAYS, zip(*rounds, strict=True), strict=True):
        ratio = statistics.median(taken / bare for taken, (bare, *_) in zip(times, rounds, strict=True))
        spread = f"{min(times) * 1e3:.0f}–{max(times) * 1e3:.0f}"
        print(f"{name:18} {statistics.median(times) * 1e3:6.0f} ms ({spread}), ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
