"""Accounts of directories on a person's page: proposed by one administrator, removed by one."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from server.actions.directories import link_account
from server.domain.identity.directories import (
    LONGEST_SUBJECT,
    Directory,
    DirectoryAccount,
    DirectoryNotAsked,
)
from server.web.people import directory_accounts
from server.web.people.pages import changed, typed
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import actor, now, session
from server.web.requests.installation import installation

blueprint = Blueprint("directory_links", __name__)


@blueprint.post("/people/<uuid:person_id>/directory")
@access(ADMINISTRATOR)
def propose(person_id: UUID) -> ResponseReturnValue:
    """Propose to a second administrator that an account of a directory signs the person in."""
    return changed(
        person_id,
        lambda: link_account.propose(
            session(),
            person_id,
            _account(),
            actor=actor(),
            now=now(),
            hold=installation().settings.proposals_hold,
        ),
    )


@blueprint.post("/people/<uuid:person_id>/directory/<uuid:link_id>/remove")
@access(ADMINISTRATOR)
def remove(person_id: UUID, link_id: UUID) -> ResponseReturnValue:
    """Let an account of a directory sign the person in no longer."""
    return changed(
        person_id,
        lambda: link_account.remove(session(), person_id, link_id, actor=actor(), now=now()),
    )


def _account() -> DirectoryAccount:
    """Read the directory that was chosen, and an account of it; raises DirectoryNotAsked."""
    chosen = typed("directory")
    issuer = directory_accounts.issuers().get(chosen)
    if issuer is None:
        raise DirectoryNotAsked
    subject = request.form.get("subject", "")[: LONGEST_SUBJECT + 1]
    return DirectoryAccount(Directory(chosen), issuer, subject)
