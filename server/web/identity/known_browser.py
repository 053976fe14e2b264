"""The cookie by which a browser is known again to those who have signed in with it."""

from flask import Response, request

from server.config import Settings
from server.domain.identity.sign_ins import TryOrigin
from server.store.identity.known_browsers import KEPT

MOST_PERSONS = 8
LONGEST_NAME = 300
APART = "."


def origin(settings: Settings) -> TryOrigin:
    """Say where this request comes from."""
    return TryOrigin(
        address=request.remote_addr or "",
        browser=(request.user_agent.string or "")[:LONGEST_NAME].replace("\0", ""),
        tokens=_tokens(settings),
        key=settings.secret_key.encode(),
    )


def keep(response: Response, settings: Settings, *, token: str, spent: str | None) -> None:
    """Put a person's new token into the cookie, and take the spent one out.

    A browser that several persons of an office share is known to the latest eight of them.
    """
    others = [each for each in _tokens(settings) if each != spent]
    response.set_cookie(
        _name(settings),
        APART.join([token, *others][:MOST_PERSONS]),
        max_age=KEPT,
        secure=settings.secure_cookies,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _tokens(settings: Settings) -> tuple[str, ...]:
    sent = request.cookies.get(_name(settings), "")
    return tuple(filter(None, sent.split(APART, MOST_PERSONS)[:MOST_PERSONS]))


def _name(settings: Settings) -> str:
    return "__Host-binhxet-browser" if settings.secure_cookies else "binhxet-browser"
