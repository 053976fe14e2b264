"""Erase what history keeps of a person, on legal ground: one administrator proposes it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from server.actions.history import adopted_texts
from server.actions.people.acting_for import check_stands
from server.actions.steps.process_code import code_of
from server.config import PROPOSALS_HOLD
from server.domain.administration.repairs import reason_of
from server.domain.canonical import Json
from server.domain.history import erasure_refusals as refusals
from server.domain.history.erasable_kinds import Bar
from server.domain.history.erasing import (
    STREAM,
    ErasableEvent,
    ErasedPerson,
    ErasureState,
    bar_of,
    remains_of,
    seal_of,
)
from server.domain.history.erasure_refusals import MOST_EVENTS, Ground
from server.domain.history.typed_words import tells, typed_words
from server.domain.people.actors import Actor
from server.domain.people.administering import administers, check_own_right
from server.domain.people.appointments import NoSuchPerson
from server.domain.people.lineage import Reach
from server.domain.people.second_person import check_other
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.database.ids import new_id
from server.store.history import erased_rows, erasures, journal, same_words
from server.store.history.erased_rows import ErasableFile
from server.store.history.erasures import ErasureRow
from server.store.people import people_admin


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAsked:
    """What an erasure is asked for: a person's data, events by their keys, or these of a person."""

    person_id: UUID | None = None
    events: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReach:
    """What would be erased, and which events stay, each with the reason.

    `again` are those in which the very words that go stand once more, and stay.
    """

    person: ErasedPerson | None
    goes: Sequence[ErasableEvent]
    stays: Sequence[tuple[ErasableEvent, Bar]]
    comments: Sequence[UUID]
    files: Sequence[ErasableFile]
    again: Sequence[ErasableEvent]

    @property
    def account(self) -> bool:
        """Tell whether the account itself is to name nobody any longer."""
        return self.person is not None and self.person.closed

    @property
    def seal(self) -> str:
        """Name all that would be erased by one hash."""
        return seal_of(
            (event.id for event in self.goes),
            self.comments,
            (file.id for file in self.files),
            account=self.account,
        )


def reach_of(session: Session, asked: ErasureAsked, *, actor: Actor) -> ErasureReach:
    """Say what would go and what stays.

    Raises NotAdministrator, NoSuchPerson, EventUnknown and TooManyEvents.
    """
    check_own_right(actor)
    person = None if asked.person_id is None else _person(session, asked.person_id, actor)
    found = _found(session, asked, person, within=actor.reach)
    judged = [(event, bar_of(event, person)) for event in found]
    goes = _with_adopted(session, [event for event, bar in judged if bar is None])
    whole = [event.id for event in goes if event.whole]
    return ErasureReach(
        person=person,
        goes=goes,
        stays=[(event, bar) for event, bar in judged if bar is not None],
        comments=erasures.comments(session, person.id, reach=actor.reach) if person else (),
        files=[*erased_rows.files(session, whole), *_unsent(session, person, actor)],
        again=_again(session, goes, person, within=actor.reach),
    )


def propose(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    asked: ErasureAsked,
    ground: Ground,
    *,
    seen: str,
    actor: Actor,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> UUID:
    """Let an erasure wait for a second administrator; `seen` seals what the page showed.

    Raises as `reach_of`, NotYourPost, NothingToErase and ErasureChanged.
    """
    journal.hold(session, STREAM)
    reach = reach_of(session, asked, actor=actor)
    check_stands(session, actor=actor, now=now)
    if not reach.goes and not reach.account:
        raise refusals.NothingToErase
    if reach.seal != seen:
        raise refusals.ErasureChanged
    erasure_id, until = new_id(now), now + hold
    events = [event.id for event in reach.goes]
    erasures.propose(
        session,
        erasure_id,
        events,
        ground,
        person_id=asked.person_id,
        actor=actor,
        now=now,
        expires_at=until,
    )
    told = _proposed(ground, asked, events, until=until)
    note(session, erasure_id, "erasure.proposed", told, actor=actor, now=now)
    return erasure_id


def reject(session: Session, erasure_id: UUID, *, reason: str, actor: Actor, now: datetime) -> None:
    """Reject what another proposed, also what nobody settled in time.

    Raises NotAdministrator, NotYourPost, NotThere, ErasureSettled, OwnProposal, CharacterRefused,
    RepairReasonMissing and RepairReasonTooLong.
    """
    row = locked(session, erasure_id, actor, now)
    check_other(actor, proposed_by=row.proposed_by)
    why = reason_of(reason)
    erasures.settle(session, row.id, ErasureState.REJECTED, reason=why, actor=actor, now=now)
    note(session, row.id, "erasure.rejected", {"reason": why}, actor=actor, now=now)


def withdraw(session: Session, erasure_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take back what one has proposed; raises as `reject`, and NotYourErasure."""
    row = locked(session, erasure_id, actor, now)
    if row.proposed_by != actor.person_id:
        raise refusals.NotYourErasure
    erasures.settle(session, row.id, ErasureState.WITHDRAWN, reason="", actor=actor, now=now)
    note(session, row.id, "erasure.withdrawn", {}, actor=actor, now=now)


def seen_by(session: Session, erasure_id: UUID, *, actor: Actor) -> ErasureRow:
    """Return an erasure for an administrator who reaches its province.

    Raises NotAdministrator, NotThere.
    """
    check_own_right(actor)
    return _seen(erasures.find(session, erasure_id), actor)


def locked(session: Session, erasure_id: UUID, actor: Actor, now: datetime) -> ErasureRow:
    """Return an erasure that waits, and keep others from settling it.

    Locks the stream of erasures first. Raises NotAdministrator, NotYourPost, NotThere and
    ErasureSettled.
    """
    check_own_right(actor)
    journal.hold(session, STREAM)
    row = _seen(erasures.lock(session, erasure_id), actor)
    check_stands(session, actor=actor, now=now)
    if row.state != ErasureState.WAITING:
        raise refusals.ErasureSettled
    return row


def asked_of(session: Session, row: ErasureRow) -> ErasureAsked:
    """Return what a proposed erasure is asked for: the events that were named then."""
    return ErasureAsked(person_id=row.person_id, events=erasures.proposed_events(session, row.id))


def note(  # noqa: PLR0913 - one event, named part by part
    session: Session,
    erasure_id: UUID,
    kind: str,
    told: dict[str, Json],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell history of an erasure."""
    journal.note(
        session,
        stream=STREAM,
        kind=kind,
        object=f"erasure/{erasure_id}",
        actor=actor,
        payload={"erasure": str(erasure_id), **told},
        now=now,
        province=actor.province,
    )


def _proposed(
    ground: Ground, asked: ErasureAsked, events: Sequence[UUID], *, until: datetime
) -> dict[str, Json]:
    return {
        "law": ground.law,
        "document": ground.document,
        "stays": ground.stays,
        "person": None if asked.person_id is None else str(asked.person_id),
        "until": until.isoformat(),
        "events": [str(each) for each in events],
    }


def _seen(row: ErasureRow | None, actor: Actor) -> ErasureRow:
    if row is None or row.province not in actor.reach:
        raise NotThere
    return row


def _person(session: Session, person_id: UUID, actor: Actor) -> ErasedPerson:
    row = people_admin.find_person(session, person_id)
    if row is None or not administers(actor, row.province):
        raise NoSuchPerson
    return ErasedPerson(
        id=row.id,
        login=row.login,
        name=row.name,
        email=row.email,
        closed=row.deactivated_at is not None,
    )


def _unsent(session: Session, person: ErasedPerson | None, actor: Actor) -> Sequence[ErasableFile]:
    if person is None:
        return ()
    return erased_rows.unsent_files(session, person.id, reach=actor.reach)


def _found(
    session: Session, asked: ErasureAsked, person: ErasedPerson | None, *, within: Reach
) -> Sequence[ErasableEvent]:
    if person is not None:
        rows = erasures.of_person(
            session,
            person.id,
            only=asked.events,
            reach=within,
            most=MOST_EVENTS + 1,
            handles=_handles,
        )
    else:
        rows = erasures.named(session, asked.events, reach=within, handles=_handles)
        _check_there(asked.events, rows)
    if len(rows) > MOST_EVENTS:
        raise refusals.TooManyEvents
    return rows


def _with_adopted(session: Session, events: Sequence[ErasableEvent]) -> Sequence[ErasableEvent]:
    """Mark those whose text became part of an act that was signed or adopted."""
    adopted = adopted_texts.adopted_among(session, events)
    return [replace(each, adopted=each.id in adopted) for each in events]


def _again(
    session: Session,
    goes: Sequence[ErasableEvent],
    person: ErasedPerson | None,
    *,
    within: Reach,
) -> Sequence[ErasableEvent]:
    """List the events that go on telling words that would go with these."""
    words = typed_words(goes)
    cases = {each.case_id for each in goes if each.case_id is not None}
    found = same_words.events_with(session, words, cases=cases, but=[each.id for each in goes])
    others = erasures.named(session, found, reach=within, handles=_handles) if found else ()
    left = [each for each in goes if tells(remains_of(each, person), words)]
    return [*left, *others]


def _check_there(asked: Collection[UUID], rows: Sequence[ErasableEvent]) -> None:
    if unknown := sorted(set(asked) - {row.id for row in rows}):
        raise refusals.EventUnknown(str(unknown[0]))


def _handles(case_kind: str, form: str) -> bool:
    """Tell whether a process keeps what is handed in with a form in tables of its own."""
    return bool(case_kind) and form in code_of(case_kind).forms
