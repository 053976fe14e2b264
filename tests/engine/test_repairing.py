"""A step back within a state, and a state carried onto another version of its definition."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from server.engine import (
    Data,
    Definition,
    EngineVersionUnknown,
    Moved,
    NotReady,
    StateUnreadable,
    UnknownElement,
    between,
    carry,
    check_readable,
    complete,
    set_back,
    standing,
)
from tests.engine.subprocesses.nested import told
from tests.engine.walking import begin, choose, comparable, on_doc
from tests.engine.worlds import consultation, evaluation, no_operations

ROOT = Path(__file__).parents[2]
WORLDS = [(evaluation, "bloc"), (evaluation, "unit"), (consultation, "giver"), (told, "main")]


def product(key: str) -> Definition:
    files = {path.name: path.read_bytes() for path in (ROOT / "forms").glob("*.json")}
    files[f"{key}.bpmn"] = (ROOT / "workflows" / f"{key}.bpmn").read_bytes()
    return Definition.read(key, files)


def carried_all_the_way(definition: Definition, process: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a walk, not a secret
    moved = begin(definition, process, chance.choice(["score", "appraise"]))
    for _ in range(25):
        if moved.done:
            return
        after = carry(definition, moved.doc)
        assert (after.tasks, after.armed) == (moved.tasks, moved.armed)
        act = choose(chance, definition, moved)
        if act is None:
            return
        moved = on_doc(definition, moved, act)
        assert comparable(on_doc(definition, after, act)) == comparable(moved)


@pytest.mark.parametrize(("world", "process"), WORLDS)
def test_a_state_carried_onto_its_own_version_goes_on_as_it_would_have(
    world: Callable[[], Definition], process: str
) -> None:
    for seed in range(20):
        carried_all_the_way(world(), process, seed)


@pytest.mark.parametrize("key", ["evaluation", "award_review", "submission"])
def test_a_state_of_the_product_carried_onto_its_own_version_goes_on_as_well(key: str) -> None:
    definition = product(key)
    for process in definition.processes:
        for seed in range(6):
            carried_all_the_way(definition, process, seed)


def do(definition: Definition, moved: Moved) -> Moved:
    value: Data = {"verdict": "done", "changed": 0}
    return complete(definition, moved.doc, moved.tasks[0].id, value, no_operations)


def at_appraise(definition: Definition) -> Moved:
    moved = begin(definition, "unit", "score")
    moved = do(definition, do(definition, moved))
    assert [task.element for task in moved.tasks] == ["appraise"]
    return moved


def test_a_token_set_back_opens_the_earlier_task_and_everything_after_it_is_done_again() -> None:
    definition = evaluation()
    moved = at_appraise(definition)
    back = set_back(definition, moved.doc, moved.tasks[0].id, "score", no_operations)
    assert [task.element for task in back.tasks] == ["score"]
    assert back.passed == ()
    forth = do(definition, back)
    assert [task.element for task in forth.tasks] == ["approve"]
    forth = do(definition, forth)
    assert do(definition, forth).done
    assert json.loads(back.doc)["vars"] == json.loads(moved.doc)["vars"]


def test_a_token_is_set_back_only_from_a_task_that_waits_to_a_task_of_its_process() -> None:
    definition = evaluation()
    moved = at_appraise(definition)
    for target in ("requested", "closed", "adopt"):
        with pytest.raises(UnknownElement):
            set_back(definition, moved.doc, moved.tasks[0].id, target, no_operations)
    with pytest.raises(NotReady):
        set_back(definition, moved.doc, "0" * 32, "score", no_operations)


def test_a_task_with_boundary_events_is_left_and_entered_with_them() -> None:
    definition = consultation()
    moved = begin(definition, "giver", "score")
    while not (moved.armed and moved.tasks):
        moved = do(definition, moved)
    (task,) = moved.tasks
    back = set_back(definition, moved.doc, task.id, task.element, no_operations)
    assert [each.element for each in back.tasks] == [task.element]
    assert back.armed == moved.armed
    assert back.tasks[0].id != task.id


def test_what_stands_between_two_steps_is_named() -> None:
    definition = product("evaluation")
    assert between(definition, "appraise", "score") == ()
    assert between(definition, "adopt", "rank") == ()
    assert "collate" in between(definition, "rank", "late")


def test_a_state_says_what_is_open_armed_and_passed() -> None:
    definition = evaluation()
    found = standing(definition, at_appraise(definition).doc)
    assert found.open == {"appraise"}
    assert found.armed == set()
    assert {"score", "approve"} <= found.passed


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (lambda doc: doc[:-9], StateUnreadable),
        (lambda doc: doc.replace('"appraise"', '"apprais\u0000"'), StateUnreadable),
        (lambda doc: doc.replace('"v":2', '"v":9'), EngineVersionUnknown),
        (lambda doc: doc.replace("SpiffWorkflow 3", "SpiffWorkflow 9"), EngineVersionUnknown),
        (lambda doc: doc.replace('"process":"unit"', '"process":"bloc"'), StateUnreadable),
    ],
)
def test_a_state_that_was_harmed_is_named(
    harm: Callable[[str], str], error: type[Exception]
) -> None:
    definition = evaluation()
    doc = at_appraise(definition).doc
    check_readable(definition, doc)
    with pytest.raises(error):
        check_readable(definition, harm(doc))
