"""The open tasks of a post that are due within a span of time: what its calendar shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.texts.words import Words
from server.store import Session
from server.store.inbox.inbox import Eyes
from server.store.inbox.inbox_statements import FREE, KIND

MOST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarTask:
    """An open task and the first instant after its last day; `subject` is whom it is about."""

    id: UUID
    title: Words
    subject: Words | None
    due: datetime
    simulated: bool


def due_tasks(
    session: Session, eyes: Eyes, *, begins: datetime, ends: datetime, today: date
) -> Sequence[CalendarTask]:
    """List the tasks that are due after `begins`, at `ends` at the latest: 300 at most.

    They are the post's, and those of other posts that were handed to the person.
    """
    rows = session.execute(
        _DUE,
        {
            "me": eyes.person_id,
            "post": eyes.post_id,
            "kinds": None if eyes.kinds is None else sorted(eyes.kinds),
            "entrusted": [*eyes.entrusted],
            "today": today,
            "begins": begins,
            "ends": ends,
            "most": MOST,
        },
    )
    return [
        CalendarTask(
            id=row.id,
            title=Words(row.title_vi, row.title_en),
            subject=Words(row.short_vi, row.short_en) if row.short_vi else None,
            due=row.due,
            simulated=row.simulated,
        )
        for row in rows
    ]


_DUE = text(f"""
WITH own AS (SELECT * FROM task t
  WHERE t.post_id = :post AND t.priority IN (-1, 0) AND t.state = 'open' AND {FREE}
    AND t.due_sort > :begins AND t.due_sort <= :ends
    AND (CAST(:kinds AS text[]) IS NULL OR {KIND} = ANY(CAST(:kinds AS text[])))
  ORDER BY t.due_sort, t.id LIMIT :most),
 handed AS (SELECT * FROM task t
  WHERE t.id = ANY(CAST(:entrusted AS uuid[])) AND t.state = 'open'
    AND t.due_sort > :begins AND t.due_sort <= :ends)
SELECT t.id, t.title_vi, t.title_en, t.due, t.simulated, n.short_vi, n.short_en
FROM (SELECT * FROM own UNION SELECT * FROM handed) t
LEFT JOIN LATERAL (SELECT n.* FROM unit_name n WHERE n.unit_id = t.subject_unit_id
  AND n.valid_from <= :today ORDER BY n.valid_from DESC LIMIT 1) n ON true
ORDER BY t.due_sort, t.id LIMIT :most
""")  # noqa: S608 - made of constants
