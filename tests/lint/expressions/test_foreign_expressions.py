"""Expressions written as other engines write theirs: one finding, which says how here."""

import pytest

from server.engine import LANGUAGES, findings, said
from server.engine.errors import ExpressionRefused
from server.engine.expressions.grammar import parse
from tests.lint.samples.manifest_report import spoilt
from tests.lint.samples.material import KNOWN, changed
from tests.lint.samples.tasks import asked
from tests.lint.test_manifests import found

HERE = {
    "${a == 1}": "a == 1",
    "#{a == 1 && b}": "a == 1 and b",
    "= a = 1": "a == 1",
    "a = 1": "a == 1",
    "a == 1 || b": "a == 1 or b",
    "a eq 1": "a == 1",
    "a ne 1 AND b": "a != 1 and b",
    "a lt 3": "a < 3",
    "!a": "not a",
    "a <> 1": "a != 1",
    "a === 1": "a == 1",
    "a is not 1": "a != 1",
    "a.equals('x')": "a == 'x'",
    "“a = b” == c": '"a = b" == c',
    "a.b = 'x && y'": "a.b == 'x && y'",
    "if a = 1 then b else null": "b if a == 1 else None",
    "30/06/2025": "date(2025, 6, 30)",
    "a.day > 2025-06-30": "a.day > date(2025, 6, 30)",
}


@pytest.mark.parametrize("source", sorted(HERE))
def test_how_others_write_it_is_translated(source: str) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        parse(source)
    assert refused.value.reason == f"this is written {HERE[source]} here"


@pytest.mark.parametrize("source", ["a >= 1", "a != 'b'", "a == 'b = c'", "not a.eq", "[a, b]"])
def test_what_is_written_as_here_is_read(source: str) -> None:
    parse(source)


@pytest.mark.parametrize("source", ["${}", "= ", "a ? b : c", "a = = 1", "&&", "f(a) = 1"])
def test_what_would_be_no_expression_here_either_is_not_proposed(source: str) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        parse(source)
    assert "this is written" not in refused.value.reason


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", ["${round == 1 && true}", "round = 1 &amp;&amp; True"])
def test_a_condition_of_another_engine_is_one_finding(source: str, language: str) -> None:
    (problem,) = findings("t", asked(source.replace("&amp;", "&")), KNOWN)
    assert problem.rule == "EXPRESSION"
    assert "round == 1 and True" in said(problem.rule, problem.holes, language).message


def test_names_of_others_for_true_false_and_nothing_are_told_as_such() -> None:
    (problem,) = findings("t", asked("mode == null"), KNOWN)
    assert problem.holes["reason"] == "this is written mode == None here"


def test_so_it_is_in_payloads_recipients_and_manifests() -> None:
    for old, new in (("{'at': 'score'}", "${{'at': 'score'}}"), ("late.out", "${late.out}")):
        rules = [each.holes.get("reason", "") for each in findings("t", changed(old, new), KNOWN)]
        assert any("this is written" in reason for reason in rules), rules
    (problem,) = found(spoilt("tasks.affairs.if", "mode == 'open'", "mode = null"))
    assert problem.holes["reason"] == "this is written mode == None here"
