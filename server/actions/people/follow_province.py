"""Enter that a province follows another, and take that back: the operator's, as the State says."""

from datetime import datetime

from server.domain.canonical import Json
from server.domain.people.lineage import Succession
from server.domain.people.successions import (
    EnteredBefore,
    NotFollowed,
    SuccessionReasonMissing,
    check_succession,
)
from server.domain.texts.typed_text import readable
from server.store import Session
from server.store.database.ids import new_id
from server.store.history import journal
from server.store.people import lineage

STREAM = "provinces"
"""The stream of which province follows which: every auditor reads it."""


def follow(session: Session, said: Succession, *, decision: str, now: datetime) -> None:
    """Let the offices of a province look after another from a day on.

    No administrator does it: those of one province would give themselves another's. Raises what
    `check_succession` does, and CharacterRefused.
    """
    journal.hold(session, STREAM)
    paper = readable(decision)
    entered = [row.says for row in lineage.listed(session)]
    known = EnteredBefore(entered=entered, units=lineage.units(session))
    check_succession(said, known, decision=paper)
    succession_id = new_id(now)
    lineage.add(session, succession_id, said, decision=paper, entered_at=now)
    _note(session, "province.followed", str(succession_id), said, {"decision": paper}, now=now)


def take_back(session: Session, province: str, *, reason: str, now: datetime) -> Succession:
    """Let a province be followed by none again, as if it never had been, from now on.

    Raises NotFollowed, SuccessionReasonMissing and CharacterRefused.
    """
    journal.hold(session, STREAM)
    why = readable(reason)
    row = next((row for row in lineage.listed(session) if row.says.province == province), None)
    if row is None:
        raise NotFollowed
    if not why:
        raise SuccessionReasonMissing
    lineage.take_back(session, row.id, reason=why, now=now)
    _note(session, "province.follow_taken_back", str(row.id), row.says, {"reason": why}, now=now)
    return row.says


def _note(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    kind: str,
    key: str,
    said: Succession,
    why: dict[str, Json],
    *,
    now: datetime,
) -> None:
    payload: dict[str, Json] = {
        "succession": key,
        "from": said.province,
        "to": said.successor,
        "day": said.day.isoformat(),
        "units": dict(said.units),
        **why,
    }
    journal.note(
        session,
        stream=STREAM,
        kind=kind,
        object=f"province/{said.province}",
        actor=None,
        payload=payload,
        now=now,
    )
