"""`binhxet`: everything a person does at a terminal. One module a noun; each adds its commands."""

import argparse
import os
import sys
from collections.abc import Sequence

from server import processes
from server.cli import (
    check,
    definitions,
    log,
    migrate,
    migrate_instances,
    modelling,
    ops,
    people,
    provinces,
    run,
    serve,
    simulate,
    trial,
    worker,
)
from server.cli.blocs import bloc
from server.cli.command import CommandRefused, Handler, untouched
from server.cli.installation import keys, plain_connections, retention
from server.cli.log import witness
from server.config import Settings, SettingsRefused
from server.embedded import ClusterRefused
from server.store.database.addresses import AddressRefused, refuse_unreadable
from server.store.database.busy import STOPS
from server.store.database.full_disk import is_full
from server.store.schema.schema import SchemaRefused, refusal_of
from server.supervisor import RunRefused

REFUSALS = (
    SettingsRefused,
    AddressRefused,
    ClusterRefused,
    SchemaRefused,
    RunRefused,
    CommandRefused,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; answer its exit code: 0 done, 1 refused, 2 not understood."""
    arguments = parser().parse_args(argv)
    try:
        code = _handled(arguments, Settings.from_environment(os.environ))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads, `head` for instance, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except REFUSALS as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except OSError as error:
        if not is_full(error):
            raise
        print(untouched(error), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left says it again
        return 1
    return code


def _handled(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the command; a database that is full, away or closed to us is named."""
    refuse_unreadable(settings.database_url, "DATABASE_URL")
    refuse_unreadable(settings.owner_database_url, "BINHXET_OWNER_DATABASE_URL")
    plain_connections.refuse_databases(settings, os.environ)
    handler: Handler = arguments.handler
    processes.compose()
    try:
        return handler(arguments, settings)
    except STOPS as error:
        refusal = refusal_of(error, settings.database_url)
        if refusal is None:
            raise
        raise refusal from error


def parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="binhxet",
        description="Bình Xét: công việc hằng năm của khối thi đua / an emulation bloc's year.",
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for part in (
        run,
        serve,
        worker,
        migrate,
        definitions,
        trial,
        bloc,
        people,
        provinces,
        check,
        ops,
        log,
        witness,
        simulate,
        migrate_instances,
        modelling,
        keys,
        retention,
    ):
        part.add(commands)
    return top
