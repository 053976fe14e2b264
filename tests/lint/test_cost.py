"""Linting grows with a definition, and not faster: counted in calls, not in seconds."""

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import GOOD, KNOWN, diagram, laid_out
from tests.work import work

SMALL = 60


def row(length: int) -> dict[str, bytes]:
    """Draw so many tasks and choices in a row; each condition, title and day has a fault."""
    pool, names = Pool("p").start(), []
    for number in range(length):
        task, way = f"task_{number}", f"way_{number}"
        pool.user(task, title="{gone}", due="nothing").xor(way)
        pool.flow(way, "done", when=f"{task}.verdict == 'nothing'")
        names += [task, way]
    pool.end()
    for before, after in zip(["begin", *names], [*names, "done"], strict=True):
        pool.flow(before, after, default=before.startswith("way"))
    return {**GOOD, "t.bpmn": laid_out(diagram(pool))}


@pytest.mark.parametrize("length", [SMALL])
def test_twice_the_faults_are_twice_the_work(length: int) -> None:
    one, two = row(length), row(2 * length)
    found = [len(findings("t", each, KNOWN)) for each in (one, two)]
    assert found[1] > 1.9 * found[0] > length
    assert work(lambda: findings("t", two, KNOWN)) < 2.5 * work(lambda: findings("t", one, KNOWN))
