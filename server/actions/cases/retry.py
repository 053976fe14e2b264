"""Try again what a machine failed at: an overdue timer, a job, a letter; never a person's act."""

from datetime import datetime
from uuid import UUID

from server.actions.people.acting_for import check_stands
from server.actions.steps import fire_timer
from server.domain.administration import repairs
from server.domain.administration.repairs import NothingToRetry
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.engine import EngineRefusal
from server.store import Session
from server.store.cases import cases
from server.store.history import journal
from server.store.jobs import job_pages


def timer(session: Session, timer_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Fire an overdue timer now.

    Raises NotThere, NotYoursToRepair, CaseNotOpen, NothingToRetry, or CaseBroken where the case
    still cannot go on: the engine, an operation, a post or the definition itself.
    """
    case = cases.lock_of_timer(session, timer_id)
    if case is None:
        raise NotThere
    repairs.check_repairer(actor, province=case.head.province)
    check_stands(session, actor=actor, now=now)
    repairs.check_runs(case.state)
    try:
        fired = fire_timer.fire(session, timer_id, now=now, by=actor)
    except EngineRefusal as refusal:
        raise repairs.CaseBroken(type(refusal).__name__, str(refusal)) from refusal
    if not fired:
        raise NothingToRetry


def job(session: Session, job_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a failed job be worked again; raises NotYoursToRepair or NothingToRetry."""
    repairs.check_repairer(actor, province=actor.province)
    name = job_pages.retry(session, job_id)
    if name is None:
        raise NothingToRetry
    _note(session, f"job/{job_id}", "job.retried", {"job": name}, actor=actor, now=now)


def mail(session: Session, key: str, person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a letter that was given up be tried again; raises NotYoursToRepair, NothingToRetry."""
    repairs.check_repairer(actor, province=actor.province)
    kind = job_pages.retry_mail(session, key, person_id, reach=actor.reach, now=now)
    if kind is None:
        raise NothingToRetry
    _note(session, f"mail/{key}", "mail.retried", {"kind": kind}, actor=actor, now=now)


def _note(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    about: str,
    kind: str,
    payload: dict[str, Json],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    journal.note(
        session,
        stream="operations",
        kind=kind,
        object=about,
        actor=actor,
        payload=payload,
        now=now,
        province=actor.province,
    )
