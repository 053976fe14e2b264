"""To which posts a lane's role may come in a bloc-year, whatever case is opened in it."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from server.domain.blocs.parties import bodies
from server.domain.blocs.roles import KEYED, Role, RoleOf
from server.domain.blocs.rules import CaseRules
from server.domain.people.lane_posts import NONE, post_of_role, superior
from server.domain.people.posts import post_id
from server.domain.refusals import Refusal


def posts_of(role: str, rules: CaseRules, openers: Collection[str] = ()) -> frozenset[str]:
    """Return every post that a role may mean; none for a role the bloc has not.

    `openers` are the posts that may open a case of the process, of which its opener is one.
    """
    found = rules.lanes.get(role)
    if found is None:
        return frozenset()
    return frozenset(filter(None, _posts(found, rules, openers)))


def posts_of_all(roles: Iterable[str], rules: CaseRules) -> frozenset[str]:
    """Return every post that one of these roles may mean."""
    return frozenset(post for role in roles for post in posts_of(role, rules))


def _posts(role: Role, rules: CaseRules, openers: Collection[str]) -> Iterator[str | None]:
    units = [unit.id for unit in rules.units]
    match role.whose:
        case RoleOf.OPENER:
            yield from openers
        case RoleOf.SUPERIOR:
            yield from (superior(opener, rules) for opener in openers)
        case RoleOf.CHOSEN:
            yield from (post_id(unit, role.position) for unit in units)
        case RoleOf.KEY | RoleOf.PARTY:
            keys = [*units, *(body.id for body in bodies(rules))]
            yield from _for(keys, role, rules)
        case _:
            yield from _for(units if role.whose in KEYED or role.own else [""], role, rules)


def _for(keys: Iterable[str], role: Role, rules: CaseRules) -> Iterator[str | None]:
    for key in keys:
        with suppress(Refusal):
            yield post_of_role(role, key, rules, NONE)
