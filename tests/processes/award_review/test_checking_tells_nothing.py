"""Checking a count or a ballot before sending it tells nothing of the others'."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.tasks import complete_task
from server.actions.tasks.complete_task import Opened
from server.demo.answers import Value
from server.domain.canonical import Json
from tests.actions.refused import state
from tests.sent import statements_sent
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
    before = state(session)
    with statements_sent() as of_right:
        would_open(second, session, two, right)
    with statements_sent() as of_wrong:
        would_open(second, session, two, wrong)
    assert of_right
    one_of_each = [[sql.rstrip("0123456789") for sql, _ in sent] for sent in (of_right, of_wrong)]
    assert one_of_each[0] == one_of_each[1]  # but for the number of a savepoint
    assert state(session) == before
