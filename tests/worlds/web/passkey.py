"""A person's passkey in software: makes and signs what a browser would hand on (WebAuthn)."""

import base64
import html
import json
import re
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from tests.worlds.accounts import OLD, Accounts
from tests.worlds.web.phone import ACCOUNT, CODE, CODE_PAGE, Phone, begun, offered
from tests.worlds.web.posting import send, token_on

ORIGIN = "http://localhost:8024"
PRESENT, VERIFIED, ATTESTED = 1, 4, 64
OPTIONS = re.compile(r'data-passkey-new="([^"]+)"')
NEW = "/account/passkeys/new"


def base64url(raw: bytes) -> str:
    """Write bytes as browsers do."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class SoftPasskey:
    """One credential of an authenticator that counts its uses, where it counts any."""

    origin: str = ORIGIN
    party: str = "localhost"
    verified: bool = True
    count: int = 1
    counts: bool = True
    user: str = ""
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def __post_init__(self) -> None:
        """Make the key."""
        self._key = generate_private_key(SECP256R1())

    def make(self, options: dict[str, object]) -> str:
        """Answer what a new passkey is made by."""
        user = options["user"]
        assert isinstance(user, dict)
        self.user = user["id"]
        numbers = self._key.public_key().public_numbers()
        x, y = (each.to_bytes(32, "big") for each in (numbers.x, numbers.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        about = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + about}
        return self._answer(
            clientDataJSON=base64url(self._said("webauthn.create", options["challenge"])),
            attestationObject=base64url(cbor2.dumps(attestation)),
            transports=["internal"],
        )

    def sign(self, options: dict[str, object]) -> str:
        """Answer a challenge."""
        self.count += self.counts
        said, data = self._said("webauthn.get", options["challenge"]), self._data()
        signature = self._key.sign(data + sha256(said).digest(), ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=base64url(said),
            authenticatorData=base64url(data),
            signature=base64url(signature),
            userHandle=self.user,
        )

    def _said(self, kind: str, challenge: object) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, more: int = 0) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verified else 0)
        count = self.count if self.counts else 0
        return sha256(self.party.encode()).digest() + bytes([flags]) + count.to_bytes(4, "big")

    def _answer(self, **response: object) -> str:
        name = base64url(self.id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )


def begun_passkey(client: FlaskClient) -> dict[str, object]:
    """Give the password, and read what the passkey is made by."""
    answer = send(client, "/account/passkeys", {"passkey_password": OLD}, at=ACCOUNT)
    assert (answer.status_code, answer.location) == (303, NEW), answer.text
    found = OPTIONS.search(client.get(NEW).text)
    assert found is not None
    options: dict[str, object] = json.loads(html.unescape(found[1]))
    return options


def made_passkey(
    client: FlaskClient, passkey: SoftPasskey | None = None, name: str = "Máy tính"
) -> tuple[SoftPasskey, tuple[str, ...]]:
    """Make a passkey; return it with the recovery codes that are shown."""
    made = passkey or SoftPasskey()
    answer = send(
        client, NEW, {"passkey_answer": made.make(begun_passkey(client)), "name": name}, at=NEW
    )
    assert answer.status_code in {200, 303}, answer.text
    return made, tuple(CODE.findall(answer.text))


def challenged(client: FlaskClient) -> dict[str, object]:
    """Ask, as the script does, for what is to be signed at the sign-in that waits."""
    token = token_on(client.get(CODE_PAGE))
    answer = client.post("/sign-in/passkey/challenge", data={"csrf_token": token})
    assert answer.status_code == 200, answer.text
    options: dict[str, object] = answer.get_json()
    return options


def passkey_given(client: FlaskClient, answer: str) -> TestResponse:
    """Send what a passkey made of the challenge."""
    return send(client, "/sign-in/passkey", {"passkey_answer": answer}, at=CODE_PAGE)


def results(office: Accounts) -> list[str]:
    """Return what became of tries to sign in, in their order."""
    with office.world.engine.connect() as connection:
        asked = text("SELECT result FROM sign_in_try ORDER BY id")
        return list(connection.execute(asked).scalars())


def kept(office: Accounts, query: str) -> int:
    """Count what the database keeps."""
    with office.world.engine.connect() as connection:
        return int(connection.execute(text(query)).scalar_one())


def beside_an_app(client: FlaskClient) -> Phone:
    """Set an app up beside a passkey: no recovery codes are shown."""
    app = offered(client)
    fields = {"code": app.code(-1)}
    answer = send(client, "/account/authenticator/confirm", fields, at="/account/authenticator")
    assert answer.location == "/account?done=added"
    return app


def signed_in_by(office: Accounts, passkey: SoftPasskey) -> FlaskClient:
    """Sign the head in by the password and a passkey."""
    client = begun(office)
    assert passkey_given(client, passkey.sign(challenged(client))).status_code == 303
    return client


def challenged_before(client: FlaskClient, path: str, *, at: str = ACCOUNT) -> TestResponse:
    """Ask, as the script does, for what is to be signed before the act that goes to a path."""
    return send(client, "/account/passkeys/challenge", {"path": path}, at=at)


def proof_of(client: FlaskClient, passkey: SoftPasskey, path: str) -> dict[str, str]:
    """Sign before the act that goes to a path; return the field that its form carries."""
    asked = challenged_before(client, path)
    assert asked.status_code == 200, asked.text
    return {"passkey_answer": passkey.sign(asked.get_json())}
