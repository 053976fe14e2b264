"""Rules about the titles of tasks: every hole is filled, always, by something that can be said."""

import re
from collections.abc import Iterator
from typing import Final

from server.engine.diagram.drawing import Element, Kind
from server.engine.errors import Problem
from server.engine.expressions.names import Read
from server.engine.lint.diagrams.typed import Environment
from server.engine.lint.diagrams.variables import Readings
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.value_types import ANY, Sort, Type
from server.texts import unclosed

_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_SAID: Final = frozenset({Sort.TRUTH, Sort.WHOLE, Sort.TEXT, Sort.DAY})
_UNKNOWN: Final = frozenset({"VARIABLE-UNSET", "VARIABLE-FIELD"})


def unnamed(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a person's task without a name: every list would have an empty line for it."""
    for task in draft.of_kind(Kind.USER):
        if not task.name.strip():
            yield Problem("TASK-NAME", task.id)


def titles(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a hole that nothing fills, or that may stay empty."""
    judge = _Titles(draft)
    for task in draft.of_kind(Kind.USER):
        for hole in dict.fromkeys(_HOLE.findall(task.title or "")):
            yield from judge.hole(task, hole)
        yield from judge.unclosed(task)


class _Titles:
    def __init__(self, draft: DraftDefinition) -> None:
        self.draft = draft
        self.types, self.readings = Environment(draft), Readings(draft)
        self.sets = {each.id: each.each or "" for each in draft.drawing.processes}

    def hole(self, task: Element, hole: str) -> Iterator[Problem]:
        """Judge one hole of a task's title."""
        of_set = self.draft.known.set_holes.get(self.sets.get(task.process, ""), frozenset())
        plain = self._plain(task)
        name, dot, field = hole.partition(".")
        if not dot:
            if hole not in plain:
                yield self._unknown(task, f"{{{hole}}}", plain)
            return
        for at in self._asking(task) if hole in of_set else (task,):
            yield from self._field(task, at, Read(name, field), plain)

    def unclosed(self, task: Element) -> Iterator[Problem]:
        """Refuse a brace that makes no hole: everybody would read it as it is written."""
        for brace in unclosed(task.title or ""):
            yield self._unknown(task, brace, self._plain(task))

    def _plain(self, task: Element) -> frozenset[str]:
        of_set = self.draft.known.set_holes.get(self.sets.get(task.process, ""), frozenset())
        return self.draft.known.holes | of_set

    def _asking(self, task: Element) -> tuple[Element, ...]:
        """Give the elements that ask the set a task is done for."""
        return tuple(throw for throw, begun in self.draft.begins() if begun == task.process)

    def _field(
        self, task: Element, at: Element, read: Read, plain: frozenset[str]
    ) -> Iterator[Problem]:
        hole = str(read)
        found = [each.rule for each in self.readings.problems(task.id, at.id, at.process, read)]
        if _UNKNOWN.intersection(found):
            known = plain | self._fields(at, read.name)
            yield self._unknown(task, f"{{{hole}}}", known)
            return
        kind = self.types.names(at.process).get(read.name, ANY).field(read.field or "")
        if found or kind.maybe or not _said(kind):
            yield Problem("TITLE-EMPTY", task.id, {"hole": f"{{{hole}}}"})

    def _fields(self, at: Element, name: str) -> frozenset[str]:
        kind = self.types.names(at.process).get(name, ANY)
        return frozenset(f"{name}.{field}" for field in kind.fields or ())

    def _unknown(self, task: Element, hole: str, known: frozenset[str]) -> Problem:
        shown = ", ".join(f"{{{each}}}" for each in sorted(known))
        return Problem("TITLE", task.id, {"hole": hole, "known": shown})


def _said(kind: Type) -> bool:
    """Tell whether a value of a type can be said in a title at all."""
    each = kind.item or ANY if kind.sort is Sort.LIST else kind
    return each.sort in _SAID
