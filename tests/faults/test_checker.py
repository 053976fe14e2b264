"""`binhxet check` can fail: each invariant broken on purpose is named, and a sound year is not."""

# ruff: noqa: S608 - every statement is a constant of this file

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import Breach
from server.actions.transaction import transactions
from server.embedded import Cluster
from tests.worlds.databases import Database
from tests.worlds.votes import pass_all
from tests.worlds.worker import checked
from tests.worlds.year import SCHOOL, Year, new_act

DONE = "(SELECT id FROM task WHERE state = 'done' ORDER BY id LIMIT 1)"
OPEN = "(SELECT id FROM task WHERE state = 'open' ORDER BY id LIMIT 1)"
DONE_EVENT = "(SELECT id FROM event WHERE kind = 'task.completed' ORDER BY id LIMIT 1)"
PASSED = "(SELECT id FROM event WHERE kind = 'deadline.passed')"
AGAIN = """
INSERT INTO event SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(),
  'seq', (SELECT max(seq) + 1 FROM event x WHERE x.stream = e.stream)))).* FROM event e
WHERE id = {which}"""
BREACHES = {
    "P1 acknowledged act without effect": "UPDATE act SET location = '/tasks/' || gen_random_uuid()"
    " || '/done'",
    "P1 file without bytes": "DELETE FROM blob_chunk WHERE sha256 = (SELECT min(sha256) FROM blob)",
    "P2 act applied twice": AGAIN.format(which=DONE_EVENT),
    "P3 act without event": f"DELETE FROM event WHERE object = 'task/' || {DONE}",
    "P3 act beyond its delegation": "UPDATE event_payload SET on_behalf_post = 'x'"
    f" WHERE event_id = {DONE_EVENT}",
    "P3 case behind its chain": "UPDATE case_ SET seq = seq - 1",
    "P3 stream behind its chain": "UPDATE stream SET head = 'x' WHERE seq > 0",
    "P3 chain": f"UPDATE event SET act_time = act_time + interval '1 s' WHERE id = {DONE_EVENT}",
    "P3 chain case": "UPDATE event_payload SET payload = replace(payload, '\"done\"', '\"gone\"')"
    f" WHERE event_id = {DONE_EVENT}",
    "P4 timer overdue": "UPDATE timer SET state = 'armed', due = due - interval '9 days';"
    " UPDATE case_ SET state = 'open'",
    "P4 timer fired twice": f"{AGAIN.format(which=PASSED)};"
    " INSERT INTO event_payload(event_id, salt, payload) SELECT e.id, p.salt, p.payload FROM event"
    " e, event_payload p JOIN event f ON f.id = p.event_id WHERE e.kind = 'deadline.passed'"
    " AND f.kind = e.kind AND e.seq > f.seq",
    "P4 timer fired early": "UPDATE event SET act_time = act_time - interval '9 days'"
    " WHERE kind = 'deadline.passed'",
    "P5 case stuck": "UPDATE task SET state = 'withdrawn' WHERE state = 'open'",
    "P5 instance stuck": f"UPDATE task SET state = 'withdrawn' WHERE id = {OPEN}",
    "P5 awaited but not running": "UPDATE instance SET status = 'withdrawn' WHERE key <> ''"
    " AND status = 'running'",
    "P5 closed case with open task": "UPDATE case_ SET state = 'closed'",
    "P5 finished instance with open task": "UPDATE instance SET status = 'done'"
    " WHERE status = 'running'",
    "P5 StateUnreadable": "UPDATE instance SET doc = '{' || doc WHERE status = 'running'",
    "P6 tasks differ from the engine's": f"UPDATE task SET state = 'withdrawn' WHERE id = {OPEN}",
    "P6 timers differ from the engine's": "UPDATE timer SET state = 'armed', instance_id ="
    " (SELECT CAST(min(CAST(id AS text)) AS uuid) FROM instance WHERE status = 'running')",
    "P6 state differs from history": "UPDATE score SET self_points = self_points + 1",
}
DIFFERENT = {
    "open/": f"UPDATE task SET element = 'rank' WHERE id = {OPEN}",
    "holder/": "UPDATE task SET assignee_id = (SELECT id FROM person ORDER BY id LIMIT 1)"
    f" WHERE id = {OPEN}",
    "task/": f"UPDATE task SET outcome = outcome || '?' WHERE id = {DONE}",
    "instance/": "UPDATE instance SET round = round + 1",
    "case": "UPDATE case_ SET state = 'suspended' WHERE state = 'open'",
    "line/": "UPDATE score SET reason = 'x'",
    "/final_total": "UPDATE sheet SET final_total = 1",
    "/self_total": "UPDATE sheet SET self_total = self_total - 1",
    "/scaled": "UPDATE sheet SET scaled = scaled + 1",
    "/rank": "UPDATE sheet SET rank = rank + 1",
    "/state": "UPDATE sheet SET state = 'taken_out'",
    "candidate/": "UPDATE candidate SET result = 'nominated' WHERE result <> 'nominated'",
    "tally/": "UPDATE tally SET yes = yes + 1",
    "sealed/": "UPDATE vote SET choice = 'no' WHERE choice = 'yes'",
    "/decision": "UPDATE nominee SET decision = 'refuse' WHERE decision = 'approve'",
    "/decision_number": "UPDATE nominee SET decision_number = 'x' WHERE decision_number <> ''",
    "/council": "UPDATE nominee SET council_passed = NOT council_passed",
}


@pytest.fixture(scope="module")
def played(module_database: Database) -> tuple[Database, Year]:
    """Answer a year whose deadline has passed, in which people have scored, voted and decided."""
    year = Year(begin=transactions(module_database.url))
    year.answers["council_vote"] = pass_all
    year.open("evaluation")
    first = year.task("score", SCHOOL)
    year.complete(first, act=new_act())
    assert year.fire_due(year.after("self_score")) == [True]
    year.play().open("award_review")
    year.play().open("submission")
    year.play("announce", "issue")
    year.complete(year.tasks("issue")[0])
    return module_database, year


@pytest.fixture
def superuser(cluster: Cluster, played: tuple[Database, Year]) -> Iterator[Engine]:
    """Connect as the one who may do anything."""
    url = cluster.conninfo(database=played[0].name)
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1))
    yield engine
    engine.dispose()


@contextmanager
def broken(superuser: Engine, statement: str) -> Iterator[Session]:
    """Break something as only the server's superuser could; mend it after."""
    with Session(superuser) as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        for each in statement.split(";"):
            session.execute(text(each))
        yield session
        session.rollback()


def found(session: Session, year: Year) -> list[Breach]:
    return checked(session, now=year.now + timedelta(hours=1))


def test_a_sound_year_has_no_breach(played: tuple[Database, Year], superuser: Engine) -> None:
    with Session(superuser) as session:
        assert found(session, played[1]) == []


@pytest.mark.parametrize("invariant", BREACHES)
def test_a_promise_that_is_broken_is_named(
    invariant: str, played: tuple[Database, Year], superuser: Engine
) -> None:
    with broken(superuser, BREACHES[invariant]) as session:
        named = {breach.invariant for breach in found(session, played[1])}
    assert any(name.startswith(invariant) for name in named), named


@pytest.mark.faults
@pytest.mark.parametrize("fact", DIFFERENT)
def test_a_state_that_history_does_not_tell_is_named(
    fact: str, played: tuple[Database, Year], superuser: Engine
) -> None:
    with broken(superuser, DIFFERENT[fact]) as session:
        shown = [
            breach.where
            for breach in found(session, played[1])
            if breach.invariant == "P6 state differs from history"
        ]
    assert any(fact in where for where in shown), shown
