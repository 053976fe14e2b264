"""A case's history, and its state in the tables told as the replay of that history tells it."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.history.replay import (
    ROW,
    Event,
    Facts,
    digest,
    said,
)
from server.store import Session
from server.store.invariants import case_state

TWICE = "rows"
"""The text of a fact of which there are several rows."""


def all_cases(session: Session) -> list[tuple[UUID, str]]:
    """List every case with the digest of its rules."""
    found = session.execute(text("SELECT id, rules_digest FROM case_ ORDER BY id"))
    return [(row.id, row.rules_digest) for row in found]


def put_back(session: Session) -> frozenset[str]:
    """Name the tasks that were given back to their post because who had them left it."""
    found = session.execute(
        text("""
        SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id
        WHERE e.stream = 'people' AND p.payload LIKE '%"put_back":["%'
        """)
    )
    tasks: set[str] = set()
    for row in found:
        with suppress(ValueError, LookupError, TypeError):  # a ruined payload is its chain's breach
            tasks |= {*json.loads(row.payload)["put_back"]}
    return frozenset(tasks)


def history(session: Session, case_id: UUID) -> list[Event] | None:
    """List a case's events in order; None where a payload has been erased on legal ground."""
    found = session.execute(
        text("""
        SELECT e.kind, e.object, e.act_time, e.simulated, e.definition_hash,
          coalesce(t.form, '') AS form, p.payload
        FROM event e
        LEFT JOIN event_payload p ON p.event_id = e.id
        LEFT JOIN task t ON t.case_id = :case AND e.object = 'task/' || t.id
        WHERE e.stream = 'case/' || CAST(:case AS text) ORDER BY e.seq
        """),
        {"case": case_id},
    ).all()
    if any(row.payload is None for row in found):
        return None
    return [_event(row) for row in found]


def _event(row: Row[Any]) -> Event:
    payload = json.loads(row.payload)
    task = payload.get("task")
    form = task.get("form") if isinstance(task, dict) else None
    return Event(
        kind=row.kind,
        object=row.object,
        form=form or row.form,
        payload=payload,
        at=row.act_time,
        simulated=row.simulated,
        definition=row.definition_hash,
    )


def facts(session: Session, case_id: UUID) -> Facts:
    """Tell the state of a case as the replay of its events tells it (`domain.history.replay`)."""
    found = session.execute(case_state.FACTS, {"case": case_id})
    facts = {row.name: row.value for row in found if row.value}
    for state in session.execute(case_state.KEPT, {"case": case_id}):
        with suppress(ValueError, LookupError, TypeError):  # a ruined state is a breach of its own
            facts[f"early/{state.id}"] = _kept(json.loads(state.doc)["early"])
    for question in case_state.ROWS:
        for row in session.execute(question, {"case": case_id}).mappings():
            name = row["name"]
            facts[name] = ROW if name not in facts else TWICE
            for column, value in row.items():
                if column != "name" and (value_text := _said(column, value)):
                    facts[f"{name}/{column}"] = value_text
    return facts


def _kept(early: Sequence[Sequence[str]]) -> str:
    """Name the messages a state keeps: the catch each is for, and who sent it."""
    return ", ".join(" ".join(each[:3]).strip() for each in early)


def _said(column: str, value: object) -> str:
    read = _READ.get(column)
    return read(value) if read and isinstance(value, str) and value else said(value)


def _json(value: str) -> str:
    return said(json.loads(value))


def _answers(value: str) -> str:
    return digest(json.loads(value))


_READ: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("candidates", "present", "settled", "value"), _json),
    "result_json": _answers,
}
"""Columns that hold JSON; what a person handed in is compared, never shown."""
