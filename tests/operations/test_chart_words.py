"""The words of every standard chart, drawn at the sizes of window, Overview and paper: whole, and never over one another."""

import hashlib
from dataclasses import dataclass, field
from itertools import combinations

import pytest
from matplotlib.figure import Figure

from office import run_python
from pairing_desktop.charts.context import Context
from pairing_desktop.charts.drawing import draw
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.look import Look
from pairing_desktop.domain.palette import PAPER, Tokens
from pairing_desktop.operations.chart_files import chart_bytes
from pairing_desktop.operations.charts import CHARTS
from pairing_desktop.operations.workspace import Workspace


@dataclass(frozen=True)
class Shown:
    size: tuple[int, int]  # pixels, 96 to an inch
    how: dict[str, bool | Tokens] = field(default_factory=dict)


ON_PAPER: dict[str, bool | Tokens] = {"paper": True, "tokens": PAPER, "titled": False}
SHOWN = (
    Shown((760, 330)), Shown((1020, 460)), Shown((1500, 800)), Shown((428, 215), {"small": True}),
    Shown((656, 405), ON_PAPER), Shown((656, 285), ON_PAPER),
)


@pytest.mark.parametrize("events", [False, True])
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_words_of_standard_charts_stay_on_the_picture_and_apart(workspace: Workspace, code: str, events: bool) -> None:
    wrong = []
    for one in CHARTS:
        data = workspace.ask(lambda ask, id=one.id: ask.chart(id, Filter(), language(code), Look(events=events))).result()
        for shown in SHOWN if data.events is not None or not events else ():
            wide, high = shown.size
            figure = Figure(figsize=(wide / 96, high / 96), dpi=96)
            draw(figure, data, Context(language(code), **shown.how))  # type: ignore[arg-type]
            boxes = [(text.get_text(), text.get_window_extent()) for text in figure.texts if text.get_text().strip()]
            wrong += [
                (one.id, shown.size, text) for text, box in boxes
                if box.x0 < -1 or box.x1 > wide + 1.5 or box.y0 < -2 or box.y1 > high + 2
            ]
            wrong += [
                (one.id, shown.size, first, second) for (first, a), (second, b) in combinations(boxes, 2)
                if not (a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 3 or b.y1 <= a.y0 + 3)
            ]
    assert not wrong


_AGAIN = """
import hashlib, sys
from pathlib import Path
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.operations.chart_files import chart_bytes
from pairing_desktop.operations.workspace import Workspace

workspace = Workspace.open(Path(sys.argv[1]), read_only=True)
for id in sys.argv[2:]:
    data = workspace.ask(lambda ask: ask.chart(id, Filter(), language("zh_CN"))).result()
    for format in ("pdf", "svg", "png"):
        print(id, format, hashlib.sha256(chart_bytes(data, format, language("zh_CN"))).hexdigest())
workspace.close()
"""


def test_what_was_drawn_before_changes_no_byte_of_a_picture(workspace: Workspace) -> None:
    """Words are kept once they are laid out: another program, in another order, writes the same files."""
    ids = ["capacity", "pipeline"]
    here = {}
    for id in ids:
        data = workspace.ask(lambda ask, id=id: ask.chart(id, Filter(), language("zh_CN"))).result()
        for format in ("png", "svg", "pdf"):
            here[f"{id} {format}"] = hashlib.sha256(chart_bytes(data, format, language("zh_CN"))).hexdigest()
    other = run_python("-c", _AGAIN, workspace.path, *reversed(ids))
    assert other.returncode == 0, other.stderr
    assert dict(line.rsplit(" ", 1) for line in other.stdout.splitlines()) == here
