"""The vocabulary of a drawing: kinds of element, elements, flows, processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from server.engine.expressions.durations import ENTERED


class Kind(StrEnum):
    """The kinds of element the engine runs; some are drawn with one tag and are two kinds here.

    What begins and ends a subprocess is no start and no end of the process around it. What a call
    hands in is drawn by nobody: it stands behind the start of what is called.
    """

    START = "startEvent"
    END = "endEvent"
    THROW = "intermediateThrowEvent"
    CATCH = "intermediateCatchEvent"
    TIMER = "timer"
    BOUNDARY = "boundaryEvent"
    USER = "userTask"
    SERVICE = "serviceTask"
    DECISION = "businessRuleTask"
    EXCLUSIVE = "exclusiveGateway"
    EVENTS = "eventBasedGateway"
    PARALLEL = "parallelGateway"
    POOL = "participant"
    SUBPROCESS = "subProcess"
    INNER_START = "subProcessStart"
    INNER_END = "subProcessEnd"
    ERROR_END = "errorEndEvent"
    ERROR_BOUNDARY = "errorBoundaryEvent"
    CALL_INPUT = "callInput"


ENDS: Final = frozenset({Kind.END, Kind.INNER_END, Kind.ERROR_END})
ATTACHED: Final = frozenset({Kind.BOUNDARY, Kind.ERROR_BOUNDARY})


@dataclass(frozen=True, slots=True)
class Element:
    """One drawn element, or a pool; `due` is an expression on timers; on tasks, or an id.

    `duration` is the expression of how long a timer waits, where it stands for no day.

    `inside` is the subprocess it is drawn in, empty where that is the process itself; `error` the
    code that an error event throws, or catches: empty for any.
    """

    id: str
    kind: str
    process: str
    name: str = ""
    role: str | None = None
    form: str | None = None
    title: str | None = None
    due: str | None = None
    duration: str | None = None
    approves: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    documentation: str = ""
    message: str | None = None
    payload: str | None = None
    to: str | None = None
    operation: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    decision: str | None = None
    attached: str | None = None
    default: str | None = None
    inside: str = ""
    called: str | None = None
    """The key of the process it calls: its results are the `parameters`."""
    error: str | None = None
    terminates: bool = False
    """An end that ends everything in its instance, or in its subprocess."""

    @property
    def timer(self) -> bool:
        return self.kind == Kind.TIMER or (self.kind == Kind.BOUNDARY and self.message is None)

    @property
    def dated(self) -> str | None:
        """The expression of its day: a timer's date, a task's due date that is no deadline's id."""
        reckoned = self.kind == Kind.USER and self.due is not None and not self.due.isidentifier()
        return self.due if self.timer or reckoned else None

    @property
    def from_entry(self) -> bool:
        """Whether its day is reckoned from when it began to wait."""
        return self.duration is not None or (self.timer and ENTERED in (self.due or ""))

    @property
    def throws(self) -> bool:
        return self.kind in {Kind.THROW, Kind.END, Kind.INNER_END} and self.message is not None

    @property
    def breaks_off(self) -> bool:
        """Whether passing it takes away what else is open: in a task, a subprocess, an instance."""
        return self.terminates or self.kind in ATTACHED

    @property
    def waits(self) -> bool:
        return self.kind in {Kind.CATCH, Kind.TIMER, Kind.BOUNDARY}


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `condition` is an expression, or None."""

    id: str
    process: str
    source: str
    target: str
    condition: str | None


@dataclass(frozen=True, slots=True)
class Process:
    """One pool's process; `each` names the set it runs once for, None where it runs once."""

    id: str
    name: str
    each: str | None
    pool: str
