"""What is found in a called process is told in the names that its author wrote."""

from server.actions.definitions.deployed import build
from server.actions.trial import try_definition
from server.engine import said
from tests.worlds.calling import CALLER, caller_pool, files


def test_what_no_way_comes_to_in_a_call_is_named_as_it_is_drawn_there() -> None:
    model = build(CALLER, files(caller_pool(timed=False, in_amount="50")))
    trial = try_definition(model, most=2_000)
    assert trial.complete
    assert [(each.rule, each.element) for each in trial.problems] == [
        ("TRY-UNREACHED", "examine › confirm")
    ]


def test_what_breaks_there_is_told_so_too() -> None:
    made = files(caller_pool(timed=False, out_verdict="confirm.verdict"))
    trial = try_definition(build(CALLER, made), most=2_000)
    told = [said(each.rule, each.holes, "vi").message for each in trial.problems]
    assert any("examine › confirm" in each for each in told)
    assert not any("__" in each for each in told)
