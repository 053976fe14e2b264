"""What offices have is taken by its bytes; what it is not, is said."""

import io
import struct
import zipfile

import pytest

from server.domain.files import compound_file
from server.domain.files.files import (
    LARGEST,
    FileDiffers,
    FileEmpty,
    FileHasMacros,
    FileKindRefused,
    FileLocked,
    FileTooLarge,
    check_file,
)

PDF = b"%PDF-1.4 minimal"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(*names: str) -> bytes:
    """Write a compound file of 512-byte sectors whose directory has these names."""
    entries = b"".join(
        _entry(name, 5 if n == 0 else 2) for n, name in enumerate(["Root Entry", *names])
    )
    directory = entries.ljust(-(-len(entries) // 512) * 512, b"\0")
    sectors = len(directory) // 512
    following = [TABLE, *range(2, sectors + 1), END]
    header = bytearray(512)
    header[:8] = compound_file.MAGIC
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, END, 0, END, 0, 0)
    struct.pack_into("<108I", header, 80, *[FREE] * 108)
    table = struct.pack("<128I", *following, *[FREE] * (128 - len(following)))
    return bytes(header) + table + directory


def _entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return text.ljust(64, b"\0") + struct.pack("<HB", len(text), kind) + bytes(61)


def package(*names: str, types: str = "<Types/>", way: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def heif(main: bytes, *others: bytes) -> bytes:
    brands = b"".join([main, bytes(4), *others])
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + b"...."


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PDF", b"\r\n" * 200 + PDF, "application/pdf"),
        ("a.pdf", bytes(1024) + PDF, "application/pdf"),
        ("a.jfif", JPEG, "image/jpeg"),
        ("a.JPG", JPEG, "image/jpeg"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.doc", compound("WordDocument", "1Table"), "application/msword"),
        ("a.xls", compound("Workbook"), "application/vnd.ms-excel"),
        ("a.xls", compound(*(f"s{n}" for n in range(40)), "Book"), "application/vnd.ms-excel"),
        ("a.heic", heif(b"heic", b"mif1", b"heic"), "image/heic"),
        ("a.heif", heif(b"mif1", b"heic"), "image/heif"),
        (
            "a.docx",
            package("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "a.xlsx",
            package("xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_what_offices_have_is_taken(name: str, data: bytes, media_type: str) -> None:
    assert check_file(name, data).media_type == media_type


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.docm", package("word/document.xml"), FileHasMacros),
        ("a.xlsm", package("xl/workbook.xml"), FileHasMacros),
        ("a.docx", package("word/document.xml", "word/vbaProject.bin"), FileHasMacros),
        ("a.xlsx", package("xl/workbook.xml", types="sheet.macroEnabled.main"), FileHasMacros),
        ("a.doc", compound("WordDocument", "Macros", "VBA"), FileHasMacros),
        ("a.xls", compound("Workbook", "_VBA_PROJECT_CUR"), FileHasMacros),
        ("a.docx", compound("EncryptedPackage"), FileLocked),
        ("a.doc", compound("Workbook"), FileDiffers),
        ("a.xls", compound("WordDocument"), FileDiffers),
        ("a.doc", package("word/document.xml"), FileDiffers),
        ("a.doc", compound_file.MAGIC, FileDiffers),
        ("a.doc", compound_file.MAGIC + b"\xff" * 2000, FileDiffers),
        ("a.pdf", bytes(1025) + PDF, FileDiffers),
        ("a.pdf", b"MZ" + PDF, FileDiffers),
        ("a.heic", heif(b"avif", b"mif1"), FileDiffers),
        ("a.heic", heif(b"mp42", b"isom"), FileDiffers),
        ("a.jfif", PDF, FileDiffers),
        ("a.docx", b"PK\x03\x04 broken", FileDiffers),
        ("a.docx", package("xl/workbook.xml"), FileDiffers),
        ("a.docx", package("word/document.xml", way=zipfile.ZIP_BZIP2), FileDiffers),
        ("a.xlsx", package("xl/workbook.xml", way=zipfile.ZIP_LZMA), FileDiffers),
        ("a.html", b"<p>", FileKindRefused),
        ("khong-duoi", PDF, FileKindRefused),
        ("a.pdf", b"", FileEmpty),
    ],
)
def test_what_is_refused_says_why(name: str, data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_file(name, data)


def test_a_file_that_is_too_large_is_told_its_size_and_the_limit() -> None:
    with pytest.raises(FileTooLarge) as refused:
        check_file("a.pdf", PDF + bytes(LARGEST))
    assert (refused.value.limit, str(refused.value.size)) == (20, "20.1")


def test_a_compound_file_of_many_megabytes_is_read_by_its_whole_table() -> None:
    """Beyond 109 sectors the table's places stand in a chain of their own."""
    assert "WordDocument" in compound_file.names(large_compound("WordDocument"))


def large_compound(name: str) -> bytes:
    """Write one whose directory lies where only the 110th sector of the table says."""
    tables = 110
    header = bytearray(512)
    header[:8] = compound_file.MAGIC
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    directory = 109 * 128  # its following sector is named by the last table sector
    struct.pack_into("<IIIIIIIII", header, 44, tables, directory, 0, 4096, END, 0, tables, 1, 0)
    struct.pack_into("<108I", header, 80, *range(1, 109))
    following = [FREE] * (tables * 128)
    following[directory] = directory + 1
    following[directory + 1] = END
    table = struct.pack(f"<{len(following)}I", *following)
    chain = struct.pack("<128I", 109, *[FREE] * 126, END)
    body = (table + chain).ljust(directory * 512, b"\0")
    padding = b"".join(_entry(f"s{n}", 2) for n in range(4))
    return bytes(header) + body + padding + _entry(name, 2).ljust(512, b"\0")
