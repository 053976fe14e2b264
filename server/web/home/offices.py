"""The desks of who does no work of the bloc: administrators and auditors."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from server.domain.people.posts import Position
from server.store.cases.case_pages import CaseHead
from server.web.home.administering import AdministratorsDesk, administrators_desk
from server.web.home.auditing import AuditorsDesk, auditors_desk
from server.web.requests.context import actor

Desk: TypeAlias = AdministratorsDesk | AuditorsDesk
OFFICES = frozenset({Position.ADMINISTRATOR, Position.AUDITOR})


def desk(cases: Sequence[CaseHead] = (), units: Mapping[str, str] | None = None) -> Desk | None:
    """Return the desk of the post acted in; None for posts that work on cases.

    `cases` are those of the year that is shown, `units` the names of its units.
    """
    if actor().position == Position.ADMINISTRATOR:
        return administrators_desk()
    return auditors_desk(cases, units or {}) if actor().position == Position.AUDITOR else None
