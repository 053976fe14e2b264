"""The made-up bloc in which a process is tried: so many units, with deadlines or without any."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from server.domain.blocs.known_deadlines import KNOWN_DEADLINES
from server.domain.blocs.roles import Role
from server.domain.blocs.rules import (
    Base,
    Bloc,
    BlocKind,
    BlocRole,
    Bodies,
    Body,
    CaseRules,
    CouncilVoting,
    MemberUnit,
    NotApplicable,
    Quorum,
    QuorumBase,
    Rounding,
    ScoreTable,
    SelfVote,
    Threshold,
    Voting,
    VotingMode,
)
from server.domain.canonical import Json
from server.domain.people.posts import nominee_id
from server.domain.texts.words import Words

SIZES: Final = (1, 2, 5)
"""How many members a set has."""
OPENED_ON: Final = date(2024, 3, 1)
_DEADLINE: Final = OPENED_ON + timedelta(days=60)
_FEWEST: Final = 2
"""A bloc has a leader and a deputy."""
_PROVINCE: Final = "thu"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a way through a process is played in; `dated`: the bloc-year has its deadlines."""

    size: int
    dated: bool = True
    mode: VotingMode = VotingMode.OPEN

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the units a set of units has."""
        return tuple(unit.id for unit in _units(self.size))

    @property
    def nominees(self) -> tuple[str, ...]:
        """What a set is made of that only the code of a process can make."""
        return tuple(nominee_id("thi-dua", unit) for unit in self.units)

    def facts(self, deadlines: frozenset[str]) -> dict[str, Json]:
        """Return what every process may read of a bloc-year."""
        day = _DEADLINE.isoformat() if self.dated else None
        return {
            "mode": str(self.mode),
            "units": list[Json](unit.id for unit in _units(max(self.size, _FEWEST))),
            "deadlines": dict.fromkeys(sorted(KNOWN_DEADLINES | deadlines), day),
            "year": OPENED_ON.year,
        }


def made_up_rules(size: int, roles: tuple[Role, ...] = ()) -> CaseRules:
    """Return the rules of a bloc of so many units, at least two; `roles` are its own."""
    everybody = Threshold(percent=Decimal(50), base=Base.ALL, inclusive=False)
    quorum = Quorum(numerator=2, denominator=3, base=QuorumBase.ALL)
    return CaseRules(
        bloc=Bloc(
            id=f"{_PROVINCE}/khoi",
            province=_PROVINCE,
            kind=BlocKind.BLOC,
            name=Words("Khối chạy thử", "Trial bloc"),
            short=Words("Khối chạy thử", "Trial bloc"),
        ),
        year=OPENED_ON.year,
        theme=Words(""),
        units=_units(max(size, _FEWEST)),
        bodies=Bodies(
            home_affairs=_body("so-noi-vu", "Sở Nội vụ", "Home Affairs"),
            council=_body("hoi-dong", "Hội đồng", "Council"),
            chairman=_body("ubnd", "UBND tỉnh", "People's Committee"),
        ),
        score_table=ScoreTable(
            sample=True,
            not_applicable=NotApplicable.EXCLUDE,
            decimals=2,
            rounding=Rounding.HALF_UP,
            bonus_may_exceed=False,
            sections=(),
        ),
        awards=(),
        voting=_voting(quorum, everybody),
        council=CouncilVoting(members=9, quorum=quorum, threshold=everybody, sample=True),
        deadlines=(),
        recipients=(),
        legal_bases=(),
        waves=(),
        roles=roles or None,
    )


def _voting(quorum: Quorum, threshold: Threshold) -> Voting:
    return Voting(
        mode=VotingMode.OPEN,
        quorum=quorum,
        threshold=threshold,
        self_vote=SelfVote.ALLOW,
        tie_rule=(),
        max_rounds=2,
        sample=True,
    )


def _units(size: int) -> tuple[MemberUnit, ...]:
    kinds: Mapping[int, BlocRole] = {1: BlocRole.LEADER, 2: BlocRole.DEPUTY}
    return tuple(
        MemberUnit(
            id=f"{_PROVINCE}/don-vi-{n}",
            name=Words(f"Đơn vị {n}", f"Unit {n}"),
            short=Words(f"ĐV {n}", f"Unit {n}"),
            role=kinds.get(n, BlocRole.MEMBER),
        )
        for n in range(1, size + 1)
    )


def _body(name: str, vi: str, en: str) -> Body:
    return Body(id=f"{_PROVINCE}/{name}", name=Words(vi, en), short=Words(vi, en))
