"""What of a provider's answers is believed, told by a provider that says what it likes."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from server.directories import published_metadata
from server.directories.id_tokens import check_fresh
from server.directories.openid_provider import ANEW, BegunSignIn, OpenIdProvider
from server.directories.signed_tokens import LEEWAY
from server.directories.silence import SILENT_FOR
from server.domain.identity.directories import AnswerRefused, DirectorySilent, ProofNotFresh
from tests.worlds.directories.forged import (
    CLIENT,
    GONE,
    KEY,
    NEXT,
    NOW,
    SECONDS,
    ForgedProvider,
    forged,
    id_claims,
    logout_claims,
    signed,
)

BEGUN = BegunSignIn.new()


@pytest.fixture
def provider() -> Iterator[ForgedProvider]:
    with forged() as made:
        made.token = {"access_token": "a", "token_type": "Bearer", "id_token": id_token(made)}
        yield made


def id_token(made: ForgedProvider, **other: object) -> str:
    return signed(id_claims(iss=made.issuer, nonce=BEGUN.nonce) | other)


def answered(client: OpenIdProvider, **fields: str) -> str:
    return client.proven(BEGUN, {"code": "c", **fields}, at=NOW).subject


def refused(client: OpenIdProvider, **fields: str) -> str:
    with pytest.raises(AnswerRefused) as found:
        answered(client, **fields)
    return found.value.why


def test_a_browser_is_sent_with_a_challenge_and_three_secrets(provider: ForgedProvider) -> None:
    address = provider.client().address_of(BEGUN)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["client_id"] == CLIENT
    assert (asked["state"], asked["nonce"]) == (BEGUN.state, BEGUN.nonce)
    assert asked["code_challenge_method"] == "S256"
    assert BEGUN.verifier not in address
    assert (asked["response_type"], asked["scope"]) == ("code", "openid")


def test_a_good_answer_names_the_account(provider: ForgedProvider) -> None:
    client = provider.client()
    assert answered(client) == "nv-1"
    assert answered(client, iss=provider.issuer) == "nv-1"
    assert provider.asked.count("/keys") == 1


def test_the_configured_claim_links(provider: ForgedProvider) -> None:
    provider.token["id_token"] = id_token(provider, employee_id="NV-9", acr="mfa")
    client = provider.client(claim="employee_id", trusted=frozenset({"mfa"}))
    found = client.proven(BEGUN, {"code": "c"}, at=NOW)
    assert (found.subject, found.session_subject, found.strong) == ("NV-9", "nv-1", True)
    assert refused(provider.client(claim="so_hieu")) == "claim"


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"email": "a@tinh.example"}, "claim"),
        ({"email": "a@tinh.example", "email_verified": False}, "claim"),
        ({"email": "a@tinh.example", "email_verified": "false"}, "claim"),
        ({"email": "a@tinh.example", "email_verified": True}, ""),
    ],
)
def test_an_address_that_its_owner_may_have_typed_links_nobody(
    provider: ForgedProvider, claims: dict[str, object], why: str
) -> None:
    provider.token["id_token"] = id_token(provider, **claims)
    client = provider.client(claim="email")
    assert refused(client) == why if why else answered(client) == "a@tinh.example"


def test_another_issuer_s_discovery_is_refused(provider: ForgedProvider) -> None:
    provider.discovery = {"issuer": "https://khac.example"}
    assert refused(provider.client()).startswith("issuer")


def test_a_provider_without_s256_is_refused(provider: ForgedProvider) -> None:
    provider.discovery = {"code_challenge_methods_supported": ["plain"]}
    assert refused(provider.client()) == "no PKCE by S256"


@pytest.mark.parametrize("name", ["token_endpoint", "authorization_endpoint", "jwks_uri"])
def test_a_plain_address_elsewhere_is_not_called(provider: ForgedProvider, name: str) -> None:
    provider.discovery = {name: "http://khac.example/x"}
    client = provider.client()
    with pytest.raises(AnswerRefused) as found:
        _both(client)
    assert found.value.why == name


def _both(client: OpenIdProvider) -> None:
    client.address_of(BEGUN)
    answered(client)


def test_the_answer_of_another_provider_is_refused(provider: ForgedProvider) -> None:
    assert refused(provider.client(), iss="https://khac.example") == "iss parameter"
    provider.discovery = {"authorization_response_iss_parameter_supported": True}
    assert refused(provider.client()) == "iss parameter"


def test_a_token_by_an_algorithm_that_the_provider_alone_likes_is_refused(
    provider: ForgedProvider,
) -> None:
    provider.discovery = {"id_token_signing_alg_values_supported": ["none", "HS256"]}
    head, body, _ = id_token(provider).split(".")
    provider.token["id_token"] = f"eyJhbGciOiJub25lIiwia2lkIjoib25lIn0.{body}."
    assert refused(provider.client()) == "signature"
    assert head


def test_an_answer_without_an_id_token_or_with_an_error_is_refused(
    provider: ForgedProvider,
) -> None:
    assert refused(provider.client(), error="access_denied", error_description="x") == "declined"
    assert refused(provider.client(), error="server_error") == "no code"
    assert refused(provider.client(), code="") == "no code"
    del provider.token["id_token"]
    assert refused(provider.client()) == "no id_token"
    provider.token = {"error": "invalid_grant", "error_description": "mã <b>xấu</b>"}
    assert refused(provider.client()) == "code"


def test_keys_that_changed_are_read_anew_and_not_for_every_stranger(
    provider: ForgedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]
    client = provider.client()
    monkeypatch.setattr(client.metadata, "_seconds", lambda: seconds[0])
    assert answered(client) == "nv-1"
    seconds[0] += published_metadata.KEYS_AGAIN + 1
    provider.keys = [NEXT]
    provider.token["id_token"] = signed(id_claims(iss=provider.issuer, nonce=BEGUN.nonce), by=NEXT)
    assert answered(client) == "nv-1"
    stranger = signed(logout_claims(iss=provider.issuer), by=KEY)
    before = provider.asked.count("/keys")
    for _ in range(20):
        with pytest.raises(AnswerRefused):
            client.ended(stranger, at=NOW)
    assert provider.asked.count("/keys") == before == 2


def test_a_provider_that_is_away_is_silent(provider: ForgedProvider) -> None:
    client = provider.client()
    client.metadata = published_metadata.PublishedMetadata("http://127.0.0.1:1")
    with pytest.raises(DirectorySilent):
        client.address_of(BEGUN)


def test_who_gave_no_answer_is_not_asked_again_at_once(
    provider: ForgedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each who asks holds a thread until it is given up, and any stranger may ask."""
    asked: list[str] = []
    seconds, client = [0.0], provider.client()

    def silent(address: str) -> dict[str, object]:
        asked.append(address)
        raise DirectorySilent

    monkeypatch.setattr(published_metadata, "_fetched", silent)
    client.metadata = published_metadata.PublishedMetadata(provider.issuer, lambda: seconds[0])
    for moment in (0.0, 1.0, 1.0 + SILENT_FOR, 2.0 + SILENT_FOR):
        seconds[0] = moment
        for _ in range(5):
            with pytest.raises(DirectorySilent):
                client.address_of(BEGUN)
    assert len(asked) == 2


def test_a_browser_is_sent_to_prove_it_once_more(provider: ForgedProvider) -> None:
    address = provider.client().address_of(BEGUN, ANEW)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert (asked["prompt"], asked["max_age"], asked["state"]) == ("login", "0", BEGUN.state)
    assert "max_age" not in provider.client().address_of(BEGUN)


@pytest.mark.parametrize("said", [GONE, "1795000000", True, None])
def test_when_somebody_proved_it_is_a_number_or_is_not_said(
    provider: ForgedProvider, said: object
) -> None:
    provider.token["id_token"] = id_token(provider, auth_time=said)
    assert provider.client().proven(BEGUN, {"code": "c"}, at=NOW).proved_at is None


STALE = [None, 0, SECONDS - 91, SECONDS + LEEWAY + 1]


@pytest.mark.parametrize("proved_at", [*STALE, SECONDS - 90, SECONDS, SECONDS + LEEWAY])
def test_what_was_proved_before_the_browser_was_sent_is_not_fresh(proved_at: float | None) -> None:
    since = NOW - timedelta(seconds=60)
    with pytest.raises(ProofNotFresh) if proved_at in STALE else nullcontext():
        check_fresh(proved_at, since=since, at=NOW, skew=30)
