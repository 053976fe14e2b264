"""Waits for all: nothing passes before it was asked, and everybody who was asked counts."""

import pytest
from sqlalchemy.orm import Session

from server.domain.administration.repairs import CaseBroken
from tests.actions.cases.drawn import AGAIN, GO, do, open_now, played, played_of_before, state
from tests.actions.refused import refused
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import DEPUTY, SCHOOL, UNITS, Year

FLOWS = {"ask": ("asked",), "answered": ("all_in",)}
ASKS = {"tell": ("told",), "ask": ("asked",), "answered": ("all_in",)}


def asking(to: str | None = None) -> Pool:
    """Draw who asks all units, or some, and waits for them."""
    main = Pool("main_").start().throw("ask", "m_ask", to=to).catch("all_in", "m_done", "all")
    return main.end().flow("begin", "ask", "all_in", "done")


def unit(name: str = "unit_", *, asks: bool = False) -> Pool:
    """Draw what each unit does: one task, and then it answers."""
    pool = Pool(name, each="units").start("asked", "m_ask").user("work")
    if asks:
        pool = pool.throw("ask_more", "m_more", to="[key]")
        return pool.end("worked").flow("asked", "work", "ask_more", "worked")
    return pool.end("answered", "m_done").flow("asked", "work", "answered")


def secretary() -> Pool:
    """Draw who asks the units, after some preparation of their own."""
    return (
        Pool("secretary_")
        .start("told", "m_tell")
        .user("prepare", "secretary")
        .throw("ask", "m_ask")
        .end("prepared")
        .flow("told", "prepare", "ask", "prepared")
    )


def waiting(*, loops: bool = False) -> Pool:
    """Draw who tells the secretary and waits for all units, again and again where it `loops`."""
    pool = Pool("main_").start().throw("tell", "m_tell").catch("all_in", "m_done", "all").end()
    if not loops:
        return pool.flow("begin", "tell", "all_in", "done")
    return (
        pool.user("look", "leader")
        .xor("fine")
        .flow("begin", "tell", "all_in", "look", "fine")
        .flow("fine", "tell", when="look.verdict == 'again'")
        .flow("fine", "done", default=True)
    )


def everybody_works(year: Year) -> None:
    for each in UNITS:
        do(year, "work", key=each)


def test_a_wait_does_not_pass_before_anybody_was_asked(year: Year, session: Session) -> None:
    played(year, session, waiting(), secretary(), unit(), flows=ASKS)
    assert (state(session), open_now(year)) == ("open", ["prepare"])
    assert sound(year)
    do(year, "prepare")
    assert (state(session), open_now(year)) == ("open", ["work"] * 5)
    everybody_works(year)
    assert state(session) == "closed"
    assert sound(year)


def test_answers_of_an_earlier_lap_do_not_let_the_next_wait_pass(
    year: Year, session: Session
) -> None:
    played(year, session, waiting(loops=True), secretary(), unit(), flows=ASKS)
    do(year, "prepare")
    everybody_works(year)
    do(year, "look", AGAIN)
    assert open_now(year) == ["prepare"]
    assert sound(year)
    do(year, "prepare")
    assert open_now(year) == ["work"] * 5
    everybody_works(year)
    do(year, "look")
    assert state(session) == "closed"
    assert sound(year)


def asking_again(to: str) -> Pool:
    """Draw who asks some units and waits for them, until nobody is to be asked again."""
    return (
        Pool("main_")
        .start()
        .throw("ask", "m_ask", to=to)
        .catch("all_in", "m_done", "all")
        .user("look", "leader")
        .xor("fine")
        .end()
        .flow("begin", "ask", "all_in", "look", "fine")
        .flow("fine", "ask", when="look.verdict == 'again'")
        .flow("fine", "done", default=True)
    )


def test_to_ask_nobody_is_an_answer_of_its_own(year: Year, session: Session) -> None:
    played_of_before(year, session, asking_again("[]"), unit(), flows=FLOWS)
    assert open_now(year) == ["look"]
    assert sound(year)
    do(year, "look", AGAIN)
    assert open_now(year) == ["look"]
    assert rows(session, "SELECT key, round, state FROM expected") == [("", 2, "arrived")]
    do(year, "look")
    assert state(session) == "closed"
    assert sound(year)


def test_to_ask_nobody_does_not_speak_for_those_who_are_still_at_work(
    year: Year, session: Session
) -> None:
    main = (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .throw("ask_more", "m_ask", to="[]")
        .catch("all_in", "m_done", "all")
        .end()
        .flow("begin", "ask", "ask_more", "all_in", "done")
    )
    flows = {"ask": ("asked",), "ask_more": ("asked",), "answered": ("all_in",)}
    played_of_before(year, session, main, unit(), flows=flows)
    assert (state(session), open_now(year)) == ("open", ["work"] * 5)
    everybody_works(year)
    assert state(session) == "closed"
    assert sound(year)


def test_several_who_ask_and_answer_at_one_wait_are_summed(year: Year, session: Session) -> None:
    second = (
        Pool("second_", each="units")
        .start("asked_2", "m_ask")
        .user("work_2", "head")
        .end("answered_2", "m_done")
        .flow("asked_2", "work_2", "answered_2")
    )
    flows = {"ask": ("asked", "asked_2"), "answered": ("all_in",), "answered_2": ("all_in",)}
    played(year, session, asking(), unit(), second, flows=flows)
    everybody_works(year)
    assert (state(session), open_now(year)) == ("open", ["work_2"] * 5)
    for each in UNITS:
        do(year, "work_2", key=each)
    assert state(session) == "closed"
    assert sound(year)


def chain() -> tuple[Pool, Pool, Pool]:
    """Draw units that ask themselves a second thing, for which the bloc waits."""
    second = (
        Pool("second_", each="units")
        .start("asked_2", "m_more")
        .user("work_2", "head")
        .end("answered", "m_done")
        .flow("asked_2", "work_2", "answered")
    )
    return asking(), unit(asks=True), second


CHAIN = {"ask": ("asked",), "ask_more": ("asked_2",), "answered": ("all_in",)}


def test_a_set_that_asks_another_set_is_awaited_too(year: Year, session: Session) -> None:
    played(year, session, *chain(), flows=CHAIN)
    do(year, "work", key=SCHOOL)
    do(year, "work_2", key=SCHOOL)
    assert (state(session), open_now(year)) == ("open", ["work"] * 4)
    assert sound(year)
    for each in UNITS:
        if each != SCHOOL:
            do(year, "work", key=each)
            do(year, "work_2", key=each)
    assert state(session) == "closed"
    assert sound(year)


def test_who_was_asked_and_ends_without_a_word_is_waited_for_no_longer(
    year: Year, session: Session
) -> None:
    unit = (
        Pool("unit_", each="units")
        .start("asked", "m_ask")
        .user("work")
        .xor("which")
        .end("answered", "m_done")
        .end("silent")
        .flow("asked", "work", "which")
        .flow("which", "silent", when="work.verdict == 'again'")
        .flow("which", "answered", default=True)
    )
    played(year, session, asking(), unit, flows=FLOWS)
    for each in UNITS:
        do(year, "work", AGAIN if each in {SCHOOL, UNITS[-1]} else GO, key=each)
    assert state(session) == "closed"
    assert sound(year)


def test_who_is_named_twice_is_asked_once(year: Year, session: Session) -> None:
    some = "[units[0], units[1], units[0]]"
    played(year, session, asking(some), unit(), flows=FLOWS)
    assert open_now(year) == ["work"] * 2
    for each in UNITS[:2]:
        do(year, "work", key=each)
    assert state(session) == "closed"
    assert sound(year)


def test_who_is_asked_again_while_at_work_is_named_in_a_refusal(
    year: Year, session: Session
) -> None:
    main = (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .user("look", "leader")
        .throw("ask_again", "m_ask")
        .catch("all_in", "m_done", "all")
        .end()
        .flow("begin", "ask", "look", "ask_again", "all_in", "done")
    )
    flows = {"ask": ("asked",), "ask_again": ("asked",), "answered": ("all_in",)}
    played_of_before(year, session, main, unit(), flows=flows)
    do(year, "work", key=DEPUTY)
    with refused(session, CaseBroken):
        do(year, "look")
    for each in UNITS:
        if each != DEPUTY:
            do(year, "work", key=each)
    do(year, "look")
    assert open_now(year) == ["work"] * 5
    assert sound(year)


def test_a_message_to_a_pool_without_names_takes_out_all_who_work_there(
    year: Year, session: Session
) -> None:
    main = (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .throw("tell", "m_tell")
        .user("look", "leader")
        .throw("stop", "m_stop")
        .catch("all_in", "m_done", "all")
        .end()
        .flow("begin", "ask", "tell", "look", "stop", "all_in", "done")
    )
    other = Pool("other_").start("told", "m_tell").user("prepare", "secretary").end("over")
    flows = {
        "ask": ("asked",),
        "tell": ("told",),
        "stop": ("pool_unit_", "pool_other_"),
        "answered": ("all_in",),
    }
    pools = (main, unit(), other.flow("told", "prepare", "over"))
    played(year, session, *pools, flows=flows)
    do(year, "work", key=SCHOOL)
    do(year, "look")
    assert (state(session), open_now(year)) == ("closed", [])
    counted = "SELECT status, count(*) FROM instance GROUP BY status ORDER BY status"
    assert rows(session, counted) == [("done", 2), ("withdrawn", 5)]
    assert sound(year)


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 0, 1, 3)])
def test_in_whatever_order_the_chain_comes_in_it_ends_once(
    year: Year, session: Session, order: tuple[int, ...]
) -> None:
    played(year, session, *chain(), flows=CHAIN)
    for place in order:
        do(year, "work", key=UNITS[place])
    for place in reversed(order):
        assert state(session) == "open"
        do(year, "work_2", key=UNITS[place])
    assert state(session) == "closed"
    assert sound(year)
