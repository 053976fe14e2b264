"""The lane of whoever opened the case, and what a process knows of the opening."""

import pytest
from sqlalchemy.orm import Session

from server.actions.deployment import deploy
from server.domain.refusals import UnknownRole
from tests.actions.cases.drawn import do, files, manifest, played, state
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import BEGINS, DEPUTY, LEADER, SCHOOL, Year


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


@pytest.mark.parametrize(("unit", "appraises"), [(SCHOOL, LEADER), (LEADER, DEPUTY)])
def test_the_deputys_appraiser_has_the_task_of_a_case_about_the_leaders_own_unit(
    year: Year, session: Session, unit: str, appraises: str
) -> None:
    main = Pool("main_").start().user("look", "appraiser").end().flow("begin", "look", "done")
    drawn = files(main, flows={})
    drawn["evaluation.toml"] = manifest(main, by='"member"', more='about = "opener"')
    deploy.deploy(session, "evaluation", drawn, actor=None, now=BEGINS)
    year.open("evaluation", post=f"{unit}/officer")
    assert year.task("look").post_id == f"{appraises}/appraiser"


def test_a_case_is_not_opened_where_nobody_stands_above_its_opener(
    year: Year, session: Session
) -> None:
    main = Pool("main_").start().user("first", "superior").end().flow("begin", "first", "done")
    with pytest.raises(UnknownRole):
        played(year, session, main, flows={})
