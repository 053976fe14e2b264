"""How the post of each lane stands to a case, as far as a circle can tell it."""

from collections.abc import Iterable, Iterator
from typing import Final

from server.domain.blocs.roles import RECEIVING, Role, RoleOf
from server.domain.blocs.rules import CaseRules
from server.domain.manifest.entries import Level
from server.domain.people.posts import Position

BODIES: Final = frozenset(RECEIVING)
DEPARTMENTS: Final = "departments"
"""All departments of a bloc-year together, which only give points."""
TAKING_PART: Final = BODIES | {DEPARTMENTS}
"""What a manifest may name among the bodies that take part."""
ORGANISERS: Final = frozenset({Position.HEAD, Position.SECRETARY})
"""The positions of the leading unit that run the bloc's work."""


def taking_part(rules: CaseRules, bodies: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Go through the bodies outside the bloc that take part in a case, each with its role in it."""
    known = rules.bodies.by_kind()
    for body in bodies:
        if body == DEPARTMENTS:
            yield from ((each.id, body) for each in rules.bodies.departments or ())
        else:
            yield known[body].id, body


def levels_of(role: Role) -> frozenset[Level]:
    """Return the levels that the posts of a role have, in every case where it is one."""
    match role.whose:
        case RoleOf.BODY:
            return frozenset({Level.BODIES})
        case RoleOf.UNIT:
            return frozenset({Level.OWN_UNIT, Level.BLOC})
        case RoleOf.KEY | RoleOf.PARTY:
            return frozenset({Level.OWN_UNIT, Level.BLOC, Level.BODIES})
        case RoleOf.OPENER:
            return frozenset({Level.OPENER, Level.OWN_UNIT, Level.BLOC})
        case RoleOf.LEADER if role.position in ORGANISERS:
            return frozenset({Level.BLOC, Level.ORGANISER})
        case _:
            return frozenset({Level.BLOC})


def body_of(role: Role) -> str:
    """Return the body a role belongs to; empty for the others."""
    return role.which if role.whose is RoleOf.BODY else ""
