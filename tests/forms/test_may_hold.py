"""What stands in a field of a record, and whether a field that begins with it may hold it."""

from typing import Any

import pytest

from server.form_shape import may_hold

YES_NO: dict[str, Any] = {"type": "string", "enum": ["yes", "no"]}
OTHERS: dict[str, Any] = {"type": "string", "enum": ["yes", "perhaps"]}
SEVERAL: dict[str, Any] = {"type": "array", "items": YES_NO}


@pytest.mark.parametrize(
    ("field", "value", "source", "so"),
    [
        (YES_NO, "yes", OTHERS, True),
        (YES_NO, "perhaps", OTHERS, False),
        (YES_NO, "yes", {"type": "string"}, False),
        (SEVERAL, ["yes", "no"], {"type": "array", "items": OTHERS}, True),
        (SEVERAL, ["yes", "perhaps"], {"type": "array", "items": OTHERS}, False),
        ({"type": "integer"}, 3, {"type": "integer"}, True),
        ({"type": "integer"}, "3", {"type": "string", "format": "decimal"}, False),
        ({"type": "string", "format": "date"}, "2024-11-15", {"type": "string"}, False),
    ],
)
def test_what_stands_in_a_field_may_stand_in_another_of_its_kind_that_has_the_choice(
    field: dict[str, Any],
    value: object,
    source: dict[str, Any],
    *,
    so: bool,
) -> None:
    assert may_hold(field, value, source) is so
