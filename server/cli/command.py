"""What a command is: an entry of the parser, and a handler that answers an exit code."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

from server.actions.definitions.definition_files import NO_SUCH_PATH
from server.config import Settings
from server.store.database import full_disk
from server.store.database.full_disk import IN_WORDS, is_full

Handler: TypeAlias = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - no other name


class CommandRefused(Exception):
    """The command cannot be carried out; the text says what to mend."""


def untouched(error: OSError) -> str:
    """Say which file is not read or written, and why, where the error has no words of its own."""
    if not error.filename:
        return IN_WORDS if is_full(error) else str(error)
    match error:
        case FileNotFoundError():
            why = NO_SUCH_PATH
        case PermissionError():
            why = "không được phép đọc hay ghi / may not be read or written"
        case IsADirectoryError() | NotADirectoryError():
            why = "là thư mục, hay nằm trong một tệp / is a folder, or stands in a file"
        case _:
            why = full_disk.why(error)
    return f"{error.filename}: {why}"


def in_words(refusal: Exception) -> str:
    """Say a refusal, or what kept a file from being read or written."""
    return untouched(refusal) if isinstance(refusal, OSError) else str(refusal)


def command(commands: Commands, name: str, says: str, handler: Handler) -> argparse.ArgumentParser:
    """Add a command; its own arguments are added to what is answered."""
    made = commands.add_parser(name, help=says, description=says)
    made.set_defaults(handler=handler)
    return made


def with_json(made: argparse.ArgumentParser) -> None:
    """Let a command answer in JSON, for a program that reads it."""
    made.add_argument("--json", action="store_true", help="trả lời bằng JSON / answer in JSON")
