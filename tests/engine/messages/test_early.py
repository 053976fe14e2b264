"""Messages before their catch: kept with the state, heard there, dropped with it; all pure."""

import json

import pytest

from server.engine import Definition, Moved, NotArmed, Sender, carry, complete, deliver, fire, start
from tests.engine.drawings import Pool, define
from tests.engine.worlds import FACTS, no_operations

OTHER = Sender("other")


def world(main: Pool, *, flows: dict[str, tuple[str, ...]] | None = None) -> Definition:
    """Add who is asked, and answers."""
    other = Pool("other").start("asked", "m_ask").user("task").end("reply", "m_reply")
    other.flow("asked", "task", "reply")
    return define(main, other, flows=flows or {"say": ("asked",), "reply": ("heard",)})


def line() -> Definition:
    """Draw: ask, a task, the catch, a task."""
    return world(
        Pool("main")
        .start()
        .throw("say", "m_ask")
        .user("slow")
        .catch("heard", "m_reply")
        .user("after")
        .end()
        .flow("begin", "say", "slow", "heard", "after", "done")
    )


def loop() -> Definition:
    """Draw a loop: ask, a task, and the catch or another lap."""
    return world(
        Pool("main")
        .start()
        .throw("say", "m_ask")
        .user("slow")
        .xor("way")
        .catch("heard", "m_reply")
        .user("after")
        .end()
        .flow("begin", "say", "slow", "way")
        .flow("way", "say", when="slow.n == 1")
        .flow("way", "heard", default=True)
        .flow("heard", "after", "done")
    )


def begun(definition: Definition) -> Moved:
    return start(definition, "main", FACTS, no_operations)


def said(definition: Definition, moved: Moved, n: int, *, by: Sender = OTHER) -> Moved:
    return deliver(definition, moved.doc, "heard", {"n": n}, no_operations, sender=by)


def done(definition: Definition, moved: Moved, n: int = 0) -> Moved:
    return complete(definition, moved.doc, moved.tasks[0].id, {"n": n}, no_operations)


def waits(moved: Moved) -> tuple[list[str], list[str]]:
    return [task.element for task in moved.tasks], [armed.element for armed in moved.armed]


def test_a_message_before_its_catch_changes_nothing_but_what_is_kept() -> None:
    definition = line()
    before = begun(definition)
    after = said(definition, before, 1)
    assert (after.tasks, after.armed, after.passed) == (before.tasks, before.armed, ())
    assert [(each.element, each.sender, each.payload) for each in after.early] == [
        ("heard", OTHER, {"n": 1})
    ]
    assert "heard" not in json.loads(after.doc)["vars"]


def test_what_is_kept_is_heard_when_its_catch_waits_and_is_kept_no_longer() -> None:
    definition = line()
    moved = done(definition, said(definition, begun(definition), 1))
    assert waits(moved) == (["after"], [])
    assert moved.passed == ("slow", "heard")
    assert json.loads(moved.doc)["vars"]["heard"] == {"n": 1}
    assert moved.early == ()
    assert json.loads(moved.doc)["v"] == json.loads(begun(definition).doc)["v"]


def test_of_one_sender_the_newest_is_kept_and_of_several_each() -> None:
    definition = line()
    moved = begun(definition)
    for n, by in ((1, OTHER), (2, Sender("other", "b")), (3, OTHER)):
        moved = said(definition, moved, n, by=by)
    assert [each.payload for each in moved.early] == [{"n": 2}, {"n": 3}]


def test_what_comes_after_its_catch_is_late_and_refused() -> None:
    definition = line()
    moved = said(definition, done(definition, begun(definition)), 1)
    assert waits(moved) == (["after"], [])
    with pytest.raises(NotArmed):
        said(definition, moved, 2)


def test_who_is_asked_again_has_said_nothing_yet() -> None:
    definition = loop()
    moved = done(definition, said(definition, begun(definition), 1), 1)
    assert (waits(moved), moved.early) == ((["slow"], []), ())
    moved = done(definition, moved)
    assert waits(moved) == ([], ["heard"])
    assert waits(said(definition, moved, 2)) == (["after"], [])


def test_what_another_says_stays_when_one_is_asked_again() -> None:
    definition = loop()
    moved = said(definition, begun(definition), 1, by=Sender("third"))
    moved = done(definition, moved, 1)
    assert [each.sender for each in moved.early] == [Sender("third")]


def test_a_question_that_is_not_answered_at_this_catch_drops_nothing() -> None:
    main = (
        Pool("main")
        .start()
        .throw("say", "m_ask")
        .user("slow")
        .throw("more", "m_more")
        .catch("heard", "m_reply")
        .end()
        .flow("begin", "say", "slow", "more", "heard", "done")
    )
    other = (
        Pool("other")
        .start("asked", "m_ask")
        .throw("reply", "m_reply")
        .catch("hears", "m_more")
        .end("ended")
        .flow("asked", "reply", "hears", "ended")
    )
    flows = {"say": ("asked",), "more": ("hears",), "reply": ("heard",)}
    definition = define(main, other, flows=flows)
    moved = done(definition, said(definition, begun(definition), 1))
    assert moved.done


def test_of_the_events_of_a_gateway_the_one_that_was_said_first_is_taken() -> None:
    main = (
        Pool("main")
        .start()
        .throw("say", "m_ask")
        .user("slow")
        .events("wait")
        .catch("heard", "m_reply")
        .timer("over", "deadlines.last")
        .user("after")
        .user("too_late")
        .end()
        .flow("begin", "say", "slow", "wait", "heard", "after", "done")
        .flow("wait", "over", "too_late", "done")
    )
    definition = world(main)
    moved = start(definition, "main", {**FACTS, "deadlines": {"last": "2024-12-31"}}, no_operations)
    moved = done(definition, said(definition, moved, 1))
    assert waits(moved) == (["after"], [])
    assert fire(definition, moved.doc, "over", no_operations) is None


def test_an_event_on_a_task_and_a_wait_for_all_keep_nothing() -> None:
    main = (
        Pool("main")
        .start()
        .throw("say", "m_ask")
        .user("slow")
        .user("next")
        .boundary("heard", "next", "m_reply")
        .catch("all_in", "m_reply", "all")
        .end()
        .flow("begin", "say", "slow", "next", "all_in", "done")
        .flow("heard", "done")
    )
    definition = world(main, flows={"say": ("asked",), "reply": ("heard", "all_in")})
    for element in ("heard", "all_in"):
        with pytest.raises(NotArmed):
            deliver(definition, begun(definition).doc, element, {}, no_operations, sender=OTHER)


def test_what_is_kept_comes_along_to_another_version_and_is_pure() -> None:
    definition = line()
    doc = said(definition, begun(definition), 1).doc
    assert carry(definition, doc).doc == doc
    assert said(definition, begun(definition), 1).early == carry(definition, doc).early


def test_a_message_is_not_kept_for_what_only_an_error_would_lead_back_to() -> None:
    """The error of a subprocess happens where one in there can still come to its end."""
    inner = Pool("inner").start("in_begin").user("check").xor("fine").fail("unfit", "e_unfit")
    inner.user("write").end("in_done").flow("in_begin", "check", "fine")
    inner.flow("fine", "unfit", when="check.n == 1").flow("fine", "write", default=True)
    main = Pool("main").start().throw("say", "m_ask").catch("heard", "m_reply")
    main.subprocess("part", inner.flow("write", "in_done")).caught("again", "part", "e_unfit").end()
    drawn = world(main.flow("begin", "say", "heard", "part", "done").flow("again", "say"))
    moved = start(drawn, "main", FACTS, no_operations)
    moved = deliver(drawn, moved.doc, "heard", {}, no_operations, sender=OTHER)
    kept = deliver(drawn, moved.doc, "heard", {}, no_operations, sender=OTHER)
    assert [each.element for each in kept.early] == ["heard"]
    moved = complete(drawn, kept.doc, kept.tasks[0].id, {"n": 0}, no_operations)
    assert [task.element for task in moved.tasks] == ["write"]
    assert moved.early == ()
    with pytest.raises(NotArmed):
        deliver(drawn, moved.doc, "heard", {}, no_operations, sender=OTHER)
