"""What is not this post's turn yet: told from diagrams and the task table, without the engine."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from server.actions.definitions.deployed import rules_of
from server.domain.administration.repairs import CaseBroken
from server.domain.cases.coming import Coming, coming
from server.domain.people.actors import Actor
from server.domain.texts.words import Words
from server.store import Session
from server.store.inbox import coming as running_cases
from server.store.inbox.coming import OpenCaseRow
from server.web.cases.diagram.model import Diagram
from server.web.cases.diagram.of_case import diagram_for

MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingLine:
    """A grey row: the step, its case, and whom it waits for."""

    title: Words
    case_short: Words
    year: int
    simulated: bool
    waits_for: Words
    holder: Words | None
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingSteps:
    """The first of them, and how many there are `more`."""

    lines: Sequence[ComingLine] = ()
    more: int = 0


def coming_steps(session: Session, actor: Actor) -> ComingSteps:
    """List what the running cases will still ask of the post acted in."""
    lines: list[ComingLine] = []
    for case in running_cases.running(session, actor.unit_id):
        if not actor.eyes(case.kind):
            continue
        # A case that cannot be read hides no other; its own pages and the list of cases name it.
        with suppress(CaseBroken):
            lines += _of_case(session, case, actor)
    return ComingSteps(lines=lines[:MOST], more=len(lines[MOST:]))


def _of_case(session: Session, case: OpenCaseRow, actor: Actor) -> list[ComingLine]:
    digest = case.rules_digest
    drawn = diagram_for(session, case.definition_hash, case.definition_key, rules_digest=digest)
    found = coming(
        drawn.tasks,
        every=case.every,
        own=case.own,
        rules=rules_of(session, digest),
        post_id=actor.post_id,
    )
    return [_line(case, drawn, step) for step in found]


def _line(case: OpenCaseRow, diagram: Diagram, step: Coming) -> ComingLine:
    before = step.waits_for
    return ComingLine(
        title=diagram.words(step.task.name),
        case_short=case.short,
        year=case.year,
        simulated=case.simulated,
        waits_for=diagram.words(before.name) if before else Words("", ""),
        holder=case.holders.get(before.id) if before and not step.own else None,
        places=0 if before is None or step.own else _waiting(case, before.id),
    )


def _waiting(case: OpenCaseRow, element: str) -> int:
    return case.every[element].waiting if element in case.every else 0
