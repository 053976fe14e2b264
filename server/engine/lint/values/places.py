"""What is taken out of a list or a record by its place or its name, and whether it is there."""

import ast
from collections.abc import Iterator

from server.engine.lint.values.listing import listed
from server.engine.lint.values.misfits import Misfit, index, wanted
from server.engine.lint.values.value_types import ANY, Sort, Type, joined


def misfits(  # noqa: C901 - one case a sort, flat
    node: ast.Subscript, owner: Type, at: Type
) -> Iterator[Misfit]:
    """Name what cannot be taken, or not always."""
    match owner.sort:
        case Sort.ANY | Sort.NOTHING:
            return
        case Sort.LIST if at.sort not in {Sort.WHOLE, Sort.ANY}:
            yield wanted(node.slice, at, Sort.WHOLE)
        case Sort.LIST if not _within(owner, at):
            yield index(node, node.value)
        case Sort.RECORD if at.sort not in {Sort.TEXT, Sort.ANY}:
            yield wanted(node.slice, at, Sort.TEXT)
        case Sort.RECORD if owner.fields is not None and not _named(owner, at):
            yield _no_field(node, node.value, owner)
        case Sort.LIST | Sort.RECORD:
            return
        case _:
            yield wanted(node.value, owner, Sort.LIST)


def found(owner: Type, at: Type) -> Type:
    """Give what is taken out."""
    if owner.sort is Sort.RECORD:
        return joined([owner.field(each) for each in sorted(at.values or ())])
    return owner.item or ANY


def no_field(inner: ast.expr, name: str, owner: Type) -> Iterator[Misfit]:
    """Refuse to read a field of what has none, or not this; of a name that is told elsewhere."""
    if owner.sort not in {Sort.RECORD, Sort.ANY, Sort.NOTHING}:
        yield wanted(inner, owner, Sort.RECORD)
    elif not isinstance(inner, ast.Name) and owner.fields is not None and name not in owner.fields:
        yield _no_field(ast.Attribute(inner, name), inner, owner)


def _no_field(node: ast.expr, inner: ast.expr, owner: Type) -> Misfit:
    holes = {"name": ast.unparse(node), "setter": ast.unparse(inner)}
    return Misfit("VARIABLE-FIELD", {**holes, "known": listed(frozenset(owner.fields or ()))})


def _within(owner: Type, at: Type) -> bool:
    """Tell whether a place is one of a list of the least length; unknown ones pass."""
    if at.sort is Sort.ANY:
        return True
    if at.least is None or at.most is None:
        return False
    there = owner.least or 0
    return -there <= at.least and at.most < there


def _named(owner: Type, at: Type) -> bool:
    return at.sort is Sort.ANY or (
        at.values is not None and at.values <= (owner.fields or {}).keys()
    )
