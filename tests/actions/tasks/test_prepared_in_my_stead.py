"""Four eyes: what was prepared in somebody's stead is theirs, too, and they do not approve it."""

import pytest
from sqlalchemy.orm import Session

from server.actions.tasks import assign_task, claim_task, read_task
from server.domain.tasks.task_access import Standing
from server.domain.tasks.work import SamePerson
from tests.actions.refused import refused
from tests.worlds.handing import entrusted
from tests.worlds.year import PRESS, RADIO, SCHOOL, Year


@pytest.fixture
def prepared(year: Year, session: Session) -> Year:
    """Answer a year in which the school's sheet was scored in the stead of its officer."""
    year.open("evaluation")
    friend = entrusted(year, session, year.task("score", SCHOOL), to=f"{RADIO}/officer")
    year.complete(year.task("score", SCHOOL), by=friend)
    return year.play("approve")


def test_who_had_it_prepared_by_a_friend_does_not_approve_it_under_a_lent_post(
    prepared: Year, session: Session
) -> None:
    task = prepared.task("approve", SCHOOL)
    lent = prepared.lent(task.post_id, to=f"{SCHOOL}/officer")
    value = prepared.value(task)
    page = read_task.read(session, task.id, actor=lent, now=prepared.now)
    assert page.standing is Standing.PREPARED
    assert page.draft is None
    with refused(session, SamePerson):
        prepared.complete(task, value, by=lent)
    prepared.complete(task, value)


def test_nor_is_the_approval_handed_to_who_had_it_prepared(
    prepared: Year, session: Session
) -> None:
    task = prepared.task("approve", SCHOOL)
    with refused(session, SamePerson):
        entrusted(prepared, session, task, to=f"{SCHOOL}/officer")
    entrusted(prepared, session, task, to=f"{PRESS}/officer")


def test_nor_do_they_take_it_or_get_it_assigned_so_that_no_colleague_waits_for_them(
    prepared: Year, session: Session
) -> None:
    task = prepared.task("approve", SCHOOL)
    for who in (f"{SCHOOL}/officer", f"{RADIO}/officer"):
        lent, now = prepared.lent(task.post_id, to=who), prepared.tick()
        with refused(session, SamePerson):
            claim_task.claim(session, task.id, actor=lent, now=now)
        head = prepared.holder(task.post_id)
        with refused(session, SamePerson):
            assign_task.assign(session, task.id, to=lent.person_id, actor=head, now=now)
    claim_task.claim(session, task.id, actor=prepared.holder(task.post_id), now=prepared.tick())
