"""What docs/adding-a-process.md holds: files of a process, commands, tables of who does what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.config import ROOT

PAGE = (ROOT / "docs" / "adding-a-process.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^### `([^`]+)`\n\n```\w+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]  # fmt: skip


@dataclass(frozen=True)
class Play:
    """One line of a table: who, at which task, types what and presses what."""

    post: str
    task: str
    typed: Mapping[str, str]
    buttons: tuple[str, ...]


def plays() -> Iterator[list[Play]]:
    """Give the tables of the page that are played, each from opening to end."""
    for table in re.findall(r"^\| Enter as .*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE):
        rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
        yield [
            Play(post, task, _typed(fields), tuple(buttons.split(", ")))
            for post, task, fields, buttons in rows
        ]


def _typed(cell: str) -> dict[str, str]:
    return dict(part.split(": ", 1) for part in cell.split("; ") if part)
