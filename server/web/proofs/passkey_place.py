"""Where the pages are opened: passkeys are made for one name, and work nowhere else."""

from urllib.parse import urlsplit

from flask import request

from server.domain.identity.passkeys import NoPasskeysHere, RelyingParty, relying_party
from server.store.identity import passkeys
from server.web.requests.identity import signed_in
from server.web.requests.installation import installation
from server.web.requests.transaction import session


def party() -> RelyingParty:
    """Return for whom passkeys are made here. Raises NoPasskeysHere."""
    found = relying_party(installation().settings.address)
    if found is None or _host() != found.id:
        raise NoPasskeysHere
    return found


def possible() -> bool:
    """Tell whether a browser can use a passkey at the address it has opened."""
    found = relying_party(installation().settings.address)
    return found is not None and _host() == found.id


def offered() -> bool:
    """Tell whether a passkey may stand in for the password of who is signed in."""
    found = signed_in()
    if found is None or not found.session.has_factor or not possible():
        return False
    return bool(passkeys.listed(session(), found.session.person_id))


def elsewhere() -> str:
    """Return the address at which passkeys can be used; "" where there is none."""
    found = relying_party(installation().settings.address)
    return found.origin if found else ""


def _host() -> str:
    return (urlsplit(f"//{request.host}").hostname or "").lower()
