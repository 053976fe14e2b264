"""A text that is written in FEEL is one of the choices of what it is compared with."""

import pytest

from tests.engine.expressions import feel_tables as dmn
from tests.lint.tables.test_tried import answering, found

WAYS = (
    'if ask.kind = "{}" then 4 else 1',
    'if "{}" != ask.kind then 4 else 1',
    'if ask.kind in ("silver", "{}") then 4 else 1',
    'if ask.n > 3 and ask.kind = "{}" then 4 else 1',
    'if list contains(ask.kinds, "{}") then 4 else 1',
)


@pytest.mark.parametrize("cell", WAYS)
def test_a_misspelt_choice_in_an_answer_is_refused(cell: str) -> None:
    assert {rule for rule, _ in found(answering(cell.format("golden"), "number"))} == {"TYPE-VALUE"}
    assert found(answering(cell.format("gold"), "number")) == set()


def test_a_misspelt_choice_in_an_input_or_a_cell_is_refused() -> None:
    def asked(source: str, cell: str) -> set[str]:
        lines = ((cell, "1"), ("-", "2"))
        text = dmn.table("t", {source: ("number", "")}, {"a": ("number", "")}, *lines,
                         policy="FIRST")  # fmt: skip
        return {rule for rule, _ in found(text)}

    source, cell = 'if ask.kind = "{}" then 1 else 2', '> (if ask.kind = "{}" then 3 else 4)'
    assert asked(source.format("golden"), "1") == {"TYPE-VALUE"}
    assert asked(source.format("gold"), "1") == set()
    assert asked("ask.n", cell.format("golden")) == {"TYPE-VALUE"}
    assert asked("ask.n", cell.format("gold")) == set()


def test_what_a_decision_behind_never_answers_is_refused() -> None:
    def read(text: str) -> set[str]:
        lines = (("[0..4]", '"low"'), ("> 4", '"high"'))
        behind = dmn.table("level", {"ask.n": ("number", "")}, {"a": ("string", "")}, *lines)
        said = f'if level = "{text}" then 1 else 2'
        text = dmn.table("t", {"ask.n": ("number", "")}, {"a": ("number", "")}, ("-", said),
                         requires=["level"])  # fmt: skip
        return {rule for rule, _ in found(behind, text)}

    assert read("lowest") == {"TYPE-VALUE"}
    assert read("low") == set()
