"""A10 to A14: what is deleted before the log has it, clocks, replaced files, names, untold acts."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import Breach, check
from server.domain.log.notes import open_note
from server.domain.log.promises import Promise
from server.domain.people.lineage import Reach
from server.store import invariants
from server.store.history import history_pages
from server.store.history.event_questions import EventFilter
from server.store.log.ed25519 import verify
from server.store.log.promise_key import promise_signer
from tests.check.planting import CheckedYear, planted
from tests.worlds.year import SCHOOL, Year

NEWEST = """
SELECT e.hash, e.stream, e.seq, e.act_time FROM event e
WHERE e.kind = 'task.completed' ORDER BY e.act_time DESC, e.seq DESC LIMIT 1
"""
DELETED = """
CREATE TEMPORARY TABLE gone ON COMMIT DROP AS SELECT e.* FROM event e
  WHERE e.kind = 'task.completed' ORDER BY e.act_time DESC, e.seq DESC LIMIT 1;
DELETE FROM event_payload p USING gone WHERE p.event_id = gone.id;
DELETE FROM event e USING gone WHERE e.id = gone.id
"""
REWOUND = """
UPDATE case_ SET seq = gone.seq - 1, head = gone.prev_hash FROM gone
  WHERE gone.stream = 'case/' || case_.id
"""
ANOTHER_FILE = """
INSERT INTO blob(sha256, size, created_at) SELECT encode(sha256('another'), 'hex'), 7, now();
INSERT INTO blob_chunk(sha256, n, bytes) SELECT encode(sha256('another'), 'hex'), 0, 'another';
UPDATE attachment SET sha256 = encode(sha256('another'), 'hex'), size = 7 WHERE state = 'kept'
"""


def named(found: list[Breach]) -> set[str]:
    return {breach.invariant for breach in found}


def planted_promises(world: CheckedYear, sql: str) -> set[str]:
    with planted(world, sql) as session:
        return named(world.check(session))


def test_a10_an_event_that_is_deleted_leaves_a_gap(half: CheckedYear) -> None:
    found = planted_promises(half, DELETED)
    assert any(invariant.startswith("P3 chain case/") for invariant in found)


def test_a10_with_the_head_wound_back_its_changes_have_no_event(half: CheckedYear) -> None:
    found = planted_promises(half, f"{DELETED}; {REWOUND}")
    assert "P3 change without its event" in found
    assert "P3 act without event" in found


def test_a10_the_promise_stays_in_the_hand_of_who_acted(half: CheckedYear) -> None:
    signer = promise_signer("the installation's secret", "binhxet.example")
    with Session(half.engine) as session:
        row = session.execute(text(NEWEST)).one()
    note = Promise(row.hash, row.stream, row.seq, row.act_time).signed(signer)
    with planted(half, f"{DELETED}; {REWOUND}") as session:
        promised = Promise.parse(open_note(note, [signer.key], verify).text)
        query = text("SELECT count(*) FROM event WHERE hash = :hash")
        assert session.execute(query, {"hash": promised.hash}).scalar_one() == 0


def test_a11_a_clock_set_back_changes_no_order_and_stands_beside_the_servers(
    committed: Year,
) -> None:
    committed.open("evaluation")
    committed.now -= timedelta(days=1)
    committed.complete(committed.task("score", SCHOOL))
    query = text("SELECT * FROM event WHERE stream = :stream ORDER BY seq")
    with committed.begin() as session:
        found = session.execute(query, {"stream": f"case/{committed.case_id}"}).all()
        assert list(invariants.broken_chains(session)) == []
    first, last = found[0], found[-1]
    assert last.act_time < first.act_time
    assert last.db_time > first.db_time


def test_a12_a_file_with_its_right_hash_is_not_the_one_the_event_names(
    half: CheckedYear,
) -> None:
    assert "P6 files differ from history" in planted_promises(half, ANOTHER_FILE)


@pytest.mark.parametrize("part", [".bpmn", ".json"])
def test_a12_a_definition_or_form_is_what_its_hash_was_made_of(
    half: CheckedYear, part: str
) -> None:
    change = f"UPDATE definition SET files = replace(files, '{part}\"', '{part} \"')"  # noqa: S608
    assert "P3 DefinitionChanged" in planted_promises(half, change)


def test_a13_names_and_posts_stand_in_the_event_as_they_were(half: CheckedYear) -> None:
    change = """UPDATE person SET name = 'Người khác';
    UPDATE post SET title_vi = 'Chức vụ khác', title_en = 'Another post'"""
    with planted(half, change) as session:
        events = history_pages.page(
            session, EventFilter(reach=Reach(("bac-giang",))), before=None, limit=50
        )
        actors = [str(each.payload.get("actor")) for each in events if each.payload.get("actor")]
        found = named(half.check(session))
    assert actors
    assert not [actor for actor in actors if "Người khác" in actor or "Chức vụ khác" in actor]
    assert "P6 row not as last written" in found


def test_a14_a_business_write_without_an_event_is_named(committed: Year) -> None:
    committed.open("evaluation")
    with committed.begin() as session:
        session.execute(text("UPDATE task SET note = 'không ai ghi' WHERE state = 'open'"))
    with committed.begin() as session:
        found = named(check(session, now=committed.now))
    assert "P3 change without its event" in found
