"""What a workbook that somebody sent may cost beside the threads that answer everybody else."""

import pytest

from server.domain.bloc_sheet.sheets import empty_sheets
from server.sheets import reading, writing
from server.sheets.guard import SheetRefused


def test_no_thread_stands_in_line_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "TURN", 0.01)
    book = writing.write(empty_sheets())
    with reading.AT_ONCE, reading.AT_ONCE, pytest.raises(SheetRefused, match="too_slow"):
        reading.read(book)
    assert reading.read(book)
