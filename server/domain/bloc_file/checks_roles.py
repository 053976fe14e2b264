"""What must hold of posts, positions, roles and units that are gone: each is where it belongs."""

from collections.abc import Iterator, Mapping

from server.domain.bloc_file.entries import BlocYearFile, BodyKind, PostEntry
from server.domain.bloc_file.mistakes import Code
from server.domain.blocs.roles import Role, RoleOf
from server.domain.blocs.rules import BlocRole
from server.domain.people.posts import Position
from server.domain.toml_file import Notes, Path

UNIT_POSTS: Mapping[BlocRole, tuple[str, ...]] = {
    BlocRole.LEADER: (
        Position.OFFICER,
        Position.HEAD,
        Position.APPRAISER,
        Position.SECRETARY,
    ),
    BlocRole.DEPUTY: (Position.OFFICER, Position.HEAD, Position.APPRAISER),
    BlocRole.MEMBER: (Position.OFFICER, Position.HEAD),
}
BODY_POSTS: Mapping[BodyKind, tuple[str, ...]] = {
    BodyKind.HOME_AFFAIRS: (Position.OFFICER, Position.HEAD),
    BodyKind.COUNCIL: (Position.SECRETARY,),
    BodyKind.CHAIRMAN: (Position.CHAIRMAN,),
    BodyKind.AUDIT: (Position.AUDITOR,),
    BodyKind.ADMINISTRATION: (Position.ADMINISTRATOR,),
    BodyKind.DEPARTMENT: (Position.OFFICER, Position.HEAD),
}
APART = frozenset({BodyKind.AUDIT, BodyKind.ADMINISTRATION})
"""Who has no part in any case, and so no position but their own."""


def check_posts(file: BlocYearFile, notes: Notes) -> None:
    """Note posts that are missing and posts that are not where they may be."""
    own = tuple(position.id for position in file.positions or ())
    for n, entry in enumerate(file.units):
        if not notes.touch("units", n, "role"):
            allowed = (*UNIT_POSTS[BlocRole.LEADER], *own)
            path: Path = ("units", n, "posts")
            _posts_of(entry.posts, path, UNIT_POSTS[entry.unit.role], allowed, notes)
    for n, body in enumerate(file.bodies):
        if not notes.touch("bodies", n, "kind"):
            needed = BODY_POSTS[body.kind]
            allowed = needed if body.kind in APART else (*needed, *own)
            _posts_of(body.posts, ("bodies", n, "posts"), needed, allowed, notes)
            _receives(body.receives, body.posts, ("bodies", n, "receives"), notes)


def check_reorganised(file: BlocYearFile, notes: Notes) -> None:
    """Note a unit that is said to be gone and is a member, and one that went to no member."""
    members = {entry.unit.id for entry in file.units}
    for n, gone in enumerate(file.reorganised or ()):
        if gone.unit in members and not notes.touch("reorganised", n, "unit"):
            notes.add(("reorganised", n, "unit"), Code.REORGANISED_STAYS, value=gone.unit)
        if gone.into is None and gone.awards:
            notes.add(("reorganised", n, "awards"), Code.REORGANISED_NOWHERE, value=gone.unit)
        if gone.into is not None and gone.into not in members:
            notes.add(("reorganised", n, "into"), Code.UNKNOWN_REFERENCE, value=gone.into)


def check_roles(file: BlocYearFile, notes: Notes) -> None:
    """Note a position that every bloc has already, and a role nobody could have."""
    for n, position in enumerate(file.positions or ()):
        if position.id in set(Position):
            notes.add(("positions", n, "id"), Code.POSITION_STANDARD, value=position.id)
    for n, role in enumerate(file.roles or ()):
        if not notes.touch("roles", n):
            for unit in _without(role, file):
                holes = {"unit": unit, "position": role.position}
                notes.add(("roles", n, "position"), Code.POST_MISSING, **holes)


def _without(role: Role, file: BlocYearFile) -> Iterator[str]:
    """Name those who should have the post of a role and have not."""
    for entry in file.units:
        if _of_unit(role, entry.unit.role) and role.position not in _held(entry.posts):
            yield entry.unit.id
    for body in file.bodies:
        if role.which == body.kind.value and role.position not in _held(body.posts):
            yield body.id


def _of_unit(role: Role, place: BlocRole) -> bool:
    if role.own is not None and place is BlocRole.DEPUTY:
        return True
    match role.whose:
        case RoleOf.LEADER:
            return place is BlocRole.LEADER
        case RoleOf.DEPUTY:
            return place is BlocRole.DEPUTY
        case RoleOf.UNIT | RoleOf.KEY | RoleOf.PARTY | RoleOf.CHOSEN:
            return True
        case RoleOf.BODY | RoleOf.OPENER | RoleOf.SUPERIOR:
            return False


def _receives(position: str | None, posts: tuple[PostEntry, ...], path: Path, notes: Notes) -> None:
    if position and posts and position not in _held(posts) and not notes.touch(*path):
        notes.add(path, Code.POST_MISSING, unit=posts[0].unit_id, position=position)


def _held(posts: tuple[PostEntry, ...]) -> frozenset[str]:
    return frozenset(post.position for post in posts)


def _posts_of(
    posts: tuple[PostEntry, ...],
    path: Path,
    needed: tuple[str, ...],
    allowed: tuple[str, ...],
    notes: Notes,
) -> None:
    if not posts or notes.touch(*path):
        return
    held = _held(posts)
    for position in needed:
        if position not in held:
            notes.add(path, Code.POST_MISSING, unit=posts[0].unit_id, position=position)
    for n, post in enumerate(posts):
        if post.position not in allowed:
            where, known = (*path, n, "position"), ", ".join(allowed)
            notes.add(where, Code.POST_NOT_HERE, position=post.position, known=known)
