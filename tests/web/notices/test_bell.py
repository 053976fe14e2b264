"""The number at the bell is counted for the post acted in, once a page, however many one holds."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.web.notices.test_notices import YESTERDAY, new, officer
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

__all__ = ["officer"]
Sent = list[tuple[str, Any]]


@pytest.fixture
def counted() -> Iterator[Sent]:
    """Answer the statements that count at the bell, with what was bound to them."""
    found: Sent = []

    def kept(_1: object, _2: object, statement: str, bound: object, *_rest: object) -> None:
        if "AS unread" in statement:
            found.append((statement, bound))

    event.listen(Engine, "before_cursor_execute", kept)
    yield found
    event.remove(Engine, "before_cursor_execute", kept)


def loops(plan: dict[str, Any]) -> int:
    """Say how often mentions are looked for in a plan that has run."""
    own = plan["Actual Loops"] if plan.get("Relation Name") == "mention" else 0
    return int(own) + sum(loops(each) for each in plan.get("Plans", ()))


def test_a_post_more_costs_no_count_more(
    world: World, officer: str, as_post: SignIn, counted: Sent
) -> None:
    for unit in ("so-gddt", "so-tttt"):
        head = world.post(world.unit(unit, unit), "head")
        world.lend(head, world.people[officer])
    as_post(officer).get("/tasks")
    statement, bound = counted[-1]
    with world.engine.connect() as connection:
        told = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", bound)
        found = told.scalar_one()
    (plan,) = json.loads(found) if isinstance(found, str) else found
    assert loops(plan["Plan"]) == 1


def test_each_post_has_its_own_number(world: World, officer: str, as_post: SignIn) -> None:
    head = world.post("bac-giang/so-khcn", "head")
    world.task(world.case("bac-giang/so-khcn"), head, "Việc trễ", due=YESTERDAY)
    lent = world.lend(head, world.people[officer], "evaluation")
    client = as_post(officer)
    assert new(client) == 0
    assert send(client, "/act-as", {"post": f"{head}|{lent}"}).status_code == 303
    assert new(client) == 1
