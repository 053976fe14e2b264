"""Two tokens in one instance: each person's act is one act, and history comes to the state."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import (
    cancel_case,
    migrate_instances,
    set_back,
)
from server.actions.definitions.deployed import build
from server.actions.deployment import deploy
from server.actions.tasks import recall_task
from server.actions.tasks.next_steps import following, next_steps
from server.domain.administration import repairs
from server.domain.people.actors import Actor
from server.domain.tasks.recall import NotTakenBack
from server.engine import Definition
from server.store.cases import case_progress
from server.web.cases.diagram.model import diagram_of
from server.web.cases.steps import marks
from tests.actions.at_once.threads import at_once
from tests.actions.cases import branched
from tests.actions.cases.branched import NOTICE, PLAN, PLAN_2
from tests.actions.refused import refused
from tests.workflows.product import definition
from tests.worlds.rows import rows
from tests.worlds.worker import checked
from tests.worlds.year import ADMINISTRATOR, BEGINS, Year


@pytest.fixture
def split(year: Year, session: Session) -> Year:
    """Answer a year whose evaluation has begun with two preparations side by side."""
    deploy.deploy(session, "evaluation", branched.files(), actor=None, now=BEGINS)
    year.open("evaluation")
    year.answers = dict.fromkeys((PLAN, PLAN_2, NOTICE, "third"), lambda _: {})
    return year


def waiting(year: Year) -> list[str]:
    return sorted(task.element for task in year.tasks())


def back(year: Year, session: Session, element: str) -> None:
    """Take back what was handed in for an element."""
    ((task_id, post),) = session.execute(
        text("SELECT id, post_id FROM task WHERE element = :e AND state = 'done'"), {"e": element}
    ).all()
    recall_task.take_back(session, task_id, actor=year.holder(post), now=year.tick())


@pytest.mark.parametrize("order", [(PLAN, PLAN_2, NOTICE), (NOTICE, PLAN, PLAN_2)])
def test_branches_are_joined_in_either_order_and_the_case_goes_on_to_its_end(
    split: Year, session: Session, order: tuple[str, ...]
) -> None:
    assert waiting(split) == [NOTICE, PLAN]
    ids = {task.element: task.id for task in split.tasks()}
    for element in order:
        assert "score" not in waiting(split)
        assert checked(session, now=split.now) == []
        split.do(element)
    assert set(waiting(split)) == {"score"}
    assert rows(session, "SELECT id FROM task WHERE element = :e", e=NOTICE) == [(ids[NOTICE],)]
    split.play()
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert checked(session, now=split.now) == []


def test_three_people_who_end_three_branches_at_once_open_the_next_step_once(
    committed: Year,
) -> None:
    with committed.begin() as session:
        deploy.deploy(session, "evaluation", branched.files(third=True), actor=None, now=BEGINS)
    committed.open("evaluation")
    tasks = [committed.task(PLAN), committed.task(NOTICE), committed.task("third")]
    committed.complete(tasks[0], {})
    tasks[0] = committed.task(PLAN_2)

    def post(place: int) -> str:
        committed.complete(tasks[place], {})
        return "done"

    assert at_once(post, 3) == {"done": 3}
    assert waiting(committed) == ["score"] * 5
    with committed.begin() as session:
        assert checked(session, now=committed.now) == []


def test_a_timer_ends_its_own_branch_and_leaves_the_other_its_task(
    split: Year, session: Session
) -> None:
    plan = split.task(PLAN).id
    split.fire_due(split.after("self_score"))
    assert [(task.element, task.id) for task in split.tasks()] == [(PLAN, plan)]
    assert checked(session, now=split.now) == []
    split.do(PLAN)
    assert checked(session, now=split.now) == []
    split.do(PLAN_2)
    assert "score" in waiting(split)


def test_what_is_done_beside_an_open_branch_is_not_taken_back(
    split: Year, session: Session
) -> None:
    deploy.deploy(session, "evaluation", branched.files(third=True), actor=None, now=split.tick())
    administrator, now = split.holder(ADMINISTRATOR), split.tick()
    cancel_case.cancel(session, split.case_id, reason="Mở lại.", actor=administrator, now=now)
    split.open("evaluation")
    split.do(NOTICE)
    split.do(PLAN)
    with refused(session, NotTakenBack):
        back(split, session, PLAN)
    assert waiting(split) == [PLAN_2, "third"]
    assert checked(session, now=split.now) == []


def test_the_last_open_branch_can_be_taken_back(split: Year, session: Session) -> None:
    split.do(NOTICE)
    split.do(PLAN)
    back(split, session, PLAN)
    assert waiting(split) == [PLAN]
    assert checked(session, now=split.now) == []
    split.play()
    assert rows(session, "SELECT state FROM case_") == [("closed",)]


def test_a_token_is_set_back_within_its_branch_and_nowhere_else(
    split: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    split.do(NOTICE)
    split.do(PLAN)
    task = split.task(PLAN_2)
    assert set_back.targets(session, task.id, now=split.now) == (PLAN,)
    with refused(session, repairs.MoreThanTasksBetween):
        propose(split, session, admins[0], NOTICE)
    move = propose(split, session, admins[0], PLAN)
    set_back.confirm(session, move, actor=admins[1], now=split.tick())
    assert waiting(split) == [PLAN]
    assert checked(session, now=split.now) == []
    split.play()
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert checked(session, now=split.now) == []


def propose(year: Year, session: Session, admin: Actor, target: str) -> UUID:
    return set_back.propose(
        session,
        year.task(PLAN_2).id,
        target=target,
        reason="Nhầm bước.",
        actor=admin,
        now=year.tick(),
    )


def test_an_instance_moves_to_a_version_that_draws_its_branches_alike(
    split: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    split.do(PLAN)
    deploy.deploy(session, "evaluation", branched.files(third=True), actor=None, now=split.tick())
    (case,) = migrate_instances.plan(session, "evaluation").cases
    ((why,),) = ({str(o.why) for o in each.obstacles} for each in case.instances if not each.moves)
    assert why == "branches"
    files = branched.files(named="Chuẩn bị kế hoạch thi đua")
    made, _ = deploy.deploy(session, "evaluation", files, actor=None, now=split.tick())
    migrate_instances.move(session, split.case_id, to=made.hash, actor=admins[0], now=split.tick())
    assert checked(session, now=split.now) == []
    split.play()
    assert rows(session, "SELECT state FROM case_") == [("closed",)]


def test_what_comes_after_the_other_branch_is_not_announced_as_next() -> None:
    model = build("evaluation", branched.files()).definition
    assert said(model, PLAN) == (("Hoàn chỉnh kế hoạch",), False)
    assert said(model, NOTICE) == ((), False)


def test_what_comes_when_all_branches_are_done_is_announced_as_that() -> None:
    model = build("evaluation", branched.files())
    found = next_steps(model, NOTICE)
    assert [each.vi for each in found.names] == [
        "Chấm điểm cho các đơn vị",
        "Thẩm định lần 1",
        "Tự chấm điểm",
    ]
    assert found.joined
    assert next_steps(model, PLAN).joined is False


def test_what_may_come_next_says_that_the_case_may_end() -> None:
    """A difficulty may be closed by its reporter, or looked at again; its last answer is read."""
    model = definition("difficulty")
    assert said(model, "raise_difficulty") == (("Trả lời, chuyển Sở Nội vụ",), False)
    assert said(model, "reporter_close") == (("Trả lời lần cuối",), True)
    assert said(model, "read_final") == ((), True)


def said(model: Definition, element: str) -> tuple[tuple[str, ...], bool]:
    found = following(model, element)
    return found.names, found.may_end


def test_the_picture_shows_both_branches_as_they_are(split: Year, session: Session) -> None:
    ((version,),) = rows(session, "SELECT definition_hash FROM case_")
    picture = diagram_of(session, str(version), "evaluation")

    def shown(part: str, *now: str) -> set[str]:
        passed = case_progress.passed(session, split.case_id)
        return {name for name in marks(passed, picture, now)[part].split() if name in ours}

    ours = {name for name in picture.flows if name.startswith("b_")} | {"begin", "split", PLAN}
    split.do(PLAN)
    assert shown("done", NOTICE, PLAN_2) == {"begin", "split", PLAN}
    begun = {"b_begin_split", "b_split_plan", "b_split_notice", "b_plan_plan_2"}
    assert shown("passed", NOTICE, PLAN_2) == begun
    split.do(PLAN_2)
    assert shown("passed", NOTICE) == begun | {"b_plan_2_plan_q"}
    split.do(NOTICE)
    assert shown("passed") == begun | {
        *("b_plan_2_plan_q", "b_plan_q_join", "b_notice_notice_q", "b_notice_q_join"),
        "b_join_request",
    }
