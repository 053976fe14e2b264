"""`binhxet check`: whether this installation keeps its promises."""

import argparse
import json

from server.actions.installation.check_invariants import check
from server.actions.installation.installed import clock_offset
from server.actions.transaction import snapshots
from server.cli.command import Commands, command, with_json
from server.cli.database import database
from server.config import Settings, clock


def add(commands: Commands) -> None:
    """Add `check`."""
    with_json(command(commands, "check", "kiểm tra bản cài đặt / check the installation", handle))


def handle(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print every breach; exit 1 where there is one."""
    with database(settings, snapshots) as begin, begin() as session:
        found = check(session, now=clock(clock_offset(session))())
    if arguments.json:
        print(json.dumps([{"promise": item.promise, "where": item.where} for item in found]))
    else:
        for item in found:
            print(f"{item.promise}: {item.where}")
        print(f"{len(found)} lỗi / breaches")
    return 1 if found else 0
