"""Which post a lane's role means in a case.

The bloc's leader and deputy are roles of member units in one year, so the same lane means another
post in another year.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from server.domain.blocs.roles import AT_OPENING, Role, RoleOf
from server.domain.blocs.rules import CaseRules
from server.domain.people.posts import Position, position_of, post_id, unit_of, unit_of_key
from server.domain.refusals import UnknownRole


def _nothing(_field: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What of an open case a role may hang on: who opened it, and what was chosen in a field."""

    opener: str = ""
    """The post; empty where it is not known."""
    about: str = ""
    """The unit that opened it, where the case is about that; empty where it is about the bloc."""
    chosen: Callable[[str], str] = _nothing
    """The unit chosen in `element.field`; empty where none is."""


NONE = Facts()


def post_for(role: str, key: str, rules: CaseRules, facts: Facts = NONE) -> str:
    """Return the post that a lane's role means for an instance.

    `key` is what the instance is for: a unit id, a body's, a nominee's, or empty for the whole
    bloc. Raises UnknownRole for a role the bloc has not, and for one that is nobody here.
    """
    found = rules.lanes.get(role)
    post = post_of_role(found, key, rules, facts) if found else None
    if not post:
        raise UnknownRole(role)
    return post


def needed_posts(
    lanes: Collection[str],
    rules: CaseRules,
    facts: Facts = NONE,
    *,
    keys: Collection[str] | None = None,
) -> frozenset[str]:
    """Return the posts that must be there before a case begins, for `keys` or every unit there is.

    Left out are those that only an open case knows; with `facts` of one, its superior is asked.
    Raises UnknownRole.
    """
    table = rules.lanes
    units = [unit.id for unit in rules.units]
    found: set[str] = set()
    for role in lanes:
        whose = found_role.whose if (found_role := table.get(role)) else None
        if whose in AT_OPENING and not (whose is RoleOf.SUPERIOR and facts.opener):
            continue
        bodies = [body.id for body in rules.bodies.by_kind().values()]
        everybody = units + bodies if whose is RoleOf.KEY else units
        asked = everybody if keys is None else keys
        found |= {post_for(role, key, rules, facts) for key in asked}
    return frozenset(found)


def superior(post: str, rules: CaseRules) -> str | None:
    """Return the post above a post in a case; None where nobody in the case stands above it.

    Above an officer stands the head of the unit, above a member's head the bloc's leader, above
    the departments that serve the Chairman the Chairman. Nobody in the bloc stands above its
    leader.
    """
    unit, position = unit_of(post), position_of(post)
    chairman = post_id(rules.bodies.chairman.id, Position.CHAIRMAN)
    if post == chairman:
        return None
    if unit == rules.bodies.council.id:
        return chairman
    if position != Position.HEAD:
        return post_id(unit, Position.HEAD)
    if unit == rules.bodies.home_affairs.id:
        return chairman
    leader = post_id(rules.leader.id, Position.HEAD)
    return None if post == leader else leader


def post_of_role(role: Role, key: str, rules: CaseRules, facts: Facts) -> str | None:
    """Return the post that a role means for an instance; empty or None where it is nobody's."""
    key = unit_of_key(key)
    match role.whose:
        case RoleOf.OPENER:
            return facts.opener
        case RoleOf.SUPERIOR:
            return superior(facts.opener, rules) if facts.opener else None
        case RoleOf.KEY:
            receiving = rules.bodies.receiving(key)
            return post_id(key, receiving or role.position)
        case RoleOf.PARTY:
            return post_id(key, role.position)
        case _:
            unit = _unit(role, key, rules, facts)
            return post_id(unit, role.position) if unit else None


def _unit(role: Role, key: str, rules: CaseRules, facts: Facts) -> str:
    if role.own is not None and (key or facts.about) == rules.leader.id:
        return rules.deputy.id
    match role.whose:
        case RoleOf.LEADER:
            return rules.leader.id
        case RoleOf.DEPUTY:
            return rules.deputy.id
        case RoleOf.BODY:
            body = rules.bodies.by_kind().get(role.which)
            return body.id if body else ""
        case RoleOf.CHOSEN:
            return facts.chosen(role.which)
        case _:
            return key
