"""The notices of a person in a post, and how far they have read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.texts.words import Words
from server.store import Session
from server.store.notices.sources import UNREAD, NoticeKind, sources

MOST = 50
MOST_KEYS = 100
"""Notices read one by one that are remembered; all of them are forgotten when all are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A notice: what it is about, and who said or did it, where it is somebody.

    `task_id` is None for what is about no task.
    """

    kind: NoticeKind
    key: str
    at: datetime
    new: bool
    task_id: UUID | None
    case_id: UUID | None
    comment_id: UUID | None
    event_id: UUID | None
    title: Words
    case_short: Words
    year: int | None
    simulated: bool
    person_name: str
    post_title: str
    said: str


def newest(session: Session, actor: Actor, *, now: datetime) -> Sequence[NoticeRow]:
    """List what the actor is told in the post acted in, the newest first: MOST at most."""
    found = session.execute(_NEWEST, _of(actor, now)).mappings()
    return [
        NoticeRow(
            kind=NoticeKind(row["kind"]),
            **{name: row[name] for name in _PLAIN},
            title=Words(row["title_vi"] or "", row["title_en"] or ""),
            case_short=Words(row["short_vi"] or "", row["short_en"] or ""),
        )
        for row in found
    ]


def read_one(session: Session, actor: Actor, key: str) -> None:
    """Remember that a notice was read; of those read one by one the last MOST_KEYS are kept."""
    values = {"me": actor.person_id, "post": actor.post_id, "key": key, "most": MOST_KEYS}
    session.execute(_READ_ONE, values)


def read_all(session: Session, actor: Actor, *, until: datetime, now: datetime) -> None:
    """Remember that everything up to an instant was read; remarks count as seen by the post."""
    kinds = actor.scope.kinds
    values = {"me": actor.person_id, "post": actor.post_id, "until": until, "now": now}
    session.execute(_SEE_ALL, values | {"kinds": None if kinds is None else sorted(kinds)})
    session.execute(_READ_ALL, values)


def _of(actor: Actor, now: datetime) -> dict[str, object]:
    kinds = actor.scope.kinds
    return {
        "me": actor.person_id,
        "post": actor.post_id,
        "kinds": None if kinds is None else sorted(kinds),
        "now": now,
        "today": local_day(now),
        "most": MOST,
    }


_PLAIN = (
    *("key", "at", "new", "task_id", "case_id", "comment_id", "event_id"),
    *("year", "simulated", "person_name", "post_title", "said"),
)
_TOLD = sources(
    post="CAST(:post AS text)",
    person="CAST(:me AS uuid)",
    kinds="CAST(:kinds AS text[])",
    now="CAST(:now AS timestamptz)",
)
_NEWEST = text(f"""
SELECT x.*, {UNREAD} AS new, c.id AS case_id,
  coalesce(t.title_vi, u.said -> 'name' ->> 'vi') AS title_vi,
  coalesce(t.title_en, u.said -> 'name' ->> 'en') AS title_en,
  coalesce(t.simulated, false) AS simulated, c.short_vi, c.short_en, y.year,
  coalesce(w.person_name, r.person_name, t.note_by, u.said -> 'actor' ->> 'name', '')
    AS person_name,
  coalesce(w.post_title, r.post_title, u.said -> 'actor' -> 'title' ->> 'vi', '') AS post_title,
  CASE x.kind WHEN '{NoticeKind.MENTION}' THEN w.text
    WHEN '{NoticeKind.CAME_BACK}' THEN t.note ELSE '' END AS said
FROM ({_TOLD}) x
LEFT JOIN notice_mark k ON k.person_id = :me AND k.post_id = :post
LEFT JOIN task t ON t.id = x.task_id
LEFT JOIN LATERAL (SELECT p.case_id, CAST(p.payload AS jsonb) AS said FROM event_payload p
  WHERE p.event_id = x.event_id AND x.kind = '{NoticeKind.URGED}') u ON true
LEFT JOIN case_ c ON c.id = coalesce(t.case_id, u.case_id)
LEFT JOIN bloc_year y ON y.id = c.bloc_year_id
LEFT JOIN comment w ON w.id = x.comment_id
LEFT JOIN receipt r ON r.task_id = x.task_id AND x.kind = '{NoticeKind.SENT_OPENED}'
ORDER BY new DESC, x.at DESC, x.key LIMIT :most
""")  # noqa: S608 - made of constants
_READ_ONE = text("""
INSERT INTO notice_mark(person_id, post_id, read_to, keys)
VALUES (:me, :post, '-infinity', ARRAY[CAST(:key AS text)])
ON CONFLICT (person_id, post_id) DO UPDATE
SET keys = (array_remove(notice_mark.keys, CAST(:key AS text)) || excluded.keys)
  [greatest(1, cardinality(array_remove(notice_mark.keys, CAST(:key AS text))) + 2 - :most):]
""")
_READ_ALL = text("""
INSERT INTO notice_mark(person_id, post_id, read_to, keys) VALUES (:me, :post, :until, '{}')
ON CONFLICT (person_id, post_id) DO UPDATE
SET read_to = greatest(notice_mark.read_to, excluded.read_to), keys = '{}'
""")
_SEE_ALL = text("""
UPDATE mention SET seen_at = :now, seen_by = :me FROM (
  SELECT m.comment_id, m.post_id FROM mention m
  WHERE m.post_id = :post AND m.seen_at IS NULL AND m.at <= :until
    AND (CAST(:kinds AS text[]) IS NULL OR EXISTS (
      SELECT FROM task t JOIN case_ c ON c.id = t.case_id
      WHERE t.id = m.task_id AND c.kind = ANY(CAST(:kinds AS text[]))))
  ORDER BY m.comment_id FOR NO KEY UPDATE) new
WHERE mention.comment_id = new.comment_id AND mention.post_id = new.post_id
""")
