"""A form is drawn, read back and given back without a task, a case or a process."""

import re
from collections.abc import Mapping

import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from server.domain.blocs.bodies import Body
from server.domain.texts.words import Words
from server.forms import Form, written
from server.forms.form import Schema
from server.web.forms import form_answers, form_parts, form_post
from server.web.forms.form_view import FormView
from server.web.forms.problems import FormProblem, summary
from server.web.frame import formats
from server.web.proofs import typed
from server.web.refusals import mistakes
from tests.forms.sample import BODIES, CONTEXT, UNITS, sample

PAGE = (
    '{% import "macros.html" as m %}{% import "forms/fields.html" as f %}'
    '{{ m.error_summary(view.summary()) }}{% include "forms/form_fields.html" %}'
)
POSTED = [
    ("title", "Báo cáo"),
    ("period", "annual"),
    ("asked", "*units"),
    ("recipients", f"{UNITS[0]} {BODIES[1]}"),
    ("last_day", "31/7/2025"),
    ("urgent", "0"),
    ("urgent", "1"),
    ("budget", "1500000"),
    ("waves.1.name", "Đợt một"),
    ("waves.1.first_day", "1/2/2025"),
    ("waves.1.last_day", "1/3/2025"),
    ("waves.1.main", "0"),
    ("waves.1.cost", "0"),
]


def parties(ids: tuple[str, ...]) -> tuple[Body, ...]:
    return tuple(Body(id=each, name=Words(f"Tên {each}"), short=Words(each)) for each in ids)


CHOOSABLE = {
    "units": {"units": parties(UNITS)},
    "recipients": {"units": parties(UNITS), "bodies": parties(BODIES)},
}


@pytest.fixture(scope="session")
def form() -> Form:
    return sample()


def view_of(
    form: Form, typed: Mapping[str, str], problems: tuple[FormProblem, ...] = ()
) -> FormView:
    return FormView(form=form, typed=typed, choosable=CHOOSABLE, problems=problems)


def drawn(view: FormView) -> str:
    return render_template_string(PAGE, view=view, parts=form_parts.parts(view, {}))


def fields(page: str) -> list[tuple[str, str]]:
    """Give what a browser would post of a drawn page: ticked boxes, texts, lists."""
    found = []
    for tag in re.findall(r"<input[^>]*>", page):
        words = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if words.get("type") not in {"checkbox", "radio"} or " checked" in tag:
            found.append((words["name"], words.get("value", "")))
    for name, text in re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>\n([^<]*)<', page):
        found.append((name, text))
    for name, inner in re.findall(
        r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        found.append((name, chosen[1] if chosen else ""))
    return found


def test_a_form_without_a_task_is_drawn_with_what_stands_in_it(app: Flask, form: Form) -> None:
    with app.test_request_context():
        page = drawn(view_of(form, {"title": "Báo cáo năm"}))
    assert 'name="title" value="Báo cáo năm"' in page
    assert "Kỳ báo cáo" in page


def test_what_is_drawn_posts_the_same_value_again(app: Flask, form: Form) -> None:
    with app.test_request_context(method="POST", data=MultiDict(POSTED)):
        first = form_post.parsed(form, CONTEXT)
        page = drawn(view_of(form, written(form, first.value, formats.number)))
    with app.test_request_context(method="POST", data=MultiDict(fields(page))):
        again = form_post.parsed(form, CONTEXT)
    assert first.mistakes == again.mistakes == ()
    assert first.value == again.value
    assert first.value["waves"] == [
        {
            "name": "Đợt một",
            "first_day": "2025-02-01",
            "last_day": "2025-03-01",
            "main": False,
            "cost": 0,
        }
    ]


def test_what_is_wrong_stands_at_its_field_and_in_the_summary(app: Flask, form: Form) -> None:
    posted = [*POSTED, ("waves.2.name", "Đợt hai"), ("waves.2.first_day", "31/02/2025")]
    with app.test_request_context(method="POST", data=MultiDict(posted)):
        post = form_post.parsed(form, CONTEXT)
        found = form_post.found_in(post)
        problems = tuple(form_post.problems_of(view_of(form, post.typed), found))
        page = drawn(view_of(form, post.typed, problems))
    assert {problem.path for problem in problems} == {"waves.1.first_day", "waves.1.last_day"}
    assert problems[0].label == "Các đợt, dòng 2, Ngày đầu"
    assert 'value="31/02/2025"' in page
    assert 'href="#f-waves.1.first_day"' in page
    assert 'id="e-waves.1.first_day"' in page


def test_a_group_chosen_whole_is_shown_ticked_one_by_one(app: Flask, form: Form) -> None:
    with app.test_request_context():
        page = drawn(view_of(form, {"asked": "*units"}))
    ticked = re.findall(r'name="asked" value="([^"]*)" checked', page)
    assert ticked == list(UNITS)


def test_a_row_is_taken_out_by_its_button_and_nothing_else_is_lost(app: Flask, form: Form) -> None:
    rows = [("waves.0.name", "Một"), ("waves.1.name", "Hai"), ("waves.2.name", "Ba")]
    with app.test_request_context(method="POST", data=MultiDict([*rows, ("_remove", "waves.1")])):
        assert form_post.rearranged() == "waves"
        assert form_post.typed(form) == {"waves.0.name": "Một", "waves.1.name": "Ba"}


def test_there_is_always_a_row_to_write_in_until_there_are_enough(app: Flask, form: Form) -> None:
    with app.test_request_context():
        assert view_of(form, {}).rows("waves") == ["waves.0"]
        typed = {f"waves.{number}.name": "x" for number in range(2)}
        assert len(view_of(form, typed).rows("waves")) == 3
        typed = {f"waves.{number}.name": "x" for number in range(4)}
        assert len(view_of(form, typed).rows("waves")) == 4


def test_what_was_answered_is_said_in_words(app: Flask, form: Form) -> None:
    with app.test_request_context(method="POST", data=MultiDict(POSTED)):
        post = form_post.parsed(form, CONTEXT)
        view = view_of(form, post.typed)
        said = {line.label: line.lines for line in form_answers.answers(view, post.value)}
    assert said == {
        "Tên báo cáo": ("Báo cáo",),
        "Kỳ báo cáo": ("Năm",),
        "Đơn vị báo cáo": ("; ".join(f"Tên {each}" for each in UNITS),),
        "Nơi nhận": (f"Tên {UNITS[0]}; Tên {BODIES[1]}",),
        "Hạn gửi": ("31/07/2025",),
        "Khẩn": ("có chọn",),
        "Kinh phí": ("1.500.000 đồng",),
        "Các đợt": ("1: Đợt một; 01/02/2025; 01/03/2025; 0 đồng",),
    }


def test_mistakes_are_told_in_the_order_of_the_form(app: Flask) -> None:
    def wrong(row: str, sentence: str) -> FormProblem:
        return FormProblem(path=f"rows.{row}.points", label=f"{row}, Điểm", sentence=sentence)

    high, fine, none = "Nhập từ 0 đến 5.", "Nhập tối đa 2 chữ số.", "Chưa nhập."
    said = (("1", high), ("2", none), ("3", fine), ("4", none), ("5", high), ("6", none))
    with app.test_request_context():
        told = summary([wrong(*each) for each in said], title=lambda _: "Điểm")
    assert [where for where, _ in told] == [f"f-rows.{row}.points" for row in "1235"]
    assert told[1][1] == "Điểm, 3 chỗ: Chưa nhập. Đó là: 2; 4; 6."


@pytest.mark.parametrize("name", ["csrf_token", "password", typed.ANSWER])
def test_what_proves_who_sends_a_form_is_no_field_of_it(name: str) -> None:
    assert list(form_post.of_the_form([(name, "x"), ("title", "y")])) == [("title", "y")]


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"enum": ["yes", "no"]}, "Chọn một ý."),
        (
            {"type": "object", "patternProperties": {"^a$": {}}},
            "Chưa có gì ở phần này: hãy chọn hoặc điền ở từng dòng.",
        ),
        ({"type": "string"}, "Phần này bắt buộc: hãy điền."),
    ],
)
def test_what_was_left_empty_is_asked_for_as_it_is_given(
    app: Flask, schema: Schema, said: str
) -> None:
    """A ballot sent as it came was told to be filled in, where there is nothing to fill in."""
    with app.test_request_context():
        assert mistakes.sentence(mistakes.missing("required", schema), {}) == said
    assert mistakes.missing("not_date", schema) == "not_date"
