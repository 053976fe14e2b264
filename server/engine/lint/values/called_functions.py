"""What the functions of expressions take, and what they give of it."""

import ast
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Final, NamedTuple

from server.engine.lint.values import days
from server.engine.lint.values.misfits import Misfit, compared, index, wanted
from server.engine.lint.values.value_types import (
    ANY,
    DAY,
    TRUTH,
    WHOLE,
    WORDS,
    Sort,
    Type,
    has_order,
    joined,
    list_of,
    party,
    whole,
)
from server.engine.values import MOST_VALUES


class Given(NamedTuple):
    """One value that a function is given: as it is written, and what it may be."""

    node: ast.expr
    kind: Type


Several = list[Given]
_SIZED: Final = (Sort.LIST, Sort.TEXT, Sort.DAY, Sort.RECORD)
_TAKES: Final[Mapping[str, tuple[Sort, ...]]] = {
    "abs": (Sort.WHOLE,),
    "all": (Sort.LIST,),
    "any": (Sort.LIST,),
    "date": (Sort.WHOLE,),
    "keys": (Sort.RECORD,),
    "len": _SIZED,
    "sorted": (Sort.LIST,),
    "sum": (Sort.LIST,),
}
"""The sorts of every value of a function; `workdays`, `min` and `max` say more of theirs."""
_VALUES: Final[Mapping[str, int]] = {"date": 3, "workdays": 2}


def misfits(name: str, given: Several) -> Iterator[Misfit]:
    """Name what a function cannot take, or not always."""
    several = name in {"min", "max"}
    if not several and len(given) != _VALUES.get(name, 1):
        yield _number(name, given)
        return
    for each in given:
        yield from _sort(each, _TAKES.get(name, ()))
    yield from _least_of(given) if several else _more(name, given)
    if not days.there_is(name, [each.kind for each in given]):
        source = f"{name}({', '.join(ast.unparse(each.node) for each in given)})"
        yield Misfit("DAY-CALL", {"source": source})


def _more(name: str, given: Several) -> Iterator[Misfit]:
    if name in {"sorted", "sum"}:
        yield from _items(name, given[0])
    elif name == "workdays":
        yield from _counted(*given)


def gives(name: str, given: Several) -> Type:
    """Give what a function gives of such values."""
    made = _GIVES.get(name)
    return made([each.kind for each in given]) if made and given else ANY


def _number(name: str, given: Several) -> Misfit:
    """Say how many values a function takes."""
    source = f"{name}({', '.join(ast.unparse(each.node) for each in given)})"
    reason = f"{name}() takes {_VALUES.get(name, 1)} values"
    return Misfit("EXPRESSION", {"reason": reason, "column": "1", "source": source})


def _sort(given: Given, sorts: tuple[Sort, ...]) -> Iterator[Misfit]:
    if sorts and given.kind.sort not in {*sorts, Sort.ANY, Sort.NOTHING}:
        yield wanted(given.node, given.kind, sorts[0])


def _least_of(given: Several) -> Iterator[Misfit]:
    """Refuse the least of none, and of what has no order."""
    if len(given) == 1:
        yield from _sort(given[0], (Sort.LIST,))
        kind = given[0].kind
        if kind.sort is Sort.LIST and not (kind.least or kind.maybe):
            yield index(given[0].node, given[0].node)
        yield from _ordered(given[0])
        return
    for one, other in combinations(given, 2):
        if not has_order(one.kind, other.kind):
            yield compared(other.node, one.kind, other.kind)


def _items(name: str, given: Given) -> Iterator[Misfit]:
    """Refuse to add up what is no number, to sort what is neither in order nor text."""
    item = given.kind.item or ANY
    if name == "sum" and (item.maybe or item.sort not in {Sort.WHOLE, Sort.ANY}):
        yield compared(given.node, given.kind, WHOLE)
    elif name == "sorted" and item.sort is not Sort.TEXT:
        yield from _ordered(given)


def _ordered(given: Given) -> Iterator[Misfit]:
    """Refuse a list of which two have no order."""
    item = given.kind.item or ANY
    if item.maybe or not has_order(item, item):
        yield compared(given.node, item, item)


def _counted(start: Given, count: Given) -> Iterator[Misfit]:
    """Refuse to count working days from what is no day, or by what is no number."""
    if start.kind.sort is not Sort.TEXT or not has_order(start.kind, DAY):
        yield from _sort(start, (Sort.DAY,))
    yield from _sort(count, (Sort.WHOLE,))


def _together(given: list[Type]) -> Type:
    return joined(given if len(given) > 1 else [given[0].item or ANY])


def _least(given: list[Type]) -> Type:
    found, least, most = _together(given), *_ends(given)
    if len(given) == 1 or found.sort is not Sort.WHOLE:
        return found
    return whole(min(least) if len(least) == len(given) else None, min(most, default=None))


def _most(given: list[Type]) -> Type:
    found, least, most = _together(given), *_ends(given)
    if len(given) == 1 or found.sort is not Sort.WHOLE:
        return found
    return whole(max(least, default=None), max(most) if len(most) == len(given) else None)


def _ends(given: list[Type]) -> tuple[list[int], list[int]]:
    least = [each.least for each in given if each.least is not None]
    return least, [each.most for each in given if each.most is not None]


def _absolute(given: list[Type]) -> Type:
    least, most = given[0].least, given[0].most
    if least is None or most is None:
        return whole(0, None)
    if least <= 0 <= most:
        return whole(0, max(-least, most))
    return whole(min(abs(least), abs(most)), max(abs(least), abs(most)))


def _length(given: list[Type]) -> Type:
    of = given[0]
    return whole(of.least or 0, of.most) if of.sort is Sort.LIST else whole(0, None)


def _total(given: list[Type]) -> Type:
    """Give what a list adds up to: of each item at most, and as many as there may be."""
    of, item = given[0], given[0].item or ANY
    if of.sort is not Sort.LIST or item.least is None or item.most is None:
        return WHOLE
    ends = (of.least or 0, MOST_VALUES if of.most is None else of.most)
    return whole(min(item.least * n for n in ends), max(item.most * n for n in ends))


_GIVES: Final[Mapping[str, Callable[[list[Type]], Type]]] = {
    "abs": _absolute,
    "all": lambda _: TRUTH,
    "any": lambda _: TRUTH,
    "date": lambda _: DAY,
    "keys": lambda _: list_of(party(WORDS)),
    "len": _length,
    "max": _most,
    "min": _least,
    "sorted": lambda given: given[0],
    "sum": _total,
    "workdays": lambda _: DAY,
}
