"""The documents a completed task makes: rows of the step's one statement, told by its event."""

from server.actions.steps.handling import FilledForm, Outcome
from server.domain.canonical import Json
from server.domain.documents.making import Made, check_typed, made
from server.domain.manifest import Completion, Manifest
from server.domain.people.posts import unit_of
from server.store.database.ids import new_id


def make(
    given: FilledForm, outcome: Outcome, manifest: Manifest, completion: Completion
) -> list[Json]:
    """Put the documents of a completion into its step; return what its event tells of them.

    Raises Mistakes for a number that is not of the agency the manifest names.
    """
    value = {} if outcome.confidential else given.value
    check_typed(manifest, completion, value)
    documents = (*outcome.documents, *made(manifest, completion, value))
    given.step.documents = [_row(given, document) for document in documents]
    return [_told(document) for document in documents]


def _row(given: FilledForm, document: Made) -> dict[str, object]:
    return {
        "id": new_id(given.step.now),
        "kind": document.kind,
        "subject": document.subject,
        "number": document.number,
        "dated": document.dated,
        "task_id": given.task.id,
        "at": given.step.now,
        "element": given.task.element,
        "agency": unit_of(given.task.post_id),
        "year": document.year,
        "sequence": document.sequence,
        "symbol": document.symbol,
    }


def _told(document: Made) -> Json:
    return {
        "kind": document.kind,
        "subject": document.subject,
        "number": document.number,
        "dated": document.dated.isoformat() if document.dated else "",
    }
