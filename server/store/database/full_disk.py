"""A disk without room: how a system and a database say so, and the words people read of it."""

import errno
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError

DISK_FULL: Final = "53100"
NO_ROOM: Final = "No space left on device"
"""What a server says that has no room to let anybody in; without an SQLSTATE."""
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
IN_WORDS: Final = "đĩa đã đầy, hãy giải phóng chỗ / the disk is full, free some space"


def is_full(error: BaseException) -> bool:
    """Tell whether it is for want of room that something was not written."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, psycopg.Error):
        return cause.sqlstate == DISK_FULL or NO_ROOM in str(cause)
    return isinstance(cause, OSError) and cause.errno in FULL


def why(error: OSError) -> str:
    """Say why something was not written, as the system does, or in words where it lacks room."""
    return IN_WORDS if is_full(error) else error.strerror or type(error).__name__
