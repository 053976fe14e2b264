"""Which tasks are urgent, and who says so: whoever runs the work, for the tasks they run.

Two grades. Documents have three grades of urgency (khẩn, thượng khẩn, hỏa tốc: Nghị định
30/2020/NĐ-CP), but those say how fast a paper must be delivered and who signs it grades it; a task
is delivered at once, and whoever looks at a list asks only what comes first.
"""

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from server.domain.blocs.rules import CaseRules
from server.domain.people.posts import (
    Position,
    post_id,
    unit_of,
)
from server.domain.refusals import Refusal


class Priority(IntEnum):
    """The grades, as they are stored: the smaller stands first."""

    URGENT = -1
    ORDINARY = 0


@dataclass(eq=False)
class NotTheirsToRank(Refusal):
    """The actor does not run the work the task belongs to."""

    task_id: UUID


def may_rank(*, rules: CaseRules, post: str, task_post: str) -> bool:
    """Tell whether a post sets the priority of another post's task.

    Who runs the bloc, its leader's head and secretary, sets that of the member units' tasks; the
    head of Home Affairs, who puts the dossier to the Council and to the Chairman, that of the
    bodies' tasks. Nobody sets what is urgent to an authority above their own part of the way.
    """
    if unit_of(task_post) in rules.unit_ids:
        leader = rules.leader.id
        return post in {post_id(leader, Position.HEAD), post_id(leader, Position.SECRETARY)}
    return post == post_id(rules.bodies.home_affairs.id, Position.HEAD)


def check_ranking(*, task_id: UUID, rules: CaseRules, post: str, task_post: str) -> None:
    """Raise NotTheirsToRank unless the post sets the priority of the task."""
    if not may_rank(rules=rules, post=post, task_post=task_post):
        raise NotTheirsToRank(task_id)
