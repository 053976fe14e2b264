"""`binhxet run`: the demonstration, all of it, on this machine."""

import argparse
from datetime import timedelta

from server.actions.transaction import transactions
from server.cli import directory_links
from server.cli.command import Commands, command
from server.config import Settings, clock
from server.demo import load as loader
from server.store import engine_for
from server.supervisor import run


def add(commands: Commands) -> None:
    """Add `run`."""
    command(commands, "run", "chạy bản trình diễn / run the demonstration", handle)


def handle(_: argparse.Namespace, settings: Settings) -> int:
    """Start the database, the web server and the worker; stay until asked to stop."""
    run(settings, prepare=load_demonstration, worker=True, report=say)
    return 0


def load_demonstration(settings: Settings) -> None:
    """Load the plan's bloc-year into an empty database; the loader leaves a filled one alone."""
    loader.load_demonstration(
        transactions(settings.database_url),
        workflows=settings.workflows,
        forms=settings.forms,
        now=clock(timedelta())(),
        report=say,
    )
    with transactions(settings.database_url)() as session:
        directory_links.bind_at_start(session, settings)
    engine_for(settings.database_url).dispose()


def say(text: str) -> None:
    """Show the person at the terminal how far it is."""
    print(text, flush=True)
