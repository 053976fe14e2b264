"""What gunicorn starts: `server.app:create_app()`."""

import os

from flask import Flask

from server import web
from server.config import Settings


def create_app() -> Flask:
    """Make the web application this process's environment describes. Raises SettingsRefused."""
    return web.create_app(Settings.from_environment(os.environ))
