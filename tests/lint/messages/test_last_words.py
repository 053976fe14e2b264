"""Whoever has said their last word has ended, and may be asked again; others may not."""

from collections.abc import Callable

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram


def asked_again(asked: Callable[[Pool], Pool], *, each: str) -> set[str]:
    """Ask a pool in a loop, which goes on by what it says; name who asks too early."""
    main = Pool("p").start().throw("ask", "m_ask").catch("heard", "m_in", "all" if each else None)
    main.user("look").xor("fine").end().flow("begin", "ask", "heard", "look", "fine")
    main.flow("fine", "ask", when="look.verdict == 'send_back'").flow("fine", "done", default=True)
    other = asked(Pool("u", each=each or None).start("asked", "m_ask").user("work"))
    text = diagram(main, other, flows={"ask": ("asked",), "say": ("heard",)})
    told = findings("t", with_diagram(text), KNOWN)
    assert {each.rule for each in told} <= {"LAYOUT", "MESSAGE-UNUSED", "ASKED-TWICE"}
    return {each.element for each in told if each.rule == "ASKED-TWICE"}


def says_and_ends(pool: Pool) -> Pool:
    return pool.throw("say", "m_in").end("off").flow("asked", "work", "say", "off")


def says_and_works_on(pool: Pool) -> Pool:
    pool.throw("say", "m_in").user("file").end("off")
    return pool.flow("asked", "work", "say", "file", "off")


def says_in_a_branch(pool: Pool) -> Pool:
    pool.parallel("split").throw("say", "m_in").user("file").parallel("join").end("off")
    pool.flow("asked", "work", "split", "say", "join", "off")
    return pool.flow("split", "file", "join")


def says_at_the_end_of_a_subprocess(pool: Pool) -> Pool:
    inner = Pool("part").start("p_on").user("think").end("say", "m_in")
    pool.subprocess("prep", inner.flow("p_on", "think", "say")).user("file").end("off")
    return pool.flow("asked", "work", "prep", "file", "off")


@pytest.mark.parametrize("each", ["", "units"])
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (says_and_ends, set()),
        (says_and_works_on, {"ask"}),
        (says_in_a_branch, {"ask"}),
        (says_at_the_end_of_a_subprocess, {"ask"}),
    ],
)
def test_who_is_asked_again_has_said_their_last_word(
    asked: Callable[[Pool], Pool], found: set[str], each: str
) -> None:
    assert asked_again(asked, each=each) == found
