"""What a field holds where a cell says this."""

import pytest

from server.sheets.filling import FillColumn, FillKind
from server.web.sheets import cell_texts


@pytest.mark.parametrize("kind", FillKind)
@pytest.mark.parametrize("number", [10**400, -(10**400)])
def test_a_number_beyond_all_that_can_be_reckoned_with_is_named(
    kind: FillKind, number: int
) -> None:
    text, fault = cell_texts.read(number, FillColumn(name="points", head="", kind=kind, width=1))
    assert not text
    assert fault
