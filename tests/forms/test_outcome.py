"""How a completion comes out, and what a form asks for then, is the form's own word."""

import json

import pytest

from server.forms import Form, parse, read
from server.forms.outcome import outcome_label, outcome_of, reason_of, returns, unreasoned
from server.forms.validation import violations

CHOICES = {"type": "string", "enum": ["go", "back"], "x-labels": {"go": "Đồng ý", "back": "Trả"}}
WHY = {"type": "string", "x-reason": True}


def form(*styles: str, name: str = "ruling", **fields: object) -> Form:
    """Give a form with the choices `go` and `back`, posted by buttons of these styles."""
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: CHOICES | {"x-outcome": True}, "why": WHY} | fields,
        "x-actions": [
            {"field": name, "value": value, "label": value, "style": style}
            for value, style in zip(("go", "back"), styles, strict=False)
        ],
    }
    return read("vote", json.dumps(schema).encode())


def test_the_outcome_is_the_choice_of_the_field_that_is_marked() -> None:
    found = form("primary", "secondary")
    assert outcome_of(found, {"ruling": "back"}) == "back"
    assert outcome_label(found, "back") == "Trả"


def test_a_field_named_verdict_that_is_not_marked_is_no_outcome_beside_one_that_is() -> None:
    found = form("primary", "secondary", verdict=CHOICES)
    assert outcome_of(found, {"ruling": "go", "verdict": "back"}) == "go"


def test_in_a_form_older_than_the_mark_a_verdict_posted_by_buttons_is_the_outcome() -> None:
    older = form("primary", "danger", name="verdict", verdict=CHOICES)
    assert outcome_of(older, {"verdict": "back"}) == "back"
    assert returns(older) == {"back"}
    typed = form(name="verdict", verdict=CHOICES)
    assert outcome_of(typed, {"verdict": "back"}) == "done"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (True, {"back"}),
        ({"go": "return"}, {"go"}),
        ({"back": "return"}, {"back"}),
        ({"back": "other"}, set()),
    ],
)
def test_what_an_outcome_means_is_said_by_the_buttons_or_by_its_class(
    said: object, expected: set[str]
) -> None:
    assert returns(form("primary", "secondary", ruling=CHOICES | {"x-outcome": said})) == expected


def test_a_return_without_a_reason_is_refused_at_the_field_of_the_reason() -> None:
    found = form("primary", "secondary")
    typed = parse(found, [("ruling", "back"), ("why", "  ")])
    assert [(each.path, each.code) for each in typed.mistakes] == [("why", "reason_missing")]
    assert unreasoned(found, {"ruling": "back", "why": "  "}) == "why"
    assert unreasoned(found, {"ruling": "back", "why": "Thiếu"}) == ""
    assert unreasoned(found, {"ruling": "go"}) == ""
    assert reason_of(found, {"ruling": "back", "why": " Thiếu "}) == "Thiếu"


@pytest.mark.parametrize(
    ("typed", "code"), [("0.4", "too_small"), ("0.5", ""), ("12.25", ""), ("12.26", "too_large")]
)
def test_a_decimal_keeps_to_its_minimum_and_maximum(typed: str, code: str) -> None:
    amount = {"type": "string", "format": "decimal", "minimum": 0.5, "maximum": 12.25}
    found = form("primary", "secondary", amount=amount)
    mistakes = violations(found, {"ruling": "go", "amount": typed})
    assert [str(each.code) for each in mistakes] == ([code] if code else [])
    assert all(each.params in ({"min": "0.5"}, {"max": "12.25"}) for each in mistakes)
