"""Defer a job on the session's own connection: it exists if, and only if, the transaction commits.

A job is a hint to look now, never the truth: handlers find in our tables what is to be done. No
queueing lock is used: a duplicate would abort the caller's transaction.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import text

from server.domain.canonical import Json
from server.store import Session

JOBS = "jobs"
"""The schema of the queue."""
FIRE_TIMER = "fire_timer"
SEND_MAIL = "send_mail"


def deferring(rows: str) -> str:
    """Return the SELECT that defers a job for each row of `rows`.

    `rows` is SQL of this package with the columns job, lock, args and at; `at` is real time, not
    the time of a demonstration. No row, no call.
    """
    return f"""
    SELECT {JOBS}.procrastinate_defer_jobs_v1(array_agg(CAST(ROW('default', d.job, 0, d.lock, NULL,
      d.args, d.at) AS {JOBS}.procrastinate_job_to_defer_v1))) FROM ({rows}) d HAVING count(*) > 0
    """  # noqa: S608 - constants of this package


JOBLESS = f"""
NOT EXISTS (SELECT FROM {JOBS}.procrastinate_jobs j WHERE j.task_name = '{FIRE_TIMER}'
  AND j.status IN ('todo', 'doing') AND j.args ->> 'timer_id' = CAST(t.id AS text))
"""
"""A condition: no job is to fire the timer `t`."""
_ENQUEUE = text(
    deferring("""
    SELECT CAST(:job AS text) AS job, CAST(:lock AS text) AS lock, CAST(:args AS jsonb) AS args,
      CAST(:at AS timestamptz) AS at
    """)
)
_DEAD = f"""
j.status = 'doing' AND NOT EXISTS (SELECT 1 FROM {JOBS}.procrastinate_workers w
  WHERE w.id = j.worker_id AND w.last_heartbeat > clock_timestamp() - CAST(:lease AS interval))
"""  # noqa: S608 - constants
_BURY = text(f"""
DELETE FROM {JOBS}.procrastinate_jobs WHERE id IN (
  SELECT j.id FROM {JOBS}.procrastinate_jobs j WHERE {_DEAD}
  ORDER BY j.id FOR NO KEY UPDATE SKIP LOCKED)
RETURNING 1
""")  # noqa: S608 - constants
_LATE = f"""
SELECT '{FIRE_TIMER}' AS job, CAST(NULL AS text) AS lock,
  CAST(json_build_object('timer_id', t.id) AS jsonb) AS args, CAST(NULL AS timestamptz) AS at
FROM timer t JOIN case_ c ON c.id = t.case_id
WHERE t.state = 'armed' AND t.due <= :now AND c.state IN ('open', 'ending') AND NOT EXISTS (
  SELECT 1 FROM {JOBS}.procrastinate_jobs j WHERE j.task_name = '{FIRE_TIMER}'
    AND j.status IN ('todo', 'doing') AND j.args ->> 'timer_id' = CAST(t.id AS text)
    AND (j.scheduled_at IS NULL OR j.scheduled_at <= clock_timestamp()))
ORDER BY t.due LIMIT :most
"""  # noqa: S608 - constants
_LOST = f"""
SELECT '{FIRE_TIMER}' AS job, CAST(NULL AS text) AS lock,
  CAST(json_build_object('timer_id', t.id) AS jsonb) AS args,
  t.due - CAST(:clock_offset AS interval) AS at
FROM timer t JOIN case_ c ON c.id = t.case_id
WHERE t.state = 'armed' AND t.due > :now AND c.state IN ('open', 'ending') AND {JOBLESS}
ORDER BY t.due LIMIT :most
"""  # noqa: S608 - constants
_TIMERS = text(
    f"WITH late(ids) AS ({deferring(_LATE)}) SELECT coalesce(sum(cardinality(ids)), 0) FROM late"  # noqa: S608
)
_LOST_TIMERS = text(
    f"WITH lost(ids) AS ({deferring(_LOST)}) SELECT coalesce(sum(cardinality(ids)), 0) FROM lost"  # noqa: S608
)


def enqueue(
    session: Session,
    job: str,
    args: Mapping[str, Json],
    *,
    at: datetime | None = None,
    lock: str | None = None,
) -> None:
    """Defer a job by name, in the session's transaction; one statement.

    `at` is real time, None for at once. Jobs of one `lock` are worked one after the other.
    """
    session.execute(_ENQUEUE, {"job": job, "lock": lock, "args": json.dumps(dict(args)), "at": at})


def bury(session: Session, *, lease: timedelta) -> int:
    """Remove the jobs whose worker has given no sign of life for a lease; return how many.

    What they were to do still stands in our tables.
    """
    return len(session.execute(_BURY, {"lease": lease}).all())


def defer_due_timers(session: Session, *, now: datetime, most: int = 500) -> int:
    """Defer a job for each timer that is due and has no living one; return how many."""
    return int(session.execute(_TIMERS, {"now": now, "most": most}).scalar_one())


def defer_lost_timers(
    session: Session, *, now: datetime, clock_offset: timedelta, most: int = 500
) -> int:
    """Defer a job for each timer that is still to come and has lost its own; return how many.

    `clock_offset` is what the queue's clock is behind ours.
    """
    values = {"now": now, "clock_offset": clock_offset, "most": most}
    return int(session.execute(_LOST_TIMERS, values).scalar_one())
