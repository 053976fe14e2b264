"""What gunicorn starts: `server.app:create_app()`."""

import os

from flask import Flask

from server import web
from server.config import Settings
from server.store.sessions import ANSWER, patience


def create_app() -> Flask:
    """Make the web application this process's environment describes. Raises SettingsRefused."""
    patience.answer = ANSWER
    return web.create_app(Settings.from_environment(os.environ))
