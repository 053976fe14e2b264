"""`binhxet check`: whether this installation is sound."""

from server.cli.command import Commands, command, not_yet, with_json


def add(commands: Commands) -> None:
    """Add `check`."""
    with_json(command(commands, "check", "kiểm tra bản cài đặt / check the installation", not_yet))
