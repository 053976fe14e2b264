"""What a message carries keeps its type, whoever waits for it and however often it is passed on."""

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.lint.samples.material import KNOWN, diagram, with_diagram

FLOWS = {"ask": ("asked",), "pass_on": ("told",), "answer": ("answered",), "say": ("all_in",)}


def rules(condition: str, awaits: str | None, answer: str = "{'v': look.verdict}") -> set[str]:
    """Name the rules that a condition in a set's pool on another's answer breaks."""
    main = Pool("p").start().throw("ask", "m_ask").catch("all_in", "m_said", "all").end()
    main.flow("begin", "ask", "all_in", "done")
    unit = Pool("u", each="units").start("asked", "m_ask").user("write")
    unit.throw("pass_on", "m_tell", "{'w': write.verdict}", to="[key]")
    unit.catch("answered", "m_answer", awaits).xor("fine")
    unit.user("more").end("say", "m_said")
    unit.flow("asked", "write", "pass_on", "answered", "fine").flow("more", "say")
    unit.flow("fine", "more", when=condition).flow("fine", "say", default=True)
    other = Pool("o", each="units").start("told", "m_tell").user("look")
    other.end("answer", "m_answer", answer, to="[key]").flow("told", "look", "answer")
    files = with_diagram(diagram(main, unit, other, flows=FLOWS))
    return {each.rule for each in findings("t", files, KNOWN)} - {"LAYOUT"}


@pytest.mark.parametrize("awaits", [None, "all"])
def test_a_choice_that_no_form_has_is_found_behind_a_message(awaits: str | None) -> None:
    right = rules("answered.v == 'send_back'", awaits)
    assert rules("answered.v == 'sent_bak'", awaits) - right == {"TYPE-VALUE"}


def test_it_is_found_where_a_message_carries_on_what_another_carried() -> None:
    right = rules("answered.v == 'send_back'", None, "{'v': told.w}")
    assert rules("answered.v == 'sent_bak'", None, "{'v': told.w}") - right == {"TYPE-VALUE"}
