"""A Matplotlib figure painted with Qt looks as Agg draws it, and its text stays text."""

from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from pairing_desktop.charts.context import drawing, properties
from pairing_desktop.ui.painting import draw_figure
from printing_samples import poppler

WIDE, HIGH = 480, 360  # pixels at 96 dpi


def _bars(figure: Figure) -> None:
    axes = figure.add_subplot()
    axes.bar([0, 1, 2], [1, 2, 3], hatch=["//", "xx", ".."], color=["#E69F00", "#009E73", "#FFFFFF"], edgecolor="k")


def _lines(figure: Figure) -> None:
    axes = figure.add_subplot()
    axes.plot([0, 1, 2, 3], [0, 3, 1, 2], "o--", color="#0072B2", alpha=0.5, linewidth=4, markersize=15)
    axes.set_xlim(0.5, 2.5)  # what lies outside is clipped


def _image(figure: Figure) -> None:
    axes = figure.add_subplot()
    image = axes.imshow(np.arange(12).reshape(3, 4), aspect="auto")
    image.set_clip_path(Circle((1.5, 1), 1, transform=axes.transData))


def _collections(figure: Figure) -> None:
    axes = figure.add_subplot()
    axes.scatter([1, 2, 3], [1, 2, 3], s=[200, 800, 2000], c=["r", "g", "b"], alpha=0.6)
    axes.fill_between([1, 2, 3], [1, 2, 1], [0, 0, 0], alpha=0.3)
    axes.add_collection(LineCollection([[(1, 3), (3, 1)]], linestyles=":", linewidths=3))


def _texts(figure: Figure) -> None:
    for angle in (0, 30, 90):
        figure.text(0.5, 0.5, "杭州 turned", rotation=angle, fontproperties=properties("en", 20.0))


def _figure(content: object) -> Figure:
    figure = Figure(figsize=(WIDE / 96, HIGH / 96), dpi=96)
    content(figure)  # type: ignore[operator]
    for axes in figure.axes:
        axes.tick_params(labelbottom=False, labelleft=False)
    return figure


def _by_agg(content: object) -> np.ndarray:
    canvas = FigureCanvasAgg(_figure(content))
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3]


def _by_qt(content: object) -> np.ndarray:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_figure(painter, _figure(content), QRectF(0, 0, WIDE, HIGH))
    painter.end()
    return _pixels(image)


def _pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint8).reshape(HIGH, WIDE, 4)[..., 2::-1].copy()


def _coarse(pixels: np.ndarray) -> np.ndarray:
    """Means of 12 × 12 pixels: antialiasing differs, what is where must not."""
    image = Image.fromarray(np.ascontiguousarray(pixels))
    return np.asarray(image.resize((WIDE // 12, HIGH // 12), Image.Resampling.BOX)).astype(int)


@pytest.mark.parametrize("content", [_bars, _lines, _image, _collections, _texts])
def test_a_figure_looks_as_agg_draws_it(qapp: QApplication, content: object) -> None:
    with drawing():
        agg, qt = _by_agg(content), _by_qt(content)
    assert agg.min() < 200, "nothing was drawn"
    difference = np.abs(_coarse(agg) - _coarse(qt))
    assert difference.mean() < 3
    assert difference.max() < 75


def test_dots_of_a_hatch_do_not_swell_the_file(qapp: QApplication, tmp_path: Path) -> None:
    sizes = []
    for hatch in ("", "...."):
        figure = Figure(figsize=(6, 4), dpi=72)
        figure.add_artist(Rectangle((0.1, 0.1), 0.8, 0.8, hatch=hatch or None, facecolor="w", edgecolor="k"))
        path = tmp_path / f"hatch{len(hatch)}.pdf"
        writer = QPdfWriter(str(path))
        painter = QPainter(writer)
        draw_figure(painter, figure, QRectF(0, 0, writer.width(), writer.height()))
        painter.end()
        content = PdfReader(path).pages[0].get_contents()
        assert content is not None
        sizes.append(len(content.get_data()))
    assert 0 < sizes[1] - sizes[0] < 500_000  # as outlines they take nearly four millions


def test_what_lies_outside_the_axes_is_clipped(qapp: QApplication) -> None:
    with drawing():
        figure = Figure(figsize=(5, 3.75), dpi=96)
        axes = figure.add_axes((0.4, 0.4, 0.2, 0.2))
        axes.axis("off")
        axes.plot([-100, 100], [-100, 100], color="r", linewidth=9)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw_figure(painter, figure, QRectF(0, 0, WIDE, HIGH))
        painter.end()
        pixels = _pixels(image)
    red = np.argwhere(pixels[..., 1] < 128)
    assert len(red) > 0
    assert red[:, 0].min() >= HIGH * 0.4 - 1
    assert red[:, 0].max() <= HIGH * 0.6 + 1


def test_the_figure_keeps_its_resolution_and_the_painter_its_state(qapp: QApplication) -> None:
    with drawing():
        figure = _figure(_bars)
        image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        before = painter.transform()
        draw_figure(painter, figure, QRectF(0, 0, WIDE, HIGH))
        assert painter.transform() == before
        assert not painter.hasClipping()
        painter.end()
    assert figure.get_dpi() == 96


def test_text_in_a_pdf_is_text(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "figure.pdf"
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    with drawing():
        figure = Figure(figsize=(5, 3), dpi=96)
        figure.text(0.1, 0.5, r"德令哈青海 $\frac{1}{2}$ <b>月日</b>", fontproperties=properties("zh_CN", 12.0))
        draw_figure(painter, figure, QRectF(0, 0, 4000, 2400))
    painter.end()
    assert r"德令哈青海 $\frac{1}{2}$ <b>月日</b>" in poppler("pdftotext", path, "-")
