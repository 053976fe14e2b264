"""No single change to a business row, to history or to a file's bytes goes unseen."""

import os

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.attacks.attacking import ATTACKED, OUTSIDE, attack, attacked
from tests.attacks.catalogue import columns
from tests.attacks.parts import Outcome
from tests.check.planting import BOTH, NUMBERING, RULING, TAKING, VOTING, CheckedYear

FURNISHED = "furnished"
WORLDS = (*BOTH, VOTING, NUMBERING, RULING, TAKING, FURNISHED)
TIMES = int(os.environ.get("ATTACKS", "200")) // len(WORLDS)
TABLES = text("""
SELECT CAST(relname AS text) FROM pg_class
WHERE relnamespace = CAST('public' AS regnamespace) AND relkind IN ('r', 'p')
""")


def world_of(name: str, request: pytest.FixtureRequest) -> CheckedYear:
    world: CheckedYear = request.getfixturevalue(name)
    return world


@pytest.mark.parametrize("name", WORLDS)
def test_each_single_change_is_found_and_named(name: str, request: pytest.FixtureRequest) -> None:
    outcome = Outcome(name)
    attack(world_of(name, request), outcome, times=TIMES)
    assert outcome.missed == []
    assert outcome.misnamed == []


def test_a_year_nobody_attacked_is_sound(furnished: CheckedYear) -> None:
    with Session(furnished.engine) as session:
        assert furnished.check(session) == []


def test_every_column_of_every_table_is_changed_but_those_outside(
    request: pytest.FixtureRequest,
) -> None:
    changed: set[tuple[str, str]] = set()
    wanted: set[tuple[str, str]] = set()
    for name in WORLDS:
        with attacked(world_of(name, request)) as attacker:
            changed |= attacker.columns
            session = attacker.session
            every = columns(session, dict.fromkeys(session.scalars(TABLES), ()))
            wanted |= {(table, each.name) for table, held in every.items() for each in held}
    outside = {
        (table, name)
        for table, name in wanted
        if table in OUTSIDE or name in ATTACKED.get(table, ())
    }
    assert changed == wanted - outside
