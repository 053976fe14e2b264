"""What a workbook that somebody sent may cost beside the threads that answer everybody else."""

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from server.domain.bloc_sheet.sheets import CRITERIA, empty_sheets
from server.sheets import child, guard, reading, writing
from server.sheets.guard import SheetRefused
from tests.sheets import hostile


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return writing.write(empty_sheets())


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


def test_a_merge_over_everything_costs_nothing(workbook: bytes) -> None:
    parts = hostile.parts_of(workbook)
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    tail = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = hostile.packed({**parts, hostile.SHEET: hostile.sheet(rows, tail=tail)})
    assert reading.read(data)[CRITERIA] == []


def test_two_cells_at_the_ends_of_a_sheet_are_too_many_rows(workbook: bytes) -> None:
    parts = hostile.parts_of(workbook)
    first, last = '<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="1048576">{}</row>'
    far = hostile.sheet(first + last.format('<c r="B1048576"><v>1</v></c>'))
    with pytest.raises(SheetRefused, match="too_long"):
        reading.read(hostile.packed({**parts, hostile.SHEET: far}))
    for empty in ("", '<c r="XFD1048576"/>', '<c r="B1048576" s="1"/>'):
        rows = hostile.sheet(first + last.format(empty))
        assert reading.read(hostile.packed({**parts, hostile.SHEET: rows}))[CRITERIA] == []


def test_rows_within_rows_hold_nothing_and_cost_nothing(workbook: bytes) -> None:
    deep = hostile.sheet("<row>" * 200_000 + "</row>" * 200_000)
    data = hostile.packed({**hostile.parts_of(workbook), hostile.SHEET: deep})
    assert reading.read(data)[CRITERIA] == []


@pytest.mark.parametrize("name", ["/xl/x.xml", "../x.xml", "xl/../x.xml", "xl\\x.xml"])
def test_a_part_of_another_place_is_refused(workbook: bytes, name: str) -> None:
    with pytest.raises(SheetRefused, match="bad_part_name"):
        guard.checked(hostile.packed(parts(workbook), [(name, b"<a/>")]))


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE x><a/>",
        b'<!ENTITY e "x"><a/>',
        "<a/>".encode("utf-16-le"),
        b"\xff\xfe" + b"<a/>",
        b"\xfe\xff" + b"<a/>",
    ],
)
@pytest.mark.parametrize("name", ["xl/x.xml", "xl/_rels/x.rels", "xl/x.vml"])
def test_a_part_that_declares_or_hides_something_is_refused(
    workbook: bytes, name: str, body: bytes
) -> None:
    with pytest.raises(SheetRefused, match="document_type"):
        guard.checked(hostile.packed(parts(workbook), [(name, body)]))


def test_a_sheet_is_read_whole_whatever_it_says_of_its_size(workbook: bytes) -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in (1, 9))
    said = hostile.sheet(rows).replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>')
    book = child.parsed(hostile.packed({**parts(workbook), hostile.SHEET: said}))
    assert [row for row in book[CRITERIA] if row] == [[None, ["n", "1"]], [None, ["n", "9"]]]


def test_of_very_many_bad_cells_the_first_are_named() -> None:
    cells = [[["x", "bad_value"]] for _ in range(30)]
    with pytest.raises(SheetRefused) as refused:
        reading.check_cells("A", cells)
    assert refused.value.where == f"A!{', '.join(f'A{n}' for n in range(1, 21))}, …"
