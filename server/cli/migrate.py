"""`binhxet migrate`: bring the schema to its newest version, as its owner."""

import argparse

from server.cli.command import Commands, command
from server.cli.run import say
from server.config import Settings, SettingsRefused
from server.store.schema.schema import upgrade


def add(commands: Commands) -> None:
    """Add `migrate`."""
    command(commands, "migrate", "nâng cấp cơ sở dữ liệu / migrate the database", handle)


def handle(_: argparse.Namespace, settings: Settings) -> int:
    """Migrate the database of BINHXET_OWNER_DATABASE_URL."""
    if not settings.owner_database_url:
        raise SettingsRefused(
            "Thiếu BINHXET_OWNER_DATABASE_URL, của vai trò binhxet_owner / the owner's URL is "
            "missing; DATABASE_URL is the application's, which may not change the schema."
        )
    upgrade(settings.owner_database_url, report=say)
    return 0
