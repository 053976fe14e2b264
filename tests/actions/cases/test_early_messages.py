"""A message that comes before its catch waits for it; in a loop it is not the next lap's."""

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import migrate_instances
from server.actions.deployment import deploy
from server.domain.administration.repairs import CannotMigrate, CaseBroken
from tests.actions.cases.drawn import AGAIN, do, files, open_now, played, played_of_before, state
from tests.actions.refused import refused
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import checked, sound
from tests.worlds.year import ADMINISTRATOR, SCHOOL, UNITS, Year

FLOWS = {"ask": ("asked",), "reply": ("answer",)}
KEPT = "SELECT CAST(doc AS json) ->> 'early' FROM instance WHERE process = 'main_'"


def asker(*, catch: str = "answer") -> Pool:
    """Draw who asks, does something slow, and only then waits for the answer."""
    return (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .user("slow", "leader")
        .catch(catch, "m_reply")
        .end()
        .flow("begin", "ask", "slow", catch, "done")
    )


def answerer(name: str = "other_") -> Pool:
    """Draw who answers after one task."""
    return (
        Pool(name)
        .start("asked", "m_ask")
        .user("quick", "secretary")
        .end("reply", "m_reply", "{'said': quick.verdict}")
        .flow("asked", "quick", "reply")
    )


def test_an_answer_before_its_catch_waits_and_is_heard_then(year: Year, session: Session) -> None:
    played(year, session, asker(), answerer(), flows=FLOWS)
    do(year, "quick")
    assert rows(session, KEPT) == [('[["answer","other_","",{"said":"go"}]]',)]
    assert open_now(year) == ["slow"]
    assert sound(year)
    do(year, "slow")
    assert state(session) == "closed"
    assert rows(session, KEPT) == [(None,)]
    assert sound(year)


def looping() -> Pool:
    """Draw who asks, may go another way than to the catch, and may ask again."""
    return (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .user("slow", "leader")
        .xor("way")
        .catch("answer", "m_reply")
        .end()
        .flow("begin", "ask", "slow", "way")
        .flow("way", "ask", when="slow.verdict == 'again'")
        .flow("way", "answer", default=True)
        .flow("answer", "done")
    )


def test_an_answer_of_an_earlier_lap_never_passes_the_next_ones_catch(
    year: Year, session: Session
) -> None:
    played_of_before(year, session, looping(), answerer(), flows=FLOWS)
    do(year, "quick")
    do(year, "slow", AGAIN)
    assert rows(session, KEPT) == [(None,)]
    assert open_now(year) == ["quick", "slow"]
    do(year, "slow")
    assert (state(session), open_now(year)) == ("open", ["quick"])
    assert sound(year)
    do(year, "quick")
    assert state(session) == "closed"
    assert sound(year)


def test_who_is_begun_again_is_in_its_next_round_and_never_twice_at_once(
    year: Year, session: Session
) -> None:
    played_of_before(year, session, looping(), answerer(), flows=FLOWS)
    with refused(session, CaseBroken):
        do(year, "slow", AGAIN)
    do(year, "quick")
    do(year, "slow", AGAIN)
    asked = "SELECT round, status FROM instance WHERE process = 'other_' ORDER BY round"
    assert rows(session, asked) == [(1, "done"), (2, "running")]
    assert sound(year)


def test_a_message_whose_catch_no_token_comes_to_any_more_is_dropped(
    year: Year, session: Session
) -> None:
    main = (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .user("slow", "leader")
        .xor("way")
        .user("last", "leader")
        .catch("answer", "m_reply")
        .end()
        .flow("begin", "ask", "slow", "way")
        .flow("way", "last", when="slow.verdict == 'again'")
        .flow("way", "answer", default=True)
        .flow("answer", "done")
        .flow("last", "done")
    )
    played(year, session, main, answerer(), flows=FLOWS)
    do(year, "quick")
    do(year, "slow", AGAIN)
    assert rows(session, KEPT) == [(None,)]
    assert sound(year)
    do(year, "last")
    assert state(session) == "closed"
    assert sound(year)


def test_each_of_a_set_is_heard_once_though_all_came_before_the_catch(
    year: Year, session: Session
) -> None:
    main = (
        Pool("main_")
        .start()
        .throw("ask", "m_ask", to="units")
        .user("slow", "leader")
        .catch("answer", "m_reply")
        .user("note", "leader")
        .xor("way")
        .end()
        .flow("begin", "ask", "slow", "answer", "note", "way")
        .flow("way", "answer", when="note.verdict == 'again'")
        .flow("way", "done", default=True)
    )
    unit = (
        Pool("unit_", each="units")
        .start("asked", "m_ask")
        .user("quick")
        .end("reply", "m_reply", "{'said': quick.verdict}")
        .flow("asked", "quick", "reply")
    )
    played_of_before(year, session, main, unit, flows=FLOWS)
    for each in UNITS:
        do(year, "quick", key=each)
    assert sound(year)
    do(year, "slow")
    for _ in UNITS[1:]:
        do(year, "note", AGAIN)
        assert open_now(year) == ["note"]
    assert rows(session, KEPT) == [(None,)]
    do(year, "note")
    assert state(session) == "closed"
    assert sound(year)


def test_each_of_a_set_keeps_what_comes_before_its_own_catch(year: Year, session: Session) -> None:
    main = (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .user("speak", "leader")
        .throw("reply", "m_word")
        .end()
        .flow("begin", "ask", "speak", "reply", "done")
    )
    unit = (
        Pool("unit_", each="units")
        .start("asked", "m_ask")
        .user("work")
        .catch("answer", "m_word")
        .end("heard")
        .flow("asked", "work", "answer", "heard")
    )
    played(year, session, main, unit, flows=FLOWS)
    do(year, "work", key=SCHOOL)
    do(year, "speak")
    assert (state(session), open_now(year)) == ("ending", ["work"] * 4)
    assert sound(year)
    for task in year.tasks():
        do(year, "work", key=task.key)
    assert state(session) == "closed"
    assert sound(year)
    assert set(rows(session, "SELECT status FROM instance")) == {("done",)}


def test_an_event_on_a_task_hears_nothing_that_was_said_before(
    year: Year, session: Session
) -> None:
    main = (
        Pool("main_")
        .start()
        .throw("ask", "m_ask")
        .user("slow", "leader")
        .user("next", "leader")
        .boundary("answer", "next", "m_reply")
        .end()
        .flow("begin", "ask", "slow", "next", "done")
        .flow("answer", "done")
    )
    played(year, session, main, answerer(), flows=FLOWS)
    do(year, "quick")
    do(year, "slow")
    assert (state(session), open_now(year)) == ("open", ["next"])
    assert sound(year)


def test_what_is_kept_must_find_its_catch_in_another_version(year: Year, session: Session) -> None:
    played(year, session, asker(), answerer(), flows=FLOWS)
    do(year, "quick")
    flows = {"ask": ("asked",), "reply": ("other_answer",)}
    drawn = files(asker(catch="other_answer"), answerer(), flows=flows)
    made, _ = deploy.deploy(session, "evaluation", drawn, actor=None, now=year.tick())
    (case,) = migrate_instances.plan(session, "evaluation").cases
    assert [(o.element, o.why) for i in case.instances for o in i.obstacles] == [
        ("answer", "removed")
    ]
    with refused(session, CannotMigrate):
        migrate_instances.move(
            session, year.case_id, to=made.hash, actor=year.holder(ADMINISTRATOR), now=year.tick()
        )


@pytest.mark.usefixtures("unsound")
def test_a_kept_message_that_is_not_what_history_tells_is_found(
    year: Year, session: Session
) -> None:
    played(year, session, asker(), answerer(), flows=FLOWS)
    do(year, "quick")
    assert sound(year)
    rows(session, "UPDATE instance SET doc = replace(doc, 'other_', 'another_') RETURNING id")
    found = " ".join(each.where for each in checked(session, now=year.now))
    assert " early/" in found
    assert " state/" in found
