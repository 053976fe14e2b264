"""An evaluation that waits for its last appraisals."""

from server.actions.cases.case_work import OpenTask
from server.demo import answers
from server.demo.answers import Value
from server.demo.scene import TaskTurn
from server.processes.evaluation import readings as sheets_read
from tests.worlds.year import Year


def all_but(year: Year, number: int) -> list[OpenTask]:
    """Play a plain evaluation up to the last appraisals; return these."""
    year.answers |= {"approve": lambda _: {"verdict": "approve", "comment": ""}, "appraise": as_is}
    year.play("appraise")
    tasks = year.tasks("appraise")
    for task in tasks[:-number]:
        year.complete(task)
    return tasks[-number:]


def as_is(turn: TaskTurn) -> Value:
    """Appraise a sheet as the unit scored it."""
    lines = sheets_read.sheet_lines(turn.session, turn.scene.case_id, turn.task.key)
    return answers.appraisal(turn.scene.rules, lines, ())
