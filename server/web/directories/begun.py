"""Sign-ins that a browser has begun at the provider: sealed in a cookie of that browser.

So another browser cannot bring their answers, and no script and no person reads what is in it.
Each tab begins one of its own, and the answer of one gives up none of the others.
"""

import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from flask import Response, request

from server.actions.directories.by_provider import BEGUN_HOLDS
from server.directories.openid_provider import BegunSignIn
from server.web import cookies
from server.web.proofs import asked
from server.web.requests import sealing

COOKIE = "binhxet-begun"
LARGEST = 3500
"""Characters of the cookie: beyond 4,096 with its name browsers keep none."""
MOST = 4
_KIND = "begun-sign-ins"


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser took along, and where its person had wanted to go."""

    sign_in: BegunSignIn
    next: str


@dataclass(frozen=True, slots=True)
class _KeptSignIn:
    begun: Begun
    at: datetime


def keep(response: Response, begun: Begun) -> None:
    """Have the browser keep it until its answer comes; the oldest are given up for room."""
    held = [_KeptSignIn(begun, asked.real_time()), *_held()][:MOST]
    sealed = _sealed(held)
    while len(sealed) > LARGEST and len(held) > 1:
        held.pop()
        sealed = _sealed(held)
    if len(sealed) > LARGEST:
        sealed = _sealed([replace(held[0], begun=replace(begun, next=""))])
    cookies.keep(response, COOKIE, sealed, age=BEGUN_HOLDS)


def of_answer(state: str) -> Begun | None:
    """Return what this browser began, where an answer names it; None where it began no such."""
    return next((each.begun for each in _held() if _is_of(each, state)), None)


def forget(response: Response) -> None:
    """Have the browser forget that of this answer: it has come, whatever it was worth."""
    state = request.args.get("state", "")
    left = [each for each in _held() if not _is_of(each, state)]
    if left:
        cookies.keep(response, COOKIE, _sealed(left), age=BEGUN_HOLDS)
    else:
        cookies.drop(response, COOKIE)


def _is_of(kept: _KeptSignIn, state: str) -> bool:
    return hmac.compare_digest(kept.begun.sign_in.state.encode(), state.encode())


def _held() -> Sequence[_KeptSignIn]:
    """Read what the browser has, but for what has waited too long, newest first."""
    sealed = cookies.sent(COOKIE) or ""
    plain = sealing.unseal(_KIND, sealed.encode(), seconds=int(BEGUN_HOLDS.total_seconds()))
    read = [
        _KeptSignIn(Begun(BegunSignIn(**sign_in), wanted), datetime.fromtimestamp(at, UTC))
        for sign_in, wanted, at in json.loads(plain or "[]")
    ]
    return [each for each in read if asked.real_time() - each.at <= BEGUN_HOLDS]


def _sealed(held: Sequence[_KeptSignIn]) -> str:
    plain = [(asdict(each.begun.sign_in), each.begun.next, each.at.timestamp()) for each in held]
    return sealing.seal(_KIND, json.dumps(plain).encode()).decode()
