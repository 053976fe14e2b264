"""Take a person's factors away, with the recovery codes that stand in for them."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from server.actions.factors.telling import tell
from server.domain.canonical import Json
from server.domain.identity.second_factors import FactorEnd
from server.domain.people.actors import Actor
from server.mail.factor_letters import FactorNews
from server.store import Session
from server.store.identity import second_factors
from server.store.people.people_admin import PersonRow

NOBODY_ELSE: Mapping[str, Json] = MappingProxyType({})
UNTOLD = frozenset({FactorEnd.REPLACED, FactorEnd.CLOSED})
"""A letter tells of what came in its place, or nobody signs in any more."""


def remove_all(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    person: PersonRow,
    end: FactorEnd,
    *,
    actor: Actor | None,
    now: datetime,
    hands: Mapping[str, Json] = NOBODY_ELSE,
) -> bool:
    """Remove every factor of a locked account; tell whether there was any.

    `hands` names who proposed and who confirmed it, where two did.
    """
    held = second_factors.listed(session, person.id)
    if not held:
        return False
    second_factors.replace_codes(session, person.id, ())
    for factor in held:
        second_factors.remove(session, factor.id)
        tell(
            session,
            FactorNews.REMOVED,
            person,
            about=factor.id,
            actor=actor,
            now=now,
            payload={"factor": str(factor.id), "factor_kind": factor.kind, "end": end, **hands},
            letter=end not in UNTOLD,
        )
    return True
