"""What a post may open in a bloc-year: now, not yet and why, or no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.actions.blocs.carrying import check_carries
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.processes import processes
from server.domain.blocs.rules import CaseRules
from server.domain.cases.opening import (
    AlreadyOpened,
    Offered,
    OpenedCase,
    check_opens,
    may_open,
)
from server.domain.manifest import ONE_A_YEAR
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.domain.texts.words import Words
from server.store import Session
from server.store.cases import openings


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A process the post opens cases of; `refusal` says why not now."""

    model: Deployed
    refusal: Refusal | None
    before: str = ""
    """The key of the process that comes before it."""

    @property
    def taken(self) -> bool:
        """Whether it stands once in the bloc-year, and is there."""
        return isinstance(self.refusal, AlreadyOpened)


def offers(
    session: Session, bloc_year_id: str, *, rules: CaseRules, actor: Actor
) -> Sequence[Offer]:
    """List the processes a post may open cases of in a bloc-year, in the order of manifests."""
    cases = openings.cases_of_year(session, bloc_year_id, simulated=False)
    return offered_of(processes(session), cases, rules=rules, actor=actor)


def offered_of(
    models: Sequence[Deployed], cases: Sequence[OpenedCase], *, rules: CaseRules, actor: Actor
) -> Sequence[Offer]:
    """The same, of processes and cases that were read already."""
    names = {model.key: model.short for model in models}
    return [
        _offer(model, names, cases, rules=rules, actor=actor)
        for model in models
        if may_open(model.manifest, rules=rules, actor=actor)
    ]


def offered(model: Deployed, names: Mapping[str, Words]) -> Offered:
    """Take a process with what is said while it has to wait."""
    opening = model.manifest.open
    before = opening.after.kind if opening.after else ""
    refused = model.words(opening.refused) if opening.refused else Words("")
    return Offered(
        manifest=model.manifest, refused=refused, before=names.get(before, Words(before))
    )


def _offer(
    model: Deployed,
    names: Mapping[str, Words],
    cases: Sequence[OpenedCase],
    *,
    rules: CaseRules,
    actor: Actor,
) -> Offer:
    opening = model.manifest.open
    slot = "" if opening.one == ONE_A_YEAR else None
    refusal: Refusal | None = None
    try:
        check_opens(
            offered(model, names), rules=rules, actor=actor, cases=cases, slot=slot, simulated=False
        )
        if not opening.after:  # what follows another case has the other's rules
            check_carries(model, rules)
    except Refusal as found:
        refusal = found
    before = opening.after.kind if opening.after else ""
    return Offer(model=model, refusal=refusal, before=before)
