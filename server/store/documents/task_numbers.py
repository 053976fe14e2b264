"""The numbers of the documents that tasks make: those they have, or will get."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeNumber:
    """The number of a document that was made; `cancelled` says why it was, where it was."""

    task_id: UUID
    kind: str
    number: str
    dated: dt.date
    cancelled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingNumber:
    """Of a document to come: the number reserved for it, or the newest of its register."""

    kind: str
    newest: int
    sequence: int | None
    symbol: str | None
    dated: dt.date | None


def made(
    session: Session, case_id: UUID, *, tasks: Collection[UUID], bloc_id: str
) -> tuple[MadeNumber, ...]:
    """List the documents of the bloc's own series that tasks of a case made, newest first."""
    rows = session.execute(_MADE, {"case": case_id, "tasks": [*tasks], "bloc": bloc_id})
    return tuple(MadeNumber(**row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's public name


def coming(  # noqa: PLR0913 - one statement's parameters
    session: Session,
    case_id: UUID,
    *,
    subject: str,
    types: Mapping[str, str],
    bloc_id: str,
    year: int,
    simulated: bool,
) -> dict[str, ComingNumber]:
    """Tell of documents to come what is known of their numbers; `types` by kind."""
    rows = session.execute(
        _COMING,
        {
            "case": case_id,
            "subject": subject,
            "kinds": [*types],
            "types": [*types.values()],
            "bloc": bloc_id,
            "year": year,
            "simulated": simulated,
        },
    )
    return {row.kind: ComingNumber(**row._mapping) for row in rows}  # noqa: SLF001 - SQLAlchemy's public name


_MADE = text("""
SELECT d.task_id, d.kind, d.number, d.dated, coalesce(e.cancelled_reason, '') AS cancelled
FROM document d
LEFT JOIN register_entry e ON e.case_id = d.case_id AND e.document_id = d.id
WHERE d.case_id = :case AND d.task_id = ANY(CAST(:tasks AS uuid[])) AND d.agency = :bloc
ORDER BY d.at DESC, d.id
""")
_COMING = text("""
SELECT k.kind, coalesce(r.last, 0) AS newest, e.sequence, e.symbol, e.dated
FROM unnest(CAST(:kinds AS text[]), CAST(:types AS text[])) AS k(kind, type)
LEFT JOIN register_entry e ON e.case_id = :case AND e.type = k.type AND e.kind = k.kind
  AND e.subject = :subject AND e.state = 'reserved'
LEFT JOIN register r ON r.bloc_id = :bloc AND r.year = :year AND r.type = k.type
  AND r.simulated = :simulated
""")
