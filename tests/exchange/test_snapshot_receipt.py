"""Serial and data in the files themselves."""

import io
import zlib

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from pypdf import PdfWriter
from PySide6.QtGui import QImage

from pairing_desktop.exchange.receipt import mark_png, read, seal_of


def picture() -> bytes:
    figure = Figure(figsize=(1, 1))
    FigureCanvasAgg(figure)
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    return stream.getvalue()


def test_a_picture_carries_serial_data_and_seal_and_shows_what_it_showed() -> None:
    plain = picture()
    marked = mark_png(plain, "PD-2026-0001-K7", '{"名":"德令哈"}', "uid")
    said = read(marked)
    assert said is not None
    assert (said.serial, said.data) == ("PD-2026-0001-K7", '{"名":"德令哈"}')
    assert said.seal == seal_of(marked, said.serial, said.data, "uid") != seal_of(marked, said.serial, said.data, "x")
    assert QImage.fromData(marked) == QImage.fromData(plain)
    assert marked == mark_png(plain, "PD-2026-0001-K7", '{"名":"德令哈"}', "uid")


def test_another_pixel_breaks_the_seal() -> None:
    marked = bytearray(mark_png(picture(), "PD-2026-0001-K7", "{}", "uid"))
    marked[marked.index(b"IDAT") + 20] ^= 1
    assert seal_of(bytes(marked), "PD-2026-0001-K7", "{}", "uid") != read(bytes(marked)).seal  # type: ignore[union-attr]


def test_a_pdf_carries_its_data_as_attachment() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("other.txt", b"x")
    writer.add_attachment("PD-2026-0001-K7.json", "{德}".encode())
    stream = io.BytesIO()
    writer.write(stream)
    said = read(stream.getvalue())
    assert said is not None
    assert (said.serial, said.data) == ("PD-2026-0001-K7", "{德}")


def test_files_without_a_receipt_and_damaged_ones_have_none() -> None:
    bomb = mark_png(picture(), "PD-2026-0001-K7", "{}", "uid")
    at = bomb.index(b"Pairing data")
    cut = bomb[: at + 30]
    for content in (b"", b"text", picture(), picture()[:40], b"%PDF-1.7\n", cut, zlib.compress(b"x")):
        assert read(content) is None
