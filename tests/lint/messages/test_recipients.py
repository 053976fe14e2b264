"""A message to members of a set names ids of what the set is of."""

from dataclasses import replace

import pytest

from server.engine import Problem, findings, said
from server.engine.lint.values.value_types import (
    PARTY_IDS,
    POST_IDS,
    UNIT_IDS,
    Type,
    list_of,
    party,
)
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram

GIVEN = {
    "members": list_of(party(UNIT_IDS)),
    "anybody": list_of(party(PARTY_IDS)),
    "post": party(POST_IDS),
}
SETS = {"units": UNIT_IDS, "everybody": PARTY_IDS}


def found(to: str, each: str) -> set[str]:
    return {problem.rule for problem in problems(to, each)}


def problems(to: str, each: str) -> list[Problem]:
    types: dict[str, Type] = {**KNOWN.types, **GIVEN}
    known = replace(
        KNOWN, types=types, facts=frozenset(types), members=SETS, sets=KNOWN.sets | SETS.keys()
    )
    pool = Pool("p").start().throw("asks", "ask", to=to).end().flow("begin", "asks", "done")
    other = Pool("q", each=each).start("on", "ask").user("work").end("off")
    text = diagram(pool, other.flow("on", "work", "off"), flows={"asks": ("on",)})
    return [*findings("t", with_diagram(text), known)]


@pytest.mark.parametrize(
    ("to", "each", "fits"),
    [
        ("members", "units", True),
        ("members", "everybody", True),
        ("anybody", "everybody", True),
        ("anybody", "units", False),
        ("[post]", "everybody", False),
        ("members + anybody", "units", False),
        ("keys({'a/b': 1})", "units", False),
        ("['a/' + post]", "units", False),
        ("['a/b']", "units", True),
    ],
)
def test_recipients_are_ids_of_what_the_set_is_of(to: str, each: str, *, fits: bool) -> None:
    assert found(to, each) == (set() if fits else {"RECIPIENTS-KEYS"})


def test_it_is_said_what_the_set_is_of() -> None:
    (problem,) = problems("anybody", "units")
    message = said(problem.rule, problem.holes, "en").message
    assert message == "to = anybody gives bodies, units, where ids are wanted of: units"
