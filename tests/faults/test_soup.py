"""F26: a random soup of acts, right and wrong ones, against the actions; P1-P6 hold all along."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import NullPool, create_engine

from tests.faults.conftest import Say
from tests.faults.harness.soup import Kettle
from tests.faults.harness.soup_of_posts import Soup
from tests.worlds.databases import Database

LEAST = 10_000
INGREDIENTS = {
    *("complete", "send again", "take back", "draft", "file", "comment", "timer", "claim"),
    *("put back", "snooze", "wake", "assign", "claim many", "approve many", "rank", "delegate"),
    *("entrust", "recall", "hand back", "complete in a lent post", "revoke", "suspend", "resume"),
    *("propose", "confirm", "decline", "cancel", "open again"),
}
"""What has to have succeeded at least once, else the soup is thin."""


def cook(database: Database, *, examples: int, steps: int) -> str:
    """Cook; say how many acts were tried, and how far they came."""
    Kettle.engine = create_engine(database.url, poolclass=NullPool)
    Soup.steps, Soup.done = 0, set()
    run_state_machine_as_test(
        Soup,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # a case is long to shrink, and what does not hold is named
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    tasks = sum(name.startswith("task ") for name in Soup.done)
    return f"{Soup.steps} acts of {len(Soup.done) - tasks} kinds, {tasks} kinds of tasks completed"


@pytest.mark.fault("F26", "a random soup of acts, a spoonful")
def test_a_little_soup(database: Database, say: Say) -> None:
    say(cook(database, examples=6, steps=12))


@pytest.mark.faults
@pytest.mark.fault("F26", "a random soup of acts")
def test_a_pot_of_soup(database: Database, say: Say) -> None:
    said = cook(database, examples=190, steps=50)
    assert Soup.steps >= LEAST, said
    assert Soup.done >= INGREDIENTS, INGREDIENTS - Soup.done
    say(said)
