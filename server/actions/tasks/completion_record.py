"""What is kept of a completion: by the task's row, and by history."""

import json
from collections.abc import Mapping

from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import form_of
from server.actions.steps import moves
from server.actions.steps.handling import FilledForm, Outcome
from server.actions.taken_rows import keeping
from server.actions.tasks import form_outcome
from server.domain.canonical import Json
from server.store.history.journal import Fact


def done_row(given: FilledForm, outcome: Outcome) -> dict[str, object]:
    """Return what the task's row keeps of who did it, and what was handed in."""
    actor = given.actor
    kept = None if outcome.confidential else json.dumps(given.value, ensure_ascii=False)
    return {
        "id": str(given.task.id),
        "state": "done",
        "at": given.step.now,
        "done_by": actor.person_id,
        "done_name": actor.name,
        "done_post": actor.post_title.vi,
        "done_on_behalf": actor.performer.on_behalf,
        "done_link_by": ", ".join(hand.name for hand in actor.link_by),
        "result": kept,
        "note": outcome.reason,
    }


def fact_of(model: Deployed, given: FilledForm, outcome: Outcome, documents: list[Json]) -> Fact:
    """Return the event of a completion, with all the step moved; ask when it is at rest."""
    step, task = given.step, given.task
    came_out = step.completion.outcome if step.completion else ""
    return Fact(
        kind="task.completed",
        object=f"task/{task.id}",
        actor=step.actor,
        subject_unit_id=task.subject_unit_id or "",
        element=task.element,
        definition_hash=model.hash,
        form_hash=model.form_hash(task.form),
        attachments=tuple(item["sha256"] for item in task.files),
        payload={
            "task": {
                "id": str(task.id),
                "process": task.process,
                "element": task.element,
                "form": task.form,
                "title_vi": task.title_vi,
                "title_en": task.title_en,
                "round": task.round,
                "key": task.key,
            },
            "approves": model.definition.elements[task.element].approves,
            "outcome": came_out,
            "act": form_outcome.act_class(
                form_of(model, task.form), came_out, model.manifest.tasks.get(task.element)
            ),
            "reason": outcome.reason,
            "changes": list(outcome.changes),
            "result": _kept(given.value, outcome),
            **({"sealed": outcome.sealed} if outcome.sealed else {}),
            **({"documents": documents} if documents else {}),
            **({"taken": taken} if (taken := keeping.told(given)) else {}),
            "rules": step.case.rules_digest,
            "files": [dict(item) for item in task.files],
            "moved": moves.told(step),
        },
    )


def _kept(value: Mapping[str, Json], outcome: Outcome) -> Json:
    """Keep what was submitted; of a ballot or a count its seal alone: a plain digest is guessed."""
    return None if outcome.confidential else dict(value)
