"""Take a lent post back before its last day."""

from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.administering import administers
from server.domain.people.appointments import NoSuchDelegation
from server.domain.people.posts import province_of
from server.store import Session
from server.store.history import journal
from server.store.people import delegations
from server.store.tasks import claims


def revoke(session: Session, delegation_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Revoke a delegation of one's own post, or any as an administrator of its province.

    Raises NoSuchDelegation, also for everybody else: that it is there is not told.
    """
    post_id = delegations.find_post(session, delegation_id)
    if post_id is None:
        raise NoSuchDelegation
    own = post_id == actor.post_id and actor.delegation_id is None
    if not own and not administers(actor, province_of(post_id)):
        raise NoSuchDelegation
    revoked = delegations.revoke(session, delegation_id, now=now)
    if revoked is None:
        raise NoSuchDelegation
    put_back = claims.release_lost(session, revoked[0], post_id, today=local_day(now))
    journal.note(
        session,
        stream="people",
        kind="post.delegation_revoked",
        object=f"delegation/{delegation_id}",
        actor=actor,
        payload={
            "person": {"id": str(revoked[0])},
            "post": post_id,
            "put_back": [str(task) for task in put_back],
        },
        now=now,
        province=province_of(post_id),
    )
