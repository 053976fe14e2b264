"""The papers of a case: files, numbered documents and the discussion."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, select, tuple_

from server.store import Session
from server.store.tables import attachment, comment, document, register_entry, task


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file handed in; only kept ones are ever listed."""

    id: UUID
    case_id: UUID
    unit_id: str | None
    kind: str
    subject: str
    sha256: str
    file_name: str
    size: int
    uploaded_name: str
    uploaded_at: dt.datetime
    element: str
    key: str
    post_id: str
    opened_at: dt.datetime
    """Of the task it was handed in with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A numbered document of the case; `cancelled` says why its number was, where it was."""

    id: UUID
    task_id: UUID | None
    """The task that made it; its titles are empty where none did."""
    unit_id: str | None
    title_vi: str
    title_en: str
    kind: str
    subject: str
    number: str
    dated: dt.date | None
    at: dt.datetime
    element: str
    done_name: str
    done_post: str
    done_on_behalf: str
    cancelled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """A remark in the discussion, with the name and post as they were."""

    id: UUID
    task_id: UUID
    person_name: str
    post_title: str
    at: dt.datetime
    text: str
    task_title_vi: str
    task_title_en: str
    element: str
    key: str
    post_id: str
    unit_id: str | None


def files(
    session: Session, case_id: UUID, *, after: tuple[dt.datetime, UUID] | None, limit: int
) -> tuple[FileRow, ...]:
    """List the files that stand in a case, oldest first; drafts' files are nobody's business."""
    query = _kept(case_id)
    if after is not None:
        key = tuple_(attachment.c.uploaded_at, attachment.c.id)
        query = query.where(key > tuple_(literal(after[0]), literal(after[1])))
    return tuple(FileRow(**row) for row in session.execute(query.limit(limit)).mappings())


def of_kind(session: Session, case_id: UUID, kind: str) -> tuple[FileRow, ...]:
    """List the files of one kind that stand in a case, oldest first."""
    query = _kept(case_id).where(attachment.c.kind == kind)
    return tuple(FileRow(**row) for row in session.execute(query).mappings())


def of_cases(
    session: Session, case_ids: Collection[UUID], kinds: Collection[str]
) -> tuple[FileRow, ...]:
    """List the files of some kinds that stand in some cases, oldest first."""
    query = _all_kept().where(attachment.c.case_id.in_(case_ids), attachment.c.kind.in_(kinds))
    return tuple(FileRow(**row) for row in session.execute(query).mappings())


def case_of(session: Session, document_id: UUID) -> UUID | None:
    """Return the case a document is of; None where there is no such document."""
    query = select(document.c.case_id).where(document.c.id == document_id)
    return session.execute(query).scalar_one_or_none()


def file_columns() -> list[Any]:
    """Return what a row of a file is read of, beside the task it was handed in with."""
    names = [name for name in FileRow.__slots__ if name in attachment.c]
    return [*(attachment.c[name] for name in names), *_task(), task.c.opened_at]


def papers(session: Session, case_id: UUID) -> tuple[PaperRow, ...]:
    """List the numbered documents of a case, oldest first."""
    names = ("id", "task_id", "kind", "subject", "number", "dated", "at")
    titles = [func.coalesce(task.c[name], "").label(name) for name in ("title_vi", "title_en")]
    unit = task.c.subject_unit_id.label("unit_id")
    cancelled = func.coalesce(register_entry.c.cancelled_reason, "").label("cancelled")
    query = (
        select(*(document.c[name] for name in names), *titles, unit, *_done(task), cancelled)
        .outerjoin(task, task.c.id == document.c.task_id)
        .outerjoin(
            register_entry,
            and_(
                register_entry.c.case_id == document.c.case_id,
                register_entry.c.document_id == document.c.id,
            ),
        )
        .where(document.c.case_id == case_id)
        .order_by(document.c.at, document.c.number)
    )
    return tuple(PaperRow(**row) for row in session.execute(query).mappings())


def comments(
    session: Session, case_id: UUID, *, before: tuple[dt.datetime, UUID] | None, limit: int
) -> tuple[CommentRow, ...]:
    """List the remarks of a case, newest first."""
    names = ("id", "task_id", "person_name", "post_title", "at", "text")
    query = (
        select(
            *(comment.c[name] for name in names),
            *_titles(),
            *_task(),
            task.c.subject_unit_id.label("unit_id"),
        )
        .join(task, task.c.id == comment.c.task_id)
        .where(comment.c.case_id == case_id)
    )
    if before is not None:
        key = tuple_(comment.c.at, comment.c.id)
        query = query.where(key < tuple_(literal(before[0]), literal(before[1])))
    query = query.order_by(comment.c.at.desc(), comment.c.id.desc()).limit(limit)
    return tuple(CommentRow(**row) for row in session.execute(query).mappings())


def _kept(case_id: UUID) -> Select[Any]:
    return _all_kept().where(attachment.c.case_id == case_id)


def _all_kept() -> Select[Any]:
    return (
        select(*file_columns())
        .join(task, task.c.id == attachment.c.task_id)
        .where(attachment.c.state == "kept")
        .order_by(attachment.c.uploaded_at, attachment.c.id)
    )


def _done(of: Any) -> list[Any]:  # noqa: ANN401 - a table of tasks or a part of it
    names = ("element", "done_name", "done_post", "done_on_behalf")
    return [func.coalesce(of.c[name], "").label(name) for name in names]


def _task() -> tuple[Any, ...]:
    return task.c.element, task.c.key, task.c.post_id


def _titles() -> tuple[Any, Any]:
    return task.c.title_vi.label("task_title_vi"), task.c.title_en.label("task_title_en")
