"""What is filled in beside the rows that a form takes over: nobody writes those into a sample."""

from collections.abc import Mapping

from server.actions.taken_rows.earlier_rows import Row, Taken
from server.actions.tasks import read_task
from server.demo.answers import Value
from server.demo.scene import TaskTurn


def filled_in(turn: TaskTurn, value: Value) -> Value:
    """Add to what a sample fills in the rows that the form of the task takes over now."""
    page = read_task.read_own(turn.session, turn.task.id, actor=turn.actor, now=turn.now)
    return with_taken(value, page.taken)


def with_taken(value: Value, taken: Taken) -> Value:
    """Add to each given row what the sample has for one that it names; the others stay as given."""
    found = dict(value)
    for name, each in taken.items():
        if each.given and each.rows:
            left = list(value.get(name) or ())
            found[name] = [_filled(row, left, each.given) for row in each.rows]
    return found


def _filled(row: Row, left: list[Mapping[str, object]], given: frozenset[str]) -> Value:
    same = next((one for one in left if _names(one, row, given)), None)
    if same is None:
        return dict(row)
    if any(column in given for column in same):
        left.remove(same)
    return {**row, **same}


def _names(one: Mapping[str, object], row: Row, given: frozenset[str]) -> bool:
    """Tell whether a sample's row is meant for a given one: what it says of it is so."""
    return all(row.get(column) == said for column, said in one.items() if column in given)
