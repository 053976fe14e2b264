"""How the post of each lane stands to a case, as far as a circle can tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.domain.manifest.entries import Level

_UNIT: Final = frozenset({Level.OWN_UNIT, Level.BLOC})
_BLOC: Final = frozenset({Level.BLOC})
_ORGANISER: Final = frozenset({Level.BLOC, Level.ORGANISER})
_BODIES: Final = frozenset({Level.BODIES})


@dataclass(frozen=True, slots=True)
class Role:
    """A lane's role: its levels, whether it needs a key (a unit), the body it belongs to."""

    levels: frozenset[Level]
    keyed: bool = False
    body: str = ""


ROLES: Final[Mapping[str, Role]] = {
    "officer": Role(_UNIT, keyed=True),
    "head": Role(_UNIT, keyed=True),
    "scrutineer": Role(_UNIT, keyed=True),
    "appraiser": Role(_BLOC, keyed=True),
    "leader": Role(_ORGANISER),
    "secretary": Role(_ORGANISER),
    "home_affairs_officer": Role(_BODIES, body="home_affairs"),
    "home_affairs_head": Role(_BODIES, body="home_affairs"),
    "council_secretary": Role(_BODIES, body="council"),
    "chairman": Role(_BODIES, body="chairman"),
}
BODIES: Final = frozenset(role.body for role in ROLES.values() if role.body)
KEYLESS: Final = frozenset(name for name, role in ROLES.items() if not role.keyed)
