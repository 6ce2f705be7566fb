"""A Matplotlib figure on a QPainter: the same Figure that Agg draws on screen, as vectors with real text.

For preview, printer and PDF page alike.  Works in points from the top left; the painter's transformation does the
rest.  Never through QtSvg, which ignores clip paths and loses text.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from pairing_desktop.ui.paper_text import UNITS, Face, register_fonts

_CAPS = {
    "butt": Qt.PenCapStyle.FlatCap, "projecting": Qt.PenCapStyle.SquareCap, "round": Qt.PenCapStyle.RoundCap,
}
_JOINS = {
    "miter": Qt.PenJoinStyle.SvgMiterJoin, "bevel": Qt.PenJoinStyle.BevelJoin, "round": Qt.PenJoinStyle.RoundJoin,
}
_HATCH_TILE = 72.0  # points: Matplotlib's hatch patterns fill a unit square of one inch


def draw_figure(painter: QPainter, figure: Figure, rect: QRectF) -> None:
    """Draw `figure` into `rect` (the painter's units), scaled to its width."""
    wide, high = figure.get_size_inches()
    dpi = figure.get_dpi()
    painter.save()
    try:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.translate(rect.topLeft())
        scale = rect.width() / (wide * 72)
        painter.scale(scale, scale)
        figure.set_dpi(72)
        figure.draw(QtRenderer(painter, wide * 72, high * 72))
    finally:
        figure.set_dpi(dpi)
        painter.restore()


class QtRenderer(RendererBase):
    """Draws on a painter whose unit is a point.  `width` and `height` are those of the figure.

    `gc` is a matplotlib.backend_bases.GraphicsContextBase, whose declared types are too wide to be of use.
    """

    def __init__(self, painter: QPainter, width: float, height: float) -> None:
        super().__init__()
        register_fonts()
        self._painter = painter
        self._width, self._height = width, height
        self._flip = Affine2D().scale(1, -1).translate(0, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._width, self._height

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def flipy(self) -> bool:
        return True

    def option_scale_image(self) -> bool:
        return True

    # Shapes

    def draw_path(
        self, gc: Any, path: Path, transform: Transform, rgbFace: Any = None
    ) -> None:
        shape = _painter_path(path, transform + self._flip)
        with self._state(gc):
            pen = _pen(gc)
            if rgbFace is not None:
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.fillPath(shape, QBrush(_colour(rgbFace, gc)))
            if gc.get_hatch():
                self._hatch(gc, shape)
            if pen is not None:
                self._painter.strokePath(shape, pen)

    def _hatch(self, gc: Any, shape: QPainterPath) -> None:
        painter = self._painter
        pattern = gc.get_hatch_path()
        tile = _painter_path(pattern, Affine2D().scale(_HATCH_TILE, -_HATCH_TILE).translate(0, _HATCH_TILE))
        pen = QPen(QColor.fromRgbF(*gc.get_hatch_color()), gc.get_hatch_linewidth())
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        box = shape.boundingRect()
        dots = _dots(pattern)
        if dots is not None:
            self._dotted(box, QPen(pen.color(), dots[1] * _HATCH_TILE + pen.widthF()), dots[0])
            painter.restore()
            return
        # Tiles lie on the figure's grid, so that the pattern runs on from one bar to the next.
        for column in range(int(box.left() // _HATCH_TILE), int(box.right() // _HATCH_TILE) + 1):
            for row in range(int(box.top() // _HATCH_TILE), int(box.bottom() // _HATCH_TILE) + 1):
                moved = tile.translated(column * _HATCH_TILE, row * _HATCH_TILE)
                painter.strokePath(moved, pen)
                if not self._is_outline(pattern):
                    painter.fillPath(moved, pen.color())
        painter.restore()

    def _dotted(self, box: QRectF, pen: QPen, centres: Any) -> None:
        """Dots as points of a round pen: drawn as outlines each takes thirty times as much of a file."""
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        reach = pen.widthF()
        near = box.adjusted(-reach, -reach, reach, reach)
        for column in range(int(box.left() // _HATCH_TILE), int(box.right() // _HATCH_TILE) + 1):
            for row in range(int(box.top() // _HATCH_TILE), int(box.bottom() // _HATCH_TILE) + 1):
                places = (QPointF((column + x) * _HATCH_TILE, (row + 1 - y) * _HATCH_TILE) for x, y in centres)
                self._painter.drawPoints([place for place in places if near.contains(place)])

    @staticmethod
    def _is_outline(pattern: Path) -> bool:
        """Lines are only stroked, dots and stars are filled too."""
        return pattern.codes is None or not np.any(np.asarray(pattern.codes) == Path.CLOSEPOLY)

    def draw_image(
        self, gc: Any, x: float, y: float, im: Any, transform: Transform | None = None
    ) -> None:
        pixels = np.ascontiguousarray(im[::-1])
        rows, columns = pixels.shape[:2]
        image = QImage(pixels.tobytes(), columns, rows, columns * 4, QImage.Format.Format_RGBA8888)
        with self._state(gc):
            if transform is None:
                self._painter.drawImage(QRectF(x, self._height - y - rows, columns, rows), image)
                return
            unit = Affine2D().scale(1 / columns, -1 / rows).translate(0, 1)
            matrix = unit + transform + Affine2D().translate(x, y) + self._flip
            (a, c, e), (b, d, f) = matrix.get_matrix()[:2]
            self._painter.setTransform(QTransform(a, b, c, d, e, f), True)
            self._painter.drawImage(QPointF(0, 0), image)

    # Text

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:
        painter = self._painter
        with self._state(gc):
            painter.translate(x, y)
            painter.rotate(-angle)
            painter.scale(1 / UNITS, 1 / UNITS)
            painter.setFont(_face(prop).font)
            painter.setPen(_colour(gc.get_rgb(), gc))
            painter.drawText(QPointF(0, 0), s)

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        width, above, below = _face(prop).ink(s)
        return width, above + below, below

    @contextmanager
    def _state(self, gc: Any) -> Iterator[None]:
        """The painter with the clip of `gc`, put back afterwards."""
        painter = self._painter
        painter.save()
        try:
            clip = gc.get_clip_rectangle()
            if clip is not None:
                box = QRectF(clip.x0, self._height - clip.y1, clip.width, clip.height)
                painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
            path, transform = gc.get_clip_path()
            if path is not None:
                painter.setClipPath(
                    _painter_path(path, transform + self._flip), Qt.ClipOperation.IntersectClip
                )
            yield
        finally:
            painter.restore()


def _dots(pattern: Path) -> tuple[Any, float] | None:
    """Centres and width of the dots of a hatch, in tiles; None for a pattern of anything else."""
    if pattern.codes is None or not np.all(np.isin(pattern.codes, (Path.MOVETO, Path.CURVE4, Path.CLOSEPOLY))):
        return None
    starts = np.flatnonzero(np.asarray(pattern.codes) == Path.MOVETO)
    shapes = np.split(np.asarray(pattern.vertices), starts[1:])
    boxes = np.array([(shape.min(axis=0), shape.max(axis=0)) for shape in shapes])
    return boxes.mean(axis=1), float((boxes[:, 1] - boxes[:, 0]).max())


def _face(prop: FontProperties) -> Face:
    """The Qt font of a Matplotlib font: its families in order, its size."""
    return _made(tuple(prop.get_family()), float(prop.get_size_in_points()))


@cache
def _made(names: tuple[str, ...], size: float) -> Face:
    return Face(names, size)


def _colour(rgb: Any, gc: Any) -> QColor:
    """A colour of Matplotlib with the opacity of `gc`, if that is set, else its own."""
    own = rgb[3] if len(rgb) > 3 else 1.0
    alpha = gc.get_alpha() if gc.get_forced_alpha() else own
    red, green, blue = (float(part) for part in rgb[:3])
    return QColor.fromRgbF(red, green, blue, float(alpha))


def _pen(gc: Any) -> QPen | None:
    """The pen of `gc`; None when it draws no line."""
    width = gc.get_linewidth()
    if width <= 0:
        return None
    pen = QPen(_colour(gc.get_rgb(), gc), width)
    pen.setCapStyle(_CAPS[gc.get_capstyle()])
    pen.setJoinStyle(_JOINS[gc.get_joinstyle()])
    pen.setMiterLimit(10)
    offset, dashes = gc.get_dashes()
    if dashes is not None and len(dashes):
        pen.setDashPattern([max(float(dash), 0.001) / width for dash in dashes])
        pen.setDashOffset(float(offset or 0) / width)
    return pen


def _painter_path(path: Path, transform: Transform) -> QPainterPath:
    shape = QPainterPath()
    shape.setFillRule(Qt.FillRule.WindingFill)
    for vertices, code in path.iter_segments(transform, remove_nans=True, curves=True, simplify=False):
        v = [float(value) for value in vertices]
        if code == Path.MOVETO:
            shape.moveTo(v[0], v[1])
        elif code == Path.LINETO:
            shape.lineTo(v[0], v[1])
        elif code == Path.CURVE3:
            shape.quadTo(*v[:4])
        elif code == Path.CURVE4:
            shape.cubicTo(*v[:6])
        elif code == Path.CLOSEPOLY:
            shape.closeSubpath()
    return shape
