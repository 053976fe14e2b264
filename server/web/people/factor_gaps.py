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
    """Since when a person has an app, how many passkeys, whether they lack both, open sessions."""

    made_at: datetime | None
    passkeys: int
    lacking: bool
    sessions: int


def every() -> Sequence[PersonWithoutFactor]:
    """List all of the administrator's persons who must have one and have none."""
    return _lacking(None)


def of_person(person_id: UUID) -> ShownSignIns:
    """Tell it of one person."""
    held = second_factors.own(session(), person_id)
    open_now = own_sessions.listed(
        session(), person_id, now=now(), limits=installation().settings.sessions
    )
    lacking = held.made_at is None and not held.passkeys and bool(_lacking(person_id))
    return ShownSignIns(held.made_at, held.passkeys, lacking, len(open_now))


def _lacking(person_id: UUID | None) -> Sequence[PersonWithoutFactor]:
    gaps = FactorGaps(reach=actor().reach, today=local_day(now()), now=now(), person_id=person_id)
    return second_factors.lacking(session(), installation().settings.factor_posts, gaps)
