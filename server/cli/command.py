"""What a command is: an entry of the parser, and a handler that answers an exit code."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

from server.config import Settings

Handler: TypeAlias = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - no other name


class CommandRefused(Exception):
    """The command cannot be carried out; the text says what to mend."""


def command(commands: Commands, name: str, says: str, handler: Handler) -> argparse.ArgumentParser:
    """Add a command; its own arguments are added to what is answered."""
    made = commands.add_parser(name, help=says, description=says)
    made.set_defaults(handler=handler)
    return made


def with_json(made: argparse.ArgumentParser) -> None:
    """Let a command answer in JSON, for a program that reads it."""
    made.add_argument("--json", action="store_true", help="trả lời bằng JSON / answer in JSON")
