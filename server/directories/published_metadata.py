"""What an OpenID provider says of itself: its endpoints and the keys it signs with."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import requests
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from server.config.connections import is_safe
from server.directories.signed_tokens import KeyUnknown
from server.directories.silence import Silence
from server.domain.identity.directories import AnswerRefused, DirectorySilent

PATIENCE = 5
"""Seconds until the provider counts as silent, each time it is asked something."""
KNOWN_FOR = 600
"""Seconds what it says of itself is believed without asking again."""
KEYS_AGAIN = 60
"""Seconds between two looks for keys that are not known: any stranger can send a token."""
DISCOVERY = "/.well-known/openid-configuration"
LARGEST = 256 * 1024
Json = Mapping[str, Any]
T = TypeVar("T")


class PublishedMetadata:
    """The provider's own word, kept for a while by this process; `seconds` is a clock of none."""

    def __init__(self, issuer: str, seconds: Callable[[], float] = time.monotonic) -> None:
        """Ask nothing yet."""
        self._issuer, self._seconds = issuer, seconds
        self._lock, self._silence = threading.Lock(), Silence(seconds)
        self._told: tuple[float, Json] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def told(self) -> Json:
        """Return the discovery document. Raises DirectorySilent, AnswerRefused."""
        with self._lock:
            if self._told is None or self._told[0] < self._seconds() - KNOWN_FOR:
                with self._silence.kept():
                    self._told = self._seconds(), self._discovered()
            return self._told[1]

    def endpoint(self, name: str) -> str:
        """Return an endpoint that is safe to call. Raises as `told`."""
        address = self.told().get(name)
        if isinstance(address, str) and is_safe(address):
            return address
        raise AnswerRefused(name)

    def judged(self, judge: Callable[[KeySet], T]) -> T:
        """Judge by the provider's keys, read anew where one is not known: it may have changed.

        Raises AnswerRefused, DirectorySilent.
        """
        address = self.endpoint("jwks_uri")
        try:
            return judge(self._known_keys(address))
        except KeyUnknown:
            pass
        try:
            return judge(self._newer_keys(address))
        except KeyUnknown as error:
            raise AnswerRefused("kid") from error

    def _discovered(self) -> Json:
        found = _fetched(self._issuer.rstrip("/") + DISCOVERY)
        if found.get("issuer") != self._issuer:
            raise AnswerRefused("issuer of the discovery document")
        methods = found.get("code_challenge_methods_supported", ["S256"])
        if not isinstance(methods, list) or "S256" not in methods:
            raise AnswerRefused("no PKCE by S256")
        return found

    def _known_keys(self, address: str) -> KeySet:
        return self._keys_since(KNOWN_FOR, address)

    def _newer_keys(self, address: str) -> KeySet:
        return self._keys_since(KEYS_AGAIN, address)

    def _keys_since(self, seconds: int, address: str) -> KeySet:
        with self._lock:
            if self._keys is None or self._keys[0] < self._seconds() - seconds:
                with self._silence.kept():
                    self._keys = self._seconds(), _key_set(address)
            return self._keys[1]


def _key_set(address: str) -> KeySet:
    try:
        return KeySet.import_key_set(_fetched(address))  # type: ignore[arg-type]
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise DirectorySilent from error


def _fetched(address: str) -> Json:
    """Read a document of the provider's; it is led nowhere else, and no further than LARGEST."""
    try:
        with requests.get(address, timeout=PATIENCE, allow_redirects=False, stream=True) as answer:
            answer.raise_for_status()
            read = json.loads(answer.raw.read(LARGEST, decode_content=True))
    except (requests.RequestException, OSError, ValueError) as error:
        raise DirectorySilent from error
    if not isinstance(read, dict):
        raise DirectorySilent
    return read
