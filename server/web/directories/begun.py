"""A sign-in that a browser has begun at the provider: sealed in a cookie of that browser.

So another browser cannot bring its answer, and no script and no person reads what is in it.
"""

import hmac
import json
from dataclasses import asdict, dataclass

from flask import Response

from server.actions.directories.by_provider import BEGUN_HOLDS
from server.directories.openid_provider import BegunSignIn
from server.web import cookies
from server.web.requests import sealing

COOKIE = "binhxet-begun"
_KIND = "begun-sign-in"


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser took along, and where its person had wanted to go."""

    sign_in: BegunSignIn
    next: str


def keep(response: Response, begun: Begun) -> None:
    """Have the browser keep it until its answer comes; an earlier one is given up."""
    plain = json.dumps([asdict(begun.sign_in), begun.next])
    sealed = sealing.seal(_KIND, plain.encode()).decode()
    cookies.keep(response, COOKIE, sealed, age=BEGUN_HOLDS)


def of_answer(state: str) -> Begun | None:
    """Return what this browser began, where an answer names it; None where it began no such."""
    sealed = cookies.sent(COOKIE) or ""
    plain = sealing.unseal(_KIND, sealed.encode(), seconds=int(BEGUN_HOLDS.total_seconds()))
    if plain is None:
        return None
    sign_in, wanted = json.loads(plain)
    begun = Begun(BegunSignIn(**sign_in), wanted)
    same = hmac.compare_digest(begun.sign_in.state.encode(), state.encode())
    return begun if same else None


def forget(response: Response) -> None:
    """Have the browser forget it: its answer has come, whatever it was worth."""
    cookies.drop(response, COOKIE)
