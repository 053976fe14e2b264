"""The operations that the submission's service tasks name."""

from collections.abc import Mapping

from server.actions.steps.process_code import Operation, Variables
from server.actions.steps.step_state import StepState
from server.domain.canonical import Json
from server.engine.lint.values.value_types import COUNT, TEXTS
from server.processes.submission.tables import nominees as nominees_table
from server.store.cases.cases import InstanceRow
from server.store.history.journal import Fact


def council_tally(
    step: StepState, _instance: InstanceRow, _given: Variables, _known: Variables
) -> Json:
    """Say which nominees the Council passed and which it dropped."""
    rows = nominees_table.nominees(step.session, step.case.id)
    return {
        "passed": [row.id for row in rows if row.council_passed],
        "dropped": [row.id for row in rows if not row.council_passed],
    }


def archive(step: StepState, _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Record what goes into the archive: every decision of the dossier."""
    rows = nominees_table.nominees(step.session, step.case.id)
    listed: list[Json] = [
        {"nominee": row.id, "decision": row.decision or "dropped", "number": row.decision_number}
        for row in rows
    ]
    step.facts.append(
        Fact(
            kind="dossier.archived",
            object=f"case/{step.case.id}",
            actor=step.actor,
            payload={"nominees": listed},
        )
    )
    return {"archived": len(rows)}


OPERATIONS: Mapping[str, Operation] = {
    "council_tally": Operation(run=council_tally, answers={"passed": TEXTS, "dropped": TEXTS}),
    "archive": Operation(run=archive, answers={"archived": COUNT}),
}
