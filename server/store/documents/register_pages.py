"""The bloc's registers as their pages list them: what each counts, and its entries."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.documents.numbers import write_number
from server.domain.documents.registers import Register
from server.store import Session

AT_A_TIME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A register, with how many of its numbers are reserved, cancelled and back-dated."""

    bloc_id: str
    year: int
    type: str
    simulated: bool
    last: int
    newest: dt.date
    symbol: str
    reserved: int
    cancelled: int
    back_dated: int

    @property
    def number(self) -> str:
        """The newest number with its symbol."""
        return write_number(self.last, self.symbol)

    def is_of(self, register: Register) -> bool:
        """Tell whether it is this register."""
        return register == Register(
            bloc_id=self.bloc_id, year=self.year, type=self.type, simulated=self.simulated
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """An entry; `kind` and `subject` say which document of its case, where it is of one.

    `case_reason` is why that case was cancelled or suspended.
    """

    id: UUID
    sequence: int
    symbol: str
    state: str
    dated: dt.date
    back_dated: bool
    reason: str
    case_id: UUID | None
    case_state: str
    case_reason: str
    kind: str
    subject: str
    taken_at: dt.datetime
    taken_name: str
    taken_post: str
    cancelled_at: dt.datetime | None
    cancelled_name: str
    cancelled_post: str
    cancelled_reason: str

    @property
    def number(self) -> str:
        """The number with its symbol."""
        return write_number(self.sequence, self.symbol)


def registers(session: Session, bloc_ids: Collection[str]) -> Sequence[RegisterRow]:
    """List the registers of blocs: the newest year first, in it by type."""
    rows = session.execute(_REGISTERS, {"blocs": [*bloc_ids]})
    return [RegisterRow(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name


def register_row(session: Session, register: Register) -> RegisterRow | None:
    """Return one register; None where it has no number yet."""
    rows = registers(session, [register.bloc_id])
    return next((row for row in rows if row.is_of(register)), None)


def page(
    session: Session, register: Register, *, before: int | None, limit: int, odd: bool
) -> Sequence[EntryLine]:
    """List entries, the newest number first; `odd`: only those that leave or fill a gap."""
    values = {**asdict(register), "before": before, "limit": limit, "odd": odd}
    rows = session.execute(_PAGE, values)
    return [EntryLine(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name


def every(session: Session, register: Register) -> Iterator[Sequence[EntryLine]]:
    """Go through all entries of a register by number, some at a time."""
    rows = session.execute(_EVERY, asdict(register))
    for part in rows.partitions(AT_A_TIME):
        yield [EntryLine(**row._mapping) for row in part]  # noqa: SLF001 - SQLAlchemy's public name


def entry(session: Session, entry_id: UUID) -> tuple[Register, EntryLine] | None:
    """Return an entry and its register; None where there is none."""
    row = session.execute(_ONE, {"id": entry_id}).mappings().one_or_none()
    if row is None:
        return None
    of = {name: row[name] for name in Register.__slots__}
    line = {name: row[name] for name in EntryLine.__slots__}
    return Register(**of), EntryLine(**line)


_REGISTERS = text("""
SELECT r.bloc_id, r.year, r.type, r.simulated, r.last, r.newest,
  coalesce((SELECT e.symbol FROM register_entry e WHERE e.bloc_id = r.bloc_id AND e.year = r.year
    AND e.type = r.type AND e.simulated = r.simulated AND e.sequence = r.last), '') AS symbol,
  count(*) FILTER (WHERE e.state = 'reserved') AS reserved,
  count(*) FILTER (WHERE e.state = 'cancelled') AS cancelled,
  count(*) FILTER (WHERE e.back_dated) AS back_dated
FROM register r
LEFT JOIN register_entry e ON e.bloc_id = r.bloc_id AND e.year = r.year AND e.type = r.type
  AND e.simulated = r.simulated
WHERE r.bloc_id = ANY(CAST(:blocs AS text[]))
GROUP BY r.bloc_id, r.year, r.type, r.simulated
ORDER BY r.year DESC, r.bloc_id, r.simulated, r.type
""")
_COLUMNS = """e.id, e.sequence, e.symbol, e.state, e.dated, e.back_dated, e.reason, e.case_id,
  coalesce(c.state, '') AS case_state, coalesce(c.state_reason, '') AS case_reason, e.kind,
  e.subject, e.taken_at, e.taken_name, e.taken_post, e.cancelled_at, e.cancelled_name,
  e.cancelled_post, e.cancelled_reason"""
_FROM = "FROM register_entry e LEFT JOIN case_ c ON c.id = e.case_id"
_LINES = f"""
SELECT {_COLUMNS} {_FROM}
WHERE e.bloc_id = :bloc_id AND e.year = :year AND e.type = :type AND e.simulated = :simulated"""
_PAGE = text(f"""{_LINES}
  AND e.sequence < coalesce(CAST(:before AS int), 2147483647)
  AND (NOT :odd OR e.state <> 'used' OR e.back_dated)
ORDER BY e.sequence DESC LIMIT :limit
""")
_ONE = text(f"SELECT {_COLUMNS}, e.bloc_id, e.year, e.type, e.simulated {_FROM} WHERE e.id = :id")
_EVERY = text(f"{_LINES} ORDER BY e.sequence")
