"""Administrators' acts on a case whose token stands in a subprocess: moving on, moving back."""

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import migrate_instances, set_back
from server.actions.definitions.deployed import build
from server.actions.deployment import deploy
from server.actions.installation.check_invariants import check
from server.actions.tasks.recall_task import take_back
from server.domain.administration import repairs
from server.domain.people.actors import Actor
from server.domain.tasks.recall import NotTakenBack
from tests.worlds.prepared import CHECK, DRAFT, HURRY, KEY, LATE, NAMES, SIGN, files
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, Year

YES = {"verdict": "approve"}


@pytest.fixture
def prepared(year: Year) -> Year:
    """Open the case: both tasks of its subprocess wait, and a day."""
    with year.begin() as session:
        deploy.deploy(session, KEY, files(), actor=None, now=BEGINS)
    year.open(KEY)
    return year


def version(session: Session, old: str, new: str) -> str:
    """Deploy the process with a text replaced; return its hash."""
    made = files()
    assert old in made[f"{KEY}.bpmn"]
    made[f"{KEY}.bpmn"] = made[f"{KEY}.bpmn"].replace(old, new)
    deploy.deploy(session, KEY, made, actor=None, now=BEGINS)
    return build(KEY, made).hash


def test_a_case_moves_to_a_version_with_the_same_subprocess_and_back(
    prepared: Year, admin: Actor, session: Session
) -> None:
    prepared.do(DRAFT, YES)
    to = version(session, NAMES[SIGN], "Ký và gửi báo cáo")
    case = prepared.case_id
    assert migrate_instances.move(session, case, to=to, actor=admin, now=prepared.tick()) == 1
    assert migrate_instances.undo(session, case, actor=admin, now=prepared.tick()) == 1
    assert migrate_instances.move(session, case, to=to, actor=admin, now=prepared.tick()) == 1
    assert prepared.fire_due(prepared.after("self_score")) == [True]
    assert [task.element for task in prepared.tasks()] == [HURRY]
    prepared.do(HURRY, YES)
    prepared.do(SIGN, YES)
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    found = check(session, now=prepared.now)
    assert [each for each in found if "mail" not in each.invariant] == []


def test_a_case_does_not_move_where_another_event_breaks_its_subprocess_off(
    prepared: Year, session: Session
) -> None:
    assert {task.element for task in prepared.tasks()} == {DRAFT, CHECK}
    to = version(session, f'"{LATE}"', f'"{LATE}x"')
    (case,) = migrate_instances.plan(session, KEY, to=to).cases
    why = {str(each.why) for instance in case.instances for each in instance.obstacles}
    assert "subprocess" in why


def test_no_token_is_proposed_to_go_back_over_the_border_of_a_subprocess(
    prepared: Year, admin: Actor, session: Session
) -> None:
    prepared.do(DRAFT, YES)
    prepared.do(CHECK, YES)
    task = prepared.task(SIGN)
    assert set_back.targets(session, task.id, now=prepared.now) == ()
    with pytest.raises(repairs.MoreThanTasksBetween), prepared.begin() as inner:
        set_back.propose(
            inner, task.id, target=DRAFT, reason="Nhầm", actor=admin, now=prepared.tick()
        )


def test_what_took_an_open_task_away_is_not_taken_back(year: Year, session: Session) -> None:
    deploy.deploy(session, KEY, files(timed=False), actor=None, now=BEGINS)
    year.open(KEY)
    task = year.task(CHECK)
    year.complete(task, {"verdict": "refuse", "why": "Thiếu"})
    assert [each.element for each in year.tasks()] == [HURRY]
    with pytest.raises(NotTakenBack), year.begin() as inner:
        take_back(inner, task.id, actor=year.holder(task.post_id), now=year.tick())
