"""What a throw event hands out: payload and recipients as they are at the throw."""

import pytest

from server.engine import (
    JSON,
    BadData,
    BadRecipients,
    start,
)
from tests.engine.drawings import Pool, define
from tests.engine.worlds import no_operations


def test_recipients_are_those_of_the_moment_of_the_throw() -> None:
    pool = (
        Pool("p")
        .start()
        .service("first", "pick")
        .throw("tell", "m", "{'who': pick}", to="pick")
        .service("pick", "pick_again")
        .end()
        .flow("begin", "first", "tell", "pick", "done")
    )
    other = Pool("q", each="units").start("on", "m").end().flow("on", "done")
    other.body[1] = other.body[1].replace('id="done"', 'id="off"')
    other.body[2] = other.body[2].replace('"done"', '"off"')
    definition = define(pool, other, flows={"tell": ("on",)})
    facts: dict[str, JSON] = {"units": []}

    def operate(name: str, _parameters: dict[str, JSON], known: dict[str, JSON]) -> JSON:
        assert ("pick" in known) == (name == "pick_again")
        return ["later"]

    with pytest.raises(Exception, match="there is no pick"):
        start(definition, "p", facts, operate)
    with pytest.raises(BadData):  # a fact may not take an element's name
        start(definition, "p", {"pick": ["early"]}, operate)


def test_a_later_result_does_not_change_what_was_thrown_before() -> None:
    pool = (
        Pool("p")
        .start()
        .service("pick", "early")
        .throw("tell", "m", "{'who': pick.keys}", to="pick.keys")
        .xor("again_q")
        .service("change", "late")
        .xor("join")
        .end()
        .flow("begin", "join", "pick", "tell", "again_q", "done", default=True)
        .flow("again_q", "change", when="not has(change)")
        .flow("change", "join")
    )
    other = Pool("q", each="units").start("on", "m").end("off").flow("on", "off")
    definition = define(pool, other, flows={"tell": ("on",)})
    lap = iter(["x", "change", "y"])
    moved = start(definition, "p", {}, lambda *_: {"keys": [next(lap)]})
    assert [each.to for each in moved.thrown] == [("x",), ("y",)]
    assert [each.payload for each in moved.thrown] == [{"who": ["x"]}, {"who": ["y"]}]


@pytest.mark.parametrize("to", ["'a'", "[1]", "{}", "null_", "None"])
def test_recipients_that_are_no_list_of_keys_are_refused(to: str) -> None:
    pool = Pool("p").start().throw("tell", "m", to=to).end().flow("begin", "tell", "done")
    other = Pool("q", each="units").start("on", "m").end("off").flow("on", "off")
    definition = define(pool, other, flows={"tell": ("on",)})
    with pytest.raises(BadRecipients):
        start(definition, "p", {"null_": None}, no_operations)
