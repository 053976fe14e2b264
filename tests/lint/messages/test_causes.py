"""Where one mistake has others follow from it, only the one is told."""

import pytest

from server.engine import findings
from tests.lint.samples import messages
from tests.lint.samples.material import KNOWN, changed

EMPTY = {
    "approves": ('name="approves" value="score"', 'name="approves" value=""'),
    "form": ('name="form" value="form"', 'name="form" value=""'),
}


@pytest.mark.parametrize("rule", ["MESSAGE-MAIN", "MESSAGE-FROM-EDGE"])
def test_of_a_message_drawn_to_or_from_an_edge_only_that_is_said(rule: str) -> None:
    assert {each.rule for each in findings("t", messages.SAMPLES[rule].bad, KNOWN)} == {rule}


@pytest.mark.parametrize("name", EMPTY)
def test_of_an_empty_property_only_that_is_said(name: str) -> None:
    old, new = EMPTY[name]
    assert {each.rule for each in findings("t", changed(old, new), KNOWN)} == {"PROPERTY-EMPTY"}


@pytest.mark.parametrize("name", ["remind", "sign"])
def test_an_empty_property_is_no_wrong_value_of_it(name: str) -> None:
    written = 'name="approves" value="score"'
    empty = f'{written} /><spiffworkflow:property name="{name}" value=""'
    rules = [each.rule for each in findings("t", changed(written, empty), KNOWN)]
    assert rules == ["PROPERTY-EMPTY"]
