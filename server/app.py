"""What gunicorn starts: `server.app:create_app()`."""

import os

from flask import Flask

from server import logs, processes, web
from server.config import Settings
from server.store.database.sessions import ANSWER, patience


def create_app() -> Flask:
    """Make the web application this process's environment describes. Raises SettingsRefused."""
    patience.answer = ANSWER
    settings = Settings.from_environment(os.environ)
    if settings.json_log:
        logs.write_json()
    return web_application(settings)


def web_application(settings: Settings) -> Flask:
    """Put the pages together with those of every process."""
    processes.compose()
    return web.create_app(settings, [process.pages for process in processes.PROCESSES])
