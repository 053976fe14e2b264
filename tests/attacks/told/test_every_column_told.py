"""Whatever the application may change is proved by more than its row's last change, or listed."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.attacks.attacking import BOUND
from tests.attacks.told.columns_told import MAY_CHANGE, UNPROVED, columns_of, unnamed
from tests.attacks.told.naming import Naming
from tests.check.planting import NUMBERING, VOTING, CheckedYear

CHECK = Path(__file__).parents[3] / "docs" / "check.md"
A_LINE = re.compile(r"\| `\w+`: `")
FURNISHED = "furnished"
WORLDS: Mapping[str, frozenset[str]] = {
    VOTING: frozenset({"candidate", "opinion", "poll", "vote", "count_entry", "tally"}),
    NUMBERING: frozenset({"register", "register_entry", "document", "agency_number"}),
}
"""Where the tables stand that have no rows in the office."""
ELSEWHERE = frozenset().union(*WORLDS.values())


@pytest.mark.parametrize("name", [FURNISHED, *WORLDS])
def test_a_change_beside_an_innocent_event_is_named(
    name: str, request: pytest.FixtureRequest
) -> None:
    world: CheckedYear = request.getfixturevalue(name)
    with Session(world.engine) as session:
        assert world.check(session) == []
        held = columns_of(session, WORLDS.get(name, BOUND.keys() - ELSEWHERE))
        asked = [each for each in held if (each.table, each.column.name) not in UNPROVED]
        naming = Naming(session, world)
        assert [line for each in asked for line in unnamed(session, naming, each)] == []
        session.rollback()


@pytest.mark.parametrize("name", [VOTING])
def test_what_is_listed_may_be_changed(name: str, request: pytest.FixtureRequest) -> None:
    world: CheckedYear = request.getfixturevalue(name)
    listed = {(name, column) for name, table in BOUND.items() for column in table.unproved}
    with Session(world.engine) as session:
        assert listed <= {tuple(row) for row in session.execute(MAY_CHANGE)}


def test_what_is_proved_by_its_last_change_alone_is_said() -> None:
    said = CHECK.read_text(encoding="utf-8").splitlines()
    assert {line for line in said if A_LINE.match(line)} == _listed()


def _listed() -> set[str]:
    """Write a line of the document for each reason of a table."""
    lines: dict[tuple[str, str], list[str]] = {}
    for name, table in BOUND.items():
        for column, why in table.unproved.items():
            lines.setdefault((name, why), []).append(f"`{column}`")
    return {f"| `{name}`: {', '.join(held)} | {why} |" for (name, why), held in lines.items()}
