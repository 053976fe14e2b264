"""From the tables of a bloc-year file to positions and roles of the bloc's own."""

import re

from server.domain.bloc_file.entries import PositionEntry
from server.domain.blocs.roles import AT_OPENING, OWN_DEPUTY, RECEIVING, Role, RoleOf
from server.domain.toml_file import Table

POSITION = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FIELD = r"[A-Za-z][A-Za-z0-9_]*\.[A-Za-z][A-Za-z0-9_]*"
_OF = re.compile(
    rf"unit|leader|deputy|key|party|opener|superior|body:(?:{'|'.join(RECEIVING)})|chosen:{_FIELD}"
)
_OWN = re.compile(OWN_DEPUTY)


def read_position(table: Table) -> PositionEntry:
    """Read a position of the bloc's own."""
    entry = PositionEntry(
        id=table.identifier("id", POSITION, "accountant"), name=table.words("name")
    )
    table.close()
    return entry


def read_role(table: Table) -> Role:
    """Read a role; the opener and who stands above them are posts already, and have no position."""
    of = table.identifier("of", _OF, "unit, leader, body:council, chosen:meeting.clerk")
    place = of if _OF.fullmatch(of) else RoleOf.UNIT.value
    post_already = RoleOf(place.partition(":")[0]) in AT_OPENING - {RoleOf.CHOSEN}
    entry = Role(
        id=table.identifier("id", POSITION, "accountant"),
        position="" if post_already else table.identifier("position", POSITION, "head"),
        of=place,
        own=table.identifier("own", _OWN, OWN_DEPUTY) if table.has("own") else None,
    )
    table.close()
    return entry
