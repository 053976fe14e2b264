"""What a command is: an entry of the parser, and a handler that answers an exit code."""

import argparse
import importlib
import importlib.util
from collections.abc import Callable
from typing import TypeAlias

from server.config import Settings

Handler: TypeAlias = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - no other name


class NotYet(Exception):
    """This version has no such part."""


def command(commands: Commands, name: str, says: str, handler: Handler) -> argparse.ArgumentParser:
    """Add a command; its own arguments are added to what is answered."""
    made = commands.add_parser(name, help=says, description=says)
    made.set_defaults(handler=handler)
    return made


def with_json(made: argparse.ArgumentParser) -> None:
    """Let a command answer in JSON, for a program that reads it."""
    made.add_argument("--json", action="store_true", help="trả lời bằng JSON / answer in JSON")


def not_yet(arguments: argparse.Namespace, _: Settings) -> int:
    """Say that the command has no handler."""
    raise NotYet(f"Chưa có trong bản này / not in this version: {arguments}")


def has_part(module: str) -> bool:
    """Tell whether this version has a module."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False
