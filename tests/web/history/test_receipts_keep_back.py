"""A receipt tells no outcome of a vote, nor of what nobody may read; of others it does."""

from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.worlds.databases import Database
from tests.worlds.played import Played

pytestmark = pytest.mark.slow
TASK = """
SELECT CAST(e.id AS text), a.login, p.payload::json -> 'task' ->> 'title_vi'
FROM event e JOIN event_payload p ON p.event_id = e.id JOIN person a ON a.id = p.actor_id
WHERE p.act_class = '{}' AND p.element = '{}' ORDER BY e.act_time LIMIT 1
"""
OF = "WHERE event_id = '{}'"
UNREADABLE = """
UPDATE event SET definition_hash = repeat('0', 64) FROM event_payload
WHERE event_id = event.id AND event_id = '{}'
"""
CALLED = 'UPDATE event_payload SET payload = replace(payload, \'"act":"{}"\', \'"act":"{}"\') '


@pytest.fixture
def played(database: Database) -> Played:
    return Played.of(database)


def act(played: Played, of_class: str, element: str) -> tuple[str, str, str]:
    """Answer an event, who did it, and the title of its task."""
    engine = create_engine(played.database.url, poolclass=NullPool)
    with engine.connect() as connection:
        row = connection.execute(text(TASK.format(of_class, element))).one()
    return row[0], row[1], row[2]


def tells_the_outcome(played: Played, event: str, login: str, title: str) -> bool:
    page = played.as_post(login).get(f"/receipts/{event}")
    assert page.status_code == 200
    (said,) = [line for line in page.text.splitlines() if "Việc đã làm" in line]
    assert title in unescape(said)
    return not unescape(said).endswith(f"<dd>{title}</dd></div>")


def test_an_approval_tells_its_outcome(played: Played) -> None:
    assert tells_the_outcome(played, *act(played, "approve", "approve"))


def test_a_vote_tells_none_though_its_version_does_not_call_it_confidential(
    played: Played, tamper: Callable[[str], None]
) -> None:
    found = act(played, "approve", "approve")
    tamper(CALLED.format("approve", "vote") + OF.format(found[0]))
    assert not tells_the_outcome(played, *found)


def test_what_was_done_under_a_version_nobody_can_read_tells_none(
    played: Played, tamper: Callable[[str], None]
) -> None:
    found = act(played, "approve", "approve")
    tamper(UNREADABLE.format(found[0]))
    assert not tells_the_outcome(played, *found)
