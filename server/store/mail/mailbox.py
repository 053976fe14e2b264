"""What was sent, for its page: newest first, of a person, of a post, or of a whole province."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from sqlalchemy import text

from server.domain.people.lineage import Reach
from server.domain.texts.words import Words
from server.store import Session
from server.store.people.lineage import asked, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One mail as it was written, and what became of it."""

    seq: int
    kind: str
    address: str
    post: Words
    subject: Words
    body: Words
    task_id: UUID | None
    """None for a letter that is about no task."""
    path: str
    """The page it leads to where it is about no task; a link's is nobody's to see here."""
    state: str
    created_at: datetime
    error: str


class Of(Enum):
    """Whose mail is listed; the value is the condition on `:of`, or on the reach."""

    PERSON = "m.person_id = :of"
    POST = "m.post_id = :of"
    REACH = within("coalesce(split_part(m.post_id, '/', 1), p.province)")


def page(
    session: Session, whose: Of, of: UUID | str | Reach, *, before: int | None, limit: int
) -> Sequence[Sent]:
    """List the mail of a person, a post or a reach, the newest first."""
    wanted = asked(of) if isinstance(of, Reach) else {"of": of}
    rows = session.execute(
        text(f"{_PAGE} WHERE {whose.value} {_ORDER}"),
        wanted | {"before": before, "limit": limit},
    )
    return [
        Sent(
            seq=row.seq,
            kind=row.kind,
            address=row.address,
            post=Words(row.title_vi or row.name, row.title_en or ""),
            subject=Words(row.subject_vi, row.subject_en),
            body=Words(row.body_vi, row.body_en),
            task_id=row.task_id,
            path=row.path,
            state=row.state,
            created_at=row.created_at,
            error=row.error,
        )
        for row in rows
    ]


_PAGE = """
SELECT m.seq, m.kind, m.address, m.subject_vi, m.subject_en, m.body_vi, m.body_en, m.task_id,
  CASE m.kind WHEN 'link' THEN '' ELSE m.path END AS path,
  m.state, m.created_at, m.error, o.title_vi, o.title_en, p.name
FROM mail m JOIN person p ON p.id = m.person_id LEFT JOIN post o ON o.id = m.post_id
"""
_ORDER = """
AND (CAST(:before AS bigint) IS NULL OR m.seq < CAST(:before AS bigint))
ORDER BY m.seq DESC LIMIT :limit
"""
