"""The number and day of a paper are read where somebody typed them."""

from datetime import date

import pytest

from server.domain.people.typed_papers import read_paper

DAY = date(2024, 12, 1)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Giấy ủy quyền số 15/GUQ-SGDĐT ngày 01/12/2024", ("15/GUQ-SGDĐT", DAY, True)),
        ("15/GUQ-SGDĐT, ngày 1 tháng 12 năm 2024", ("15/GUQ-SGDĐT", DAY, True)),
        ("Giấy ủy quyền ngày 01/12/2024 số 15/GUQ", ("15/GUQ", DAY, True)),
        ("GUQ 3", ("3", None, True)),
        ("Giấy ủy quyền số 3", ("3", None, True)),
        ("Giấy ủy quyền ngày 1.12.2024", ("", DAY, True)),
        ("Quyết định số 12/QĐ-SGDĐT ngày 01/12/2024 về việc ủy quyền", ("12/QĐ-SGDĐT", DAY, False)),
        ("theo lời Giám đốc", ("", None, False)),
        ("GUQ 3 ngày 31/02/2024", ("3", None, True)),
    ],
)
def test_number_and_day_are_read_from_a_typed_line(
    line: str, read: tuple[str, date | None, bool]
) -> None:
    paper = read_paper(line)
    assert (paper.number, paper.dated, paper.of_authority) == read
