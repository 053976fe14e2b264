"""When a case may be opened, and by whom: the order of the year is a rule, not a habit.

A bloc may not vote before its scores are adopted, and may not submit before it has reviewed
(official answer on bloc procedure, domain facts 1.3).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.blocs.rules import CaseRules
from server.domain.case_kinds import CaseKind
from server.domain.people.posts import Position, post_id
from server.domain.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What an earlier case has come to."""

    adopted: bool
    closed: bool


@dataclass(eq=False)
class AlreadyOpened(Refusal):
    """The bloc-year has this case already."""

    kind: str


@dataclass(eq=False)
class ScoresNotAdopted(Refusal):
    """No vote before the bloc has adopted the scores."""


@dataclass(eq=False)
class ReviewNotClosed(Refusal):
    """No submission before the award review has ended."""


@dataclass(eq=False)
class NobodyNominated(Refusal):
    """The review nominated nobody, so there is nothing to submit."""


@dataclass(eq=False)
class NotTheBlocsLeader(Refusal):
    """Only the leading unit's head or the bloc's secretary opens a case."""


@dataclass(eq=False)
class NoSuchBlocYear(Refusal):
    """There is no bloc-year of this id, or none in force today."""

    bloc_year_id: str


@dataclass(eq=False)
class PostsMissing(Refusal):
    """Posts that the process needs do not exist."""

    posts: tuple[str, ...]


@dataclass(eq=False)
class DefinitionFails(Refusal):
    """The deployed process does not get past its first steps; `detail` says where."""

    error: str
    detail: str


def may_open(*, rules: CaseRules, post: str) -> bool:
    """Tell whether a post opens cases of its bloc: the leader's head or the secretary."""
    leader = rules.leader.id
    return post in {post_id(leader, Position.HEAD), post_id(leader, Position.SECRETARY)}


def check_order(*, kind: CaseKind, stages: Mapping[str, Stage], simulated: bool) -> None:
    """Raise unless this case is next; a simulated sample may be made any number of times."""
    if kind in stages and not simulated:
        raise AlreadyOpened(kind)
    if kind is CaseKind.AWARD_REVIEW:
        evaluation = stages.get(CaseKind.EVALUATION)
        if evaluation is None or not evaluation.adopted:
            raise ScoresNotAdopted
    if kind is CaseKind.SUBMISSION:
        review = stages.get(CaseKind.AWARD_REVIEW)
        if review is None or not review.closed:
            raise ReviewNotClosed
