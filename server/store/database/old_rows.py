"""What has served its time, by table: one condition for what is removed and what is told before."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class OldRows:
    """Rows of a table `r`: which are old, and the instant or day each is counted from.

    `source` is the FROM clause where one table is not enough.
    """

    table: str
    old: str
    since: str
    source: str = ""

    @property
    def found(self) -> str:
        """Return FROM and WHERE of them."""
        return f"FROM {self.source or f'{self.table} r'} WHERE {self.old}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRows:
    """How many rows are due, and since when the oldest has stood there."""

    rows: int
    oldest: datetime | date | None


def due(session: Session, rows: OldRows, *, before: datetime) -> DueRows:
    """Count what would be removed, and change nothing."""
    asked = f"SELECT count(*) AS rows, min({rows.since}) AS oldest {rows.found}"
    values = {"before": before} if ":before" in rows.found else {}
    found = session.execute(text(asked), values).one()
    return DueRows(rows=found.rows, oldest=found.oldest)


ACTS = OldRows(table="act", old="r.at < :before", since="r.at")
SESSIONS = OldRows(table="web_session", old="r.seen_at < :before", since="r.seen_at")
SIGN_INS = OldRows(table="sign_in_try", old="r.at < :before", since="r.at")
SECURITY_EVENTS = OldRows(table="security_event", old="r.at < :before", since="r.at")
ADDRESSES = OldRows(table="security_event", old="r.at < :before AND r.address <> ''", since="r.at")
KNOWN_BROWSERS = OldRows(table="known_browser", old="r.created_at < :before", since="r.created_at")
COUNTERS = OldRows(table="throttle", old="r.window_start < :before", since="r.window_start")
UNDO = OldRows(
    table="undo",
    source="undo r JOIN instance i ON i.id = r.instance_id",
    old="i.status <> 'running'",
    since="CAST(NULL AS date)",
)
SNOOZES = OldRows(
    table="snooze",
    source="snooze r JOIN task t ON t.id = r.task_id",
    old="(t.state <> 'open' OR r.until < CAST(:before AS date))",
    since="r.until",
)
MAIL = OldRows(table="mail", old="r.ended_at < :before", since="r.ended_at")
SHOWN_ANSWERS = OldRows(table="shown_answer", old="r.made_at < :before", since="r.made_at")
PROVIDER_PROOFS = OldRows(
    table="provider_proof",
    old="""(r.begun_at < :before OR EXISTS (
      SELECT FROM web_session s WHERE s.id_hash = r.session_hash AND s.ended_at IS NOT NULL))""",
    since="r.begun_at",
)
FILES = OldRows(
    table="blob",
    old="""r.created_at < :before
    AND NOT EXISTS (SELECT FROM attachment a WHERE a.sha256 = r.sha256)
    AND NOT EXISTS (SELECT FROM bloc_draft d WHERE d.letter_sha256 = r.sha256)""",
    since="r.created_at",
)
