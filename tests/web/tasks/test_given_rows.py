"""Rows taken over are read as a table where nothing is typed, and told without the empty ones."""

import json

import pytest
from flask import Flask, render_template_string

from server.forms import Form, Json, read
from server.web.forms import form_answers, form_parts
from server.web.forms.form_view import FormView

PAGE = (
    '{% import "macros.html" as m %}{% import "forms/fields.html" as f %}'
    '{% include "forms/form_fields.html" %}'
)
GIVEN = {"type": "string", "title": "Tiêu chí", "maxLength": 100, "x-given": True}
TYPED = {"type": "string", "title": "Góp ý", "maxLength": 100}
NAMES = ("Một", "Hai", "Ba")
ROWS: list[Json] = [{"name": "Một"}, {"name": "Hai", "said": "Nên sửa"}, {"name": "Ba", "said": ""}]


def form(folded: str = "", **columns: object) -> Form:
    rows = {"type": "object", "additionalProperties": False, "properties": columns}
    criteria = {"type": "array", "title": "Các tiêu chí", "maxItems": 9, "items": rows}
    criteria |= {"x-folded": folded} if folded else {}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Góp ý",
        "type": "object",
        "additionalProperties": False,
        "properties": {"criteria": criteria},
    }
    return read("comments", json.dumps(schema).encode())


def view_of(form: Form, *, lacking: frozenset[str] = frozenset()) -> FormView:
    typed = {f"criteria.{n}.name": name for n, name in enumerate(NAMES)}
    return FormView(form=form, typed=typed, given={"criteria": len(ROWS)}, lacking=lacking)


def drawn(view: FormView) -> str:
    return render_template_string(PAGE, view=view, parts=form_parts.parts(view, {}))


def test_rows_with_nothing_to_type_are_a_table_that_is_sent_back(app: Flask) -> None:
    with app.test_request_context():
        page = drawn(view_of(form(name=GIVEN)))
    assert page.count("<tr") == 1 + len(ROWS)
    assert "row-fields" not in page
    assert '<input type="hidden" name="criteria.1.name" value="Hai">' in page


@pytest.mark.parametrize("lacking", [True, False])
def test_rows_with_something_to_type_are_written_in(app: Flask, *, lacking: bool) -> None:
    shape = form(name=GIVEN) if lacking else form(name=GIVEN, said=TYPED)
    empty = frozenset({"criteria.1.name"} if lacking else ())
    with app.test_request_context():
        page = drawn(view_of(shape, lacking=empty))
    assert page.count("row-fields") == len(ROWS)
    assert "<table" not in page


def test_rows_nothing_was_typed_into_are_told_by_their_number(app: Flask) -> None:
    with app.test_request_context():
        view = view_of(form(name=GIVEN, said=TYPED))
        (answered,) = form_answers.answers(view, {"criteria": ROWS})
        (every,) = form_answers.answers(view_of(form(name=GIVEN)), {"criteria": ROWS[:1]})
    assert answered.lines == ("2: Hai; Nên sửa", "2 dòng không ghi gì thêm")
    assert every.lines == ("1: Một",)
    assert answered.table is not None
    assert answered.table.heads == ("Tiêu chí", "Góp ý")
    assert answered.table.rows == (("Hai", "Nên sửa"),)
    assert answered.table.rest == answered.lines[-1]


def test_folded_rows_stand_together_in_a_line_each_and_open_where_something_is_said(
    app: Flask,
) -> None:
    part = {**GIVEN, "title": "Mục"}
    sections = {f"criteria.{n}.part": part for n, part in enumerate(("A", "A", "B"))}
    view = view_of(form(folded="part", part=part, name=GIVEN, said=TYPED))
    said = {**view.typed, **sections, "criteria.2.said": "Nên sửa"}
    with app.test_request_context():
        page = drawn(FormView(form=view.form, typed=said, given=view.given))
    assert page.count("<details") == 2 + len(ROWS)
    assert page.count("open>") == 2
    assert page.count('<input type="hidden" name="criteria.') == 2 * len(ROWS)
    assert "<summary>Hai</summary>" in page
