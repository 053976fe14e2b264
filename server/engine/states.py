"""What a stored state says, without a step: whom it waits for, and what it knows."""

from collections.abc import Mapping

from SpiffWorkflow.util.task import TaskState

from server.engine import tokens
from server.engine.errors import BadData
from server.engine.expressions.comparison import is_day
from server.engine.expressions.days import reckoned
from server.engine.expressions.language import evaluate
from server.engine.reading import Definition
from server.engine.values import JSON
from server.engine.verbs import MOST_LAPS, Moved, WaitingTask, moved, no_operation, opened, restored


def open_tasks(definition: Definition, doc: str) -> tuple[WaitingTask, ...]:
    """List the tasks a state waits for persons with; raises StateUnreadable and its kin."""
    workflow, _ = restored(definition, doc, no_operation, MOST_LAPS)
    tasks = workflow.get_tasks(state=TaskState.READY, manual=True)
    return tuple(opened(definition, task) for task in tasks)


def noted(doc: str, element: str) -> JSON:
    """Give what a state knows under an element's id, None where nothing; raises StateUnreadable."""
    return tokens.read(doc).vars.get(element)


def day_of(doc: str, source: str) -> str | None:
    """Give the day that an expression over a state gives, None for none.

    Raises StateUnreadable, ExpressionRefused, and BadData for what is no day.
    """
    return evaluated_day(source, tokens.read(doc).vars)


def evaluated_day(source: str, names: Mapping[str, JSON]) -> str | None:
    """Give the day of an expression over these names, None for none; raises as `day_of`."""
    found = reckoned(source, names)
    if found is not None and not (isinstance(found, str) and is_day(found)):
        raise BadData(source, "a due date is a day, YYYY-MM-DD, or null")
    return found


def evaluated(source: str, names: Mapping[str, JSON]) -> JSON:
    """Give the value of an expression over these names; raises ExpressionRefused."""
    return evaluate(source, names)


def waiting(definition: Definition, doc: str) -> Moved:
    """Say what a state waits for, as after a step; raises StateUnreadable, its kin, or Stuck."""
    workflow, running = restored(definition, doc, no_operation, MOST_LAPS)
    return moved(definition, workflow, running)
