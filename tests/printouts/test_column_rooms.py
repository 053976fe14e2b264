"""Columns have the width of their shares, yet none is narrower than its longest word."""

import pytest

from server.domain.printouts.printout import PrintedColumn, PrintedRow, PrintedTable
from server.printouts.column_rooms import INSET, rooms
from server.printouts.faces import width


def table(shares: list[int], *cells: list[str]) -> PrintedTable:
    columns = [PrintedColumn(title="TT", width=share) for share in shares]
    return PrintedTable(columns=columns, rows=[PrintedRow(cells=row) for row in cells])


def test_columns_share_the_room() -> None:
    assert rooms(table([1, 2, 2]), 165, 13) == pytest.approx([33, 66, 66])


def test_a_narrow_column_is_as_wide_as_its_longest_word_and_others_give_way() -> None:
    found = rooms(table([1, 30, 9], ["1", "một hai", "không"]), 165, 13)
    assert found[0] == pytest.approx(width("TT", 13) + INSET)
    assert found[1] / found[2] == pytest.approx(30 / 9)
    assert sum(found) == pytest.approx(165)


def test_a_row_of_one_text_and_an_endless_word_widen_nothing() -> None:
    one = table([1, 1], ["https://example.vn/" * 10], ["x" * 200, "1"])
    assert rooms(one, 165, 13) == pytest.approx([82.5, 82.5])


def test_where_not_all_words_have_room_shares_decide() -> None:
    crowded = table([1] * 20, ["1.234.567,50"] * 20)
    assert rooms(crowded, 165, 13) == pytest.approx([165 / 20] * 20)


def test_what_a_column_does_not_need_goes_to_those_whose_texts_are_long() -> None:
    long = "Phối hợp hoàn thành xóa nhà tạm, nhà dột nát cho hộ nghèo, hộ chính sách"
    found = rooms(table([4, 4, 2, 4], ["1.1", long, "4", "Nếu có"]), 165, 13)
    assert found[0] == pytest.approx(width("TT", 13) + INSET)
    assert found[3] == pytest.approx(width("Nếu có", 13) + INSET)
    assert found[1] > 120
    assert sum(found) == pytest.approx(165)


def test_what_is_left_when_every_line_has_room_is_shared() -> None:
    text = " ".join("x" * 35)
    found = rooms(table([1, 1, 1], ["1", text, "1"]), 165, 13)
    assert found[1] > width(text, 13) + INSET
    assert found[0] == pytest.approx(found[2])
    assert sum(found) == pytest.approx(165)
