"""Erase what another administrator proposed: payloads, rows and files in one transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from server.actions.history.erasures import ErasureReach, asked_of, locked, note, reach_of
from server.actions.installation import check_invariants
from server.actions.people.proposer import check_confirmer
from server.domain.bloc_draft import document
from server.domain.bloc_draft.persons import without_person
from server.domain.canonical import Json
from server.domain.history.erasing import (
    ERASED,
    STREAM,
    ErasableEvent,
    ErasureState,
    remains_of,
)
from server.domain.history.erasure_refusals import ErasureChanged, HistoryUnsound
from server.domain.people.actors import Actor
from server.domain.people.second_person import ProposalExpired
from server.store import Session
from server.store.blocs import drafted_persons
from server.store.history import erased_rows, erasures, history_pages
from server.store.history.erasures import ErasureRow
from server.store.identity import provider_proofs, shown_answers


def confirm(session: Session, erasure_id: UUID, *, seen: str, actor: Actor, now: datetime) -> None:
    """Erase what was proposed; `seen` seals what the page showed.

    Raises NotAdministrator, NotYourPost, NotThere, ErasureSettled, ProposalExpired, OwnProposal,
    SameHands, ProposerLeft, NoSuchPerson, ErasureChanged and HistoryUnsound.
    """
    row = locked(session, erasure_id, actor, now)
    if row.over_by(now):
        raise ProposalExpired
    check_confirmer(session, row.proposed_by, province=row.province, actor=actor, now=now)
    asked = asked_of(session, row)
    reach = reach_of(session, asked, actor=actor)
    if {event.id for event in reach.goes} != asked.events or reach.seal != seen:
        raise ErasureChanged
    _erase(session, row, reach, actor=actor, now=now)
    for where in check_invariants.unsound(session, _cases(reach.goes)):
        raise HistoryUnsound(where)


def _erase(
    session: Session, row: ErasureRow, reach: ErasureReach, *, actor: Actor, now: datetime
) -> None:
    erasures.settle(session, row.id, ErasureState.DONE, reason="", actor=actor, now=now)
    remains = {event.id: remains_of(event, reach.person) for event in reach.goes}
    drafts = _shortened(session, reach, actor)
    told = _told(row, reach, remains) | {"drafts": _documents(drafts)}
    note(session, row.id, "data.erased", told, actor=actor, now=now)
    event = history_pages.last_of(session, STREAM).id
    erasures.erase_payloads(session, event)
    erased_rows.erase_tasks(
        session,
        [_task(each, remains[each.id]) for each in reach.goes if each.kind == "task.completed"],
    )
    erased_rows.erase_words(
        session,
        given=_handed(reach.goes, "task.entrusted"),
        answered=_handed(reach.goes, "task.handed_back"),
    )
    erased_rows.erase_files(session, reach.files)
    if reach.person is not None and reach.account:
        erased_rows.erase_person(session, reach.person, told=event, now=now)
    drafted_persons.shorten(session, drafts)
    erasures.forget_salts(session)
    shown_answers.forget_all(session)
    provider_proofs.forget_all(session)


def _told(
    row: ErasureRow, reach: ErasureReach, remains: Mapping[UUID, dict[str, Json]]
) -> dict[str, Json]:
    """Say what the event tells of an erasure: by whom, on which ground, of what, what remains."""
    proposer: dict[str, Json] = {"person": str(row.proposed_by), "name": row.proposed_name}
    return {
        "law": row.law,
        "document": row.document,
        "stays": row.stays,
        "proposed_by": proposer,
        "person": str(row.person_id) if row.person_id else None,
        "account": reach.account,
        "mark": ERASED,
        "events": [
            {
                "id": str(each.id),
                "hash": each.hash,
                "element": each.element,
                "unit": each.unit,
                "remains": remains[each.id],
            }
            for each in reach.goes
        ],
        "comments": [str(each) for each in reach.comments],
        "files": [{"id": str(each.id), "sha256": each.sha256} for each in reach.files],
    }


def _shortened(session: Session, reach: ErasureReach, actor: Actor) -> Mapping[UUID, str]:
    """Return the documents of bloc-years in making that named the person, without them."""
    person = reach.person
    if person is None or not reach.account:
        return {}
    found = {
        draft.id: (
            draft.document,
            without_person(
                draft.document, login=person.login, name=person.name, email=person.email
            ),
        )
        for draft in drafted_persons.lock_all(session, actor.reach)
    }
    return {key: after for key, (before, after) in found.items() if after != before}


def _documents(drafts: Mapping[UUID, str]) -> list[Json]:
    return [
        {"id": str(key), "document": document.digest(text)} for key, text in sorted(drafts.items())
    ]


def _task(event: ErasableEvent, remains: Mapping[str, Json]) -> dict[str, object]:
    """Say what the row of a task holds of its completion, and what it is to hold."""
    before, after = _part(event.payload, "actor"), _part(remains, "actor")
    hands = after.get("link_by")
    return {
        "task": event.object.partition("/")[2],
        "at": event.at,
        "name": before.get("name"),
        "after": after.get("name"),
        "link_by": ", ".join(_names(hands if isinstance(hands, list) else [])),
        "post": _part(before, "title").get("vi"),
        "case_id": event.case_id,
        "whole": event.whole,
        "reasoned": bool(event.payload.get("reason")),
        "notes": _notes(event.payload) if event.whole else {},
    }


def _handed(events: Iterable[ErasableEvent], kind: str) -> list[str]:
    """Return the handings over, by key, that events of a kind tell of."""
    return [str(each.payload["delegation"]) for each in events if each.kind == kind]


def _notes(payload: Mapping[str, Json]) -> dict[str, Json]:
    """Return what was noted beside the tasks that opened with a completion, by their keys."""
    moved = payload.get("moved")
    moves = [each for each in moved if isinstance(each, dict)] if isinstance(moved, list) else []
    listed = [each.get("tasks") for each in moves]
    tasks = [task for each in listed if isinstance(each, list) for task in each]
    found = [task for task in tasks if isinstance(task, dict) and task.get("note")]
    return {str(task["id"]): task["note"] for task in found}


def _names(hands: Iterable[Json]) -> list[str]:
    return [str(hand.get("name")) for hand in hands if isinstance(hand, dict)]


def _part(payload: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    found = payload.get(name)
    return found if isinstance(found, dict) else {}


def _cases(events: Iterable[ErasableEvent]) -> frozenset[UUID]:
    return frozenset(event.case_id for event in events if event.case_id is not None)
