"""Take a person's factors away, with the recovery codes that stand in for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from server.actions.factors.telling import tell
from server.domain.canonical import Json
from server.domain.identity.second_factors import FactorEnd, FactorKind
from server.domain.people.actors import Actor
from server.mail.factor_letters import FactorNews
from server.store import Session
from server.store.identity import passkeys, second_factors
from server.store.people.people_admin import PersonRow

NOBODY_ELSE: Mapping[str, Json] = MappingProxyType({})
UNTOLD = frozenset({FactorEnd.REPLACED, FactorEnd.CLOSED})
"""A letter tells of what came in its place, or nobody signs in any more."""


@dataclass(frozen=True, slots=True)
class HeldFactor:
    """A factor of either kind."""

    id: UUID
    kind: FactorKind


_REMOVE: Mapping[FactorKind, Callable[[Session, UUID], None]] = {
    FactorKind.AUTHENTICATOR: second_factors.remove,
    FactorKind.PASSKEY: passkeys.remove,
}
_NEWS = {
    FactorKind.AUTHENTICATOR: FactorNews.REMOVED,
    FactorKind.PASSKEY: FactorNews.PASSKEY_REMOVED,
}


def apps(session: Session, person_id: UUID) -> Sequence[HeldFactor]:
    """List a person's authenticator apps."""
    return [HeldFactor(each.id, each.kind) for each in second_factors.listed(session, person_id)]


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
    keys = passkeys.listed(session, person.id)
    held = [*apps(session, person.id), *(HeldFactor(each.id, FactorKind.PASSKEY) for each in keys)]
    return remove(session, person, held, end, actor=actor, now=now, hands=hands)


def remove(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    person: PersonRow,
    gone: Sequence[HeldFactor],
    end: FactorEnd,
    *,
    actor: Actor | None,
    now: datetime,
    hands: Mapping[str, Json] = NOBODY_ELSE,
) -> bool:
    """Remove these factors of a locked account; with the last one its recovery codes go."""
    for factor in gone:
        _REMOVE[factor.kind](session, factor.id)
    if gone and not second_factors.has_any(session, person.id):
        second_factors.replace_codes(session, person.id, ())
    codes = second_factors.own(session, person.id).codes if gone else 0
    for factor in gone:
        tell(
            session,
            _NEWS[factor.kind],
            person,
            about=factor.id,
            actor=actor,
            now=now,
            payload={
                "factor": str(factor.id),
                "factor_kind": factor.kind,
                "end": end,
                "codes": codes,
                **hands,
            },
            letter=end not in UNTOLD,
        )
    return bool(gone)
