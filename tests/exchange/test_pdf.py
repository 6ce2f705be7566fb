"""The last hand on a PDF file: what it says of itself, and that nothing is lost when it cannot be written."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.exchange.pdf import Finish, finish

SAID = Finish("Installed capacity 装机容量", "zh_CN", "2026-11-23T18:47", "Office", (("Whole", 0), ("Part", 1)))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "raw.pdf"
    writer = PdfWriter()
    for _ in range(2):
        writer.add_blank_page(200, 300)
    writer.write(path)
    return path


def test_a_file_says_title_office_language_and_date(raw: Path, tmp_path: Path) -> None:
    finish(raw, tmp_path / "done.pdf", SAID)
    reader = PdfReader(tmp_path / "done.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == "Installed capacity 装机容量"
    assert reader.metadata.author == "Office"
    assert reader.metadata["/CreationDate"] == reader.metadata["/ModDate"] == "D:20261123184700Z"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert len(reader.pages) == 2


def test_parts_hang_under_the_whole(raw: Path, tmp_path: Path) -> None:
    finish(raw, tmp_path / "done.pdf", SAID)
    reader = PdfReader(tmp_path / "done.pdf")
    whole, parts = reader.outline
    assert whole.title == "Whole"
    assert [(part.title, reader.get_destination_page_number(part)) for part in parts] == [("Part", 1)]


def test_the_same_pages_and_words_give_the_same_bytes_and_others_another_identity(raw: Path, tmp_path: Path) -> None:
    one, two, other = (tmp_path / f"{name}.pdf" for name in ("one", "two", "other"))
    finish(raw, one, SAID)
    finish(raw, two, SAID)
    finish(raw, other, Finish("Other", "zh_CN", "2026-11-23"))
    assert one.read_bytes() == two.read_bytes()
    assert PdfReader(one).trailer["/ID"] != PdfReader(other).trailer["/ID"]


def test_an_old_file_is_replaced_whole_and_keeps_its_permissions(raw: Path, tmp_path: Path) -> None:
    target = tmp_path / "done.pdf"
    target.write_bytes(b"old")
    target.chmod(0o600)
    finish(raw, target, SAID)
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["done.pdf", "raw.pdf"]


def test_a_full_disk_is_told_and_the_old_file_stays(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "done.pdf"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PdfWriter, "write", full)
    with pytest.raises(FileProblem, match="No space left on device"):
        finish(raw, target, SAID)
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["done.pdf", "raw.pdf"]


def test_a_missing_folder_is_told(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        finish(raw, tmp_path / "missing" / "done.pdf", SAID)
