"""The pages through Flask's own client, on a database that really commits."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.worlds.accounts import Accounts
from tests.worlds.databases import Database
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, pages, sign_in


@pytest.fixture
def world(engine: Engine) -> World:
    made = World(engine)
    made.installation()
    return made


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


@pytest.fixture
def office(app: Flask, world: World) -> Accounts:
    """Answer a province with two administrators, a head and an officer."""
    return Accounts.made(app, world)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def as_post(app: Flask) -> SignIn:
    """Answer a client that has signed in by a login; in the world each post's id is one."""
    return lambda login: sign_in(app, login)
