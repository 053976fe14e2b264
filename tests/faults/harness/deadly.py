"""The web application with a request's own death built in; for gunicorn, which forks it anew."""

import threading

from flask import Flask

from server.app import create_app as create_real_app
from server.config import Settings
from server.store.database import sessions
from server.supervisor import web_command
from tests.faults.harness.killing import Countdown

DIES_AT = "X-Dies-At"
"""The header that names the statement or commit before which the worker is killed; from 1 on."""


class Deaths(threading.local):
    """What this thread's request still does before its process dies."""

    coming: Countdown = Countdown(0)

    def __call__(self) -> None:
        self.coming()


def create_app() -> Flask:
    """Make the application this process's environment describes."""
    app, deaths = create_real_app(), Deaths()
    sessions.watch = deaths
    answer = app.wsgi_app

    def asked(environ, start_response):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        deaths.coming = Countdown(int(environ.get("HTTP_X_DIES_AT", "0")))
        return answer(environ, start_response)

    app.wsgi_app = asked  # type: ignore[method-assign]
    return app


def deadly_command(settings: Settings) -> list[str]:
    """Start the web server as it always is, but for the application."""
    return [
        f"{__name__}:create_app()" if word.startswith("server.app:") else word
        for word in web_command(settings)
    ]
