"""A case's history, and its state in the tables told as the replay of that history tells it."""

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any, NamedTuple
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
from server.store.history.payloads import PAYLOADS
from server.store.invariants import case_state
from server.store.invariants.case_questions import CaseQuestions

TWICE = "rows"
"""The text of a fact of which there are several rows."""


class ReplayedCase(NamedTuple):
    """A case as far as its replay needs it."""

    id: UUID
    kind: str
    rules_digest: str


def replayed_cases(session: Session, among: Collection[UUID] | None = None) -> list[ReplayedCase]:
    """List every case, or those `among` them."""
    found = session.execute(_CASES, {"among": None if among is None else [*among]})
    return [ReplayedCase(row.id, row.kind, row.rules_digest) for row in found]


def put_back(session: Session) -> frozenset[str]:
    """Name the tasks that were given back to their post because who had them left it."""
    found = session.execute(
        text(f"""
        SELECT p.payload FROM event e JOIN {PAYLOADS} p ON p.event_id = e.id
        WHERE e.stream = 'people' AND p.payload ~ '"put_back"\\: *\\["'
        """)  # noqa: S608 - a constant
    )
    tasks: set[str] = set()
    for row in found:
        with suppress(ValueError, LookupError, TypeError):  # a ruined payload is its chain's breach
            tasks |= {*json.loads(row.payload)["put_back"]}
    return frozenset(tasks)


def history(session: Session, case_id: UUID) -> list[Event] | None:
    """List a case's events in order; None where a payload is missing.

    Of an event that was erased on legal ground it is what remains.
    """
    found = session.execute(
        text(f"""
        SELECT e.kind, e.object, e.act_time, e.simulated, e.definition_hash,
          coalesce(t.form, '') AS form, p.payload
        FROM event e
        LEFT JOIN {PAYLOADS} p ON p.event_id = e.id
        LEFT JOIN task t ON t.case_id = :case AND e.object = 'task/' || t.id
        WHERE e.stream = 'case/' || CAST(:case AS text) ORDER BY e.seq
        """),  # noqa: S608 - a constant
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


def facts(session: Session, case_id: UUID, own: Sequence[CaseQuestions] = ()) -> Facts:
    """Tell the state of a case as the replay of its events tells it (`domain.history.replay`).

    `own` are the questions of processes to their own tables: of all of them, since a row in a table
    of another process is a breach.
    """
    questions = "\nUNION ALL ".join([case_state.FACTS, *(each.facts for each in own if each.facts)])
    found = session.execute(text(questions), {"case": case_id})
    facts = {row.name: row.value for row in found if row.value}
    for state in session.execute(case_state.KEPT, {"case": case_id}):
        with suppress(ValueError, LookupError, TypeError):  # a ruined state is a breach of its own
            facts[f"early/{state.id}"] = _kept(json.loads(state.doc)["early"])
    json_columns = _JSON_COLUMNS.union(*(each.json_columns for each in own))
    for question in (*case_state.ROWS, *(row for each in own for row in each.rows)):
        for row in session.execute(text(question), {"case": case_id}).mappings():
            name = row["name"]
            facts[name] = ROW if name not in facts else TWICE
            for column, value in row.items():
                if column != "name" and (value_text := _said(column, value, json_columns)):
                    facts[f"{name}/{column}"] = value_text
    return facts


def _kept(early: Sequence[Sequence[str]]) -> str:
    """Name the messages a state keeps: the catch each is for, and who sent it."""
    return ", ".join(" ".join(each[:3]).strip() for each in early)


def _said(column: str, value: object, json_columns: Collection[str]) -> str:
    if not isinstance(value, str) or not value:
        return said(value)
    if column == _ANSWERS:
        return digest(json.loads(value))
    return said(json.loads(value)) if column in json_columns else value


_CASES = text("""
SELECT id, kind, rules_digest FROM case_
WHERE CAST(:among AS uuid[]) IS NULL OR id = ANY(:among) ORDER BY id
""")
_ANSWERS = "result_json"
"""What a person handed in: compared, never shown."""
_JSON_COLUMNS = frozenset({"present", "opening"})
