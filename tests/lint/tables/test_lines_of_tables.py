"""What is wrong with an expression of a table names the line it stands in."""

import pytest

from server.engine import findings
from tests.engine.expressions import feel_tables as dmn
from tests.lint.samples.material import KNOWN


@pytest.mark.parametrize(
    "line",
    [("< 7 +", '"a"'), ("between 1", '"a"'), ("< 5", "1 +* 2"), ("> 5", "some x in y satisfies z")],
)
def test_an_expression_out_of_the_language_names_its_line(line: tuple[str, str]) -> None:
    drawn = dmn.table(
        "quota", {"ask.n": ("number", "")}, {"a": ("string", "")}, ("< 3", '"b"'), line
    )
    text = dmn.file(drawn).decode()
    for number in (1, 2):
        text = text.replace("<rule>", f'<rule id="line_{number}">', 1)
    assert 'id="line_2"' in text
    found = findings(None, {"t.dmn": text.encode()}, KNOWN)
    assert "line_2" in {each.element for each in found if each.rule == "EXPRESSION"}, found
    assert "quota" not in {each.element for each in found if each.rule == "EXPRESSION"}
