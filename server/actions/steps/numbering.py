"""Numbers that a step takes from the bloc's own registers, and what its events tell of them."""

from server.actions.definitions.deployed import Deployed
from server.actions.steps import moves
from server.actions.steps.step_state import StepState, TakenNumber
from server.domain.blocs.registers import NumberingMoment
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.documents.registers import Register, RegisterNumber, registered, symbol_of
from server.domain.manifest import DocumentEntry
from server.store.cases.cases import InstanceRow
from server.store.database.ids import new_id
from server.store.documents import numbers
from server.store.documents.numbers import EntryRow, WantedNumber


def take(step: StepState, entry: DocumentEntry, key: str) -> TakenNumber:
    """Take the number of a document that a completion makes, once in a step.

    Raises RegisterMissing.
    """
    if entry.type not in step.numbered:
        document_id, wanted = new_id(step.now), _wanted(step, entry, key)
        found = numbers.take(step.session, wanted, document_id=document_id, now=step.now)
        step.numbered[entry.type] = TakenNumber(document_id, found.number)
    return step.numbered[entry.type]


def reserve(step: StepState, model: Deployed, instance: InstanceRow, element: str) -> None:
    """Reserve the numbers of a task that opens, where the bloc numbers before the signature.

    One that was reserved before, and not used, stays. Raises RegisterMissing.
    """
    rules = step.rules.register
    if rules is not None and rules.moment is NumberingMoment.BEFORE_SIGNING:
        for entry in registered(model.manifest, element):
            wanted = _wanted(step, entry, instance.key)
            found = numbers.reserve(step.session, wanted, now=step.now)
            if found is not None:
                moves.of(step, instance).reserved.append(told_reserved(found))


def _wanted(step: StepState, entry: DocumentEntry, key: str) -> WantedNumber:
    day, actor = local_day(step.now), step.actor
    return WantedNumber(
        register=Register(
            bloc_id=step.rules.bloc.id,
            year=day.year,
            type=entry.series,
            simulated=step.case.head.simulated,
        ),
        symbol=symbol_of(entry.series, step.rules),
        day=day,
        case_id=step.case.id,
        kind=entry.type,
        subject=key,
        name=actor.name if actor else "",
        post=actor.post_title.vi if actor else "",
    )


def told(number: RegisterNumber) -> dict[str, Json]:
    """Say which number of which register it is."""
    return {
        "bloc": number.register.bloc_id,
        "year": number.register.year,
        "type": number.register.type,
        "sequence": number.sequence,
        "symbol": number.symbol,
        "dated": number.dated.isoformat(),
    }


def told_reserved(entry: EntryRow) -> dict[str, Json]:
    """Say which number is for which document."""
    return {**told(entry.number), "kind": entry.kind, "subject": entry.subject}
