"""The queue as the operations pages show it: what waits, since when, and what has failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.jobs.queue import JOBS
from server.store.people.lineage import asked, within


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTally:
    """The jobs of one name in one state; `lag` is how many seconds the oldest waits beyond due."""

    name: str
    status: str
    jobs: int
    lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedJob:
    """A job that failed and was kept."""

    id: int
    name: str
    args: str
    attempts: int
    failed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedMail:
    """A letter that could not be sent; the address and the words are nobody's business here."""

    key: str
    person_id: UUID
    kind: str
    post_id: str
    attempts: int
    error: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """How many workers live, and when the last gave a sign of it, how many seconds ago.

    Of one that was stopped in order nothing is kept.
    """

    alive: int
    seen: datetime | None
    silent: int | None


def tallies(session: Session) -> Sequence[JobTally]:
    """Count the jobs by name and state, the longest waiting first."""
    return [JobTally(**row) for row in session.execute(_TALLIES).mappings()]


def workers(session: Session) -> Workers:
    """Tell whether anybody works."""
    return Workers(**session.execute(_WORKERS).mappings().one())


def failed(session: Session, *, most: int = 100) -> Sequence[FailedJob]:
    """List failed jobs, newest first."""
    found = session.execute(_FAILED, {"most": most}).mappings()
    return [FailedJob(**row) for row in found]


def failed_mail(session: Session, reach: Reach, *, most: int = 100) -> Sequence[FailedMail]:
    """List letters to a reach's persons that were given up, newest first."""
    found = session.execute(_FAILED_MAIL, asked(reach) | {"most": most}).mappings()
    return [FailedMail(**row) for row in found]


def retry(session: Session, job_id: int) -> str | None:
    """Let a failed job be worked again at once; return its name, None where it has not failed."""
    found: str | None = session.execute(_RETRY, {"id": job_id}).scalar_one_or_none()
    return found


def retry_mail(
    session: Session, key: str, person_id: UUID, *, reach: Reach, now: datetime
) -> str | None:
    """Let a letter to a person of a reach be tried again; return its kind, None without one."""
    values = asked(reach) | {"key": key, "person": person_id, "now": now}
    found: str | None = session.execute(_RETRY_MAIL, values).scalar_one_or_none()
    return found


_TALLIES = text(f"""
SELECT j.task_name AS name, CAST(j.status AS text) AS status, count(*) AS jobs,
  coalesce(CAST(extract(epoch FROM greatest(max(clock_timestamp() - coalesce(j.scheduled_at,
    (SELECT min(e.at) FROM {JOBS}.procrastinate_events e WHERE e.job_id = j.id)))
    FILTER (WHERE j.status IN ('todo', 'doing')), interval '0')) AS int), 0) AS lag
FROM {JOBS}.procrastinate_jobs j
WHERE j.status IN ('todo', 'doing', 'failed', 'aborted')
GROUP BY j.task_name, j.status ORDER BY lag DESC, name, status
""")  # noqa: S608 - constants
_WORKERS = text(f"""
SELECT count(*) FILTER (WHERE last_heartbeat > clock_timestamp() - interval '60 seconds') AS alive,
  max(last_heartbeat) AS seen,
  CAST(extract(epoch FROM clock_timestamp() - max(last_heartbeat)) AS int) AS silent
FROM {JOBS}.procrastinate_workers
""")  # noqa: S608 - constants
_FAILED = text(f"""
SELECT j.id, j.task_name AS name, CAST(j.args AS text) AS args, j.attempts,
  (SELECT max(e.at) FROM {JOBS}.procrastinate_events e WHERE e.job_id = j.id) AS failed_at
FROM {JOBS}.procrastinate_jobs j WHERE j.status IN ('failed', 'aborted')
ORDER BY j.id DESC LIMIT :most
""")  # noqa: S608 - constants
_RETRY = text(f"""
UPDATE {JOBS}.procrastinate_jobs SET status = 'todo', abort_requested = false, scheduled_at = NULL,
  worker_id = NULL
WHERE id = :id AND status IN ('failed', 'aborted') RETURNING task_name
""")  # noqa: S608 - constants
_FAILED_MAIL = text(f"""
SELECT key, person_id, kind, coalesce(post_id, '') AS post_id, attempts, error, ended_at FROM mail
WHERE state = 'failed' AND kind <> 'link'
  AND EXISTS (SELECT FROM person p WHERE p.id = mail.person_id AND {within("p.province")})
ORDER BY seq DESC LIMIT :most
""")  # noqa: S608 - constants
_RETRY_MAIL = text(f"""
UPDATE mail SET state = 'waiting', next_at = :now, attempts = 0, ended_at = NULL, error = ''
WHERE key = :key AND person_id = :person AND state = 'failed'
  AND kind <> 'link'
  AND EXISTS (SELECT FROM person p WHERE p.id = mail.person_id AND {within("p.province")})
RETURNING kind
""")  # noqa: S608 - constants
