"""Where the request under way comes from, as security events keep it."""

from dataclasses import replace

from flask import Flask, has_request_context

from server.store.security_events.writing import Whence
from server.web.identity import known_browser
from server.web.requests.installation import EXTENSION, installation

LONGEST_ADDRESS = 100


def install(app: Flask) -> None:
    """Let every session of a request know where it comes from."""
    app.extensions[EXTENSION].whence = whence


def whence() -> Whence:
    """Tell it of this request; nothing where there is none."""
    if not has_request_context():
        return Whence()
    origin = known_browser.origin(installation().settings)
    return Whence(origin.address, origin.event_address, origin.browser)


def kept_as(address: str) -> list[str]:
    """Return what an address that somebody typed may be kept as: itself, or its keyed hashes."""
    typed = address[:LONGEST_ADDRESS]
    origin = replace(known_browser.origin(installation().settings), address=typed)
    return [typed, *origin.event_addresses]
