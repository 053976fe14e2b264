"""What an expression may be made of: Python's grammar, cut down to an allow-list of nodes."""

import ast
import functools
from collections.abc import Set as AbstractSet
from typing import Final

from server.engine.errors import ExpressionRefused
from server.engine.expressions.foreign import TRUTHS, written_here
from server.engine.expressions.functions import FUNCTIONS
from server.engine.values import LARGEST_INT, RESERVED_KEY

LONGEST_SOURCE: Final = 2_000
MOST_NODES: Final = 400
DEEPEST: Final = 25
LONGEST_SHOWN: Final = 120

CALLABLE: Final = frozenset(FUNCTIONS) | {"has"}

_ALLOWED: Final = (
    *(ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.IfExp),
    *(ast.List, ast.Tuple, ast.Dict),
    *(ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn),
    *(ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub),
    *(ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Load),
)


@functools.lru_cache(maxsize=2048)
def parse(source: str) -> ast.expr:
    """Give the tree of an expression of the safe language, or raise ExpressionRefused.

    The tree is shared between callers and threads; nobody changes it.
    """
    if len(source) > LONGEST_SOURCE:
        raise ExpressionRefused(f"longer than {LONGEST_SOURCE} characters", source)
    if _nesting(source) > DEEPEST:  # before Python's parser, which is slow on deep nonsense
        raise ExpressionRefused("nested too deep", source)
    if "\\" in source:  # no escapes: they hide text, and warn in the parser
        raise ExpressionRefused("a backslash", source, source.index("\\"))
    try:
        return _checked(source)
    except ExpressionRefused as refused:
        raise _otherwise(source) or refused from None


def _checked(source: str) -> ast.expr:
    tree = _python(source)
    _Check(source).walk(tree)
    return tree


def told_otherwise(source: str, unknown: AbstractSet[str]) -> ExpressionRefused | None:
    """Refuse an expression whose unknown names are what others call True, False and None."""
    return None if TRUTHS.keys().isdisjoint(unknown) else _otherwise(source)


def _otherwise(source: str) -> ExpressionRefused | None:
    """Say how it is written here where it is written as other engines do."""
    ours = written_here(source)
    if ours is None or len(ours) > LONGEST_SHOWN:
        return None
    try:
        _checked(ours)
    except ExpressionRefused:
        return None
    return ExpressionRefused(f"this is written {ours} here", source)


def tree_of(source: str | None) -> ast.expr | None:
    """Give the tree of an expression; None where there is none, or none of the safe language."""
    try:
        return parse(source) if source else None
    except ExpressionRefused:
        return None


def _nesting(source: str) -> int:
    """Count how deep brackets nest, those inside strings included."""
    depth = deepest = 0
    for character in source:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return deepest


def _python(source: str) -> ast.expr:
    try:
        return ast.parse(source.strip(), mode="eval").body
    except SyntaxError as error:
        raise ExpressionRefused("not an expression", source, (error.offset or 1) - 1) from None
    except (ValueError, RecursionError, MemoryError):
        raise ExpressionRefused("not an expression", source) from None


class _Check:
    """One walk over a tree: every node on the list, and as many and as deep as allowed."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.nodes = 0

    def walk(self, root: ast.AST) -> None:
        waiting: list[tuple[ast.AST, int]] = [(root, 0)]
        while waiting:
            node, depth = waiting.pop()
            self.allow(node, depth)
            waiting.extend((child, depth + 1) for child in _operands(node))

    def allow(self, node: ast.AST, depth: int) -> None:
        self.bound(node, depth)
        if not isinstance(node, _ALLOWED):
            raise self.refusal(f"{type(node).__name__} is not in the language", node)
        match node:
            case ast.Constant():
                self.constant(node)
            case ast.Name(id=name) | ast.Attribute(attr=name):
                self.name(name, node)
            case ast.Call():
                self.call(node)
            case ast.Dict():
                self.keys(node)
            case _:
                pass

    def bound(self, node: ast.AST, depth: int) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self.refusal("more parts than allowed", node)
        if depth > DEEPEST:
            raise self.refusal("nested too deep", node)

    def constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, float):
            reason = (
                f"a decimal is written as text, '{ast.unparse(node)}', and reckoned in FEEL alone"
            )
            raise self.refusal(reason, node)
        if value is not None and type(value) not in {str, int, bool}:
            raise self.refusal(f"a {type(value).__name__} constant", node)
        if node.kind is not None:
            raise self.refusal("a string prefix", node)
        if type(value) is int and value > LARGEST_INT:
            raise self.refusal("a number too large", node)

    def name(self, name: str, node: ast.AST) -> None:
        if name.startswith("_") or name == RESERVED_KEY:
            raise self.refusal(f"the name {name}", node)

    def call(self, node: ast.Call) -> None:
        if not isinstance(node.func, ast.Name) or node.func.id not in CALLABLE:
            raise self.refusal("only the language's own functions can be called", node)
        if node.keywords or not node.args:
            raise self.refusal("a function takes values, and no named ones", node)
        if node.func.id == "has" and (len(node.args) != 1 or not _is_path(node.args[0])):
            raise self.refusal("has() asks for one name", node)

    def keys(self, node: ast.Dict) -> None:
        for key in node.keys:
            if not (isinstance(key, ast.Constant) and type(key.value) is str):
                raise self.refusal("a key must be written as a string", node)
            if key.value == RESERVED_KEY:
                raise self.refusal(f"the key {RESERVED_KEY}", node)

    def refusal(self, reason: str, node: ast.AST) -> ExpressionRefused:
        return ExpressionRefused(reason, self.source, getattr(node, "col_offset", 0))


def _operands(node: ast.AST) -> list[ast.AST]:
    """Give the parts of a node that are to be checked; a function's name is not a value."""
    if isinstance(node, ast.Call):
        return list(node.args)
    return list(ast.iter_child_nodes(node))


def _is_path(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)
