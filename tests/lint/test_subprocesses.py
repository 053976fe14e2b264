"""The linter looks into subprocesses as into the process around them."""

import pytest

from server.engine import findings
from tests.lint.material import KNOWN, diagram, with_diagram
from tests.lint.subprocess_samples import CALLING, GOOD, WRONG, read_after


def test_a_subprocess_with_a_timer_and_an_error_is_clean() -> None:
    assert findings("t", GOOD, KNOWN) == ()


@pytest.mark.parametrize("name", sorted(WRONG))
def test_what_is_wrong_in_a_subprocess_is_found_there(name: str) -> None:
    rule, element, files = WRONG[name]
    assert (rule, element) in [(each.rule, each.element) for each in findings("t", files, KNOWN)]


def test_what_a_subprocess_may_have_set_can_be_asked_for_after_it() -> None:
    asked = with_diagram(diagram(read_after("has(one) and one.verdict == 'return'")))
    assert findings("t", asked, KNOWN) == ()


def test_a_call_of_another_process_is_one_finding() -> None:
    assert [(each.rule, each.element) for each in findings("t", CALLING, KNOWN)] == [
        ("CALL", "one")
    ]
