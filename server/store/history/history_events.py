"""One event as auditors read it: its header, its payload, and what was erased of it."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, Uuid, case, cast, func, literal, literal_column, select

from server.domain.canonical import Json
from server.domain.cases.case_marks import Mark
from server.store.history.chain import breaks
from server.store.milestones.standing import marks
from server.store.tables import erased, erasure, event, event_payload, milestone

CASE = "case/"
"""Begins the name of the stream of a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """An erasure on legal ground: its key, the law and the paper as they were typed, and when."""

    id: UUID
    law: str
    document: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEvent:
    """One event: its hashed header as a row, and its payload.

    The payload is empty where its row is missing, or holds what no version has written: that is
    `unreadable`. Of an event that was erased on legal ground it is what remains.
    """

    row: Mapping[str, Any]
    payload: Mapping[str, Json]
    unreadable: bool = False

    @property
    def id(self) -> UUID:
        """The event's key."""
        found: UUID = self.row["id"]
        return found

    @property
    def missing(self) -> bool:
        """Tell whether the payload is gone without an erasure on legal ground."""
        return self.row["salt"] is None and self.erased is None

    @property
    def erased(self) -> Erased | None:
        """By which law, paper and when the payload was erased; None where it was not."""
        row = self.row
        if row["erased_at"] is None:
            return None
        return Erased(
            id=row["erasure_id"],
            law=row["erased_law"],
            document=row["erased_document"],
            at=row["erased_at"],
        )

    @property
    def element(self) -> str:
        """Name the step of the event's task; empty where it is about none."""
        return str(self.row["element"] or "")

    @property
    def key(self) -> str:
        """Name what the instance of the event's task runs for; empty where it is the case."""
        task = self.payload.get("task")
        return str(task.get("key") or "") if isinstance(task, Mapping) else ""

    def marks(self, kind: str) -> tuple[Mark, ...]:
        """Return the milestones of its case, which is of a kind; those of keys are left out."""
        return marks((kind, *told) for told in json.loads(self.row["marks"]))

    @property
    def fits(self) -> bool:
        """Tell whether the event's own bytes still give its hash."""
        return not self.missing and not [
            found for found in breaks([self.row]) if found.why in {"hash", "payload"}
        ]


@cache
def events() -> Select[Any]:
    """Select events with their payload, or what remains of one that was erased."""
    reached = (
        _reached()
        .where(milestone.c.case_id == event_payload.c.case_id)
        .scalar_subquery()
        .label("marks")
    )
    return _with_payload(event, event_payload.c.case_id, reached)


def told_in_case(case_id: UUID) -> Select[Any]:
    """Select what the events of a case tell, without what is hashed of them.

    Its milestones stand with the first event alone: they are the same for all.
    """
    reached = _reached().where(milestone.c.case_id == case_id).scalar_subquery()
    columns = (event.c[name] for name in ("seq", "kind", "object", "act_time", "definition_hash"))
    return _with_payload(
        *columns,
        literal(case_id, Uuid).label("case_id"),
        case((event.c.seq == 1, reached)).label("marks"),
    ).where(event.c.stream == f"{CASE}{case_id}")


def _reached() -> Select[Any]:
    told = func.json_build_array(milestone.c.milestone, milestone.c.key, milestone.c.at)
    listed = func.coalesce(cast(func.json_agg(told), Text), literal_column("'[]'"))
    return select(listed).where(milestone.c.key == "")


def _with_payload(*columns: Any) -> Select[Any]:  # noqa: ANN401 - what SQLAlchemy selects
    kept = (
        func.coalesce(event_payload.c[name], erased.c[name]).label(name)
        for name in ("element", "subject_unit_id")
    )
    return (
        select(
            *columns,
            *(event_payload.c[name] for name in ("salt", "payload")),
            *kept,
            erased.c.remains,
            erased.c.erasure_id,
            erasure.c.law.label("erased_law"),
            erasure.c.document.label("erased_document"),
            erasure.c.settled_at.label("erased_at"),
        )
        .select_from(event)
        .outerjoin(event_payload, event_payload.c.event_id == event.c.id)
        .outerjoin(erased, erased.c.event_id == event.c.id)
        .outerjoin(erasure, erasure.c.id == erased.c.erasure_id)
    )


def event_of(row: Row[Any], **instead: object) -> HistoryEvent:
    """Read a row of `events` or `told_in_case`; `instead` are values that stand elsewhere."""
    values = {**row._mapping, **instead}  # noqa: SLF001 - SQLAlchemy's public name
    if values["case_id"] is None and values["stream"].startswith(CASE):
        values["case_id"] = UUID(values["stream"].removeprefix(CASE))
    payload = payload_of(values["payload"] or values["remains"])
    unreadable = payload is None and values["salt"] is not None
    return HistoryEvent(row=values, payload=payload or {}, unreadable=unreadable)


def payload_of(payload: str | None) -> Mapping[str, Json] | None:
    """Read a payload; None where it is no JSON object."""
    try:
        found = json.loads(payload or "")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
