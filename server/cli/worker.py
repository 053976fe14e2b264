"""`binhxet worker`: background work."""

import argparse
import importlib

from server.cli.command import Commands, NotYet, command, has_part
from server.config import Settings

WORKER = "server.jobs.worker"


def add(commands: Commands) -> None:
    """Add `worker`."""
    command(commands, "worker", "chạy việc nền / run background jobs", handle)


def handle(_: argparse.Namespace, settings: Settings) -> int:
    """Work until TERM; a job under way is finished first."""
    if not has_part(WORKER):
        raise NotYet("Bản này chưa có việc nền / this version has no background jobs.")
    importlib.import_module(WORKER).run(settings)
    return 0
