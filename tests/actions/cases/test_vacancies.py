"""A task that nobody can do is named: its post is vacant, or all who hold it are barred."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.cases import case_faults
from server.actions.cases.case_work import rules_of_case
from server.actions.cases.nobodys_tasks import nobodys_tasks
from server.actions.cases.open_case import newest
from server.actions.cases.opening_posts import vacant_posts
from server.actions.people import end_appointment
from server.domain.cases.opening import PostsMissing
from server.domain.people.delegations import Scope
from server.store.blocs import bloc_years
from server.store.people.vacancies import Leaver
from tests.actions.refused import refused
from tests.worlds.rows import rows
from tests.worlds.year import LEADER, PRESS, RADIO, SCHOOL, Year

OFFICER, APPRAISER = f"{SCHOOL}/officer", f"{LEADER}/appraiser"


def named(year: Year, session: Session) -> list[tuple[str, str]]:
    """List the faults of the case: what is wrong, and for which unit."""
    found = case_faults.faults(session, now=year.now, cases=[year.case_id])
    return [(fault.error, fault.key) for fault in found]


def leave(year: Year, session: Session, post: str) -> None:
    leave_as(year, session, year.holder(post).person_id, post)


def leave_as(year: Year, session: Session, person: UUID, post: str) -> None:
    query = "SELECT id FROM appointment WHERE post_id = :p AND person_id = :who"
    ((appointment,),) = rows(session, query, p=post, who=person)
    end_appointment.end(session, appointment, last=None, actor=None, now=year.now)


def add_to_post(session: Session, person: UUID, post: str) -> None:
    session.execute(
        text("""INSERT INTO appointment (id, person_id, post_id, valid_from, decision)
          VALUES (gen_random_uuid(), :person, :post, '2024-01-01', '')"""),
        {"person": person, "post": post},
    )


def test_nothing_is_named_where_every_task_has_somebody(scoring: Year, session: Session) -> None:
    assert named(scoring, session) == []


def test_the_task_of_a_post_that_nobody_holds_is_named(scoring: Year, session: Session) -> None:
    leave(scoring, session, OFFICER)
    assert named(scoring, session) == [("PostVacant", SCHOOL)]


@pytest.mark.usefixtures("unsound")
def test_the_task_of_a_post_whose_holder_is_deactivated_is_named(
    scoring: Year, session: Session
) -> None:
    session.execute(
        text("UPDATE person SET deactivated_at = :now WHERE id = :id"),
        {"now": scoring.now, "id": scoring.holder(OFFICER).person_id},
    )
    assert named(scoring, session) == [("PostVacant", SCHOOL)]


@pytest.mark.usefixtures("unsound")
def test_the_task_whose_holders_are_all_barred_is_named(scoring: Year, session: Session) -> None:
    scoring.play("appraise", "rank")
    scoring.lent(f"{SCHOOL}/head", to=APPRAISER, scope=Scope(kinds=frozenset({"submission"})))
    assert named(scoring, session) == [("HoldersBarred", SCHOOL)]
    second = scoring.holder(f"{LEADER}/officer").person_id
    add_to_post(session, second, APPRAISER)
    assert named(scoring, session) == []


@pytest.mark.usefixtures("unsound")
def test_the_approval_whose_holders_all_prepared_it_is_named(
    scoring: Year, session: Session
) -> None:
    officer, head = scoring.holder(OFFICER), scoring.holder(f"{SCHOOL}/head")
    scoring.complete(scoring.task("score", SCHOOL))
    assert named(scoring, session) == []
    add_to_post(session, officer.person_id, head.post_id)
    assert left_by(scoring, session, head.person_id, head.post_id) == [SCHOOL]
    leave_as(scoring, session, head.person_id, head.post_id)
    assert named(scoring, session) == [("HoldersBarred", SCHOOL)]


@pytest.mark.usefixtures("unsound")
def test_a_closed_case_names_nothing(scoring: Year, session: Session) -> None:
    leave(scoring, session, OFFICER)
    session.execute(text("UPDATE case_ SET state = 'cancelled'"))
    assert named(scoring, session) == []


def left_by(year: Year, session: Session, person: UUID, post: str = "") -> list[str]:
    leaver = Leaver(person_id=person, post_id=post)
    found = nobodys_tasks(session, now=year.now, without=leaver)
    return [task.key for task in found]


@pytest.mark.usefixtures("unsound")
def test_what_an_ending_would_leave_is_known_before_it(scoring: Year, session: Session) -> None:
    officer = scoring.holder(OFFICER).person_id
    assert left_by(scoring, session, officer, OFFICER) == [SCHOOL]
    assert left_by(scoring, session, officer) == [SCHOOL]
    assert left_by(scoring, session, officer, f"{PRESS}/officer") == []
    add_to_post(session, scoring.holder(f"{RADIO}/officer").person_id, OFFICER)
    assert left_by(scoring, session, officer, OFFICER) == []


def test_an_opening_names_the_posts_that_nobody_holds(year: Year, session: Session) -> None:
    year.open("evaluation")
    rules, model = rules_of_case(session, year.case_id), newest(session, "evaluation")
    assert vacant_posts(session, model, rules, opening={}, now=year.now) == []
    title = year.holder(OFFICER).post_title
    leave(year, session, OFFICER)
    assert list(vacant_posts(session, model, rules, opening={}, now=year.now)) == [title]


def test_an_opening_names_no_post_of_a_unit_that_is_not_asked(year: Year, session: Session) -> None:
    year.open("evaluation")
    rules, model = rules_of_case(session, year.case_id), newest(session, "report")
    title = year.holder(OFFICER).post_title
    leave(year, session, OFFICER)
    for asked, named in (([RADIO, SCHOOL], [title]), ([RADIO], []), ([], [])):
        found = vacant_posts(session, model, rules, opening={"units": [*asked]}, now=year.now)
        assert list(found) == named, asked


def test_no_case_opens_where_a_post_that_it_needs_is_not_there(
    year: Year, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = bloc_years.known_posts
    monkeypatch.setattr(bloc_years, "known_posts", lambda *asked: known(*asked) - {OFFICER})
    with refused(session, PostsMissing) as found:
        year.open("evaluation")
    assert isinstance(found.value, PostsMissing)
    assert found.value.posts == (OFFICER,)
