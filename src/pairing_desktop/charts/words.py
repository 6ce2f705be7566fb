"""A line of text on a figure, made quickly: its letters are laid out and rastered once for each size.

Matplotlib lays out and rasters every text at every drawing, which is a third of a chart's time.  Here a line always
begins on a whole pixel, so that its picture can be kept.
"""

from functools import lru_cache
from typing import Any

import numpy
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D, Bbox

from pairing_desktop.charts.context import face, properties, width

_GROUND_PAD = 1.2  # points of ground around words
_ABOVE, _BELOW = 0.88, 0.24  # of the size: how far letters reach above and below their baseline
_ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}
_SCREEN = 300.0  # dots per inch: finer pictures are files, drawn once, and their letters would fill memory
_UNIT = Path.unit_rectangle()
_outlines = TextToPath()


class Words(Text):
    """One line, upright.  `align` is where its place is: left, center or right; `ground` a colour it stands on."""

    def __init__(
        self, left: float, up: float, text: str, code: str, size: float, colour: str, align: str, ground: str | None,
    ) -> None:
        super().__init__(left, up, text, color=colour, ha=align, va="baseline", fontproperties=properties(code, size))
        self._code, self._points, self._ground = code, size, ground
        self._share = _ALIGN[align]

    def draw(self, renderer: Any) -> None:
        """Draw on any renderer; whole pixels on one that has some."""
        text = self.get_text()
        if not text or not self.get_visible():
            return
        x, y = (float(part) for part in self.get_transform().transform(self.get_position()))
        if isinstance(renderer, MixedModeRenderer):  # of files; nothing of ours is rastered in them
            renderer = renderer._renderer
        wide = renderer.points_to_pixels(width(text, self._code, self._points))
        x -= wide * self._share
        if self._ground is not None:
            self._draw_ground(renderer, x, y, wide, self._ground)
        gc = renderer.new_gc()
        gc.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        down = renderer.get_canvas_width_height()[1] - y
        if isinstance(renderer, RendererAgg):
            raster = _kept if renderer.dpi <= _SCREEN else _rastered
            letters, before, below = raster(text, self._code, self._points, renderer.dpi)
            renderer._renderer.draw_text_image(letters, round(x + before), round(down + below) + 1, 0, gc)
        elif isinstance(renderer, RendererSVG):
            _write_outlines(renderer, gc, x, down, text, self._code, self._points)
        else:
            renderer.draw_text(gc, x, down if renderer.flipy() else y, text, self.get_fontproperties(), 0.0)
        gc.restore()
        self.stale = False

    def get_window_extent(self, renderer: Any = None, dpi: float | None = None) -> Bbox:
        """The box of its letters in pixels, as they are measured."""
        figure = self.get_figure(root=True)
        assert figure is not None
        one = figure.dpi / 72
        x, y = (float(part) for part in self.get_transform().transform(self.get_position()))
        wide, size = width(self.get_text(), self._code, self._points) * one, self._points * one
        x -= wide * self._share
        return Bbox.from_extents(x, y - size * _BELOW, x + wide, y + size * _ABOVE)

    def _draw_ground(self, renderer: Any, x: float, y: float, wide: float, ground: str) -> None:
        size, pad = (renderer.points_to_pixels(points) for points in (self._points, _GROUND_PAD))
        high = size * (_ABOVE + _BELOW) + 2 * pad
        place = Affine2D().scale(wide + 2 * pad, high).translate(x - pad, y - size * _BELOW - pad)
        gc = renderer.new_gc()
        gc.set_linewidth(0)
        renderer.draw_path(gc, _UNIT, place, to_rgba(ground))
        gc.restore()


def _rastered(text: str, code: str, size: float, dpi: float) -> tuple[Any, float, float]:
    """The letters as coverage, where the picture begins and how far it reaches below the baseline, in pixels."""
    found = face(code)
    found.clear()
    found.set_size(size, dpi)
    # Hinted upright only: letters are as wide as they are measured, so that nothing leaves its column on few pixels.
    found.set_text(text, 0.0, flags=LoadFlags.TARGET_LIGHT)
    found.draw_glyphs_to_bitmap(antialiased=True)
    return numpy.array(found.get_image()), found.get_bitmap_offset()[0] / 64, found.get_descent() / 64


_kept = lru_cache(maxsize=1024)(_rastered)


@lru_cache(maxsize=1024)
def _laid_out(text: str, code: str) -> tuple[tuple[str, str], ...]:
    """The id of each letter's outline and its place, as an SVG file says it, in the units of the outlines."""
    found = face(code)
    found.set_size(_outlines.FONT_SCALE, _outlines.DPI)
    letters, _, _ = _outlines.get_glyphs_with_font(found, text, glyph_map=_known)
    return tuple((name, f"translate({round(x, 3):g} {round(y, 3):g})") for name, x, y, _ in letters)


_known: dict[str, Any] = {}  # outlines by id; a few thousand letters at most


def _write_outlines(renderer: Any, gc: Any, x: float, y: float, text: str, code: str, size: float) -> None:
    """What Matplotlib writes into an SVG file for a text, from letters that are laid out already."""
    letters = _laid_out(text, code)
    renderer._update_glyph_map_defs({name: _known[name] for name, _ in letters if name not in renderer._glyph_map})
    writer = renderer.writer
    writer.comment(text)
    scale = size / _outlines.FONT_SCALE
    red, green, blue = (round(part * 255) for part in gc.get_rgb()[:3])
    writer.start("g", style=f"fill: #{red:02x}{green:02x}{blue:02x}",
                 transform=f"translate({x:.3f} {y:.3f}) scale({scale:g} {-scale:g})")
    for name, place in letters:
        writer.element("use", attrib={"xlink:href": f"#{name}", "transform": place})
    writer.end("g")
