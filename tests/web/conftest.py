"""The pages through Flask's own client, on a database of their own that really commits."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from server.config import Settings
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.web import create_app
from server.web.requests.installation import EXTENSION
from tests.conftest import Database
from tests.web.accounts import Office
from tests.web.posting import send
from tests.web.world import World

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def world(fresh_engine: Engine) -> World:
    made = World(fresh_engine)
    made.installation()
    return made


@pytest.fixture
def app(fresh_database: Database) -> Iterator[Flask]:
    made = create_app(settings_of(fresh_database))
    yield made
    made.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def office(app: Flask, world: World) -> Office:
    """Answer a province with two administrators, a head and an officer."""
    return Office.made(app, world)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def as_post(app: Flask) -> SignIn:
    """Answer a client that has signed in by a login; in the world each post's id is one."""

    def sign_in(login: str) -> FlaskClient:
        client = app.test_client()
        answer = send(
            client,
            "/sign-in",
            {"username": login, "password": DEMONSTRATION_PASSWORD},
            at="/sign-in",
        )
        assert answer.status_code == 303, answer.text
        return client

    return sign_in


def settings_of(database: Database, *, demonstration: bool = True) -> Settings:
    return Settings(
        database_url=database.url,
        secret_key="not-a-secret-but-long-enough-for-tests",  # noqa: S106
        demonstration=demonstration,
        secure_cookies=False,
    )
