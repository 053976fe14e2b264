"""What a person reads when the database is overloaded or restarting."""

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from server.app import web_application
from server.web.requests.identity import COOKIE_KEY
from tests.worlds.databases import Database
from tests.worlds.web.pages import settings_of


@pytest.mark.parametrize(
    "error", [OperationalError("SELECT 1", {}, Exception()), PoolExhausted()], ids=["lost", "pool"]
)
def test_a_busy_database_says_try_again_and_when(app: Flask, error: Exception) -> None:
    with app.test_request_context("/sign-in"):
        answer = app.make_response(app.handle_user_exception(error))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_any_other_error_is_not_called_busy(app: Flask) -> None:
    with app.test_request_context("/sign-in"):
        answer = app.make_response(app.handle_user_exception(RuntimeError()))
    assert answer.status_code == 500


def test_without_a_database_every_page_says_so_and_when_to_try_again() -> None:
    nowhere = Database("x", "postgresql+psycopg://nobody@/x?host=/nowhere", "")
    client = web_application(settings_of(nowhere)).test_client()
    with client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = "of-a-session"
    for address in ("/tasks", "/sign-in"):
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert answer.headers["Retry-After"] == "5"
