"""One POST, one effect: the key a form carries, and what a second POST is answered."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.tasks import claim_task, complete_task
from server.domain.mistakes import Mistakes
from server.domain.people.actors import Performer
from server.domain.tasks.work import (
    AlreadyDone,
    AlreadyReturned,
    KeyUsed,
    Withdrawn,
)
from tests.actions.refused import refused, state
from tests.worlds.year import PRESS, RADIO, SCHOOL, Year, new_act


def test_the_same_post_twice_has_one_effect_and_the_same_answer(
    scoring: Year, session: Session
) -> None:
    task, act = scoring.task("score", SCHOOL), new_act()
    value = scoring.value(task)
    first = scoring.complete(task, value, act=act)
    after = state(session)
    second = scoring.complete(task, value, act=act)
    assert (second.location, second.repeated) == (first.location, True)
    assert state(session) == after


def test_the_same_key_with_another_body_is_refused(scoring: Year, session: Session) -> None:
    task, act = scoring.task("score", SCHOOL), new_act()
    value = scoring.value(task)
    scoring.complete(task, value, act=act)
    other = new_act(key=act.key, body_hash="b" * 64)
    with refused(session, KeyUsed):
        scoring.complete(task, value, act=other)


@pytest.mark.parametrize("form", ["vote", "count"])
def test_of_what_is_confidential_the_key_alone_is_kept(
    year: Year, second: Year, session: Session, form: str
) -> None:
    voting = year if form == "vote" else second
    voting.through("award_review", form)
    task, *_ = voting.tasks(form)
    value, act = voting.value(task), new_act()
    first = voting.complete(task, value, act=act)
    assert session.scalar(text("SELECT body_hash FROM act")) == ""
    other = new_act(key=act.key, body_hash="b" * 64)
    again = voting.complete(task, value, act=other)
    assert (again.location, again.repeated) == (first.location, True)


def test_the_same_key_for_another_page_is_refused(scoring: Year, session: Session) -> None:
    task, act = scoring.task("score", SCHOOL), new_act()
    value = scoring.value(task)
    scoring.complete(task, value, act=act)
    with refused(session, KeyUsed):
        scoring.complete(task, value, act=new_act(key=act.key, endpoint="elsewhere"))


def test_a_refused_post_keeps_no_key(scoring: Year, session: Session) -> None:
    task, act = scoring.task("score", SCHOOL), new_act()
    with refused(session, Mistakes):
        scoring.complete(task, {"scores": {}}, act=act)
    assert session.scalar(text("SELECT count(*) FROM act")) == 0
    assert not scoring.complete(task, act=act).repeated


def test_a_key_belongs_to_its_person(scoring: Year) -> None:
    act = new_act()
    assert not scoring.complete(scoring.task("score", SCHOOL), act=act).repeated
    assert not scoring.complete(scoring.task("score", PRESS), act=act).repeated


def test_a_finished_task_answers_who_finished_it(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    value = scoring.value(task)
    scoring.complete(task, value, act=new_act())
    with refused(session, AlreadyDone) as found:
        scoring.complete(task, value, act=new_act())
    assert isinstance(found.value, AlreadyDone)
    assert found.value.by == Performer(scoring.holder(task.post_id).name)
    assert found.value.at is not None


def test_work_that_was_returned_answers_who_returned_it(scoring: Year, session: Session) -> None:
    scoring.do("score", key=SCHOOL)
    task = scoring.task("approve", SCHOOL)
    back = {"verdict": "return", "comment": "Bổ sung minh chứng tiêu chí 1.1."}
    scoring.complete(task, back, act=new_act())
    with refused(session, AlreadyReturned) as found:
        scoring.complete(task, act=new_act(), value={"verdict": "approve"})
    assert isinstance(found.value, AlreadyReturned)
    assert found.value.by == Performer(scoring.holder(task.post_id).name)


def test_what_a_colleague_took_and_finished_is_done_and_no_longer_theirs(
    scoring: Year, session: Session
) -> None:
    scoring.do("score", key=SCHOOL)
    task = scoring.task("approve", SCHOOL)
    acting = scoring.lent(task.post_id, to=f"{RADIO}/officer")
    claim_task.claim(session, task.id, actor=acting, now=scoring.tick())
    value = scoring.value(task)
    complete_task.complete(session, task.id, actor=acting, value=value, now=scoring.tick())
    with refused(session, AlreadyDone) as found:
        scoring.complete(task, value, act=new_act())
    assert isinstance(found.value, AlreadyDone)
    assert found.value.by == acting.performer
    assert found.value.by.on_behalf


def test_a_withdrawn_task_says_so(year: Year, session: Session) -> None:
    year.through("award_review", "opinion")
    task, *others = year.tasks("opinion")
    value = year.value(task)
    for other in others:
        year.complete(other)
    assert all(year.fire_due(year.after("consultation")))
    with refused(session, Withdrawn):
        year.complete(task, value)
