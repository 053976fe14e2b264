"""What of an uploaded folder or zip is taken, and what makes it be refused."""

import io
import stat
import zipfile
from collections.abc import Callable

import pytest

from server.domain.deployment import uploads
from server.domain.deployment.archives import MOST_ENTRIES, packed
from server.domain.deployment.upload_refusals import (
    BackslashInPath,
    DiagramMissing,
    NameRefused,
    NothingUploaded,
    NotUtf8,
    OutsideFolder,
    ProcessFileTooLarge,
    SameName,
    TooManyProcessFiles,
    UploadTooLarge,
    ZipLink,
    ZipLocked,
    ZipUnreadable,
)
from server.domain.deployment.uploads import LARGEST_FILE, LARGEST_UPLOAD, MOST_FILES, take
from server.domain.refusals import Refusal

DIAGRAM = ("a.bpmn", b"<a/>")


def zipped(*entries: tuple[str, bytes], change: Callable[[zipfile.ZipInfo], None] | None = None,
           packed: int = zipfile.ZIP_DEFLATED) -> tuple[str, bytes]:  # fmt: skip
    """Pack entries; `change` may alter what each says of itself."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = packed
            if change:
                change(info)
            archive.writestr(info, data)
    return "folder.zip", made.getvalue()


def test_of_a_path_the_name_counts_and_whether_it_stands_in_common() -> None:
    folder = take([
        ("q/workflows/a.bpmn", b"<a/>"), ("q/workflows/a.toml", b""), ("q/flows/a.en.json", b""),
        ("q/forms/draft.json", b"{}"), ("q/forms/common/sign.json", b"{}"), ("q/t.dmn", b""),
    ])  # fmt: skip
    assert sorted(folder.files) == [
        "a.bpmn", "a.en.json", "a.toml", "common/sign.json", "draft.json", "t.dmn"
    ]  # fmt: skip
    assert folder.keys == ("a",)


def test_a_zip_and_a_folder_of_the_same_files_are_the_same() -> None:
    files = [("x/a.bpmn", b"<a/>"), ("x/forms/f.json", b"{}")]
    assert take([zipped(*files)]).files == take(files).files


def test_what_operating_systems_add_is_left_aside_and_other_files_are_named() -> None:
    junk = [("x/.DS_Store", b"1"), ("__MACOSX/x/._a.bpmn", b"2"), ("x/Thumbs.db", b"3"),
            ("x/.git/config.json", b"4"), ("x/README.md", b"5")]  # fmt: skip
    for found in (take([DIAGRAM, *junk]), take([zipped(DIAGRAM, *junk)])):
        assert set(found.files) == {"a.bpmn"}
        assert found.left_out == ("x/README.md",)


def test_a_name_in_another_form_of_unicode_is_no_way_round() -> None:
    with pytest.raises(NameRefused):
        take([DIAGRAM, ("quy trình.json", b"{}")])


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        ([], NothingUploaded),
        ([("x.md", b"")], NothingUploaded),
        ([("a.toml", b"")], DiagramMissing),
        ([DIAGRAM, ("../a.json", b"{}")], OutsideFolder),
        ([DIAGRAM, ("x/../../.DS_Store", b"")], OutsideFolder),
        ([DIAGRAM, ("/etc/a.json", b"{}")], OutsideFolder),
        ([DIAGRAM, ("C:/a.json", b"{}")], OutsideFolder),
        ([DIAGRAM, ("x\\a.json", b"{}")], BackslashInPath),
        ([DIAGRAM, ("a b.json", b"{}")], NameRefused),
        ([DIAGRAM, ("a\n.json", b"{}")], NameRefused),
        ([DIAGRAM, ("a\u202ejson.json", b"{}")], NameRefused),
        ([DIAGRAM, ("F.JSON", b"{}")], NameRefused),
        ([("1-a.bpmn", b"")], NameRefused),
        ([DIAGRAM, ("y/a.bpmn", b"")], SameName),
        ([DIAGRAM, ("f.json", b"{}"), ("F.json", b"{}")], SameName),
        ([DIAGRAM, ("f.json", b"\xff")], NotUtf8),
        ([DIAGRAM, ("f.json", b" " * (LARGEST_FILE + 1))], ProcessFileTooLarge),
        ([DIAGRAM, *((f"f{n}.json", b"") for n in range(MOST_FILES))], TooManyProcessFiles),
        ([DIAGRAM, *((f"f{n}.json", b" " * LARGEST_FILE) for n in range(5))], UploadTooLarge),
    ],
)  # fmt: skip
def test_a_folder_that_is_none_is_refused(
    files: list[tuple[str, bytes]], refused: type[Refusal]
) -> None:
    with pytest.raises(refused):
        take(files)
    if files and refused is not NameRefused and all("\\" not in name for name, _ in files):
        with pytest.raises(refused):
            take([zipped(*files)])


def test_a_zip_bomb_is_unpacked_no_further_than_the_largest_file() -> None:
    bomb = zipped(DIAGRAM, ("f.json", b" " * (64 * 1024 * 1024)))
    assert len(bomb[1]) < LARGEST_UPLOAD // 100
    with pytest.raises(ProcessFileTooLarge):
        take([bomb])


def test_many_small_bombs_are_counted_together() -> None:
    with pytest.raises(UploadTooLarge):
        take([zipped(DIAGRAM, *((f"f{n}.json", b" " * LARGEST_FILE) for n in range(20)))])


def test_a_zip_of_a_thousand_names_is_not_gone_through() -> None:
    with pytest.raises(TooManyProcessFiles):
        take([zipped(*((f"x{n}.md", b"") for n in range(MOST_ENTRIES + 1)))])


def test_a_link_in_a_zip_is_refused() -> None:
    def link(info: zipfile.ZipInfo) -> None:
        info.external_attr = (stat.S_IFLNK | 0o777) << 16

    with pytest.raises(ZipLink):
        take([zipped(("f.json", b"/etc/passwd"), change=link)])


def test_a_locked_file_is_refused() -> None:
    name, data = zipped(DIAGRAM)
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):  # the flag stands 6 and 8 bytes after
        at = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data = data[:at] + b"\x01\x00" + data[at + 2 :]
    with pytest.raises(ZipLocked):
        take([(name, data)])


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_without_bounds_is_refused(packed: int) -> None:
    with pytest.raises(ZipUnreadable):
        take([zipped(DIAGRAM, packed=packed)])


def test_bytes_that_are_no_zip_or_half_of_one_are_refused() -> None:
    _, data = zipped(DIAGRAM, ("f.json", b"{}" * 500))
    for broken in (
        b"",
        b"PK",
        b"no zip",
        data[: len(data) // 2],
        data.replace(b"a.bpmn", b"b.bpmn", 1),
    ):
        with pytest.raises((ZipUnreadable, NothingUploaded)):
            uploads.take([("x.zip", broken)])


def test_a_version_that_is_packed_is_taken_as_what_it_was() -> None:
    files = {"a.bpmn": "<a/>", "a.en.json": "{}", "a.toml": "", "t.dmn": "", "f.json": "{}",
             "common/sign.json": "{}", "common/sign.en.json": "{}"}  # fmt: skip
    sent = packed("a", files)
    assert take([("a.zip", sent)]).files == files
    assert packed("a", files) == sent


def test_the_files_of_a_version_are_taken_again_with_what_it_calls() -> None:
    calls = [
        ("calls/b/b.bpmn", b"<b/>"),
        ("calls/b/f.json", b"{}"),
        ("calls/c/calls/b/f.json", b"{}"),
    ]
    found = take([*calls, DIAGRAM, ("f.json", b"{}")])
    assert sorted(found.files) == ["a.bpmn", "b.bpmn", "f.json"]
    with pytest.raises(SameName):
        take([*calls, DIAGRAM, ("f.json", b"[]")])
