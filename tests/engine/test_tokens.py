"""The stored doc: what it looks like, and which docs are refused."""

import json
import random
from dataclasses import replace
from importlib.metadata import version

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.engine import (
    ENGINE_VERSION,
    JSON,
    EngineRefusal,
    EngineVersionUnknown,
    StateUnreadable,
    carry,
    complete,
    fire,
    start,
)
from tests.engine.walking import begin, choose, comparable, on_doc
from tests.engine.worlds import FACTS, answer_ok, consultation, evaluation, line, no_operations

FIRST = (  # of the first format, which also held what was foreseen
    '{"v":1,"engine":"SpiffWorkflow 3.2.0","vars":{"units":["b","a"],"key":"k",'
    '"requested":{"at":"score"}},"laps":{"requested":1,"entry":1},"wf":{"process":"unit",'
    '"done":false,"tokens":[[null,null,"Start",64],'
    '["00000000-0000-4000-8000-000000000000",0,"score",16],[null,1,"approve",4],'
    '[null,2,"approved",4],[null,3,"appraise",2],[null,4,"appraised",2],[null,3,"score",1],'
    '[null,6,"approve",1]]}}'
)
FIRST_BOUNDED = (
    '{"v":1,"engine":"SpiffWorkflow 3.2.0","vars":{"deadlines":{"self_score":"2024-11-20"},'
    '"asked":{}},"laps":{"asked":1},"wf":{"process":"giver","done":false,"tokens":'
    '[[null,null,"Start",64],[null,0,"opinion.Split",64],'
    '["a62825b3-7a1d-4ea8-ab91-63c5c9c73982",1,"opinion",16],[null,2,"opinion.Join",4],'
    '[null,2,"check",4],[null,4,"checked",4],[null,5,"given",2],[null,6,"giver.EndJoin",2],'
    '[null,5,"opinion.Split",1],[null,8,"opinion",1],[null,8,"called_off",1],'
    '[null,8,"overdue",1],[null,1,"called_off",8],[null,12,"opinion.Join",1],'
    '[null,12,"silent",1],[null,1,"overdue",8],[null,15,"opinion.Join",1],'
    '[null,15,"remind",1]]}}'
)
GOLDEN = (
    '{"v":2,"engine":"SpiffWorkflow 3.2.0","vars":{"units":["b","a"],"key":"k",'
    '"requested":{"at":"score"}},"laps":{"requested":1,"entry":1},"wf":{"process":"unit",'
    '"done":false,"tokens":[[null,null,"Start",64],'
    '["00000000-0000-4000-8000-000000000000",0,"score",16]]}}'
)


def shuffled(value: object, chance: random.Random) -> object:
    """Put the keys of every object in another order, as a careless store would."""
    if isinstance(value, dict):
        items = [(key, shuffled(each, chance)) for key, each in value.items()]
        return dict(chance.sample(items, len(items)))
    if isinstance(value, list):
        return [shuffled(each, chance) for each in value]
    return value


def test_the_stored_form_is_as_it_was_when_this_version_was_released() -> None:
    definition = evaluation()
    facts: dict[str, JSON] = {"units": ["b", "a"], "key": "k"}
    moved = start(definition, "unit", facts, no_operations, on="requested", payload={"at": "score"})
    doc = moved.doc.replace(moved.tasks[0].id, "00000000-0000-4000-8000-000000000000")
    assert doc == GOLDEN


@pytest.mark.parametrize("doc", [FIRST, GOLDEN])
def test_a_doc_of_every_format_goes_on(doc: str) -> None:
    moved = complete(evaluation(), doc, "00000000-0000-4000-8000-000000000000", {}, no_operations)
    assert [task.element for task in moved.tasks] == ["approve"]
    assert json.loads(moved.doc)["v"] == 2


def test_a_doc_of_the_first_format_keeps_its_boundary_events() -> None:
    definition = consultation()
    moved = carry(definition, FIRST_BOUNDED)
    assert [(task.id, task.element) for task in moved.tasks] == [
        ("a62825b3-7a1d-4ea8-ab91-63c5c9c73982", "opinion")
    ]
    assert [armed.element for armed in moved.armed] == ["called_off", "overdue"]
    for doc in (FIRST_BOUNDED, moved.doc):
        done = complete(definition, doc, moved.tasks[0].id, {}, no_operations)
        assert ([task.element for task in done.tasks], done.armed) == (["check"], ())
        fired = fire(definition, doc, "overdue", no_operations)
        assert fired is not None
        assert ([task.element for task in fired.tasks], fired.armed) == (["remind"], ())


def test_the_version_in_the_doc_is_that_of_the_installed_library() -> None:
    assert f"SpiffWorkflow {version('SpiffWorkflow')}" == ENGINE_VERSION


def test_the_order_of_keys_does_not_matter_to_the_tokens() -> None:
    chance = random.Random(3)  # noqa: S311 - a shuffle, not a secret
    for world, process in ((evaluation, "bloc"), (evaluation, "unit"), (consultation, "giver")):
        definition = world()
        moved = begin(definition, process, "score")
        for _ in range(20):
            act = choose(chance, definition, moved)
            if act is None:
                break
            mixed = json.dumps(shuffled(json.loads(moved.doc), chance))
            after = on_doc(definition, moved, act)
            from_mixed = on_doc(definition, replace(moved, doc=mixed), act)
            assert comparable(from_mixed) == comparable(after)
            moved = after


def test_the_order_of_facts_is_kept() -> None:
    facts: dict[str, JSON] = {"zebra": 1, "apple": {"z": 1, "a": 2}}
    moved = start(line("one"), "line", facts, no_operations)
    assert list(json.loads(moved.doc)["vars"]) == ["zebra", "apple"]


@pytest.mark.parametrize(
    "change",
    [
        {"engine": "SpiffWorkflow 3.1.0"},
        {"v": 5},
        {"v": None},
        {"serializer_version": "1.1", "v": 0},
    ],
)
def test_state_of_another_version_is_refused_by_name(change: dict[str, object]) -> None:
    moved = start(evaluation(), "bloc", FACTS, no_operations)
    doc = json.dumps({**json.loads(moved.doc), **change})
    with pytest.raises(EngineVersionUnknown):
        fire(evaluation(), doc, "deadline", no_operations)


@pytest.mark.parametrize("doc", ["", "null", "[]", "{", '{"v":1}', "\x00", '"x"'])
def test_state_that_is_no_state_is_refused(doc: str) -> None:
    with pytest.raises((StateUnreadable, EngineVersionUnknown)):
        fire(evaluation(), doc, "deadline", no_operations)


def test_state_of_another_definition_is_unreadable() -> None:
    moved = begin(consultation(), "giver", "score")
    with pytest.raises(StateUnreadable):
        fire(evaluation(), moved.doc, "deadline", no_operations)


@pytest.mark.parametrize(
    "token",
    [
        None,
        [],
        [None, 0, "score"],
        ["no id", 0, "score", 16],
        [None, 7, "score", 16],
        [None, -1, "score", 16],
        [None, None, "score", 16],
        [None, 0, "nothing", 16],
        [None, 0, "score", 17],
        [None, 0, "score", "16"],
        [None, 0, "nothing", 4, 1],
    ],
)
def test_a_token_that_fits_nowhere_is_refused(token: object) -> None:
    definition = evaluation()
    doc = json.loads(begin(definition, "unit", "score").doc)
    doc["wf"]["tokens"] = [doc["wf"]["tokens"][0], token]
    with pytest.raises(StateUnreadable):
        complete(definition, json.dumps(doc), "x", {}, no_operations)


@settings(max_examples=150)
@given(at=st.integers(0, 900), by=st.text(max_size=3))
def test_a_doc_that_was_tampered_with_never_ends_in_anything_but_a_refusal(
    at: int, by: str
) -> None:
    text = GOLDEN[: at % len(GOLDEN)] + by + GOLDEN[at % len(GOLDEN) + len(by) :]
    try:
        complete(evaluation(), text, "00000000-0000-4000-8000-000000000000", {}, answer_ok)
    except EngineRefusal:
        return
