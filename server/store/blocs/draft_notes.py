"""What was said when a draft of a bloc-year changed hands or was dropped, as history keeps it."""

import datetime as dt
import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import TextClause, text

from server.store import Session
from server.store.history.payloads import PAYLOADS


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNote:
    """The words, empty where there are none, who said them, and when."""

    text: str
    name: str
    at: dt.datetime


def newest(session: Session, draft_id: UUID) -> DraftNote | None:
    """Return what was said when a draft last changed hands or was dropped, if anything was."""
    found = last_act(session, draft_id)
    return found if found and found.text else None


def last_act(session: Session, draft_id: UUID) -> DraftNote | None:
    """Return who last passed a draft on, dropped it or put it in force, and what they said."""
    return _said(session, _NEWEST, object=f"bloc_draft/{draft_id}")


def in_force(session: Session, bloc_year_id: str) -> DraftNote | None:
    """Return what was said when a bloc-year was last put in force, if anything was."""
    found = _said(session, _IN_FORCE, y=bloc_year_id)
    return found if found and found.text else None


def _said(session: Session, statement: TextClause, **values: str) -> DraftNote | None:
    row = session.execute(statement, values).one_or_none()
    if row is None:
        return None
    payload = json.loads(row.payload)
    actor = payload.get("actor", {})
    return DraftNote(text=payload.get("note", ""), name=actor.get("name", ""), at=row.act_time)


_NEWEST = text(f"""
SELECT e.act_time, p.payload FROM event e JOIN {PAYLOADS} p ON p.event_id = e.id
WHERE e.stream = 'blocs' AND e.object = :object
  AND e.kind IN ('bloc_draft.handed_over', 'bloc_draft.given_back', 'bloc_draft.taken_back',
    'bloc_draft.dropped', 'bloc_draft.put_in_force')
ORDER BY e.seq DESC LIMIT 1
""")  # noqa: S608 - a constant
_IN_FORCE = text(f"""
SELECT e.act_time, p.payload FROM event e JOIN {PAYLOADS} p ON p.event_id = e.id
JOIN bloc_draft d ON e.object = 'bloc_draft/' || d.id
WHERE e.stream = 'blocs' AND e.kind = 'bloc_draft.put_in_force' AND d.bloc_year_id = :y
ORDER BY e.seq DESC LIMIT 1
""")  # noqa: S608 - a constant
