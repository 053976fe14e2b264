"""What is wrong with a process, by all that was played of it: each thing once, with a way to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from server.actions.definitions.deployed import Deployed
from server.actions.trial.played import BEFORE, Edge, PlayedScenario
from server.actions.trial.stages import GUESSED, Stage
from server.actions.trial.trial_case import TrialCase
from server.engine import Kind, Problem
from server.engine.calls import told_in

GRAVE: Final = frozenset({
    "TRY-BREAKS", "TRY-BYPASS", "TRY-DEADLOCK", "TRY-DEAD-END", "TRY-ENDLESS", "TRY-FORM",
    "TRY-NOBODY", "TRY-OPEN", "TRY-UNHEEDED",
})  # fmt: skip
"""The rules whose breach keeps a definition from being deployed."""
MOST_STAGES: Final = 12
"""So many stages of a way are named, the last ones."""
RULES: Final = (
    *("TRY-DEADLOCK", "TRY-DEAD-END", "TRY-ENDLESS", "TRY-BREAKS", "TRY-OPEN", "TRY-BYPASS"),
    *("TRY-UNHEEDED", "TRY-NOBODY", "TRY-FORM", "TRY-HOLE", "TRY-UNREACHED"),
)
"""The worst first."""


def problems(model: Deployed, several: Sequence[PlayedScenario]) -> tuple[Problem, ...]:
    """Name what is wrong, the worst first."""
    found: dict[tuple[str, str], Problem] = {}
    for played in several:
        for problem in _of(model, played):
            found.setdefault((problem.rule, problem.element), problem)
    if all(played.complete and not played.sampled for played in several) and not found:
        for name in unreached(model, several):
            found["TRY-UNREACHED", name] = Problem("TRY-UNREACHED", name, {}, f"{model.key}.bpmn")
    ordered = sorted(found.values(), key=lambda each: (RULES.index(each.rule), each.element))
    return tuple(_told(model, each) for each in ordered) if model.calls else tuple(ordered)


def _told(model: Deployed, problem: Problem) -> Problem:
    """Name what stands in a call as its author does."""
    calls = [each.id for each in model.calls]
    holes = {name: told_in(calls, text) for name, text in problem.holes.items()}
    return replace(problem, element=model.told(problem.element), holes=holes)


def unreached(model: Deployed, several: Iterable[PlayedScenario]) -> tuple[str, ...]:
    """Name the elements no way went through, in the order of the diagram."""
    passed = reached(several)
    drawn = (
        each.id
        for each in model.definition.elements.values()
        if each.kind not in {Kind.POOL, Kind.CALL_INPUT}
    )
    return tuple(name for name in drawn if name not in passed)


def reached(several: Iterable[PlayedScenario]) -> frozenset[str]:
    """Name the elements some way went through."""
    return frozenset[str]().union(*(edge.passed for each in several for edge in each.edges))


def _of(model: Deployed, played: PlayedScenario) -> Iterator[Problem]:
    ways = Ways(played.edges)
    for number, case in played.stuck.items():
        yield from _stuck(model, case, ways.to(number))
    for number in endless(played):
        element = ways.first[number].stage.element if number in ways.first else ""
        yield _problem(model, "TRY-ENDLESS", element, ways.to(number), {})
    for trouble, number in played.troubles:
        yield _problem(model, trouble.rule, trouble.element, ways.to(number), trouble.holes)
    for trouble, edge in played.shown:
        way = (*ways.to(edge.source), edge)
        yield _problem(model, trouble.rule, trouble.element, way, trouble.holes)


def _stuck(model: Deployed, case: TrialCase, way: Sequence[Edge]) -> Iterator[Problem]:
    """Say where a case stands in which nobody can act: at one wait, or at several."""
    waiting = [each for each in case.instances.values() if each.running]
    armed = list(dict.fromkeys(each.element for one in waiting for each in one.armed))
    several = len({each.process for each in waiting}) > 1
    rule = "TRY-DEADLOCK" if several else "TRY-DEAD-END"
    at = next((each for each in armed), model.definition.main)
    yield _problem(model, rule, at, way, {"waits": ", ".join(armed)})


def endless(played: PlayedScenario) -> list[int]:
    """Name the states from which no way leads to an end, though somebody can always act.

    Nothing is said where not every way was played.
    """
    if not played.complete:
        return []
    before: dict[int, list[int]] = {}
    for edge in played.edges:
        before.setdefault(edge.target, []).append(edge.source)
    waiting = [*played.closed, *played.stuck, *played.broken]
    ending = set(waiting)
    while waiting:
        new = set(before.get(waiting.pop(), ())) - ending
        ending |= new
        waiting += new
    return [number for number in range(played.states) if number not in ending][:1]


class Ways:
    """The way each state was first found on."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self.first: dict[int, Edge] = {}
        for edge in edges:
            self.first.setdefault(edge.target, edge)

    def to(self, number: int) -> tuple[Edge, ...]:
        """Give the edges that lead to a state, from the opening on."""
        found: list[Edge] = []
        while number != BEFORE and number in self.first:
            found.append(self.first[number])
            number = found[-1].source
        return tuple(reversed(found))


def _problem(
    model: Deployed, rule: str, element: str, way: Sequence[Edge], holes: Mapping[str, str]
) -> Problem:
    told = {**holes, "way": said(way, "en"), "way.vi": said(way, "vi")}
    return Problem(rule, element, told, f"{model.key}.bpmn")


def said(way: Sequence[Edge], language: str) -> str:
    """Name the stages of a way, the last ones of a long one."""
    return " → ".join(_stage(edge.stage, language) for edge in way[-MOST_STAGES:])


def _stage(stage: Stage, language: str) -> str:
    named = f"{stage.element}:{stage.outcome}" if stage.outcome else stage.element
    return f"{named} {GUESSED.text(language)}" if stage.guessed else named
