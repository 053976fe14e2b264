"""Keep what a completion may be taken back to; forget it where the step went beyond its own."""

from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import form_of
from server.actions.steps import moves
from server.actions.steps.step import Step
from server.domain.tasks.recall import (
    RESTORED,
    Restored,
    may_be_undone,
)
from server.engine import Definition
from server.store.cases.cases import TaskRow
from server.store.steps import undo


def keep(step: Step, model: Deployed, task: TaskRow) -> None:
    """Keep instance and sheet as they are before the step, where the form may be undone."""
    if _may(model, task):
        undo.keep(step.session, task.id, sheet=RESTORED[task.form] is Restored.SHEET)


def judge(step: Step, model: Deployed, task: TaskRow) -> None:
    """Forget what was kept where the step reached another instance, an operation or a timer.

    Nor is it kept while another branch has a task open: taking back would take that away. An
    instance that has ended is never reopened anyway; house-keeping forgets it.
    """
    instance = step.instances[task.instance_id]
    beyond = bool(instance.open - set(step.opened)) or _beyond(step, model.definition, task)
    if instance.status == "running" and _may(model, task):
        if beyond:
            undo.forget(step.session, task.instance_id)
        else:
            moves.of(step, instance).found["undoable"] = True


def _may(model: Deployed, task: TaskRow) -> bool:
    return may_be_undone(form=task.form, signed=form_of(model, task.form).sign)


def _beyond(step: Step, definition: Definition, task: TaskRow) -> bool:
    return (
        len(step.moves) > 1
        or bool(step.armed or step.ended)
        or any(
            definition.targets(name) or definition.elements[name].kind == "serviceTask"
            for name in step.moves[task.instance_id].passed
            if name in definition.elements
        )
    )
