"""What a test reads back: rows as tuples, two columns as a mapping, an event's payload."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session


def rows(session: Session, query: str, **values: object) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    return [tuple(row) for row in session.execute(text(query), values)]


def pairs(session: Session, query: str, **values: object) -> dict[Any, Any]:
    """Return two columns as a mapping."""
    return {row[0]: row[1] for row in session.execute(text(query), values)}


def payload(session: Session, task_id: UUID) -> dict[str, Any]:
    """Return what history keeps of a completed task."""
    found = session.execute(
        text("""
        SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id
        WHERE e.object = :task AND e.kind = 'task.completed'
        """),
        {"task": f"task/{task_id}"},
    ).scalar_one()
    value: dict[str, Any] = json.loads(found)
    return value
