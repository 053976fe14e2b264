"""A case is set back a step by two administrators; no decision is skipped or taken by that."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import set_back
from server.actions.installation.check_invariants import check
from server.config import PROPOSALS_HOLD
from server.domain.administration import repairs
from server.domain.people.actors import Actor
from server.domain.people.second_person import ProposerLeft, SameHands
from server.domain.tasks.work import NotThere, Withdrawn
from server.store.identity import invites
from server.store.identity.invites import NewLink
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.year import SCHOOL, Year

WHY = "Đơn vị nộp nhầm bảng của năm trước."


@pytest.fixture
def second_admin(admins: tuple[Actor, Actor]) -> Actor:
    """Answer another person in the same post."""
    return admins[1]


@pytest.fixture
def appraising(year: Year) -> Year:
    year.open("evaluation")
    return year.play("appraise")


def propose(year: Year, admin: Actor, task_id: UUID, target: str = "score", why: str = WHY) -> UUID:
    with year.begin() as session:
        return set_back.propose(
            session, task_id, target=target, reason=why, actor=admin, now=year.tick()
        )


def confirm(year: Year, admin: Actor, move: UUID) -> None:
    with year.begin() as session:
        set_back.confirm(session, move, actor=admin, now=year.tick())


def test_a_confirmed_setback_opens_the_earlier_task_with_the_reason_and_goes_on_to_the_end(
    appraising: Year, admin: Actor, second_admin: Actor, session: Session
) -> None:
    task = appraising.task("appraise", SCHOOL)
    value = appraising.value(task)
    confirm(appraising, second_admin, propose(appraising, admin, task.id))
    with refused(session, Withdrawn):
        appraising.complete(task, value)
    again = appraising.task("score", SCHOOL)
    assert rows(session, "SELECT note FROM task WHERE id = :id", id=again.id) == [(WHY,)]
    appraising.play()
    assert rows(session, "SELECT state FROM case_") == [("closed",)]
    assert check(session, now=appraising.now) == []


def test_the_event_names_both_persons_and_the_reason(
    appraising: Year, admin: Actor, second_admin: Actor, session: Session
) -> None:
    move = propose(appraising, admin, appraising.task("appraise", SCHOOL).id)
    confirm(appraising, second_admin, move)
    (found,) = rows(
        session,
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'case.set_back'",
    )
    for word in (WHY, str(admin.person_id), str(second_admin.person_id), '"to":"score"'):
        assert word in found[0]


def test_nobody_confirms_what_they_proposed(
    appraising: Year, admin: Actor, session: Session
) -> None:
    move = propose(appraising, admin, appraising.task("appraise", SCHOOL).id)
    with refused(session, repairs.SecondPersonMissing):
        confirm(appraising, admin, move)


def test_a_proposal_moves_nothing_and_a_declined_one_never_does(
    appraising: Year, admin: Actor, second_admin: Actor, session: Session
) -> None:
    task = appraising.task("appraise", SCHOOL)
    move = propose(appraising, admin, task.id)
    assert appraising.task("appraise", SCHOOL) == task
    with refused(session, repairs.MoveWaits):
        propose(appraising, admin, task.id, "approve")
    set_back.decline(session, move, actor=second_admin, now=appraising.tick())
    with refused(session, repairs.MoveSettled):
        confirm(appraising, second_admin, move)
    with refused(session, NotThere):
        confirm(appraising, second_admin, uuid4())


def test_when_the_task_was_done_meanwhile_the_proposal_is_outdated(
    appraising: Year, admin: Actor, second_admin: Actor, session: Session
) -> None:
    task = appraising.task("appraise", SCHOOL)
    move = propose(appraising, admin, task.id)
    appraising.complete(task)
    with refused(session, repairs.MoveOutdated):
        confirm(appraising, second_admin, move)
    with refused(session, repairs.TaskNotOpen):
        propose(appraising, admin, task.id)


@pytest.mark.parametrize("target", ["explain", "appraise_2", "appraise", "requested", "rank", "no"])
def test_a_case_goes_only_back_and_no_decision_is_skipped(
    appraising: Year, admin: Actor, session: Session, target: str
) -> None:
    with refused(session, repairs.NotDoneBefore):
        propose(appraising, admin, appraising.task("appraise", SCHOOL).id, target)


def test_a_vote_is_never_opened_again_by_going_back_over_it(
    year: Year, admin: Actor, session: Session
) -> None:
    year.through("award_review", "minutes")
    with refused(session, repairs.MoreThanTasksBetween):
        propose(year, admin, year.task("minutes").id, "meeting")


def test_the_offered_steps_are_those_a_proposal_may_name(
    appraising: Year, session: Session
) -> None:
    task = appraising.task("appraise", SCHOOL)
    assert set(set_back.targets(session, task.id, now=appraising.now)) == {"score", "approve"}


def test_an_administrator_changes_no_score_by_setting_back(
    appraising: Year, admin: Actor, second_admin: Actor, session: Session
) -> None:
    query = "SELECT * FROM score ORDER BY case_id, unit_id, criterion_id"
    before, votes = rows(session, query), rows(session, "SELECT count(*) FROM vote")
    move = propose(appraising, admin, appraising.task("appraise", SCHOOL).id)
    confirm(appraising, second_admin, move)
    assert (rows(session, query), rows(session, "SELECT count(*) FROM vote")) == (before, votes)


@pytest.mark.usefixtures("unsound")
def test_who_may_have_signed_in_as_the_other_does_not_confirm(
    appraising: Year, admin: Actor, second_admin: Actor, session: Session
) -> None:
    """Of two administrators one had the link in hand by which the other's password was set."""
    move = propose(appraising, admin, appraising.task("appraise", SCHOOL).id)
    until = appraising.now + timedelta(days=7)
    for whose, by in ((second_admin, admin), (admin, second_admin)):
        link = NewLink(
            expires=until, made_by=by.person_id, handed_by=by.person_id, mailed=False
        )  # fmt: skip
        invites.add_link(session, whose.person_id, f"of {whose.name}", link)
        invites.set_password(session, whose.person_id, "hash", link=f"of {whose.name}")
        invites.set_password(session, whose.person_id, "own", link=None)
        with refused(session, SameHands):
            confirm(appraising, second_admin, move)
        rows(session, "UPDATE person SET handed_link = NULL RETURNING 1")


@pytest.mark.usefixtures("unsound")
def test_no_case_is_set_back_as_a_former_administrator_proposed(
    appraising: Year, admin: Actor, second_admin: Actor, session: Session
) -> None:
    move = propose(appraising, admin, appraising.task("appraise", SCHOOL).id)
    closed = "UPDATE person SET deactivated_at = :now WHERE id = :p RETURNING 1"
    rows(session, closed, p=admin.person_id, now=appraising.now)
    with refused(session, ProposerLeft):
        confirm(appraising, second_admin, move)


def test_a_move_nobody_confirmed_in_time_does_nothing_and_is_proposed_anew(
    appraising: Year, admin: Actor, second_admin: Actor, session: Session
) -> None:
    task = appraising.task("appraise", SCHOOL)
    move = propose(appraising, admin, task.id)
    late = appraising.now + PROPOSALS_HOLD
    with refused(session, repairs.MoveExpired):
        set_back.confirm(session, move, actor=second_admin, now=late)
    set_back.propose(session, task.id, target="score", reason="x", actor=admin, now=late)


def test_nobody_else_proposes_or_confirms(appraising: Year, admin: Actor, session: Session) -> None:
    task = appraising.task("appraise", SCHOOL)
    head = appraising.holder(f"{SCHOOL}/head")
    with refused(session, repairs.NotYoursToRepair):
        propose(appraising, head, task.id)
    move = propose(appraising, admin, task.id)
    with refused(session, repairs.NotYoursToRepair):
        confirm(appraising, head, move)
