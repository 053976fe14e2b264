"""The web application where directories sign persons in, and how a browser goes through one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.actions.directories import link_account
from server.config import DirectorySettings
from server.domain.identity.directories import Directory, DirectoryAccount
from server.store import Session, open_session
from server.store.identity import directory_links
from server.store.people import account_proposals
from server.web.requests.installation import Installation, install
from tests.worlds.accounts import Accounts
from tests.worlds.province import NOW
from tests.worlds.web.phone import Phone, confirmed, offered, stand_still

BEGIN, ANSWER = "/sign-in/provider", "/sign-in/provider/answer"


def told(app: Flask, variables: Mapping[str, str], *, address: str = "") -> None:
    """Let the application be told of directories; a test's own application, until the next."""
    held: Installation = app.extensions["binhxet"]
    directories = DirectorySettings.read(variables)
    settings = replace(held.settings, directories=directories, public_url=address)
    install(app, Installation(settings, held.engine))


def renewed(app: Flask) -> None:
    """Give the installation another secret, with the former one beside it."""
    held: Installation = app.extensions["binhxet"]
    former = held.settings.secret_key
    settings = replace(held.settings, secret_key=former[::-1], secret_before=former)
    install(app, Installation(settings, held.engine))


def linked(office: Accounts, login: str, directory: Directory, subject: str) -> UUID:
    """Link a person with an account of a directory, as two persons do; answer the link."""
    held: Installation = office.app.extensions["binhxet"]
    issuer = held.settings.directories.issuers.get(directory, "x")
    account = DirectoryAccount(directory, issuer, subject)
    with open_session(office.world.engine) as session:
        made = link(session, office.world.people[login], account, now=NOW)
        session.commit()
    return made


def link(session: Session, person: UUID, account: DirectoryAccount, *, now: datetime) -> UUID:
    """Do it in a transaction."""
    if link_account.propose(session, person, account, actor=None, now=now):
        return next(each.id for each in directory_links.of_person(session, person))
    rows = account_proposals.of_person(session, person)
    row = next(each for each in rows if (each.kind, each.state) == ("directory", "waiting"))
    account_proposals.settle(session, row.id, "done", by=None, now=now)
    link_account.confirmed(session, row, proposed="", actor=None, now=now)
    return row.id


def phone_of(office: Accounts, login: str, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """Have a person set up an app, whose half minute stands still; answer it."""
    stand_still(monkeypatch)
    client = office.signed_in(login)
    app = offered(client)
    confirmed(client, app)
    return app


def at_provider(browser: requests.Session, address: str) -> str:
    """Go through the provider as a browser that is signed in there; answer where it leads back."""
    answer = browser.get(address, allow_redirects=False, timeout=10)
    back = urljoin(address, answer.headers.get("Location", ""))
    if "login.html" in back:
        answer = browser.get(f"{address}&g_continue", allow_redirects=False, timeout=10)
        back = urljoin(address, answer.headers.get("Location", ""))
    found = urlsplit(back)
    assert found.path == ANSWER, (answer.status_code, back, answer.text[:300])
    return f"{found.path}?{found.query}"


def through_provider(
    client: FlaskClient, browser: requests.Session, *, to: str = ""
) -> TestResponse:
    """Sign in by the provider, from the link on the sign-in page to the answer."""
    begun = client.get(BEGIN, query_string={"next": to} if to else {})
    assert begun.status_code == 303, begun.text
    return client.get(at_provider(browser, begun.location))


def tries(office: Accounts) -> list[str]:
    """Answer what became of tries to sign in, the oldest first."""
    with office.world.engine.connect() as connection:
        return list(
            connection.execute(text("SELECT result FROM sign_in_try ORDER BY at, id")).scalars()
        )
