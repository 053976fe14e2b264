"""The operation that the revocation's service task names."""

from collections.abc import Mapping
from datetime import date

from server.actions.steps import moves
from server.actions.steps.process_code import Operation, Variables
from server.actions.steps.step_state import StepState
from server.domain.canonical import Json
from server.engine import OperationRefused
from server.engine.lint.values.value_types import TEXT
from server.processes.submission.tables import revocations
from server.processes.submission.tables.revocations import Revocation
from server.store.cases.cases import InstanceRow


def revoke(step: StepState, instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Register that the decision just made revokes the award the instance is for."""
    number, day = _decision(step, given["document"])
    award_case = step.case.previous_id
    if award_case is None:
        raise OperationRefused("revoke", "the case follows no dossier")
    revoked = Revocation(
        nominee_id=instance.key,
        case_id=step.case.id,
        decision_number=number,
        decision_date=day,
        at=step.now,
    )
    revocations.add(step.session, award_case, revoked)
    moves.of(step, instance).found["revoked"] = [
        {
            "nominee": instance.key,
            "award_case": str(award_case),
            "number": number,
            "date": day.isoformat(),
        }
    ]
    return {"award": instance.key}


def _decision(step: StepState, kind: Json) -> tuple[str, date]:
    """Return number and day of the document of that kind which the completed task makes."""
    for row in step.documents:
        number, day = row["number"], row["dated"]
        if row["kind"] == kind and isinstance(number, str) and isinstance(day, date):
            return number, day
    raise OperationRefused("revoke", f"the task before makes no document {kind!r} with its day")


OPERATIONS: Mapping[str, Operation] = {
    "revoke": Operation(run=revoke, parameters=frozenset({"document"}), answers={"award": TEXT}),
}
