"""The cookie by which a browser is known again to those who have signed in with it."""

from flask import Response, request

from server.config import Settings
from server.domain.identity.sign_ins import TryOrigin
from server.store.identity.known_browsers import KEPT
from server.web import cookies

COOKIE = "binhxet-browser"
MOST_PERSONS = 8
LONGEST_NAME = 300
APART = "."


def origin(settings: Settings) -> TryOrigin:
    """Say where this request comes from."""
    return TryOrigin(
        address=request.remote_addr or "",
        browser=(request.user_agent.string or "")[:LONGEST_NAME].replace("\0", ""),
        tokens=_tokens(),
        key=settings.secret_key.encode(),
        key_before=settings.secret_before.encode(),
    )


def keep(response: Response, *, token: str, spent: str | None) -> None:
    """Put a person's new token into the cookie, and take the spent one out.

    A browser that several persons of an office share is known to the latest eight of them.
    """
    others = [each for each in _tokens() if each != spent]
    cookies.keep(response, COOKIE, APART.join([token, *others][:MOST_PERSONS]), age=KEPT)


def _tokens() -> tuple[str, ...]:
    kept = cookies.sent(COOKIE) or ""
    return tuple(filter(None, kept.split(APART, MOST_PERSONS)[:MOST_PERSONS]))
