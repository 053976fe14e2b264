"""Open tasks that nobody can do, as the acts would judge who holds their posts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.steps.process_code import judged_units, judging_forms
from server.domain.administration.repairs import CaseBroken
from server.domain.deadlines import local_day
from server.domain.people.lineage import Reach
from server.store import Session
from server.store.people import vacancies
from server.store.people.lineage import EVERYWHERE
from server.store.people.vacancies import Approval, Leaver, Waiting


def nobodys_tasks(
    session: Session,
    *,
    now: datetime,
    reach: Reach | None = EVERYWHERE,
    cases: Collection[UUID] | None = None,
    without: Leaver | None = None,
) -> Sequence[Waiting]:
    """List them as `vacancies.waiting` does; a version nobody can read approves nothing."""
    return vacancies.waiting(
        session,
        approvals=[*_approvals(session)],
        judged=_judged(session, cases),
        today=local_day(now),
        reach=reach,
        cases=cases,
        without=without,
    )


def _judged(session: Session, cases: Collection[UUID] | None) -> Mapping[UUID, frozenset[str]]:
    """Say which units open tasks judge row by row; those that judge none are left out."""
    found = {
        task.id: judged_units(
            session,
            kind=task.kind,
            form=task.form,
            case_id=task.case_id,
            key=task.key,
            rules_digest=task.rules_digest,
        )
        for task in vacancies.judging(session, judging_forms(), cases=cases)
    }
    return {task: units for task, units in found.items() if units}


def _approvals(session: Session) -> Iterator[Approval]:
    for version in vacancies.versions(session):
        try:
            model = deployed(session, version)
        except CaseBroken:
            continue
        for each in model.definition.elements.values():
            if each.approves:
                yield Approval(definition_hash=version, element=each.id, approves=each.approves)
