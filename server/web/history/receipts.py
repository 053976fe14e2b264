"""Receipts: who approved, signed, decided or voted shows that it was taken, and later proves it."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.history.kept_back import withheld
from server.actions.log import proving
from server.actions.log.proving import InclusionProof
from server.domain.log.keys import Signer
from server.domain.log.promises import Promise
from server.domain.log.proof_files import SUFFIX
from server.domain.log.refused import LogRefused
from server.domain.manifest import ActClass
from server.domain.people.actors import Actor
from server.domain.people.posts import Position
from server.domain.tasks.work import NotThere
from server.store.history import act_receipts
from server.store.history.chain import Header
from server.store.history.history_events import HistoryEvent
from server.store.log import leaves
from server.store.log.promise_key import promise_signer
from server.web.downloads import sent_files
from server.web.names.form_words import words_of
from server.web.names.history_words import actor_of, erased_words, is_act_of, outcome_of, title_of
from server.web.requests import keyset
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.installation import installation

blueprint = Blueprint("receipts", __name__)
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a receipt says: the event, what was done, as whom, and until when it is promised."""

    event: HistoryEvent
    title: str
    outcome: str
    actor: dict[str, str]
    erased: str
    promise: Promise

    @property
    def at(self) -> datetime:
        """When it was done."""
        found: datetime = self.event.row["act_time"]
        return found


@blueprint.get("/receipts")
@access(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List one's own receipts, newest first; to an auditor those of the province."""
    who = actor()
    before = keyset.read_event(request.args.get("before", ""))
    rows = act_receipts.listed(
        session(),
        who.reach,
        person_id=None if _audits(who) else who.person_id,
        before=before,
        limit=PAGE + 1,
    )
    shown = rows[:PAGE]
    last = shown[-1] if len(rows) > PAGE else None
    return render_template(
        "receipts/index.html",
        lines=[receipt_of(row) for row in shown],
        places=leaves.indexes(session(), [row.id for row in shown]),
        audits=_audits(who),
        at=now(),
        **keyset.event_pages("receipts.index", {}, before=before, last=last),
    )


@blueprint.get("/receipts/<uuid:event_id>")
@access(SIGNED_IN)
def show(event_id: UUID) -> ResponseReturnValue:
    """Show a receipt, with the proof once there is one."""
    found = _found(event_id)
    proof, broken = _proof(found)
    return render_template(
        "receipts/show.html",
        receipt=receipt_of(found),
        proof=proof,
        broken=broken,
        at=now(),
        note=promise_note(found).decode(),
        vkey=_signer().key.text,
    )


@blueprint.get("/receipts/<uuid:event_id>/promise.txt")
@access(SIGNED_IN)
def promise(event_id: UUID) -> ResponseReturnValue:
    """Hand over the signed promise as a file."""
    found = _found(event_id)
    return _file(promise_note(found), f"bien-nhan-{found.row['seq']}.txt")


@blueprint.get(f"/receipts/<uuid:event_id>/proof{SUFFIX}")
@access(SIGNED_IN)
def proof_file(event_id: UUID) -> ResponseReturnValue:
    """Hand over the proof that it is in the log, as tools of others read it; 404 before it is."""
    found = _found(event_id)
    proof, _ = _proof(found)
    if proof is None:
        abort(HTTPStatus.NOT_FOUND)
    header = Header.of(found.row).text().encode()
    return _file(proof.file(header), f"bien-nhan-{found.row['seq']}{SUFFIX}")


def of_task(task_id: UUID) -> Receipt | None:
    """Return the receipt of what the actor has just done to a task, where it has one."""
    found = act_receipts.of_task(session(), task_id, actor().person_id)
    return None if found is None else receipt_of(found)


def receipt_of(event: HistoryEvent) -> Receipt:
    """Say what a receipt tells; of a vote only that it was cast."""
    kept_back = event.payload.get("act") == ActClass.VOTE or withheld(session(), event)
    return Receipt(
        event=event,
        title=title_of(event),
        outcome="" if kept_back else outcome_of(event, words_of(session(), event)),
        actor=actor_of(event),
        erased=erased_words(event),
        promise=_promise(event),
    )


def promise_note(event: HistoryEvent) -> bytes:
    """Return the signed promise of an event."""
    return _promise(event).signed(_signer())


def _promise(event: HistoryEvent) -> Promise:
    row = event.row
    return Promise(row["hash"], row["stream"], row["seq"], row["act_time"])


def _signer() -> Signer:
    settings = installation().settings
    return promise_signer(settings.secret_key, urlsplit(settings.address).netloc)


def _found(event_id: UUID) -> HistoryEvent:
    """Return the act of a receipt for who did it, or an auditor of its province; else NotThere."""
    found, who = act_receipts.find(session(), event_id), actor()
    if found is None:
        raise NotThere
    audits = _audits(who) and found.row["province"] in who.reach
    if not audits and not is_act_of(found, who.person_id):
        raise NotThere
    return found


def _audits(who: Actor) -> bool:
    return who.position == Position.AUDITOR


def _proof(event: HistoryEvent) -> tuple[InclusionProof | None, bool]:
    """Prove it; tell whether what stands there is wrong."""
    try:
        return proving.prove(session(), event), False
    except LogRefused:
        return None, True


def _file(data: bytes, name: str) -> Response:
    return sent_files.sent(data, media="text/plain; charset=utf-8", name=name)
