"""What is shown before a case opens: until when its tasks are due, and whether all units are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from server.actions.definitions.deployed import Deployed
from server.domain.blocs.rules import CaseRules
from server.domain.deadlines import end_of_day
from server.domain.manifest.outline import OPENING
from server.domain.texts.words import Words
from server.web.cases.diagram.model import Diagram


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDue:
    """A task whose last day the bloc-year gives; `ends` is the first instant after it."""

    task: Words
    day: date
    ends: datetime
    sample: bool


def dues(model: Deployed, drawn: Diagram, rules: CaseRules) -> Sequence[TaskDue]:
    """List the tasks that are due on a day of the bloc-year, in the order of the diagram."""
    deadlines = {each.id: each for each in rules.deadlines}
    found = []
    for task in drawn.tasks:
        deadline = deadlines.get(model.definition.elements[task.id].due or "")
        if deadline and (day := deadline.last_day):
            name = drawn.words(task.name)
            ends = end_of_day(day)
            found.append(TaskDue(task=name, day=day, ends=ends, sample=deadline.sample))
    return found


def of_the_whole_bloc(model: Deployed) -> bool:
    """Tell whether all units of the bloc are in the case: its opening form chooses none."""
    chosen = (members.chosen for members in model.manifest.sets.values())
    return not any(each.startswith(f"{OPENING}.") for each in chosen)
