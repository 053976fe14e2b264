"""What persons and administrators do to a case that stands in a call, or in a subprocess."""

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, set_back, suspend_case
from server.actions.deployment import deploy
from server.actions.tasks import claim_task, recall_task, save_draft
from server.domain.administration.repairs import CaseSuspended, MoreThanTasksBetween
from server.domain.people.actors import Actor
from server.domain.tasks.drafts import Seen
from server.domain.tasks.recall import NotTakenBack
from server.domain.tasks.work import Withdrawn
from tests.actions.cases.calls.amid import ending, look, sound, to_the_end
from tests.actions.refused import refused
from tests.worlds.calling import CALLER
from tests.worlds.handing import entrusted
from tests.worlds.processes.amid import BOTH, NO, YES, Amid, open_in
from tests.worlds.rows import rows
from tests.worlds.year import BEGINS, SCHOOL, Year

WHY = "Xem lại"
MILESTONES = "SELECT milestone FROM milestone ORDER BY milestone"
each_kind = pytest.mark.parametrize("amid", BOTH, ids=["subprocess", "call"])
pytestmark = each_kind


def test_it_goes_on_to_its_end(asked: Year, session: Session, amid: Amid) -> None:
    with ending(asked, session):
        look(asked, session, amid)
        to_the_end(asked, amid)


def test_what_is_inside_is_set_back_a_step_by_two_administrators(
    asked: Year, session: Session, amid: Amid, admins: tuple[Actor, Actor]
) -> None:
    with ending(asked, session):
        look(asked, session, amid)
        task = asked.task(amid.confirm)
        move = set_back.propose(
            session, task.id, target=amid.look, reason=WHY, actor=admins[0], now=asked.tick()
        )
        set_back.confirm(session, move, actor=admins[1], now=asked.tick())
        assert open_in(asked) == sorted([amid.look, "warn"])
        asked.do(amid.look, YES)  # the paper is there from before
        to_the_end(asked, amid)


def test_nothing_inside_is_set_back_to_what_was_before(
    asked: Year, session: Session, amid: Amid, admin: Actor
) -> None:
    task = asked.task(amid.look)
    assert set_back.targets(session, task.id, now=asked.now) == ()
    with refused(session, MoreThanTasksBetween):
        set_back.propose(session, task.id, target="ask", reason=WHY, actor=admin, now=asked.tick())


def test_the_step_that_entered_it_is_not_taken_back_once_its_day_runs(
    asked: Year, session: Session, amid: Amid
) -> None:
    ((task, post),) = rows(session, "SELECT id, post_id FROM task WHERE element = 'ask'")
    with refused(session, NotTakenBack):
        recall_task.take_back(session, task, actor=asked.holder(post), now=asked.tick())
    assert open_in(asked) == sorted([amid.look, "warn"])


def test_the_step_that_entered_it_is_taken_back_where_no_day_runs(
    year: Year, session: Session, amid: Amid
) -> None:
    deploy.deploy(session, CALLER, amid.files(timed=False), actor=None, now=BEGINS)
    year.open(CALLER)
    task = year.task("ask")
    year.do("ask", {"amount": 200})
    recall_task.take_back(session, task.id, actor=year.holder(task.post_id), now=year.tick())
    assert open_in(year) == ["ask", "warn"]
    assert sound(year, session)
    with ending(year, session):
        year.do("ask", {"amount": 50})
        look(year, session, amid)
        to_the_end(year, amid)


def test_a_step_inside_is_taken_back_with_its_paper_until_the_next_has_acted(
    asked: Year, session: Session, amid: Amid
) -> None:
    with ending(asked, session):
        task = look(asked, session, amid)
        holder = asked.holder(task.post_id)
        recall_task.take_back(session, task.id, actor=holder, now=asked.tick())
        assert open_in(asked) == sorted([amid.look, "warn"])
        assert rows(session, MILESTONES) == [("opened",)]
        asked.do(amid.look, YES)
        asked.do(amid.confirm, YES)
        with refused(session, NotTakenBack):
            recall_task.take_back(session, task.id, actor=holder, now=asked.tick())
        to_the_end(asked, amid)


def test_a_suspended_case_waits_with_its_day_and_goes_on(
    asked: Year, session: Session, amid: Amid, admin: Actor
) -> None:
    with ending(asked, session):
        case = asked.case_id
        suspend_case.suspend(session, case, reason=WHY, actor=admin, now=asked.tick())
        with refused(session, CaseSuspended):
            asked.complete(asked.task(amid.look), YES)
        assert asked.fire_due(asked.after("self_score")) in ([], [False])
        assert rows(session, "SELECT DISTINCT state FROM task WHERE element <> 'ask'") == [
            ("open",)
        ]
        assert sound(asked, session)
        suspend_case.resume(session, case, reason=WHY, actor=admin, now=asked.tick())
        assert asked.fire_due(asked.now) == [True]
        assert open_in(asked) == ["hurry", "warn"]
        asked.do("hurry", {})
        asked.do("warn", YES)
        asked.do("sign", {})


def test_a_cancelled_case_leaves_nothing_open_inside(
    asked: Year, session: Session, amid: Amid, admin: Actor
) -> None:
    look(asked, session, amid)
    cancel_case.cancel(session, asked.case_id, reason=WHY, actor=admin, now=asked.tick())
    assert open_in(asked) == []
    assert rows(session, "SELECT state FROM case_") == [("cancelled",)]
    assert rows(session, "SELECT state FROM timer WHERE state = 'armed'") == []
    assert sound(asked, session)


def test_a_message_that_comes_amid_it_waits_for_its_catch(
    asked: Year, session: Session, amid: Amid
) -> None:
    with ending(asked, session):
        asked.do("warn", YES)
        assert open_in(asked) == [amid.look]
        look(asked, session, amid)
        asked.do(amid.confirm, YES)
        assert open_in(asked) == ["sign"]
        asked.do("sign", {})


def test_a_message_calls_it_off(asked: Year, session: Session, amid: Amid) -> None:
    with ending(asked, session):
        look(asked, session, amid)
        asked.do("warn", NO)
        assert open_in(asked) == ["hurry"]
        asked.do("hurry", {})
        asked.do("sign", {})
    assert "checked" not in {name for (name,) in rows(session, MILESTONES)}


def test_its_day_takes_a_claimed_task_away_with_its_draft(
    asked: Year, session: Session, amid: Amid
) -> None:
    with ending(asked, session):
        look(asked, session, amid)
        task = asked.task(amid.confirm)
        holder = asked.holder(task.post_id)
        claim_task.claim(session, task.id, actor=holder, now=asked.tick())
        save_draft.save(
            session,
            task.id,
            actor=holder,
            content={"why": "Đang xem"},
            seen=Seen(version=0, tab="t", turn=1),
            now=asked.tick(),
        )
        assert asked.fire_due(asked.after("self_score")) == [True]
        assert open_in(asked) == ["hurry", "warn"]
        with refused(session, Withdrawn):
            asked.complete(task, YES)
        asked.do("hurry", {})
        asked.do("warn", YES)
        asked.do("sign", {})


def test_its_day_takes_a_task_away_that_is_with_a_colleague(
    asked: Year, session: Session, amid: Amid
) -> None:
    with ending(asked, session):
        task = asked.task(amid.look)
        entrusted(asked, session, task, to=f"{SCHOOL}/head", days=60)
        assert asked.fire_due(asked.after("self_score")) == [True]
        assert open_in(asked) == ["hurry", "warn"]
        for element in ("hurry", "warn", "sign"):
            asked.do(element, YES if element == "warn" else {})


def test_a_colleague_does_what_is_inside_in_the_holders_stead(
    asked: Year, session: Session, amid: Amid
) -> None:
    with ending(asked, session):
        colleague = entrusted(asked, session, asked.task(amid.look), to=f"{SCHOOL}/head")
        look(asked, session, amid, by=colleague)
        to_the_end(asked, amid)


def test_who_was_lent_the_post_does_what_is_inside(
    asked: Year, session: Session, amid: Amid
) -> None:
    with ending(asked, session):
        look(asked, session, amid)
        task = asked.task(amid.confirm)
        asked.complete(task, YES, by=asked.lent(task.post_id, to=f"{SCHOOL}/head"))
        to_the_end(asked, amid)
