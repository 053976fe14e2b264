"""Stored state is compacted at every save, and nobody can tell from what happens after it."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from server.engine import Definition
from tests.engine.subprocesses.nested import told
from tests.engine.walking import Choice, InMemory, begin, choose, comparable, on_doc
from tests.engine.worlds import consultation, evaluation

WORLDS = [
    (evaluation, "bloc"),
    (evaluation, "unit"),
    (consultation, "giver"),
    (told, "main"),
]


def walk(definition: Definition, process: str, seed: int, steps: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a walk, not a secret
    at = chance.choice(["score", "appraise"])
    memory = InMemory(definition, process, at)
    moved = begin(definition, process, at)
    for _ in range(steps):
        assert comparable(moved) == comparable(memory.look())
        assert json.loads(moved.doc)["vars"] == memory.running.vars
        act = choose(chance, definition, moved)
        if act is None:
            assert moved.done
            return
        memory.do(act)
        moved = on_doc(definition, moved, act)


@pytest.mark.parametrize(("world", "process"), WORLDS)
def test_a_walk_over_saved_and_loaded_state_is_the_walk_in_memory(
    world: Callable[[], Definition], process: str
) -> None:
    definition = world()
    for seed in range(40):
        walk(definition, process, seed, 25)


@pytest.mark.parametrize("key", ["evaluation", "award_review", "submission"])
def test_the_processes_of_the_product_walk_the_same_saved_and_unsaved(key: str) -> None:
    root = Path(__file__).parents[2]
    files = {path.name: path.read_bytes() for path in (root / "forms").glob("*.json")}
    files[f"{key}.bpmn"] = (root / "workflows" / f"{key}.bpmn").read_bytes()
    definition = Definition.read(key, files)
    for process in definition.processes:
        for seed in range(15):
            walk(definition, process, seed, 40)


def test_the_state_of_a_late_lap_is_as_small_as_that_of_the_first() -> None:
    definition = evaluation()
    moved = begin(definition, "unit", "score")
    sizes = set()
    for _ in range(99):
        for verdict in ("fine", "return"):
            act = Choice("complete", moved.tasks[0].element, {"verdict": verdict})
            moved = on_doc(definition, moved, act)
        sizes.add(len(json.loads(moved.doc)["wf"]["tokens"]))
    assert sizes == {2}
