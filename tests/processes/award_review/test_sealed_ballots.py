"""History seals a ballot or a count when it is handed in, and keeps no salt."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.history.seals import SALT_BYTES
from tests.worlds.year import Year

TABLES = {"vote": "vote", "count": "count_entry"}


@pytest.mark.parametrize("form", TABLES)
def test_each_act_has_a_salt_of_its_own_that_no_event_tells(
    year: Year, second: Year, session: Session, form: str
) -> None:
    voting = (year if form == "vote" else second).through("award_review", form)
    for task in voting.tasks(form)[:2]:
        voting.complete(task)
    salts = session.scalars(text(f"SELECT DISTINCT salt FROM {TABLES[form]}")).all()  # noqa: S608
    assert [len(salt) for salt in salts] == [2 * SALT_BYTES] * 2
    payloads = session.scalars(text("SELECT payload FROM event_payload")).all()
    assert not [salt for salt in salts for payload in payloads if salt in payload]
    assert len([payload for payload in payloads if '"sealed":' in payload]) == 2
