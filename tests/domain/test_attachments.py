"""What a file is, by content as well as name; what its name may do; how large a picture is before it is decoded."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain.attachments import (
    LARGEST,
    PIXELS,
    attached,
    ending_of,
    may_be_decoded,
    name_to_save,
    picture_size,
    plain_name,
    type_of,
)
from pairing_desktop.domain.problems import Problem


def archive(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name in names:
            file.writestr(name, b"x")
    return data.getvalue()


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0"


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.pdf", b"%PDF-1.7 x", "pdf"),
        ("A.PDF", b"%PDF-1.7 x", "pdf"),
        ("a.pdf", b"MZ\x90\0", "other"),
        ("a.exe", b"%PDF-1.7 x", "other"),
        ("a.pdf.exe", b"%PDF-1.7 x", "other"),
        ("a", b"%PDF-1.7 x", "other"),
        ("a.png", png(1, 1), "png"),
        ("a.jpg", png(1, 1), "other"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", "jpeg"),
        ("信.txt", "对口支援".encode("gb18030"), "text"),
        ("a.csv", "a,b\n1,二".encode("utf-8-sig"), "text"),
        ("a.txt", b"a\0b", "other"),
        ("a.sh", b"rm -rf", "other"),
        ("a.html", b"<script>", "other"),
        ("a.desktop", b"[Desktop Entry]", "other"),
        ("a.docx", archive("[Content_Types].xml", "word/document.xml"), "document"),
        ("a.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
        ("a.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "other"),
        ("a.docm", archive("[Content_Types].xml", "word/document.xml"), "other"),
        ("a.docx", b"PK\x03\x04 broken", "other"),
    ],
)
def test_a_type_is_what_content_and_name_agree_on(name: str, data: bytes, found: str) -> None:
    assert type_of(name, data) == found
    assert (ending_of(found) is None) == (found == "other")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\合同.pdf", "合同.pdf"), ("/a/b.png", "b.png"), ("a\0b.txt", "ab.txt"),
        ("...", "file"), ("", "file"), ("exe.\u202efdp", "exe.fdp"), (" a \n b.txt ", "a b.txt"),
    ],
)
def test_a_name_is_only_text(name: str, kept: str) -> None:
    assert plain_name(name) == kept


@pytest.mark.parametrize("name", ["CON", "con.txt", "nul.pdf", "COM1.png", 'a:b<c>|"?*.txt', "../x"])
def test_the_name_offered_for_saving_is_taken_by_every_system(name: str) -> None:
    offered = name_to_save(name)
    assert not set('<>:"/\\|?*') & set(offered)
    assert offered.split(".")[0].lower() not in ("con", "nul", "com1")


@given(st.text(max_size=400))
def test_no_name_whatever_leads_out_of_a_folder_or_is_too_long(name: str) -> None:
    kept = plain_name(name)
    assert kept and len(kept) <= 210
    assert not set("/\\\0\n") & set(kept)
    assert kept not in (".", "..")
    assert plain_name(kept) == kept


def test_a_picture_tells_its_size_undecoded_and_a_bomb_is_not_decoded() -> None:
    assert picture_size("png", png(640, 480)) == (640, 480)
    assert may_be_decoded("png", png(640, 480))
    assert not may_be_decoded("png", png(100_000, PIXELS // 100))
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 300, 400) + b"\x01\x01\x11\x00"
    assert picture_size("jpeg", jpeg) == (400, 300)
    assert not may_be_decoded("jpeg", b"\xff\xd8\xff\xe0\xff")


@pytest.mark.parametrize("data", [b"", b"x" * (LARGEST + 1)])
def test_an_empty_or_too_large_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Problem, match="Nothing was attached"):
        attached("a.txt", data)


@given(st.binary(max_size=300), st.sampled_from(["a.pdf", "a.png", "a.jpg", "a.txt", "a.docx"]))
def test_no_bytes_whatever_break_the_look_at_them(data: bytes, name: str) -> None:
    found = type_of(name, data)
    assert ending_of(found) is None or name.endswith(ending_of(found) or "")
    may_be_decoded("png", b"\x89PNG\r\n\x1a\n" + data)
    may_be_decoded("jpeg", b"\xff\xd8\xff" + data)
