"""`make survivors`: a guard that is taken out is missed by its tests, or is told."""

import ast

import pytest

from tests.survivors import guards as found
from tests.survivors.guards import Guard, guards, guards_of, own_tests, without
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


def test_every_guard_of_the_product_has_tests_of_its_own() -> None:
    assert [str(guard) for guard in guards() if not own_tests(guard)] == []


def test_a_guard_that_is_taken_out_is_missed() -> None:
    guard = next(each for each in guards() if each.function == "check_own_unit")
    assert tried(guard).fate is Fate.FOUND


def test_a_guard_that_nobody_misses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = next(each for each in guards() if each.function == "check_own_unit")
    elsewhere = ["tests/survivors/test_survivors.py::test_a_line_without_a_guard_takes_nothing_out"]
    monkeypatch.setattr("tests.survivors.run.own_tests", lambda _: elsewhere)
    assert tried(guard).fate is Fate.SURVIVED


def test_a_guard_without_tests_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "_words", lambda _of="tests": {})
    alone = Guard("server/nowhere/x.py", "check_nothing", 1, "raise Nothing")
    assert tried(alone).fate is Fate.UNTESTED
