"""A case about to be opened: judged beside the cases of its bloc-year, which is locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from server.actions.cases.offers import offered
from server.actions.cases.opening_form import Typed
from server.actions.definitions.deployed import rules_of
from server.actions.definitions.processes import short_name
from server.domain.cases.opening import AlreadyOpened, AnswerTaken, OpenedCase, check_opens
from server.domain.people.actors import Actor
from server.store import Session
from server.store.cases import openings


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A case about to be opened."""

    bloc_year_id: str
    typed: Typed
    slot: str | None
    number: int
    previous: UUID | None
    rules_digest: str
    simulated: bool


def judged(  # noqa: PLR0913 - one judgement, named part by part
    session: Session,
    filled: Typed,
    bloc_year_id: str,
    rules_digest: str,
    actor: Actor | None,
    *,
    simulated: bool,
) -> NewCase:
    """Judge, its bloc-year locked, whether a case may be opened; keep as it is what it follows.

    Without an `actor` the system opens it.
    """
    model = filled.model
    elsewhere = (
        openings.cases_of_other_years(session, bloc_year_id, model.key, simulated=simulated)
        if model.manifest.open.over_years
        else ()
    )
    while True:
        known = openings.cases_of_year(session, bloc_year_id, simulated=simulated)
        before = _followed(
            session, filled, rules_digest, actor, [*elsewhere, *known], simulated=simulated
        )
        if before is None:
            break
        seq, frozen = openings.keep(session, before.id)
        if seq == before.seq:
            rules_digest = frozen  # a year ends by the rules it began with
            break
    return NewCase(
        bloc_year_id=bloc_year_id,
        typed=filled,
        slot=filled.slot(),
        number=1 + sum(case.kind == model.key for case in known),  # with cancelled ones
        previous=before.id if before else None,
        rules_digest=rules_digest,
        simulated=simulated,
    )


def _followed(  # noqa: PLR0913 - one judgement, named part by part
    session: Session,
    filled: Typed,
    rules_digest: str,
    actor: Actor | None,
    known: Sequence[OpenedCase],
    *,
    simulated: bool,
) -> OpenedCase | None:
    """Return the case that a new one follows; None where it follows none."""
    after, rules = filled.model.manifest.open.after, rules_of(session, rules_digest)
    names = {after.kind: short_name(session, after.kind)} if after else {}
    try:
        return check_opens(
            offered(filled.model, names),
            rules=rules,
            actor=actor,
            cases=known,
            slot=filled.slot(),
            simulated=simulated,
        )
    except AlreadyOpened as refusal:
        if not (answers := filled.once(rules)).vi:
            raise
        raise AnswerTaken(refusal.kind, answers) from refusal
