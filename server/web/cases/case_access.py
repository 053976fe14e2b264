"""What the one who looks may see of a case and of the cases before and after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from server.actions.definitions.deployed import rules_of
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.cases.visibility import (
    CaseState,
    Kind,
    Thing,
    Turn,
    Viewer,
    case_known,
    may_see,
)
from server.domain.people.actors import Actor
from server.domain.people.posts import province_of
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.cases import case_pages
from server.store.cases.case_pages import CaseHead, CaseTurns
from server.web.names.history_words import case_name

EVALUATION, AWARD_REVIEW, SUBMISSION = "evaluation", "award_review", "submission"
ORDER = (EVALUATION, AWARD_REVIEW, SUBMISSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A case that a list leaves out, because what it froze is not what it was."""

    case: CaseHead
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One case through the eyes of one post; `chain` holds it and its relatives by kind."""

    case: CaseHead
    rules: CaseRules
    chain: Mapping[str, CaseHead]
    turns: CaseTurns
    viewer: Viewer
    damaged: Sequence[Damaged]
    """Relatives left out of the chain, because what they froze is not what it was."""
    _rules: Mapping[str, CaseRules] = field(repr=False)

    def sees(
        self,
        kind: Kind,
        *,
        of: CaseHead | None = None,
        unit: str = "",
        post: str = "",
        turned: Sequence[Turn] = (),
    ) -> bool:
        """Tell whether a thing of this case, or of a relative, may be shown.

        `unit` it is about, `post` it is of.

        `turned` are the turns of a voting round or a nominee; the case's own are known.
        """
        case = of or self.case
        turns = set(turned)
        if case.adopted_at is not None or case.kind != EVALUATION:
            turns.add(Turn.ADOPTED)
        if unit in self.turns.handed_in:
            turns.add(Turn.HANDED_IN)
        if self.turns.submitted:
            turns.add(Turn.SUBMITTED)
        return may_see(
            thing=Thing(kind=kind, unit=unit, post=post),
            viewer=self.viewer,
            case=CaseState(rules=self._rules[case.rules_digest], turns=frozenset(turns)),
        )

    def rules_of(self, case: CaseHead) -> CaseRules:
        """Return the frozen rules of a relative."""
        return self._rules[case.rules_digest]


def look(session: Session, case_id: UUID, *, actor: Actor) -> Sight:
    """Return a case as somebody may see it; NotThere for a stranger and for what is not there."""
    relatives = case_pages.family(session, case_id)
    case = next((found for found in relatives if found.id == case_id), None)
    if case is None or not visible(session, case, actor=actor):
        raise NotThere
    rules, damaged = _readable(session, _chain(case, relatives, actor))
    chain = {found.kind: found for found in rules}
    return Sight(
        case=case,
        rules=rules[case],
        chain=chain,
        turns=case_pages.turns(session, [found.id for found in chain.values()]),
        viewer=viewer(actor, case.kind),
        damaged=damaged,
        _rules={found.rules_digest: each for found, each in rules.items()},
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
    return case_known(viewer(actor, case.kind), rules_of(session, case.rules_digest))


def known(
    session: Session, cases: Sequence[CaseHead], *, actor: Actor
) -> tuple[list[CaseHead], list[Damaged]]:
    """Sort a list into the cases somebody may know of, and those whose rules cannot be read.

    Who may know of the latter cannot be asked of their rules: they are named in their province.
    """
    shown: list[CaseHead] = []
    damaged: list[Damaged] = []
    for case in cases:
        try:
            if visible(session, case, actor=actor):
                shown.append(case)
        except CaseBroken as broken:
            if province_of(case.bloc_id) == province_of(actor.unit_id):
                damaged.append(Damaged(case=case, error=broken.error))
    return shown, damaged


def damaged_lines(cases: Sequence[Damaged]) -> list[dict[str, str]]:
    """Name each case that a list leaves out, and why."""
    return [
        {
            "name": case_name(each.case.kind, each.case.year),
            "id": str(each.case.id),
            "error": each.error,
        }
        for each in cases
    ]


def viewer(actor: Actor, kind: str) -> Viewer:
    """Say whose eyes look at a case of a kind: the post acted in, where its scope covers that."""
    return Viewer.of(actor.eyes(kind))


def _chain(case: CaseHead, relatives: Sequence[CaseHead], actor: Actor) -> list[CaseHead]:
    """Go back to what the case rests on, and on to what came of it as far as the scope reaches."""
    by_id = {found.id: found for found in relatives}
    found = [case]
    while found[0].previous_id in by_id:
        found.insert(0, by_id[found[0].previous_id])
    while following := [later for later in relatives if later.previous_id == found[-1].id]:
        if not actor.eyes(following[-1].kind):
            break
        found.append(following[-1])
    return found
