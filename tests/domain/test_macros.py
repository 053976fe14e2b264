"""Macros are found by what they are, however their part is called or its type is written."""

import io
import zipfile

import pytest

from server.domain.files.file_kinds import _MOST_PARTS
from server.domain.files.files import (
    FileDiffers,
    FileHasMacros,
    check_file,
)
from tests.domain.test_files import compound

VBA = compound("VBA", "_VBA_PROJECT", "dir")
PLAIN = "<Types/>"
VBA_TYPE = '<Types><Override ContentType="application/vnd.ms-office.{}"/></Types>'


def document(types: str | bytes = PLAIN, **parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", "<x/>")
        for name, data in parts.items():
            archive.writestr(f"word/{name}.bin", data)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        document(x=VBA),
        document(VBA_TYPE.format("vba&#80;roject"), x=VBA),
        document(VBA_TYPE.format("vbaProject").encode("utf-16"), x=VBA),
        document(f"<Types><!--{'x' * 1_100_000}-->{VBA_TYPE.format('vbaProject')}", x=VBA),
        document(PLAIN, picture=b"x", x=compound("Workbook", "_VBA_PROJECT_CUR", "VBA")),
        document("<Types>application/vnd.ms-excel.macrosheet+xml</Types>"),
    ],
)
def test_a_document_with_macros_under_another_name_or_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(FileHasMacros):
        check_file("a.docx", data)


@pytest.mark.parametrize(
    ("name", "streams"),
    [("a.doc", ("WordDocument", "MACROS")), ("a.xls", ("WORKBOOK", "_vba_project_cur"))],
)
def test_big_and_small_letters_are_one_in_older_formats(name: str, streams: tuple[str]) -> None:
    with pytest.raises(FileHasMacros):
        check_file(name, compound(*streams))


def test_an_embedded_document_without_macros_is_taken() -> None:
    check_file("a.docx", document(PLAIN, x=compound("Workbook")))


def test_parts_are_counted_before_an_archive_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    many = document(PLAIN, **{f"p{n}": b"" for n in range(_MOST_PARTS)})
    opened: list[bool] = []
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_args: opened.append(True))
    with pytest.raises(FileDiffers):
        check_file("a.docx", many)
    assert opened == []


def test_what_is_too_much_to_look_through_is_refused() -> None:
    with pytest.raises(FileDiffers):
        check_file("a.docx", document(PLAIN, **{f"p{n}": b"" for n in range(_MOST_PARTS)}))
    with pytest.raises(FileDiffers):
        check_file("a.docx", document(PLAIN, x=compound("Workbook") + bytes(65 * 1024 * 1024)))
