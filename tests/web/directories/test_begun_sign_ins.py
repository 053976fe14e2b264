"""How long a browser's sign-in at the provider waits for its answer."""

from datetime import timedelta

import pytest
from flask import Flask, Response

from server.actions.directories.by_provider import BEGUN_HOLDS
from server.directories.openid_provider import BegunSignIn
from server.web.directories import begun
from server.web.directories.begun import Begun
from server.web.proofs import asked


@pytest.mark.parametrize(("late", "found"), [(-1, True), (1, False)])
def test_it_waits_by_the_clock_that_proofs_wait_by(
    app: Flask, monkeypatch: pytest.MonkeyPatch, *, late: int, found: bool
) -> None:
    now = asked.real_time() - timedelta(hours=5)
    monkeypatch.setattr(asked, "real_time", lambda: now)
    sent, answer = BegunSignIn(state="s", nonce="n", verifier="v"), Response()
    with app.test_request_context():
        begun.keep(answer, Begun(sent, "/tasks"))
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    then = now + BEGUN_HOLDS + timedelta(seconds=late)
    monkeypatch.setattr(asked, "real_time", lambda: then)
    with app.test_request_context(headers={"Cookie": cookie}):
        assert (begun.of_answer("s") is not None) is found
