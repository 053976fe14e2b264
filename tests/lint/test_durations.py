"""What the linter says of timers that wait for a while, and of what they read."""

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, laid_out, with_diagram


def said(written: str, tag: str = "timeDuration", when: str = "True") -> list[tuple[str, str]]:
    """Lint a task that a timer may end, with what the timer says in this tag."""
    pool = Pool("p").start().user("one", "leader").boundary("late", "one", due="P3D").xor("q")
    pool.end().end("other").flow("begin", "one", "q").flow("q", "done", default=True)
    pool.flow("q", "other", when=when).flow("late", "done")
    plain = '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P3D</bpmn:timeDuration>'
    text = diagram(pool)
    assert plain in text
    text = text.replace(plain, plain.replace("P3D", written).replace("timeDuration", tag))
    files = {
        "t.bpmn": laid_out(text),
        **{k: v for k, v in with_diagram(text).items() if k != "t.bpmn"},
    }
    found = findings("t", files, KNOWN)
    return [(each.rule, each.element) for each in found if each.element in {"late", "q"} or
            each.rule.startswith("VARIABLE")]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        "P3D",
        "PT24H",
        "'P2W'",
        "'P3D' if mode == 'open' else 'P1M'",
        "None if mode == 'open' else 'P1D'",
    ],
)
def test_a_duration_is_plain_or_chosen_by_an_expression(written: str) -> None:
    assert said(written) == []


@pytest.mark.parametrize(
    "written",
    ["P0D", "'P3'", "3", "deadlines.self_score", "'P3D' if mode == 'open' else 'soon'", "None",
     "workdays(entered_on, 3)", "mode", "PT30S", "P1.5D", "-P1D", "p3d", "R3/P1D", "P9999Y", "PT"],
)  # fmt: skip
def test_what_is_no_duration_is_named_before_anybody_waits(written: str) -> None:
    assert said(written) == [("TIMER-DURATION", "late")]


@pytest.mark.parametrize("written", ["3 days", "P3X", "after 3"])
def test_what_is_no_expression_is_one_finding(written: str) -> None:
    assert len(said(written)) == 1


def test_working_days_count_from_when_the_timer_began_to_wait() -> None:
    assert said("workdays(entered_on, 3)", "timeDate") == []
    assert said("entered_on if mode == 'open' else deadlines.self_score", "timeDate") == []


def test_only_a_timer_has_such_a_day() -> None:
    assert [rule for rule, _ in said("P3D", when="entered_on == '2026-01-01'")] == [
        "VARIABLE-UNSET"
    ]
