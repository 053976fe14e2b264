"""Evaluations of the archive: each stands where its name says."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from server.actions.cases import (
    cancel_case,
    set_back,
    suspend_case,
)
from server.actions.identity import invite
from server.actions.inbox import rank_tasks, snooze_task
from server.actions.people import (
    add_person,
    appoint,
    end_appointment,
)
from server.actions.tasks import add_comment, claim_task, entrust_task, recall_task, save_draft
from server.demo.answers import Value
from server.demo.roles import appraise
from server.demo.scene import TaskTurn
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.appointments import Held, Period
from server.domain.tasks.drafts import Seen
from server.domain.tasks.entrusting import Terms
from server.domain.tasks.priorities import Priority
from tests.worlds.holders import another_holder
from tests.worlds.year import ADMINISTRATOR, DEPUTY, LEADER, PRESS, RADIO, SCHOOL, Year

WHY = "Lý do mẫu của kho lưu trữ."


def approve_at_once(_: TaskTurn) -> Value:
    """Let every head approve."""
    return {"verdict": "approve", "comment": ""}


def appraise_at_once(turn: TaskTurn) -> Value:
    """Let the appraiser return no sheet."""
    turn.scene.seen.setdefault(f"appraise/{turn.task.key}", 1)
    return appraise(turn)


def just_opened(year: Year) -> None:
    """All score, the deadline waits."""


def every_step_of_a_unit(year: Year) -> None:
    """One unit scores, one approves, one is appraised, one explains, one is appraised again."""
    for unit in (DEPUTY, SCHOOL, PRESS, RADIO):
        year.do("score", key=unit)
    for unit in (DEPUTY, PRESS, RADIO):
        year.do("approve", key=unit)
    for unit in (DEPUTY, RADIO):
        year.do("appraise", key=unit)
    year.do("explain", key=RADIO)
    _marked(year)


def _marked(year: Year) -> None:
    """Claim, put off, mark as urgent, draft and discuss what is open."""
    score, approve, explain = (
        year.task("score"), year.task("approve"), year.task("explain", DEPUTY),
    )  # fmt: skip
    officer, head = year.holder(score.post_id), year.holder(approve.post_id)
    leader, now = year.holder(f"{LEADER}/head"), year.tick()
    with year.begin() as session:
        draft = {"scores.c1-1.points": "1,5"}
        save_draft.save(session, score.id, actor=officer, content=draft, seen=Seen(), now=now)
        claim_task.claim(session, score.id, actor=officer, now=now)
        later = local_day(now + timedelta(days=3))
        snooze_task.snooze(session, approve.id, actor=head, until=later, now=now)
        rank_tasks.rank(
            session, year.case_id, [explain.id], priority=Priority.URGENT, actor=leader, now=now
        )
        named = {f"{SCHOOL}/officer"}
        add_comment.add(session, approve.id, actor=head, text="Xem lại.", named=named, now=now)


def late(year: Year) -> None:
    """The deadline has passed over two units."""
    for unit in (LEADER, DEPUTY, SCHOOL):
        year.do("score", key=unit)
    assert year.fire_due(year.after("self_score")) == [True]


def waited_for(year: Year) -> None:
    """One late unit is out, the other has a later day: the timer is armed again."""
    late(year)
    out = {"decision": "take_out", "reason": WHY}
    day = local_day(year.now + timedelta(days=20)).isoformat()
    units = {PRESS: out, RADIO: {"decision": "wait", "reason": ""}}
    year.do("late", {"units": units, "until": day})


def ranked(year: Year) -> None:
    """Every sheet is in."""
    year.play("rank")


def adopting(year: Year) -> None:
    """The meeting is next."""
    year.play("adopt")


def sent_back(year: Year) -> None:
    """The meeting sent a sheet back: a second round."""
    adopting(year)
    value = year.value(year.task("adopt"))
    value |= {
        "verdict": "send_back",
        "units_sent_back": {SCHOOL: {"send_back": True, "reason": WHY}},
    }
    year.do("adopt", value)


def suspended(year: Year) -> None:
    """An administrator holds it up."""
    year.do("score", key=SCHOOL)
    with year.begin() as session:
        suspend_case.suspend(
            session, year.case_id, reason=WHY, actor=year.holder(ADMINISTRATOR), now=year.tick()
        )


def cancelled(year: Year) -> None:
    """An administrator ended it."""
    with year.begin() as session:
        cancel_case.cancel(
            session, year.case_id, reason=WHY, actor=year.holder(ADMINISTRATOR), now=year.tick()
        )


def set_back_once_and_asked_again(year: Year) -> None:
    """One unit was set back by two administrators; for another it is proposed."""
    for unit in (SCHOOL, PRESS):
        year.do("score", key=unit)
    first, second = year.holder(ADMINISTRATOR), _another_administrator(year)
    moves = []
    for unit in (SCHOOL, PRESS):
        task = year.task("approve", unit)
        with year.begin() as session:
            moves.append(
                set_back.propose(
                    session, task.id, target="score", reason=WHY, actor=first, now=year.tick()
                )
            )
    with year.begin() as session:
        set_back.confirm(session, moves[0], actor=second, now=year.tick())


def taken_back(year: Year) -> None:
    """A sheet was handed in and taken back: it is a draft again; another may still be."""
    task = year.task("score", SCHOOL)
    year.complete(task)
    year.do("score", key=PRESS)
    with year.begin() as session:
        recall_task.take_back(session, task.id, actor=year.holder(task.post_id), now=year.tick())


def delegated(year: Year) -> None:
    """A head's approval was given by delegation; one task is with a colleague."""
    year.do("score", key=SCHOOL)
    year.complete(
        year.task("approve", SCHOOL), by=year.lent(f"{SCHOOL}/head", to=f"{LEADER}/secretary")
    )
    task = year.task("score", PRESS)
    terms = Terms(last=local_day(year.now + timedelta(days=5)), note=WHY, document="02/GUQ")
    with year.begin() as session:
        entrust_task.entrust(
            session,
            task.id,
            to=year.holder(f"{RADIO}/officer").person_id,
            terms=terms,
            actor=year.holder(task.post_id),
            now=year.tick(),
        )


LATE = (late, waited_for)
"""Played where the deadline is past; no other evaluation may wait for it then."""


def of_persons(year: Year) -> None:
    """An administrator's post ended at once; a link and an appointment wait for a second person."""
    admin, other, third = year.holder(ADMINISTRATOR), _another_administrator(year), _unplaced(year)
    head = year.holder(f"{RADIO}/head")
    with year.begin() as session:
        appointment = session.execute(
            text("SELECT id FROM appointment WHERE person_id = :id"), {"id": other.person_id}
        ).scalar_one()
        end_appointment.end(session, appointment, last=None, actor=admin, now=year.tick())
        invite.invite(session, head.person_id, mails=False, actor=admin, now=year.tick())
        period = Period(first=local_day(year.now) + timedelta(days=1), last=None)
        appoint.appoint(
            session,
            Held(person_id=third, post_id=ADMINISTRATOR, period=period),
            decision="QĐ mẫu",
            actor=admin,
            now=year.tick(),
        )


def _unplaced(year: Year) -> UUID:
    """Add an account that holds no post."""
    with year.begin() as session:
        return add_person.add(
            session,
            login="chua-co-chuc-vu",
            name="Tài khoản chưa có chức vụ",
            province="bac-giang",
            actor=None,
            now=year.tick(),
        )


def _another_administrator(year: Year) -> Actor:
    with year.begin() as session:
        return another_holder(session, year.holder(ADMINISTRATOR), "Quản trị viên thêm")


EVALUATIONS = (
    just_opened,
    every_step_of_a_unit,
    ranked,
    adopting,
    sent_back,
    suspended,
    cancelled,
    set_back_once_and_asked_again,
    taken_back,
    delegated,
    of_persons,
)
