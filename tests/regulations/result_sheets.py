"""The papers as bloc-year files, and what somebody worked out by hand from each of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, TypeAlias

from server.domain.bloc_file import BlocYearFile, parse, to_rules
from server.domain.blocs.rules import CaseRules
from server.processes.evaluation.rules.facts import FactsOfUnit, UnitFact

FOLDER: Final = Path(__file__).parent
PAPERS: Final = (
    "thousand-points-2018",
    "city-districts-2008",
    "ward-unions-2017",
    "grassroots-unions-2016",
    "police-cluster-2025",
)
NOT_APPLICABLE: Final = "n/a"
NOT_ASKED: Final = "not asked"
"""Of a criterion that was decided beforehand not to be for the unit."""

Entry: TypeAlias = str | Mapping[str, str]
"""Points, or the figures that they are worked out from: `actual`, `target`."""
Sheets: TypeAlias = Mapping[str, Mapping[str, Entry]]
"""What is entered by unit and criterion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet:
    """One unit's line of a result sheet: what is entered by criterion, and what it comes to.

    `conditions` are those it comes under, each with the parts and criteria that fall short. Who is
    excluded has no rank and no grade. `facts` are declared of it, by condition.
    """

    id: str
    entered: Mapping[str, Entry]
    parts: Mapping[str, Decimal]
    total: Decimal
    final: Fraction
    rank: int | None
    grade: str | None
    conditions: Mapping[str, list[str]]
    facts: FactsOfUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateVotes:
    """How the units present vote on a candidate, the rest blank, and the base of its percentage."""

    unit: str
    yes: int
    no: int
    base: int
    round: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a vote stands: the round, the award, the candidate."""

    round: int
    award: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardSheet:
    """One award of a result sheet: who may be proposed, the vote, and who is nominated."""

    id: str
    eligible: frozenset[str]
    votes: tuple[CandidateVotes, ...]
    nominated: tuple[str, ...]
    for_council: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineeSheet:
    """What the Council is told of a nominee, and what that comes to."""

    nominee: str
    yes: int
    written: int
    written_yes: int
    recused: int
    counted: int
    base: int
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilSheet:
    """The Council's meeting: how many were there, and the vote on each nominee."""

    present: int
    nominees: tuple[NomineeSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSheet:
    """All that was worked out by hand from one paper; `present` are the first units of the file."""

    present: int
    units: tuple[UnitSheet, ...]
    awards: tuple[AwardSheet, ...]
    council: CouncilSheet | None

    def votes(self, at: Place) -> CandidateVotes:
        """Return the votes on a candidate; raises KeyError where the sheet foresees none."""
        return self.all_votes[at]

    @property
    def entered(self) -> Sheets:
        """What is entered by unit and criterion."""
        return {unit.id: unit.entered for unit in self.units}

    @property
    def facts(self) -> Mapping[str, FactsOfUnit]:
        """What is declared by unit and condition."""
        return {unit.id: unit.facts for unit in self.units}

    @property
    def all_votes(self) -> Mapping[Place, CandidateVotes]:
        """All votes of the sheet by their place."""
        return {
            Place(vote.round, award.id, vote.unit): vote
            for award in self.awards
            for vote in award.votes
        }


def source(paper: str) -> str:
    """Return the text of a paper's bloc-year file."""
    return (FOLDER / f"{paper}.toml").read_text(encoding="utf-8")


def rules_of(paper: str) -> CaseRules:
    """Read a paper's file as the product does; it must have no mistakes."""
    file = parse(source(paper))
    assert isinstance(file, BlocYearFile), file
    return to_rules(file)


def result_sheet(paper: str) -> ResultSheet:
    """Read what was worked out by hand from a paper."""
    data = tomllib.loads((FOLDER / f"{paper}.results.toml").read_text(encoding="utf-8"))
    return ResultSheet(
        present=data["present"],
        units=tuple(_unit(row) for row in data["units"]),
        awards=tuple(_award(row) for row in data["awards"]),
        council=_council(data["council"]) if "council" in data else None,
    )


def _council(row: Mapping[str, Any]) -> CouncilSheet:
    return CouncilSheet(
        present=row["present"],
        nominees=tuple(NomineeSheet(**nominee) for nominee in row["nominees"]),
    )


def _unit(row: Mapping[str, Any]) -> UnitSheet:
    return UnitSheet(
        id=row["id"],
        entered=row["entered"],
        parts={part: Decimal(points) for part, points in row["parts"].items()},
        total=Decimal(row["total"]),
        final=Fraction(row["final"]),
        rank=row.get("rank"),
        grade=row.get("grade"),
        conditions=row.get("conditions", {}),
        facts={
            condition: UnitFact(unit=row["id"], condition=condition, **paper)
            for condition, paper in row.get("facts", {}).items()
        },
    )


def _award(row: Mapping[str, Any]) -> AwardSheet:
    return AwardSheet(
        id=row["id"],
        eligible=frozenset(row["eligible"]),
        votes=tuple(CandidateVotes(**vote) for vote in row["votes"]),
        nominated=tuple(row["nominated"]),
        for_council=tuple(row.get("for_council", ())),
    )
