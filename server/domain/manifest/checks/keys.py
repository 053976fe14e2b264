"""What must hold of keys: whom a milestone stands for, who may know a case, who is barred."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from server.domain.blocs.roles import KEYED, Role, RoleOf
from server.domain.manifest.checks.finding import Finding, Judged
from server.domain.manifest.checks.name import said
from server.domain.manifest.checks.sets import of_units
from server.domain.manifest.checks.sets import with_bodies as _with_bodies
from server.domain.manifest.checks.sets import with_units as _with_units
from server.domain.manifest.checks.sight import circles_of, named_circles
from server.domain.manifest.circles import OF_REMARKS
from server.domain.manifest.entries import (
    IMPLIED,
    MEMBER,
    Circle,
    Level,
    Manifest,
    Milestone,
    Moment,
)
from server.domain.manifest.outline import OPENING
from server.domain.manifest.roles import levels_of
from server.domain.people.posts import Position
from server.domain.toml_file import Path

SetOf: TypeAlias = Callable[[str], str]
"""Names the set that an element's pool runs once for; empty where it runs once."""


def of_the_case(judged: Judged) -> Iterator[Finding]:
    """Refuse to wait, for the case itself, for what stands for single units or nominees alone."""
    for after in _waited(judged.manifest.known):
        if _by_key(judged, after):
            yield Finding("MILESTONE-KEY", ("known",), {"value": str(after)})
    for name, circle in judged.manifest.sight.items():
        told = [element for path, element in _records(judged) if path == name]
        alone = told and not any(map(judged.outline.set_of, told))
        for after in _waited(circle):
            if alone and _by_key(judged, after):
                yield Finding("MILESTONE-KEY", ("sight", name), {"value": str(after)})


def concerned(judged: Judged) -> Iterator[Finding]:
    """Refuse to call those concerned for whom a milestone stands that stands for no unit."""
    for path, circle in circles_of(judged):
        for grant in circle:
            if (
                grant.level is Level.CONCERNED
                and grant.after
                and not _of_units(judged, grant.after)
            ):
                yield Finding("SIGHT-CONCERNED", path, {"value": str(grant.after)})


def over_years(judged: Judged) -> Iterator[Finding]:
    """Refuse to tell over the years, by unit, what stands for no unit."""
    for name, each in judged.manifest.milestones.items():
        of_unit = judged.manifest.open.about_opener or _of_units(judged, Moment(name))
        if each.over_years and not of_unit:
            yield Finding("YEARS-UNIT", ("milestones", name, "over_years"), {"milestone": name})


def own_units(judged: Judged) -> Iterator[Finding]:
    """Refuse to let a unit, or a role of it, see what is about no unit: nobody sees it by that.

    What a package shows, and files it names, may be about a unit where their task is not.
    """
    if judged.manifest.open.about_opener:
        return
    told: dict[str, list[str]] = {}
    for path, name in named_circles(judged):
        of_panel = path[0] in {"matters", "files"} and bool(judged.manifest.package)
        told.setdefault(name, []).extend(
            [name] if of_panel else map(judged.outline.set_of, _told(judged, *map(str, path[:2])))
        )
    meant = {name for name in judged.manifest.sight if any(told.get(name, [name]))}
    kept: set[Path] = {("sight", name) for name in meant | OF_REMARKS.keys()}
    for path, circle in circles_of(judged):
        for grant in circle if path not in kept else ():
            if grant.level is Level.OWN_UNIT or of_a_unit(judged, grant.role):
                holes = {"circle": str(path[-1]), "word": said(grant)}
                yield Finding("SIGHT-OWN", path, holes)


def opened_after(judged: Judged) -> Iterator[Finding]:
    """Refuse that a process is opened after what stands for single units or nominees alone."""
    for path, after in judged.manifest.open.awaited():
        if after.milestone in judged.keyed.get(after.kind, ()):
            yield Finding("MILESTONE-KEY", path, {"value": str(after)})
    for other in judged.others.values():
        for _, waited in other.open.awaited():
            if waited.kind == judged.manifest.key and _by_key(judged, waited):
                holes = {"value": waited.milestone}
                yield Finding("MILESTONE-KEY", ("milestones", waited.milestone), holes)


def keyed_milestones(manifest: Manifest, set_of: SetOf) -> frozenset[str]:
    """Name the milestones that only instances of single units or nominees reach."""
    return frozenset(name for name, each in manifest.milestones.items() if _keyed(set_of, each))


def together(judged: Judged) -> Iterator[Finding]:
    """Refuse a milestone of several tasks that are never done for the same key."""
    for name, each in judged.manifest.milestones.items():
        keyed = {bool(judged.outline.set_of(done.element)) for done in each.every}
        if len(keyed) > 1:
            path = ("milestones", name, "every")
            yield Finding("MILESTONE-KEY", path, {"value": name})


def own_names(judged: Judged) -> Iterator[Finding]:
    """Refuse to give a milestone the name of one that every case has."""
    for name in judged.manifest.milestones.keys() & IMPLIED:
        holes = {
            "said": f"Every case has the milestone {name} by itself.",
            "said.vi": f"Hồ sơ nào cũng có sẵn mốc {name}.",
        }
        yield Finding("MILESTONE", ("milestones", name), holes)


def knowing(judged: Judged) -> Iterator[Finding]:
    """Refuse a list of who may know of a case that leaves out who opens it or works in it."""
    here = Level.OWN_UNIT if judged.manifest.open.about_opener else Level.OPENER
    for role in judged.manifest.open.by:
        if not _takes_in(judged, role, {*_levels(judged, role), Level.OPENER, here}, waits=False):
            yield Finding("KNOWN-WORKERS", ("known",), {"role": role})
    for role, element in {t.role: name for name, t in judged.outline.tasks.items()}.items():
        if role not in judged.manifest.open.by and not all(
            _takes_in(judged, role, levels, waits=True) for levels in _parts(judged, role, element)
        ):
            yield Finding("KNOWN-WORKERS", ("known",), {"role": role})


def barred(judged: Judged) -> Iterator[Finding]:
    """Refuse to bar from a task the very unit whose post has it, in one case or in all."""
    for element, entry in judged.manifest.tasks.items():
        task = judged.outline.tasks.get(element)
        role = judged.roles.get(task.role) if task else None
        if entry.bars and role is not None and _is_own(judged, element, role):
            yield Finding("BARS", ("tasks", element, "bars"), {"task": element, "role": role.id})


def _is_own(judged: Judged, element: str, role: Role) -> bool:
    """Tell whether the unit a task is about may be the one whose post has the task."""
    if each := judged.outline.set_of(element):
        leads = role.whose is RoleOf.LEADER and role.own is None
        leads |= role.whose in {RoleOf.DEPUTY, RoleOf.CHOSEN}
        return role.whose in KEYED or (leads and _with_units(judged, each))
    return judged.manifest.open.about_opener and _of_an_opener(judged, role)


def _of_an_opener(judged: Judged, role: Role) -> bool:
    """Tell whether a post of the bloc is one of the unit that opens a case about itself.

    Where any member opens one, the leading unit's own goes to a post of the leading unit.
    """
    by = judged.manifest.open.by
    openers = [each for each in map(judged.roles.get, by) if each]
    match role.whose:
        case RoleOf.OPENER:
            return True
        case RoleOf.SUPERIOR:
            own = {RoleOf.LEADER, RoleOf.DEPUTY}
            below = [each for each in openers if each.position != Position.HEAD]
            return MEMBER in by or any(each.whose in own for each in below)
        case RoleOf.LEADER | RoleOf.DEPUTY:
            return MEMBER in by or any(each.whose is role.whose for each in openers)
        case RoleOf.CHOSEN:
            return True
        case _:
            return False


def of_a_unit(judged: Judged, name: str) -> bool:
    """Tell whether a role is a post of whatever unit a record is about, where it is about one."""
    role = judged.roles.get(name)
    return role is not None and role.keyed and not judged.manifest.open.about_opener


def _waited(circle: Circle) -> Iterable[Moment]:
    """Give what a circle waits for in the case itself, for the key of what is asked for."""
    found = (grant.after for grant in circle if grant.level is not Level.CONCERNED)
    return dict.fromkeys(after for after in found if after and not after.kind)


def _of_units(judged: Judged, after: Moment) -> bool:
    found = judged.manifest.milestones.get(after.milestone)
    by = [each.element for each in (*found.tasks, *found.every)] if found else []
    by += [found.passed] if found and found.passed else []
    return all(of_units(judged, judged.outline.set_of(element)) for element in by)


def _by_key(judged: Judged, after: Moment) -> bool:
    found = judged.manifest.milestones.get(after.milestone)
    return found is not None and _keyed(judged.outline.set_of, found)


def _keyed(set_of: SetOf, milestone: Milestone) -> bool:
    by = [done.element for done in (*milestone.tasks, *milestone.every)]
    by += [milestone.passed] if milestone.passed else []
    return bool(by) and all(set_of(element) for element in by)


def _records(judged: Judged) -> Iterator[tuple[str, str]]:
    """Give each circle that is named with the elements whose records are under it."""
    for path, name in named_circles(judged):
        yield from ((name, element) for element in _told(judged, str(path[0]), str(path[1])))


def _told(judged: Judged, table: str, row: str) -> list[str]:
    match table:
        case "tasks":
            return [row]
        case "documents":
            return [judged.manifest.documents[row].task]
        case "files":
            asked = judged.outline.tasks.items()
            return [element for element, task in asked if row in task.form.files]
        case _:
            return [OPENING]


def _parts(judged: Judged, name: str, element: str) -> Iterator[frozenset[Level]]:
    """Give the levels of each kind of post that a lane's role may be."""
    role = judged.roles.get(name)
    if role is None or role.whose in {RoleOf.OPENER, RoleOf.SUPERIOR}:
        return  # who opens it is asked above, and who stands above them is found at the opening
    if role.whose not in {RoleOf.KEY, RoleOf.PARTY}:
        yield _levels(judged, name)
        return
    yield frozenset({Level.BLOC, Level.CONCERNED})
    if _with_bodies(judged, judged.outline.set_of(element)):
        yield frozenset({Level.BODIES})


def _levels(judged: Judged, name: str) -> frozenset[Level]:
    """Give the levels of a role to the case itself, which is about no unit but its opener's."""
    role = judged.roles.get(name)
    found = levels_of(role) if role else frozenset({Level.BLOC})
    own = {Level.CONCERNED} if role and Level.OWN_UNIT in found else set()
    return (found | own) - {Level.OWN_UNIT}


def _takes_in(judged: Judged, role: str, levels: Iterable[Level], *, waits: bool) -> bool:
    """Tell whether who may know a case has a level or the role; `waits`: perhaps later.

    The role of a unit is nobody's where nothing is about one.
    """
    granted = [each for each in judged.manifest.known if waits or each.after is None]
    named = not of_a_unit(judged, role)
    return any(each.level in levels or (named and each.role == role) for each in granted)
