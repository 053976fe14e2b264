"""Builds the rules of a bloc of five units for the tests of the domain; all numbers are samples."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from server.domain.blocs.quorum import Roll
from server.domain.blocs.rules import (
    Award,
    Base,
    Bloc,
    BlocKind,
    BlocRole,
    Bodies,
    Body,
    CaseRules,
    CouncilVoting,
    Criterion,
    Eligibility,
    EvidenceRule,
    MemberUnit,
    NotApplicable,
    Quorum,
    QuorumBase,
    QuotaRow,
    Rounding,
    ScoreTable,
    Section,
    SectionKind,
    SelfVote,
    Threshold,
    TieRule,
    Voting,
    VotingMode,
    Words,
)
from server.domain.mistakes import Mistakes

TODAY = dt.date(2024, 12, 16)
LEADER, DEPUTY, SCHOOL, PRESS, RADIO = UNITS = (
    "p/khcn",
    "p/bdt",
    "p/gddt",
    "p/tttt",
    "p/ptth",
)
_ROLES = {LEADER: BlocRole.LEADER, DEPUTY: BlocRole.DEPUTY}


def criterion(name: str, maximum: str, *, evidence: str = "optional") -> Criterion:
    """Make a criterion."""
    return Criterion(
        id=name,
        code=name,
        name=Words(name),
        max_points=Decimal(maximum),
        evidence=EvidenceRule(evidence),
    )


def section(name: str, kind: str, *criteria: Criterion) -> Section:
    """Make a section."""
    return Section(id=name, code=name, name=Words(name), kind=SectionKind(kind), criteria=criteria)


def table(**changes: Any) -> ScoreTable:  # noqa: ANN401 - any field of the table
    """Make a table of 100 points: two normal sections, a bonus of 10, a deduction of 5."""
    made = ScoreTable(
        sample=True,
        not_applicable=NotApplicable.EXCLUDE,
        decimals=2,
        rounding=Rounding.HALF_UP,
        bonus_may_exceed=True,
        sections=(
            section(
                "s1", "normal", criterion("a", "40", evidence="required"), criterion("b", "20")
            ),
            section("s2", "normal", criterion("c", "40")),
            section("s3", "bonus", criterion("bonus", "10")),
            section("s4", "deduction", criterion("late", "5")),
        ),
    )
    return replace(made, **changes)


def voting(**changes: Any) -> Voting:  # noqa: ANN401 - any field of the voting rules
    """Make voting rules: open, two thirds of all, more than half of all, no self-vote."""
    made = Voting(
        mode=VotingMode.OPEN,
        quorum=Quorum(numerator=2, denominator=3, base=QuorumBase.ALL),
        threshold=threshold(),
        self_vote=SelfVote.FORBID,
        tie_rule=(TieRule.FINAL_SCORE, TieRule.SECOND_ROUND, TieRule.COUNCIL),
        max_rounds=2,
        sample=True,
    )
    return replace(made, **changes)


def threshold(percent: str = "50", *, base: Base = Base.ALL, inclusive: bool = False) -> Threshold:
    """Make a threshold; strict unless told."""
    return Threshold(percent=Decimal(percent), base=base, inclusive=inclusive)


def award(
    name: str, maximum: int, *, max_rank: int | None = None, min_percent: str | None = None
) -> Award:
    """Make an award for blocs of 1 to 9 units."""
    percent = None if min_percent is None else Decimal(min_percent)
    return Award(
        id=name,
        name=Words(name),
        quota=(QuotaRow(min_units=1, max_units=9, maximum=maximum),),
        eligibility=Eligibility(max_rank=max_rank, min_percent=percent),
        sample=True,
    )


def rules(**changes: Any) -> CaseRules:  # noqa: ANN401 - any field of the rules
    """Make the rules of a bloc-year of five units, a flag and two certificates."""
    made = CaseRules(
        bloc=Bloc(
            id="p/khoi", province="p", kind=BlocKind.BLOC, name=Words("Khối"), short=Words("K")
        ),
        year=2024,
        theme=Words("Chủ đề"),
        units=tuple(
            MemberUnit(
                id=unit,
                name=Words(unit),
                short=Words(unit),
                role=_ROLES.get(unit, BlocRole.MEMBER),
            )
            for unit in UNITS
        ),
        bodies=Bodies(home_affairs=_body("snv"), council=_body("hd"), chairman=_body("ubnd")),
        score_table=table(),
        awards=(award("flag", 1, max_rank=2), award("merit", 2, min_percent="80")),
        voting=voting(),
        council=CouncilVoting(
            members=9,
            quorum=Quorum(numerator=2, denominator=3, base=QuorumBase.ALL),
            threshold=threshold("70", inclusive=True),
            sample=True,
        ),
        deadlines=(),
        recipients=(),
        legal_bases=(),
        waves=(),
    )
    return replace(made, **changes)


def roll(*present: str, taken_out: tuple[str, ...] = ()) -> Roll:
    """Make the roll of the five; all are present unless some are named."""
    return Roll.of(rules(), present=present or UNITS, taken_out=taken_out)


def found(refusal: Mistakes) -> Mapping[str, str]:
    """Return the codes by path."""
    return {mistake.path: mistake.code.value for mistake in refusal.mistakes}


def _body(code: str) -> Body:
    return Body(id=f"p/{code}", name=Words(code), short=Words(code))
