"""Open tasks that nobody can do, as the acts would judge who holds their posts."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.deadlines import local_day
from server.store import Session
from server.store.people import vacancies
from server.store.people.vacancies import Approval, Leaver, Waiting


def nobodys_tasks(
    session: Session,
    *,
    now: datetime,
    province: str = "",
    case_id: UUID | None = None,
    without: Leaver | None = None,
) -> Sequence[Waiting]:
    """List them as `vacancies.waiting` does; a version nobody can read approves nothing."""
    return vacancies.waiting(
        session,
        approvals=[*_approvals(session)],
        today=local_day(now),
        province=province,
        case_id=case_id,
        without=without,
    )


def _approvals(session: Session) -> Iterator[Approval]:
    for version in vacancies.versions(session):
        try:
            model = deployed(session, version)
        except CaseBroken:
            continue
        for each in model.definition.elements.values():
            if each.approves:
                yield Approval(definition_hash=version, element=each.id, approves=each.approves)
