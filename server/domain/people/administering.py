"""Which accounts an administrator keeps: those of persons within their reach."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.domain.people.actors import Actor
from server.domain.people.appointments import NoSuchPerson, NotAdministrator
from server.domain.people.posts import Position, province_of
from server.domain.refusals import Refusal


@dataclass(eq=False)
class KeptElsewhere(Refusal):
    """The person works in a post of a province that the actor does not look after."""

    post_id: str


def administers(actor: Actor, province: str) -> bool:
    """Tell whether the actor keeps the accounts of a province's persons; '' is nobody's province.

    The one rule for every path that touches a person.
    """
    administrator = actor.position == Position.ADMINISTRATOR and actor.delegation_id is None
    return administrator and bool(province) and province in actor.reach


def may_end(actor: Actor, post_id: str, *, of: str) -> bool:
    """Tell whether the actor ends an appointment to a post of a person `of` some province.

    Who looks after the post does; where neither of the provinces follows the other any more, so
    that nobody looks after both, who looks after the person does, too.
    """
    kin = actor.lineage.kin(of)
    apart = province_of(post_id) not in kin
    return administers(actor, province_of(post_id)) or (apart and administers(actor, of))


def check_administers(actor: Actor | None, province: str) -> None:
    """Refuse who does not administer this person; None, the operator of the machine, may.

    Raises NotAdministrator for who administers nobody, and NoSuchPerson for a person of another
    province, who does not exist for the actor.
    """
    if actor is None:
        return
    check_administrator(actor)
    if not administers(actor, province):
        raise NoSuchPerson


def check_keeps_posts(actor: Actor, posts: Iterable[str]) -> None:
    """Refuse the account of who is in a post beyond the actor's reach.

    Whose password one gives, whose powers one has. Raises KeptElsewhere.
    """
    for post in sorted(posts):
        if not administers(actor, province_of(post)):
            raise KeptElsewhere(post)


def check_own_right(actor: Actor) -> None:
    """Refuse who administers no province, or as somebody's delegate; raises NotAdministrator."""
    if not administers(actor, actor.province):
        raise NotAdministrator


def check_administrator(actor: Actor | None) -> None:
    """Refuse who does not act as an administrator; raises NotAdministrator."""
    if actor is not None and actor.position != Position.ADMINISTRATOR:
        raise NotAdministrator
