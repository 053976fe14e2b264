"""Whom a message is sent to: ids of what the sets it goes to are made of, units or bodies."""

import ast
from collections.abc import Iterator

from server.engine.diagram.drawing import Element
from server.engine.errors import Problem
from server.engine.expressions.grammar import tree_of
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.listing import listed
from server.engine.lint.values.misfits import VIETNAMESE
from server.engine.lint.values.value_types import PARTY_IDS, Sort, Type


def named(draft: DraftDefinition, thrown: Element, names: Names) -> Iterator[Problem]:
    """Refuse recipients that are no ids of units or bodies, or not of those a set is of."""
    tree = tree_of(thrown.to)
    wanted = {"wanted": _wanted(draft, thrown)}
    if isinstance(tree, ast.List) and not tree.elts:
        holes = {"source": "[]", "given": "nobody", "given.vi": "danh sách rỗng"}
        yield Problem("RECIPIENTS-KEYS", thrown.id, holes | wanted)
    item = None if tree is None else Reading(names).of(tree).item
    if tree is None or item is None:
        return
    no_texts = item.sort not in {Sort.TEXT, Sort.ANY}
    written = any("/" not in value for value in item.values or ())
    if no_texts or written or not _of_sets(draft, thrown, item):
        given = ", ".join(sorted(item.values or item.parties or ())) or item.sort.value
        said = ", ".join(sorted(item.values or item.parties or ())) or VIETNAMESE[item.sort]
        holes = {"source": ast.unparse(tree), "given": given, "given.vi": said}
        yield Problem("RECIPIENTS-KEYS", thrown.id, holes | wanted)


def _of_sets(draft: DraftDefinition, thrown: Element, item: Type) -> bool:
    """Tell whether ids of these may be members of every set that a message goes to."""
    whose = item.parties
    return whose is None or all(whose <= members for members in _members(draft, thrown))


def _members(draft: DraftDefinition, thrown: Element) -> list[frozenset[str]]:
    """Give of each set that a message goes to, as far as it is known, what its members are."""
    known, ends = draft.known.members, draft.by_id()
    each = {process.id: process.each or "" for process in draft.drawing.processes}
    to = [target for source, target in draft.drawing.message_flows if source == thrown.id]
    sets = [each.get(ends[name].process, "") for name in to if name in ends]
    return [known[name] for name in sets if name in known]


def _wanted(draft: DraftDefinition, thrown: Element) -> str:
    return listed(PARTY_IDS.intersection(*_members(draft, thrown)))
