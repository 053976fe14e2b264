"""`make lock`: pin every dependency with the hashes of all platforms, and no address."""

import subprocess
import sys
import tempfile
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--no-config",
    "--quiet",
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([f"{folder}/bin/pip", "install", "--quiet", "uv"], check=True)
        for name in ("runtime", "node", "dev", "fuzz", "bench", "sbom"):
            command = [f"{folder}/bin/uv", "pip", "compile", *OPTIONS, f"{name}.in"]
            subprocess.run([*command, "-o", f"{name}.txt"], check=True, cwd=REQUIREMENTS)


if __name__ == "__main__":
    main()
