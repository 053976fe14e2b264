"""An OpenID provider: where a sign-in is begun, and what the answer to it is worth.

Authlib speaks the protocol (authorization code with PKCE); the tokens are judged beside it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from server.config import OpenIdSettings
from server.config.connections import is_safe
from server.directories.id_tokens import check_id_token
from server.directories.logout_tokens import EndedAtProvider, check_logout_token
from server.directories.published_metadata import PATIENCE, PublishedMetadata
from server.directories.signed_tokens import ExpectedToken
from server.domain.identity.directories import (
    AnswerRefused,
    Directory,
    DirectoryAccount,
    DirectorySilent,
    SignInDeclined,
)

DECLINED = frozenset(
    {"access_denied", "login_required", "consent_required", "interaction_required"}
)
"""What an answer says where nothing is broken: its person did not want to, or may not."""

AS_EVER: Mapping[str, str] = {}
ANEW: Mapping[str, str] = {"prompt": "login", "max_age": "0"}
"""Whoever is signed in at the provider proves it once more (OpenID Connect Core 1.0, 3.1.2.1)."""
ANOTHER: Mapping[str, str] = {"prompt": "select_account"}
"""The provider asks which account it is, whoever is signed in there (the same section)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunSignIn:
    """What a browser takes along to the provider and has to come back with."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "BegunSignIn":
        """Draw three secrets."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state=state, nonce=nonce, verifier=verifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """Who signed in, by the provider's word."""

    subject: str
    """By which an account of ours is linked: the configured claim."""
    session_subject: str
    """`sub`, by which the provider later says that its session has ended."""
    strong: bool
    """The provider asked for a factor that the installation trusts."""
    proved_at: float | None
    """`auth_time`: when the person last proved to the provider who they are; it may not say."""
    id_token: str = field(repr=False)


class OpenIdProvider:
    """The provider of an installation, as the client that is registered with it."""

    def __init__(self, settings: OpenIdSettings, *, answer_to: str) -> None:
        """Ask nothing yet; `answer_to` is the page of ours that browsers come back to."""
        self.settings = settings
        self.metadata = PublishedMetadata(settings.issuer)
        self._answer_to = answer_to

    def account(self, subject: str) -> DirectoryAccount:
        """Name an account of it, as links do."""
        return DirectoryAccount(Directory.OPENID, self.settings.links_issuer, subject)

    def address_of(self, begun: BegunSignIn, asked: Mapping[str, str] = AS_EVER) -> str:
        """Return where the browser is sent. Raises DirectorySilent, AnswerRefused."""
        address, _state = self._session().create_authorization_url(
            self.metadata.endpoint("authorization_endpoint"),
            state=begun.state,
            nonce=begun.nonce,
            code_verifier=begun.verifier,
            **asked,
        )
        return str(address)

    def proven(self, begun: BegunSignIn, answer: Mapping[str, str], *, at: datetime) -> Proven:
        """Judge the answer a browser came back with; its `state` was compared before.

        Raises AnswerRefused, DirectorySilent.
        """
        self._check_issuer(answer.get("iss", ""))
        if answer.get("error") in DECLINED:
            raise SignInDeclined("declined")
        if "error" in answer or not answer.get("code"):
            raise AnswerRefused("no code")
        raw = self._id_token(answer["code"], begun.verifier)
        expected = self._expected(at)
        claims = self.metadata.judged(
            lambda keys: check_id_token(raw, keys, expected, nonce=begun.nonce)
        )
        subject = claims.linking(self.settings.claim)
        if not subject:
            raise AnswerRefused("claim")
        return Proven(
            subject=subject,
            session_subject=claims.text("sub"),
            strong=bool(self.settings.trusted & claims.contexts),
            proved_at=claims.number("auth_time"),
            id_token=raw,
        )

    def ended(self, logout_token: str, *, at: datetime) -> EndedAtProvider:
        """Judge a token that says that somebody's session ended. Raises as `proven`."""
        expected = self._expected(at)
        return self.metadata.judged(lambda keys: check_logout_token(logout_token, keys, expected))

    def leaving(self, id_token: str, *, back_to: str) -> str | None:
        """Return where a browser leaves the provider's session, too; None where it has no page.

        Raises DirectorySilent, AnswerRefused.
        """
        address = self.metadata.told().get("end_session_endpoint")
        if not isinstance(address, str) or not is_safe(address):
            return None
        asked = {
            "id_token_hint": id_token,
            "client_id": self.settings.client,
            "post_logout_redirect_uri": back_to,
        }
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def _check_issuer(self, named: str) -> None:
        """Refuse the answer of another provider (RFC 9207)."""
        promised = self.metadata.told().get("authorization_response_iss_parameter_supported")
        if named != self.settings.issuer and (named or promised is True):
            raise AnswerRefused("iss parameter")

    def _id_token(self, code: str, verifier: str) -> str:
        address = self.metadata.endpoint("token_endpoint")
        try:
            token = self._session().fetch_token(
                address,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                allow_redirects=False,
            )
        except AuthlibBaseError as error:
            raise AnswerRefused("code") from error
        except (requests.RequestException, ValueError, TypeError, AttributeError) as error:
            raise DirectorySilent from error
        raw = token.get("id_token")
        if not isinstance(raw, str):
            raise AnswerRefused("no id_token")
        return raw

    def _expected(self, at: datetime) -> ExpectedToken:
        return ExpectedToken(issuer=self.settings.issuer, client=self.settings.client, at=at)

    def _session(self) -> OAuth2Session:
        return OAuth2Session(
            self.settings.client,
            self.settings.secret,
            scope="openid",
            redirect_uri=self._answer_to,
            code_challenge_method="S256",
            default_timeout=PATIENCE,
        )
