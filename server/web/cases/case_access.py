"""What the one who looks may see of a case and of the cases before and after it."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from server.actions.definitions.deployed import rules_of
from server.actions.definitions.seeing import manifest_of, sight_of
from server.actions.steps.conditions import CaseOpening, conditions
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.cases import sight
from server.domain.cases.case_marks import Mark, RecordFacts
from server.domain.cases.sight import CaseSight, case_known
from server.domain.manifest import Circle
from server.domain.people.actors import Actor
from server.domain.people.posts import Position, province_of, unit_of
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.cases import case_lines, case_pages
from server.store.cases.case_pages import CaseHead
from server.web.cases import untold_steps
from server.web.cases.diagram.model import diagram_of
from server.web.names.case_titles import case_title
from server.web.requests import context


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A case that a list leaves out, because what it froze is not what it was."""

    case: CaseHead
    error: str


ANY = RecordFacts()
"""What is of the case as a whole."""


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One case through the eyes of one post; `chain` holds it among its relatives by kind."""

    case: CaseHead
    rules: CaseRules
    chain: Mapping[str, CaseHead]
    """Those of its line, of each kind the newest."""
    relatives: Sequence[CaseHead]
    """All it rests on, and all that came of it, itself left out."""
    posts: frozenset[str]
    damaged: Sequence[Damaged]
    """Relatives left out of the chain, because what they froze is not what it was."""
    _of: Mapping[UUID, CaseSight] = field(repr=False)

    @cached_property
    def untold(self) -> frozenset[str]:
        """The steps of the case that they are told nothing of."""
        drawn = diagram_of(context.session(), self.case.definition_hash, self.case.definition_key)
        return untold_steps.untold(self.of(), self.posts, drawn)

    def sees(
        self, circle: Circle, record: RecordFacts = ANY, *, of: CaseHead | None = None
    ) -> bool:
        """Tell whether a record of this case, or of a relative, may be shown."""
        return sight.sees(circle, record, posts=self.posts, case=self.of(of))

    @property
    def about(self) -> str:
        """The unit that the case is about; empty where that is the bloc."""
        return sight.whole(self.of()).unit

    def tells(self, *, of: CaseHead | None = None) -> bool:
        """Tell whether it may be told who did what when, without what was handed in."""
        case = self.of(of)
        return self.sees(case.manifest.known, sight.whole(case), of=of)

    @property
    def audits(self) -> bool:
        """Whether they look through all events."""
        return self.sees(sight.AUDIT)

    def matter(
        self,
        name: str,
        *,
        of: CaseHead,
        unit: str = "",
        key: str = "",
        opened_at: datetime | None = None,
    ) -> bool:
        """Tell whether something that a process's package shows may be shown of a case."""
        record = RecordFacts(unit=unit, key=key or unit, opened_at=opened_at)
        return self.sees(sight.of_matter(self.of(of).manifest, name), record, of=of)

    def task(self, element: str, *, of: CaseHead, key: str, unit: str = "") -> bool:
        """Tell whether the record of a task may be shown, of this case or of a relative."""
        circle = sight.of_task(self.of(of).manifest, element)
        return self.sees(circle, self.record(element, of=of, key=key, unit=unit), of=of)

    def file(self, kind: str, element: str, *, of: CaseHead, key: str = "") -> bool:
        """Tell whether files of a kind may be shown that came with a task, about a unit."""
        circle = sight.of_file(self.of(of).manifest, kind, element)
        return self.sees(circle, self.record(element, of=of, key=key, unit=key), of=of)

    def history(
        self, element: str, *, key: str = "", unit: str = "", made_at: datetime | None = None
    ) -> bool:
        """Tell whether history tells what was handed in with a task of this case."""
        record = replace(self.record(element, key=key, unit=unit), made_at=made_at)
        return self.sees(sight.of_history(self.of().manifest, element), record)

    def document(self, kind: str, *, key: str, element: str = "") -> bool:
        """Tell whether a document of this case may be shown; `element` made it, where known."""
        manifest = self.of().manifest
        declared = manifest.documents.get(kind)
        made_by = element or (declared.task if declared else "")
        circle = sight.of_document(manifest, kind, made_by)
        return self.sees(circle, self.record(made_by, key=key, unit=self._unit_of(key)))

    def _unit_of(self, key: str) -> str:
        """Name the unit that a document by this key is about: itself, else that of the case."""
        if not key:
            return self.about
        return key if key in self.rules.unit_ids else ""

    def record(
        self, element: str, *, of: CaseHead | None = None, key: str = "", unit: str = ""
    ) -> RecordFacts:
        """Return the record of an element, of this case or of a relative."""
        lanes = self.of(of).lanes.get(element, frozenset())
        return RecordFacts(element=element, key=key, unit=unit, lanes=lanes)

    def of(self, case: CaseHead | None = None) -> CaseSight:
        """Return what decides who sees what of this case, or of a relative."""
        return self._of[(case or self.case).id]

    def rules_of(self, case: CaseHead) -> CaseRules:
        """Return the frozen rules of a relative."""
        return self._of[case.id].rules


def look(session: Session, case_id: UUID, *, actor: Actor) -> Sight:
    """Return a case as somebody may see it; NotThere for a stranger and for what is not there."""
    return _seen(session, case_id, case_pages.families(session, [case_id]), actor)


def looks(session: Session, case_ids: Collection[UUID], *, actor: Actor) -> Mapping[UUID, Sight]:
    """Return those of these cases that somebody may know of, with one statement."""
    found: dict[UUID, Sight] = {}
    cases = case_pages.families(session, case_ids) if case_ids else ()
    for relatives in case_lines.apart(cases):
        for case_id in sorted({case.id for case in relatives} & set(case_ids)):
            with suppress(NotThere, CaseBroken):
                found[case_id] = _seen(session, case_id, relatives, actor)
    return found


def _seen(session: Session, case_id: UUID, relatives: Sequence[CaseHead], actor: Actor) -> Sight:
    case = next((found for found in relatives if found.id == case_id), None)
    if case is None or not visible(session, case, actor=actor):
        raise NotThere
    rules, damaged = _readable(session, case_lines.family(case, relatives, actor.eyes))
    return Sight(
        case=case,
        rules=rules[case],
        chain=case_lines.newest_line(case, [*rules], actor.eyes),
        relatives=[found for found in rules if found is not case],
        posts=actor.eyes(case.kind),
        damaged=damaged,
        _of={
            found.id: _sight(
                session, found, each, case_lines.line_marks(found, [*rules], actor.eyes)
            )
            for found, each in rules.items()
        },
    )


def _sight(
    session: Session, case: CaseHead, rules: CaseRules, marks: tuple[Mark, ...]
) -> CaseSight:
    opener = case.opened_post or ""
    opened = CaseOpening(opened_at=case.opened_at, opened_post=opener, opening=case.opening)
    return sight_of(
        session,
        case.definition_hash,
        case.kind,
        rules=rules,
        marks=marks,
        opener=opener,
        applies=conditions(session, case.definition_hash, opened, rules),
    )


def _readable(
    session: Session, cases: Sequence[CaseHead]
) -> tuple[dict[CaseHead, CaseRules], list[Damaged]]:
    """Read the rules of each case, and name those whose rules cannot be read."""
    rules: dict[CaseHead, CaseRules] = {}
    damaged: list[Damaged] = []
    for case in cases:
        try:
            rules[case] = rules_of(session, case.rules_digest)
        except CaseBroken as broken:
            damaged.append(Damaged(case=case, error=broken.error))
    return rules, damaged


def visible(session: Session, case: CaseHead, *, actor: Actor) -> bool:
    """Tell whether somebody may know of a case."""
    manifest = manifest_of(session, case.definition_hash, case.kind)
    return case_known(
        actor.eyes(case.kind),
        rules_of(session, case.rules_digest),
        manifest,
        opener=case.opened_post or "",
        marks=case.marks,
    )


def roster(actor: Actor) -> Collection[str] | None:
    """Name the units one of which is on the roster of any case they may know of; None for any."""
    everywhere = actor.position in {Position.AUDITOR, Position.ADMINISTRATOR}
    return None if everywhere else {unit_of(post) for post in actor.looks_as}


def known(
    session: Session, cases: Sequence[CaseHead], *, actor: Actor
) -> tuple[list[CaseHead], list[Damaged]]:
    """Sort a list into the cases somebody may know of, and those whose rules cannot be read.

    Who may know of the latter cannot be asked of their rules: who reaches their province does.
    """
    shown: list[CaseHead] = []
    damaged: list[Damaged] = []
    for case in cases:
        try:
            if visible(session, case, actor=actor):
                shown.append(case)
        except CaseBroken as broken:
            if province_of(case.bloc_id) in actor.reach:
                damaged.append(Damaged(case=case, error=broken.error))
    return shown, damaged


def sights(
    session: Session, cases: Sequence[CaseHead], *, actor: Actor
) -> tuple[dict[UUID, CaseSight], list[Damaged]]:
    """Return what decides who sees what of each case of a bloc-year that somebody may know of.

    The cases come with their milestones; those whose rules cannot be read are named apart.
    """
    shown, damaged = known(session, cases, actor=actor)
    return {
        case.id: _sight(
            session,
            case,
            rules_of(session, case.rules_digest),
            case_lines.line_marks(case, cases, actor.eyes),
        )
        for case in shown
    }, damaged


def sight_alone(session: Session, case: CaseHead) -> CaseSight:
    """Return what decides who sees what of a case, by its own milestones; raises CaseBroken.

    What waits for a milestone of another case of its chain stays closed.
    """
    return _sight(session, case, rules_of(session, case.rules_digest), tuple(case.marks))


def damaged_lines(cases: Sequence[Damaged]) -> list[dict[str, str]]:
    """Name each case that a list leaves out, and why."""
    return [
        {"name": case_title(each.case), "id": str(each.case.id), "error": each.error}
        for each in cases
    ]
