"""What a workbook that somebody sent may cost beside the threads that answer everybody else."""

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from server.domain.bloc_sheet.sheets import empty_sheets
from server.sheets import child, guard, reading, writing
from server.sheets.guard import SheetRefused
from tests.sheets import hostile


def test_no_thread_stands_in_line_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "TURN", 0.01)
    book = writing.write(empty_sheets())
    with reading.AT_ONCE, reading.AT_ONCE, pytest.raises(SheetRefused, match="too_slow"):
        reading.read(book)
    assert reading.read(book)


def written() -> bytes:
    """Answer a workbook of two sheets; one has two rows of two columns, of 12 letters in all."""
    book = Workbook()
    for row in (["aaa", "bbb"], ["ccc", "ddd"]):
        book.active.append(row)
    book.create_sheet("hai")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("bound", "fits", "fault"),
    [("MOST_ROWS", 2, "too_long"), ("MOST_SHEETS", 2, "too_long"), ("MOST_TEXT", 12, "too_large")],
)
def test_a_workbook_beyond_a_bound_is_refused_and_one_within_is_read(
    monkeypatch: pytest.MonkeyPatch, bound: str, fits: int, fault: str
) -> None:
    monkeypatch.setattr(child, bound, fits)
    rows = child.parsed(written())["Sheet"]
    assert [row[:2] for row in rows] == [["aaa", "bbb"], ["ccc", "ddd"]]
    monkeypatch.setattr(child, bound, fits - 1)
    with pytest.raises(SheetRefused, match=fault):
        child.parsed(written())


def test_columns_beyond_the_bound_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_COLUMNS", 1)
    assert child.parsed(written())["Sheet"] == [["aaa"], ["ccc"]]


@pytest.mark.parametrize(
    ("bound", "of", "fault"),
    [
        ("LARGEST", len, "too_large"),
        ("LARGEST_UNPACKED", lambda data: sum(map(len, parts(data).values())), "too_large"),
        ("MOST_PARTS", lambda data: len(parts(data)), "too_many_parts"),
    ],
)
def test_an_archive_beyond_a_bound_is_refused_and_one_within_is_packed_anew(
    monkeypatch: pytest.MonkeyPatch, bound: str, of: Callable[[bytes], int], fault: str
) -> None:
    data = writing.write(empty_sheets())
    monkeypatch.setattr(guard, bound, of(data))
    assert parts(guard.checked(data)) == parts(data)
    monkeypatch.setattr(guard, bound, of(data) - 1)
    with pytest.raises(SheetRefused, match=fault):
        guard.checked(data)


def parts(data: bytes) -> hostile.Parts:
    return hostile.parts_of(data)
