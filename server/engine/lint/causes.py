"""Findings that only follow from another one are left out: mend the cause, and they are gone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from server.engine.diagram.drawing import Drawing, Kind
from server.engine.diagram.elements import ATTACHED
from server.engine.diagram.shape import REFUSED_KINDS
from server.engine.errors import Problem

_WHOLE: Final = REFUSED_KINDS | {
    *("TASK-BARE", "SUBPROCESS-EVENT", "TIMER-START", "EVENT-ONE", "BOUNDARY-INTERRUPTS")
}
"""What such an element is must change first: nothing else is to be said of it."""
_AT_ONE: Final[Mapping[str, frozenset[str]]] = {
    "MESSAGE": frozenset({"MESSAGE-FLOW", "MESSAGE-OUTSIDE", "MESSAGE-EARLY", "MESSAGE-DIFFERS"}),
    "MESSAGE-OUTSIDE": frozenset({"MESSAGE-FLOW", "MESSAGE-EARLY"}),
    "BOUNDARY": frozenset({"REACHABLE"}),
    "ERROR-HOST": frozenset({"REACHABLE"}),
    "SUBPROCESS-CLOSED": frozenset({"START-ONE", "END-SOME"}),
    "START-ONE": frozenset({"END-SOME"}),
    "TIMER": frozenset({"EXPRESSION", "TIMER-DATE"}),
    "EXPRESSION": frozenset({"ATTRIBUTE", "TIMER-DATE", "TIMER-DURATION", "TYPE-RESULT"}),
    "FLOW-OUT": frozenset({"END-REACH", "PARALLEL"}),
    "MESSAGE-FLOW": frozenset({"MESSAGE-EARLY"}),
    "PROPERTY-EMPTY": frozenset(
        {"APPROVES", "FORM", "SIGN", "SIGN-HOW", "REMIND", "EACH", "EXPRESSION"}
    ),
    "FLOW-ENDS": frozenset({"EXPRESSION", "XOR-CONDITION"}),
    "DECISION": frozenset({"DMN-INPUT"}),
    "DECISION-CALLED": frozenset({"DMN-INPUT"}),
}
"""What else is not said of the same element."""
_NOBODY_HEARS: Final = frozenset(
    {
        *("MESSAGE-FLOW", "MESSAGE-EARLY", "MESSAGE-LATE", "RECIPIENTS", "RECIPIENTS-NAMED"),
        *("AWAIT", "AWAIT-ASKED", "AWAIT-COUNT", "AWAIT-LATE", "POOL-BEGUN", "ASKED-TWICE"),
    }
)
_PER_FILE: Final[Mapping[str, frozenset[str]]] = {
    "START-ONE": frozenset({"MAIN", "POOL-BEGUN", "MESSAGE-EARLY", "REACHABLE", "END-REACH"}),
    "MESSAGE-OUTSIDE": frozenset({"MAIN", "POOL-BEGUN", "MESSAGE-EARLY"}),
    "MAIN": frozenset({"POOL-BEGUN", "MESSAGE-EARLY"}),
    "POOL": frozenset({"MESSAGE-EARLY", "RECIPIENTS", "START-ONE", "MAIN", "POOL-BEGUN"}),
    "FLOW-ENDS": frozenset({"REACHABLE", "END-REACH", "PARALLEL"}),
    "END-SOME": frozenset({"END-REACH"}),
    "MESSAGE-FROM-EDGE": _NOBODY_HEARS,
    "MESSAGE-MAIN": _NOBODY_HEARS,
    "FLOW-OUT": frozenset({"END-REACH"}),
}
"""What is not said of a whole file where the one is: who can be reached is not known yet."""

_OF_CELLS: Final = frozenset({"DMN-CELL", "DMN-MISREAD", "DMN-LANGUAGE"})
_COMPARED: Final = frozenset(
    {"TYPE-COMPARED", "TYPE-VALUE", "DMN-NEVER", "EXPRESSION", "DMN-OPAQUE"}
)
"""What follows of a cell that is no value of its column."""


def of_other_kinds(problems: Sequence[Problem]) -> frozenset[str]:
    """Name the elements that must become of another kind before anything else is said of them."""
    return frozenset(each.element for each in problems if each.rule in _WHOLE)


def causes(problems: Sequence[Problem], drawing: Drawing) -> tuple[Problem, ...]:
    """Give the findings of a diagram that do not follow from others, in their order."""
    return tuple(_Findings(problems, drawing).first())


class _Findings:
    """The findings of one diagram, and what each of them leaves unsaid."""

    def __init__(self, problems: Sequence[Problem], drawing: Drawing) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        at: dict[str, set[str]] = {}
        for problem in self.problems:
            at.setdefault(problem.element, set()).add(problem.rule)
        self.at = at
        self.silent = _all(_PER_FILE, {each.rule for each in self.problems})
        self.whole = {name for name, rules in at.items() if rules & _WHOLE}
        self.whole |= {each.id for each in drawing.elements if self.whole & {*drawing.around(each)}}
        self.hosts = {
            each.id: each.attached or "" for each in drawing.elements if each.kind in ATTACHED
        }
        self.sources = {flow.id: flow.source for flow in drawing.flows}
        starts = {each.id for each in drawing.elements if each.kind == Kind.START}
        if any(at.get(name, set()) & {"MESSAGE", *_WHOLE} for name in starts):
            self.silent |= {"MAIN", "POOL-BEGUN"}
        self.broken = {flow.source for flow in drawing.flows if "FLOW-ENDS" in at.get(flow.id, ())}
        lost = {name for name, rules in at.items() if "REACHABLE" in rules}
        led = {flow.target for flow in drawing.ways if flow.source in lost}
        self.led = frozenset() if lost <= led else led

    def first(self) -> Iterator[Problem]:
        seen: set[tuple[str, str]] = set()
        for problem in self.problems:
            once = self.once(problem)
            if once not in seen and not self.follows(problem):
                yield problem
            seen.add(once)

    def once(self, problem: Problem) -> tuple[str, str]:
        """Tell what is said once: of an element what it is, of a block that it is none."""
        if problem.rule in _WHOLE:
            return "whole", problem.element
        if problem.rule == "PARALLEL":
            return "block", problem.holes["split"]
        if problem.rule == "LANE-REF":
            return problem.rule, problem.element
        return problem.rule, f"{problem.element} {sorted(problem.holes.items())}"

    def follows(self, problem: Problem) -> bool:
        rule, element = problem.rule, problem.element
        match rule:
            case "XOR-CONDITION" | "CONDITION":
                known = self.at.get(self.sources.get(element, ""), set())
                led = bool(known & {*_WHOLE, "XOR-DEFAULT"})
            case "EVENTS":
                led = element in self.broken
            case "BOUNDARY" | "BOUNDARY-INTERRUPTS":
                led = self.hosts.get(element) in self.whole
            case "REACHABLE":
                led = element in self.led
            case "APPROVES" | "VARIABLE-UNSET" | "VARIABLE-FIELD" | "HAS-NEVER" | "RECORDS":
                led = _named(problem) in self.whole
            case _:
                led = False
        bare = element in self.whole and rule not in _WHOLE
        return led or bare or rule in self.silent or rule in _all(_AT_ONE, self.at[element])


def _named(problem: Problem) -> str:
    """Give the element that is approved, read, or counted in quotes."""
    holes = problem.holes
    named = next((holes[each] for each in ("approves", "name", "given") if each in holes), "")
    return named.partition(".")[0].strip("'\"")


def _all(table: Mapping[str, frozenset[str]], rules: AbstractSet[str]) -> frozenset[str]:
    return frozenset[str]().union(*(table.get(rule, frozenset()) for rule in rules))


def cells_once(found: Iterable[Problem], of_tables: Iterable[Problem]) -> list[Problem]:
    """Say of a cell that is no value of its column no more than that."""
    cells = [each for each in of_tables if each.rule in _OF_CELLS]
    told = {_place(each) for each in cells}
    words = {word.strip() for each in cells for word in each.holes.get("cell", "").split(",")}
    return [
        each
        for each in found
        if (each.rule not in _COMPARED or _place(each) not in told)
        and (each.rule != "VARIABLE-UNSET" or each.holes["name"] not in words)
    ]


def _place(problem: Problem) -> tuple[str, str]:
    return problem.file, problem.element
