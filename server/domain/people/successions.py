"""Whether it may be entered that a province follows another."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from server.domain.people.lineage import Lineage, Succession
from server.domain.people.posts import province_of
from server.domain.refusals import Refusal

_PROVINCE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_DECISION: Final = 300


@dataclass(eq=False)
class NoSuchProvince(Refusal):
    """No unit here is of the province that is to be followed, or the other's id is none."""

    province: str


@dataclass(eq=False)
class FollowedAlready(Refusal):
    """A province is followed by one other; that would have to be taken back first."""

    successor: str


@dataclass(eq=False)
class FollowsItself(Refusal):
    """A province cannot follow itself, by way of others neither."""


@dataclass(eq=False)
class SuccessionDecisionMissing(Refusal):
    """Which paper says so is not given, or at greater length than is kept."""


@dataclass(eq=False)
class UnitOfNeither(Refusal):
    """A unit is not there, or not of the province it is named for."""

    unit: str


@dataclass(eq=False)
class UnitTwice(Refusal):
    """A former unit was taken over by one other, not by two."""

    unit: str


@dataclass(eq=False)
class NotFollowed(Refusal):
    """Nothing says that this province is followed by another."""


@dataclass(eq=False)
class SuccessionReasonMissing(Refusal):
    """Taking it back says why: offices lose their sight of a whole province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredBefore:
    """What stands here already: all that was entered, and the units there are."""

    entered: Collection[Succession]
    units: Collection[str]


def check_succession(said: Succession, known: EnteredBefore, *, decision: str) -> None:
    """Refuse a succession that names what is not there, or that leads back to itself.

    Raises NoSuchProvince, FollowsItself, FollowedAlready, SuccessionDecisionMissing, UnitOfNeither
    and UnitTwice.
    """
    if not decision or len(decision) > LONGEST_DECISION:
        raise SuccessionDecisionMissing
    _check_provinces(said, known)
    _check_units(said, known)


def _check_provinces(said: Succession, known: EnteredBefore) -> None:
    if said.province not in {province_of(unit) for unit in known.units}:
        raise NoSuchProvince(said.province)
    if not _PROVINCE.fullmatch(said.successor):
        raise NoSuchProvince(said.successor)
    for row in known.entered:
        if row.province == said.province:
            raise FollowedAlready(row.successor)
    if said.province in Lineage((*known.entered,)).kin(said.successor):
        raise FollowsItself


def _check_units(said: Succession, known: EnteredBefore) -> None:
    seen: set[str] = set()
    for former, into in said.units:
        for unit, province in ((former, said.province), (into, said.successor)):
            if unit not in known.units or province_of(unit) != province:
                raise UnitOfNeither(unit)
        if former in seen:
            raise UnitTwice(former)
        seen.add(former)
