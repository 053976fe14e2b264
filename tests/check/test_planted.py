"""What `binhxet check` finds: each kind of fault planted alone, in a half and a finished year.

`make audit-attacks` plants each in every year that can have it.
"""

import os
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.check.planting import (
    BOTH,
    NUMBERING,
    RULING,
    TAKING,
    VOTING,
    CheckedYear,
    Plant,
    planted,
)
from tests.check.plants import PLANTS
from tests.check.plants.taken import UNLIKE, recorded
from tests.worlds.history.soundness import written

KINDS = Path(__file__).with_name("kinds.txt").read_text(encoding="utf-8").splitlines()
WHOLE = "EVERY_PLANT" in os.environ
"""Whether each fault is planted in all its worlds, or in one of them, by turns: the short form."""
PLANTED = [
    (plant, world)
    for number, plant in enumerate(PLANTS)
    for turn, world in enumerate(plant.worlds)
    if WHOLE or turn == number % len(plant.worlds)
]


@pytest.mark.parametrize("name", [*BOTH, VOTING, NUMBERING, RULING, TAKING])
def test_a_year_nothing_is_planted_in_is_sound(name: str, request: pytest.FixtureRequest) -> None:
    world: CheckedYear = request.getfixturevalue(name)
    with Session(world.engine) as session:
        assert world.check(session) == []


@pytest.mark.parametrize(
    ("plant", "name"),
    PLANTED,
    ids=[f"{world}: {plant.kind} {number}" for number, (plant, world) in enumerate(PLANTED)],
)
def test_a_planted_fault_is_named(plant: Plant, name: str, request: pytest.FixtureRequest) -> None:
    world: CheckedYear = request.getfixturevalue(name)
    with planted(world, plant.sql) as session:
        found = world.check(session, changed=written(session))
    assert any(
        breach.invariant.startswith(plant.invariant) and plant.where in breach.where
        for breach in found
    ), found


def test_a_rule_said_in_other_words_by_another_release_is_no_fault(taking: CheckedYear) -> None:
    with planted(taking, recorded("send_draft", " · 15", " – 15")) as session:
        found = taking.check(session, changed=written(session))
    assert found
    assert UNLIKE not in {breach.invariant for breach in found}


def test_every_kind_is_planted() -> None:
    assert {plant.kind for plant in PLANTS} == set(KINDS)
