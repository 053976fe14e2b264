"""Checking a count or a ballot before sending it tells nothing of the others'."""

from collections.abc import Mapping

from sqlalchemy import event
from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.tasks import complete_task
from server.actions.tasks.complete_task import Opened
from server.demo.answers import Value
from server.domain.canonical import Json
from tests.actions.refused import state
from tests.worlds.year import Year


def would_open(
    year: Year, session: Session, task: OpenTask, value: Mapping[str, Json]
) -> tuple[Opened, ...]:
    actor = year.holder(task.post_id)
    return complete_task.rehearse(session, task.id, actor=actor, value=value, now=year.now)


def test_the_second_scrutineer_does_not_find_out_the_firsts_count(
    second: Year, session: Session
) -> None:
    second.through("award_review", "count")
    one, two = second.tasks("count")
    right = second.value(one)
    second.complete(one, right)
    wrong: Value = right | {"valid": right["valid"] - 1, "invalid": right["invalid"] + 1}
    came = {would_open(second, session, two, value) for value in (right, wrong)}
    assert came == {()}


def test_the_last_voter_does_not_see_what_the_ballot_would_decide(
    year: Year, session: Session
) -> None:
    *others, last = year.through("award_review", "vote").tasks("vote")
    for task in others:
        year.complete(task)
    assert would_open(year, session, last, year.value(last)) == ()


def test_checking_asks_the_database_the_same_whether_the_counts_agree_or_not(
    second: Year, session: Session
) -> None:
    second.through("award_review", "count")
    one, two = second.tasks("count")
    right = second.value(one)
    second.complete(one, right)
    wrong: Value = right | {"valid": right["valid"] - 1, "invalid": right["invalid"] + 1}
    asked: list[list[str]] = [[]]
    event.listen(session.bind, "before_cursor_execute", lambda *of: asked[-1].append(of[2][:9]))
    before = state(session)
    for value in (right, wrong):
        asked.append([])
        would_open(second, session, two, value)
    assert asked[1] == asked[2]
    assert state(session) == before
