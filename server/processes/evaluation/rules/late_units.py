"""What becomes of units that are late: out of this year's evaluation, or awaited further."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from server.domain.answers import Answers, FormValue
from server.domain.mistakes import MistakeCode
from server.domain.people.posts import check_own_unit


class LatePoints(StrEnum):
    """What the leader decides on points that others have not given yet."""

    LEAVE_OUT = "leave_out"
    WAIT = "wait"


class LateChoice(StrEnum):
    """What the leader decides on a unit past the deadline."""

    TAKE_OUT = "take_out"
    WAIT = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A late unit leaves this year's evaluation, with the reason."""

    unit: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The case goes on without the points of a unit or body, for the reason."""

    party: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateDecision:
    """Who is taken out, whose points are left out; for the others the wait goes on until a day."""

    out: tuple[TakenOut, ...]
    left_out: tuple[LeftOut, ...]
    until: dt.date | None


WITH_THE_BLOC = frozenset({"appraising", "appraising_2", "appraised"})
"""Sheets the unit has handed in and the bloc has not given back: nothing is late about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """The units at the deadline: still awaited, handed in but not through yet, and through.

    `parties` are those whose points for others are still awaited, `gave` those whose are there.
    """

    late: tuple[str, ...]
    handed_in: frozenset[str] = frozenset()
    arrived: frozenset[str] = frozenset()
    parties: tuple[str, ...] = ()
    gave: tuple[str, ...] = ()


def check_late(
    *, awaited: Awaited, value: FormValue, today: dt.date, person_units: Collection[str]
) -> LateDecision:
    """Take the leader's decision on each late unit: out with a reason, or wait until a coming day.

    A unit that the form does not name is waited for; one that came in meanwhile needs no decision.
    Raises OwnUnit where the person would take out a unit of their own, Mistakes for the rest, a
    unit taken out that has handed in among them.
    """
    answers = Answers.of(value)
    came = [unit for unit in answers.under("units").value if unit in awaited.arrived]
    chosen = [
        (unit, row, row.choice("decision", LateChoice) if row.value else LateChoice.WAIT)
        for unit, row in answers.under("units").rows([*awaited.late, *came])
    ]
    for unit, row, choice in chosen:
        if choice is LateChoice.TAKE_OUT and unit in awaited.arrived | awaited.handed_in:
            row.mistake("decision", MistakeCode.HANDED_IN)
    out = tuple(
        TakenOut(unit=unit, reason=row.reason())
        for unit, row, choice in chosen
        if choice is LateChoice.TAKE_OUT
    )
    for taken in out:
        check_own_unit(taken.unit, person_units)
    left_out, waits_for_points = _points(awaited, answers)
    waits = any(choice is LateChoice.WAIT for unit, _, choice in chosen if unit in awaited.late)
    waits = waits or waits_for_points
    until = answers.coming_date("until", today) if waits else None
    answers.found.refuse()
    return LateDecision(out=out, left_out=left_out, until=until)


def _points(awaited: Awaited, answers: Answers) -> tuple[tuple[LeftOut, ...], bool]:
    """Take the decision on points of others: who is left out, and whether anybody is awaited.

    Whom the form does not name is waited for; whose points came in meanwhile needs no decision.
    """
    asked = answers.under("parties")
    came = [party for party in asked.value if party in awaited.gave]
    chosen = [
        (party, row, row.choice("decision", LatePoints) if row.value else LatePoints.WAIT)
        for party, row in asked.rows([*awaited.parties, *came])
        if party in awaited.parties
    ]
    out = tuple(
        LeftOut(party=party, reason=row.reason())
        for party, row, choice in chosen
        if choice is LatePoints.LEAVE_OUT
    )
    return out, any(choice is LatePoints.WAIT for _, _, choice in chosen)
