"""Imports point downwards: the contracts of pyproject.toml hold."""

import subprocess

from server.config import ROOT


def test_every_import_contract_is_kept() -> None:
    linter = str(ROOT / ".venv" / "bin" / "lint-imports")
    command = [linter, "--no-cache", "--no-logo"]
    answer = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout
