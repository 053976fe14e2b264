"""The lists of persons that secretaries propose: whom an administrator has still to invite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.domain.bloc_draft import document
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_draft.persons import typed_of
from server.domain.deadlines import local_day
from server.domain.people.lineage import Reach
from server.domain.people.pasted_persons import TypedPerson
from server.store import Session
from server.store.blocs import drafted_persons
from server.store.blocs.drafted_persons import DraftWithPersons
from server.store.people import account_proposals, people_admin
from server.web.frame.formats import day
from server.web.names.bloc_draft_words import draft_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedList:
    """What a bloc-year's secretary proposes, without those in their posts or waiting for them."""

    draft_id: UUID
    name: str
    """Its bloc and year."""
    rows: Sequence[TypedPerson]
    done: int
    """How many rows are invited already."""


def listed(session: Session, reach: Reach, *, now: datetime) -> Sequence[ProposedList]:
    """Return the lists of a reach that name anybody."""
    made = (_list(session, each, now=now) for each in drafted_persons.listed(session, reach))
    return [each for each in made if each.rows or each.done]


def typists(
    session: Session, found: ProposedList | None, rows: Sequence[TypedPerson]
) -> Mapping[str, UUID]:
    """Say whose addresses the list's secretary typed: those that nobody has changed since."""
    by = drafted_persons.proposer(session, found.draft_id) if found else None
    if found is None or by is None:
        return {}
    typed = {(row.login, row.email) for row in found.rows if row.email}
    return {row.login: by for row in rows if (row.login, row.email) in typed}


def _list(session: Session, draft: DraftWithPersons, *, now: datetime) -> ProposedList:
    rows = typed_of(document.read(draft.document).get(DraftPart.PERSONS), day)
    there = {login: _posts(session, login, now=now) for login in {row.login for row in rows}}
    left = [row for row in rows if row.post not in there[row.login]]
    return ProposedList(
        draft_id=draft.id,
        name=draft_name(draft.document, draft.bloc_year_id),
        rows=left,
        done=len(rows) - len(left),
    )


def _posts(session: Session, login: str, *, now: datetime) -> set[str]:
    """Name the posts a person holds, today or later, or is proposed for."""
    person = people_admin.by_login(session, login)
    if person is None:
        return set()
    held = people_admin.appointments(session, person_ids=[person.id])
    asked = account_proposals.appointments(session, now=now, person_id=person.id)
    today = local_day(now)
    return {row.post_id for row in held if not row.over_by(today)} | {e.post_id for e in asked}
