"""What gunicorn starts: `server.app:create_app()`."""

import gc
import os

from flask import Flask

from server import logs, processes, web
from server.config import ROOT, Settings
from server.store.database.sessions import ANSWER, patience
from server.web.words.templates import templates_of

COMPILED = ROOT / "build" / "templates"
"""Templates as they were compiled; see docs/decisions/0084."""


def create_app() -> Flask:
    """Make the web application this process's environment describes. Raises SettingsRefused.

    It is made once and forked: what every worker needs is loaded by then, and is not looked through
    for garbage again.
    """
    patience.answer = ANSWER
    settings = Settings.from_environment(os.environ)
    if settings.json_log:
        logs.write_json()
    app = web_application(settings)
    templates_of(app).load_all()
    gc.collect()
    gc.freeze()
    return app


def web_application(settings: Settings) -> Flask:
    """Put the pages together with those of every process."""
    processes.compose()
    pages = [process.pages for process in processes.PROCESSES]
    return web.create_app(settings, pages, compiled=COMPILED)


def compile_templates() -> None:
    """Fill the folder of compiled templates, for a server whose user cannot write there."""
    templates_of(web_application(Settings())).load_all()
