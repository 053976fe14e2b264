"""Whether everybody who has begun has the duties their manifest speaks of, and nobody others."""

from collections.abc import Iterator

from server.actions.definitions.deployed import Deployed, deployed, rules_of
from server.actions.steps.duties import due_days
from server.domain.administration.repairs import CaseBroken
from server.domain.manifest.duties import dated
from server.store import Session
from server.store.invariants import CaseWithDuties, versions_in_use, with_duties

MISSING, NOBODYS = "P6 duty missing", "P6 duty of nobody"


def cases_with_duties(session: Session) -> list[CaseWithDuties]:
    """List the cases that have duties, or must have some."""
    found = versions_in_use(session)
    return with_duties(session, [version for version in found if _dated(session, version)])


def wrong_duties(session: Session, case: CaseWithDuties) -> Iterator[tuple[str, str]]:
    """Name the duties of a case that are not there, or nobody's: the breach, and which one."""
    model, rules = deployed(session, case.definition_hash), rules_of(session, case.rules_digest)
    wanted = {
        (milestone, key)
        for process, key in case.begun
        for milestone in due_days(model, case, rules, process=process, key=key)
    }
    for invariant, found in ((MISSING, wanted - case.duties), (NOBODYS, case.duties - wanted)):
        for milestone, key in sorted(found):
            yield invariant, f"{case.id} {milestone}/{key}"


def _dated(session: Session, version: str) -> bool:
    try:
        model: Deployed = deployed(session, version)
    except CaseBroken:
        return False  # a version that cannot be read is a breach of its own
    return any(dated(model.manifest))
