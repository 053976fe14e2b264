"""Keep what a completion may be taken back to; forget it where the step went beyond its own."""

from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import form_of
from server.actions.steps import moves
from server.actions.steps.opening import due_of
from server.actions.steps.process_code import code_of
from server.actions.steps.step import Step
from server.engine import Definition, waiting
from server.store.cases.cases import TaskRow
from server.store.steps import undo


def keep(step: Step, model: Deployed, task: TaskRow) -> None:
    """Keep the instance, and what its form will write, as they are, where it may be undone."""
    restored = restored_by(model, task.element, task.form)
    if restored is not None:
        step.kept = undo.keep(step.session, task.id, tables=restored)


def judge(step: Step, model: Deployed, task: TaskRow) -> None:
    """Forget what was kept where the step reached another instance, an operation or a timer.

    Nor is it kept where a document was made, nor while another branch has a task open, or had one
    that this step took away: taking back would not undo that. An instance that has ended is never
    reopened anyway; house-keeping forgets it.
    """
    instance = step.instances[task.instance_id]
    if instance.status != "running" or restored_by(model, task.element, task.form) is None:
        return
    if instance.open - set(step.opened) or _beyond(step, model.definition, task):
        undo.forget(step.session, task.instance_id)
    else:
        moves.of(step, instance).found |= {"undoable": True, "kept": step.kept}


def restored_by(model: Deployed, element: str, form: str) -> tuple[str, ...] | None:
    """Return the tables that taking a completion back restores; None where nobody takes it back.

    The manifest says of which tasks; where the process's own code acts upon the form, it says too.
    """
    entry = model.manifest.tasks.get(element)
    if entry is None or not entry.recall or form_of(model, form).sign:
        return None
    handled = code_of(model.key).forms.get(form)
    return handled.restores if handled else ()


def _rearmed(step: Step, definition: Definition, task: TaskRow) -> bool:
    """Tell whether a timer waits now that did not before, or for another day."""
    if not step.armed:
        return False
    waited = waiting(definition, step.before[task.instance_id]).armed
    days = {each.element: due_of(each.due) for each in waited}
    return any(days.get(name) != row["due"] for (_, name), row in step.armed.items())


def _beyond(step: Step, definition: Definition, task: TaskRow) -> bool:
    return (
        len(step.moves) > 1
        or bool(step.ended or step.documents or step.moves[task.instance_id].gone)
        or _rearmed(step, definition, task)
        or any(
            definition.targets(name) or definition.elements[name].kind == "serviceTask"
            for name in step.moves[task.instance_id].passed
            if name in definition.elements
        )
    )
