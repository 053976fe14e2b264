"""`binhxet lint --watch`: lint again each time a file is saved, until Ctrl-C."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

PAUSE: Final = 0.5  # seconds between two looks at the folders
ENDINGS: Final = frozenset({".bpmn", ".dmn", ".toml", ".json"})
Seen = dict[Path, tuple[int, int]]


def saved(paths: Iterable[Path]) -> Seen:
    """Give what stands there: each file with when it was last changed (ns) and its size.

    A file that is being replaced, or gone, is left out; the next look finds it.
    """
    found: Seen = {}
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else (path,):
            if file.suffix not in ENDINGS:
                continue
            try:
                stat = file.stat()
            except OSError:
                continue
            found[file] = (stat.st_mtime_ns, stat.st_size)
    return found


def watch(paths: Iterable[Path], lint: Callable[[], int]) -> int:
    """Lint now and after each change; give the exit code of the last time, at Ctrl-C."""
    watched, code = tuple(paths), 0
    before: Seen | None = None
    try:
        while True:
            now = saved(watched)
            if now != before:
                before = now
                print(f"── {time.strftime('%H:%M:%S')}", flush=True)
                code = lint()
                print("✓" if code == 0 else "✗", flush=True)
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        return code
