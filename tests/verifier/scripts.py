"""The scripts of the page that verifies, run without a browser."""

import json
import shutil
import subprocess

import pytest

from server.config import ROOT
from server.web.history import verifier_files

PARTS = verifier_files.SCRIPTS[: verifier_files.SCRIPTS.index("export") + 1]


def worked_out(expression: str, given: object) -> object:
    """Evaluate an expression of the page's own functions over `given`, as JSON."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    script = "".join((ROOT / "verifier" / f"page_{part}.js").read_text("utf-8") for part in PARTS)
    asked = f"{script}\nconst given = {json.dumps(given)};\n"
    asked += f"process.stdout.write(JSON.stringify({expression}));"
    done = subprocess.run([node, "-"], input=asked, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
