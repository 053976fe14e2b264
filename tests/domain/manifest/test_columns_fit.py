"""What stands in a column of an earlier record may stand in the one it is taken over into."""

from collections.abc import Mapping

import pytest

from server.domain.manifest.outline import ColumnOutline

CHOICE = {"enum": ["a", "b"], "x-labels": {"a": "A" * 40, "b": "B"}}
TEXT = {"type": "string", "maxLength": 20}
DAY = {"type": "string", "format": "date"}
NUMBER = {"type": "integer", "minimum": 0}


def column(schema: Mapping[str, object]) -> ColumnOutline:
    return ColumnOutline.of_schemas({"properties": {"c": {"type": "string", **schema}}})["c"]


@pytest.mark.parametrize(
    ("wanted", "given", "fits"),
    [
        (CHOICE, CHOICE, True),
        (CHOICE, {"enum": ["a"]}, True),
        ({"enum": ["a"]}, CHOICE, False),
        (TEXT, CHOICE, False),
        ({"maxLength": 40}, CHOICE, True),
        (TEXT, DAY, True),
        (DAY, TEXT, False),
        ({**DAY, "x-min": "today"}, DAY, False),
        (NUMBER, NUMBER, True),
        (NUMBER, {"type": "integer"}, False),
        ({"type": "integer"}, NUMBER, True),
    ],
)
def test_a_column_fits_one_that_asks_no_less(
    wanted: Mapping[str, object], given: Mapping[str, object], *, fits: bool
) -> None:
    assert column(wanted).fits(column(given)) is fits
