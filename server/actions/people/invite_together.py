"""Invite persons who are named together: accounts, posts and links in one act, all or nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.actions.identity import invite
from server.actions.identity.approving_posts import asked_approving, holds_approving
from server.actions.identity.invite import Way
from server.actions.people import import_persons
from server.actions.people.import_persons import NOBODY, Refused
from server.config import PROPOSALS_HOLD
from server.domain.bloc_file import PersonEntry
from server.domain.people.actors import Actor
from server.domain.people.administering import administers
from server.domain.people.appointments import LoginTaken, NotAdministrator
from server.domain.people.second_person import ProposalWaits
from server.domain.texts.vietnamese import fold
from server.store import Session
from server.store.people import import_locks, people_admin


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """How many persons were named, and of how many the link is mailed or waits for a second one."""

    persons: int
    mailed: int
    waits: int


def invite_together(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    entries: Sequence[PersonEntry],
    *,
    mails: bool,
    typists: Mapping[str, UUID] = NOBODY,
    actor: Actor,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> Invited | Sequence[Refused]:
    """Add accounts, appoint and send links; what approves waits, with its link, for a second one.

    Returns all that the rules refuse, each with its place among the persons; the caller then undoes
    what was written.

    Accounts that are there keep their name, address and password. `typists` typed the addresses,
    by sign-in name, where it was not the actor. Raises NotAdministrator.
    """
    if not administers(actor, actor.province):
        raise NotAdministrator
    _lock(session, entries)
    refused = _strangers(session, entries) or import_persons.import_persons(
        session,
        entries,
        province=actor.province,
        actor=actor,
        typists=typists,
        now=now,
        hold=hold,
    )
    if refused:
        return refused
    ways = Counter(
        _invited(session, entry.login, mails=mails, actor=actor, now=now, hold=hold)
        for entry in sorted(entries, key=lambda entry: entry.login)
    )
    return Invited(persons=len(entries), mailed=ways[Way.MAILED], waits=ways[Way.WAITS])


def _lock(session: Session, entries: Sequence[PersonEntry]) -> None:
    """Lock first whom and what it may write, as who appoints on a page does: person, then post."""
    import_locks.lock(
        session,
        logins={entry.login for entry in entries},
        post_ids={item.post_id for entry in entries for item in entry.appointments},
    )


def _strangers(session: Session, entries: Sequence[PersonEntry]) -> list[Refused]:
    """Refuse sign-in names under which somebody of another name is known."""
    known = {entry.login: people_admin.by_login(session, entry.login) for entry in entries}
    return [
        (("persons", n, "login"), LoginTaken(entry.login))
        for n, entry in enumerate(entries)
        if (there := known[entry.login]) is not None and fold(there.name) != fold(entry.name)
    ]


def _invited(  # noqa: PLR0913 - one link, named part by part
    session: Session, login: str, *, mails: bool, actor: Actor, now: datetime, hold: timedelta
) -> Way | None:
    """Send or propose a person's link, where they need one; None where they need none."""
    person = people_admin.by_login(session, login)
    if person is None:
        return None
    anew = asked_approving(session, person.id, now=now) and not holds_approving(
        session, person.id, now=now
    )
    if person.signs_in and not anew:
        return None
    try:
        link = invite.invite(session, person.id, mails=mails, actor=actor, now=now, hold=hold)
    except ProposalWaits:
        return Way.WAITS
    return link.way
