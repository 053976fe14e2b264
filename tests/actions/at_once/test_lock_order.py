"""Two transactions stepped by hand until each holds what the other wants: one waits, none dies."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from server.actions.blocs.import_bloc_year import import_bloc_year
from server.actions.cases import cancel_case
from server.actions.identity import accept_invite, accounts
from server.actions.identity.invite import hash_of
from server.actions.people import appoint, confirm_account, deactivate
from server.actions.tasks import attach_file, complete_task, recall_task
from server.config import PROPOSALS_HOLD
from server.demo.scene import PDF
from server.domain.people.actors import Actor
from server.domain.people.appointments import Held, LinkSpent, Period
from server.domain.people.second_person import ProposalSettled
from server.store.history import journal
from server.store.identity import invites
from server.store.identity.invites import NewLink
from server.store.mail import reminders
from server.store.people import account_proposals, delegations
from server.store.people.account_proposals import NewProposal
from tests.actions.at_once.threads import DONE, Act, crossed
from tests.actions.at_once.writing import first_criterion
from tests.domain import bloc_years
from tests.worlds.holders import another_holder
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, RADIO, SCHOOL, Year, new_act

OFFICER = f"{SCHOOL}/officer"
LATER = Period(first=date(2031, 1, 1), last=None)
NEW = "mật khẩu đủ dài 7391"


def reminding(year: Year) -> tuple[Act, Act]:
    """Answer the two statements of the worker's reminders: find and lock, then mark and mail."""
    later = year.now + timedelta(days=90)
    found: list[reminders.DueReminder] = []

    def lock(session: Session) -> None:
        found.extend(reminders.due_reminders(session, now=later, most=200))
        assert found

    def send(session: Session) -> None:
        reminders.send(session, found, [], now=later, today=later.date())

    return lock, send


def test_a_task_is_completed_while_its_reminders_are_sent(scoring: Year) -> None:
    task = scoring.task("score", SCHOOL)
    value, actor, now = scoring.value(task), scoring.holder(task.post_id), scoring.now
    lock, send = reminding(scoring)

    def complete(session: Session) -> None:
        complete_task.complete(session, task.id, actor=actor, value=value, act=new_act(), now=now)

    assert crossed(scoring, first=lock, meanwhile=complete, then=send) == DONE


def test_a_task_is_taken_back_while_reminders_of_the_next_are_sent(scoring: Year) -> None:
    task = scoring.task("score", SCHOOL)
    actor = scoring.holder(task.post_id)
    scoring.complete(task)
    lock, send = reminding(scoring)

    def back(session: Session) -> None:
        recall_task.take_back(session, task.id, actor=actor, now=scoring.now)

    assert crossed(scoring, first=lock, meanwhile=back, then=send) == DONE


def test_a_case_is_cancelled_while_reminders_are_sent(scoring: Year) -> None:
    administrator, now = scoring.holder(ADMINISTRATOR), scoring.now
    lock, send = reminding(scoring)

    def cancel(session: Session) -> None:
        cancel_case.cancel(session, scoring.case_id, reason="Sai", actor=administrator, now=now)

    assert crossed(scoring, first=lock, meanwhile=cancel, then=send) == DONE


def test_a_file_that_comes_while_its_case_is_cancelled_goes_with_its_task(scoring: Year) -> None:
    task, subject = scoring.task("score", SCHOOL), first_criterion(scoring)
    administrator, now = scoring.holder(ADMINISTRATOR), scoring.now

    def cancel(session: Session) -> None:
        cancel_case.cancel(session, scoring.case_id, reason="Sai", actor=administrator, now=now)

    def attach(session: Session) -> None:
        attach_file.attach(
            session,
            task.id,
            actor=scoring.holder(task.post_id),
            kind="evidence",
            subject=subject,
            file_name="a.pdf",
            data=PDF,
            now=now,
        )

    assert crossed(scoring, first=attach, meanwhile=cancel) == DONE
    with scoring.begin() as session:
        assert rows(session, "SELECT state FROM attachment") == [("removed",)]


def person_of(year: Year, post: str = OFFICER) -> UUID:
    return year.holder(post).person_id


def locking(person_id: UUID) -> Act:
    """Do what everybody does first who writes about an account."""
    return lambda session: accounts.lock(session, person_id)


def closing(year: Year, person_id: UUID) -> Act:
    administrator = year.holder(ADMINISTRATOR)
    return lambda session: deactivate.deactivate(
        session, person_id, actor=administrator, now=year.now
    )


def test_a_link_is_used_while_its_account_is_closed(committed: Year) -> None:
    person, now = person_of(committed), committed.now
    token = uuid4().hex
    link = NewLink(expires=now + timedelta(days=1), made_by=None, handed_by=None, mailed=True)
    with committed.begin() as session:
        invites.add_link(session, person, hash_of(token), link)

    def accept(session: Session) -> None:
        accept_invite.accept(session, token, password=NEW, again=NEW, now=now)

    came = crossed(
        committed, first=locking(person), meanwhile=accept, then=closing(committed, person)
    )
    assert came == LinkSpent.__name__


def test_a_proposal_is_confirmed_while_the_account_it_is_about_is_closed(committed: Year) -> None:
    person, now, proposal = person_of(committed), committed.now, uuid4()
    with committed.begin() as session:
        by = another_holder(session, committed.holder(ADMINISTRATOR), "Quản trị thứ hai")
        third = another_holder(session, by, "Quản trị thứ ba")
        asked = NewProposal(id=proposal, by=by.person_id, at=now, hold=PROPOSALS_HOLD)
        account_proposals.propose_link(session, person, asked)

    def confirm(session: Session) -> None:
        confirm_account.confirm(session, proposal, mails=False, actor=third, now=now)

    came = crossed(
        committed, first=locking(person), meanwhile=confirm, then=closing(committed, person)
    )
    assert came == ProposalSettled.__name__


def noting(year: Year) -> Act:
    """Do what ends every act about people: its event."""
    return lambda session: journal.note(
        session, stream="people", kind="x", object="x", actor=None, payload={}, now=year.now
    )


def test_a_delegation_is_revoked_while_its_borrower_gets_an_approving_post(
    scoring: Year,
) -> None:
    lent = scoring.lent(f"{SCHOOL}/head", to=OFFICER)
    delegation = lent.delegation_id
    assert delegation is not None
    signed_in(scoring, lent)
    with scoring.begin() as session:
        rows(session, "UPDATE appointment SET valid_to = '2030-12-31' RETURNING 1")
    new = Held(person_id=lent.person_id, post_id=f"{RADIO}/head", period=LATER)

    came = crossed(
        scoring,
        first=lambda session: delegations.revoke(session, delegation, now=scoring.now),
        meanwhile=lambda session: appoint.appoint_confirmed(
            session, new, decision="", proposed="x", actor=None, now=scoring.now
        ),
        then=noting(scoring),
    )
    assert came == DONE


def signed_in(year: Year, actor: Actor) -> None:
    with year.begin() as session:
        rows(
            session,
            "INSERT INTO web_session(id_hash, person_id, post_id, delegation_id, created_at,"
            " seen_at) VALUES ('a', :person, :post, :delegation, :now, :now) RETURNING 1",
            person=actor.person_id,
            post=actor.post_id,
            delegation=actor.delegation_id,
            now=year.now,
        )


def importing(year: Year, *persons: tuple[str, str]) -> Act:
    """Import a changed file that names persons, each with a post from 2031 on."""
    named = "".join(
        f'\n[[persons]]\nlogin = "{login}"\nname = "Tên"\n'
        f'appointments = [{{ post = "{post}", from = 2031-01-01 }}]\n'
        for login, post in persons
    )
    text = bloc_years.PLAN.replace("max_points = 15", "max_points = 14") + named
    return lambda session: import_bloc_year(session, text, actor=None, now=year.now)


def test_a_file_is_imported_while_one_of_its_persons_is_appointed(committed: Year) -> None:
    with committed.begin() as session:
        one = another_holder(session, committed.holder(OFFICER), "Người cũ")
        ((login,),) = rows(session, "SELECT login FROM person WHERE id = :id", id=one.person_id)
    new = Held(person_id=one.person_id, post_id=f"{RADIO}/officer", period=LATER)
    came = crossed(
        committed,
        first=locking(one.person_id),
        meanwhile=importing(committed, ("nguoi-moi", OFFICER), (login, OFFICER)),
        then=lambda session: appoint.appoint(
            session, new, decision="", actor=None, now=committed.now
        ),
    )
    assert came == DONE


def test_a_file_is_imported_while_one_of_its_persons_is_added(committed: Year) -> None:
    def add(session: Session) -> None:
        rows(
            session,
            "INSERT INTO person(id, login, name, province, demonstration, created_at)"
            " VALUES (:id, 'nguoi-hai', 'Tên', 'bac-giang', false, :now) RETURNING 1",
            id=uuid4(),
            now=committed.now,
        )

    came = crossed(
        committed,
        first=add,
        meanwhile=importing(committed, ("nguoi-mot", OFFICER), ("nguoi-hai", OFFICER)),
        then=noting(committed),
    )
    assert came == "UniqueViolation"
