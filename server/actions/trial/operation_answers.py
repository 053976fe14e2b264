"""What an operation may answer in a trial: values of the sort it promises, at their bounds.

No operation is run, since nothing of the case stands in a database. Sums and ranks are those of
records that somebody might have handed in.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Final

from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import form_of
from server.actions.steps.aggregates import OPERATIONS, NumberColumn
from server.actions.steps.process_code import Variables, code_of
from server.actions.trial.filling import FormFiller
from server.actions.trial.scenario import OPENED_ON
from server.domain.canonical import Json, decimal_text
from server.domain.cases import aggregates
from server.engine.expressions.comparison import is_integer, number
from server.engine.lint.values.value_types import Sort, Type
from server.form_shape import FieldType, field_type

MOST_ANSWERS: Final = 6
"""So many answers of one operation are tried."""
RANK: Final = "rank"
_NUMBERS: Final = frozenset({FieldType.WHOLE, FieldType.AMOUNT, FieldType.DECIMAL})
_HUNDREDTH: Final = Decimal("0.01")
_LEAST, _MOST = Decimal(0), Decimal(100)
"""What a field of numbers is bounded by where its form does not say."""


class OperationAnswers:
    """The answers of the operations of one definition, in one scenario."""

    def __init__(self, model: Deployed, filler: FormFiller) -> None:
        self.model = model
        self.filler = filler

    def of(self, name: str, given: Variables) -> Sequence[dict[str, Json]]:
        """Give the answers an operation may give, of which the first is the usual one."""
        code = code_of(self.model.key)
        operation = code.operations.get(name) or OPERATIONS.get(name)
        columns = self._columns(given) if operation and operation.of_records else []
        if name == RANK and columns:
            lowest_first = given.get("lowest_first") is True
            ranks = [column.ranked(lowest_first=lowest_first) for column in columns]
            return ranks if any(self._reads(name, each) for each in ranks[0]) else ranks[:1]
        several = {
            of_field: self._totals(name, of_field, columns)
            if columns and operation and of_field in operation.of_field
            else self._values(name, of_field, kind)
            for of_field, kind in (operation.answers if operation else {}).items()
        }
        first = {of_field: values[0] for of_field, values in several.items()}
        others = [
            {**first, of_field: value}
            for of_field, values in several.items()
            for value in values[1:]
        ]
        return [first, *others][:MOST_ANSWERS]

    def _values(self, name: str, of_field: str, kind: Type) -> list[Json]:
        """Give what one field of an answer may be, by its type and by how it is used."""
        if kind.decimal:
            near = _near(self._literals(name, of_field), _HUNDREDTH)
            found: list[Json] = [decimal_text(each) for each in near] or ["1"]
        else:
            found = self._fitting(kind, self._used(name, of_field))
        return found if self._reads(name, of_field) else found[:1]

    def _fitting(self, kind: Type, used: list[Json]) -> list[Json]:
        if kind.sort is Sort.TRUTH:
            return [True, False]
        if kind.values is not None:
            return [*sorted(kind.values)]
        whole = [v for v in used if is_integer(v) and kind.bounds(v)]
        fitting: dict[Sort, list[Json]] = {
            Sort.WHOLE: [*whole] or [1, 0],
            Sort.TEXT: [v for v in used if isinstance(v, str)] or ["1"],
            Sort.LIST: [v for v in used if isinstance(v, list)] or [[*self.filler.members("")], []],
        }
        return fitting.get(kind.sort, used) or [None]

    def _totals(self, name: str, of_field: str, columns: Sequence[NumberColumn]) -> list[Json]:
        """Give sums of records, and of what is compared to a sum what one may come to."""
        sums = [aggregates.total(column.values.values()) for column in columns]
        step = Decimal(1) if columns[0].whole else _HUNDREDTH
        near = _near(self._literals(name, of_field), step)
        asked = [each for each in near if min(sums) <= each <= max(sums)]
        several = [columns[0].written(each) for each in [*asked, *sums]]
        found = [each for at, each in enumerate(several) if each not in several[:at]]
        return found if self._reads(name, of_field) else found[:1]

    def _used(self, name: str, of_field: str) -> list[Json]:
        """Give what a field of an answer is compared to, wherever the operation stands."""
        found: list[Json] = []
        for element in self._asking(name):
            used = self.filler.of_use(element, of_field, OPENED_ON)
            found += [value for value in used if value not in found]
        return found

    def _literals(self, name: str, of_field: str) -> list[Json]:
        uses = [self.filler.uses.of(each, of_field) for each in self._asking(name)]
        return [value for use in uses for value in use.literals]

    def _reads(self, name: str, of_field: str) -> bool:
        return any(self.filler.uses.reads(each, of_field) for each in self._asking(name))

    def _asking(self, name: str) -> list[str]:
        elements = self.model.definition.elements.values()
        return [each.id for each in elements if each.operation == name]

    def _columns(self, given: Variables) -> list[NumberColumn]:
        """Give what the members of a set may hand in: all the most, one alone so, the least, none.

        Empty where the operation names no field of numbers.
        """
        element = self.model.definition.elements.get(str(given.get("of")))
        form = form_of(self.model, element.form) if element and element.form else None
        schema = form.fields.get(str(given.get("field"))) if form else None
        if element is None or schema is None or field_type(schema) not in _NUMBERS:
            return []
        each = self.model.definition.processes[element.process].each
        keys = self.filler.members(each) if each else ("",)
        least, most = _bound(schema, "minimum", _LEAST), _bound(schema, "maximum", _MOST)
        alone = dict.fromkeys(keys[1:], least)
        columns = (dict.fromkeys(keys, most), {keys[0]: most, **alone}, dict.fromkeys(keys, least))
        whole = field_type(schema) is not FieldType.DECIMAL
        return [NumberColumn(values, whole) for values in (*columns, {})]


def _near(used: Sequence[Json], step: Decimal) -> list[Decimal]:
    """Give the numbers something is compared to, and both sides of each; of many one side."""
    asked: set[Decimal] = set()
    for value in used:
        with suppress(TypeError):
            asked.add(number(value))
    several = {value + side for value in asked for side in (-step, 0, step)}
    if len(several) > MOST_ANSWERS:
        several = {value + side for value in asked for side in (0, step)}
    return sorted(several)


def _bound(schema: Mapping[str, object], word: str, other: Decimal) -> Decimal:
    found = schema.get(word)
    return Decimal(str(found)) if isinstance(found, int | float) else other
