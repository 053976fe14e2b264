"""Where what a task handed in is shown as a whole."""

from flask import url_for

from server.actions.tasks.read_task import TaskPage


def points_of_case(page: TaskPage) -> str:
    """Return the address of the points of a case, at the unit the task is about."""
    unit = page.task.subject_unit_id
    anchor = "unit" if unit else None
    return url_for("cases.show", case_id=page.task.case_id, tab="scores", unit=unit, _anchor=anchor)
