"""History is append-only for the application, and locks each stream to one writer."""

import threading

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from server.store import invariants
from server.store.history import journal
from tests.store.test_chain import AT


def note(session: Session, number: int) -> None:
    journal.note(
        session,
        stream="people",
        kind="person.added",
        object=f"person/{number}",
        actor=None,
        payload={"number": number},
        now=AT,
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'x'",
        "DELETE FROM event",
        "TRUNCATE event",
        "UPDATE event_payload SET payload = '{}'",
        "DELETE FROM event_payload",
        "UPDATE ruleset SET content = '{}'",
        "DELETE FROM definition",
        "UPDATE bloc_year_version SET source = ''",
        "UPDATE blob_chunk SET bytes = ''",
        "UPDATE blob SET sha256 = ''",
        "UPDATE attachment SET sha256 = ''",
        "UPDATE attachment SET task_id = gen_random_uuid()",
        "UPDATE comment SET text = ''",
        "DELETE FROM comment",
        "UPDATE vote SET choice = 'no'",
        "UPDATE vote SET salt = ''",
        "DELETE FROM vote",
        "UPDATE count_entry SET value = '{}'",
        "UPDATE count_entry SET salt = ''",
        "UPDATE poll SET present = '[]'",
        "UPDATE tally SET yes = 9",
        "UPDATE opinion SET answer = 'no'",
        "UPDATE meeting SET present = '[]'",
        "UPDATE document SET number = ''",
        "UPDATE act SET location = ''",
        "DELETE FROM case_",
        "DELETE FROM stream",
        "DELETE FROM task",
        "DELETE FROM appointment",
        "TRUNCATE task",
    ],
)
def test_the_application_can_change_nothing_of_the_record(session: Session, statement: str) -> None:
    note(session, 1)
    with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
        session.execute(text(statement))


def test_notes_of_a_stream_are_one_chain(session: Session) -> None:
    for number in range(5):
        note(session, number)
    seqs = session.execute(text("SELECT seq FROM event WHERE stream = 'people' ORDER BY seq"))
    assert seqs.scalars().all()[-5:] == list(range(1, 6))
    assert list(invariants.broken_chains(session)) == []


def test_many_writers_of_one_stream_make_one_chain(engine: Engine) -> None:
    def write(number: int) -> None:
        with Session(engine) as session:
            note(session, number)
            session.commit()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Session(engine) as session:
        assert session.scalar(text("SELECT count(*) FROM event WHERE stream = 'people'")) == 12
        assert list(invariants.broken_chains(session)) == []


def test_what_is_rolled_back_leaves_no_gap(session: Session) -> None:
    note(session, 1)
    with session.begin_nested() as undone:
        note(session, 2)
        undone.rollback()
    note(session, 3)
    seqs = session.execute(text("SELECT seq FROM event WHERE stream = 'people' ORDER BY seq"))
    assert seqs.scalars().all() == [1, 2]
    assert list(invariants.broken_chains(session)) == []
