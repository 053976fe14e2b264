"""How those who give other units points are played."""

from collections.abc import Callable, Mapping
from typing import Final

from server.demo import answers
from server.demo.answers import Value
from server.demo.scene import TaskTurn
from server.processes.evaluation import readings


def give_points(turn: TaskTurn) -> Value:
    """Whoever gives other units points gives most of them."""
    cells = readings.cells_to_give(turn.session, turn.scene.case_id, turn.task.key)
    for cell in cells:
        if cell.criterion.evidence == "required":
            turn.attach(kind="ground", subject=cell.key)
    return answers.given_points(cells, turn.scene.rules, turn.scene.rng)


def approve_points(_turn: TaskTurn) -> Value:
    """The head approves the points that are given to others."""
    return {"verdict": "approve", "comment": ""}


POINTS_OF_OTHERS: Final[Mapping[str, Callable[[TaskTurn], Value]]] = {
    "give_points": give_points,
    "approve_points": approve_points,
}
