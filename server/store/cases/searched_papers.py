"""Numbered documents and files of cases found by words, the newest first."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select, tuple_

from server.store import Session
from server.store.cases.case_papers import FileRow, file_columns
from server.store.tables import attachment, case_, document, task

PaperKind = tuple[str, str]
"""A kind of case and a kind of its documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPaper:
    """A numbered document of a case that words were found on."""

    case_id: UUID
    kind: str
    subject: str
    number: str
    dated: dt.date | None
    element: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A kept file of a case that words were found in the name of."""

    case_id: UUID
    file: FileRow


def papers(
    session: Session,
    words: Mapping[str, Collection[PaperKind]],
    reach: ColumnElement[bool],
    *,
    limit: int,
    offset: int,
) -> Sequence[FoundPaper]:
    """List numbered documents that hold each of these words, or their cases do; no word finds none.

    A word comes with the kinds it names; one word at least is the document's own. `reach`
    says which cases they may be of.
    """
    named = tuple_(case_.c.kind, document.c.kind)
    own = {
        word: or_(document.c.search.contains(word, autoescape=True), named.in_([*kinds]))
        for word, kinds in words.items()
    }
    columns = (document.c[name] for name in FoundPaper.__slots__ if name != "element")
    element = func.coalesce(task.c.element, document.c.element).label("element")
    query = (
        select(*columns, element)
        .join(case_, case_.c.id == document.c.case_id)
        .outerjoin(task, task.c.id == document.c.task_id)
        .where(document.c.number != "", _hold(own), reach)
        .order_by(document.c.at.desc(), document.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [FoundPaper(**row) for row in session.execute(query).mappings()]


def files(
    session: Session,
    words: Collection[str],
    reach: ColumnElement[bool],
    *,
    limit: int,
    offset: int,
) -> Sequence[FoundFile]:
    """List kept files the same way, by their names."""
    own = {word: attachment.c.search.contains(word, autoescape=True) for word in words}
    query = (
        select(*file_columns())
        .join(task, task.c.id == attachment.c.task_id)
        .join(case_, case_.c.id == attachment.c.case_id)
        .where(attachment.c.state == "kept", _hold(own), reach)
        .order_by(attachment.c.uploaded_at.desc(), attachment.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [_file(dict(row)) for row in session.execute(query).mappings()]


def _hold(own: Mapping[str, ColumnElement[bool]]) -> ColumnElement[bool]:
    each = (
        or_(found, case_.c.search.contains(word, autoescape=True)) for word, found in own.items()
    )
    return and_(or_(false(), *own.values()), *each)


def _file(row: dict[str, Any]) -> FoundFile:
    return FoundFile(case_id=row["case_id"], file=FileRow(**row))
