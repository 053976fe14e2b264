"""A folder of keys that sign the log, told of by events as an installation's are."""

from datetime import UTC, datetime
from pathlib import Path

from server.actions.log import keys
from server.actions.transaction import Begin
from server.store.log.key_folder import KeyFolder

TOLD = datetime(2024, 10, 1, tzinfo=UTC)


def told_folder(begin: Begin, path: Path, origin: str) -> KeyFolder:
    """Make a folder with a first key of that origin, and its event."""
    made = KeyFolder(path)
    made.create(origin)
    told(begin, made)
    return made


def told(begin: Begin, folder: KeyFolder) -> None:
    """Tell of every key that no event tells of."""
    with begin() as session:
        keys.tell(session, folder, now=TOLD)
