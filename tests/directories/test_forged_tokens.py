"""What of a provider's tokens is believed: each has one thing wrong and is refused for it."""

import base64
import hmac
import json
from typing import Any

import pytest

from server.directories.id_tokens import check_id_token
from server.directories.logout_tokens import check_logout_token
from server.directories.signed_tokens import KeyUnknown
from server.domain.identity.directories import AnswerRefused
from tests.worlds.directories.forged import (
    CLIENT,
    GONE,
    KEY,
    LOGOUT,
    NEXT,
    NONCE,
    OTHER,
    SECONDS,
    expected,
    id_claims,
    keys,
    logout_claims,
    signed,
)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned() -> str:
    return f"{part({'alg': 'none', 'kid': 'one'})}.{part(id_claims())}."


def by_public_key() -> str:
    """Sign as with a shared secret, by the key that everybody knows."""
    text = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(id_claims())}"
    mac = hmac.digest(KEY.as_pem(private=False), text.encode(), "sha256")
    return f"{text}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def test_a_good_token_says_who_it_is() -> None:
    claims = check_id_token(signed(id_claims(acr="mfa")), keys(), expected(), nonce=NONCE)
    assert claims.text("sub") == "nv-1"
    assert claims.contexts == {"mfa"}
    several = id_claims(aud=[CLIENT, "khac"], azp=CLIENT, amr=["pwd", "otp"])
    assert check_id_token(signed(several), keys(), expected(), nonce=NONCE).contexts == {
        "pwd",
        "otp",
    }


@pytest.mark.parametrize(
    ("why", "claims"),
    [
        ("iss", {"iss": "https://khac.example"}),
        ("iss", {"iss": GONE}),
        ("aud", {"aud": "khac"}),
        ("aud", {"aud": "khac", "azp": CLIENT}),
        ("aud", {"aud": GONE}),
        ("azp", {"aud": [CLIENT, "khac"]}),
        ("azp", {"azp": "khac"}),
        ("sub", {"sub": GONE}),
        ("sub", {"sub": ""}),
        ("sub", {"sub": 7}),
        ("nonce", {"nonce": GONE}),
        ("nonce", {"nonce": "another browser's"}),
        ("exp", {"exp": SECONDS - 61}),
        ("exp", {"exp": GONE}),
        ("exp", {"exp": "mai"}),
        ("iat", {"iat": SECONDS + 61}),
        ("iat", {"iat": GONE}),
        ("nbf", {"nbf": SECONDS + 61}),
        ("events", {"events": LOGOUT}),
    ],
)
def test_an_id_token_with_one_thing_wrong_is_refused(why: str, claims: dict[str, Any]) -> None:
    with pytest.raises(AnswerRefused) as refused:
        check_id_token(signed(id_claims(**claims)), keys(), expected(), nonce=NONCE)
    assert refused.value.why == why


@pytest.mark.parametrize(
    "raw",
    [
        *("", "a.b.c", unsigned(), by_public_key(), signed(id_claims(), by=OTHER)),
        signed(id_claims())[:-8] + "AAAAAAAA",
        signed(id_claims(), alg="RS512"),
        signed(id_claims(long="x" * 20_000)),
        *(f"{part({'alg': 'RS256', 'kid': 'one', 'crit': odd})}.e30.AAAA" for odd in (None, 7)),
    ],
    ids=[
        *("empty", "no-token", "none", "hs256", "other-key", "spoilt", "rs512", "long"),
        *("crit-null", "crit-number"),
    ],
)
def test_what_the_provider_did_not_sign_is_refused(raw: str) -> None:
    with pytest.raises(AnswerRefused):
        check_id_token(raw, keys(), expected(), nonce=NONCE)


def test_a_key_that_is_not_known_is_asked_for_first() -> None:
    with pytest.raises(KeyUnknown):
        check_id_token(signed(id_claims(), by=NEXT), keys(), expected(), nonce=NONCE)


def test_a_good_logout_token_names_whose_sessions_end() -> None:
    ended = check_logout_token(signed(logout_claims()), keys(), expected())
    assert (ended.session_subject, ended.token) == ("nv-1", "once")


@pytest.mark.parametrize(
    ("why", "claims"),
    [
        ("iss", {"iss": "https://khac.example"}),
        ("aud", {"aud": "khac"}),
        ("iat", {"iat": SECONDS - 301}),
        ("iat", {"iat": SECONDS + 61}),
        ("exp", {"exp": SECONDS - 61}),
        ("events", {"events": GONE}),
        ("events", {"events": {"khac": {}}}),
        ("events", {"events": ["x"]}),
        ("nonce", {"nonce": NONCE}),
        ("sub", {"sub": GONE, "sid": "only"}),
        ("jti", {"jti": GONE}),
    ],
)
def test_a_logout_token_with_one_thing_wrong_is_refused(why: str, claims: dict[str, Any]) -> None:
    with pytest.raises(AnswerRefused) as refused:
        check_logout_token(signed(logout_claims(**claims)), keys(), expected())
    assert refused.value.why == why


def test_an_id_token_ends_no_session() -> None:
    with pytest.raises(AnswerRefused):
        check_logout_token(signed(id_claims()), keys(), expected())
