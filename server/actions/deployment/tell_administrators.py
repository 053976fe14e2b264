"""Write to administrators about processes that wait to be published, and what became of them."""

from datetime import datetime
from uuid import UUID

from server.actions.definitions.deployed import build
from server.domain.deadlines import local_day
from server.domain.deployment.proposals import ProposalState
from server.domain.people.actors import Actor
from server.domain.texts.words import Words
from server.mail import letters
from server.store import Session
from server.store.deployment import proposals
from server.store.deployment.proposals import DefinitionProposalRow
from server.store.mail import outbox
from server.store.people.account_proposals import administrators_beside


def of_proposal(
    session: Session, row: DefinitionProposalRow, *, until: datetime, actor: Actor, now: datetime
) -> None:
    """Tell the other administrators of the province that something waits for one of them."""
    letter = letters.publishing_proposed(Words(actor.name), names_of(session, row), until)
    others = administrators_beside(session, row.province, {row.proposed_by}, today=local_day(now))
    for person_id in sorted(others):
        _write(session, person_id, letter, row, key=f"publishing/{row.id}", now=now)


def of_outcome(
    session: Session,
    row: DefinitionProposalRow,
    state: ProposalState,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell who proposed it that another has published or rejected it."""
    letter = letters.publishing_settled(
        Words(actor.name),
        names_of(session, row),
        published=state is ProposalState.PUBLISHED,
    )
    _write(session, row.proposed_by, letter, row, key=f"publishing/{row.id}/{state}", now=now)


def names_of(session: Session, row: DefinitionProposalRow) -> Words:
    """Name the processes of a proposal as their own manifests do."""
    found = [build(each.key, each.files).short for each in proposals.versions(session, row.id)]
    return Words("; ".join(each.vi for each in found), "; ".join(each.text("en") for each in found))


def _write(  # noqa: PLR0913 - one letter, named part by part
    session: Session,
    person_id: UUID,
    letter: letters.Letter,
    row: DefinitionProposalRow,
    *,
    key: str,
    now: datetime,
) -> None:
    outbox.write_to_person(
        session,
        person_id,
        subject=letter.subject,
        body=letter.body,
        key=key,
        kind=letters.LetterKind.DEFINITION,
        path=path_of(row.id),
        now=now,
    )


def path_of(proposal_id: UUID) -> str:
    """Return the page of a proposal."""
    return f"/operations/proposals/{proposal_id}"
