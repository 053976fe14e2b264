"""Invite a person by the name they sign in with, as the operator at the terminal does."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from server.actions.invite import invite
from server.domain.appointments import NoSuchPerson
from server.store import Session, people_admin


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link's path and when it runs out; the token is nowhere kept."""

    path: str
    until: datetime


def invite_by_login(session: Session, login: str, *, now: datetime) -> Link:
    """Make a link to set a password; raises NoSuchPerson."""
    person = people_admin.by_login(session, login)
    if person is None:
        raise NoSuchPerson
    token = secrets.token_urlsafe(32)
    until = invite(session, person.id, token=token, actor=None, now=now)
    return Link(f"/invite/{token}", until)
