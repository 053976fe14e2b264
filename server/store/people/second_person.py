"""What waits for a second administrator of a province: a row of any table that keeps such."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, Table, func, select

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people.lineage import reached


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRow:
    """Who proposed it and, once `settled_at` is there, who settled it; `reason` is of a refusal."""

    id: UUID
    province: str
    state: str
    proposed_by: UUID
    proposed_name: str
    proposed_at: datetime
    expires_at: datetime
    settled_name: str
    settled_at: datetime | None
    reason: str

    def over_by(self, now: datetime) -> bool:
        """Tell whether nobody settled it in time."""
        return self.state == "expired" or (self.state == "waiting" and self.expires_at <= now)


def lock(session: Session, of: Table, row_id: UUID) -> bool:
    """Keep a row from being settled until the transaction ends; tell whether it is there."""
    query = select(of.c.id).where(of.c.id == row_id).with_for_update(key_share=True)
    return session.execute(query).one_or_none() is not None


def waiting(session: Session, of: Table, reach: Reach, *, now: datetime) -> int:
    """Count what waits in a reach and is not over."""
    return session.execute(how_many(of, reach, now=now)).scalar_one()


def how_many(of: Table, reach: Reach, *, now: datetime) -> Select[int]:
    """Ask how many rows wait in a reach and are not over."""
    waits = (reached(of.c.province, reach), of.c.state == "waiting", of.c.expires_at > now)
    return select(func.count()).select_from(of).where(*waits)
