"""Statements of many rows lock them in one order; what sweeps waits for nobody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from server.actions.installation.housekeeping import parts
from server.config import SIGN_INS_KEPT
from server.domain.deadlines import local_day
from server.domain.tasks.priorities import Priority
from server.store.jobs import queue
from server.store.mail import mail_place, outbox
from server.store.people import ended_sessions
from server.store.tasks import claims, mentions, priorities
from tests.actions.at_once.threads import DONE, crossed
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR, SCHOOL, Year

OFFICER = f"{SCHOOL}/officer"
Act = Callable[[Session, Year], object]
THREE = """
INSERT INTO web_session(id_hash, person_id, post_id, created_at, seen_at)
VALUES (:key, :person, :post, :old, :old);
INSERT INTO known_browser(id_hash, person_id, created_at) VALUES (:key, :person, :old);
INSERT INTO throttle(key, window_start, failures) VALUES (:key, :old, 1);
INSERT INTO sign_in_try(id, at, result) VALUES (:id, :old, 'wrong');
INSERT INTO comment(id, case_id, task_id, person_id, person_name, at, text)
VALUES (:id, :case, :task, :person, '', :old, '');
INSERT INTO mention(comment_id, post_id, task_id, at) VALUES (:id, :post, :task, :old);
INSERT INTO mail(key, person_id, seq, kind, address, state, created_at, next_at, leased_until,
  ended_at) OVERRIDING SYSTEM VALUE
VALUES (:key, :person, -10 + :n, 'x', 'x', 'handed', :old, :old, :old, :old);
INSERT INTO jobs.procrastinate_jobs(queue_name, task_name, status) VALUES ('x', 'x', 'doing')
"""


@pytest.fixture
def scoring(committed: Year) -> Year:
    """Answer a year with three rows of each kind, in the table the other way round."""
    committed.open("evaluation")
    who, task = committed.holder(OFFICER), committed.task("score", SCHOOL)
    old = committed.now - timedelta(days=2 * SIGN_INS_KEPT.days)
    with committed.begin() as session:
        for table in ("mail", "jobs.procrastinate_jobs"):
            rows(session, f"DELETE FROM {table} RETURNING 1")  # noqa: S608
        for number in (3, 2, 1):
            values = {"id": f"00000000-0000-0000-0000-00000000000{number}", "key": f"k{number}"}
            about = {"person": who.person_id, "post": OFFICER, "task": task.id, "old": old}
            for statement in THREE.split(";"):
                of_case = {"case": committed.case_id, "n": number}
                rows(session, f"{statement} RETURNING 1", **values, **about, **of_case)
    return committed


def prioritise(session: Session, year: Year) -> None:
    ids = [task.id for task in year.tasks("score")]
    priorities.put(session, ids, Priority.URGENT)


def release(session: Session, year: Year) -> None:
    claims.release_abandoned(session, year.case_id, today=local_day(year.now))


def see(session: Session, year: Year) -> None:
    task, person = year.task("score", SCHOOL).id, year.holder(OFFICER).person_id
    mentions.see(session, task, post_id=OFFICER, person_id=person, now=year.now)


def end_sessions(session: Session, year: Year) -> None:
    person = year.holder(OFFICER).person_id
    ended_sessions.end_of_person(session, person, now=year.now)


def end_lent_sessions(session: Session, year: Year) -> None:
    ((delegation,),) = rows(session, "SELECT id FROM delegation")
    ended_sessions.end_of_delegation(session, delegation, now=year.now)


def keep_mail(session: Session, year: Year) -> None:
    mail_place.keep_waiting(session, now=year.now)


ORDERED: dict[str, tuple[str, str, Act]] = {
    "priorities": ("task", "id", prioritise),
    "abandoned claims": ("task", "id", release),
    "notices": ("mention", "comment_id", see),
    "a person's sessions": ("web_session", "id_hash", end_sessions),
    "a delegation's sessions": ("web_session", "id_hash", end_lent_sessions),
    "mail held back": ("mail", "seq", keep_mail),
}


@pytest.mark.parametrize("name", ORDERED)
@pytest.mark.usefixtures("turned")
def test_many_rows_are_locked_in_the_order_of_their_keys(scoring: Year, name: str) -> None:
    table, key, act = ORDERED[name]
    every = f"SELECT {key} FROM {table} ORDER BY {key}"  # noqa: S608 - names of this module
    with scoring.begin() as session:
        ((first,), *others) = rows(session, every)
    hold = f"SELECT 1 FROM {table} WHERE {key} = :first FOR NO KEY UPDATE"  # noqa: S608

    def others_are_free(_: Session) -> None:
        with scoring.begin() as other:
            assert rows(other, f"{every} FOR NO KEY UPDATE SKIP LOCKED") == others

    came = crossed(
        scoring,
        first=lambda session: rows(session, hold, first=first),
        meanwhile=lambda session: act(session, scoring),
        then=others_are_free,
    )
    assert came == DONE


@pytest.fixture
def turned(scoring: Year) -> None:
    """Claim every task for who may not act in its post, and write them the other way round."""
    lent = scoring.lent(f"{SCHOOL}/head", to=OFFICER)
    with scoring.begin() as session:
        rows(
            session,
            "UPDATE web_session SET delegation_id = :id RETURNING 1",
            id=lent.delegation_id,
        )
        stranger = scoring.holder(ADMINISTRATOR).person_id
        for (task,) in rows(session, "SELECT id FROM task ORDER BY id DESC"):
            change = "UPDATE task SET assignee_id = :who WHERE id = :id RETURNING 1"
            rows(session, change, who=stranger, id=task)


def nightly(part: str) -> Act:
    return lambda session, year: parts()[part](session, year.now)


SWEPT: dict[str, tuple[str, str, Act]] = {
    **{
        table: (table, key, nightly(part))
        for table, key, part in (
            ("web_session", "id_hash", "sessions"),
            ("throttle", "key", "counters"),
            ("sign_in_try", "id", "sign_ins"),
            ("mail", "seq", "mail"),
        )
    },
    "silent mail": (
        "mail",
        "seq",
        lambda session, year: outbox.give_up_silent(session, now=year.now),
    ),
    "jobs": (
        "jobs.procrastinate_jobs",
        "id",
        lambda session, _: queue.bury(session, lease=timedelta(seconds=30)),
    ),
}


@pytest.mark.parametrize("name", SWEPT)
def test_what_sweeps_leaves_a_row_that_somebody_holds_and_waits_for_nobody(
    scoring: Year, name: str
) -> None:
    table, key, act = SWEPT[name]
    with scoring.begin() as session:
        held = f"SELECT 1 FROM {table} ORDER BY {key} LIMIT 1 FOR NO KEY UPDATE"  # noqa: S608
        rows(session, held)
        with scoring.begin() as other:
            rows(other, "SELECT set_config('lock_timeout', '500ms', true)")
            assert act(other, scoring) == 2
