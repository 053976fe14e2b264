"""The verifier on an export of a million events, as an auditor runs it."""

import resource
import subprocess
import sys
import time
from pathlib import Path

from server.config import ROOT
from server.store.log.ed25519 import new_private_key, signer_of
from tests.bench.many_events import ORIGIN, write
from tests.bench.report import REPORT

EVENTS = 1_000_000
MOST_SECONDS = 30


def test_a_million_events_are_verified_in_half_a_minute(tmp_path: Path) -> None:
    REPORT.group("An export on the auditor's machine")
    signer = signer_of(new_private_key(), ORIGIN)
    export, pins = tmp_path / "export.ndjson", tmp_path / "pins.txt"
    size = write(export, EVENTS, signer)
    pins.write_text(f"log {signer.key.text}\nquorum none\n")
    command = [sys.executable, str(ROOT / "verifier" / "binhxet_verify.py"), str(export)]
    used, began = _used(), time.perf_counter()
    done = subprocess.run([*command, "--policy", str(pins)], capture_output=True, check=False)
    took, used = time.perf_counter() - began, _used() - used
    assert done.returncode == 0
    REPORT.row(
        f"{EVENTS:,} events, {size / 1e6:,.0f} MB",
        f"{took:.1f} s ({used:.1f} s of processor)",
        aim=f"≤ {MOST_SECONDS} s",
        met=took <= MOST_SECONDS,
    )


def _used() -> float:
    """Return the processor time of this process's children, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
