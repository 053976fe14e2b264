"""Who is written to about a task handed over or back, and about tasks beyond a delegation."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from server.actions.tasks import entrust_task
from server.actions.transaction import Begin
from server.domain.people.delegations import Scope
from tests.worlds.handing import entrusted
from tests.worlds.rows import rows
from tests.worlds.year import RADIO, SCHOOL, Year

Mails = Callable[[str], list[str]]


@pytest.fixture
def year(begin: Begin) -> Year:
    year = Year(begin=begin)
    with begin() as session:
        session.execute(text("UPDATE person SET email = login || '@example.invalid'"))
    year.open("evaluation")
    return year


@pytest.fixture
def mails(year: Year) -> Mails:
    """Answer to whom mail of a kind was written, since it was last asked."""

    def read(kind: str) -> list[str]:
        with year.begin() as session:
            query = "DELETE FROM mail WHERE kind = :kind RETURNING address"
            return sorted(address for (address,) in rows(session, query, kind=kind))

    return read


def address(year: Year, post_id: str) -> str:
    with year.begin() as session:
        query = "SELECT email FROM person WHERE id = :id"
        ((found,),) = rows(session, query, id=year.holder(post_id).person_id)
    return str(found)


def test_the_colleague_is_written_to_and_the_giver_when_it_comes_back(
    year: Year, mails: Mails
) -> None:
    task = year.task("score", SCHOOL)
    with year.begin() as session:
        colleague = entrusted(year, session, task, to=f"{SCHOOL}/head", document="")
    assert mails("entrusted") == [address(year, f"{SCHOOL}/head")]
    with year.begin() as session:
        entrust_task.hand_back(session, task.id, note="x", actor=colleague, now=year.tick())
    assert mails("handed_back") == [address(year, task.post_id)]


def test_who_was_lent_a_post_hears_of_new_tasks_of_the_scope_alone(
    year: Year, mails: Mails
) -> None:
    head = f"{SCHOOL}/head"
    year.lent(head, to=f"{RADIO}/officer", scope=Scope(kinds=frozenset({"submission"})))
    year.lent(head, to=f"{RADIO}/head", scope=Scope(kinds=frozenset({"evaluation"})))
    other = year.task("score", RADIO)
    with year.begin() as session:
        entrusted(year, session, other, to=f"{SCHOOL}/officer")
    mails("opened")
    year.complete(year.task("score", SCHOOL))
    assert mails("opened") == sorted([address(year, head), address(year, f"{RADIO}/head")])
