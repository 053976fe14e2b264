"""What readers of files and expressions say in English is said in Vietnamese to who reads that."""

import re
from pathlib import Path

import pytest

from server.engine import findings, said
from server.engine.lint_words import parser_words, reasons
from server.form_shape.keywords import strange
from tests.lint.samples.material import GOOD, KNOWN

ENGINE = Path(__file__).parents[2] / "server" / "engine" / "expressions"
RAISED = re.compile(r'(?:refusal|refuse|Unfit|ExpressionRefused)\(\s*(f?)"((?:[^"\\]|\\.)*)"')
HOLE = re.compile(r"\{[^{}]*\}")


def raised() -> list[str]:
    """Give every reason that the expressions' code writes out, its holes filled with a word."""
    found = set()
    for path in ENGINE.rglob("*.py"):
        for written, text in RAISED.findall(path.read_text()):
            found.add(HOLE.sub("7", text) if written else text)
    return sorted(found - {"("})


def test_there_are_many_reasons() -> None:
    assert len(raised()) > 40


@pytest.mark.parametrize("reason", raised())
def test_a_reason_for_refusing_an_expression_has_its_vietnamese(reason: str) -> None:
    assert reasons.vietnamese(reason) != reason


@pytest.mark.parametrize(
    ("file", "data", "wanted"),
    [
        ("t.bpmn", b"<a><b></a></b>", "thẻ b mở ở dòng 1 lại đóng bằng a, dòng 1 cột"),
        ("t.bpmn", b"<a", "thẻ a thiếu dấu >"),
        ("t.bpmn", b'<a b="1" b="2"/>', "thuộc tính b đứng hai lần"),
        ("t.bpmn", b"<a>&</a>", "&amp;"),
        ("t.bpmn", b"nothing", "không có thẻ nào"),
        ("t.bpmn", b"<a:b/>", "tiền tố a của b chưa khai báo"),
        ("form.json", b'{"a": }', "thiếu một giá trị, dòng 1 cột 7"),
        ("form.json", b'{"a": 1', "thiếu dấu"),
        ("form.json", b'{"type": "strin"}', "không đúng dạng nào"),
        ("form.json", b'{"minLength": -1}', "nhỏ hơn 0"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_vietnamese(
    file: str, data: bytes, wanted: str
) -> None:
    found = [each for each in findings("t", {**GOOD, file: data}, KNOWN) if "error" in each.holes]
    assert found
    told = [said(each.rule, each.holes, "vi").message for each in found]
    assert any(wanted in each for each in told), told
    assert not [each for each in told if re.search(r"\b(is not|expected|Expecting|line)\b", each)]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ({"x-shows": 1}, "x-shows: phải là danh sách chữ"),
        ({"x-files": 1}, "x-files: phải là danh sách đối tượng"),
        ({"x-files": [{}]}, "x-files: mỗi dòng cần kind và title là chữ"),
        ({"x-together": [{}]}, "x-together: mỗi dòng cần most là chữ"),
        ({"x-together": [{"most": "a"}]}, "x-together: mỗi dòng cần of là danh sách chữ"),
        ({"allOf": [1]}, "allOf: mỗi dòng phải là một đối tượng, then của nó cũng vậy"),
        ({"properties": 1}, "properties: phải là một đối tượng"),
        ({"properties": {"a": 1}}, "properties.a: phải là một đối tượng"),
        ({"properties": {"a": {"x-labels": 1}}}, "a.x-labels: phải là một đối tượng"),
        ({"properties": {"a": {"x-widget": 1}}}, "a.x-widget: phải là chữ"),
        ({"properties": {"a": {"x-reason": 1}}}, "a.x-reason: phải là true hoặc false"),
        (
            {"properties": {"a": {"x-outcome": {"no": "refusal"}}}},
            "a.x-outcome: phải là true, hoặc một đối tượng mà mỗi giá trị là một trong: approve, ",
        ),
    ],
)
def test_what_no_page_can_show_of_a_form_is_told_in_vietnamese(
    form: dict[str, object], wanted: str
) -> None:
    error = strange(form)
    assert error is not None
    assert wanted in parser_words.vietnamese(error)


def test_what_no_reader_was_known_to_say_is_told_by_its_place() -> None:
    error = "Something was amiss here: line 3 column 7 (char 20)"
    assert parser_words.vietnamese(error) == "không đọc được, dòng 3 cột 7"
