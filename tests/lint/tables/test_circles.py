"""Decisions that require each other are refused, also where no expression reads the other."""

import pytest

from server.engine import findings
from tests.engine.expressions import feel_tables as dmn
from tests.lint.samples.material import KNOWN


def refused(*parts: str) -> list[tuple[str, str]]:
    found = findings(None, {"t.dmn": dmn.file(*parts)}, KNOWN)
    return [(each.rule, each.element) for each in found]


@pytest.mark.parametrize(
    "parts",
    [
        (dmn.alone("a", "1", ["a"]),),
        (dmn.alone("a", "1", ["b"]), dmn.alone("b", "2", ["a"])),
        (dmn.alone("z", "1", ["a"]), dmn.alone("a", "1", ["b"]), dmn.alone("b", "2", ["c"]),
         dmn.alone("c", "3", ["a", "d"]), dmn.alone("d", "4")),
    ],
    ids=["itself", "two", "three, with one before and one behind"],
)  # fmt: skip
def test_a_circle_nobody_reads_is_one_finding(parts: tuple[str, ...]) -> None:
    assert refused(*parts) == [("DMN-REQUIRES", "a")]


def test_many_that_require_the_same_are_no_circle() -> None:
    parts = [dmn.alone(f"a{n}", "1", [f"a{n + 1}", f"a{n + 2}"]) for n in range(8)]
    assert refused(*parts, dmn.alone("a8", "1"), dmn.alone("a9", "1")) == []
