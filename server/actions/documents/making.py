"""The documents a completed task makes: rows of the step's one statement, told by its event."""

from dataclasses import dataclass
from uuid import UUID

from server.actions.documents import agency_numbers
from server.actions.steps import numbering
from server.actions.steps.handling import FilledForm, Outcome
from server.domain.blocs.parties import agency_symbol
from server.domain.canonical import Json
from server.domain.documents.making import Made, check_typed, entries_of, made
from server.domain.manifest import Completion, Manifest
from server.domain.people.posts import unit_of
from server.store.database.ids import new_id


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that a completion makes, and its id."""

    id: UUID
    made: Made


def make(
    given: FilledForm, outcome: Outcome, manifest: Manifest, completion: Completion
) -> list[Json]:
    """Put the documents of a completion into its step; return what its event tells of them.

    Those of the bloc's own series take their number here, and those of an agency hold theirs.
    Raises Mistakes for a day still to come, for a number that has no day, is not of the agency the
    manifest means, or is another document's, and RegisterMissing.
    """
    value = {} if outcome.confidential else given.value
    check_typed(manifest, completion, value, own=_own_symbol(given), today=given.today)
    ids = {entry.type: new_id(given.step.now) for entry in entries_of(manifest, completion)}
    numbers = {
        entry.type: numbering.take(given.step, entry, completion.key, document_id=ids[entry.type])
        for entry in entries_of(manifest, completion)
        if entry.register
    }
    by_manifest = made(manifest, completion, value, numbers)
    agency_numbers.hold(given, manifest, completion, by_manifest)
    documents = [NewDocument(new_id(given.step.now), each) for each in outcome.documents]
    documents += [NewDocument(ids[each.kind], each) for each in by_manifest]
    given.step.documents = [_row(given, document) for document in documents]
    return [_told(document.made) for document in documents]


def _own_symbol(given: FilledForm) -> str:
    """Return the symbol of the agency whose task it is; what is simulated has numbers of none."""
    simulated = given.step.case.head.simulated
    return "" if simulated else agency_symbol(given.rules, unit_of(given.task.post_id))


def _row(given: FilledForm, document: NewDocument) -> dict[str, object]:
    made_ = document.made
    own = made_.registered
    return {
        "id": document.id,
        "kind": made_.kind,
        "subject": made_.subject,
        "number": made_.number,
        "dated": made_.dated,
        "task_id": given.task.id,
        "at": given.step.now,
        "element": given.task.element,
        "agency": own.register.bloc_id if own else unit_of(given.task.post_id),
        "year": made_.year,
        "sequence": made_.sequence,
        "symbol": made_.symbol,
    }


def _told(document: Made) -> Json:
    said: dict[str, Json] = {
        "kind": document.kind,
        "subject": document.subject,
        "number": document.number,
        "dated": document.dated.isoformat() if document.dated else "",
    }
    if document.registered:
        said["register"] = numbering.told(document.registered)
    return said
