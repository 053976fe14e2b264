"""The names of a called process, told apart from the caller's: each with the call before it."""

import ast
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from server.engine.calls.called import CASE_FACTS
from server.engine.expressions.grammar import tree_of

_HOLE: Final = re.compile(r"\{([^{}.]+)(\.[^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Names:
    """What stands before the names of a process, and the ids that are its own."""

    prefix: str
    own: AbstractSet[str]

    def expression(self, source: str) -> str:
        """Put the call before every name that an expression reads; a fact of the case stays.

        A name that nothing sets gets it too, so that nothing of the caller is read.
        """
        tree = tree_of(source)
        if tree is None:  # a finding of its own
            return source
        text = source.strip().encode()
        starts = _line_starts(text)
        found = {
            starts[node.lineno - 1] + node.col_offset: node.id
            for node in _read(tree)
            if node.id in self.own or node.id not in CASE_FACTS
        }
        for at in sorted(found, reverse=True):
            text = text[:at] + self.prefix.encode() + text[at:]
        return text.decode()

    def title(self, text: str) -> str:
        """Put the call before the steps that a title names; `{year}` and its like stay."""
        return _HOLE.sub(lambda hole: f"{{{self.prefix}{hole[1]}{hole[2]}}}", text)

    def task(self, source: str) -> str:
        """Put the call before a task that an operation names in quotes."""
        match tree_of(source):
            case ast.Constant(value=str(name)):
                return repr(f"{self.prefix}{name}")
            case _:
                return self.expression(source)


def _line_starts(text: bytes) -> list[int]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _read(tree: ast.expr) -> list[ast.Name]:
    """Give the names that stand for values; that of a function is none."""
    functions = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in functions
    ]
