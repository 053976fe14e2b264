"""`binhxet run`: the demonstration, all of it, on this machine."""

import argparse
import importlib

from server.cli.command import Commands, command, has_part
from server.config import Settings
from server.store import engine_for, open_session
from server.supervisor import run

DEMONSTRATION = "server.demo.load"
WORKER = "server.jobs.worker"


def add(commands: Commands) -> None:
    """Add `run`."""
    command(commands, "run", "chạy bản trình diễn / run the demonstration", handle)


def handle(_: argparse.Namespace, settings: Settings) -> int:
    """Start the database, the web server and the worker; stay until asked to stop."""
    run(settings, prepare=load_demonstration, worker=has_part(WORKER), report=say)
    return 0


def load_demonstration(settings: Settings) -> None:
    """Load the plan's bloc-year into an empty database; the loader leaves a filled one alone."""
    if not has_part(DEMONSTRATION):
        return
    loader = importlib.import_module(DEMONSTRATION)
    engine = engine_for(settings.database_url)
    with open_session(engine) as session:
        loader.load_demonstration(session, report=say)
        session.commit()
    engine.dispose()


def say(text: str) -> None:
    """Show the person at the terminal how far it is."""
    print(text, flush=True)
