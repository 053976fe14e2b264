"""What a criterion is called beside its table tells it from all others."""

from dataclasses import replace

from server.domain.blocs.rules import Criterion, TablePart
from server.domain.texts.words import Words
from tests.domain.five_units import criterion, section, table


def test_a_code_that_several_criteria_have_is_followed_by_those_of_its_headings() -> None:
    inner = TablePart(id="p", code="II", name=Words("p"), criteria=(_coded("c", "1"),))
    sections = (
        replace(section("s1", "normal", _coded("a", "1"), _coded("b", "2")), code="A"),
        replace(section("s2", "bonus", _coded("d", "1.1")), code="B", parts=(inner,)),
    )
    assert dict(table(sections=sections).codes) == {
        "a": "1 (A)",
        "b": "2",
        "d": "1.1",
        "c": "1 (B.II)",
    }


def test_a_table_whose_codes_are_its_own_calls_criteria_by_them_alone() -> None:
    found = table()
    assert dict(found.codes) == {each.id: each.code for _section, each in found.lines()}


def _coded(name: str, code: str) -> Criterion:
    return replace(criterion(name, "10"), code=code)
