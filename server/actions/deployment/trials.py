"""What keeps a definition from being deployed, though the linter finds nothing: it is played.

So many steps are bounded, not the time: the same files are judged the same on every machine.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from server.actions.definitions.deployed import Deployed
from server.actions.deployment import deploy
from server.actions.deployment.names import EVERY_YEAR, YearNames
from server.actions.trial import try_definition
from server.engine import DefinitionRefused, Problem
from server.store import Session

MOST_STEPS: Final = 300
"""Steps in each bloc, where one definition is deployed."""
OF_A_FOLDER: Final = 900
"""Steps in each bloc that the definitions of a folder share."""
FEWEST_STEPS: Final = 60


def share(definitions: int) -> int:
    """Say how far each of so many definitions is played."""
    return max(FEWEST_STEPS, min(MOST_STEPS, OF_A_FOLDER // max(definitions, 1)))


def played_problems(
    model: Deployed, year: YearNames = EVERY_YEAR, *, most: int = MOST_STEPS
) -> tuple[Problem, ...]:
    """Name what a definition that can be read shows when it is played, as far as it is grave."""
    roles = tuple(year.roles.roles.values())
    return try_definition(model, most=most, roles=roles).grave


def deploy_tried(
    session: Session,
    key: str,
    files: Mapping[str, str],
    *,
    now: datetime,
    beside: Mapping[str, str],
) -> tuple[Deployed, bool]:
    """Deploy as the operator what is clean and, where it is new, shows nothing grave when played.

    Raises DefinitionRefused; then the transaction is not to be committed.
    """
    version, added = deploy.deploy(session, key, files, actor=None, now=now, beside=beside)
    if added and (found := played_problems(version, deploy.year_names(session))):
        raise DefinitionRefused(found)
    return version, added
