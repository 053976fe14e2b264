"""Votes that let every nominee through, for tests of what comes after them."""

from server.demo.answers import Value, ballot
from server.demo.roles import council_vote
from server.demo.scene import TaskTurn
from server.processes.award_review import readings as review_read


def pass_all(turn: TaskTurn) -> Value:
    """Let the Council pass every nominee."""
    value = council_vote(turn)
    for row in value["votes"].values():
        row |= {"yes": turn.scene.rules.council.members, "reason": ""}
    return value


def vote_for_the_quota(turn: TaskTurn) -> Value:
    """Let every unit say yes to as many as the quota allows, the same ones."""
    poll = review_read.newest_round(turn.session, turn.scene.case_id)
    rules = turn.scene.rules
    seats = {award: rules.award(award).maximum(len(rules.units)) for award in poll.candidates}
    yes = {award: units[: seats[award]] for award, units in poll.candidates.items()}
    return ballot(poll.candidates, yes=yes)
