"""Keys of rows: told apart from units, and the unit that each is for."""

import pytest

from server.domain.people.posts import row_key, row_number, unit_of_key

SCHOOL = "bac-giang/so-gddt"


def test_a_row_is_known_by_its_number_and_its_unit() -> None:
    key = row_key(3, SCHOOL)
    assert (row_number(key), unit_of_key(key)) == (3, SCHOOL)


@pytest.mark.parametrize("key", ["", SCHOOL, "3/so-gddt", "row-3/so-gddt", f"flag/{SCHOOL}"])
def test_a_unit_or_a_nominee_is_no_row(key: str) -> None:
    assert row_number(key) is None
    assert unit_of_key(key) == key
