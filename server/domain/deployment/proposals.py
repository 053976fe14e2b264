"""Publishing a process by two persons: one proposes, another looks at the same bytes and publishes.

Definitions are the whole installation's: where it serves several provinces, no two administrators
of one of them publish for the others.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from server.domain.people.actors import Actor
from server.domain.people.administering import check_own_right
from server.domain.people.second_person import ProposalExpired, ProposalSettled
from server.domain.refusals import Refusal

MOST_WAITING = 20
"""Proposals of a province that may wait at a time."""


class ProposalState(StrEnum):
    """What became of a proposal to publish."""

    DRAFT = "draft"
    """Uploaded, and seen by its proposer alone."""
    WAITING = "waiting"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(eq=False)
class LintBusy(Refusal):
    """Another folder is being judged at this moment."""


@dataclass(eq=False)
class LintGaveUp(Refusal):
    """Judging a folder took longer, or more memory, than one upload may."""

    seconds: int


@dataclass(eq=False)
class DefinitionUnreadable(Refusal):
    """The linter finds nothing wrong with a definition, and yet it cannot be read."""

    key: str
    error: str


@dataclass(eq=False)
class NothingNew(Refusal):
    """All that was uploaded is deployed already."""


@dataclass(eq=False)
class PublishedBefore(Refusal):
    """These very bytes are an older version; a version is published once."""

    key: str
    version: int


@dataclass(eq=False)
class TooManyProposals(Refusal):
    """So many proposals wait already that one has to be settled first."""

    limit: int


@dataclass(eq=False)
class SeveralProvinces(Refusal):
    """The installation serves other provinces, too; its operator publishes."""


@dataclass(eq=False)
class ProposalOutdated(Refusal):
    """Another version was published since: the difference that was looked at is another one."""

    keys: tuple[str, ...]


@dataclass(eq=False)
class NotYourProposal(Refusal):
    """Only who proposed withdraws; others reject."""


@dataclass(eq=False)
class DeployedMeanwhile(Refusal):
    """While the linter looked at it, something else was deployed."""


@dataclass(eq=False)
class LookedAtOther(Refusal):
    """What is to be published is not what the page had shown."""


@dataclass(eq=False)
class LintFindsNow(Refusal):
    """What was clean when it was proposed is no longer, beside what was deployed since."""

    count: int


def check_publisher(actor: Actor, *, provinces: Collection[str]) -> None:
    """Refuse who is no administrator of their own right, and who would publish for others, too.

    `provinces` are those of the blocs. Raises NotAdministrator and SeveralProvinces.
    """
    check_own_right(actor)
    if set(provinces) - {*actor.reach.provinces}:
        raise SeveralProvinces


def check_settles(state: ProposalState, *, expired: bool) -> None:
    """Refuse what does not wait; raises ProposalSettled and ProposalExpired."""
    if state is ProposalState.EXPIRED or (state is ProposalState.WAITING and expired):
        raise ProposalExpired
    if state is not ProposalState.WAITING:
        raise ProposalSettled


def outdated(bases: Mapping[str, str], newest: Mapping[str, str]) -> tuple[str, ...]:
    """Name the definitions of which another version is the newest than when it was proposed.

    Both are hashes by key; none, or '', where there is no version.
    """
    return tuple(sorted(key for key, base in bases.items() if newest.get(key, "") != base))


def seal_of(versions: Mapping[str, str]) -> str:
    """Name all that a proposal would publish, hashes by key, by one SHA-256 in hexadecimal."""
    lines = (f"{key} {digest}\n" for key, digest in sorted(versions.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
