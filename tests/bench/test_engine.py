"""The engine alone, a process of its own: load, step and save, early and late."""

import os
import re
import subprocess
import sys
from pathlib import Path

from server.config import ROOT
from tests.bench.report import REPORT

SCRIPT = Path(__file__).with_name("engine_step.py")
LINE = re.compile(r"(.+?) +([\d.]+ ms.*)")
STEP = re.compile(r"load \+ step \+ save at +(\d+) +([\d.]+) ms")


def test_engine_step() -> None:
    REPORT.group("The engine alone (CPU milliseconds)")
    done = subprocess.run(
        [sys.executable, str(SCRIPT)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    for line in done.stdout.splitlines():
        name, figure = LINE.fullmatch(line.strip()).groups()  # type: ignore[union-attr]
        REPORT.row(" ".join(name.split()), figure)
    steps = {int(step): float(cost) for step, cost in STEP.findall(done.stdout)}
    ratio = steps[200] / steps[2]
    REPORT.row("step 200 to step 2", f"{ratio:.2f} times", aim="≤ 2", met=ratio <= 2)
