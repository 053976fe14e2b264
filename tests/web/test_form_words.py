"""History says what changed in a form as the form and its records say it."""

from typing import Final

import pytest
from flask import Flask

from server.domain.canonical import Json
from server.domain.tasks.records import difference
from server.web.forms import form_answers
from server.web.forms.form_view import FormView
from server.web.names.form_words import FormWords
from tests.forms.sample import BODIES, UNITS, sample
from tests.web.test_form_view import CHOOSABLE

BEFORE: Final[dict[str, Json]] = {
    "period": "annual",
    "parts": ["results"],
    "asked": [*UNITS[:2]],
    "recipients": [UNITS[0], BODIES[1]],
    "contact": UNITS[0],
    "last_day": "2025-07-31",
    "urgent": False,
}
AFTER: Final[dict[str, Json]] = {
    "period": "ad_hoc",
    "parts": ["limits", "proposals"],
    "asked": [UNITS[2], UNITS[0]],
    "recipients": [BODIES[0], UNITS[1]],
    "contact": UNITS[1],
    "last_day": "2025-08-01",
    "urgent": True,
}
NAMES = {each: f"Tên {each}" for each in (*UNITS, *BODIES)}


@pytest.mark.parametrize("path", sorted(AFTER))
def test_history_says_a_changed_field_as_its_record_does(app: Flask, path: str) -> None:
    form = sample()
    words = FormWords(form=form)
    (change,) = difference({path: BEFORE[path]}, {path: AFTER[path]})
    assert isinstance(change, dict)
    with app.test_request_context():
        view = FormView(form=form, typed={}, choosable=CHOOSABLE)
        for when, value in (("old", BEFORE[path]), ("new", AFTER[path])):
            (answered,) = form_answers.answers(view, {path: value})
            said = words.value(path, str(change[when]), names=NAMES)
            assert (words.field(path), (said,)) == (answered.label, answered.lines)


def test_what_is_typed_is_never_taken_for_a_word_of_the_form(app: Flask) -> None:
    words = FormWords(form=sample())
    with app.test_request_context():
        assert words.value("title", "annual", names=NAMES) == "annual"
