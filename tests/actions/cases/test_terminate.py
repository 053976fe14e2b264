"""A terminate end in a case: what is open in its instance is withdrawn, and history says so."""

import json

import pytest
from sqlalchemy.orm import Session

from server.actions.cases import migrate_instances
from server.actions.deployment import deploy
from server.domain.people.actors import Actor
from tests.actions.cases.drawn import AGAIN, GO, do, files, open_now, played, state
from tests.engine.drawings import Pool
from tests.worlds.processes.called_off import main
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import UNITS, Year


@pytest.fixture
def side_by_side(year: Year, session: Session) -> Year:
    return played(year, session, main(), flows={})


def test_open_tasks_are_withdrawn_and_the_case_closes(side_by_side: Year, session: Session) -> None:
    assert open_now(side_by_side) == ["check", "write"]
    do(side_by_side, "check", AGAIN)
    assert (state(session), open_now(side_by_side)) == ("closed", [])
    told = rows(session, "SELECT element, state FROM task ORDER BY element")
    assert told == [("check", "done"), ("write", "withdrawn")]
    assert rows(session, "SELECT state FROM timer") == [("disarmed",)]
    assert sound(side_by_side)


def test_the_event_of_the_act_names_what_it_has_withdrawn(
    side_by_side: Year, session: Session
) -> None:
    write = str(side_by_side.task("write").id)
    do(side_by_side, "check", AGAIN)
    query = "SELECT payload::text FROM event_payload JOIN event e ON e.id = event_id"
    found = rows(session, f"{query} WHERE e.kind = 'task.completed'")
    (gone,) = json.loads(str(found[0][0]))["moved"][0]["withdrawn"]
    assert (gone["id"], gone["element"]) == (write, "write")


def test_without_it_both_come_to_the_join(side_by_side: Year, session: Session) -> None:
    do(side_by_side, "check", GO)
    do(side_by_side, "write")
    assert open_now(side_by_side) == ["sign"]
    do(side_by_side, "sign")
    assert state(session) == "closed"
    assert sound(side_by_side)


def test_what_others_do_goes_on_after_it(year: Year, session: Session) -> None:
    pool = Pool("main_").start().send("ask", "m_ask").user("check", "leader").xor("off_q")
    pool.end().terminate("off").flow("begin", "ask", "check", "off_q")
    pool.flow("off_q", "off", when="check.verdict == 'again'").flow("off_q", "done", default=True)
    unit = Pool("unit_", each="units").start("asked", "m_ask").user("work").end("worked")
    played(year, session, pool, unit.flow("asked", "work", "worked"), flows={"ask": ("asked",)})
    do(year, "check", AGAIN)
    assert (state(session), open_now(year)) == ("ending", ["work"] * len(UNITS))
    for each in UNITS:
        do(year, "work", key=each)
    assert state(session) == "closed"
    assert sound(year)


def test_a_case_moves_to_a_version_that_terminates_and_back(
    side_by_side: Year, session: Session, admins: tuple[Actor, Actor]
) -> None:
    drawn = main()
    drawn.body = [each.replace('id="sign"', 'id="sign" name="Ký"') for each in drawn.body]
    made, _ = deploy.deploy(
        session, "evaluation", files(drawn, flows={}), actor=None, now=side_by_side.tick()
    )
    case, admin = side_by_side.case_id, admins[0]
    migrate_instances.move(session, case, to=made.hash, actor=admin, now=side_by_side.tick())
    migrate_instances.undo(session, case, actor=admin, now=side_by_side.tick())
    do(side_by_side, "check", AGAIN)
    assert state(session) == "closed"
    assert sound(side_by_side)


def test_units_are_asked_and_all_awaited_by_tasks_as_by_events(
    year: Year, session: Session
) -> None:
    pool = Pool("main_").start().send("ask", "m_ask").receive("all_in", "m_done", "all")
    pool.user("look", "leader").end().flow("begin", "ask", "all_in", "look", "done")
    unit = Pool("unit_", each="units").start("asked", "m_ask").user("work").send("answer", "m_done")
    unit.end("off").flow("asked", "work", "answer", "off")
    played(year, session, pool, unit, flows={"ask": ("asked",), "answer": ("all_in",)})
    for each in UNITS:
        assert "look" not in open_now(year)
        do(year, "work", key=each)
    assert open_now(year) == ["look"]
    do(year, "look")
    assert state(session) == "closed"
    assert sound(year)


def test_branches_in_a_loop_are_gone_through_again(year: Year, session: Session) -> None:
    pool = Pool("main_").start().xor("before").parallel("split").user("write", "leader")
    pool.user("check", "leader").parallel("join").xor("again").end()
    pool.flow("begin", "before", "split", "write", "join", "again").flow("split", "check", "join")
    pool.flow("again", "before", when="check.verdict == 'again'")
    played(year, session, pool.flow("again", "done", default=True), flows={})
    for lap, order in enumerate(("wc", "cw", "cw", "wc", "cw")):
        for each in order:
            name = {"w": "write", "c": "check"}[each]
            do(year, name, GO if each == "w" or lap == 4 else AGAIN)
        assert sound(year)
    assert state(session) == "closed"
