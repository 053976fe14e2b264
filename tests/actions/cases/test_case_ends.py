"""A case closes when nothing in it runs; between, it is ending, and people work on as before."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import cancel_case, migrate_instances, set_back, suspend_case
from server.actions.cases.case_faults import faults
from server.actions.deployment import deploy
from server.domain.administration.repairs import CaseSuspended
from server.domain.people.actors import Actor
from server.store.steps import timers
from tests.actions.cases.drawn import AGAIN, GO, do, events, files, open_now, played, state
from tests.actions.refused import refused
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import UNITS, Year

FLOWS = {"ask": ("asked",)}


def main() -> Pool:
    """Draw who asks the units and does not wait for them."""
    return Pool("main_").start().throw("ask", "m_ask").end().flow("begin", "ask", "done")


def unit(*, title: str = "") -> Pool:
    """Draw two tasks of each unit, the second of which may return the first."""
    return (
        Pool("unit_", each="units")
        .start("asked", "m_ask")
        .user("work", **({"title": title} if title else {}))
        .user("check", "head")
        .xor("fine")
        .end("worked")
        .flow("asked", "work", "check", "fine")
        .flow("fine", "work", when="check.verdict == 'again'")
        .flow("fine", "worked", default=True)
    )


@pytest.fixture
def ending(year: Year, session: Session) -> Year:
    """Answer a year whose case's main process is done while every unit works."""
    return played(year, session, main(), unit(), flows=FLOWS)


def finish(year: Year) -> None:
    for element in ("work", "check"):
        for task in year.tasks(element):
            year.complete(task, GO)


def test_a_case_is_ending_while_others_work_and_closes_with_the_last(
    ending: Year, session: Session
) -> None:
    assert (state(session), open_now(ending)) == ("ending", ["work"] * 5)
    assert (events(session, "case.ending"), events(session, "case.closed")) == (1, 0)
    assert sound(ending)
    for each in UNITS:
        assert state(session) == "ending"
        do(ending, "work", key=each)
        do(ending, "check", key=each)
    assert (state(session), events(session, "case.closed")) == ("closed", 1)
    assert rows(session, "SELECT closed_at IS NOT NULL FROM case_") == [(True,)]
    assert sound(ending)


def test_an_ending_case_is_held_up_and_goes_on_as_ending(
    ending: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    suspend_case.suspend(session, ending.case_id, reason="Chờ.", actor=admins[0], now=ending.tick())
    assert state(session) == "suspended"
    with refused(session, CaseSuspended):
        do(ending, "work", key=UNITS[0])
    suspend_case.resume(session, ending.case_id, reason="Tiếp.", actor=admins[0], now=ending.tick())
    assert state(session) == "ending"
    assert sound(ending)
    finish(ending)
    assert state(session) == "closed"
    assert sound(ending)


def test_an_ending_case_can_be_cancelled(
    ending: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    cancel_case.cancel(
        session, ending.case_id, reason="Mở lại.", actor=admins[0], now=ending.tick()
    )
    assert (state(session), open_now(ending)) == ("cancelled", [])
    assert sound(ending)


def test_a_token_of_an_ending_case_is_set_back(
    ending: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    do(ending, "work", key=UNITS[0])
    move = set_back.propose(
        session, ending.task("check").id, target="work", reason="Nhầm.", actor=admins[0],
        now=ending.tick(),
    )  # fmt: skip
    set_back.confirm(session, move, actor=admins[1], now=ending.tick())
    assert (state(session), open_now(ending)) == ("ending", ["work"] * 5)
    assert sound(ending)
    finish(ending)
    assert state(session) == "closed"


def test_an_ending_case_moves_to_another_version_and_back(
    ending: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    drawn = files(main(), unit(title="Làm"), flows=FLOWS)
    made, _ = deploy.deploy(session, "evaluation", drawn, actor=None, now=ending.tick())
    moved = migrate_instances.move(
        session, ending.case_id, to=made.hash, actor=admins[0], now=ending.tick()
    )
    assert moved == 5
    assert sound(ending)
    migrate_instances.undo(session, ending.case_id, actor=admins[0], now=ending.tick())
    assert sound(ending)
    finish(ending)
    assert state(session) == "closed"


def late() -> Pool:
    """Draw units that a timer relieves of their task."""
    return (
        Pool("unit_", each="units")
        .start("asked", "m_ask")
        .user("work")
        .boundary("over", "work", due="deadlines.self_score")
        .end("worked")
        .flow("asked", "work", "worked")
        .flow("over", "worked")
    )


def test_timers_of_an_ending_case_fire_and_the_last_of_them_closes_it(
    year: Year, session: Session
) -> None:
    played(year, session, main(), late(), flows=FLOWS)
    assert state(session) == "ending"
    assert timers.due(session, now=datetime(2030, 1, 1, tzinfo=UTC), most=9)
    assert year.fire_due(year.after("self_score")) == [True] * 5
    assert (state(session), open_now(year)) == ("closed", [])
    assert sound(year)


def hopeful() -> Pool:
    """Draw units that wait, after their task, for a word the bloc no longer says."""
    return (
        Pool("unit_", each="units")
        .start("asked", "m_ask")
        .user("work")
        .catch("hear", "m_word")
        .end("worked")
        .flow("asked", "work", "hear", "worked")
    )


def speaking() -> Pool:
    """Draw who asks the units, and says a word of which they may not know yet."""
    return (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .user("look", "leader")
        .xor("fine")
        .throw("word", "m_word")
        .end()
        .flow("begin", "ask", "look", "fine")
        .flow("fine", "word", when="look.verdict == 'again'")
        .flow("fine", "done", default=True)
        .flow("word", "done")
    )


def test_who_only_waits_for_a_word_nobody_can_say_is_taken_out_and_the_case_closes(
    year: Year, session: Session
) -> None:
    flows = {"ask": ("asked",), "word": ("hear",)}
    played(year, session, speaking(), hopeful(), flows=flows)
    for each in UNITS[:3]:
        do(year, "work", key=each)
    do(year, "look")
    assert state(session) == "ending"
    assert faults(session, now=year.now) == []
    for each in UNITS[3:]:
        do(year, "work", key=each)
    assert state(session) == "closed"
    assert set(rows(session, "SELECT status FROM instance WHERE key <> ''")) == {("withdrawn",)}
    assert sound(year)


def test_a_main_process_that_ends_last_closes_its_case_at_once(
    year: Year, session: Session
) -> None:
    flows = {"ask": ("asked",), "word": ("hear",)}
    played(year, session, speaking(), hopeful(), flows=flows)
    for each in UNITS:
        do(year, "work", key=each)
    do(year, "look", AGAIN)
    assert (state(session), events(session, "case.ending")) == ("closed", 0)
    assert sound(year)
