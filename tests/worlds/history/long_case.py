"""A case that went on and on: its own completions once more, in a chain that holds."""

import json
from datetime import datetime, timedelta
from itertools import cycle, islice
from uuid import UUID, uuid4

from sqlalchemy import RowMapping, text

from server.actions.transaction import Begin
from server.store.cases import cases
from server.store.history import journal
from server.store.history.journal import Fact

AT_ONCE = 200
_DONE = text("""
SELECT e.definition_hash, e.form_hash, e.act_time, p.payload, p.element, p.subject_unit_id
FROM event e JOIN event_payload p ON p.event_id = e.id
WHERE e.stream = :stream AND e.kind = 'task.completed' ORDER BY e.seq
""")


def go_on(begin: Begin, case_id: UUID, events: int) -> None:
    """Append so many events to a case, each of a task of its own, a minute after the other."""
    with begin() as session:
        rows = session.execute(_DONE, {"stream": f"case/{case_id}"}).mappings().all()
    told = islice(cycle(rows), events)
    at: datetime = rows[-1]["act_time"]
    while some := [_fact(row) for row in islice(told, AT_ONCE)]:
        at += timedelta(minutes=len(some))
        with begin() as session:
            found = cases.lock(session, case_id)
            assert found is not None
            journal.append(session, found.head, some, now=at, offset=0)


def _fact(row: RowMapping) -> Fact:
    payload = json.loads(row["payload"])
    task = {**payload["task"], "id": str(uuid4())}
    return Fact(
        kind="task.completed",
        object=f"task/{task['id']}",
        payload={**payload, "task": task},
        subject_unit_id=row["subject_unit_id"],
        element=row["element"],
        definition_hash=row["definition_hash"],
        form_hash=row["form_hash"],
    )
