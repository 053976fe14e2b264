"""Tokens and answers that a test makes as it likes, and a provider that gives them."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from server.config import OpenIdSettings
from server.directories.openid_provider import OpenIdProvider
from server.directories.signed_tokens import ExpectedToken

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
CLIENT, NONCE = "binhxet", "nonce-of-this-browser"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
OTHER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
NEXT = RSAKey.generate_key(2048, {"kid": "two", "use": "sig"}, private=True)
LOGOUT: dict[str, object] = {"http://schemas.openid.net/event/backchannel-logout": {}}
NOTHING: frozenset[str] = frozenset()
GONE = object()
"""A claim that a token leaves out."""


def public(*keys: RSAKey) -> dict[str, Any]:
    return {"keys": [each.as_dict(private=False) for each in keys]}


def keys() -> KeySet:
    return KeySet.import_key_set(public(KEY))  # type: ignore[arg-type]


def expected(issuer: str = "https://cong.example") -> ExpectedToken:
    return ExpectedToken(issuer=issuer, client=CLIENT, at=NOW)


def signed(claims: dict[str, Any], *, by: RSAKey = KEY, alg: str = "RS256") -> str:
    said = {name: value for name, value in claims.items() if value is not GONE}
    return jwt.encode({"alg": alg, "kid": by.kid}, said, by, algorithms=[alg])


def id_claims(**other: object) -> dict[str, Any]:
    return {
        "iss": "https://cong.example",
        "sub": "nv-1",
        "aud": CLIENT,
        "iat": SECONDS,
        "exp": SECONDS + 600,
        "nonce": NONCE,
    } | other


def logout_claims(**other: object) -> dict[str, Any]:
    return {
        "iss": "https://cong.example",
        "sub": "nv-1",
        "aud": CLIENT,
        "iat": SECONDS,
        "jti": "once",
        "events": LOGOUT,
    } | other


@dataclass(slots=True)
class ForgedProvider:
    """A provider that says whatever a test wants; `asked` counts what it was asked."""

    issuer: str
    keys: list[RSAKey] = field(default_factory=lambda: [KEY])
    discovery: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> dict[str, Any]:
        """Answer what lies at a path."""
        self.asked.append(path)
        if path == "/keys":
            return public(*self.keys)
        if path == "/token":
            return self.token
        told = {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"}
        ends = {f"{each}_endpoint": f"{self.issuer}/{each}" for each in ("authorization", "token")}
        return told | ends | self.discovery

    def client(self, claim: str = "sub", trusted: frozenset[str] = NOTHING) -> OpenIdProvider:
        """Answer it as an installation knows it."""
        settings = OpenIdSettings(
            issuer=self.issuer,
            client=CLIENT,
            secret=CLIENT,
            claim=claim,
            trusted=trusted,
        )
        return OpenIdProvider(settings, answer_to="http://localhost:1/sign-in/provider/answer")


@contextmanager
def forged() -> Iterator[ForgedProvider]:
    """Run one on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(made.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made = ForgedProvider(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()
