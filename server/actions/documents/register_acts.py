"""What the bloc's leader and secretary do to its registers: reserve a number, cancel one."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from server.actions.definitions.deployed import Deployed, deployed, rules_of
from server.actions.people.acting_for import check_stands
from server.actions.steps import answered_once, numbering
from server.domain.administration import repairs
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.documents import registers
from server.domain.documents.registers import (
    NoSuchType,
    NumberCancelled,
    NumberDayAhead,
    NumberDayTooEarly,
    NumberReserved,
    Register,
    registered,
    symbol_of,
)
from server.domain.people.actors import Actor
from server.domain.people.lineage import Reach
from server.domain.people.posts import province_of
from server.domain.tasks.work import KeyUsed, NotThere
from server.store import Session
from server.store.blocs import bloc_pages
from server.store.cases import cases
from server.store.cases.cases import LockedCase
from server.store.documents import numbers
from server.store.documents.numbers import EntryRow, WantedNumber
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.tasks import acts, single_acts
from server.store.tasks.acts import Act

MOST_YEARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """What a number is reserved for: a document of a case, or a paper of `type` outside of all.

    `day` is that of the document; one before today is back-dated.
    """

    bloc_id: str
    day: date
    reason: str
    type: str = ""
    case_id: UUID | None = None
    kind: str = ""


def reserve(
    session: Session, wanted: Reservation, *, actor: Actor, now: datetime, act: Act | None = None
) -> str:
    """Reserve the next number of a register; return it, and for the same `act` the first one.

    Raises NotThere, NotYourPost, NotYoursToNumber, NoSuchType, RegisterMissing, NumberDayAhead,
    NumberDayTooEarly, NumberReasonMissing, NumberReasonTooLong, NumberReserved, KeyUsed,
    CaseSuspended, CaseCancelled or CaseNotOpen.
    """
    case = _locked(session, wanted.case_id, actor) if wanted.case_id else None
    before = single_acts.earlier(session, act, person_id=actor.person_id) if act else None
    if (answer := answered_once.earlier_answer(act, before)) is not None:
        return answer
    found = _reserve(session, wanted, case, actor=actor, now=now)
    number = found.number.text
    if act:
        _keep(session, act, actor=actor, location=number, now=now)
    return number


def cancel(
    session: Session, entry_id: UUID, *, reason: str, actor: Actor, now: datetime
) -> EntryRow:
    """Cancel a number that is reserved, or that a document has; it is never given again.

    Raises NotThere, NotYourPost, NotYoursToNumber, NumberCancelled, NumberReasonMissing or
    NumberReasonTooLong.
    """
    of = numbers.case_of(session, entry_id)
    if of is None:
        raise NotThere
    case = _locked(session, of[0], actor) if of[0] else None
    entry = numbers.lock(session, entry_id)
    rules = _rules(session, case, entry.register.bloc_id, entry.register.year, now)
    _check(session, rules, actor=actor, now=now)
    if entry.state is registers.EntryState.CANCELLED:
        raise NumberCancelled(entry.cancelled_name, entry.cancelled_at)
    why = registers.reason_of(reason)
    numbers.cancel(
        session, entry_id, reason=why, name=actor.name, post=actor.post_title.vi, now=now
    )
    told: dict[str, Json] = {"number": numbering.told_reserved(entry), "reason": why}
    _note(session, case, "number.cancelled", entry, told, actor=actor, now=now)
    return entry


def _reserve(
    session: Session, wanted: Reservation, case: LockedCase | None, *, actor: Actor, now: datetime
) -> EntryRow:
    today, why = local_day(now), registers.reason_of(wanted.reason)
    rules = _rules(session, case, wanted.bloc_id, wanted.day.year, now)
    _check(session, rules, actor=actor, now=now)
    if wanted.day > today:
        raise NumberDayAhead
    type_, back_dated = _type(session, case, wanted), wanted.day < today
    simulated = bool(case and case.head.simulated)
    asked = WantedNumber(
        register=Register(
            bloc_id=rules.bloc.id, year=wanted.day.year, type=type_, simulated=simulated
        ),
        symbol=symbol_of(type_, rules),
        day=wanted.day,
        case_id=wanted.case_id,
        kind=wanted.kind,
        back_dated=back_dated,
        reason=why,
        name=actor.name,
        post=actor.post_title.vi,
    )
    found = numbers.reserve(session, asked, now=now)
    if found is None:
        raise NumberReserved
    told = {**numbering.told_reserved(found), "back_dated": back_dated}
    said: dict[str, Json] = {"number": told, "reason": why}
    _note(session, case, "number.reserved", found, said, actor=actor, now=now)
    return found


def _locked(session: Session, case_id: UUID, actor: Actor) -> LockedCase:
    case = cases.lock(session, case_id)
    if case is None or not actor.eyes(case.kind):
        raise NotThere
    return case


def _rules(
    session: Session, case: LockedCase | None, bloc_id: str, year: int, now: datetime
) -> CaseRules:
    """Return the rules of a case, or of the bloc in a year; raises NotThere, NumberDayTooEarly.

    A year that has no rules of its own yet goes by the newest before it. A document of a case is
    of no year before that of the case and before it was opened.
    """
    if case is not None:
        rules = rules_of(session, case.rules_digest)
        if rules.bloc.id != bloc_id:
            raise NotThere
        if year < min(rules.year, local_day(case.opened_at).year):
            raise NumberDayTooEarly
        return rules
    known = bloc_pages.in_reach(
        session, Reach((province_of(bloc_id),)), day=local_day(now), limit=MOST_YEARS
    )
    years = [row for row in known if row.bloc_id == bloc_id]
    if not years:
        raise NotThere
    found = next((row for row in years if row.year <= year), None)
    if found is None:
        raise NumberDayTooEarly
    return rules_of(session, found.rules_digest)


def _check(session: Session, rules: CaseRules, *, actor: Actor, now: datetime) -> None:
    if province_of(rules.bloc.id) not in actor.kin:
        raise NotThere
    registers.check_organiser(rules, actor)
    check_stands(session, actor=actor, now=now)


def _type(session: Session, case: LockedCase | None, wanted: Reservation) -> str:
    """Return the type of the document; raises NoSuchType where it has no number of the bloc's."""
    if case is None:
        return registers.type_of(wanted.type)
    repairs.check_going(case.state, case.state_reason)
    repairs.check_runs(case.state)
    model = deployed(session, case.definition_hash)
    for entry in registered(model.manifest):
        if entry.type == wanted.kind and not keyed(model, entry.task):
            return entry.series
    raise NoSuchType


def keyed(model: Deployed, element: str) -> bool:
    """Tell whether a task is done once for each of a set: its documents are about one of them."""
    drawn = model.definition
    return drawn.processes[drawn.elements[element].process].each is not None


def _note(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    case: LockedCase | None,
    kind: str,
    entry: EntryRow,
    payload: dict[str, Json],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell it in the case's history, or in that of the bloc's registers."""
    about, bloc_id = f"number/{entry.id}", entry.register.bloc_id
    if case is not None:
        fact = Fact(kind=kind, object=about, payload=payload, actor=actor)
        journal.append(session, case.head, [fact], now=now, offset=case.clock_offset)
        return
    journal.note(
        session,
        stream=f"registers/{bloc_id}",
        kind=kind,
        object=about,
        actor=actor,
        payload=payload,
        now=now,
        province=province_of(bloc_id),
    )


def _keep(session: Session, act: Act, *, actor: Actor, location: str, now: datetime) -> None:
    row = acts.row(act, person_id=actor.person_id, location=location, now=now)
    try:
        single_acts.keep(session, row)
    except acts.KeyTaken as taken:
        raise KeyUsed from taken
