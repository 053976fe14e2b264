"""What a person reads when the database is overloaded or restarting."""

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted


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
