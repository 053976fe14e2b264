"""The rows of the task list, and where each stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from server.domain.texts.words import Words
from server.store.people.own_units import persons_by_element
from server.store.tasks.came_back import CameBack, came_back


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInList:
    """Where a row stands in its list. The priority counts in the order by due date alone."""

    priority: int
    at: datetime
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One row of the list."""

    id: UUID
    case_id: UUID
    case_kind: str
    element: str
    key: str
    subject_unit_id: str
    title: Words
    case_short: Words
    year: int
    subject: Words | None
    post_id: str
    post_title: Words
    assignee_id: UUID | None
    assignee: str
    lent: bool  # who has it does not hold its post, but acts in its holder's stead
    claimed_at: datetime | None
    due: datetime | None
    opened_at: datetime
    closed_at: datetime | None
    done_name: str
    done_post: str
    done_on_behalf: str
    note: str
    note_by: str
    comments: int
    files: int
    simulated: bool
    snoozed_until: date | None
    urgent: bool
    barred: bool  # it is open and about a unit of the reader's own: somebody else has to do it
    outlived: bool  # its unit was gone by its day: it is not late
    form: str
    definition_hash: str
    rules_digest: str
    last_done_by: Mapping[str, frozenset[UUID]]  # by element of its instance; nobody once closed
    came_back: CameBack | None
    mark: PlaceInList


_AS_THEY_ARE = ("note", "note_by", "comments", "files", "simulated", "snoozed_until")


def line_of(row: Row[Any]) -> TaskLine:
    """Read a row as `inbox_statements.shown` gives it."""
    return TaskLine(
        id=row.id,
        case_id=row.case_id,
        case_kind=row.case_kind,
        element=row.element,
        key=row.key,
        subject_unit_id=row.subject_unit_id or "",
        title=Words(row.title_vi, row.title_en),
        case_short=Words(row.kind_vi, row.kind_en),
        year=row.year,
        subject=Words(row.short_vi, row.short_en) if row.short_vi else None,
        post_id=row.post_id,
        post_title=Words(row.post_vi, row.post_en),
        assignee_id=row.claimant_id,
        assignee=row.assignee or "",
        lent=row.lent,
        barred=row.barred,
        outlived=row.outlived,
        form=row.form,
        definition_hash=row.definition_hash,
        rules_digest=row.rules_digest,
        last_done_by=persons_by_element(row.last_done_by or {}),
        claimed_at=row.claimed_at,
        due=row.due,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        done_name=row.done_name,
        done_post=row.done_post,
        done_on_behalf=row.done_on_behalf,
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        urgent=row.priority < 0,
        came_back=came_back(row.came_back),
        mark=PlaceInList(priority=row.priority, at=row.mark, id=row.id),
    )
