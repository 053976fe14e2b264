"""Operations every process has: count, sum, percent and rank over what was handed in.

A record is the newest completion of a task for a key, that of the step under way among them. What a
withdrawn instance handed in does not count, nor what is confidential.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from server.actions.definitions.form_reading import form_of
from server.actions.steps.process_code import Operation, Variables
from server.actions.steps.step_state import StepState
from server.domain.canonical import Json, decimal_text
from server.domain.cases import aggregates
from server.engine import OperationRefused
from server.engine.lint.values.value_types import (
    ANY,
    COUNT,
    DECIMAL,
    TEXT,
    TEXTS,
    WHOLE,
    list_of,
    record,
)
from server.form_shape import FieldType, field_type
from server.store.cases.cases import InstanceRow
from server.store.tasks import record_values

_WHOLES: Final = frozenset({FieldType.WHOLE, FieldType.AMOUNT})
_RANKS: Final = list_of(record({"key": TEXT, "value": ANY, "rank": WHOLE}))


@dataclass(frozen=True, slots=True)
class _Record:
    outcome: str
    value: Mapping[str, Json]


def count(step: StepState, _instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Count the keys that have a record, and those whose record came out as `outcome`."""
    found = _records(step, _text("count", given, "of")).values()
    wanted = given.get("outcome")
    counted = [each for each in found if wanted in {None, each.outcome}]
    return {"count": len(counted), "records": len(found)}


def add_up(step: StepState, instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Add up a field of numbers; a record without it counts nothing."""
    return _column("sum", step, instance, given).added_up()


def percent(_step: StepState, _instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Say how many of a hundred one number is of another, cut off after two digits."""
    part, whole = (_decimal("percent", given[name]) for name in ("part", "whole"))
    return {"percent": decimal_text(aggregates.percent(part, whole))}


def rank(step: StepState, instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Rank the keys by a field of numbers, the highest first unless `lowest_first` is true."""
    lowest_first = given.get("lowest_first") is True
    return _column("rank", step, instance, given).ranked(lowest_first=lowest_first)


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """One field of the records, by key; `whole` as the form has it, not as it was filled in."""

    values: Mapping[str, Decimal]
    whole: bool

    def written(self, value: Decimal) -> Json:
        """Write a number as the field does: whole numbers stay numbers, decimals are text."""
        return int(value) if self.whole else decimal_text(value)

    def added_up(self) -> dict[str, Json]:
        """Give what `sum` answers."""
        total = aggregates.total(self.values.values())
        return {"total": self.written(total), "records": len(self.values)}

    def ranked(self, *, lowest_first: bool) -> dict[str, Json]:
        """Give what `rank` answers."""
        found = aggregates.ranked(self.values, lowest_first=lowest_first)
        rows: list[Json] = [
            {"key": each.key, "value": self.written(each.value), "rank": each.rank}
            for each in found
        ]
        first: list[Json] = [each.key for each in found if each.rank == 1]
        return {"ranks": rows, "first": first, "records": len(found)}


def _column(name: str, step: StepState, instance: InstanceRow, given: Variables) -> NumberColumn:
    task, of_field = _text(name, given, "of"), _text(name, given, "field")
    model = step.model_of(instance)
    drawn = model.definition.elements.get(task)
    schema = form_of(model, drawn.form).fields.get(of_field) if drawn and drawn.form else None
    if schema is None:
        raise OperationRefused(name, f"{task} has no field {of_field}")
    found = {key: each.value.get(of_field) for key, each in _records(step, task).items()}
    values = {key: _decimal(name, each) for key, each in found.items() if each not in (None, "")}
    return NumberColumn(values, field_type(schema) in _WHOLES)


def _records(step: StepState, element: str) -> dict[str, _Record]:
    """Return the newest record of each key, that of this very step among them."""
    found = {
        row.key: _Record(row.outcome, row.value)
        for row in record_values.of_element(step.session, step.case.id, element)
        if row.running and not _withdrawn(step, row)
    }
    done = step.completion
    if done is not None and done.element == element:
        handed_in = step.closed.get(step.locked, {}).get("result")
        if isinstance(handed_in, str):
            found[done.key] = _Record(done.outcome, json.loads(handed_in))
    return found


def _withdrawn(step: StepState, row: record_values.RecordValue) -> bool:
    """Tell whether this step has taken the record's instance out."""
    held = step.instances.get(row.instance_id)
    return held is not None and held.status == "withdrawn"


def _text(name: str, given: Variables, parameter: str) -> str:
    value = given.get(parameter)
    if not isinstance(value, str):
        raise OperationRefused(name, f"{parameter} is no name")
    return value


def _decimal(name: str, value: Json) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise OperationRefused(name, f"{value!r} is no number")
    try:
        return Decimal(value)
    except ArithmeticError:
        raise OperationRefused(name, f"{value!r} is no number") from None


OPERATIONS: Final[Mapping[str, Operation]] = {
    "count": Operation(
        run=count,
        parameters=frozenset({"of"}),
        optional=frozenset({"outcome"}),
        answers={"count": COUNT, "records": COUNT},
        of_records=True,
    ),
    "sum": Operation(
        run=add_up,
        parameters=frozenset({"of", "field"}),
        answers={"total": ANY, "records": COUNT},
        of_records=True,
        of_field=frozenset({"total"}),
    ),
    "percent": Operation(
        run=percent,
        parameters=frozenset({"part", "whole"}),
        answers={"percent": DECIMAL},
        numbers=frozenset({"part", "whole"}),
    ),
    "rank": Operation(
        run=rank,
        parameters=frozenset({"of", "field"}),
        optional=frozenset({"lowest_first"}),
        answers={"ranks": _RANKS, "first": TEXTS, "records": COUNT},
        of_records=True,
    ),
}
