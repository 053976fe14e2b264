"""Numbers that an expression gives out: within what the engine's data can hold, whatever is true.

On the way there a sum may be larger; conditions compare it as it is.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from server.engine.errors import Problem
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.value_types import Sort, Type
from server.engine.values import LARGEST_INT

_BOUNDS: Final = (1_000_000_000, 1_000_000, 1_000)
"""What is offered as the maximum of a field, the first that is enough."""


def given_out(tree: ast.expr, names: Names) -> Iterator[Problem]:
    """Name each part of what an expression gives that may be a number too large to be kept."""
    match tree:
        case ast.Dict(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for each in parts:
                yield from given_out(each, names)
        case _:
            if not is_large(Reading(names).of(tree)):
                return
            mend = bounding(
                names, lambda known: is_large(Reading(known).of(tree)), read(tree, names)
            )
            yield problem(ast.unparse(tree), mend or _cut_off(ast.unparse(tree)))


def problem(source: str, mend: Mapping[str, str], owner: str = "") -> Problem:
    """Say that what is written comes to more than can be kept."""
    return Problem("TYPE-LARGE", owner, {"source": source, "most": f"{LARGEST_INT}", **mend})


def read(tree: ast.expr, names: Names) -> list[Type]:
    """Give what each part of an expression may be."""
    return [Reading(names).of(node) for node in ast.walk(tree) if isinstance(node, ast.expr)]


def bounding(
    names: Names, is_beyond: Callable[[Names], bool], types: Iterable[Type]
) -> Mapping[str, str]:
    """Say which fields, of those read, to give which bounds; nothing where that is not enough."""
    several = [*types]
    for bound in _BOUNDS:
        for ends in ((None, bound), (-bound, None), (-bound, bound)):
            if not is_beyond({name: _within(kind, *ends) for name, kind in names.items()}):
                fields = [each.entered for each in several if each != _within(each, *ends)]
                return _bound(sorted(frozenset().union(*fields)), *ends)
    return {}


def _bound(fields: Iterable[str], least: int | None, most: int | None) -> Mapping[str, str]:
    """Say which bounds to give the fields."""
    words = [f'"minimum": {least}'] * (least is not None) + [f'"maximum": {most}'] * (
        most is not None
    )
    named, said = "; ".join(fields), ", ".join(words)
    return {"mend": f"bound {named} by {said}", "mend.vi": f"giới hạn {named} bằng {said}"}


def _cut_off(source: str) -> Mapping[str, str]:
    """Say how to write an expression that stays within the bounds."""
    bounded = f"max(min({source}, {_BOUNDS[0]}), -{_BOUNDS[0]})"
    return {"mend": f"bound it: {bounded}", "mend.vi": f"chặn lại: {bounded}"}


def _within(kind: Type, least: int | None, most: int | None) -> Type:
    """Give a type where the numbers that are typed in keep to these bounds, None for no bound."""
    if kind.entered:
        lowest = _inner(max, kind.least, least)
        highest = _inner(min, kind.most, most)
        crossed = lowest is not None and highest is not None and lowest > highest
        return kind if crossed else replace(kind, least=lowest, most=highest)
    fields = kind.fields and {n: _within(each, least, most) for n, each in kind.fields.items()}
    return replace(kind, item=kind.item and _within(kind.item, least, most), fields=fields)


def _inner(choose: Callable[[int, int], int], end: int | None, bound: int | None) -> int | None:
    return bound if end is None else end if bound is None else choose(end, bound)


def is_large(found: Type) -> bool:
    """Tell whether a number, or one within a list or a record, is known to go beyond the bounds."""
    match found.sort:
        case Sort.WHOLE:
            ends = [each for each in (found.least, found.most) if each is not None]
            return any(abs(each) > LARGEST_INT for each in ends)
        case Sort.LIST:
            return found.item is not None and is_large(found.item)
        case Sort.RECORD:
            return any(map(is_large, (found.fields or {}).values()))
        case _:
            return False
