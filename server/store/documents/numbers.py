"""Numbers of the bloc's own registers: taken, reserved, cancelled.

A register's row is raised and its entry written in one statement: who takes a number waits for the
row, and gets the one after. The case, where there is one, is locked before.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.documents.registers import EntryState, Register, RegisterNumber
from server.store import Session
from server.store.database.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedNumber:
    """A number somebody needs: of which register, with which symbol, on which day, by whom, why.

    `case_id`, `kind` and `subject` say for which document; without a case it is none of ours.
    """

    register: Register
    symbol: str
    day: dt.date
    case_id: UUID | None = None
    kind: str = ""
    subject: str = ""
    back_dated: bool = False
    reason: str = ""
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry of a register, as an act finds it."""

    id: UUID
    register: Register
    sequence: int
    symbol: str
    state: EntryState
    dated: dt.date
    case_id: UUID | None
    kind: str
    subject: str
    cancelled_name: str
    cancelled_at: dt.datetime | None

    @property
    def number(self) -> RegisterNumber:
        """Its number and day."""
        return RegisterNumber(
            register=self.register, sequence=self.sequence, symbol=self.symbol, dated=self.dated
        )


def take(
    session: Session, wanted: WantedNumber, *, document_id: UUID, now: dt.datetime
) -> EntryRow:
    """Take the number reserved for a document of a case, else the next one; it is used by it."""
    values = {**_values(wanted, now), "state": EntryState.USED.value, "document": document_id}
    return _entry(session.execute(_TAKE, values).one())


def reserve(session: Session, wanted: WantedNumber, *, now: dt.datetime) -> EntryRow | None:
    """Reserve the next number; None where one is reserved already for that document."""
    values = {**_values(wanted, now), "state": EntryState.RESERVED.value, "document": None}
    row = session.execute(_RESERVE, values).one_or_none()
    return None if row is None else _entry(row)


def case_of(session: Session, entry_id: UUID) -> tuple[UUID | None] | None:
    """Return the case an entry is of, to be locked first; None where there is no such entry."""
    row = session.execute(_CASE, {"id": entry_id}).one_or_none()
    return None if row is None else (row.case_id,)


def lock(session: Session, entry_id: UUID) -> EntryRow:
    """Lock an entry that is there, and read it as of now."""
    return _entry(session.execute(_LOCK, {"id": entry_id}).one())


def cancel(  # noqa: PLR0913 - one row, named part by part
    session: Session, entry_id: UUID, *, reason: str, name: str, post: str, now: dt.datetime
) -> None:
    """Cancel a number that is locked; a document that has it keeps its row."""
    values = {"id": entry_id, "reason": reason, "name": name, "post": post, "now": now}
    session.execute(_CANCEL, {**values, "state": EntryState.CANCELLED.value})


def _values(wanted: WantedNumber, now: dt.datetime) -> dict[str, object]:
    return {
        **asdict(wanted.register),
        **{name: getattr(wanted, name) for name in _SAID},
        "case": wanted.case_id,
        "id": new_id(now),
        "now": now,
    }


def _entry(row: Row[Any]) -> EntryRow:
    return EntryRow(
        id=row.id,
        register=Register(
            bloc_id=row.bloc_id, year=row.year, type=row.type, simulated=row.simulated
        ),
        sequence=row.sequence,
        symbol=row.symbol,
        state=EntryState(row.state),
        dated=row.dated,
        case_id=row.case_id,
        kind=row.kind,
        subject=row.subject,
        cancelled_name=row.cancelled_name,
        cancelled_at=row.cancelled_at,
    )


_SAID = ("symbol", "day", "kind", "subject", "back_dated", "reason", "name", "post")
_COLUMNS = """id, bloc_id, year, type, simulated, sequence, symbol, state, dated, case_id, kind,
  subject, cancelled_name, cancelled_at"""
_HELD = """case_id = CAST(:case AS uuid) AND type = :type AND kind = :kind AND subject = :subject
    AND state = 'reserved'"""
_RAISE = """
raised AS (
  INSERT INTO register(bloc_id, year, type, simulated, last, newest)
  SELECT :bloc_id, :year, :type, :simulated, 1, :day WHERE NOT EXISTS (SELECT FROM held)
  ON CONFLICT (bloc_id, year, type, simulated) DO UPDATE
  SET last = register.last + 1, newest = greatest(register.newest, excluded.newest)
  RETURNING last, newest),
entered AS (
  INSERT INTO register_entry(id, bloc_id, year, type, simulated, sequence, symbol, state, dated,
    back_dated, reason, case_id, kind, subject, document_id, taken_at, taken_name, taken_post)
  SELECT :id, :bloc_id, :year, :type, :simulated, last, :symbol, :state,
    CASE WHEN :back_dated THEN CAST(:day AS date) ELSE newest END, :back_dated, :reason,
    CAST(:case AS uuid), :kind, :subject, CAST(:document AS uuid), :now, :name, :post
  FROM raised RETURNING *)"""
"""The next number. Without a word its day is the newest of the register, for two who take one at
the same midnight."""
_TAKE = text(f"""
WITH held AS (
  UPDATE register_entry SET state = :state, document_id = :document WHERE {_HELD} RETURNING *),
{_RAISE}
SELECT {_COLUMNS} FROM held UNION ALL SELECT {_COLUMNS} FROM entered
""")  # noqa: S608 - constants
_RESERVE = text(f"""
WITH held AS (SELECT FROM register_entry WHERE {_HELD}),
{_RAISE}
SELECT {_COLUMNS} FROM entered
""")  # noqa: S608 - constants
_CASE = text("SELECT case_id FROM register_entry WHERE id = :id")
_LOCK = text(f"SELECT {_COLUMNS} FROM register_entry WHERE id = :id FOR NO KEY UPDATE")  # noqa: S608
_CANCEL = text("""
UPDATE register_entry SET state = :state, cancelled_reason = :reason, cancelled_name = :name,
  cancelled_post = :post, cancelled_at = :now
WHERE id = :id
""")
