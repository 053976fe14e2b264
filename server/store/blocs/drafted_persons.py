"""Persons proposed in bloc-years being made, for the administrators of their province."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import asked, within


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWithPersons:
    """A draft and its document, whatever of it there is."""

    id: UUID
    bloc_year_id: str
    document: str


def listed(session: Session, reach: Reach) -> Sequence[DraftWithPersons]:
    """List a reach's drafts that were not dropped, the newest first."""
    found = session.execute(_LISTED, asked(reach)).mappings()
    return [DraftWithPersons(**row) for row in found]


def lock_all(session: Session, reach: Reach) -> Sequence[DraftWithPersons]:
    """Read every draft of a reach, also one that is over; nobody changes it meanwhile."""
    found = session.execute(_LOCK_ALL, asked(reach)).mappings()
    return [DraftWithPersons(**row) for row in found]


def shorten(session: Session, documents: Mapping[UUID, str]) -> None:
    """Write documents that persons were taken out of; who changed the drafts, and when, stays."""
    for draft_id, document in sorted(documents.items()):
        session.execute(_SHORTEN, {"id": draft_id, "document": document})


def proposer(session: Session, draft_id: UUID) -> UUID | None:
    """Return who saved the persons of a draft last, and so typed their addresses."""
    found = session.execute(_PROPOSER, {"object": f"bloc_draft/{draft_id}"}).scalar()
    return UUID(found) if found else None


_LISTED = text(f"""
SELECT id, bloc_year_id, document FROM bloc_draft
WHERE {within("province")} AND state <> 'dropped' ORDER BY changed_at DESC, id LIMIT 50
""")  # noqa: S608 - a constant
_LOCK_ALL = text(f"""
SELECT id, bloc_year_id, document FROM bloc_draft WHERE {within("province")} ORDER BY id
FOR NO KEY UPDATE
""")  # noqa: S608 - a constant
_SHORTEN = text("UPDATE bloc_draft SET document = :document WHERE id = :id")
_PROPOSER = text("""
SELECT p.payload::jsonb -> 'actor' ->> 'person' FROM event e
JOIN event_payload p ON p.event_id = e.id
WHERE e.stream = 'blocs' AND e.kind IN ('bloc_draft.made', 'bloc_draft.saved')
  AND e.object = :object
  AND (e.kind = 'bloc_draft.made'
    OR jsonb_exists(p.payload::jsonb -> 'parts', 'persons'))
ORDER BY e.seq DESC LIMIT 1
""")
