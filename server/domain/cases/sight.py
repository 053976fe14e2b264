"""Who sees what of a case: the circles of its manifest, asked by one function.

A circle names levels, each from the start or from a milestone on. What no circle gives somebody
does not exist for them: the page answers 404. An element that nobody declared is seen by the posts
that work in its instance and by the auditor.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from server.domain.blocs.roles import RoleOf
from server.domain.blocs.rules import CaseRules
from server.domain.cases.case_marks import CaseMarks, Mark, RecordFacts
from server.domain.manifest import Circle, Grant, Level, Manifest
from server.domain.manifest.calls import CalledTask
from server.domain.manifest.circles import ALL
from server.domain.manifest.roles import DEPARTMENTS, ORGANISERS, TAKING_PART
from server.domain.people.lane_posts import Facts, post_of_role
from server.domain.people.posts import (
    Position,
    position_of,
    province_of,
    unit_of,
)

AUDIT: Final[Circle] = (Grant(Level.AUDITOR),)
"""All events of a case on one page, and their download."""
OF_ONE: Final[Circle] = (
    *(Grant(Level.ORGANISER), Grant(Level.OWN_UNIT), Grant(Level.WORKERS)),
    *AUDIT,
)
"""What was done for one of those a pool runs for: theirs, and that of who runs the bloc."""
UNDECLARED: Final[Circle] = (Grant(Level.WORKERS), *AUDIT)
_ANY: Final = Manifest(key="", name="", short="", bodies=tuple(TAKING_PART), known=ALL)
"""What stands for every process there may be."""
_OFFICES: Final[Mapping[str, frozenset[str]]] = {
    Position.AUDITOR: frozenset({str(Level.AUDITOR)}),
    Position.ADMINISTRATOR: frozenset({str(Level.ADMINISTRATOR)}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSight(CaseMarks):
    """A case as its circles are asked; `lanes` are the roles of each element's process."""

    rules: CaseRules
    opener: str = ""
    """The post that opened it, where that is known."""
    lanes: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    _held: dict[tuple[str, str], frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _levels: dict[tuple[str, str, str, str, frozenset[str]], frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def roles_of(self, post: str, key: str) -> frozenset[str]:
        """Return the roles that a post is in, for a key; worked out once for each."""
        if (found := self._held.get((post, key))) is None:
            found = self._held[post, key] = frozenset(_roles(post, key, self))
        return found

    def levels_of(self, post: str, record: RecordFacts) -> frozenset[str]:
        """Return how a post stands to a record; worked out once for all that are alike in it."""
        place = (post, record.post, record.key, record.unit, record.lanes)
        if (found := self._levels.get(place)) is None:
            found = self._levels[place] = levels(post, record, self)
        return found


def case_known(
    posts: Collection[str],
    rules: CaseRules,
    manifest: Manifest,
    *,
    opener: str = "",
    marks: Collection[Mark] = (),
) -> bool:
    """Tell whether somebody may know of a case at all; administrators of its province do.

    `marks` are the milestones of the case itself.
    """
    circle = (*manifest.known, Grant(Level.ADMINISTRATOR))
    case = CaseSight(rules=rules, manifest=manifest, marks=marks, opener=opener)
    return sees(circle, whole(case), posts=posts, case=case)


def whole(case: CaseSight) -> RecordFacts:
    """Return what is of the case as a whole: about the unit that opened it, where it is that."""
    return RecordFacts(unit=case.manifest.open.about(case.opener))


def bloc_year_known(posts: Collection[str], rules: CaseRules) -> bool:
    """Tell whether somebody may know of a bloc-year: who can have a part in any of its cases."""
    return case_known(posts, rules, _ANY)


def register_known(posts: Collection[str], rules: CaseRules) -> bool:
    """Tell whether somebody may look into the registers of a bloc: its units, bodies, auditor."""
    return sees(ALL, RecordFacts(), posts=posts, case=CaseSight(rules=rules, manifest=_ANY))


def of_task(manifest: Manifest, element: str) -> Circle:
    """Return who sees the record of a task, and its page."""
    entry = manifest.tasks.get(element)
    return _named(manifest, entry.see if entry else "")


def of_history(manifest: Manifest, element: str) -> Circle:
    """Return who is told by history what was handed in."""
    entry = manifest.tasks.get(element)
    return _named(manifest, (entry.history or entry.see) if entry else "")


def of_remarks(manifest: Manifest, element: str, *, about_unit: bool) -> Circle:
    """Return who reads the remarks on a task."""
    entry = manifest.tasks.get(element)
    if entry is None:
        return UNDECLARED
    call = entry.call if isinstance(entry, CalledTask) else ""
    usual = "remarks_about" if about_unit else "remarks"
    return _named(manifest, entry.remarks or f"{call}{usual}")


def of_file(manifest: Manifest, kind: str, element: str) -> Circle:
    """Return who sees a file: by its kind, and else with the task it was handed in with."""
    circle = manifest.files.get(kind)
    return of_task(manifest, element) if circle is None else _named(manifest, circle)


def from_the_start(circle: Circle) -> Circle:
    """Leave of a circle who was in it from the start, and waited for no milestone."""
    return tuple(grant for grant in circle if grant.after is None)


def of_document(manifest: Manifest, kind: str, element: str) -> Circle:
    """Return who sees a numbered document: by its kind, and else with the task it came with."""
    document = manifest.documents.get(kind)
    return of_task(manifest, element) if document is None else _named(manifest, document.see)


def of_matter(manifest: Manifest, matter: str) -> Circle:
    """Return who sees something the process's package shows; the auditor alone, where unnamed."""
    circle = manifest.matters.get(matter, "")
    return _named(manifest, circle) if circle else AUDIT


def withheld(case: CaseMarks, element: str, *, key: str = "", made_at: datetime) -> bool:
    """Tell whether an event does not tell the auditor what was handed in: a ballot never does.

    Only where the manifest calls its task confidential, when a circle may open it later, or where
    the record is nobody's.
    """
    entry = case.manifest.tasks.get(element)
    record = RecordFacts(element=element, key=key, made_at=made_at)
    if entry is None or not entry.confidential:
        return not case.applies(record)
    return not may_see(of_history(case.manifest, element), {Level.AUDITOR}, record, case)


def sees(circle: Circle, record: RecordFacts, *, posts: Collection[str], case: CaseSight) -> bool:
    """Tell whether somebody who looks with these posts may see a record."""
    return any(
        may_see(circle, case.levels_of(post, record) | concerned(circle, post, case), record, case)
        for post in posts
    )


def may_see(
    circle: Circle, standing: Collection[str], record: RecordFacts, case: CaseMarks
) -> bool:
    """Tell whether somebody of these levels may see a record: the one question of all."""
    granted = any(
        _level(grant) in standing
        and (
            grant.after is None
            or grant.level is Level.CONCERNED
            or case.reached(grant.after, record)
        )
        for grant in circle
    )
    return granted and case.applies(record)


def concerned(circle: Circle, post: str, case: CaseSight) -> frozenset[str]:
    """Return the milestones of a circle that stand for the post's own unit, as levels.

    Which record is asked for makes no difference: they are about one of those it concerns.
    """
    asked = {
        grant.after.milestone: _level(grant)
        for grant in circle
        if grant.level is Level.CONCERNED and grant.after
    }
    unit = unit_of(post)
    if not asked or unit not in case.rules.unit_ids or position_of(post) in _OFFICES:
        return frozenset()
    own = {m.milestone for m in case.marks if m.key == unit and m.kind == case.manifest.key}
    return frozenset(asked[name] for name in asked.keys() & own)


def levels(post: str, record: RecordFacts, case: CaseSight) -> frozenset[str]:
    """Return how a post stands to a record; nothing for a post with no part in the case.

    Auditors and administrators stand to it by their office alone, and only in their province.
    """
    position = position_of(post)
    if position in _OFFICES:
        own = province_of(post) == case.rules.bloc.province
        return _OFFICES[position] if own else frozenset()
    found = _in_bloc(post, record, case.rules) | _in_bodies(post, case)
    if not found:
        return frozenset()
    if post == record.post or record.lanes & case.roles_of(post, record.key):
        found.add(str(Level.WORKERS))
    if post == case.opener:
        found.add(str(Level.OPENER))
    roles = case.roles_of(post, record.unit or record.key)
    return frozenset(found | {f"{Level.ROLE}:{role}" for role in roles})


def _in_bloc(post: str, record: RecordFacts, rules: CaseRules) -> set[str]:
    unit = unit_of(post)
    if unit not in rules.unit_ids:
        return set()
    found = {str(Level.BLOC)}
    if unit == record.unit:
        found.add(str(Level.OWN_UNIT))
    if unit == rules.leader.id and position_of(post) in ORGANISERS:
        found.add(str(Level.ORGANISER))
    return found


def _in_bodies(post: str, case: CaseSight) -> set[str]:
    """The posts that a lane can mean, of the bodies outside the bloc that take part."""
    if DEPARTMENTS in case.manifest.bodies and _of_department(post, case.rules):
        return {str(Level.BODIES)}
    table = case.rules.lanes.roles
    outside = any(
        table[role].whose is RoleOf.BODY and table[role].which in case.manifest.bodies
        for role in case.roles_of(post, "")
    )
    return {str(Level.BODIES)} if outside else set()


def _of_department(post: str, rules: CaseRules) -> bool:
    return unit_of(post) in {body.id for body in rules.bodies.departments or ()}


def _roles(post: str, key: str, case: CaseSight) -> Iterator[str]:
    facts = Facts(opener=case.opener)
    for name, role in case.rules.lanes.roles.items():
        if role.keyed and not key:
            continue
        if post == post_of_role(role, key, case.rules, facts):
            yield name


def _named(manifest: Manifest, name: str) -> Circle:
    return manifest.sight.get(name, UNDECLARED) if name else UNDECLARED


def _level(grant: Grant) -> str:
    if grant.level is Level.CONCERNED:
        return f"{grant.level}:{grant.after}"
    return f"{grant.level}:{grant.role}" if grant.level is Level.ROLE else str(grant.level)
