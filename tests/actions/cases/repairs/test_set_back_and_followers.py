"""A step back takes no milestone away that a later case opened after."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, open_case, set_back
from server.actions.deployment import deploy
from server.domain.administration import repairs
from server.domain.people.actors import Actor
from tests.actions.refused import refused
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.rows import rows
from tests.worlds.year import LEADER, PLAN, Year

FIRST = UnknownProcess(one=False)
AFTER = UnknownProcess(one=False, after=f"{{ {FIRST.key} = '{FIRST.milestone}' }}")


@pytest.fixture
def deployed_both(year: Year, session: Session) -> None:
    for process in (FIRST, AFTER):
        files = {name: data.decode() for name, data in process.files.items()}
        deploy.deploy(session, process.key, files, actor=None, now=year.now)


def opened(year: Year, session: Session, process: UnknownProcess) -> UUID:
    case_id = open_case.open_case(
        session,
        bloc_year_id=PLAN,
        kind=process.key,
        actor=year.holder(f"{LEADER}/head"),
        now=year.tick(),
        opening=process.typed(),
    )
    year.take_up(process.key, case_id)
    return case_id


def reached(year: Year, session: Session) -> UUID:
    """Open the first case and reach its milestone; answer the task that is open then."""
    opened(year, session, FIRST)
    year.do(FIRST.first, {"note": "Đã làm"})
    return year.task(FIRST.second).id


def moved(year: Year, session: Session, admins: tuple[Actor, Actor], task_id: UUID) -> None:
    one, other = admins
    move = set_back.propose(
        session, task_id, target=FIRST.first, reason="Làm nhầm", actor=one, now=year.tick()
    )
    set_back.confirm(session, move, actor=other, now=year.tick())


@pytest.mark.usefixtures("deployed_both")
def test_it_is_refused_while_a_later_case_rests_on_the_milestone(
    year: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    task_id = reached(year, session)
    opened(year, session, AFTER)
    with refused(session, repairs.ReliedOnByCase):
        moved(year, session, admins, task_id)


@pytest.mark.usefixtures("deployed_both")
def test_a_case_that_opened_after_the_proposal_is_seen_when_it_is_confirmed(
    year: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    task_id = reached(year, session)
    one, other = admins
    move = set_back.propose(
        session, task_id, target=FIRST.first, reason="Làm nhầm", actor=one, now=year.tick()
    )
    opened(year, session, AFTER)
    with refused(session, repairs.ReliedOnByCase):
        set_back.confirm(session, move, actor=other, now=year.tick())


@pytest.mark.usefixtures("deployed_both")
def test_it_is_done_once_the_later_case_is_cancelled_or_where_there_is_none(
    year: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    task_id = reached(year, session)
    later = opened(year, session, AFTER)
    cancel_case.cancel(session, later, reason="Mở nhầm", actor=admins[0], now=year.tick())
    moved(year, session, admins, task_id)
    stands = "SELECT count(*) FROM milestone WHERE milestone = :m"
    assert rows(session, stands, m=FIRST.milestone) == [(0,)]
