"""One task handed to a colleague, who gains that task and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.inbox import snooze_task
from server.actions.installation import check_invariants
from server.actions.people import delegate_post
from server.actions.tasks import (
    assign_task,
    claim_task,
    entrust_task,
    read_task,
    recall_task,
    save_draft,
)
from server.domain.deadlines import local_day
from server.domain.people.actors import NotYourPost
from server.domain.people.appointments import (
    DocumentMissing,
    HeldAlready,
    MayNotDelegate,
    NoSuchPerson,
)
from server.domain.tasks.drafts import Seen
from server.domain.tasks.entrusting import (
    NoteMissing,
    NotEntrusted,
    OnlyLent,
    Terms,
)
from server.domain.tasks.task_access import Standing
from server.domain.tasks.work import (
    AlreadyDone,
    NotThere,
    SamePerson,
    TakenByOther,
)
from server.store.people import holders
from tests.actions.refused import refused
from tests.worlds.handing import entrusted
from tests.worlds.rows import payload, rows
from tests.worlds.year import PRESS, RADIO, SCHOOL, Year


def kinds(session: Session, task_id: UUID) -> list[str]:
    """List the kinds of a task's events in order."""
    found = rows(
        session, "SELECT kind FROM event WHERE object = :o ORDER BY seq", o=f"task/{task_id}"
    )
    return [kind for (kind,) in found]


def test_a_colleague_does_the_task_in_the_holders_stead_and_history_names_both(
    scoring: Year, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    colleague = entrusted(scoring, session, task, to=f"{SCHOOL}/head", document="")
    with refused(session, TakenByOther):
        scoring.complete(task)
    scoring.complete(task, by=colleague)
    kept = payload(session, task.id)["actor"]
    assert kept["name"] == colleague.name
    assert kept["on_behalf"]["vi"] == scoring.holder(task.post_id).post_title.vi
    assert kept["delegation"] == str(colleague.delegation_id)
    assert kinds(session, task.id) == ["task.entrusted", "task.completed"]
    assert check_invariants.check(session, now=scoring.now) == []


@pytest.mark.usefixtures("unsound")
def test_a_colleague_gains_nothing_else_of_the_post(scoring: Year, session: Session) -> None:
    scoring.play("approve")
    task = scoring.task("approve", SCHOOL)
    colleague = entrusted(scoring, session, task, to=f"{RADIO}/officer")
    other, now = scoring.task("approve", PRESS), scoring.tick()
    session.execute(
        text("UPDATE task SET post_id = :p, unit_id = :u WHERE id = :id"),
        {"p": task.post_id, "u": SCHOOL, "id": other.id},
    )
    assert read_task.read(session, task.id, actor=colleague, now=now).standing is Standing.WORKS
    me: dict[str, Any] = {"actor": colleague, "now": now}
    acts: tuple[Callable[[], object], ...] = (
        lambda: read_task.read(session, other.id, **me),
        lambda: scoring.complete(other, {"verdict": "approve"}, by=colleague),
        lambda: claim_task.claim(session, other.id, **me),
        lambda: assign_task.assign(session, other.id, to=colleague.person_id, **me),
        lambda: snooze_task.snooze(session, other.id, until=local_day(now), **me),
        lambda: save_draft.save(session, other.id, content={}, seen=Seen(), **me),
    )
    for act in acts:
        with refused(session, NotThere):
            act()
    held = holders.of_posts(session, [task.post_id], kind="evaluation", today=local_day(now))
    assert colleague.person_id not in {each.person_id for each in held}


def test_a_task_handed_back_is_the_posts_again_and_its_draft_stays(
    scoring: Year, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    colleague = entrusted(scoring, session, task, to=f"{SCHOOL}/head", document="")
    now = scoring.tick()
    save_draft.save(session, task.id, actor=colleague, content={"a": "b"}, seen=Seen(), now=now)
    with refused(session, NoteMissing):
        entrust_task.hand_back(session, task.id, note=" ", actor=colleague, now=now)
    entrust_task.hand_back(session, task.id, note="Thiếu số liệu", actor=colleague, now=now)
    with refused(session, NotYourPost):
        scoring.complete(task, by=colleague)
    holder = scoring.holder(task.post_id)
    page = read_task.read(session, task.id, actor=holder, now=now)
    assert page.standing is Standing.WORKS
    assert page.draft is not None
    scoring.complete(task)
    assert kinds(session, task.id) == ["task.entrusted", "task.handed_back", "task.completed"]
    assert check_invariants.check(session, now=scoring.now) == []


def test_the_giver_recalls_a_task_until_it_is_done(scoring: Year, session: Session) -> None:
    one, two = scoring.task("score", SCHOOL), scoring.task("score", PRESS)
    first = entrusted(scoring, session, one, to=f"{SCHOOL}/head", document="")
    second = entrusted(scoring, session, two, to=f"{PRESS}/head", document="")
    now = scoring.tick()
    with refused(session, OnlyLent):
        entrust_task.recall(session, one.id, actor=first, now=now)
    entrust_task.recall(session, one.id, actor=scoring.holder(one.post_id), now=now)
    with refused(session, NotYourPost):
        scoring.complete(one, by=first)
    with refused(session, NotEntrusted):
        entrust_task.recall(session, one.id, actor=scoring.holder(one.post_id), now=now)
    scoring.complete(two, by=second)
    with refused(session, AlreadyDone):
        entrust_task.recall(session, two.id, actor=scoring.holder(two.post_id), now=now)
    scoring.complete(one)
    assert check_invariants.check(session, now=scoring.now) == []


def test_who_did_the_task_in_anothers_stead_takes_it_back(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    colleague = entrusted(scoring, session, task, to=f"{SCHOOL}/head", document="")
    scoring.complete(task, by=colleague)
    recall_task.take_back(session, task.id, actor=colleague, now=scoring.tick())
    assert check_invariants.check(session, now=scoring.now) == []


def test_what_was_handed_over_is_not_handed_on_nor_what_was_only_lent(
    scoring: Year, session: Session
) -> None:
    scoring.play("approve")
    task, other = scoring.task("approve", SCHOOL), scoring.task("approve", PRESS)
    colleague = entrusted(scoring, session, task, to=f"{RADIO}/officer")
    substitute = scoring.lent(other.post_id, to=f"{RADIO}/officer")
    to = scoring.holder(f"{RADIO}/head").person_id
    terms = Terms(last=local_day(scoring.now), note="x", document="6/GUQ")
    for actor, of in ((colleague, task), (substitute, other)):
        with refused(session, OnlyLent):
            entrust_task.entrust(
                session, of.id, to=to, terms=terms, actor=actor, now=scoring.tick()
            )
        with refused(session, MayNotDelegate):
            delegate_post.delegate(
                session,
                to,
                first=local_day(scoring.now),
                last=local_day(scoring.now),
                document="7/GUQ",
                actor=actor,
                now=scoring.now,
            )


def test_a_head_hands_over_only_by_a_document(scoring: Year, session: Session) -> None:
    scoring.play("approve")
    task = scoring.task("approve", SCHOOL)
    with refused(session, DocumentMissing):
        entrusted(scoring, session, task, to=f"{RADIO}/officer", document=" ")


def test_who_scored_a_sheet_is_not_handed_its_approval(scoring: Year, session: Session) -> None:
    scoring.play("approve")
    task = scoring.task("approve", SCHOOL)
    with refused(session, SamePerson):
        entrusted(scoring, session, task, to=f"{SCHOOL}/officer")


def test_who_did_the_score_in_the_officers_stead_may_not_approve_it(
    scoring: Year, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    scoring.complete(task, by=entrusted(scoring, session, task, to=f"{SCHOOL}/head", document=""))
    with refused(session, SamePerson):
        scoring.complete(scoring.task("approve", SCHOOL), {"verdict": "approve"})


@pytest.mark.usefixtures("unsound")
def test_who_is_deactivated_or_holds_the_post_is_handed_nothing(
    scoring: Year, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    with refused(session, HeldAlready):
        entrusted(scoring, session, task, to=task.post_id)
    head = scoring.holder(f"{SCHOOL}/head")
    session.execute(
        text("UPDATE person SET deactivated_at = :now WHERE id = :id"),
        {"now": scoring.now, "id": head.person_id},
    )
    terms = Terms(last=local_day(scoring.now), note="x", document="")
    with refused(session, NoSuchPerson):
        entrust_task.entrust(
            session,
            task.id,
            to=head.person_id,
            terms=terms,
            actor=scoring.holder(task.post_id),
            now=scoring.tick(),
        )


def test_after_the_last_day_the_task_is_the_posts_again(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    colleague = entrusted(scoring, session, task, to=f"{SCHOOL}/head", document="")
    value = scoring.value(task)
    scoring.now += timedelta(days=6)
    with refused(session, NotYourPost):
        scoring.complete(task, value, by=colleague)
    again = entrusted(scoring, session, task, to=f"{SCHOOL}/head", document="")
    scoring.complete(task, value, by=again)


@pytest.mark.usefixtures("unsound")
def test_a_handing_over_falls_with_the_post_of_who_gave_it(scoring: Year, session: Session) -> None:
    task = scoring.task("score", SCHOOL)
    colleague = entrusted(scoring, session, task, to=f"{SCHOOL}/head", document="")
    giver = scoring.holder(task.post_id)
    session.execute(
        text("""
        WITH other AS (INSERT INTO appointment(id, person_id, post_id, valid_from)
          SELECT gen_random_uuid(), :head, :post, '2024-01-01')
        UPDATE appointment SET valid_to = :last WHERE person_id = :giver
        """),
        {
            "head": scoring.holder(f"{PRESS}/head").person_id,
            "post": task.post_id,
            "last": local_day(scoring.now) - timedelta(days=1),
            "giver": giver.person_id,
        },
    )
    with refused(session, NotYourPost):
        scoring.complete(task, by=colleague)


def test_a_head_assigning_the_task_to_another_ends_the_handing_over(
    scoring: Year, session: Session
) -> None:
    task = scoring.task("score", SCHOOL)
    colleague = entrusted(scoring, session, task, to=f"{RADIO}/officer")
    head, officer = scoring.holder(f"{SCHOOL}/head"), scoring.holder(task.post_id)
    assign_task.assign(session, task.id, to=officer.person_id, actor=head, now=scoring.tick())
    with refused(session, NotYourPost):
        scoring.complete(task, by=colleague)
    scoring.complete(task)
