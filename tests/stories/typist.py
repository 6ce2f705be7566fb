"""A program of its own in which somebody types into forms and never saves: `typist.py FILE KIND/KEY field=text…`.

Says "typed" once the words stand in the form, and goes on until it is ended from outside.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from pairing_desktop.ui import app
from pairing_desktop.ui.forms.record_form import RecordForm
from pairing_desktop.ui.window import MainWindow


def main(file: str, record: str, *edits: str) -> int:
    """Open the file, the form of the record (of a new one without key) and type."""
    kind, _, key = record.partition("/")

    def begin() -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        here = window.workspace.here
        form = window.editing.open_form(kind, here.locate(kind, key).id if key else None)
        assert form is not None
        form.when_ready(lambda: QTimer.singleShot(0, lambda: write(form)))

    def write(form: RecordForm) -> None:
        for edit in edits:
            name, _, text = edit.partition("=")
            event = QInputMethodEvent()
            event.setCommitString(text)
            widget = form.boxes[name].editor.input
            widget.selectAll()  # type: ignore[attr-defined]
            QApplication.sendEvent(widget, event)
        print("typed", flush=True)

    QApplication(sys.argv[:1])
    QTimer.singleShot(300, begin)
    return app.run(Path(file))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
