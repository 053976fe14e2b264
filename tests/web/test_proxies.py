"""Whose address counts: the client's as our own proxies tell it, and nobody else's word."""

import dataclasses

import pytest
from flask import request

from server.app import web_application
from server.web.requests.installation import EXTENSION
from tests.worlds.databases import Database
from tests.worlds.web.pages import settings_of

TOLD = {"X-Forwarded-For": "203.0.113.7, 198.51.100.9", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "127.0.0.1"), (1, "198.51.100.9"), (2, "203.0.113.7")]
)
def test_only_our_own_proxies_are_believed(database: Database, proxies: int, address: str) -> None:
    app = web_application(dataclasses.replace(settings_of(database), proxies=proxies))
    seen = []
    app.before_request_funcs.setdefault(None, []).insert(
        0, lambda: seen.append(request.remote_addr)
    )
    app.test_client().get("/sign-in", headers=TOLD)
    app.extensions[EXTENSION].engine.dispose()
    assert seen == [address]
