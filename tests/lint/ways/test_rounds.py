"""In a pool that begins once in a case it is always round 1; who may be asked again asks."""

from dataclasses import replace

import pytest

from server.engine import findings
from server.engine.lint.values.value_types import whole
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram


def found(each: str | None, *, again: bool = False, others: bool = False) -> set[str]:
    """Ask the round in a pool which one throw begins, or that again, or another one, too."""
    main = Pool("p").start().user("one").throw("ask", "m_ask", to="units" if each else None)
    main.catch("heard", "m_told", "all" if each else None).xor("q").end()
    main.flow("begin", "one", "ask", "heard", "q").flow("q", "done", default=True)
    main.flow("q", "one" if again else "more" if others else "done", when="one.verdict == 'adopt'")
    if others:
        main.throw("more", "m_ask", to="units" if each else None).flow("more", "heard")
    pool = Pool("u", each=each).start("asked", "m_ask").user("two").xor("r").user("late")
    pool.end("told", "m_told").flow("asked", "two", "r").flow("r", "told", default=True)
    pool.flow("r", "late", when="round > 2").flow("late", "told")
    flows = {"ask": ("asked",), "told": ("heard",), **({"more": ("asked",)} if others else {})}
    known = replace(KNOWN, types={**KNOWN.types, "round": whole(1, None)})
    several = findings("t", with_diagram(diagram(main, pool, flows=flows)), known)
    return {each.rule for each in several}


@pytest.mark.parametrize("each", [None, "units"])
def test_the_round_of_what_begins_once_is_always_the_first(each: str | None) -> None:
    assert found(each) == {"CONDITION-CONSTANT"}


@pytest.mark.parametrize("each", [None, "units"])
def test_who_is_asked_again_is_in_another_round(each: str | None) -> None:
    assert "CONDITION-CONSTANT" not in found(each, again=True)
    assert "CONDITION-CONSTANT" not in found(each, others=True)
