"""Try a definition: play every way through it in blocs of several sizes, and say what was found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from server.actions.definitions.deployed import Deployed, build
from server.actions.trial import findings
from server.actions.trial.played import PlayedScenario
from server.actions.trial.playing import Player
from server.actions.trial.scenario import SIZES, Scenario
from server.domain.blocs.roles import Role
from server.domain.blocs.rules import VotingMode
from server.engine import Problem

MOST_STEPS: Final = 20_000
"""Steps played in each scenario; beyond it `complete` is false."""
_MODE: Final = "mode"
_DEADLINES: Final = "deadlines"
_UNDATED: Final = 2
"""The size of the bloc whose year has no deadlines."""


@dataclass(frozen=True)
class Trial:
    """What came of trying one definition."""

    model: Deployed = field(repr=False)
    played: tuple[PlayedScenario, ...] = field(repr=False)

    @property
    def complete(self) -> bool:
        """Whether every way was played; else as far as the bounds let it."""
        return all(each.complete and not each.sampled for each in self.played)

    @property
    def steps(self) -> int:
        """How many steps were played."""
        return sum(each.steps for each in self.played)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, the worst first."""
        return findings.problems(self.model, self.played)

    @property
    def grave(self) -> tuple[Problem, ...]:
        """What keeps it from being deployed."""
        return tuple(each for each in self.problems if each.rule in findings.GRAVE)

    @cached_property
    def reached(self) -> frozenset[str]:
        """The elements some way went through."""
        return findings.reached(self.played)

    @cached_property
    def unreached(self) -> tuple[str, ...]:
        """The elements no way went through, as far as was played."""
        return findings.unreached(self.model, self.played)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many seconds for all scenarios of a definition, by a clock that tells seconds."""

    seconds: float
    clock: Callable[[], float]


def try_definition(
    model: Deployed,
    *,
    most: int = MOST_STEPS,
    roles: tuple[Role, ...] = (),
    tick: Callable[[int, int], None] = lambda _done, _of: None,
    limit: TimeLimit | None = None,
) -> Trial:
    """Play a definition that can be read; without a `limit` the same files give the same answer.

    `most` bounds the steps of each scenario, `roles` are those of a bloc-year beside every bloc's.
    `tick` is told how many steps are done, and how many there are at most.
    """
    found = scenarios(model)
    begun = limit.clock() if limit else 0.0
    played: list[PlayedScenario] = []
    for at, scenario in enumerate(found):

        def told(done: int, before: int = at * most) -> None:
            tick(before + done, len(found) * most)

        left = _until(limit, begun, len(found) - at)
        played.append(Player(model, scenario, roles).play(most, told, left))
    return Trial(model, tuple(played))


def _until(limit: TimeLimit | None, begun: float, scenarios_left: int) -> Callable[[], bool]:
    """Give each scenario its share of the time that is left."""
    if limit is None:
        return lambda: False
    now = limit.clock()
    end = now + (begun + limit.seconds - now) / scenarios_left
    return lambda: limit.clock() >= end


def try_files(key: str, files: Mapping[str, str], *, most: int = MOST_STEPS) -> Trial:
    """Read a definition's files and play it; raises as `build`."""
    return try_definition(build(key, files), most=most)


def scenarios(model: Deployed) -> tuple[Scenario, ...]:
    """Give the blocs a definition is tried in: what it does not ask does not vary."""
    asked = frozenset[str]().union(*model.definition.facts.values())
    dues = any(each.due and each.dated is None for each in model.definition.elements.values())
    modes = tuple(VotingMode) if _MODE in asked else (VotingMode.OPEN,)
    found = [Scenario(size, mode=mode) for mode in modes for size in SIZES]
    if _DEADLINES in asked or dues:
        found.append(Scenario(_UNDATED, dated=False))
    return tuple(found)
