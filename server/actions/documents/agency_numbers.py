"""Numbers typed from the registers of agencies: none stands for two documents."""

from collections.abc import Iterable

from server.actions.definitions.deployed import rules_of
from server.actions.definitions.seeing import manifest_of
from server.actions.steps.handling import FilledForm
from server.domain.cases.sight import case_known
from server.domain.documents.making import Made, numbered_by_agency
from server.domain.documents.numbers import Number, read_number
from server.domain.manifest import Completion, DocumentEntry, Manifest
from server.domain.mistakes import Found, MistakeCode
from server.domain.people.posts import province_of, unit_of
from server.store.cases import case_pages
from server.store.documents import agency_numbers
from server.store.documents.agency_numbers import AgencyNumber, NumberHolder


def hold(
    given: FilledForm, manifest: Manifest, completion: Completion, documents: Iterable[Made]
) -> None:
    """Hold each number for its document; what is simulated holds none.

    Raises Mistakes, at the field of the number, where another document has it.
    """
    if given.step.case.head.simulated:
        return
    made = {each.kind: each for each in documents}
    found = Found()
    for entry in numbered_by_agency(manifest, completion):
        wanted = _wanted(given, entry, made[entry.type])
        if wanted is None:
            continue
        holder = agency_numbers.hold(given.session, wanted)
        if not holder.is_of(wanted):
            _refuse(found, entry.number, given, wanted, holder)
    found.refuse()


def _refuse(
    found: Found, field: str, given: FilledForm, wanted: AgencyNumber, holder: NumberHolder
) -> None:
    """Say which document has the number, as far as who typed it may know of its case.

    That another number has replaced it since is told to the agency whose register it is.
    """
    session, actor = given.session, given.actor
    case = case_pages.head(session, holder.case_id, unit=actor.unit_id)
    manifest = manifest_of(session, case.definition_hash, case.kind)
    entry = manifest.documents.get(holder.kind)
    known = case_known(
        actor.eyes(case.kind),
        rules_of(session, case.rules_digest),
        manifest,
        opener=case.opened_post or "",
        marks=case.marks,
    )
    if known and entry:
        holes = {"document": entry.name, "case": case.case_vi}
        newest = agency_numbers.in_force(session, holder) if holder.agency == wanted.agency else ""
        if newest and read_number(newest) != Number(wanted.sequence, wanted.symbol):
            found.add(field, MistakeCode.NUMBER_TAKEN_AND_REPLACED, **holes, number=newest)
        else:
            found.add(field, MistakeCode.NUMBER_TAKEN, **holes)
    else:
        found.add(field, MistakeCode.NUMBER_TAKEN_ELSEWHERE)


def _wanted(given: FilledForm, entry: DocumentEntry, document: Made) -> AgencyNumber | None:
    """Name the number; None where it has no day, and so no year."""
    if document.year is None or document.sequence is None:
        return None
    agency = unit_of(given.task.post_id)
    return AgencyNumber(
        province=province_of(agency),
        year=document.year,
        symbol=document.symbol,
        sequence=document.sequence,
        case_id=given.case_id,
        process=given.step.case.kind,
        kind=document.kind,
        agency=agency,
        shared=entry.shared,
    )
