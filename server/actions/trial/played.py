"""What is found by playing a definition in one scenario: its states, and the steps between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from server.actions.trial.scenario import Scenario
from server.actions.trial.stages import Act, Stage
from server.actions.trial.trial_case import TrialCase
from server.actions.trial.trial_step import Trouble


@dataclass(frozen=True, slots=True)
class Edge:
    """From one state to another by a stage: what was done, and which answers operations gave."""

    source: int
    target: int
    stage: Stage
    passed: frozenset[str]
    act: Act = field(compare=False)
    picks: tuple[int, ...]


@dataclass(slots=True)
class PlayedScenario:
    """All that was found in one scenario.

    States are numbered as they were found, -1 is where nothing is open yet. `stuck` are those from
    which nobody can act, though the case is not closed.
    """

    scenario: Scenario
    retold: Callable[[Sequence[Edge]], tuple[Stage, ...]] = field(compare=False)
    """Goes a way again, and tells it as it then is."""
    edges: list[Edge] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)
    stuck: dict[int, TrialCase] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)
    troubles: list[tuple[Trouble, int]] = field(default_factory=list)
    """What a state showed."""
    shown: list[tuple[Trouble, Edge]] = field(default_factory=list)
    """What a step showed: the state it led to may be come to by other steps as well."""
    states: int = 0
    steps: int = 0
    complete: bool = True
    sampled: bool = False
    """Whether a form has more combinations than were filled in."""


BEFORE: Final = -1
