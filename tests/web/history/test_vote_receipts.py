"""The receipt of a confidential vote proves that one voted and tells nothing of what."""

from html import unescape

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.worlds.played import Played

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def votes(year: Played) -> list[tuple[str, str, str]]:
    """Answer events of ballots, each with who cast it."""
    query = text("""
    SELECT CAST(e.id AS text), a.login, p.payload::json -> 'task' ->> 'title_vi'
    FROM event e JOIN event_payload p ON p.event_id = e.id
    JOIN person a ON a.id = p.actor_id
    WHERE p.act_class = 'vote' AND p.payload LIKE '%"sealed":%' ORDER BY e.act_time LIMIT 3
    """)
    engine = create_engine(year.database.url, poolclass=NullPool)
    with engine.connect() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def test_it_names_the_vote_and_no_outcome(year: Played, votes: list[tuple[str, str, str]]) -> None:
    assert votes
    for event, login, title in votes:
        page = year.as_post(login).get(f"/receipts/{event}")
        assert page.status_code == 200
        (said,) = [line for line in page.text.splitlines() if "Việc đã làm" in line]
        assert unescape(said).endswith(f"<dd>{title}</dd></div>")


def test_nobody_else_of_the_bloc_sees_it(year: Played, votes: list[tuple[str, str, str]]) -> None:
    (event, one, _), *others = votes
    for _, other, _ in others:
        assert other == one or year.as_post(other).get(f"/receipts/{event}").status_code == 404
