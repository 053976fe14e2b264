"""A person's phone: an authenticator app that has read a key, and whose clock stands."""

import html
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from pyotp import TOTP
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.domain.identity.second_factors import STEP
from server.web.identity import second_step
from tests.worlds.accounts import HEAD, OLD, Accounts
from tests.worlds.province import NOW
from tests.worlds.web.posting import send, token_on

KEY = re.compile(r'<span class="hash">([A-Z2-7 ]{39})</span>')
CODE = re.compile(r'<li><span class="hash">([a-z0-9]{5}-[a-z0-9]{5})</span></li>')
ACCOUNT = "/account"
CODE_PAGE = "/sign-in/code"


class Phone:
    """An app with one key; each code asked for is of the half minute `away` from now."""

    def __init__(self, key: str) -> None:
        """Take the key as the page shows it."""
        self.key = key.replace(" ", "")

    def code(self, away: int = 0) -> str:
        """Return a code that is good now, or was, or will be."""
        return TOTP(self.key).at(NOW + timedelta(seconds=STEP * away))


def stand_still(patch: pytest.MonkeyPatch) -> None:
    """Let the pages' time of phones stand, too: no half minute ends within a test."""
    patch.setattr(second_step, "clock", lambda _offset: lambda: NOW)


def offered(client: FlaskClient, password: str = OLD) -> Phone:
    """Ask for a key on the page of the account, and read it."""
    answer = send(client, "/account/authenticator", {"factor_password": password}, at=ACCOUNT)
    assert answer.status_code == 303, answer.text
    found = KEY.search(html.unescape(client.get("/account/authenticator").text))
    assert found is not None
    return Phone(found[1])


def confirmed(client: FlaskClient, phone: Phone) -> tuple[str, ...]:
    """Set the app up by the code before that of now; return the recovery codes.

    The code of now, and the next, are good for signing in.
    """
    fields = {"code": phone.code(-1)}
    answer = send(client, "/account/authenticator/confirm", fields, at="/account/authenticator")
    assert answer.status_code == 200, answer.text
    return tuple(CODE.findall(answer.text))


def password_given(client: FlaskClient, login: str, password: str = OLD) -> TestResponse:
    """Give a password that is right and waits for the code."""
    fields = {"username": login, "password": password}
    answer = send(client, "/sign-in", fields, at="/sign-in")
    assert (answer.status_code, answer.location) == (303, CODE_PAGE), answer.text
    return answer


def code_given(client: FlaskClient, code: str, *, recovery: bool = False) -> TestResponse:
    """Give a code on the second page."""
    address = "/sign-in/recovery-code" if recovery else CODE_PAGE
    token = token_on(client.get(CODE_PAGE))
    return client.post(address, data={"csrf_token": token, "code": code})


def begun(office: Accounts, login: str = HEAD) -> FlaskClient:
    """Give the right password, and wait for the code."""
    client = office.app.test_client()
    password_given(client, login)
    return client


def told(office: Accounts) -> list[str]:
    """Return what history tells of factors, in its order."""
    kinds = "SELECT kind FROM event WHERE kind LIKE 'factor.%' OR kind LIKE 'recovery_%'"
    with office.world.engine.connect() as connection:
        return list(connection.execute(text(f"{kinds} ORDER BY act_time, seq")).scalars())
