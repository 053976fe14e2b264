"""`make setup` on machines that lack something, and a second time."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from server.config import ROOT

NO_ENSUREPIP = """
import runpy, sys
sys.modules["ensurepip"] = None
runpy.run_path(sys.argv[1], run_name="__main__")
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Copy what setup reads, without anything it made."""
    for name in ("setup", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("Makefile", "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_without_python3_venv_one_line_names_the_debian_package(clone: Path) -> None:
    command = [sys.executable, "-c", NO_ENSUREPIP, str(clone / "setup" / "prepare.py")]
    answer = subprocess.run(command, check=False, capture_output=True, text=True)
    assert answer.returncode == 2
    (line,) = answer.stderr.strip().splitlines()
    assert f"apt-get install python3.{sys.version_info.minor}-venv" in line
    assert not (clone / ".venv").exists()


def test_a_broken_download_says_so_and_leaves_no_stamp(clone: Path) -> None:
    (clone / "requirements" / "runtime.txt").write_text(f"flask==3.1.3 --hash=sha256:{'0' * 64}\n")
    (clone / "requirements" / "dev.txt").write_text("")
    answer = make_setup(clone)
    assert answer.returncode != 0
    assert "make setup" in answer.stderr
    assert not (clone / ".venv" / ".binhxet-setup").exists()


def test_without_disk_space_nothing_is_begun(clone: Path) -> None:
    script = clone / "setup" / "prepare.py"
    script.write_text(script.read_text().replace("LEAST_FREE = 1500", "LEAST_FREE = 1500000000"))
    answer = make_setup(clone)
    assert answer.returncode != 0
    assert "not enough disk space" in answer.stderr
    assert not (clone / ".venv").exists()


def test_a_second_setup_takes_no_time() -> None:
    make_setup(ROOT)
    began = time.monotonic()
    answer = make_setup(ROOT)
    assert answer.returncode == 0, answer.stderr
    assert time.monotonic() - began < 5


def make_setup(folder: Path) -> subprocess.CompletedProcess[str]:
    make = shutil.which("make")
    assert make is not None
    outside = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    return subprocess.run(
        [make, "setup", f"PYTHON={Path(sys.executable).resolve()}"],
        cwd=folder,
        env=outside,
        check=False,
        capture_output=True,
        text=True,
    )
