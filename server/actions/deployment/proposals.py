"""Propose to publish processes, and withdraw what one has proposed.

What costs time is done between two transactions: `asked_of` says what is to be judged,
`bounded_lint.judge` judges it, and the act that follows looks again at all it rests on.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from server.actions.definitions.deployed import files_hash
from server.actions.deployment import deploy, tell_administrators, trials
from server.actions.deployment.folder_lint import FolderAsked, FolderJudged, asked_beside, shelf_of
from server.actions.people.acting_for import check_stands
from server.config import PROPOSALS_HOLD
from server.domain.administration.repairs import reason_of
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.deployment.proposals import (
    MOST_WAITING,
    DefinitionUnreadable,
    LintFindsNow,
    NothingNew,
    NotYourProposal,
    ProposalOutdated,
    ProposalState,
    PublishedBefore,
    TooManyProposals,
    check_publisher,
    check_settles,
    outdated,
)
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.domain.people.second_person import ProposalSettled
from server.domain.tasks.work import NotThere
from server.engine.calls import name_beside
from server.store import Session
from server.store.blocs import bloc_years
from server.store.database.ids import new_id
from server.store.deployment import proposals, versions
from server.store.deployment.proposals import DefinitionProposalRow, ProposedVersion
from server.store.history import journal
from server.store.identity import invites
from server.store.people.account_proposals import administrators_beside

Hashes = Mapping[str, str]
MOST_LEFT_OUT: Final = 50
"""Names that are kept of files that were not taken."""


def asked_of(
    session: Session, files: Mapping[str, str], product: Mapping[str, str], *, actor: Actor
) -> FolderAsked:
    """Say what an upload is to be judged beside; `product` are the forms of the product.

    Raises NotAdministrator and SeveralProvinces.
    """
    check_publisher(actor, provinces=proposals.provinces(session))
    return asked_beside(session, files, product)


def keep_draft(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    asked: FolderAsked,
    judged: FolderJudged,
    *,
    actor: Actor,
    now: datetime,
    left_out: Sequence[str] = (),
) -> UUID:
    """Keep an upload in which the linter found nothing; what is deployed already is left out.

    `left_out` are what else was sent. Nobody but its proposer sees it yet. Raises as `asked_of`,
    NotYourPost, LintFindsNow, DefinitionUnreadable, NothingNew and PublishedBefore.
    """
    deploy.hold_definitions(session)
    check_acts(session, actor, now)
    check_clean(judged)
    draft = new_id(now)
    proposals.keep_draft(
        session,
        draft,
        _new_versions(session, asked, judged),
        province=actor.province,
        by=actor.person_id,
        name=actor.name,
        left_out=sorted({*left_out, *judged.unused})[:MOST_LEFT_OUT],
        played=trials.written(judged.played),
        now=now,
    )
    return draft


def check_clean(judged: FolderJudged) -> None:
    """Refuse what the linter finds anything in; raises LintFindsNow and DefinitionUnreadable."""
    if judged.found:
        raise LintFindsNow(judged.found)
    for key, error in judged.unreadable.items():
        raise DefinitionUnreadable(key, error)


def _new_versions(
    session: Session, asked: FolderAsked, judged: FolderJudged
) -> Sequence[ProposedVersion]:
    """Give the definitions of a folder that are not what is deployed."""
    newest, shelf = bloc_years.newest_definitions(session), shelf_of(asked.files, asked.product)
    found = [
        _version(key, {name: shelf[name_beside(name)] for name in names}, newest)
        for key, names in judged.members.items()
    ]
    fresh = [each for each in found if each.hash != each.base]
    if not fresh:
        raise NothingNew
    numbers = versions.numbers(session, [each.hash for each in fresh])
    for each in fresh:
        if each.hash in numbers:
            raise PublishedBefore(each.key, numbers[each.hash])
    return fresh


def propose(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    proposal_id: UUID,
    *,
    note: str,
    actor: Actor,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> None:
    """Let what one has uploaded wait for a second administrator, who is told; `note` says why.

    Raises as `asked_of`, NotThere, ProposalSettled, NotYourPost, RepairReasonMissing,
    RepairReasonTooLong, ProposalOutdated and TooManyProposals.
    """
    row = locked(session, proposal_id, actor, now)
    if row.state != ProposalState.DRAFT:
        raise ProposalSettled
    why = reason_of(note)
    check_newest(row, bloc_years.newest_definitions(session))
    proposals.expire(session, now=now)
    if proposals.waiting(session, Reach((row.province,)), now=now) >= MOST_WAITING:
        raise TooManyProposals(MOST_WAITING)
    proposals.propose(session, row.id, note=why, now=now, expires_at=now + hold)
    told: dict[str, Json] = {
        "note": why,
        "until": (now + hold).isoformat(),
        "left_out": [*row.left_out],
        "played": hashlib.sha256(row.played.encode()).hexdigest(),
    }
    note_of(session, row, "definition.proposed", told, actor=actor, now=now)
    tell_administrators.of_proposal(session, row, until=now + hold, actor=actor, now=now)


def withdraw(session: Session, proposal_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take back what one has proposed; raises NotThere, NotYourProposal, ProposalSettled."""
    row = locked(session, proposal_id, actor, now)
    check_settles(ProposalState(row.state), expired=False)
    if row.proposed_by != actor.person_id:
        raise NotYourProposal
    settle(session, row, ProposalState.WITHDRAWN, actor=actor, now=now)
    note_of(session, row, "definition.withdrawn", {}, actor=actor, now=now)


def seen_by(session: Session, proposal_id: UUID, *, actor: Actor) -> DefinitionProposalRow:
    """Return a proposal for who may look at it; a draft is its proposer's. Raises NotThere."""
    return _seen(proposals.find(session, proposal_id), actor)


def _seen(row: DefinitionProposalRow | None, actor: Actor) -> DefinitionProposalRow:
    if row is None or row.province not in actor.reach:
        raise NotThere
    if row.state == ProposalState.DRAFT and row.proposed_by != actor.person_id:
        raise NotThere
    return row


def locked(
    session: Session, proposal_id: UUID, actor: Actor, now: datetime
) -> DefinitionProposalRow:
    """Return a proposal as `seen_by` for who may publish, and keep others from settling it.

    All acts lock in this order: the stream of definitions, then the proposal. Raises as
    `check_acts`, of whom it is asked once nobody else is waited for, and NotThere.
    """
    deploy.hold_definitions(session)
    row = _seen(proposals.lock(session, proposal_id), actor)
    check_acts(session, actor, now)
    return row


def check_acts(session: Session, actor: Actor, now: datetime) -> None:
    """Refuse who may not publish here; raises NotAdministrator, SeveralProvinces, NotYourPost."""
    check_publisher(actor, provinces=proposals.provinces(session))
    check_stands(session, actor=actor, now=now)


def check_newest(row: DefinitionProposalRow, newest: Hashes) -> None:
    """Refuse where another version was published since; raises ProposalOutdated."""
    if keys := outdated(row.bases, newest):
        raise ProposalOutdated(keys)


def _version(key: str, files: Mapping[str, str], newest: Hashes) -> ProposedVersion:
    return ProposedVersion(
        key=key, hash=files_hash(files), base=newest.get(key, ""), files=dict(files)
    )


def settle(  # noqa: PLR0913 - one row, named part by part
    session: Session,
    row: DefinitionProposalRow,
    state: ProposalState,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """Write how a proposal ended, and tell its proposer what another did with it."""
    proposals.settle(session, row.id, state, reason=reason, actor=actor, now=now)
    if state is not ProposalState.WITHDRAWN:
        tell_administrators.of_outcome(session, row, state, actor=actor, now=now)


def note_of(  # noqa: PLR0913 - one event, named part by part
    session: Session,
    row: DefinitionProposalRow,
    kind: str,
    told: Mapping[str, Json],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell history of a proposal."""
    journal.note(
        session,
        stream=deploy.STREAM,
        kind=kind,
        object=f"definition_proposal/{row.id}",
        actor=actor,
        payload={"proposal": str(row.id), "versions": dict(row.versions), **told},
        now=now,
        province=row.province,
    )


def another_could(session: Session, *, actor: Actor, now: datetime) -> bool:
    """Tell whether the province has an administrator who could publish what this one proposes."""
    others = administrators_beside(session, actor.province, {actor.person_id}, today=local_day(now))
    reach = invites.reach(session, {*others, actor.person_id})
    return any(reach[actor.person_id].isdisjoint(reach[other]) for other in others)
