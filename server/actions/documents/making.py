"""The documents a completed task makes: rows of the step's one statement, told by its event."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from server.actions.documents import agency_numbers
from server.actions.steps import numbering
from server.actions.steps.handling import FilledForm, Outcome
from server.domain.blocs.parties import agency_symbol, body_symbols
from server.domain.canonical import Json
from server.domain.documents.making import Made, check_typed, entries_of, made
from server.domain.documents.registers import numbered
from server.domain.manifest import Completion, Manifest
from server.domain.people.posts import unit_of
from server.domain.texts.lists import found_document
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
    own, bodies = _symbols(given)
    check_typed(manifest, completion, value, own=own, bodies=bodies, today=given.today)
    taken = {
        entry.type: numbering.take(given.step, entry, completion.key)
        for entry in entries_of(manifest, completion)
        if numbered(entry, given.rules)
    }
    numbers = {kind: each.number for kind, each in taken.items()}
    by_manifest = made(manifest, completion, value, numbers)
    agency_numbers.hold(given, manifest, completion, by_manifest)
    documents = [NewDocument(new_id(given.step.now), each) for each in outcome.documents]
    documents += [
        NewDocument(
            taken[each.kind].document_id if each.kind in taken else new_id(given.step.now), each
        )
        for each in by_manifest
    ]
    given.step.documents = [_row(given, document) for document in documents]
    return [_told(document.made) for document in documents]


def _symbols(given: FilledForm) -> tuple[str, Mapping[str, str]]:
    """Return the symbols of the agency whose task it is and of the bodies outside the bloc.

    What is simulated has numbers of none.
    """
    if given.step.case.head.simulated:
        return "", {}
    return agency_symbol(given.rules, unit_of(given.task.post_id)), body_symbols(given.rules)


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
        "search": found_document(made_.number),
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
