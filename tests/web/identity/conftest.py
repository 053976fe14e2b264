"""Phones and passkeys of the persons of an office, whose clock stands still within a test."""

import pytest

from tests.worlds.accounts import HEAD, Accounts
from tests.worlds.web.passkey import SoftPasskey, made_passkey
from tests.worlds.web.phone import Phone, confirmed, offered, stand_still


@pytest.fixture
def still_phones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no half minute end within the test."""
    stand_still(monkeypatch)


@pytest.fixture
def phone(office: Accounts, still_phones: None) -> Phone:  # noqa: ARG001 - before a code is shown
    """Answer the phone that the head has set up as the second factor."""
    client = office.signed_in(HEAD)
    app = offered(client)
    confirmed(client, app)
    return app


@pytest.fixture
def passkey(office: Accounts) -> SoftPasskey:
    """Answer the passkey that the head has made as the second factor."""
    return made_passkey(office.signed_in(HEAD))[0]
