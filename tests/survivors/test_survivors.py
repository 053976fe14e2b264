"""`make survivors`: a guard that is taken out is missed by its tests, or is told."""

import ast
import builtins
from contextlib import suppress
from typing import Any

import pytest

from tests.survivors import refusing
from tests.survivors.guards import Guard, guards, guards_of, without
from tests.survivors.refusing import by_guard, noting
from tests.survivors.run import Fate, tried

SOURCE = '''
def check_age(age):
    """Refuse who is too young."""
    if age < 18:
        raise TooYoung(age)
    check_known(age)
    return age


def looked_at(age):
    raise NotImplementedError
'''


def test_each_refusal_of_a_check_is_a_guard() -> None:
    told = [(guard.line, guard.function, guard.said) for guard in guards_of("server/x.py", SOURCE)]
    assert sorted(told) == [
        (5, "check_age", "raise TooYoung(age)"),
        (6, "check_age", "check_known(age)"),
    ]


def test_one_guard_is_taken_out_and_no_other() -> None:
    left = ast.unparse(without(SOURCE, 5))
    assert "TooYoung" not in left
    assert "check_known(age)" in left


def test_a_line_without_a_guard_takes_nothing_out() -> None:
    with pytest.raises(LookupError):
        without(SOURCE, 4)


def test_a_guard_that_is_taken_out_is_missed() -> None:
    guard = next(each for each in guards() if each.function == "check_own_unit")
    assert tried(guard, ["tests/domain/test_posts.py"]).fate is Fate.FOUND


def test_a_guard_that_nobody_misses_is_told() -> None:
    guard = next(each for each in guards() if each.function == "check_own_unit")
    elsewhere = ["tests/survivors/test_survivors.py::test_a_line_without_a_guard_takes_nothing_out"]
    assert tried(guard, elsewhere).fate is Fate.SURVIVED


def test_a_guard_without_tests_is_told() -> None:
    alone = Guard("server/nowhere/x.py", "check_nothing", 1, "raise Nothing")
    assert tried(alone, []).fate is Fate.UNTESTED


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Answer what the guards of SOURCE tell."""
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(builtins, "__guard__", lambda *said: found.append(said), raising=False)
    return found


def _known(age: int) -> None:
    if age > 100:
        raise LookupError(age)


@pytest.mark.parametrize(
    ("age", "says"),
    [
        (7, [("refused", "server/x.py:5")]),
        (20, [("reached", "server/x.py:6")]),
        (200, [("reached", "server/x.py:6"), ("refused", "server/x.py:6")]),
    ],
)
def test_a_guard_tells_that_it_was_reached_and_that_it_refused(
    told: list[tuple[str, str]], age: int, says: list[tuple[str, str]]
) -> None:
    names: dict[str, Any] = {"TooYoung": ValueError, "check_known": _known}
    exec(compile(noting("server/x.py", SOURCE), "x", "exec"), names)  # noqa: S102 - our own source
    with suppress(ValueError, LookupError):
        names["check_age"](age)
    assert told == says


def test_tests_that_make_a_guard_refuse_come_before_those_that_reach_it() -> None:
    lines = ["reached\tserver/x.py:5\ttests/a.py::b", "refused\tserver/x.py:5\ttests/c.py::d"]
    assert by_guard(lines) == {"server/x.py:5": ["tests/c.py::d", "tests/a.py::b"]}


@pytest.mark.parametrize(
    ("says", "test"),
    [
        ("tests/a.py::b (call)", "tests/a.py::b"),
        ("tests/a.py::b[x (y)] (setup)", "tests/a.py::b[x (y)]"),
        ("tests/a.py::b[vi]@sign_in (call)", "tests/a.py::b[vi]"),
        ("tests/a.py::b[a@b.vn] (call)", "tests/a.py::b[a@b.vn]"),
    ],
)
def test_a_test_is_named_as_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, says: str, test: str
) -> None:
    monkeypatch.setenv("PYTEST_CURRENT_TEST", says)
    assert refusing.test_now() == test
