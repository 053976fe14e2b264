"""The number at the bell is counted for the post acted in, once a page, however many one holds."""

from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy.orm import Session

from server.domain.deadlines import local_day
from server.store.identity import web_sessions
from server.store.people.people import PostChoice
from tests.sent import statements_sent
from tests.web.notices.test_notices import YESTERDAY, new, officer
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send

__all__ = ["officer"]


def loops(plan: dict[str, Any]) -> int:
    """Say how often mentions are looked for in a plan that has run."""
    own = plan["Actual Loops"] if plan.get("Relation Name") == "mention" else 0
    return int(own) + sum(loops(each) for each in plan.get("Plans", ()))


def test_a_post_more_costs_no_count_more(world: World, officer: str) -> None:
    for unit in ("so-gddt", "so-tttt"):
        head = world.post(world.unit(unit, unit), "head")
        world.lend(head, world.people[officer])
    own = cast("PostChoice", SimpleNamespace(post_id=officer, delegation_id=None))
    with Session(world.engine) as session:
        token = web_sessions.start(session, world.people[officer], own, now=NOW)
        with statements_sent() as sent:
            found = web_sessions.live(session, token, now=NOW, today=local_day(NOW))
        assert found is not None
        assert len(found.choices) == 3
        (statement, bound) = sent[-1]
        told = session.connection().exec_driver_sql(
            f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", bound
        )
        (plan,) = told.scalar_one()
    assert loops(plan["Plan"]) == 1


def test_each_post_has_its_own_number(world: World, officer: str, as_post: SignIn) -> None:
    head = world.post("bac-giang/so-khcn", "head")
    world.task(world.case("bac-giang/so-khcn"), head, "Việc trễ", due=YESTERDAY)
    lent = world.lend(head, world.people[officer], "evaluation")
    client = as_post(officer)
    assert new(client) == 0
    assert send(client, "/act-as", {"post": f"{head}|{lent}"}).status_code == 303
    assert new(client) == 1
