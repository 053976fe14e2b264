"""Decide what becomes of the mail that waits in a restored copy; until then none of it leaves."""

from datetime import datetime

from server.domain.administration import repairs
from server.domain.administration.repairs import NothingToRetry
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal
from server.store.mail import mail_place


def send(session: Session, *, actor: Actor, now: datetime) -> int:
    """Let it leave after all: what the original has not sent. Return how many letters.

    Raises NotYoursToRepair, and NothingToRetry where nothing is held back.
    """
    letters = _held(session, actor)
    _settle(session, "mail.released", letters, actor=actor, now=now)
    return letters


def keep(session: Session, *, actor: Actor, now: datetime) -> int:
    """Keep it for its page, so that it never leaves; new mail leaves. Raises what `send` does."""
    _held(session, actor)
    letters = mail_place.keep_waiting(session, now=now)
    _settle(session, "mail.kept_back", letters, actor=actor, now=now)
    return letters


def _held(session: Session, actor: Actor) -> int:
    repairs.check_repairer(actor, province=actor.province)
    held = mail_place.held(session)
    if held is None:
        raise NothingToRetry
    return held.letters


def _settle(session: Session, kind: str, letters: int, *, actor: Actor, now: datetime) -> None:
    mail_place.take_over(session, now=now)
    journal.note(
        session,
        stream="operations",
        kind=kind,
        object="mail",
        actor=actor,
        payload={"letters": letters},
        now=now,
        province=actor.province,
    )
