"""Own unit is judged on the person: every post held, lent or entrusted, and all they did."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases.case_work import OpenTask
from server.actions.inbox import approve_many
from server.actions.people import revoke_delegation
from server.actions.tasks import assign_task, claim_task, read_task, save_draft
from server.demo.answers import Value
from server.domain.people.actors import Actor
from server.domain.people.delegations import Scope
from server.domain.refusals import OwnUnit
from server.domain.tasks.drafts import Seen
from server.domain.tasks.task_access import Standing
from tests.actions.refused import refused
from tests.worlds.handing import entrusted
from tests.worlds.rows import payload
from tests.worlds.year import DEPUTY, LEADER, PRESS, RADIO, SCHOOL, Year, in_post, new_act

APPRAISER = f"{LEADER}/appraiser"
APPROVED = {"verdict": "approve", "comment": ""}
CHAIRMAN = "bac-giang/ubnd-tinh/chairman"


@pytest.fixture
def scored(year: Year) -> Year:
    """Answer a year in which every unit has scored itself."""
    year.open("evaluation")
    return year.play("approve")


def appraisal(year: Year, unit: str = SCHOOL) -> OpenTask:
    """Play until every sheet waits for its appraisal; answer that of a unit."""
    return year.play("appraise", "rank").task("appraise", unit)


def revoke(year: Year, session: Session, lent: Actor) -> None:
    assert lent.delegation_id is not None
    owner = year.holder(lent.post_id)
    revoke_delegation.revoke(session, lent.delegation_id, actor=owner, now=year.tick())


@pytest.mark.parametrize("scope", [Scope(), Scope(kinds=frozenset({"submission"}))])
def test_a_lent_post_bars_the_appraiser_under_their_own_post_too(
    scored: Year, session: Session, scope: Scope
) -> None:
    task = appraisal(scored)
    scored.lent(f"{SCHOOL}/head", to=APPRAISER, scope=scope)
    with refused(session, OwnUnit):
        scored.complete(task)


@pytest.mark.usefixtures("unsound")
def test_who_is_entrusted_with_a_task_of_a_unit_does_not_appraise_it(
    scored: Year, session: Session
) -> None:
    entrusted(scored, session, scored.task("approve", PRESS), to=APPRAISER)
    scored.complete(scored.task("approve", SCHOOL), APPROVED)
    task = scored.task("appraise", SCHOOL)
    session.execute(text("UPDATE task SET key = :k WHERE id = :id"), {"k": PRESS, "id": task.id})
    with refused(session, OwnUnit):
        scored.complete(task)


def test_who_approved_a_sheet_does_not_appraise_it_after_the_delegation_ended(
    scored: Year, session: Session
) -> None:
    lent = scored.lent(f"{SCHOOL}/head", to=APPRAISER)
    scored.complete(scored.task("approve", SCHOOL), APPROVED, by=lent)
    revoke(scored, session, lent)
    task = appraisal(scored)
    with refused(session, OwnUnit):
        scored.complete(task)
    scored.complete(scored.task("appraise", PRESS))


@pytest.mark.usefixtures("unsound")
@pytest.mark.parametrize("element", ["score", "approve"])
def test_a_sheet_scored_or_approved_in_an_earlier_round_still_bars(
    year: Year, session: Session, element: str
) -> None:
    year.open("evaluation")
    year.play("score" if element == "score" else "approve")
    worker = entrusted_or_lent(year, session, element)
    year.complete(year.task(element, SCHOOL), by=worker)
    ended(session, worker)
    back: Value = {"verdict": "incomplete", "comment": "Thiếu minh chứng", "scores": {}}
    other = year.holder(f"{DEPUTY}/appraiser")
    year.complete(appraisal(year), back, by=in_post(other, APPRAISER))
    task = appraisal(year)
    assert task.round > 1 or year.tasks("appraise")
    with refused(session, OwnUnit):
        year.complete(task)
    assert standing_of(year, session, task) is Standing.BARRED


@pytest.mark.usefixtures("unsound")
@pytest.mark.parametrize(
    ("element", "way"), [("score", "entrusted"), ("approve", "lent"), ("approve", "entrusted")]
)
def test_who_had_a_sheet_done_in_their_stead_does_not_appraise_it(
    year: Year, session: Session, element: str, way: str
) -> None:
    year.open("evaluation")
    year.play(element)
    sheet = year.task(element, SCHOOL)
    giver = year.holder(sheet.post_id)
    if way == "lent":
        worker = year.lent(sheet.post_id, to=f"{PRESS}/officer")
    else:
        worker = entrusted(year, session, sheet, to=f"{PRESS}/officer")
    year.complete(sheet, APPROVED if element == "approve" else None, by=worker)
    if element == "score":
        year.play("approve")
        year.complete(year.task("approve", SCHOOL), APPROVED)
    ended(session, worker)
    task = appraisal(year)
    moved(session, giver)
    appraiser = replace(in_post(giver, APPRAISER), unit_ids=frozenset({LEADER}))
    with refused(session, OwnUnit):
        year.complete(task, by=appraiser)


def moved(session: Session, person: Actor) -> None:
    """Move a person out of their post into the appraiser's."""
    session.execute(
        text("UPDATE appointment SET post_id = :post WHERE person_id = :id"),
        {"post": APPRAISER, "id": person.person_id},
    )


def test_the_second_appraisal_is_barred_to_who_explained_in_the_units_name(
    scored: Year, session: Session
) -> None:
    task = appraisal(scored)
    scored.complete(task, lowered(scored.value(task)))
    worker = entrusted(scored, session, scored.task("explain", SCHOOL), to=APPRAISER)
    task = scored.task("explain", SCHOOL)
    scored.complete(task, contested(scored.value(task)), by=worker)
    ended(session, worker)
    with refused(session, OwnUnit):
        scored.complete(scored.task("appraise_2", SCHOOL))


def test_who_approved_a_late_units_sheet_does_not_take_it_out(
    scored: Year, session: Session
) -> None:
    approver = scored.lent(f"{SCHOOL}/head", to=f"{LEADER}/head")
    back = {"verdict": "return", "comment": "Chấm lại"}
    scored.complete(scored.task("approve", SCHOOL), back, by=approver)
    revoke(scored, session, approver)
    scored.fire_due(scored.after("self_score"))
    task = scored.task("late")
    out: Value = {"units": {SCHOOL: {"decision": "take_out", "reason": "Quá hạn"}}}
    with refused(session, OwnUnit):
        scored.complete(task, out)


def test_history_marks_that_who_approved_a_sheet_entered_that_the_meeting_sends_it_back(
    scored: Year, session: Session
) -> None:
    approver = scored.lent(f"{SCHOOL}/head", to=f"{LEADER}/head")
    scored.complete(scored.task("approve", SCHOOL), APPROVED, by=approver)
    revoke(scored, session, approver)
    task = scored.play("adopt").task("adopt")
    sent: Value = scored.value(task) | {
        "verdict": "send_back",
        "units_sent_back": {SCHOOL: {"send_back": True, "reason": "Cộng sai"}},
    }
    scored.complete(task, sent)
    (change,) = payload(session, task.id)["changes"]
    assert change["own_unit"] is True


def test_who_approved_a_units_sheet_does_not_decide_on_its_award(
    year: Year, session: Session
) -> None:
    year.open("evaluation")
    year.play("approve")
    workers = {
        unit: year.lent(f"{unit}/head", to=CHAIRMAN) for unit in (SCHOOL, PRESS, RADIO, DEPUTY)
    }
    for unit, worker in workers.items():
        year.complete(year.task("approve", unit), by=worker)
        revoke(year, session, worker)
    year.play().through("submission", "decide")
    task = next(task for task in year.tasks("decide") if task.key.partition("/")[2] in workers)
    with refused(session, OwnUnit):
        year.complete(task)


def test_every_way_to_a_barred_task_refuses_alike(scored: Year, session: Session) -> None:
    lent = scored.lent(f"{SCHOOL}/head", to=APPRAISER)
    scored.complete(scored.task("approve", SCHOOL), APPROVED, by=lent)
    revoke(scored, session, lent)
    task = appraisal(scored)
    me, now = scored.holder(APPRAISER), scored.tick()
    head = scored.holder(f"{LEADER}/head")
    assert read_task.read(session, task.id, actor=me, now=now).standing is Standing.BARRED
    with refused(session, OwnUnit):
        claim_task.claim(session, task.id, actor=me, now=now)
    with refused(session, OwnUnit):
        assign_task.assign(session, task.id, to=me.person_id, actor=head, now=now)
    with refused(session, OwnUnit):
        save_draft.save(session, task.id, content={}, seen=Seen(), actor=me, now=now)
    with refused(session, OwnUnit):
        entrusted(scored, session, task, to=f"{RADIO}/officer")
    ((_, refusal),) = approve_many.approve(
        session, [task.id], actor=me, comment="", act=new_act(), confirmed=True, now=now
    )
    assert isinstance(refusal, OwnUnit)


def test_a_barred_appraisal_is_not_entrusted_to_who_worked_on_the_sheet(
    scored: Year, session: Session
) -> None:
    worker = entrusted(scored, session, scored.task("approve", SCHOOL), to=f"{RADIO}/officer")
    scored.complete(scored.task("approve", SCHOOL), APPROVED, by=worker)
    ended(session, worker)
    task = appraisal(scored)
    with refused(session, OwnUnit):
        entrusted(scored, session, task, to=f"{RADIO}/officer")


@pytest.mark.usefixtures("unsound")
def test_what_is_barred_to_one_somebody_else_of_the_post_may_do(scored: Year) -> None:
    lent = scored.lent(f"{SCHOOL}/head", to=APPRAISER)
    scored.complete(scored.task("approve", SCHOOL), APPROVED, by=lent)
    task = appraisal(scored)
    colleague = in_post(scored.holder(f"{LEADER}/officer"), APPRAISER)
    scored.complete(task, by=colleague)
    assert SCHOOL not in {each.key for each in scored.tasks("appraise")}


def test_nobody_has_a_barred_task_done_by_a_friends_hand(scored: Year, session: Session) -> None:
    approver = scored.lent(f"{SCHOOL}/head", to=APPRAISER)
    scored.complete(scored.task("approve", SCHOOL), APPROVED, by=approver)
    revoke(scored, session, approver)
    friend = scored.holder(f"{RADIO}/officer")
    giver = scored.holder(APPRAISER)
    lent = replace(in_post(friend, APPRAISER), giver_id=giver.person_id)
    task = appraisal(scored)
    with refused(session, OwnUnit):
        scored.complete(task, by=lent)


def entrusted_or_lent(year: Year, session: Session, element: str) -> Actor:
    if element == "score":
        return entrusted(year, session, year.task("score", SCHOOL), to=APPRAISER)
    return year.lent(f"{SCHOOL}/head", to=APPRAISER)


def ended(session: Session, actor: Actor) -> None:
    """Let a delegation be over, as if its last day were."""
    session.execute(
        text("UPDATE delegation SET revoked_at = now() WHERE id = :id"), {"id": actor.delegation_id}
    )


def standing_of(year: Year, session: Session, task: OpenTask) -> Standing:
    actor = year.holder(task.post_id)
    return read_task.read(session, task.id, actor=actor, now=year.now).standing


def lowered(value: Value) -> Value:
    """Take the first line down to one point."""
    first = next(iter(value["scores"].values()))
    first.update(points="1", reason="Thiếu minh chứng")
    return value


def contested(value: Value) -> Value:
    rows = value["explanations"]
    return {"explanations": {name: {"stance": "contest", "text": "Đã đủ"} for name in rows}}
