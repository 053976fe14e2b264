"""Everybody who writes at one case in the same seconds: nobody is in another's way for good."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.store.cases import cases
from server.store.tasks import task_pages
from tests.actions.at_once.threads import DONE, crossed
from tests.actions.at_once.writing import unhindered, writers
from tests.worlds.rows import rows
from tests.worlds.year import SCHOOL, Year


@pytest.mark.slow
def test_acts_files_drafts_and_remarks_at_one_case_never_block_each_other_for_good(
    scoring: Year,
) -> None:
    kept: list[UUID] = []
    assert unhindered(scoring, writers(scoring, kept), kept)


def test_an_act_locks_its_case_first_and_its_task_second(scoring: Year) -> None:
    task = scoring.task("score", SCHOOL)
    free = "SELECT 1 FROM case_ WHERE id = :id FOR NO KEY UPDATE SKIP LOCKED"

    def the_case_is_held(_: Session) -> None:
        with scoring.begin() as other:
            assert rows(other, free, id=scoring.case_id) == []

    came = crossed(
        scoring,
        first=lambda session: task_pages.lock(session, task.id),
        meanwhile=lambda session: cases.lock_of_task(session, task.id),
        then=the_case_is_held,
    )
    assert came == DONE
