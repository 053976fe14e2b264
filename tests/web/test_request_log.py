"""One line a request, without what was asked or sent; its id on the error page and in the log."""

import json
import logging
import re
from dataclasses import replace

import pytest
from flask import Flask
from psycopg import errors
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from server.app import web_application
from server.logs import JsonLines
from tests.worlds.databases import Database
from tests.worlds.province import World
from tests.worlds.web.pages import SignIn, seen, settings_of

NOWHERE = Database("x", "postgresql+psycopg://nobody@/x?host=/nowhere", "")


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """Return what the log of a real installation would say, line by line."""
    return [json.loads(JsonLines().format(record)) for record in caplog.records]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "server")
    return caplog


def test_a_request_is_one_line_with_who_and_how_long_and_nothing_of_what_was_sent(
    world: World, as_post: SignIn, log: pytest.LogCaptureFixture
) -> None:
    officer = world.post(world.unit("so-khcn", "Sở KH&CN"), "officer")
    client = as_post(officer)
    log.clear()
    client.get("/tasks?q=bí+mật")
    (line,) = lines(log)
    assert line.keys() == {
        *("at", "level", "logger", "message"),
        *("request", "method", "endpoint", "status", "ms", "statements", "person"),
    }
    assert (line["method"], line["endpoint"], line["status"]) == ("GET", "inbox.mine", 200)
    assert isinstance(line["statements"], int)
    assert line["statements"] > 0
    assert re.fullmatch(r"[0-9a-f-]{36}", str(line["person"]))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.LockNotAvailable(), "lock timeout (55P03)"),
        (errors.DeadlockDetected(), "deadlock (40P01)"),
        (errors.QueryCanceled(), "statement timeout (57014)"),
        (errors.AdminShutdown(), "server stopped (57P01)"),
        (errors.TooManyConnections(), "too many connections (53300)"),
        (errors.OperationalError(), "no connection"),
        (None, "pool exhausted"),
    ],
    ids=str,
)
def test_a_503_names_its_cause_in_the_log_and_its_request_on_the_page(
    app: Flask, log: pytest.LogCaptureFixture, error: Exception | None, said: str
) -> None:
    raised = PoolExhausted() if error is None else OperationalError("SELECT 1", {}, error)

    def busy() -> str:
        raise raised

    app.view_functions["sign_in.form"] = busy
    answer = app.test_client().get("/sign-in")
    cause, request = lines(log)
    assert answer.status_code == request["status"] == 503
    assert cause["message"] == f"database busy: {said}"
    assert cause["request"] == request["request"] == answer.headers["X-Request-Id"]
    assert str(request["request"]) in answer.text


def test_only_a_proxy_of_ours_may_name_a_request() -> None:
    named = {"X-Request-Id": "from-the-proxy-1"}
    alone = web_application(settings_of(NOWHERE)).test_client().get("/healthz", headers=named)
    assert re.fullmatch(r"[0-9a-f]{32}", alone.headers["X-Request-Id"])
    behind = web_application(replace(settings_of(NOWHERE), proxies=1)).test_client()
    assert behind.get("/healthz", headers=named).headers["X-Request-Id"] == "from-the-proxy-1"
    for bad in ("short", 'x" onload="', "x" * 65):
        answer = behind.get("/healthz", headers={"X-Request-Id": bad})
        assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-Id"]), bad


def test_an_unexpected_error_is_a_line_with_its_traceback_and_the_page_has_its_id(
    app: Flask, log: pytest.LogCaptureFixture
) -> None:
    def broken() -> str:
        raise RuntimeError

    app.view_functions["sign_in.form"] = broken
    answer = app.test_client().get("/sign-in")
    error, request = lines(log)
    assert answer.status_code == 500
    assert "RuntimeError" in str(error["traceback"])
    assert error["request"] == request["request"]
    assert str(request["request"]) in answer.text


def test_an_error_a_person_can_mend_has_no_id_and_stays_the_same_for_everybody(app: Flask) -> None:
    first, second = (app.test_client().get("/no-such-page") for _ in range(2))
    assert first.status_code == 404
    assert seen(first) == seen(second)
