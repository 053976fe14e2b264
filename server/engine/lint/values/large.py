"""Numbers that an expression gives out: within what the engine's data can hold, whatever is true.

On the way there a sum may be larger; conditions compare it as it is.
"""

import ast
from collections.abc import Iterator

from server.engine.errors import Problem
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.value_types import Sort, Type
from server.engine.values import LARGEST_INT


def given_out(tree: ast.expr, names: Names) -> Iterator[Problem]:
    """Name each part of what an expression gives that may be a number too large to be kept."""
    match tree:
        case ast.Dict(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for each in parts:
                yield from given_out(each, names)
        case _:
            if is_large(Reading(names).of(tree)):
                yield problem(ast.unparse(tree))


def problem(source: str, owner: str = "") -> Problem:
    """Say that what is written comes to more than can be kept."""
    return Problem("TYPE-LARGE", owner, {"source": source, "most": f"{LARGEST_INT}"})


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
