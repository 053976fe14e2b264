"""`make conformance SUITE=FOLDER`: what becomes of the files of a public suite, a line each.

The suite is an unpacked checkout; nothing of it is kept. Files with the same bytes are judged once.
With SAMPLE so many files of each kind are taken, always the same ones: the first by the hash of
their paths. Exit code 1 is a crash.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from server import processes
from tests.conformance import diagrams, tables
from tests.conformance.lines import FileLine, SuiteReader, SuiteReaders

READERS: Final[SuiteReaders] = (diagrams.READER, tables.READER)


def chosen(suite: Path, suffix: str, most: int) -> list[Path]:
    """Give the files that end so, each content once, in the order of their paths."""
    paths = sorted(path for path in suite.rglob(f"*{suffix}") if path.is_file())
    several = {hashlib.sha256(path.read_bytes()).digest(): path for path in reversed(paths)}
    drawn = sorted(several.values(), key=lambda path: _chance(suite, path))[:most]
    return sorted(drawn)


def _chance(suite: Path, path: Path) -> bytes:
    return hashlib.sha256(path.relative_to(suite).as_posix().encode()).digest()


def judged(suite: Path, reader: SuiteReader, paths: list[Path]) -> Iterator[FileLine]:
    for path in paths:
        yield replace(reader.judge(path), file=path.relative_to(suite).as_posix())


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(suite: Path, most: int) -> int:
    processes.compose()
    crashed = False
    for reader in READERS:
        paths = chosen(suite, reader.suffix, most)
        if not paths:
            continue
        lines: list[FileLine] = []
        for line in judged(suite, reader, paths):
            lines.append(line)
            say(line)
        say("\n  ".join((f"\n*{reader.suffix}", *reader.totals(lines))))
        crashed = crashed or any(line.crash for line in lines)
    return 1 if crashed else 0


if __name__ == "__main__":
    _FOLDER = Path(sys.argv[1])
    if not _FOLDER.is_dir():
        sys.exit(f"no folder: {_FOLDER}")
    sys.exit(main(_FOLDER, int(os.environ.get("SAMPLE") or sys.maxsize)))
