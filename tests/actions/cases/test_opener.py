"""The lane of whoever opened the case, and what a process knows of the opening."""

import pytest
from sqlalchemy.orm import Session

from server.domain.refusals import UnknownRole
from tests.actions.cases.drawn import do, played, state
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import Year


def test_the_openers_lane_is_the_post_that_opened_the_case(year: Year, session: Session) -> None:
    main = (
        Pool("main_").start().user("first", "opener").xor("who").user("second", "secretary").end()
    )
    main.flow("begin", "first", "who").flow("who", "second", when="opened_by == 'x/y/head'")
    main.flow("who", "done", default=True).flow("second", "done")
    played(year, session, main, flows={})
    ((post, opened),) = rows(
        session, "SELECT t.post_id, c.opened_post FROM task t JOIN case_ c ON c.id = t.case_id"
    )
    assert post == opened
    do(year, "first")
    assert state(session) == "closed"
    assert sound(year)


def test_a_case_is_not_opened_where_nobody_stands_above_its_opener(
    year: Year, session: Session
) -> None:
    main = Pool("main_").start().user("first", "superior").end().flow("begin", "first", "done")
    with pytest.raises(UnknownRole):
        played(year, session, main, flows={})
