"""What a moment's page reads of events comes to what their whole replay comes to."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.definitions.deployed import deployed, rules_of
from server.actions.transaction import transactions
from server.domain.history.moment import CaseThen, case_then
from server.domain.history.replay import FactsTold, replay
from server.domain.history.replay.facts import said
from server.store.history import case_reading
from server.store.invariants.facts import history
from tests.worlds.played import Played
from tests.worlds.rows import rows

Lines = set[tuple[str, ...]]


@pytest.fixture
def session(year: Played) -> Iterator[Session]:
    with transactions(year.database.url)() as begun:
        yield begun


def of_replay(told: FactsTold) -> Lines:
    names = {name.split("/")[1] for name in told.facts if name.startswith("task/")}
    columns = ("element", "key", "state", "post_id", "subject_unit_id", "due", "closed_at")
    return {(id_, *(told.get(f"task/{id_}/{each}") for each in columns)) for id_ in names}


def of_moment(then: CaseThen) -> Lines:
    return {
        (
            task.id,
            *(task.element, task.key, task.state, task.post_id, task.subject),
            said(datetime.fromisoformat(task.due)) if task.due else "",
            said(task.closed_at),
        )
        for task in then.tasks
    }


def test_every_moment_of_every_case_is_what_the_replay_says(session: Session) -> None:
    compared = 0
    for case_id, digest in rows(session, "SELECT id, rules_digest FROM case_"):
        assert isinstance(case_id, UUID)
        rules = rules_of(session, str(digest))
        told = history(session, case_id) or []
        kept = case_reading.up_to(session, case_id, case_reading.MOST)
        for number in range(1, len(told) + 1):
            whole = replay(told[:number], rules, lambda each: deployed(session, each).manifest)
            then = case_then(each.text() for each in kept[:number])
            assert of_moment(then) == of_replay(whole)
            assert then.version == whole.get("case/definition_hash")
            compared += 1
    assert compared > 100
