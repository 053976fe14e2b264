"""A definition is shared by threads: its specs are never changed by what runs on them."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.engine import BadData, Definition, Moved, NotReady, complete
from tests.engine.walking import begin, choose, comparable, on_doc
from tests.engine.worlds import consultation, evaluation, no_operations

ROUTES = (("bloc", "score"), ("unit", "score"), ("unit", "appraise"))


def picture(value: object, seen: frozenset[int] = frozenset()) -> object:
    """Describe an object and all it leads to, so that any change shows."""
    if id(value) in seen or isinstance(value, str | int | None):
        return repr(value) if isinstance(value, str | int | None) else "…"
    seen = seen | {id(value)}
    if isinstance(value, dict):
        return {str(key): picture(each, seen) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [picture(each, seen) for each in value]
    return {type(value).__name__: picture(getattr(value, "__dict__", {}), seen)}


def specs(definition: Definition) -> list[object]:
    return [
        picture({name: {**vars(node), "_wf_spec": None} for name, node in spec.task_specs.items()})
        for spec in (definition.spec(process) for process in definition.processes)
    ]


def journey(definition: Definition, process: str, at: str, seed: int) -> list[Moved]:
    chance = random.Random(seed)  # noqa: S311 - a walk, not a secret
    moves = [begin(definition, process, at)]
    for _ in range(15):
        act = choose(chance, definition, moves[-1])
        if act is None:
            break
        moves.append(on_doc(definition, moves[-1], act))
    return [comparable(moved) for moved in moves]


def test_running_changes_no_spec() -> None:
    for definition, process in ((evaluation(), "bloc"), (consultation(), "giver")):
        before = specs(definition)
        for seed in range(10):
            journey(definition, process, "score", seed)
        assert specs(definition) == before


def test_eight_threads_on_one_definition_walk_as_one_alone() -> None:
    definition = evaluation()
    jobs = [(process, at, seed) for process, at in ROUTES for seed in range(12)]
    alone = [journey(definition, *job) for job in jobs]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda job: journey(definition, *job), jobs))
    assert together == alone


def test_a_refused_step_leaves_nothing_behind() -> None:
    definition = evaluation()
    moved = begin(definition, "unit", "score")
    before = specs(definition)
    with pytest.raises(NotReady):
        complete(definition, moved.doc, "nobody", {}, no_operations)
    with pytest.raises(BadData):
        complete(definition, moved.doc, moved.tasks[0].id, {"typename": 1}, no_operations)
    assert specs(definition) == before
