"""Which post a lane's role means, as the bloc decided it for one year; and what it means else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final, Self

from server.domain.canonical import LATER


class RoleOf(StrEnum):
    """Whose post a role is; `body:` and `chosen:` are followed by which."""

    UNIT = "unit"
    """The unit an instance is for."""
    LEADER = "leader"
    DEPUTY = "deputy"
    BODY = "body"
    """A body outside the bloc, by its kind."""
    KEY = "key"
    """Whoever an instance is for: a unit's post, or the post with which a body receives."""
    PARTY = "party"
    """Whoever an instance is for, a unit or a body: its post of that position."""
    OPENER = "opener"
    """The post that opened the case."""
    SUPERIOR = "superior"
    """The post above the one that opened the case."""
    CHOSEN = "chosen"
    """A unit chosen in a field of a step before: `element.field`."""


NAMED: Final = frozenset({RoleOf.BODY, RoleOf.CHOSEN})
"""What is followed by which."""
KEYED: Final = frozenset({RoleOf.UNIT, RoleOf.KEY, RoleOf.PARTY})
"""What is a post only where an instance is for somebody."""
AT_OPENING: Final = frozenset({RoleOf.OPENER, RoleOf.SUPERIOR, RoleOf.CHOSEN})
"""What is known only of an open case."""
RECEIVING: Final[Mapping[str, str]] = {
    "home_affairs": "officer",
    "council": "secretary",
    "chairman": "chairman",
}
"""With which post a body receives where its file does not say."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """A lane's role: `position` in the unit or body that `of` names (`unit`, `body:council`).

    `own` is "deputy" where the leader's own matter goes to the deputy.
    """

    id: str
    position: str
    of: str
    own: str | None = field(default=None, metadata={LATER: True})

    @cached_property
    def whose(self) -> RoleOf:
        """Whose post it is."""
        return RoleOf(self.of.partition(":")[0])

    @cached_property
    def which(self) -> str:
        """Which body, or which field; empty for the others."""
        return self.of.partition(":")[2]

    @cached_property
    def keyed(self) -> bool:
        """Tell whether it is a post only where an instance is for somebody."""
        return self.whose in KEYED or self.own is not None


OWN_DEPUTY: Final = "deputy"
DEFAULT: Final[tuple[Role, ...]] = (
    Role(id="officer", position="officer", of="unit"),
    Role(id="head", position="head", of="unit"),
    Role(id="scrutineer", position="officer", of="unit"),
    Role(id="appraiser", position="appraiser", of="leader", own=OWN_DEPUTY),
    Role(id="leader", position="head", of="leader"),
    Role(id="secretary", position="secretary", of="leader"),
    Role(id="deputy", position="head", of="deputy"),
    Role(id="home_affairs_officer", position="officer", of="body:home_affairs"),
    Role(id="home_affairs_head", position="head", of="body:home_affairs"),
    Role(id="council_secretary", position="secretary", of="body:council"),
    Role(id="chairman", position="chairman", of="body:chairman"),
    Role(id="recipient", position="head", of="key"),
    Role(id="scorer", position="officer", of="party"),
    Role(id="scorer_head", position="head", of="party"),
    Role(id="opener", position="", of="opener"),
    Role(id="superior", position="", of="superior"),
)
"""The roles of a bloc whose file names none."""


@dataclass(frozen=True)
class RoleTable:
    """The roles that a definition may name."""

    roles: Mapping[str, Role]

    @classmethod
    def of(cls, roles: Iterable[Role]) -> Self:
        """Make the table; of two roles with one id the first counts."""
        found: dict[str, Role] = {}
        for role in roles:
            found.setdefault(role.id, role)
        return cls(found)

    def get(self, role: str) -> Role | None:
        """Return a role by its id."""
        return self.roles.get(role)

    @property
    def names(self) -> frozenset[str]:
        """The ids."""
        return frozenset(self.roles)

    @cached_property
    def keyless(self) -> frozenset[str]:
        """The roles that are one post before any case is open."""
        return frozenset(
            name
            for name, role in self.roles.items()
            if not role.keyed and role.whose not in AT_OPENING
        )

    def twins(self) -> Mapping[str, frozenset[str]]:
        """Return for each role the others that may be one post with it."""
        return {
            name: frozenset(
                other for other, beside in self.roles.items() if _may_be_one(role, beside)
            )
            - {name}
            for name, role in self.roles.items()
        }


def _may_be_one(one: Role, other: Role) -> bool:
    """Tell whether two roles can mean one post: by position, in units that may be one."""
    if AT_OPENING & {one.whose, other.whose}:
        return one.whose is other.whose and one.of == other.of
    units = {one.whose, other.whose}
    if units in ({RoleOf.BODY, RoleOf.KEY}, {RoleOf.KEY, RoleOf.PARTY}):
        return True
    if one.position != other.position:
        return False
    if units == {RoleOf.BODY, RoleOf.PARTY}:
        return True
    if RoleOf.BODY in units:
        return one.of == other.of
    return len(units) == 1 or bool(units & KEYED)
