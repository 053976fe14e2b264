"""The only writer of history: events are appended to a stream's hash chain and never change."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.texts.typed_text import check_storable
from server.store import Session
from server.store.database import bulk
from server.store.database.deployment import CLOCK_OFFSET
from server.store.database.ids import new_id
from server.store.history.chain import (
    FORMAT,
    Header,
    canonical,
    instant,
    payload_digest,
)
from server.store.security_events.writing import tell_fact

_NUL = r"\u0000"
"""U+0000 as JSON has it: PostgreSQL keeps the text and then refuses every question about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What happened, to be written as one event. `payload` holds everything about persons."""

    kind: str
    object: str
    payload: Mapping[str, Json] = field(default_factory=dict)
    actor: Actor | None = None
    subject_unit_id: str = ""
    element: str = ""
    definition_hash: str = ""
    form_hash: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of a stream's chain, as the transaction that locked it sees it."""

    stream: str
    province: str
    seq: int
    hash: str
    db_time: datetime
    simulated: bool = False
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The rows of events in their order, and the head of the chain after them."""

    head: Head
    rows: Sequence[Mapping[str, object]]


def entries(head: Head, facts: Sequence[Fact], *, now: datetime, offset: int) -> Entries:
    """Chain the facts to a head whose row the caller has locked; nothing is written yet.

    `offset` is the deployment's clock offset in seconds, kept in every event.
    """
    rows = []
    for fact in facts:
        row, hashed = _row(head, fact, now=now, offset=offset)
        head = replace(head, seq=head.seq + 1, hash=hashed)
        rows.append(row)
    return Entries(head=head, rows=rows)


def append(
    session: Session, head: Head, facts: Sequence[Fact], *, now: datetime, offset: int
) -> Head:
    """Append the facts to a chain whose head row the caller has locked; return the new head.

    One statement, however many facts: the events, their payloads and the stream's new head. What a
    step tells goes with the step instead, as HISTORY.
    """
    chained = entries(head, facts, now=now, offset=offset)
    values = {
        "events": bulk.rows(chained.rows), "seq": chained.head.seq, "head": chained.head.hash
    }  # fmt: skip
    if head.case_id is not None:
        session.execute(
            _APPEND_TO_CASE, {**values, "case": head.case_id, "becomes": None, "closes": None}
        )
    else:
        session.execute(_APPEND, {**values, "of": head.stream})
    return chained.head


def note(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    *,
    stream: str,
    kind: str,
    object: str,  # noqa: A002 - the name the event carries
    actor: Actor | None,
    payload: Mapping[str, Json],
    now: datetime,
    province: str = "",
) -> None:
    """Record one fact in a stream that is no case: people, definitions, a bloc, security."""
    head = _lock(session, stream, province)
    fact = Fact(kind=kind, object=object, actor=actor, payload=payload)
    append(session, head, [fact], now=now, offset=clock_offset(session))
    by = (actor.person_id, actor.post_id) if actor else None
    tell_fact(session, kind, payload=payload, actor=by, province=province, now=now)


def hold(session: Session, stream: str) -> None:
    """Let nobody else write to a stream that is no case until the transaction ends."""
    _lock(session, stream, "")


def clock_offset(session: Session) -> int:
    """Return the deployment's clock offset in seconds; 0 in production."""
    return int(session.execute(_CLOCK_OFFSET).scalar_one())


def actor_json(actor: Actor) -> dict[str, Json]:
    """Copy the actor into history as they are now."""
    behalf = actor.on_behalf
    hands: list[Json] = [
        {"person": str(hand.person_id) if hand.person_id else None, "name": hand.name}
        for hand in actor.link_by
    ]
    return {
        "person": str(actor.person_id),
        "name": actor.name,
        "post": actor.post_id,
        "title": {"vi": actor.post_title.vi, "en": actor.post_title.en},
        "on_behalf": {"vi": behalf.vi, "en": behalf.en} if behalf else None,
        "delegation": str(actor.delegation_id) if actor.delegation_id else None,
        **({"link_by": hands} if hands else {}),
    }


def _lock(session: Session, stream: str, province: str) -> Head:
    session.execute(
        text(
            "INSERT INTO stream(name, seq, head) VALUES (:s, 0, '') ON CONFLICT (name) DO NOTHING"
        ),
        {"s": stream},
    )
    row = session.execute(
        text(
            "SELECT seq, head, clock_timestamp() AS db_time FROM stream WHERE name = :s"
            " FOR NO KEY UPDATE"
        ),
        {"s": stream},
    ).one()
    return Head(stream=stream, province=province, seq=row.seq, hash=row.head, db_time=row.db_time)


def _payload(fact: Fact) -> str:
    people = {"actor": actor_json(fact.actor)} if fact.actor else {}
    payload = canonical({**people, **fact.payload})
    if _NUL in payload:
        check_storable({**fact.payload})
    return payload


def _row(head: Head, fact: Fact, *, now: datetime, offset: int) -> tuple[dict[str, object], str]:
    """Return the row of a fact and its hash; raises CharacterRefused for U+0000 in its payload."""
    salt = os.urandom(16).hex()
    payload = _payload(fact)
    header = Header(
        format=FORMAT,
        id=str(new_id(now)),
        province=head.province,
        stream=head.stream,
        seq=head.seq + 1,
        prev_hash=head.hash,
        kind=fact.kind,
        object=fact.object,
        act_time=instant(now),
        db_time=instant(head.db_time),
        clock_offset_seconds=offset,
        definition_hash=fact.definition_hash,
        form_hash=fact.form_hash,
        attachments=fact.attachments,
        simulated=head.simulated,
        payload_digest=payload_digest(salt, payload),
    )
    hashed = header.hash()
    row = {
        **{name: getattr(header, name) for name in Header.__slots__},
        "attachments": json.dumps(fact.attachments),
        "hash": hashed,
        "salt": salt,
        "payload": payload,
        "case_id": head.case_id,
        "actor_id": fact.actor.person_id if fact.actor else None,
        "actor_post": fact.actor.post_id if fact.actor else "",
        "on_behalf_post": fact.actor.post_id if fact.actor and fact.actor.delegation_id else "",
        "subject_unit_id": fact.subject_unit_id,
        "element": fact.element,
        "act_kind": str(fact.payload.get("outcome") or ""),
        "act_class": str(fact.payload.get("act") or ""),
    }
    return row, hashed


_EVENTS = """
wrote AS (
  INSERT INTO event(id, format, province, stream, seq, prev_hash, kind, object, act_time, db_time,
    clock_offset_seconds, definition_hash, form_hash, attachments, simulated, payload_digest, hash)
  SELECT id, format, province, stream, seq, prev_hash, kind, object, act_time, db_time,
    clock_offset_seconds, definition_hash, form_hash, attachments, simulated, payload_digest, hash
  FROM json_to_recordset(CAST(:events AS json)) AS x(id uuid, format smallint, province text,
    stream text, seq bigint, prev_hash text, kind text, object text, act_time timestamptz,
    db_time timestamptz, clock_offset_seconds bigint, definition_hash text, form_hash text,
    attachments text, simulated boolean, payload_digest text, hash text)),
told AS (
  INSERT INTO event_payload(event_id, salt, payload, case_id, actor_id, actor_post, on_behalf_post,
    subject_unit_id, element, act_kind, act_class, act, case_kind, act_time, seq)
  SELECT id, salt, payload, case_id, actor_id, actor_post, on_behalf_post, subject_unit_id, element,
    act_kind, act_class, CASE kind WHEN 'task.completed' THEN act_class ELSE kind END,
    coalesce((SELECT c.kind FROM case_ c WHERE c.id = x.case_id), ''), act_time, seq
  FROM json_to_recordset(CAST(:events AS json)) AS x(id uuid, salt text, payload text, case_id uuid,
    actor_id uuid, actor_post text, on_behalf_post text, subject_unit_id text, element text,
    act_kind text, act_class text, kind text, act_time timestamptz, seq bigint))
"""
HISTORY = f"""
headed AS (
  UPDATE case_ SET seq = :seq, head = :head,
    state = coalesce(CAST(:becomes AS text), state),
    closed_at = coalesce(CAST(:closes AS timestamptz), closed_at)
  WHERE id = CAST(:case AS uuid)),
{_EVENTS}"""  # noqa: S608 - constants
"""Parts of a WITH: the rows of `:events`, and the case's new head; what its state
is from now on, where `:becomes`, and its end, where `:closes`."""
_CLOCK_OFFSET = text(f"SELECT {CLOCK_OFFSET}")
_APPEND_TO_CASE = text(f"WITH {HISTORY} SELECT")
_APPEND = text(
    f"WITH headed AS (UPDATE stream SET seq = :seq, head = :head WHERE name = :of), {_EVENTS} SELECT"  # noqa: S608, E501
)
