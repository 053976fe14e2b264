"""Posts named in remarks: they are told, whoever holds them, until somebody there has seen it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.texts.words import Words
from server.store import Session
from server.store.database import bulk
from server.store.jobs.queue import deferring
from server.store.mail.outbox import MAILED, WAKE
from server.store.people.people import HELD_TODAY, covers

MOST = 10
"""New mentions a list of tasks shows: the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post that somebody may act in today for a task, and who."""

    post_id: str
    title: Words
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A post named in a comment; `label` as it was written, empty where it was chosen."""

    comment_id: UUID
    post_id: str
    post: Words
    label: str
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMention:
    """A comment that names a post, not yet seen by anybody in it."""

    comment_id: UUID
    task_id: UUID
    title: Words
    case_short: Words
    year: int
    simulated: bool
    person_name: str
    post_title: str
    at: datetime
    text: str


def posts_of(
    session: Session, units: Collection[str], *, task_id: UUID, kind: str, today: date
) -> Sequence[HeldPost]:
    """List the posts of units, and a province's auditors, held today for a task of this kind."""
    rows = session.execute(
        _POSTS, {"units": list(units), "task": task_id, "kind": kind, "today": today}
    )
    return [
        HeldPost(
            post_id=row.id, title=Words(row.title_vi, row.title_en), holders=tuple(row.holders)
        )
        for row in rows
    ]


def add(
    session: Session,
    rows: Iterable[Mapping[str, object]],
    letters: Iterable[Mapping[str, object]],
    *,
    today: date,
) -> None:
    """Write mentions, each once a comment and post, with their mail, in one statement.

    Rows: comment_id, post_id, task_id, label, at. Letters: see `outbox.MAILED`.
    """
    values = {"rows": bulk.rows(rows), "letters": bulk.rows(letters), "today": today}
    session.execute(_ADD, values)


def of_comments(session: Session, comment_ids: Collection[UUID]) -> Sequence[Mention]:
    """List the mentions in these comments."""
    return [
        Mention(
            comment_id=row.comment_id,
            post_id=row.post_id,
            post=Words(row.title_vi, row.title_en),
            label=row.label,
            new=row.new,
        )
        for row in session.execute(_OF_COMMENTS, {"comments": list(comment_ids)})
    ]


def new_of(
    session: Session, post_id: str, *, kinds: Collection[str] | None
) -> Sequence[NewMention]:
    """List a post's new mentions, the newest first, of some kinds of case: at most one row more."""
    values = {"post": post_id, "kinds": None if kinds is None else list(kinds)}
    return [
        NewMention(
            comment_id=row.comment_id,
            task_id=row.task_id,
            title=Words(row.title_vi, row.title_en),
            case_short=Words(row.kind_vi, row.kind_en),
            year=row.year,
            simulated=row.simulated,
            person_name=row.person_name,
            post_title=row.post_title,
            at=row.at,
            text=row.text,
        )
        for row in session.execute(_NEW, values)
    ]


def see(session: Session, task_id: UUID, *, post_id: str, person_id: UUID, now: datetime) -> None:
    """Mark a post's mentions in the remarks on one task as seen."""
    values = {"task": task_id, "post": post_id, "me": person_id, "now": now}
    session.execute(_SEE, values)


_POSTS = text(f"""
SELECT post.id, post.title_vi, post.title_en, array_agg(DISTINCT p.name) AS holders
FROM post JOIN ({HELD_TODAY}) held ON held.post_id = post.id
JOIN person p ON p.id = held.person_id AND p.deactivated_at IS NULL
WHERE (post.unit_id = ANY(CAST(:units AS text[])) OR post.position = 'auditor')
  AND {covers(":task", ":kind")}
GROUP BY post.id ORDER BY post.unit_id, post.sort_key, post.id
""")  # noqa: S608 - made of constants
_ADD = text(
    f"""
WITH named AS (
  INSERT INTO mention(comment_id, post_id, task_id, label, at)
  SELECT comment_id, post_id, task_id, label, at FROM json_to_recordset(CAST(:rows AS json))
    AS x(comment_id uuid, post_id text, task_id uuid, label text, at timestamptz)
  ON CONFLICT DO NOTHING),
{MAILED},
 woken AS ({deferring(WAKE)})
SELECT count(*) FROM woken
"""  # noqa: S608 - constants
)
_OF_COMMENTS = text("""
SELECT m.comment_id, m.post_id, m.label, m.seen_at IS NULL AS new, p.title_vi, p.title_en
FROM mention m JOIN post p ON p.id = m.post_id WHERE m.comment_id = ANY(:comments)
ORDER BY m.comment_id, p.sort_key, p.id
""")
_NEW = text(f"""
SELECT m.comment_id, m.task_id, m.at, t.title_vi, t.title_en, t.simulated, y.year,
  c.short_vi AS kind_vi, c.short_en AS kind_en,
  w.person_name, w.post_title, w.text
FROM mention m JOIN task t ON t.id = m.task_id JOIN case_ c ON c.id = t.case_id
JOIN bloc_year y ON y.id = c.bloc_year_id JOIN comment w ON w.id = m.comment_id
WHERE m.post_id = :post AND m.seen_at IS NULL
  AND (CAST(:kinds AS text[]) IS NULL OR c.kind = ANY(CAST(:kinds AS text[])))
ORDER BY m.at DESC, m.comment_id DESC LIMIT {MOST + 1}
""")  # noqa: S608 - a constant
_SEE = text("""
UPDATE mention SET seen_at = :now, seen_by = :me FROM (
  SELECT comment_id, post_id FROM mention
  WHERE task_id = :task AND post_id = :post AND seen_at IS NULL
  ORDER BY comment_id FOR NO KEY UPDATE) new
WHERE mention.comment_id = new.comment_id AND mention.post_id = new.post_id
""")
