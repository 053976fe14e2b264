"""What SpiffWorkflow does behind one's back, and that it cannot reach us; one trap a test.

Traps that a drawing can cause are refused at reading (test_reading.py); traps of versions and of
stored state are in test_tokens.py, those of laps and tasks in test_verbs.py.
"""

import json
import logging

import pytest

from server.engine import (
    JSON,
    EngineRefusal,
    Moved,
    complete,
    deliver,
    evaluate,
    start,
)
from tests.engine.drawings import Pool, define
from tests.engine.worlds import FACTS, answer_ok, evaluation, line, no_operations


def first(moved: Moved) -> str:
    return moved.tasks[0].element


def test_a_posted_field_named_like_a_fact_does_not_win() -> None:
    pool = (
        Pool("p")
        .start()
        .user("vote")
        .xor("quorum_q")
        .user("minutes")
        .user("reconvene")
        .end()
        .flow("begin", "vote", "quorum_q")
        .flow("quorum_q", "minutes", when="quorum <= 3")
        .flow("quorum_q", "reconvene", default=True)
        .flow("minutes", "done")
        .flow("reconvene", "done")
    )
    definition = define(pool)
    moved = start(definition, "p", {"quorum": 4}, no_operations)
    moved = complete(definition, moved.doc, moved.tasks[0].id, {"quorum": 0}, no_operations)
    assert first(moved) == "reconvene"


def test_user_text_that_looks_like_a_serialised_object_stays_text() -> None:
    definition = line("one", "two")
    moved = start(definition, "line", FACTS, no_operations)
    result: JSON = {"text": '{"typename": "UUID"}', "type": "typename"}
    moved = complete(definition, moved.doc, moved.tasks[0].id, result, no_operations)
    assert json.loads(moved.doc)["vars"]["one"] == result
    assert first(moved) == "two"


def test_text_that_is_code_is_never_run() -> None:
    definition = line("one", "two")
    moved = start(definition, "line", FACTS, no_operations)
    result: JSON = {"x": "__import__('os').abort()", "serializer_version": "1.1"}
    moved = complete(definition, moved.doc, moved.tasks[0].id, result, no_operations)
    assert first(moved) == "two"
    assert evaluate("one.x", {"one": result}) == "__import__('os').abort()"


def test_the_engine_keeps_no_data_in_its_tokens() -> None:
    definition = evaluation()
    moved = start(definition, "bloc", FACTS, no_operations)
    moved = deliver(definition, moved.doc, "sheets_in", {"secret": "payload"}, answer_ok)
    assert "secret" not in json.dumps(json.loads(moved.doc)["wf"])


def test_one_message_reaches_one_element_though_the_sender_is_also_a_catcher() -> None:
    asker = (
        Pool("asker")
        .start()
        .throw("ask", "news")
        .catch("hear", "news")
        .end()
        .flow("begin", "ask", "hear", "done")
    )
    other = Pool("other", each="units").start("told", "news").end("say", "news")
    flows = {"ask": ("told",), "say": ("hear",)}
    definition = define(asker, other.flow("told", "say"), flows=flows)
    moved = start(definition, "asker", FACTS, no_operations)
    assert [each.element for each in moved.thrown] == ["ask"]
    assert [each.element for each in moved.armed] == ["hear"]
    assert not moved.done


def test_a_throw_says_which_element_threw_even_when_several_do_in_a_step() -> None:
    pool = Pool("p").start().throw("one", "m", "{'n': 1}").throw("two", "m", "{'n': 2}")
    pool.end("done", "m", "{'n': 3}").flow("begin", "one", "two", "done")
    other = Pool("q", each="units").start("on", "m").end("off").flow("on", "off")
    flows = dict.fromkeys(("one", "two", "done"), ("on",))
    moved = start(define(pool, other, flows=flows), "p", {}, no_operations)
    assert [(each.element, each.payload) for each in moved.thrown] == [
        ("one", {"n": 1}),
        ("two", {"n": 2}),
        ("done", {"n": 3}),
    ]
    assert moved.done


def test_the_order_of_conditions_is_that_of_the_file_not_of_the_picture() -> None:
    def drawn(*names: str) -> str:
        pool = Pool("p").start().xor("q").user("a").user("b").user("c").end().flow("begin", "q")
        for name in names:
            pool.flow("q", name, when="n > 0")
        pool.flow("q", "c", default=True)
        for name in ("a", "b", "c"):
            pool.flow(name, "done")
        return first(start(define(pool), "p", {"n": 1}, no_operations))

    assert (drawn("a", "b"), drawn("b", "a")) == ("a", "b")


def test_an_earlier_result_is_not_rewritten_by_a_later_step() -> None:
    definition = evaluation()
    moved = start(definition, "unit", FACTS, answer_ok, on="requested", payload={"at": "score"})
    moved = complete(definition, moved.doc, moved.tasks[0].id, {"n": [1]}, answer_ok)
    before = moved.doc
    verdict: JSON = {"verdict": "return"}
    moved = complete(definition, moved.doc, moved.tasks[0].id, verdict, answer_ok)
    complete(definition, moved.doc, moved.tasks[0].id, {"n": [2]}, answer_ok)
    assert json.loads(before)["vars"]["score"] == {"n": [1]}
    assert json.loads(moved.doc)["vars"]["score"] == {"n": [1]}


def test_the_logger_of_the_library_does_not_walk_the_tree_at_each_step() -> None:
    assert logging.getLogger("spiff.workflow").getEffectiveLevel() == logging.WARNING


@pytest.mark.parametrize("answer", [1.5, {"typename": "x"}, {"at": object()}, {1: 2}])
def test_an_operation_cannot_put_more_than_data_into_the_facts(answer: JSON) -> None:
    definition = evaluation()
    moved = start(definition, "bloc", FACTS, no_operations)
    with pytest.raises(EngineRefusal):
        deliver(definition, moved.doc, "sheets_in", {}, lambda *_: answer)
