"""Which processes run below another one, as Linux tells."""

from collections.abc import Iterator
from pathlib import Path


def below(pid: int, named: str) -> Iterator[tuple[int, int]]:
    """Give the processes below one whose command names a module, each with its own parent."""
    for child, parent, command in _every():
        if parent == pid:
            if named in command:
                yield child, parent
            yield from below(child, named)


def runs(pid: int) -> bool:
    """Tell whether a process is there, and is no mere entry that waits to be read."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def _every() -> Iterator[tuple[int, int, str]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(encoding="utf-8")
            command = (folder / "cmdline").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        yield int(folder.name), int(stat.rpartition(")")[2].split()[1]), command.replace("\0", " ")
