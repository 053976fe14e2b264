"""What a printout leaves to be filled in by hand is named by what stands before the dots."""

from server.domain.printouts.left_open import left_open
from server.domain.printouts.printout import (
    Block,
    Heading,
    Paragraphs,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
)


def test_dots_are_named_by_their_clause_label_or_column_once() -> None:
    columns = [PrintedColumn(title="TT"), PrintedColumn(title="Số, ngày quyết định")]
    rows = [PrintedRow(cells=["1", "……"]), PrintedRow(cells=["2", "……"]), PrintedRow(cells=["……"])]
    blocks: list[Block] = [
        Heading(text="……"),
        Paragraphs(lines=["Tiền thưởng kèm theo là …… đồng, trích từ Quỹ ……./."]),
        Paragraphs(lines=["…….", "Không thiếu."], label="Tổ kiểm phiếu:"),
        PrintedTable(columns=columns, rows=rows),
    ]
    assert left_open(blocks) == [
        "Tiền thưởng kèm theo là",
        "trích từ Quỹ",
        "Tổ kiểm phiếu",
        "Số, ngày quyết định",
    ]
