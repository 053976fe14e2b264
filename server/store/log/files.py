"""Small files that are replaced as a whole and on the disk before anything rests on them."""

import os
from pathlib import Path

from server.domain.log.refused import LogRefused

OWNER_ALONE = 0o600


def read_text(file: Path) -> str:
    """Read a file that a person wrote, in UTF-8. Raises OSError, and LogRefused for no text."""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LogRefused(f"{file}: không phải chữ UTF-8 / no text in UTF-8") from error


def replace(file: Path, data: bytes) -> None:
    """Put a file in place as a whole, readable by its owner alone. Raises OSError, which names it.

    A full disk is told at the end of the writing, where Python no longer says of which file.
    """
    new = file.with_suffix(".new")
    try:
        _replace(file, new, data)
    except OSError as error:
        error.filename = error.filename or str(file)
        raise


def _replace(file: Path, new: Path, data: bytes) -> None:
    new.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(new, flags, OWNER_ALONE), "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
