"""A definition in which the linter finds nothing is played before it is deployed.

So many steps are bounded, not the time: the same files are judged the same on every machine.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, Self

from server.actions.definitions.deployed import Deployed
from server.actions.deployment import deploy
from server.actions.deployment.names import EVERY_YEAR, YearNames
from server.actions.trial import GRAVE, Trial, try_definition
from server.engine import DefinitionRefused, Problem
from server.store import Session

MOST_STEPS: Final = 300
"""Steps in each bloc, where one definition is deployed."""
OF_A_FOLDER: Final = 900
"""Steps in each bloc that the definitions of a folder share."""
FEWEST_STEPS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedDefinition:
    """How far a definition was played, and what that showed beside what refuses it."""

    key: str
    steps: int
    complete: bool
    notes: Sequence[Problem]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Read one that was written as JSON."""
        return cls(**{**told, "notes": tuple(Problem(**each) for each in told["notes"])})


def share(definitions: int) -> int:
    """Say how far each of so many definitions is played."""
    return max(FEWEST_STEPS, min(MOST_STEPS, OF_A_FOLDER // max(definitions, 1)))


def played_trial(model: Deployed, year: YearNames = EVERY_YEAR, *, most: int = MOST_STEPS) -> Trial:
    """Play a definition that can be read, with the roles of the bloc-years."""
    return try_definition(model, most=most, roles=tuple(year.roles.roles.values()))


def short(trial: Trial) -> PlayedDefinition:
    """Say in short what came of a trial."""
    notes = tuple(each for each in trial.problems if each.rule not in GRAVE)
    return PlayedDefinition(
        key=trial.model.key, steps=trial.steps, complete=trial.complete, notes=notes
    )


def written(several: Sequence[PlayedDefinition]) -> str:
    """Write what is kept with a proposal."""
    return json.dumps([asdict(each) for each in several], ensure_ascii=False)


def kept(text: str) -> tuple[PlayedDefinition, ...]:
    """Read what was kept with a proposal; nothing where it is older than that."""
    return tuple(map(PlayedDefinition.of, json.loads(text))) if text else ()


def deploy_tried(
    session: Session,
    key: str,
    files: Mapping[str, str],
    *,
    now: datetime,
    beside: Mapping[str, Mapping[str, str]],
) -> tuple[Deployed, bool]:
    """Deploy as the operator what is clean and, where it is new, shows nothing grave when played.

    Raises DefinitionRefused; then the transaction is not to be committed.
    """
    version, added = deploy.deploy(session, key, files, actor=None, now=now, beside=beside)
    if added and (found := played_trial(version, deploy.year_names(session)).grave):
        raise DefinitionRefused(found)
    return version, added
