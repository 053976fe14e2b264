"""What the revocation's panel is filled from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.actions.steps.process_code import PageNeeds
from server.actions.tasks.read_task import TaskPage
from server.processes.revocation.award_set import awards_of
from server.processes.submission.tables import revocations
from server.processes.submission.tables.revocations import Revocation, StandingAward

AWARDS_CONCERNED = "awards_concerned"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardMaterial:
    """The awards looked into, and those of them that are revoked by now."""

    awards: tuple[StandingAward, ...] = ()
    revoked: Mapping[str, Revocation] = field(default_factory=dict)


def award_material(page: TaskPage) -> AwardMaterial:
    """Return what a page's panel is filled from."""
    found = page.material
    return found if isinstance(found, AwardMaterial) else AwardMaterial()


def read_material(asked: PageNeeds) -> AwardMaterial:
    """Read what a page asks for: all awards, those of the task's unit, or the one it is about."""
    task, session = asked.task, asked.session
    if AWARDS_CONCERNED not in asked.wanted or task.previous_id is None:
        return AwardMaterial()
    awards = awards_of(session, task.case_id, task.previous_id, opening=task.opening)
    return AwardMaterial(
        awards=tuple(each for each in awards if task.key in {"", each.id, each.unit_id}),
        revoked=revocations.revocations(session, task.previous_id),
    )
