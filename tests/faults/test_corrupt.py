"""F19: what is corrupt is a named error on its case alone; every other case works on."""

import random
from contextlib import suppress
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text

from server.actions.installation.check_invariants import check
from server.actions.tasks import complete_task
from server.domain.administration.repairs import CaseBroken
from server.store.tasks import blobs
from tests.faults.conftest import Say
from tests.faults.test_servers import attach
from tests.jobs.test_timers import rehearse
from tests.worlds.databases import Database
from tests.worlds.worker import by_hand, sound
from tests.worlds.year import SCHOOL, Year

FLIPS = 40


def states(year: Year) -> dict[UUID, str]:
    with year.begin() as session:
        found = session.execute(text("SELECT id, doc FROM instance WHERE key = :k"), {"k": SCHOOL})
        return {row.id: row.doc for row in found}


def write(year: Year, instance_id: UUID, doc: str) -> None:
    with year.begin() as session:
        by_hand(session, now=year.now)
        session.execute(
            text("UPDATE instance SET doc = :doc WHERE id = :id"), {"doc": doc, "id": instance_id}
        )


@pytest.mark.fault("F19", f"{FLIPS} states with some bytes flipped")
def test_flipped_bytes_never_break_more_than_their_case(year: Year, say: Say) -> None:
    year.open("evaluation")
    ((instance_id, doc),) = states(year).items()
    task = year.task("score", SCHOOL)
    value, actor, now = year.value(task), year.holder(task.post_id), year.tick()
    rehearse(year.begin)
    dice = random.Random(19)  # noqa: S311 - a test's dice
    named = 0
    for _ in range(FLIPS):
        letters = list(doc)
        for place in dice.sample(range(len(doc)), 3):
            letters[place] = chr((ord(letters[place]) ^ dice.choice((1, 2, 4, 16))) or 65)
        write(year, instance_id, "".join(letters))
        with year.begin() as session:
            found = {item.invariant[:2] for item in check(session, now=now)}
        assert found <= {"P5", "P6"}
        named += bool(found)
        with suppress(CaseBroken), year.begin() as session:  # any other error fails here
            complete_task.rehearse(session, task.id, actor=actor, value=value, now=now)
    write(year, instance_id, doc)
    say(f"{named} of {FLIPS} named by check, none an error without a name")
    assert sound(year)


@pytest.mark.fault("F19", "the bytes of a file are gone")
def test_a_missing_file_is_named_and_nothing_else_stops(database: Database, year: Year) -> None:
    year.open("evaluation")
    attach(year, 1)
    year.play("approve")
    owner = create_engine(database.owner_url)
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM blob_chunk"))
    owner.dispose()
    with year.begin() as session:
        digest = session.execute(text("SELECT min(sha256) FROM blob")).scalar_one()
        with pytest.raises(blobs.BytesChanged):
            blobs.read(session, digest)
        invariants = {item.invariant for item in check(session, now=year.now)}
    assert invariants == {"P1 file without bytes", "P1 bytes differ from their hash"}
    year.play("adopt")
    assert [task.element for task in year.tasks()] == ["adopt"]
