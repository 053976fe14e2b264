"""What gunicorn starts: `server.app:create_app()`."""

import os

from flask import Flask

from server import logs, web
from server.config import Settings
from server.store.database.sessions import ANSWER, patience


def create_app() -> Flask:
    """Make the web application this process's environment describes. Raises SettingsRefused."""
    patience.answer = ANSWER
    settings = Settings.from_environment(os.environ)
    if settings.json_log:
        logs.write_json()
    return web.create_app(settings)
