"""What a caller knows of a process it calls: where its files stand, what it takes, what forbids."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.engine.expressions.durations import ENTERED

FOLDER: Final = "calls/"
"""A version holds the files of each process it calls under `calls/<key>/`, frozen with it."""
MARK: Final = "__"
"""Stands between the id of a call and the ids of what it calls."""
CASE_FACTS: Final = frozenset(
    {"key", "mode", "round", "units", "deadlines", "year", "opened_on", "opened_by", ENTERED}
)
"""What every process reads of its case; a process that is called reads it of the caller's."""
INPUT: Final = "opening"
"""What a process reads of the form a case of it opens with: of a call, what that hands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInterface:
    """What the manifest of a process says to who calls it.

    `form` is the opening form, whose routed fields are what a call hands in; `obstacle` is the word
    for what keeps it from being called, empty for nothing.
    """

    form: str = ""
    obstacle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One call that was opened up: its element, the process it calls, and where that is frozen.

    `folder` names the files of the called process in the version (`calls/<key>/`), `inside` the
    call that this one stands in, empty for none.
    """

    id: str
    key: str
    folder: str
    inside: str = ""

    @property
    def prefix(self) -> str:
        """What stands before the ids of what is called."""
        return f"{self.id}{MARK}"


def name_beside(name: str) -> str:
    """Give the name a file of a version has beside its diagram, whoever calls for it."""
    while name.startswith(FOLDER):
        name = name.removeprefix(FOLDER).partition("/")[2]
    return name


def called_files(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """Give the files under a folder of a version, named as they are beside their own diagram."""
    return {
        name.removeprefix(folder): data for name, data in files.items() if name.startswith(folder)
    }
