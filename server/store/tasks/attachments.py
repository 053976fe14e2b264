"""Files of tasks: uploaded into the draft, kept when the task is done; the bytes are blobs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from server.domain.texts.lists import found_file
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file as somebody uploaded it; `subject` says what of the form it belongs to.

    Its task's element, key, post and opening are read with it.
    """

    id: UUID
    case_id: UUID
    task_id: UUID
    unit_id: str | None
    kind: str
    subject: str
    sha256: str
    file_name: str
    media_type: str
    size: int
    uploaded_by: UUID
    uploaded_name: str
    uploaded_at: datetime
    state: str
    element: str = ""
    key: str = ""
    post_id: str = ""
    opened_at: datetime | None = None

    @property
    def removable(self) -> bool:
        """Tell whether it is part of a draft still."""
        return self.state == "draft"


_OF_TASK_READ = ("element", "key", "post_id", "opened_at")
_COLUMNS = ", ".join(
    f"{'t' if name in _OF_TASK_READ else 'a'}.{name}" for name in Attachment.__slots__
)


def find(session: Session, attachment_id: UUID) -> Attachment | None:
    """Return a file that was not removed; the caller decides who may see it."""
    found = session.execute(_FIND, {"id": attachment_id}).mappings().one_or_none()
    return None if found is None else _attachment(found)


def of_task(
    session: Session, task_id: UUID, *, case_id: UUID, unit_id: str | None
) -> tuple[Attachment, ...]:
    """List the files of a task's page: its own, and those handed in for its unit, oldest first.

    Where `unit_id` is None, the case's own kept files take the place of a unit's. The letter
    and the minutes of a dossier are of every nominee.
    """
    found = session.execute(_OF_TASK, {"task": task_id, "case": case_id, "unit": unit_id})
    return tuple(_attachment(row) for row in found.mappings())


def add(session: Session, new: Attachment) -> None:
    """Add a file to a task's draft and count it."""
    session.execute(_ADD, {**asdict(new), "search": found_file(new.file_name)})


def remove(session: Session, attachment_id: UUID) -> None:
    """Take a file out of a task's draft; the bytes go with the next sweep."""
    session.execute(_REMOVE, {"id": attachment_id})


def _attachment(row: Mapping[Any, Any]) -> Attachment:
    return Attachment(**row)


_FIND = text(f"""
SELECT {_COLUMNS} FROM attachment a JOIN task t ON t.id = a.task_id
WHERE a.id = :id AND a.state <> 'removed'
""")  # noqa: S608 - constants of this module
_OF_TASK = text(f"""
SELECT {_COLUMNS} FROM attachment a JOIN task t ON t.id = a.task_id
WHERE a.case_id = :case AND (
  (a.task_id = :task AND a.state <> 'removed')
  OR (a.state = 'kept' AND (
    CAST(:unit AS text) IS NULL OR a.unit_id = :unit OR a.subject LIKE '%/' || :unit
    OR a.kind IN ('to_trinh', 'bien_ban'))))
ORDER BY a.uploaded_at, a.id
""")  # noqa: S608 - constants of this module
_ADD = text("""
WITH counted AS (UPDATE task SET files = files + 1 WHERE id = :task_id)
INSERT INTO attachment(id, case_id, task_id, unit_id, kind, subject, sha256, file_name, media_type,
  size, uploaded_by, uploaded_name, uploaded_at, state, search)
VALUES (:id, :case_id, :task_id, :unit_id, :kind, :subject, :sha256, :file_name, :media_type,
  :size, :uploaded_by, :uploaded_name, :uploaded_at, :state, :search)
""")
_REMOVE = text("""
WITH gone AS (DELETE FROM attachment WHERE id = :id AND state = 'draft' RETURNING task_id)
UPDATE task SET files = files - 1 FROM gone WHERE task.id = gone.task_id
""")
