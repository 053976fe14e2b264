"""The web application on a test's database, and who has signed in to it."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from flask.typing import RouteCallable
from werkzeug.test import TestResponse

from server.app import web_application
from server.config import Settings
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.store import engine_for
from server.web.requests.installation import Installation, install
from tests.worlds.databases import Database
from tests.worlds.web.posting import send

SignIn = Callable[[str], FlaskClient]


def settings_of(database: Database, *, demonstration: bool = True) -> Settings:
    """Answer what the application is told of a test's database."""
    return Settings(
        database_url=database.url,
        secret_key="not-a-secret-but-long-enough-for-tests",  # noqa: S106
        demonstration=demonstration,
        secure_cookies=False,
    )


def pages(database: Database, settings: Settings | None = None) -> Flask:
    """Answer the application as if it had just been started on a database, by settings if told.

    A worker makes one for each database, so its templates are read once; what a test has put in the
    place of a view or a setting is put back.
    """
    told = settings or settings_of(database)
    app, views, config = _made(told)
    app.view_functions = dict(views)
    app.config.clear()
    app.config.update(config)
    install(app, Installation(told, engine_for(database.url)))
    return app


@lru_cache(maxsize=8)
def _made(settings: Settings) -> tuple[Flask, Mapping[str, RouteCallable], Mapping[str, object]]:
    app = web_application(settings)
    return app, dict(app.view_functions), dict(app.config)


def sign_in(app: Flask, login: str, password: str = DEMONSTRATION_PASSWORD) -> FlaskClient:
    """Answer a client that has signed in by its password, the demonstration's own at first."""
    client = app.test_client()
    fields = {"username": login, "password": password}
    answer = send(client, "/sign-in", fields, at="/sign-in")
    assert answer.status_code == 303, answer.text
    return client


def seen(answer: TestResponse) -> tuple[int, str]:
    """Answer the status and the page without its token, which tells the second it was drawn in."""
    return answer.status_code, re.sub(r'(name="csrf_token" value=")[^"]*', r"\1", answer.text)


def next_page(page: str, words: str = "") -> str:
    """Answer where a list goes on, by the link that begins so; empty on its last page."""
    before, found, _ = page.partition(f'rel="next">{words}' if words else 'rel="next"')
    return unescape(before.rpartition('href="')[2].partition('"')[0]) if found else ""
