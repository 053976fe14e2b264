"""Mail on its way: written with its cause, claimed by one sender, settled once, in order.

A mail leaves at most once. Until its text is handed over it may be tried again; from then on nobody
can know whether it arrived where no answer comes, and it is not repeated (`unsure`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.texts.words import Words
from server.store import Session
from server.store.database import bulk
from server.store.jobs.queue import SEND_MAIL, deferring
from server.store.mail.mail_place import SENDS_HERE
from server.store.people.people import HELD_TODAY, covers

_KIND = """coalesce(l.case_kind,
      (SELECT k.kind FROM task t JOIN case_ k ON k.id = t.case_id WHERE t.id = l.task_id))"""
MAILBOX = "lower(btrim(p.email))"
"""What two holders of a post share where their letters arrive in one mailbox."""
LETTERS = """key text, kind text, post_id text, task_id uuid, subject_vi text, subject_en text,
  body_vi text, body_en text, at timestamptz, only_to uuid, not_to uuid, case_kind text,
  path text"""
"""The columns of a letter."""
MAILED_FROM_LETTER = f"""
 mailed AS (
  INSERT INTO mail(key, person_id, post_id, task_id, kind, address, subject_vi, subject_en,
    body_vi, body_en, state, created_at, next_at, path)
  SELECT DISTINCT ON (l.key, {MAILBOX}) l.key, p.id, l.post_id, l.task_id, l.kind, btrim(p.email),
    l.subject_vi, l.subject_en, l.body_vi, l.body_en, 'waiting', l.at, l.at, coalesce(l.path, '')
  FROM letter l
  CROSS JOIN LATERAL (
    SELECT * FROM ({HELD_TODAY}) h WHERE h.post_id = l.post_id OFFSET 0) held
  CROSS JOIN LATERAL (
    SELECT * FROM person WHERE person.id = held.person_id OFFSET 0) p
  WHERE btrim(p.email) <> '' AND p.deactivated_at IS NULL AND p.id IS DISTINCT FROM l.not_to
    AND (l.only_to IS NULL OR p.id = l.only_to)
    AND {covers("l.task_id", _KIND)}
    AND NOT EXISTS (SELECT FROM mail m WHERE m.key = l.key AND lower(m.address) = {MAILBOX})
  ORDER BY l.key, {MAILBOX}, p.id
  ON CONFLICT DO NOTHING RETURNING 1)"""  # noqa: S608 - constants
"""A part of a WITH: each row of `letter` becomes mail, see `MAILED`.

OFFSET 0 has who holds a post looked up by their keys, letter by letter: all at once, the planner
reads every appointment there is, and without fresh statistics multiplies it by every person.
"""
MAILED = f"""
 letter AS (SELECT * FROM json_to_recordset(CAST(:letters AS json)) AS x({LETTERS})),
{MAILED_FROM_LETTER}"""  # noqa: S608 - constants
"""A part of a WITH: each letter of `:letters` becomes mail to who holds its post on `:today`.

A post nobody holds, and a person without an address, get none, nor who was lent the post for other
things; holders with one mailbox get one; a key sends nothing twice. A letter about a task of the
same statement says its `case_kind`.
"""
WAKE = f"""SELECT '{SEND_MAIL}' AS job, '{SEND_MAIL}' AS lock, CAST('{{}}' AS jsonb) AS args,
  CAST(NULL AS timestamptz) AS at WHERE EXISTS (SELECT FROM mailed)"""  # noqa: S608 - constants
"""The job for `deferring` that goes with MAILED: one, however many letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One mail that this sender, and nobody else, may send until the lease ends."""

    key: str
    person_id: UUID
    address: str
    subject: Words
    body: Words
    task_id: UUID | None
    path: str
    created_at: datetime
    attempts: int


def write(session: Session, letters: Iterable[Mapping[str, object]], *, today: date) -> None:
    """Write letters that go with no other change; see `MAILED`."""
    session.execute(_WRITE, {"letters": bulk.rows(letters), "today": today})


def write_to_person(  # noqa: PLR0913 - one letter, named part by part
    session: Session,
    person_id: UUID,
    *,
    subject: Words,
    body: Words,
    key: str,
    kind: str,
    path: str,
    now: datetime,
    post_id: str | None = None,
) -> None:
    """Write a letter that is about no task, to a person; nothing without an address.

    `path` is its page; `post_id` the post they get it for, where it is not about their account.
    """
    values = {
        "key": key,
        "person": person_id,
        "kind": kind,
        "path": path,
        "post": post_id,
        "subject_vi": subject.vi,
        "subject_en": subject.en,
        "body_vi": body.vi,
        "body_en": body.en,
        "now": now,
    }
    session.execute(_TO_PERSON, values)


def claim(session: Session, *, lease: UUID, until: datetime, now: datetime) -> Claimed | None:
    """Claim the oldest mail whose turn it is: nothing earlier to its address is under way."""
    row = session.execute(_CLAIM, {"lease": lease, "until": until, "now": now}).one_or_none()
    if row is None:
        return None
    return Claimed(
        key=row.key,
        person_id=row.person_id,
        address=row.address,
        subject=Words(row.subject_vi, row.subject_en),
        body=Words(row.body_vi, row.body_en),
        task_id=row.task_id,
        path=row.path,
        created_at=row.created_at,
        attempts=row.attempts,
    )


def hand_over(session: Session, *, lease: UUID, now: datetime) -> bool:
    """Mark that the text goes out now; False where the lease is lost, and it must not."""
    return session.execute(_HAND_OVER, {"lease": lease, "now": now}).one_or_none() is not None


def settle(session: Session, *, lease: UUID, state: str, error: str, now: datetime) -> None:
    """End a claimed mail as sent, kept, failed or unsure."""
    session.execute(_SETTLE, {"lease": lease, "state": state, "error": error, "now": now})


def postpone(session: Session, *, lease: UUID, error: str, until: datetime) -> None:
    """Give a claimed mail back, to be tried again; later mail to its address waits for it."""
    session.execute(_POSTPONE, {"lease": lease, "error": error, "until": until})


def give_up_silent(session: Session, *, now: datetime) -> int:
    """End as `unsure` what was handed over by a sender that never said how it went."""
    return len(session.execute(_SILENT, {"now": now}).all())


def wake(session: Session, *, now: datetime) -> int:
    """Defer one sending job where mail is due and no job waits; return how many."""
    return len(session.execute(_WAKE_UP, {"now": now}).all())


_WRITE = text(
    f"WITH {MAILED}, woken AS ({deferring(WAKE)}) SELECT count(*) FROM woken"  # noqa: S608 - constants
)
_TO_PERSON = text(f"""
WITH mailed AS (
  INSERT INTO mail(key, person_id, post_id, kind, address, subject_vi, subject_en, body_vi, body_en,
    state, created_at, next_at, path)
  SELECT :key, p.id, :post, :kind, p.email, :subject_vi, :subject_en, :body_vi, :body_en, 'waiting',
    :now, :now, :path
  FROM person p WHERE p.id = :person AND p.email <> '' AND p.deactivated_at IS NULL
  ON CONFLICT DO NOTHING RETURNING 1),
woken AS ({deferring(WAKE)}) SELECT count(*) FROM woken
""")  # noqa: S608 - constants
_CLAIM = text(f"""
UPDATE mail SET lease = :lease, leased_until = :until, attempts = attempts + 1
WHERE seq = (
  SELECT m.seq FROM mail m
  WHERE {SENDS_HERE} AND m.state = 'waiting' AND m.next_at <= :now
    AND (m.leased_until IS NULL OR m.leased_until < :now)
    AND NOT EXISTS (SELECT FROM mail e WHERE e.address = m.address AND e.seq < m.seq
      AND e.state IN ('waiting', 'handed'))
  ORDER BY m.seq LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
RETURNING key, person_id, address, subject_vi, subject_en, body_vi, body_en, task_id, path,
  created_at, attempts
""")  # noqa: S608 - constants
_HAND_OVER = text("""
UPDATE mail SET state = 'handed'
WHERE lease = :lease AND state = 'waiting' AND leased_until > :now RETURNING 1
""")
_SETTLE = text("""
UPDATE mail SET state = :state, error = :error, ended_at = :now, leased_until = NULL,
  path = CASE kind WHEN 'link' THEN '' ELSE path END
WHERE lease = :lease AND state IN ('waiting', 'handed', 'unsure')
""")
_POSTPONE = text("""
UPDATE mail SET state = 'waiting', error = :error, next_at = :until, lease = NULL,
  leased_until = NULL
WHERE lease = :lease AND state IN ('waiting', 'handed')
""")
_SILENT = text("""
UPDATE mail SET state = 'unsure', error = 'no answer', ended_at = :now,
  path = CASE kind WHEN 'link' THEN '' ELSE path END
WHERE seq IN (
  SELECT m.seq FROM mail m WHERE m.state = 'handed' AND m.leased_until < :now
  ORDER BY m.seq FOR NO KEY UPDATE SKIP LOCKED) RETURNING 1
""")
_WAKE_UP = text(
    deferring(f"""
    SELECT '{SEND_MAIL}' AS job, '{SEND_MAIL}' AS lock, CAST('{{}}' AS jsonb) AS args,
      CAST(NULL AS timestamptz) AS at
    WHERE {SENDS_HERE} AND EXISTS (
      SELECT FROM mail m WHERE m.state = 'waiting' AND m.next_at <= :now)
      AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = '{SEND_MAIL}'
        AND j.status IN ('todo', 'doing'))
    """)  # noqa: S608 - constants
)
