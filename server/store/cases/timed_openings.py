"""Rows of the cases that the system opens on a day; a row is the truth, however often one looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from server.domain.cases.timed import TimedName, TimedPlan, TimedState
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.database import bulk
from server.store.people.lineage import EVERYWHERE, asked, within, within_or_everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class YearInForce:
    """A bloc-year in force on a day: its rules, and when it was first there."""

    id: str
    rules_digest: str
    effective_from: date
    imported_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewestVersion:
    """The newest version of a process."""

    key: str
    hash: str
    deployed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingOpening:
    """An opening that has not come about; `error` is the type of what refused it last."""

    bloc_year_id: str
    kind: str
    day: date
    tried_at: datetime | None
    error: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedOpenings:
    """How many openings were refused on their day; `errors` names each kind with its error."""

    number: int
    oldest: datetime
    errors: str


def newest_versions(session: Session) -> Sequence[NewestVersion]:
    """List the newest version of every process."""
    return [NewestVersion(**row) for row in session.execute(_NEWEST).mappings()]


def years_in_force(session: Session, day: date) -> Sequence[YearInForce]:
    """List the bloc-years in force on a day."""
    return [YearInForce(**row) for row in session.execute(_YEARS, {"day": day}).mappings()]


def known(session: Session) -> Mapping[TimedName, TimedPlan]:
    """Return every opening that was ever planned."""
    return {
        TimedName(row.bloc_year_id, row.kind, row.at, row.number): TimedPlan(
            day=row.day, state=TimedState(row.state)
        )
        for row in session.execute(_KNOWN)
    }


def plan(session: Session, rows: Iterable[tuple[TimedName, TimedPlan]]) -> None:
    """Add or change openings; one that came about meanwhile stays as it is."""
    given = [_row(name) | {"day": plan.day, "state": plan.state} for name, plan in rows]
    session.execute(_PLAN, {"rows": bulk.rows(given)})


def due(session: Session, *, day: date, now: datetime, again: timedelta) -> Sequence[TimedName]:
    """List the openings whose day has come, the oldest first, but those just tried."""
    values = {"day": day, "before": now - again, "now": now}
    return [TimedName(*row) for row in session.execute(_DUE, values)]


def lock(session: Session, name: TimedName) -> bool:
    """Lock an opening that is still planned; False where another worker has it, or it is done."""
    return session.execute(_LOCK, _row(name)).one_or_none() is not None


def close(session: Session, name: TimedName, state: TimedState, case_id: UUID | None) -> None:
    """Say what became of an opening."""
    session.execute(_CLOSE, _row(name) | {"state": state, "case": case_id})


def refused(session: Session, name: TimedName, *, error: str, detail: str, now: datetime) -> None:
    """Say why a case could not be opened."""
    session.execute(_REFUSED, _row(name) | {"error": error, "detail": detail, "now": now})


def waiting(session: Session, reach: Reach) -> Sequence[WaitingOpening]:
    """List a reach's openings to come, those that were refused first."""
    found = session.execute(_WAITING, asked(reach)).mappings()
    return [WaitingOpening(**row) for row in found]


def all_refused(session: Session, reach: Reach | None = EVERYWHERE) -> RefusedOpenings | None:
    """Sum up what was refused and is not open yet, in a reach or everywhere; None where nothing."""
    row = session.execute(_ALL_REFUSED, asked(reach)).mappings().one()
    return RefusedOpenings(**row) if row["number"] else None


def _row(name: TimedName) -> dict[str, object]:
    return {
        "bloc_year_id": name.bloc_year_id,
        "kind": name.kind,
        "at": name.at,
        "number": name.number,
    }


_NEWEST = text("""
SELECT DISTINCT ON (key) key, hash, deployed_at FROM definition ORDER BY key, version DESC
""")
_YEARS = text("""
SELECT v.bloc_year_id AS id, v.rules_digest, f.effective_from, f.imported_at
FROM (SELECT DISTINCT ON (bloc_year_id) bloc_year_id, rules_digest FROM bloc_year_version
  WHERE effective_from <= :day
  ORDER BY bloc_year_id, effective_from DESC, imported_at DESC) v
JOIN (SELECT bloc_year_id, min(effective_from) AS effective_from, min(imported_at) AS imported_at
  FROM bloc_year_version GROUP BY bloc_year_id) f USING (bloc_year_id)
ORDER BY id
""")
_KNOWN = text("SELECT bloc_year_id, kind, at, number, day, state FROM timed_opening")
_PLAN = text("""
INSERT INTO timed_opening(bloc_year_id, kind, at, number, day, state)
SELECT bloc_year_id, kind, at, number, day, state FROM json_to_recordset(CAST(:rows AS json))
  AS x(bloc_year_id text, kind text, at text, number int, day date, state text)
ORDER BY bloc_year_id, kind, at, number
ON CONFLICT (bloc_year_id, kind, at, number) DO UPDATE SET day = excluded.day,
  state = excluded.state, error = '', detail = '', tried_at = NULL
WHERE timed_opening.state NOT IN ('opened', 'taken')
""")
_DUE = text("""
SELECT bloc_year_id, kind, at, number FROM timed_opening
WHERE state = 'planned' AND day <= :day
  AND (tried_at IS NULL OR tried_at <= :before OR tried_at > :now)
ORDER BY day, bloc_year_id, kind, at, number
""")
_ONE = "bloc_year_id = :bloc_year_id AND kind = :kind AND at = :at AND number = :number"
_LOCK = text(f"""
SELECT 1 FROM timed_opening WHERE {_ONE} AND state = 'planned' FOR NO KEY UPDATE SKIP LOCKED
""")  # noqa: S608 - a constant
_CLOSE = text(f"""
UPDATE timed_opening SET state = :state, case_id = :case, error = '', detail = '' WHERE {_ONE}
""")  # noqa: S608 - a constant
_REFUSED = text(f"""
UPDATE timed_opening SET error = :error, detail = :detail, tried_at = :now WHERE {_ONE}
""")  # noqa: S608 - a constant
_ITS_PROVINCE = "split_part(bloc_year_id, '/', 1)"
_WAITING = text(f"""
SELECT bloc_year_id, kind, day, tried_at, error, detail FROM timed_opening
WHERE state = 'planned' AND {within(_ITS_PROVINCE)}
ORDER BY error = '', day, bloc_year_id, kind, at, number
""")  # noqa: S608 - a constant
_ALL_REFUSED = text(f"""
SELECT count(*) AS number, CAST(min(day) AS timestamp) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS oldest,
  string_agg(DISTINCT kind || ': ' || error, ', ') AS errors
FROM timed_opening
WHERE state = 'planned' AND error <> '' AND {within_or_everywhere(_ITS_PROVINCE)}
""")  # noqa: S608 - a constant
