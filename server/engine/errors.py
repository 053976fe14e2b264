"""Every refusal of the engine, by name; each carries what a page needs to say it in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.engine.lint_words import said


class EngineRefusal(Exception):
    """The engine will not do this; nothing was changed, the caller's doc is still the truth."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a definition cannot run: the rule, and the element it is about.

    `holes` fill the rule's words; `file` is the one of the definition's files it stands in, and
    empty where that is the diagram.
    """

    rule: str
    element: str
    holes: Mapping[str, str] = field(default_factory=dict, hash=False)
    file: str = ""

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return said(self.rule, self.holes).message

    def __str__(self) -> str:
        return f"{self.rule} {self.element}: {self.message}"


class DefinitionRefused(EngineRefusal):
    """A definition breaks rules that keep the engine safe; all problems at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


class ExpressionRefused(EngineRefusal):
    """An expression is outside the language, or its values are; `column` counts from 0."""

    def __init__(self, reason: str, source: str, column: int = 0) -> None:
        super().__init__(f"{reason} (column {column + 1} of {source[:120]!r})")
        self.reason = reason
        self.source = source
        self.column = column

    def problem(self, element: str) -> Problem:
        """Say it as a problem of the element the expression belongs to."""
        holes = {"reason": self.reason, "column": str(self.column + 1), "source": self.source}
        return Problem("EXPRESSION", element, holes)


class BadData(EngineRefusal):
    """A value that is not plain JSON, or that could become something else when stored."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class AskedTwice(EngineRefusal):
    """A participant is asked again before it has ended what it was asked before."""

    def __init__(self, process: str, keys: tuple[str, ...]) -> None:
        super().__init__(f"{process}: {', '.join(keys)}")
        self.process = process
        self.keys = keys


class BadRecipients(EngineRefusal):
    """The `to` of a throw event did not give a list of keys."""

    def __init__(self, element: str) -> None:
        super().__init__(f"{element}: `to` must give a list of keys")
        self.element = element


class OperationRefused(EngineRefusal):
    """An operation was reached where it does not belong, or before the facts it works on."""

    def __init__(self, operation: str, reason: str) -> None:
        super().__init__(f"{operation}: {reason}")
        self.operation = operation
        self.reason = reason


class DecisionRefused(EngineRefusal):
    """A decision table has no answer for these facts, or more than one where it may have one."""

    def __init__(self, decision: str, reason: str) -> None:
        super().__init__(f"{decision}: {reason}")
        self.decision = decision
        self.reason = reason


class UnknownProcess(EngineRefusal):
    """The definition has no process of this id."""


class UnknownElement(EngineRefusal):
    """The definition has no element of this id, or it is not of the kind that is asked for."""


class OtherBranch(EngineRefusal):
    """A token cannot leave its parallel branch or its subprocess, or enter one."""

    def __init__(self, element: str, target: str) -> None:
        super().__init__(f"{target} does not stand in the branch of {element}")
        self.element = element
        self.target = target


class NotReady(EngineRefusal):
    """This task is not waiting for a person: it is done, withdrawn, or never was."""


class NotArmed(EngineRefusal):
    """This element does not wait for a message now."""


class Stuck(EngineRefusal):
    """A step would leave nothing open, nothing armed and the process not done."""


class TooManyLaps(EngineRefusal):
    """An element would be passed more often than the cap allows."""

    def __init__(self, element: str, laps: int) -> None:
        super().__init__(f"{element} was passed more than {laps} times")
        self.element = element
        self.laps = laps


class StateUnreadable(EngineRefusal):
    """A stored doc is not what the engine wrote for this definition."""


class EngineVersionUnknown(EngineRefusal):
    """A stored doc was written by another version of the engine; it must be migrated first."""

    def __init__(self, version: object) -> None:
        super().__init__(f"state of engine version {version!r} cannot be read")
        self.version = version
