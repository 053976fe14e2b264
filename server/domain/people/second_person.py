"""What about an account one person alone may not do, and who is a second person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from server.domain.people.actors import Actor, LinkHand
from server.domain.people.posts import Position, position_of
from server.domain.refusals import Refusal


class ProposalKind(StrEnum):
    """What waits for its second person."""

    LINK = "link"
    APPOINTMENT = "appointment"
    RESET = "reset"
    """To take a person's second factor away, where it is lost."""
    DIRECTORY = "directory"
    """To let an account of a directory sign a person in."""


@dataclass(eq=False)
class ProposalWaits(Refusal):
    """The same is proposed already and waits for its second person."""


@dataclass(eq=False)
class NoSuchProposal(Refusal):
    """There is no such proposal in the actor's province."""


@dataclass(eq=False)
class ProposalSettled(Refusal):
    """The proposal was confirmed or declined already."""


@dataclass(eq=False)
class OwnProposal(Refusal):
    """Who proposed a thing cannot confirm it: four eyes."""


@dataclass(eq=False)
class ProposalExpired(Refusal):
    """Nobody confirmed the proposal in time; it has to be made anew."""


@dataclass(eq=False)
class SameHands(Refusal):
    """Both accounts went through the hands of the same: proposer and confirmer may be one."""

    names: tuple[str, ...]


@dataclass(eq=False)
class ProposerLeft(Refusal):
    """Who proposed it administers the province no longer: it would be one administrator's act."""


@dataclass(eq=False)
class AdministratorConfirms(Refusal):
    """The province has another administrator who can confirm; the operator stands in for none."""


def approves(post_id: str, *, home_affairs: bool) -> bool:
    """Tell whether the holder of a post approves, decides, audits or administers.

    Every post does but that of a unit's officer; Home Affairs' officers appraise dossiers.
    """
    return home_affairs or position_of(post_id) != Position.OFFICER


def needs_second(approving: Collection[str], *, actor: Actor | None) -> bool:
    """Tell whether a link or an appointment at these approving posts waits for a second person.

    The operator of the machine, None, makes administrators alone: someone has to be the first.
    """
    alone = {Position.ADMINISTRATOR} if actor is None else set()
    return any(position_of(post) not in alone for post in approving)


def check_other(actor: Actor, *, proposed_by: UUID) -> None:
    """Refuse the proposer, in whatever post: four eyes. Raises OwnProposal."""
    if proposed_by in actor.judged:
        raise OwnProposal


def check_second(
    *, proposed_by: UUID | None, actor: Actor | None, reach: Mapping[UUID, Collection[LinkHand]]
) -> None:
    """Refuse the proposer, and who may be the proposer under another name.

    None is the operator of the machine. Raises OwnProposal, and what `check_hands` does.
    """
    if (actor.person_id if actor else None) == proposed_by:
        raise OwnProposal
    if actor is not None and proposed_by is not None:
        check_hands(reach[proposed_by], reach[actor.person_id])


def check_hands(one: Collection[LinkHand], other: Collection[LinkHand]) -> None:
    """Refuse two accounts that somebody could both have got into: they may be one person.

    Each is told by all through whose hands it went, its own person among them. That somebody sets
    a password of their own changes nothing of it. Raises SameHands.
    """
    if both := set(one) & set(other):
        raise SameHands(tuple(sorted(hand.name for hand in both)))
