"""Publish, or reject, what another administrator proposed: the very bytes that were looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.actions.definitions.deployed import files_hash
from server.actions.deployment import deploy
from server.actions.deployment.folder_lint import FolderAsked, FolderJudged, asked_beside
from server.actions.deployment.proposals import check_clean, check_newest, locked, note_of, settle
from server.actions.people.proposer import check_proposer
from server.domain.administration.repairs import reason_of
from server.domain.canonical import Json
from server.domain.deployment.proposals import (
    DeployedMeanwhile,
    LookedAtOther,
    ProposalState,
    check_settles,
    seal_of,
)
from server.domain.people.actors import Actor
from server.domain.people.second_person import check_hands, check_other
from server.engine.calls import name_beside
from server.store import Session
from server.store.blocs import bloc_years
from server.store.deployment import proposals
from server.store.deployment.proposals import DefinitionProposalRow, ProposedVersion
from server.store.identity import invites

Hashes = Mapping[str, str]


def asked_again(
    session: Session, proposal_id: UUID, *, seen: str, actor: Actor, now: datetime
) -> tuple[FolderAsked, Hashes]:
    """Say what a proposal is to be judged beside now, and what is the newest of each definition.

    `seen` seals what the page showed. What a version has frozen of the processes it calls stands
    beside it again, as it was uploaded. Raises what `publish` does but for what the linter finds.
    """
    found = _to_publish(session, proposal_id, seen=seen, actor=actor, now=now)
    files: dict[str, str] = {}
    for each in found.versions:
        files |= {name_beside(name): text for name, text in each.files.items()}
    return asked_beside(session, files), found.newest


def publish(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    proposal_id: UUID,
    judged: FolderJudged,
    *,
    beside_newest: Hashes,
    seen: str,
    actor: Actor,
    now: datetime,
) -> Sequence[str]:
    """Publish what another administrator proposed; return the hashes of the new versions.

    `judged` is what the linter says of it beside `beside_newest`. Raises as `asked_of`, NotThere,
    NotYourPost, ProposalSettled, ProposalExpired, OwnProposal, SameHands, ProposerLeft,
    ProposalOutdated, LookedAtOther, DeployedMeanwhile, LintFindsNow and DefinitionUnreadable.
    """
    found = _to_publish(session, proposal_id, seen=seen, actor=actor, now=now)
    row = found.row
    check_proposer(session, row.proposed_by, province=row.province, now=now)
    if found.newest != beside_newest:
        raise DeployedMeanwhile
    check_clean(judged)
    proposer: dict[str, Json] = {"person": str(row.proposed_by), "name": row.proposed_name}
    told: dict[str, Json] = {"proposal": str(row.id), "proposed_by": proposer, "note": row.note}
    done = []
    for each in found.versions:
        proposed = deploy.ByProposal(id=row.id, told=told)
        made, _ = deploy.freeze(
            session, each.key, each.files, actor=actor, now=now, proposed=proposed
        )
        done.append(made.hash)
    settle(session, row, ProposalState.PUBLISHED, actor=actor, now=now)
    return done


def reject(
    session: Session, proposal_id: UUID, *, reason: str, actor: Actor, now: datetime
) -> None:
    """Reject what another administrator proposed, also what nobody settled in time.

    Raises as `publish`, RepairReasonMissing and RepairReasonTooLong.
    """
    row = locked(session, proposal_id, actor, now)
    check_settles(ProposalState(row.state), expired=False)
    check_other(actor, proposed_by=row.proposed_by)
    why = reason_of(reason)
    settle(session, row, ProposalState.REJECTED, actor=actor, now=now, reason=why)
    note_of(session, row, "definition.rejected", {"reason": why}, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class _Publishable:
    """A proposal that may be published, its versions, and the newest of each definition now."""

    row: DefinitionProposalRow
    versions: Sequence[ProposedVersion]
    newest: Hashes


def _to_publish(
    session: Session, proposal_id: UUID, *, seen: str, actor: Actor, now: datetime
) -> _Publishable:
    row = locked(session, proposal_id, actor, now)
    check_settles(ProposalState(row.state), expired=row.over_by(now))
    check_other(actor, proposed_by=row.proposed_by)
    reach = invites.reach(session, {row.proposed_by, actor.person_id})
    check_hands(reach[row.proposed_by], reach[actor.person_id])
    newest = bloc_years.newest_definitions(session)
    check_newest(row, newest)
    versions = proposals.versions(session, row.id)
    kept = {each.key: files_hash(each.files) for each in versions}
    if kept != row.versions or seal_of(kept) != seen:
        raise LookedAtOther
    return _Publishable(row, versions, newest)
