"""What changed from one record to the next is told field by field, into rows as well."""

from server.domain.canonical import Json
from server.domain.tasks.records import difference


def test_a_row_is_told_by_its_place_and_field() -> None:
    old: dict[str, Json] = {
        "waves": [{"name": "Một", "ends": "2024-06-30"}],
        "units": ["p/a", "p/b"],
    }
    new: dict[str, Json] = {
        "waves": [{"name": "Một", "ends": "2024-07-31"}, {"name": "Hai"}],
        "units": ["p/a"],
    }
    assert difference(old, new) == (
        {"path": "waves.0.ends", "old": "2024-06-30", "new": "2024-07-31"},
        {"path": "waves.1.name", "old": "", "new": "Hai"},
        {"path": "units", "old": "p/a, p/b", "new": "p/a"},
    )
