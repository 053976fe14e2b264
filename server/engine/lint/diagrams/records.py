"""Rules about operations over records: the task, the outcome and the field they name are there."""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from server.engine.diagram.drawing import Element, Kind
from server.engine.errors import Problem
from server.engine.expressions.comparison import is_integer
from server.engine.expressions.grammar import tree_of
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.listing import listed
from server.engine.lint.values.value_types import ANY, DECIMAL, WHOLE, Sort, Type, whole
from server.form_shape import FieldType, field_type, fields_of
from server.form_shape.outcomes import meanings

Schema = Mapping[str, object]
MOST: Final = 9_000_000_000_000
"""What so many records may each hold, so that their sum is a number of the language."""
MOST_RECORDS: Final = 1_000
NUMBER: Final = {
    "mend": "give a number, or a decimal as text, which is always there: 1, '1.5'",
    "mend.vi": "đưa vào một số, hoặc số thập phân viết thành chữ, lúc nào cũng có: 1, '1.5'",
}
_NONE: Final = {
    "of": (
        "draw the user task whose records it reckons with, and write its id in quotes",
        "vẽ công việc (user task) có kết quả để tính, rồi ghi id của nó trong dấu nháy",
    ),
    "outcome": (
        "leave it out: the form of that task has no outcomes; or give it some (x-outcome)",
        "bỏ tham số này: biểu mẫu của công việc ấy không có kết quả nào; hoặc thêm x-outcome",
    ),
    "field": (
        "give the form of that task a number (integer, or format decimal) and name it in quotes",
        "thêm một trường số vào biểu mẫu của công việc ấy, rồi ghi tên nó trong dấu nháy",
    ),
}
"""How to mend what could be none of those that are there, since there are none."""
_NUMBERS: Final = frozenset({FieldType.WHOLE, FieldType.AMOUNT, FieldType.DECIMAL})


def named(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a task, an outcome or a field that is not there, or holds no bounded number."""
    tasks = {each.id for each in draft.of_kind(Kind.USER)}
    for task in draft.of_kind(Kind.SERVICE):
        signature = draft.known.operations.get(task.operation or "")
        if signature is None or not signature.of_records:
            continue
        if _constant(task, "of") not in tasks:
            yield _problem(task, "of", tasks)
        elif (schema := _form(draft, task)) is not None:
            yield from _of_form(task, schema)


def of_field(draft: DraftDefinition, task: Element) -> Type:
    """Give what the field an operation names holds: a whole number, or a decimal as text."""
    schema = _form(draft, task)
    found = (fields_of(schema) if schema else {}).get(_constant(task, "field"))
    kind = field_type(found) if found else None
    if kind not in _NUMBERS:
        return ANY
    return DECIMAL if kind is FieldType.DECIMAL else _added_up(found or {})


def _added_up(schema: Schema) -> Type:
    """Give what as many records as are reckoned with add up to."""
    ends = [schema.get(name) for name in ("minimum", "maximum")]
    least, most = (each if is_integer(each) else None for each in ends)
    if least is None or most is None:
        return WHOLE  # which is a finding of its own
    return whole(min(least, least * MOST_RECORDS), max(most, most * MOST_RECORDS))


def is_number(given: Type) -> bool:
    """Tell whether a value is one to reckon with: whole, or a decimal, which is text."""
    decimal = given.sort is Sort.TEXT and given.values is None
    return not given.maybe and (given.sort in {Sort.ANY, Sort.WHOLE} or decimal)


def _of_form(task: Element, schema: Schema) -> Iterator[Problem]:
    outcomes = frozenset(meanings(schema))
    if "outcome" in task.parameters and _constant(task, "outcome") not in outcomes:
        yield _problem(task, "outcome", outcomes)
    if "field" not in task.parameters:
        return
    numbers = {name: each for name, each in fields_of(schema).items() if _counts(each)}
    name = _constant(task, "field")
    if name not in numbers:
        yield _problem(task, "field", numbers)
    elif not _bounded(numbers[name]):
        yield Problem("RECORDS-BOUND", task.id, {"field": name, "limit": f"{MOST}"})


def _counts(schema: Schema) -> bool:
    return field_type(schema) in _NUMBERS


def _bounded(schema: Schema) -> bool:
    bounds = [schema.get(name) for name in ("minimum", "maximum")]
    return all(isinstance(each, int | float) and abs(each) <= MOST for each in bounds)


def _form(draft: DraftDefinition, task: Element) -> Schema | None:
    of = next((each for each in draft.of_kind(Kind.USER) if each.id == _constant(task, "of")), None)
    return None if of is None else draft.forms.get(of.form or "")


def _constant(task: Element, parameter: str) -> str:
    """Give the text a parameter is; empty for anything else: it could name anything."""
    tree = tree_of(task.parameters.get(parameter))
    return tree.value if isinstance(tree, ast.Constant) and isinstance(tree.value, str) else ""


def _problem(task: Element, parameter: str, known: Collection[str]) -> Problem:
    holes = {"parameter": parameter, "given": task.parameters.get(parameter, "")}
    listed_ = listed(frozenset(known))
    mend = (f"write one of these, in quotes: {listed_}", f"ghi trong dấu nháy một trong: {listed_}")
    said, said_vi = mend if known else _NONE[parameter]
    return Problem("RECORDS", task.id, {**holes, "mend": said, "mend.vi": said_vi})
