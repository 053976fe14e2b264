"""Signing in by the password of an LDAP directory."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from server.actions.directories import by_ldap
from server.actions.identity.let_in import CodeAwaited
from server.domain.identity.directories import DirectorySilent, NotLinked
from server.domain.identity.passwords import LONGEST_TYPED
from server.domain.people.actors import NoPostToday, TooManyTries, WrongPassword
from server.web.directories.provider import not_linked
from server.web.identity import known_browser, second_step, sign_in, welcome
from server.web.proofs import asked
from server.web.refusals.refusals import status_of
from server.web.requests.access import PUBLIC, access
from server.web.requests.installation import installation
from server.web.requests.transaction import now, session

blueprint = Blueprint("ldap", __name__)
LONGEST_NAME = 200


@blueprint.post("/sign-in/directory")
@access(PUBLIC)
def submit() -> ResponseReturnValue:
    """Sign in; the typed name stays when it is refused, the password does not."""
    directory = asked.ldap()
    try:
        tokens = by_ldap.sign_in(
            session(),
            directory,
            name=request.form.get("username", "").strip()[:LONGEST_NAME],
            password=request.form.get("password", "")[:LONGEST_TYPED],
            origin=known_browser.origin(installation().settings),
            now=now(),
        )
    except NotLinked as refusal:
        return not_linked(refusal, directory.settings)
    except (WrongPassword, TooManyTries, NoPostToday, DirectorySilent) as refusal:
        return sign_in.page(refusal, by="directory"), status_of(refusal)
    if isinstance(tokens, CodeAwaited):
        return second_step.ask(tokens.token)
    return welcome.known(tokens)
