"""F9, F10: the network to the database is slow, is cut, loses the reply to a COMMIT."""

import time
from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy.exc import OperationalError

from server.actions.tasks import complete_task
from server.actions.tasks.complete_task import CompletedTask
from server.actions.transaction import Begin, transactions
from server.store import Session, engine_for
from server.store.database import sessions
from server.store.database.busy import BUSY
from server.store.database.sessions import patience
from tests.faults.conftest import Say
from tests.faults.harness.proxy import Proxy, through_network
from tests.worlds.databases import Database
from tests.worlds.web.over_http import OverHttp, flat
from tests.worlds.worker import sound
from tests.worlds.year import SCHOOL, Year, new_act

LEAST = 5
"""How many statements an act has at the very least."""


class Attempt:
    """One POST of one person, sent as often as it takes, always with the same key."""

    def __init__(self, year: Year) -> None:
        self.task = year.task("score", SCHOOL)
        self.value = year.value(self.task)
        self.actor = year.holder(self.task.post_id)
        self.act, self.now = new_act(), year.tick()

    def post(self, begin: Begin) -> CompletedTask:
        with begin() as session:
            return self.complete(session)

    def complete(self, session: Session) -> CompletedTask:
        return complete_task.complete(
            session, self.task.id, actor=self.actor, value=self.value, act=self.act, now=self.now
        )


@pytest.fixture
def attempt(year: Year) -> Attempt:
    year.open("evaluation")
    return Attempt(year)


@pytest.mark.fault("F9", "10 ms on every answer of the database")
def test_over_a_slow_network_an_act_takes_longer_and_is_done(
    database: Database, year: Year, attempt: Attempt, say: Say
) -> None:
    with through_network(database) as (proxy, url):
        proxy.delay = 0.01
        began = time.monotonic()
        assert not attempt.post(transactions(url)).repeated
        say(f"{time.monotonic() - began:.2f} s for an act")
        engine_for(url).dispose()
    assert sound(year)


@pytest.mark.fault("F9", "every connection cut, between acts and amid one")
def test_after_a_cut_the_next_act_finds_a_new_connection(
    database: Database, year: Year, attempt: Attempt
) -> None:
    with through_network(database) as (proxy, url):
        begin = transactions(url)

        def cut_amid() -> None:
            with begin() as session:
                session.connection()
                proxy.cut()
                attempt.complete(session)

        with pytest.raises(BUSY):
            cut_amid()
        assert not attempt.post(begin).repeated
        proxy.cut()
        assert attempt.post(begin).repeated
        engine_for(url).dispose()
    assert sound(year)


@pytest.mark.faults
@pytest.mark.fault("F9", "the database takes connections and never answers")
def test_nobody_waits_longer_for_a_connection_than_its_timeout(
    database: Database, year: Year, attempt: Attempt, say: Say
) -> None:
    with through_network(database) as (proxy, url):
        proxy.silent = True
        began = time.monotonic()
        with pytest.raises(OperationalError):
            attempt.post(transactions(url))
        took = time.monotonic() - began
        say(f"refused after {took:.1f} s")
    assert sound(year)


@pytest.mark.fault("F10", "the reply to COMMIT lost; sent again with the same key")
def test_a_lost_reply_to_commit_is_resolved_by_the_key(
    database: Database, year: Year, attempt: Attempt
) -> None:
    with through_network(database) as (proxy, url):
        begin = transactions(url)
        proxy.forgets_commit = True
        with pytest.raises(OperationalError):
            attempt.post(begin)
        proxy.forgets_commit = False
        again = attempt.post(begin)
        engine_for(url).dispose()
    assert again.repeated
    assert again.location == f"/tasks/{attempt.task.id}/done"
    assert sound(year)


@pytest.mark.fault("F10", "the reply to a page's COMMIT lost; the same form sent again")
def test_a_page_whose_commit_is_lost_asks_to_try_again(database: Database, year: Year) -> None:
    year.open("evaluation")
    task = year.task("score", SCHOOL)
    with through_network(database) as (proxy, url):
        pages = OverHttp.on(replace(database, url=url))
        client, token = pages.signed_in(task.post_id)
        fields = dict(flat(year.value(task))) | {"csrf_token": token, "_key": "a-key-" * 5}
        proxy.forgets_commit = True
        answer = client.post(f"/tasks/{task.id}/complete", data=fields)
        assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "5")
        proxy.forgets_commit = False
        again = client.post(f"/tasks/{task.id}/complete", data=fields)
        assert (again.status_code, again.location) == (303, f"/tasks/{task.id}/done")
        pages.close()
    assert sound(year)


@pytest.mark.fault("F9", "a server that hangs at each statement and COMMIT of an act")
def test_a_server_that_hangs_holds_nobody_up_for_good(
    database: Database, year: Year, attempt: Attempt, say: Say
) -> None:
    say(hung_everywhere(database, attempt))
    assert sound(year)


def hung_everywhere(database: Database, attempt: Attempt) -> str:
    """Post with one key while nothing passes from the n-th statement or COMMIT on, for every n.

    The connections stay open and take what they are sent; say how often, and how long it took.
    """
    waits: list[float] = []
    with through_network(database) as (proxy, url):
        begin = transactions(url)
        while True:
            began = time.monotonic()
            if not hangs(attempt, begin, proxy, point=len(waits) + 1):
                break
            waits.append(time.monotonic() - began)
        assert attempt.post(begin).repeated, "the same key has one effect"
        engine_for(url).dispose()
    assert len(waits) >= LEAST
    return f"{len(waits)} times, given up after {max(waits):.1f} s at most; one effect"


def hangs(attempt: Attempt, begin: Begin, proxy: Proxy, *, point: int) -> bool:
    """Post once; tell whether it was given up."""
    left = count(point, -1)

    def watch() -> None:
        if next(left) == 1:
            proxy.swallows = True

    sessions.watch, patience.answer = watch, 0.5
    try:
        attempt.post(begin)
    except OperationalError:
        return True
    finally:
        sessions.watch, patience.answer = int, None
        proxy.swallows = False
    return False
