"""Who may complete a task; everybody else changes nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation import housekeeping
from server.actions.tasks import claim_task, read_task
from server.domain.people.actors import Actor
from server.domain.refusals import OwnUnit
from server.domain.tasks.task_access import Standing
from server.domain.tasks.work import (
    NotThere,
    NotYours,
    SamePerson,
    TakenByOther,
)
from server.store.inbox import inbox
from server.store.inbox.inbox import Eyes, WantedTasks
from tests.actions.refused import refused
from tests.worlds.rows import pairs, rows
from tests.worlds.year import DEPUTY, LEADER, PRESS, SCHOOL, Year, in_post


def test_a_task_is_refused_to_a_person_of_another_post(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    for post in (f"{SCHOOL}/head", f"{PRESS}/officer", f"{LEADER}/secretary"):
        with refused(session, NotYours):
            scoring.complete(task, by=scoring.holder(post))


def test_a_stranger_cannot_tell_a_task_from_none(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    stranger = scoring.holder("bac-giang/vp-ubnd/officer")
    value = scoring.value(task)
    with refused(session, NotThere) as there:
        scoring.complete(task, value, by=stranger)
    missing = replace(task, id=scoring.cases["evaluation"])
    with refused(session, NotThere) as gone:
        scoring.complete(missing, value, by=stranger)
    assert (str(there.value), there.value.args) == (str(gone.value), gone.value.args)


def test_a_task_somebody_claimed_is_refused_to_a_colleague_of_the_post(
    scoring: Year, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    holder, colleague = scoring.holder(task.post_id), scoring.holder(f"{SCHOOL}/head")
    claim_task.claim(session, task.id, actor=holder, now=scoring.tick())
    with refused(session, TakenByOther):
        scoring.complete(task, by=in_post(colleague, task.post_id))


def test_a_person_may_not_appraise_a_unit_where_they_hold_a_second_post(
    scoring: Year, session: Session
) -> None:
    scoring.play("appraise", "rank")
    task = scoring.task("appraise", SCHOOL)
    appraiser = scoring.holder(task.post_id)
    second_post = replace(appraiser, unit_ids=appraiser.unit_ids | {SCHOOL})
    with refused(session, OwnUnit):
        scoring.complete(task, by=second_post)
    scoring.complete(task)


def test_the_leaders_own_sheet_is_appraised_by_the_deputy(scoring: Year) -> None:
    scoring.play("appraise")
    posts = {task.key: task.post_id for task in scoring.tasks("appraise")}
    assert posts.pop(LEADER) == f"{DEPUTY}/appraiser"
    assert set(posts.values()) == {f"{LEADER}/appraiser"}


def test_the_leaders_own_sheet_is_refused_to_the_leaders_appraiser(
    scoring: Year, session: Session
) -> None:
    scoring.play("appraise")
    task = scoring.task("appraise", LEADER)
    with refused(session, NotYours):
        scoring.complete(task, by=scoring.holder(f"{LEADER}/appraiser"))
    with refused(session, OwnUnit):  # even where the deputy's post is lent to them
        lent = in_post(scoring.holder(f"{LEADER}/appraiser"), task.post_id)
        scoring.complete(task, by=lent)


@pytest.mark.usefixtures("unsound")
def test_a_head_may_not_approve_what_the_same_person_scored(
    scoring: Year, session: Session
) -> None:
    head = scoring.holder(f"{SCHOOL}/head")
    scoring.complete(scoring.task("score", SCHOOL), by=in_post(head, f"{SCHOOL}/officer"))
    task = scoring.task("approve", SCHOOL)
    with refused(session, SamePerson):
        scoring.complete(task)
    officer = scoring.holder(f"{SCHOOL}/officer")
    scoring.complete(task, by=in_post(officer, task.post_id))
    assert scoring.tasks("approve") == []


@pytest.mark.usefixtures("unsound")
def test_a_head_approves_when_another_person_scored_last(scoring: Year) -> None:
    head = scoring.holder(f"{SCHOOL}/head")
    scoring.complete(scoring.task("score", SCHOOL), by=in_post(head, f"{SCHOOL}/officer"))
    back = {"verdict": "return", "comment": "Chấm lại."}
    deputy_head = in_post(scoring.holder(f"{SCHOOL}/officer"), f"{SCHOOL}/head")
    scoring.complete(scoring.task("approve", SCHOOL), back, by=deputy_head)
    scoring.complete(scoring.task("score", SCHOOL))
    scoring.complete(scoring.task("approve", SCHOOL), {"verdict": "approve", "comment": ""})


def test_history_keeps_who_acted_in_which_post_and_on_whose_behalf(
    scoring: Year, session: Session
) -> None:
    scoring.play("approve")
    task = scoring.task("approve", SCHOOL)
    lent = scoring.lent(task.post_id, to=f"{PRESS}/officer")
    scoring.complete(task, by=lent)
    row = session.execute(
        text("SELECT done_by, done_name, done_on_behalf FROM task WHERE id = :id"), {"id": task.id}
    ).one()
    assert lent.on_behalf is not None
    assert tuple(row) == (lent.person_id, lent.name, lent.on_behalf.vi)


def leave(session: Session, actor: Actor, post_id: str, *, last: date) -> None:
    """Let an appointment end by its own last day, set long before: nothing happens on the day."""
    session.execute(
        text("UPDATE appointment SET valid_to = :last WHERE person_id = :who AND post_id = :post"),
        {"last": last, "who": actor.person_id, "post": post_id},
    )


@pytest.mark.usefixtures("unsound")
def test_a_claim_ends_with_the_post_of_who_made_it(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    holder, successor = scoring.holder(task.post_id), scoring.holder(f"{SCHOOL}/head")
    successor = in_post(successor, task.post_id)
    claim_task.claim(session, task.id, actor=holder, now=scoring.tick())
    leave(session, holder, task.post_id, last=scoring.now.date())
    value = scoring.value(task)
    with refused(session, TakenByOther):
        scoring.complete(task, value, by=successor)
    scoring.now += timedelta(days=1)
    page = read_task.read(session, task.id, actor=successor, now=scoring.now)
    assert (page.standing, page.task.assignee_name) == (Standing.WORKS, "")
    eyes = Eyes(person_id=successor.person_id, post_id=task.post_id, unit_id=SCHOOL)
    today = scoring.now.date()
    assert inbox.page(session, eyes, WantedTasks(), today=today)[0].assignee_id is None
    assert inbox.counts(session, eyes, posts={task.post_id: None}, today=today).mine == 1
    scoring.complete(task, value, by=successor)


@pytest.mark.usefixtures("unsound")
def test_a_successor_claims_what_their_predecessor_had_claimed(
    scoring: Year, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    holder, successor = scoring.holder(task.post_id), scoring.holder(f"{SCHOOL}/head")
    claim_task.claim(session, task.id, actor=holder, now=scoring.tick())
    leave(session, holder, task.post_id, last=scoring.now.date())
    later = scoring.now + timedelta(days=1)
    claim_task.claim(session, task.id, actor=in_post(successor, task.post_id), now=later)
    row = session.execute(text("SELECT assignee_id FROM task WHERE id = :id"), {"id": task.id})
    assert row.scalar_one() == successor.person_id


@pytest.mark.usefixtures("unsound")
def test_a_claim_nobody_can_honour_is_put_back_at_night_and_history_says_so(
    scoring: Year, session: Session
) -> None:
    task, other = scoring.task("score", SCHOOL), scoring.task("score", PRESS)
    holder, stays = scoring.holder(task.post_id), scoring.holder(other.post_id)
    claim_task.claim(session, task.id, actor=holder, now=scoring.tick())
    claim_task.claim(session, other.id, actor=stays, now=scoring.tick())
    leave(session, holder, task.post_id, last=scoring.now.date())
    put_back = housekeeping.parts()["claims"]
    assert put_back(session, scoring.now) == 0
    assert put_back(session, scoring.now + timedelta(days=1)) == 1
    claimed = "SELECT id, assignee_id FROM task WHERE assignee_id IS NOT NULL"
    assert pairs(session, claimed) == {other.id: stays.person_id}
    told = "SELECT count(*) FROM event WHERE kind = 'task.put_back' AND object = :o"
    assert rows(session, told, o=f"task/{task.id}") == [(1,)]
