"""The bloc's registers as their pages list them: what each counts, and its entries."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import RowMapping, text

from server.domain.documents.numbers import write_number
from server.domain.documents.registers import EntryState, Register
from server.store import Session

AT_A_TIME = 500


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
    document_id: UUID | None
    """The document that has the number, or had it before it was cancelled."""
    made_at: dt.datetime | None
    """When it was made, and until when it was the newest of its case."""
    until: dt.datetime | None
    element: str
    done_name: str
    done_post: str
    done_on_behalf: str
    """Who did the task that made it, and for which post where it was lent: who signed it."""
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

    @property
    def odd(self) -> bool:
        """Whether it leaves a gap, or breaks the order of days."""
        return self.state != EntryState.USED or self.back_dated


def newest_and_odd(
    session: Session, bloc_ids: Collection[str]
) -> Sequence[tuple[Register, EntryLine]]:
    """List of each register of blocs its newest number, after those that leave or fill a gap.

    The newest year stands first, in it the registers by type.
    """
    rows = session.execute(_NEWEST_AND_ODD, {"blocs": [*bloc_ids]}).mappings()
    return [(_register(row), _line(row)) for row in rows]


def is_there(session: Session, register: Register) -> bool:
    """Tell whether a register has any number."""
    return bool(session.execute(_IS_THERE, asdict(register)).scalar_one())


def page(
    session: Session, register: Register, *, before: int | None, limit: int
) -> Sequence[EntryLine]:
    """List entries, the newest number first."""
    values = {**asdict(register), "before": before, "limit": limit}
    return [_line(row) for row in session.execute(_PAGE, values).mappings()]


def backwards(
    session: Session, register: Register, *, before: int | None, odd: bool
) -> Iterator[Sequence[EntryLine]]:
    """Go through the entries, the newest number first, some at a time.

    `odd`: those alone that leave or fill a gap.
    """
    statement = _ODD_ONES if odd else _BACKWARDS
    rows = session.execute(statement, {**asdict(register), "before": before}).mappings()
    for part in rows.partitions(AT_A_TIME):
        yield [_line(row) for row in part]


def every(session: Session, register: Register) -> Iterator[Sequence[EntryLine]]:
    """Go through all entries of a register by number, some at a time."""
    with session.execute(_EVERY, asdict(register)) as rows:
        for part in rows.mappings().partitions(AT_A_TIME):
            yield [_line(row) for row in part]


def entry(session: Session, entry_id: UUID) -> tuple[Register, EntryLine] | None:
    """Return an entry and its register; None where there is none."""
    row = session.execute(_ONE, {"id": entry_id}).mappings().one_or_none()
    if row is None:
        return None
    return _register(row), _line(row)


def of_document(
    session: Session, case_id: UUID, document_id: UUID
) -> tuple[Register, EntryLine] | None:
    """Return the entry of a document of a case; None where no register of a bloc numbers it."""
    values = {"case": case_id, "document": document_id}
    row = session.execute(_OF_DOCUMENT, values).mappings().one_or_none()
    return None if row is None else (_register(row), _line(row))


def next_at(session: Session, document_id: UUID) -> dt.datetime | None:
    """Return when the case of a document got its next one; None while it has none."""
    found: dt.datetime | None = session.execute(_NEXT_AT, {"id": document_id}).scalar_one()
    return found


def _register(row: RowMapping) -> Register:
    return Register(**{name: row[name] for name in Register.__slots__})


def _line(row: RowMapping) -> EntryLine:
    return EntryLine(**{name: row[name] for name in EntryLine.__slots__})


_UNTIL = "(SELECT min(n.at) FROM document n WHERE n.case_id = d.case_id AND n.at > d.at)"
_COLUMNS = f"""e.id, e.sequence, e.symbol, e.state, e.dated, e.back_dated, e.reason, e.case_id,
  coalesce(c.state, '') AS case_state, coalesce(c.state_reason, '') AS case_reason, e.kind,
  e.subject, e.document_id, d.at AS made_at, coalesce(d.element, '') AS element,
  {_UNTIL} AS until,
  coalesce(t.done_name, '') AS done_name, coalesce(t.done_post, '') AS done_post,
  coalesce(t.done_on_behalf, '') AS done_on_behalf, e.taken_at,
  e.taken_name, e.taken_post, e.cancelled_at, e.cancelled_name, e.cancelled_post,
  e.cancelled_reason"""
_FROM = """FROM register_entry e LEFT JOIN case_ c ON c.id = e.case_id
  LEFT JOIN document d ON d.id = e.document_id LEFT JOIN task t ON t.id = d.task_id"""
_LINES = f"""
SELECT {_COLUMNS} {_FROM}
WHERE e.bloc_id = :bloc_id AND e.year = :year AND e.type = :type AND e.simulated = :simulated"""
_BEFORE = f"{_LINES} AND e.sequence < coalesce(CAST(:before AS int), 2147483647)"
_ODD = "(e.state <> 'used' OR e.back_dated)"
_PAGE = text(f"{_BEFORE} ORDER BY e.sequence DESC LIMIT :limit")
_ODD_ONES = text(f"{_BEFORE} AND {_ODD} ORDER BY e.sequence DESC")
_BACKWARDS = text(f"{_BEFORE} ORDER BY e.sequence DESC")
_EVERY = text(f"{_LINES} ORDER BY e.sequence")
_OF = "e.bloc_id, e.year, e.type, e.simulated"
_ONE = text(f"SELECT {_COLUMNS}, {_OF} {_FROM} WHERE e.id = :id")
_OF_DOCUMENT = text(f"""
SELECT {_COLUMNS}, {_OF} {_FROM} WHERE e.case_id = :case AND e.document_id = :document""")
_NEXT_AT = text(f"SELECT {_UNTIL} FROM document d WHERE d.id = :id")  # noqa: S608 - constants
_IS_THERE = text("""
SELECT EXISTS (SELECT FROM register r WHERE r.bloc_id = :bloc_id AND r.year = :year
  AND r.type = :type AND r.simulated = :simulated)""")
_NEWEST_AND_ODD = text(f"""
SELECT {_COLUMNS}, {_OF} {_FROM}
JOIN register r ON r.bloc_id = e.bloc_id AND r.year = e.year AND r.type = e.type
  AND r.simulated = e.simulated
WHERE e.bloc_id = ANY(CAST(:blocs AS text[])) AND ({_ODD} OR e.sequence = r.last)
ORDER BY e.year DESC, e.bloc_id, e.simulated, e.type, e.sequence
""")
