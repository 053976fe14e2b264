"""A form is drawn, read back and given back without a task, a case or a process."""

import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from server.forms import Form, read
from server.web.forms import form_answers, form_parts, form_post
from server.web.forms.form_view import FormView
from tests.web.sample_form import SAMPLE

PAGE = (
    '{% import "macros.html" as m %}{% import "forms/fields.html" as f %}'
    '{{ m.error_summary(view.summary()) }}{% include "forms/form_fields.html" %}'
)


@pytest.fixture(scope="session")
def form() -> Form:
    return read("sample", SAMPLE)


def drawn(view: FormView) -> str:
    return render_template_string(PAGE, view=view, parts=form_parts.parts(view, {}))


def test_a_form_without_a_task_is_drawn_with_what_stands_in_it(app: Flask, form: Form) -> None:
    with app.test_request_context():
        page = drawn(FormView(form=form, typed={"title": "Báo cáo năm"}))
    assert 'name="title" value="Báo cáo năm"' in page
    assert "Kỳ báo cáo" in page


def test_what_is_wrong_stands_at_its_field_and_in_the_summary(app: Flask, form: Form) -> None:
    posted = MultiDict([("title", "Báo cáo"), ("last_day", "31/02/2025")])
    with app.test_request_context(method="POST", data=posted):
        post = form_post.parsed(form)
        view = FormView(form=form, typed=post.typed)
        problems = tuple(form_post.problems_of(view, form_post.found_in(post)))
        page = drawn(FormView(form=form, typed=post.typed, problems=problems))
    assert {problem.path for problem in problems} == {"last_day", "period"}
    assert 'value="31/02/2025"' in page
    assert 'href="#f-last_day"' in page
    assert 'id="e-last_day"' in page


def test_what_was_answered_is_said_in_words(app: Flask, form: Form) -> None:
    posted = MultiDict([("title", "Báo cáo"), ("period", "annual"), ("last_day", "1/12/2025")])
    with app.test_request_context(method="POST", data=posted):
        post = form_post.parsed(form)
        view = FormView(form=form, typed=post.typed)
        said = [(line.label, *line.lines) for line in form_answers.answers(view, post.value)]
    assert said == [
        ("Tên báo cáo", "Báo cáo"),
        ("Kỳ báo cáo", "Năm"),
        ("Hạn gửi", "01/12/2025"),
    ]
