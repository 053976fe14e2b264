"""An event's page says that the log holds it only where the log holds its very hash."""

from collections.abc import Callable

import pytest
from sqlalchemy import NullPool, create_engine, text

from server.actions.log.sequence import sequence
from server.actions.transaction import transactions
from tests.worlds.databases import Database, as_log
from tests.worlds.played import Played

pytestmark = pytest.mark.slow
EVENT = """
SELECT substr(stream, 6), seq, id FROM event WHERE kind = 'task.completed'
ORDER BY act_time LIMIT 1
"""
ENTRY = "UPDATE leaf SET entry = sha256(entry) WHERE event_id = '{}'"
HASH = "UPDATE event SET hash = repeat('0', 64) WHERE id = '{}'"
HELD, ANOTHER = "Có trong nhật ký chung", "Nhật ký chung giữ một mã khác cho sự kiện này"


@pytest.fixture
def event(database: Database) -> tuple[str, str]:
    """Let the log take up everything; answer an event's address and key."""
    sequence(as_log(transactions(database.url)))
    engine = create_engine(database.url, poolclass=NullPool)
    with engine.connect() as connection:
        case, seq, key = connection.execute(text(EVENT)).one()
    return f"/audit/cases/{case}/events/{seq}", str(key)


def shown(database: Database, address: str) -> str:
    answer = Played.of(database).as_post("thanh-tra.auditor").get(address)
    assert answer.status_code == 200
    return answer.text


def test_an_event_whose_hash_stands_there_is_in_the_log(
    database: Database, event: tuple[str, str]
) -> None:
    assert HELD in shown(database, event[0])


def test_another_entry_in_its_place_is_told(
    database: Database, event: tuple[str, str], tamper: Callable[[str], None]
) -> None:
    tamper(ENTRY.format(event[1]))
    page = shown(database, event[0])
    assert ANOTHER in page
    assert HELD not in page


def test_an_event_rewritten_since_is_told(
    database: Database, event: tuple[str, str], tamper: Callable[[str], None]
) -> None:
    tamper(HASH.format(event[1]))
    page = shown(database, event[0])
    assert ANOTHER in page
    assert HELD not in page
