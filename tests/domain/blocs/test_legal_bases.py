"""On which days an instrument may be cited."""

from datetime import date

import pytest

from server.domain.blocs.papers import LegalBasis
from server.domain.texts.words import Words

ISSUED, BEGINS, ENDS = date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30)


def basis(issued: date | None, begins: date | None, ends: date | None) -> LegalBasis:
    return LegalBasis(
        id="x", symbol="98/2023/NĐ-CP", name=Words("Nghị định", ""), issued=issued,
        in_force=begins, until=ends,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "day", "holds"),
    [
        (basis(ISSUED, BEGINS, ENDS), ISSUED, False),
        (basis(ISSUED, BEGINS, ENDS), BEGINS, True),
        (basis(ISSUED, BEGINS, ENDS), ENDS, True),
        (basis(ISSUED, BEGINS, ENDS), date(2025, 7, 1), False),
        (basis(ISSUED, None, None), date(2023, 12, 30), False),
        (basis(ISSUED, None, None), ISSUED, True),
        (basis(None, None, None), date(1990, 1, 1), True),
    ],
)
def test_an_instrument_holds_from_its_first_day_to_its_last(
    found: LegalBasis, day: date, *, holds: bool
) -> None:
    assert found.holds(day) is holds
