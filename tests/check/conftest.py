"""Two years to plant faults in, each made once: one half finished, one finished."""

from collections.abc import Iterator

import pytest

from server.actions.tasks import (
    add_comment,
    attach_file,
    claim_task,
    save_draft,
)
from server.actions.transaction import transactions
from server.domain.tasks.drafts import Seen
from tests.check.numbering import number
from tests.check.planting import CheckedYear, caught_up, seen
from tests.check.ruling import rule
from tests.check.taking import take_over
from tests.check.voting import vote
from tests.processes.revocation.awarded import awarded_in
from tests.worlds import states
from tests.worlds.databases import Database, Databases, State
from tests.worlds.votes import pass_all
from tests.worlds.year import DEPUTY, PRESS, SCHOOL, Year, new_act

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def _half(database: Database) -> None:
    year = Year(begin=transactions(database.url))
    year.open("evaluation")
    year.lent(f"{PRESS}/head", to=f"{PRESS}/officer")
    for unit in (SCHOOL, DEPUTY):
        attach(year, unit, PDF + unit.encode())
        year.complete(year.task("score", unit), act=new_act())
    year.do("approve", {"verdict": "approve", "comment": ""}, key=DEPUTY)
    attach(year, PRESS, PDF)
    _say(year, SCHOOL)
    _say(year, PRESS)
    _draft(year, PRESS)
    caught_up(year)


def _finished(database: Database) -> None:
    year = Year(begin=transactions(database.url))
    year.answers["council_vote"] = pass_all
    year.open("evaluation")
    attach(year, SCHOOL, PDF + SCHOOL.encode())
    _say(year, SCHOOL)
    year.complete(year.task("score", SCHOOL), act=new_act())
    assert year.fire_due(year.after("self_score")) == [True]
    year.play().open("award_review")
    year.play().open("submission")
    year.play()
    with year.begin() as session:
        found = awarded_in(year, session)
    found.revoked()
    year.play()
    caught_up(year)


HALF_YEAR = State("check_half", _half, after=states.BLOCS_LOADED)
FINISHED_YEAR = State("check_finished", _finished, after=states.BLOCS_LOADED)
VOTING_YEAR = State("check_voting", vote, after=states.BLOCS_LOADED)
NUMBERING_YEAR = State("check_numbering", number, after=states.BLOCS_LOADED)
RULING_YEAR = State("check_ruling", rule, after=states.BLOCS_LOADED)
TAKING_YEAR = State("check_taking", take_over, after=states.BLOCS_LOADED)


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.BLOCS_LOADED


@pytest.fixture(scope="session")
def half(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year whose units score themselves: something is drafted, claimed, said, kept."""
    yield from seen(databases, HALF_YEAR)


@pytest.fixture(scope="session")
def finished(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year that is played to its end; of two units the deadline ran out.

    The awards of a unit were revoked since.
    """
    yield from seen(databases, FINISHED_YEAR)


@pytest.fixture(scope="session")
def voting(databases: Databases) -> Iterator[CheckedYear]:
    """Answer two reviews: in one a unit was taken out late and two of the others have voted.

    In the other the two scrutineers counted differently, then alike; in the round after it one of
    them has counted.
    """
    yield from seen(databases, VOTING_YEAR)


@pytest.fixture(scope="session")
def numbering(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year whose documents are numbered, by steps and by hand."""
    yield from seen(databases, NUMBERING_YEAR)


@pytest.fixture(scope="session")
def ruling(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year with points of others and a declared fact, and the next one in making."""
    yield from seen(databases, RULING_YEAR)


@pytest.fixture(scope="session")
def taking(databases: Databases) -> Iterator[CheckedYear]:
    """Answer a year whose reports took rows over: signed targets, a score table and comments."""
    yield from seen(databases, TAKING_YEAR)


def attach(year: Year, unit: str, data: bytes) -> None:
    task = year.task("score", unit)
    with year.begin() as session:
        attach_file.attach(
            session, task.id, actor=year.holder(task.post_id), kind="evidence", subject="c1-1",
            file_name="minh chứng.pdf", data=data, now=year.tick(),
        )  # fmt: skip


def _say(year: Year, unit: str) -> None:
    (task,) = (task for task in year.tasks() if task.key == unit)
    with year.begin() as session:
        actor = year.holder(task.post_id)
        add_comment.add(session, task.id, actor=actor, text="Xem lại.", now=year.tick())


def _draft(year: Year, unit: str) -> None:
    task = year.task("score", unit)
    officer, now = year.holder(task.post_id), year.tick()
    with year.begin() as session:
        draft = {"scores.c1-1.points": "1,5"}
        save_draft.save(session, task.id, actor=officer, content=draft, seen=Seen(), now=now)
        claim_task.claim(session, task.id, actor=officer, now=now)
