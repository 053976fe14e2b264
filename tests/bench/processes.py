"""How much CPU the parts of the product use, read from /proc: web, database, worker."""

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
PARTS = {"web": "gunicorn", "database": "postgres", "worker": "server.cli"}


def cpu_seconds() -> dict[str, float]:
    """Sum what this process's descendants have used so far, by part; empty without /proc."""
    found = dict.fromkeys(PARTS, 0.0)
    for pid in _descendants():
        try:
            command = (PROC / pid / "cmdline").read_bytes().replace(b"\\0", b" ").decode()
            times = (PROC / pid / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        for part, mark in PARTS.items():
            if mark in command:
                found[part] += (int(times[11]) + int(times[12])) / TICKS
                break
    return found


def _descendants() -> Iterator[str]:
    parents: dict[str, str] = {}
    for path in PROC.glob("[0-9]*"):
        try:
            parents[path.name] = (path / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
    for pid in parents:
        above = pid
        while above in parents and above != str(os.getpid()):
            above = parents[above]
        if above == str(os.getpid()) and pid != above:
            yield pid
