"""What waits for a second administrator: links, appointments, resets of factors others proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import groupby
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.identity.invite import Link, Way
from server.actions.people import confirm_account
from server.domain.refusals import Refusal
from server.store.identity import account_origins
from server.store.people import account_proposals
from server.store.people.account_proposals import AccountProposalRow
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.installation import installation
from server.web.requests.uses import Use, counted

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPerson:
    """What waits about one person in one act; all of it is confirmed or declined together."""

    rows: Sequence[AccountProposalRow]

    @property
    def keys(self) -> str:
        """The proposals' ids as the form sends them."""
        return " ".join(str(row.id) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingAct:
    """What somebody proposed in one act."""

    persons: Sequence[WaitingPerson]

    @property
    def first(self) -> AccountProposalRow:
        """Any of its proposals: all have the same proposer, and moment."""
        return self.persons[0].rows[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLink:
    """A link to hand over, with whom it is for."""

    name: str
    login: str
    address: str
    until: datetime | None


@access(ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """List what waits in the province, oldest first."""
    return _page(None)


@access(ADMINISTRATOR)
@counted(Use.LETTERS)
def settle() -> ResponseReturnValue:
    """Confirm, or decline, all that was chosen, or nothing; links are shown this once."""
    try:
        links = _settle(_chosen())
    except Refusal as refusal:
        session().rollback()
        return _page(refusal), status_of(refusal)
    if links:
        return _page(None, links)
    return redirect(url_for("people.confirmations"), HTTPStatus.SEE_OTHER)


def address_of(link: Link) -> str:
    """Return the whole address of a link that is shown; what a request calls us is not trusted."""
    return installation().settings.address + link.path


def mails() -> bool:
    """Tell whether mail leaves this installation, so that a link can reach its person alone."""
    return bool(installation().settings.smtp_url) and not installation().deployment().demonstration


def _chosen() -> Sequence[UUID]:
    """Read the proposals that were chosen, in the order they are listed in: posts before links.

    A link that is confirmed before its person's post would be void with it.
    """
    texts = " ".join(request.form.getlist("id")).split()[:MOST]
    order = [row.id for row in account_proposals.waiting(session(), actor().reach)]
    return sorted(
        {_key(text) for text in texts}, key=lambda key: (key not in order, _at(order, key))
    )


def _at(order: Sequence[UUID], key: UUID) -> int:
    return order.index(key) if key in order else 0


def _settle(keys: Sequence[UUID]) -> list[ShownLink]:
    if request.form.get("do") == "decline":
        for key in keys:
            confirm_account.decline(session(), key, actor=actor(), now=now())
        return []
    persons = {row.id: row for row in account_proposals.waiting(session(), actor().reach)}
    made = [
        (
            persons.get(key),
            confirm_account.confirm(session(), key, mails=mails(), actor=actor(), now=now()),
        )
        for key in keys
    ]
    return [
        ShownLink(name=row.name, login=row.login, address=address_of(link), until=link.until)
        for row, link in made
        if row is not None and link is not None and link.way is Way.SHOWN
    ]


def _acts(rows: Iterable[AccountProposalRow]) -> list[WaitingAct]:
    """Put together what was proposed by the same person at the same moment."""
    return [
        WaitingAct(
            persons=[
                WaitingPerson(rows=list(of_person))
                for _, of_person in groupby(of_act, key=lambda row: row.person_id)
            ]
        )
        for _, of_act in groupby(rows, key=lambda row: (row.proposed_at, row.proposed_by))
    ]


def _key(text: str) -> UUID:
    """Read a proposal's key; what is none finds none."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _page(refusal: Refusal | None, links: Sequence[ShownLink] = ()) -> str:
    rows = account_proposals.waiting(session(), actor().reach)
    acts = _acts(rows)
    return render_template(
        "people/confirmations.html",
        together=[act for act in acts if len(act.persons) > 1],
        single=[person for act in acts if len(act.persons) == 1 for person in act.persons],
        origins=account_origins.origins(session(), {row.person_id for row in rows}),
        me=actor().person_id,
        at=now(),
        links=links,
        refused=sentence(refusal) if refusal else "",
    )
