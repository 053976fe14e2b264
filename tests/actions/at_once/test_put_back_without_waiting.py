"""Who loses a post loses what they claimed in it; nobody at the office waits for whoever writes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.tasks import claim_task
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.store.tasks import claims, task_pages
from tests.worlds.year import BEGINS, SCHOOL, Year

Release = Callable[[Session, Actor], object]
LATER = timedelta(days=4000)
RELEASES: dict[str, Release] = {
    "a delegation revoked": lambda session, who: claims.release_lost(
        session, who.person_id, who.post_id, today=local_day(BEGINS + LATER)
    ),
    "an appointment ended": lambda session, who: claims.release_tasks(
        session, who.person_id, post_id=who.post_id
    ),
    "a person deactivated": lambda session, who: claims.release_tasks(session, who.person_id),
}


@pytest.fixture
def claimed(committed: Year) -> tuple[Year, OpenTask, Actor]:
    committed.open("evaluation")
    task = committed.task("score", SCHOOL)
    who = committed.holder(task.post_id)
    with committed.begin() as session:
        claim_task.claim(session, task.id, actor=who, now=committed.tick())
        session.execute(text("UPDATE appointment SET valid_to = valid_from"))
    return committed, task, who


@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_what_is_being_written_is_left_and_the_rest_is_put_back(
    claimed: tuple[Year, OpenTask, Actor], release: Release
) -> None:
    year, task, who = claimed
    with year.begin() as writer:
        task_pages.lock(writer, task.id)
        with year.begin() as office:
            office.execute(text("SET LOCAL lock_timeout = '100ms'"))
            assert release(office, who) == ()
    with year.begin() as office:
        assert release(office, who) == (task.id,)
