"""Nothing is asked of rows taken over where one of the two records was erased on legal ground."""

import pytest

from tests.check.planting import CheckedYear, planted
from tests.check.plants.taken import UNLIKE

OF_EVENT = """
SELECT e.id FROM event e JOIN task t ON e.object = 'task/' || t.id
WHERE t.element = '{element}' AND e.kind = 'task.completed'
"""
OPENING = "SELECT id FROM event WHERE kind = 'case.opened' AND object LIKE 'case/%'"
CHANGED = """
UPDATE event_payload SET payload = replace(payload, '98 %', '89 %') WHERE event_id IN ({of})
"""
GONE = """
INSERT INTO erased(event_id, erasure_id, remains)
SELECT event_id, gen_random_uuid(), payload FROM event_payload WHERE event_id IN ({of})
"""
SOURCE, TAKER = (OF_EVENT.format(element=element) for element in ("targets", "progress"))


@pytest.mark.parametrize("erased", [SOURCE, TAKER, OPENING])
def test_an_erased_record_is_compared_with_none(taking: CheckedYear, erased: str) -> None:
    changed = CHANGED.format(of=TAKER)
    with planted(taking, changed) as session:
        assert UNLIKE in {breach.invariant for breach in taking.check(session)}
    gone = GONE.format(of=erased)
    with planted(taking, f"{changed}; {gone}") as session:
        assert UNLIKE not in {breach.invariant for breach in taking.check(session)}
