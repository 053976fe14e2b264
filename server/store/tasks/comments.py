"""What people say to each other beside a task; never changed once said."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.database import bulk

MOST = 200
"""Comments a task's page shows: the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment with the name and post of its author as they were."""

    id: UUID
    case_id: UUID
    task_id: UUID
    person_id: UUID
    person_name: str
    post_title: str
    at: datetime
    text: str


def of_task(session: Session, task_id: UUID) -> tuple[Comment, ...]:
    """List the comments of a task, oldest first."""
    found = session.execute(_OF_TASK, {"task": task_id, "most": MOST}).mappings()
    return tuple(Comment(**row) for row in found)


def add(session: Session, new: Comment) -> None:
    """Add a comment and count it on its task."""
    session.execute(_ADD, asdict(new))


def add_several(session: Session, new: Sequence[Comment]) -> None:
    """Add comments, one a task, and count each on its task; the caller holds their cases."""
    session.execute(_ADD_SEVERAL, {"rows": bulk.rows(map(asdict, new))})


_COLUMNS = ", ".join(Comment.__slots__)
_OF_TASK = text(f"""
SELECT * FROM (SELECT {_COLUMNS} FROM comment WHERE task_id = :task
  ORDER BY at DESC, id DESC LIMIT :most) newest
ORDER BY at, id
""")  # noqa: S608 - constants of this module
_ADD = text("""
WITH counted AS (UPDATE task SET comments = comments + 1 WHERE id = :task_id)
INSERT INTO comment(id, case_id, task_id, person_id, person_name, post_title, at, text)
VALUES (:id, :case_id, :task_id, :person_id, :person_name, :post_title, :at, :text)
""")
_ADD_SEVERAL = text(f"""
WITH said AS (
  SELECT * FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid, case_id uuid, task_id uuid,
    person_id uuid, person_name text, post_title text, at timestamptz, text text)),
held AS (
  SELECT id FROM task WHERE id IN (SELECT task_id FROM said) ORDER BY id FOR NO KEY UPDATE),
counted AS (UPDATE task SET comments = comments + 1 FROM held WHERE task.id = held.id)
INSERT INTO comment({_COLUMNS}) SELECT {_COLUMNS} FROM said
""")  # noqa: S608 - constants of this module
