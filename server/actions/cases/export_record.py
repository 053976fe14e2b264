"""Take something of a case out of the system: an act of its own, kept as an event."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal


def note(  # noqa: PLR0913 - one fact, named part by part
    session: Session, place: str, *, of: str, rows: int, actor: Actor, now: datetime
) -> None:
    """Record who takes how many rows out, of what, from the page of which `task/…` or `case/…`."""
    _note(session, "record.exported", place, {"of": of, "rows": rows}, actor, now)


def note_printout(  # noqa: PLR0913 - one fact, named part by part
    session: Session, case_id: UUID, *, name: str, key: str, form: str, actor: Actor, now: datetime
) -> None:
    """Record who takes which printout of a case out, about whom, as a file of which ending."""
    told: Mapping[str, Json] = {"name": name, "key": key, "format": form}
    _note(session, "printout.exported", f"case/{case_id}", told, actor, now)


def note_files(session: Session, case_id: UUID, *, files: int, actor: Actor, now: datetime) -> None:
    """Record who takes how many files of a case out at once."""
    _note(session, "files.exported", f"case/{case_id}", {"number_of_files": files}, actor, now)


def _note(  # noqa: PLR0913, PLR0917
    session: Session,
    kind: str,
    place: str,
    payload: Mapping[str, Json],
    actor: Actor,
    now: datetime,
) -> None:
    journal.note(
        session,
        stream="security",
        kind=kind,
        object=place,
        actor=actor,
        payload=payload,
        now=now,
        province=actor.province,
    )
