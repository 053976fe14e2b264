"""Every column can be attacked: each type has other values, and one where nothing stands."""

from collections.abc import Mapping

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.attacks.attacking import ATTACKED
from tests.attacks.catalogue import AttackedColumn, columns
from tests.attacks.other_values import INSTEAD_OF_NULL, OTHERWISE
from tests.check.planting import CheckedYear

SAMPLES: Mapping[str, tuple[str, str]] = {
    "text": ("'Nghệ an số 1'", "'x'"),
    "text[]": ("'{a,b}'", "'{c}'"),
    "bytea": ("'\\x0102'", "'\\x03'"),
    "bytea[]": ("ARRAY['\\x01'::bytea]", "ARRAY['\\x02'::bytea]"),
    "boolean": ("true", "false"),
    "character(1)": ("'U'", "'I'"),
    "uuid": ("'00000000-0000-0000-0000-000000000001'", "gen_random_uuid()"),
    "date": ("'2024-12-12'", "'2025-01-01'"),
    "timestamp with time zone": ("'2024-12-12T00:00Z'", "'2025-01-01T00:00Z'"),
}
NUMBERS = ("7", "12")
"""A value of a type, and another row's."""
KEY_ALONE = {"character(1)"}
"""Types of columns that are never empty."""


@pytest.fixture
def held(half: CheckedYear) -> list[tuple[str, AttackedColumn]]:
    with Session(half.engine) as session:
        found = columns(session, ATTACKED)
    return [(table, each) for table, held in found.items() for each in held]


def test_each_type_of_a_column_has_other_values(held: list[tuple[str, AttackedColumn]]) -> None:
    assert {each.type for _, each in held} == OTHERWISE.keys()


def test_each_type_of_a_column_that_may_be_empty_has_a_value_instead(
    held: list[tuple[str, AttackedColumn]],
) -> None:
    empty = {each.type for _, each in held if each.nullable}
    assert empty <= INSTEAD_OF_NULL.keys()
    assert INSTEAD_OF_NULL.keys() == OTHERWISE.keys() - KEY_ALONE


@pytest.mark.parametrize(
    ("kind", "otherwise"), [(kind, each) for kind in OTHERWISE for each in OTHERWISE[kind]]
)
def test_each_other_value_is_another_one(half: CheckedYear, kind: str, otherwise: str) -> None:
    value, other = (f"CAST({each} AS {kind})" for each in SAMPLES.get(kind, NUMBERS))
    query = f"SELECT {otherwise.format('v', other=other)} IS DISTINCT FROM v FROM (SELECT {value} AS v) o"  # noqa: E501, S608
    with Session(half.engine) as session:
        assert session.scalar(text(query.replace(":", "\\:"))) is True


@pytest.mark.parametrize("kind", INSTEAD_OF_NULL)
def test_each_value_instead_of_nothing_is_of_its_type(half: CheckedYear, kind: str) -> None:
    query = f"SELECT CAST({INSTEAD_OF_NULL[kind]} AS {kind}) IS NOT NULL"
    with Session(half.engine) as session:
        assert session.scalar(text(query.replace(":", "\\:"))) is True


def test_a_column_of_a_type_that_nobody_thought_of_is_missed_by_name(half: CheckedYear) -> None:
    with Session(half.engine) as session:
        session.execute(text("ALTER TABLE comment ADD later interval"))
        found = columns(session, ATTACKED)
        session.rollback()
    assert {each.type for each in found["comment"]} - OTHERWISE.keys() == {"interval"}
