"""`binhxet worker`: background work."""

import argparse

from server.cli.command import Commands, command
from server.config import Settings
from server.jobs import worker


def add(commands: Commands) -> None:
    """Add `worker`."""
    command(commands, "worker", "chạy việc nền / run background jobs", handle)


def handle(_: argparse.Namespace, settings: Settings) -> int:
    """Work until TERM; a job under way is finished first."""
    worker.run(settings)
    return 0
