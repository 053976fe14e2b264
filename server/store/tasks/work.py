"""Small questions about tasks and who takes part in a case."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session


def case_has_unit(session: Session, case_id: UUID, unit_ids: Collection[str]) -> bool:
    """Tell whether one of these units is on the case's frozen roster."""
    found = session.execute(
        text("""
        SELECT EXISTS (SELECT 1 FROM case_unit WHERE case_id = :case
          AND unit_id = ANY(CAST(:units AS text[])))
        """),
        {"case": case_id, "units": list(unit_ids)},
    ).scalar_one()
    return bool(found)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One open task of a case."""

    id: UUID
    element: str
    form: str
    key: str
    post_id: str
    round: int


def open_tasks(session: Session, case_id: UUID) -> list[OpenTask]:
    """List the open tasks of a case in the order they opened."""
    found = session.execute(
        text("""
        SELECT id, element, form, key, post_id, round FROM task
        WHERE case_id = :case AND state = 'open' ORDER BY opened_at, key, id
        """),
        {"case": case_id},
    )
    return [OpenTask(**row._mapping) for row in found]  # noqa: SLF001


def own_open_tasks(
    session: Session, case_id: UUID, *, post_id: str, person_id: UUID
) -> Mapping[str, UUID]:
    """Return by element the open tasks of a case that wait for a person by a post of theirs.

    Of several it is the one that is due first; what a colleague has taken is not theirs.
    """
    found = session.execute(
        text("""
        SELECT DISTINCT ON (element) element, id FROM task
        WHERE post_id = :post AND state = 'open' AND case_id = :case
          AND coalesce(assignee_id = CAST(:person AS uuid), true)
        ORDER BY element, due_sort, id
        """),
        {"case": case_id, "post": post_id, "person": person_id},
    )
    return {row.element: row.id for row in found}
