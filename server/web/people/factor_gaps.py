"""Who must have a second factor and has none yet, as administrators see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.store.identity import own_sessions, second_factors
from server.store.identity.second_factors import FactorGaps, PersonWithoutFactor
from server.web.requests.context import actor, now, session
from server.web.requests.installation import installation


@dataclass(frozen=True, slots=True)
class ShownSignIns:
    """Since when a person has a second factor, whether they must and lack it, open sessions."""

    made_at: datetime | None
    lacking: bool
    sessions: int


def every() -> Sequence[PersonWithoutFactor]:
    """List all of the administrator's persons who must have one and have none."""
    return _lacking(None)


def of_person(person_id: UUID) -> ShownSignIns:
    """Tell it of one person."""
    made_at = second_factors.own(session(), person_id).made_at
    open_now = own_sessions.listed(
        session(), person_id, now=now(), limits=installation().settings.sessions
    )
    lacking = made_at is None and bool(_lacking(person_id))
    return ShownSignIns(made_at, lacking, len(open_now))


def _lacking(person_id: UUID | None) -> Sequence[PersonWithoutFactor]:
    gaps = FactorGaps(
        provinces=actor().reach.provinces, today=local_day(now()), now=now(), person_id=person_id
    )
    return second_factors.lacking(session(), installation().settings.factor_posts, gaps)
