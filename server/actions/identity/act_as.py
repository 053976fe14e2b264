"""Choose the post one acts in: one of one's own, or one lent by delegation."""

from uuid import UUID

from server.domain.people.actors import NotYourPost
from server.store import Session
from server.store.identity import web_sessions
from server.store.identity.web_sessions import SignedInSession


def act_as(
    session: Session, signed_in: SignedInSession, *, post_id: str, delegation_id: UUID | None
) -> None:
    """Remember the choice for this session. Raises NotYourPost."""
    wanted = (post_id, delegation_id)
    chosen = [c for c in signed_in.choices if (c.post_id, c.delegation_id) == wanted]
    if not chosen:
        raise NotYourPost
    web_sessions.act_as(session, signed_in.id_hash, chosen[0])
