"""A folder that keeps compiled templates from one process to the next."""

import contextlib
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from server.web.words.language import FOLDER

READABLE: Final = 0o644
"""Jinja keeps files to their writer alone, and who compiles may not be who serves."""


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a folder: good as long as all they were made from is the same."""

    def __init__(self, folder: Path, made_of: str) -> None:
        """Keep them in a folder, made where it may be made; `made_of` marks all templates."""
        self._mark = f"{made_of}\n{compiler()}"
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))

    def get_source_checksum(self, source: str) -> str:
        """Return the mark of a template and of all that it was made with."""
        return hashlib.sha256(f"{self._mark}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a compiled template from the folder, where it can be read whole."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - a file cut by a crash fails pickle in any way
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template for whoever may read the code it was made from.

        A folder that takes none, or a full disk, is no mistake.
        """
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
            Path(self._get_cache_filename(bucket)).chmod(READABLE)


@cache
def compiler() -> str:
    """Return the mark of what compiles templates, and of the words it puts into them."""
    made = hashlib.sha256(jinja2.__version__.encode())
    for each in [*sorted(Path(__file__).parent.glob("*.py")), *sorted(FOLDER.rglob("*.po"))]:
        made.update(each.read_bytes())
    return made.hexdigest()
