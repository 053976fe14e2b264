"""What is not this post's turn yet: told from diagrams and the task table, without the engine."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.actions.deployed import rules_of
from server.domain.coming import Coming, coming
from server.domain.people import Actor
from server.domain.posts import Position
from server.domain.words import Words
from server.store import Session
from server.store import coming as running_cases
from server.store.coming import Running
from server.web.diagram_model import Diagram, diagram_of

OWN_UNIT_ONLY = frozenset({Position.OFFICER, Position.HEAD})
MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingLine:
    """A grey row: the step, its case, and whom it waits for."""

    title: Words
    case_kind: str
    year: int
    simulated: bool
    waits_for: Words
    holder: Words | None


def coming_lines(session: Session, actor: Actor) -> Sequence[ComingLine]:
    """List what the running cases will still ask of the post acted in."""
    every_key = actor.position not in OWN_UNIT_ONLY
    lines: list[ComingLine] = []
    for case in running_cases.running(session, actor.unit_id, every_key=every_key):
        diagram = diagram_of(session, case.definition_hash, case.definition_key)
        found = coming(
            diagram.tasks,
            case.counts,
            rules=rules_of(session, case.rules_digest),
            post_id=actor.post_id,
            unit_id=actor.unit_id,
        )
        lines += [_line(case, diagram, step) for step in found]
    return lines[:MOST]


def _line(case: Running, diagram: Diagram, step: Coming) -> ComingLine:
    before = step.waits_for
    return ComingLine(
        title=diagram.words(step.task.name),
        case_kind=case.kind,
        year=case.year,
        simulated=case.simulated,
        waits_for=diagram.words(before.name) if before else Words("", ""),
        holder=case.holders.get(before.id) if before else None,
    )
