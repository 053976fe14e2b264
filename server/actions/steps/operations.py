"""The operations that service tasks name: of the case's own process, or of every process."""

from server import engine
from server.actions.steps import aggregates
from server.actions.steps.process_code import Variables, code_of
from server.actions.steps.step_state import StepState
from server.domain.canonical import Json
from server.engine import OperationRefused
from server.store.cases.cases import InstanceRow


def bound(step: StepState, instance: InstanceRow) -> engine.Operations:
    """Bind the named operations to this step and instance."""
    return lambda name, params, variables: run(name, step, instance, params, variables)


def run(
    name: str, step: StepState, instance: InstanceRow, given: Variables, known: Variables
) -> Json:
    """Run an operation; raises OperationRefused where its facts are not there."""
    kind = step.case.kind
    found = code_of(kind).operations.get(name) or aggregates.OPERATIONS.get(name)
    if found is None:
        raise OperationRefused(name, f"is no operation of {kind}")
    if absent := found.parameters - given.keys():
        raise OperationRefused(name, f"not given: {', '.join(sorted(absent))}")
    return found.run(step, instance, given, known)
