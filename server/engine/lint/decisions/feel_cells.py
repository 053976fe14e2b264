"""What is known of an input cell in FEEL before its table is asked."""

from collections.abc import Iterator

from server.engine.expressions.feel.evaluating import constant
from server.engine.expressions.feel.nodes import Compared, Range, Tests, bounds, paths
from server.engine.expressions.feel.values import Unfit, Value, given, ordered
from server.engine.expressions.tables import Domain
from server.engine.expressions.tables_feel import Feel
from server.engine.values import JSON

_ORDERED = frozenset({"number", "date", "days"})


class Opaque(Exception):
    """A cell whose value is not known before the table is asked."""


def constants(tests: Tests) -> tuple[JSON, ...]:
    """Give the values a cell compares with; raises Opaque where they hang on facts."""
    return tuple(given(each) for value in _values(tests) for each in _items(value))


def _values(tests: Tests) -> Iterator[Value]:
    for node in bounds(tests):
        if any(paths(node)):
            raise Opaque
        yield constant(node)


def _items(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def allows(tests: Tests, value: JSON, column: Domain) -> bool:
    """Tell whether a column's list of values has a value."""
    return Feel({}, {}, {}).foreseen(value, Domain(column.type, column.values, "", tests))


def meaningless(tests: Tests, what: str) -> bool:
    """Tell a cell that can never be what was meant: an order of what has none, a range reversed.

    So is a number that no fact can hold. Raises Opaque where that hangs on facts.
    """
    try:
        constants(tests)
    except Unfit:
        return True
    return any(_no_order(test, what) for test in tests.several)


def _no_order(test: object, what: str) -> bool:
    if isinstance(test, Compared):
        return what not in _ORDERED or constant(test.bound) is None
    if not isinstance(test, Range):
        return False
    low, high = constant(test.low), constant(test.high)
    try:
        closed = not (test.low_open or test.high_open)
        return what not in _ORDERED or not ordered("<=" if closed else "<", low, high)
    except Unfit:
        return True
