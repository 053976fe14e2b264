"""Every process that ships is played, and nothing is found in any."""

from pathlib import Path

import pytest

from server.actions.deployment.deploy import collect, keys
from server.actions.trial import try_files

ROOT = Path(__file__).parents[3]
WORKFLOWS, FORMS = ROOT / "workflows", ROOT / "forms"
MOST = 3_000
"""Steps in each scenario: enough to come to every element."""


@pytest.mark.slow
@pytest.mark.parametrize("key", keys(WORKFLOWS))
def test_a_process_that_ships_shows_nothing(key: str) -> None:
    trial = try_files(key, collect(key, WORKFLOWS, FORMS), most=MOST)
    assert trial.problems == ()
    assert trial.unreached == ()
