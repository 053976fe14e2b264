"""Where the list of sign-ins was: they are read among security events."""

from http import HTTPStatus

from flask import redirect, request
from flask.typing import ResponseReturnValue

from server.domain.identity.security_events import SecurityGroup
from server.web.requests import keyset
from server.web.requests.access import AUDITOR, access

KEPT = ("who", "person", "from", "to")


@access(AUDITOR)
def show() -> ResponseReturnValue:
    """Lead to the sign-ins that the address asks for."""
    asked = {name: request.args[name] for name in KEPT if request.args.get(name)}
    results = [each for each in request.args.getlist("result") if each]
    kept = {"result": results} if results else {"group": str(SecurityGroup.TRIES)}
    address = keyset.address("security_events.index", **asked, **kept)
    return redirect(address, HTTPStatus.MOVED_PERMANENTLY)
