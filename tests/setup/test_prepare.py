"""`make setup` on machines that lack something, and a second time."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from server.config import ROOT

PLAIN = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
"""What a bare machine's environment says."""
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


@pytest.mark.slow
def test_an_environment_whose_making_was_stopped_is_made_anew(clone: Path) -> None:
    """Ctrl-C in the first seconds leaves an environment without pip, or half of one."""
    prepared(clone, "make_environment()")
    shutil.rmtree(next((clone / ".venv" / "lib").glob("python3.*/site-packages/pip")))
    prepared(clone, "make_environment()")
    assert runs(clone, "import pip")


@pytest.mark.slow
def test_an_environment_is_unfinished_while_it_is_changed(clone: Path) -> None:
    """Stopped amid a new lock's packages, the next setup begins with an empty environment."""
    prepared(clone, "make_environment(); write_stamp(VENV, 'old')")
    (clone / ".venv" / "half-installed").touch()
    (clone / "requirements" / "runtime.txt").write_text(f"flask==3.1.3 --hash=sha256:{'0' * 64}\n")
    assert make_setup(clone).returncode != 0
    prepared(clone, "make_environment()")
    assert not (clone / ".venv" / "half-installed").exists()


@pytest.mark.slow
def test_a_finished_environment_is_kept(clone: Path) -> None:
    prepared(clone, "make_environment(); write_stamp(VENV, 'old')")
    (clone / ".venv" / "kept").touch()
    prepared(clone, "make_environment()")
    assert (clone / ".venv" / "kept").exists()


@pytest.mark.slow
def test_a_folder_of_any_name_in_any_locale(clone: Path) -> None:
    moved = clone / "một $HOME 50%20+x a'b\"c;d&e" / "x"
    shutil.copytree(clone / "setup", moved / "setup")
    prepared(moved, "make_environment(); write_command()")
    assert runs(moved, f"import sys; assert {str(moved)!r} in sys.path, sys.path")
    (moved / "server").mkdir()
    (moved / "server" / "cli.py").write_text("print('Bình Xét')")
    command = moved / ".venv" / "bin" / "binhxet"
    answer = subprocess.run([command], env=PLAIN, check=True, capture_output=True)
    assert answer.stdout.decode() == "Bình Xét\n"


def prepared(folder: Path, steps: str) -> None:
    """Do some steps of the setup in a folder, in the plainest locale."""
    code = f"import sys; sys.path.insert(0, 'setup'); from prepare import *; {steps}"
    python = Path(sys.executable).resolve()
    subprocess.run([python, "-c", code], cwd=folder, env=PLAIN, check=True, capture_output=True)


def runs(folder: Path, code: str) -> bool:
    python = folder / ".venv" / "bin" / "python"
    return subprocess.run([python, "-c", code], env=PLAIN, check=False).returncode == 0


def test_a_second_setup_does_nothing() -> None:
    make_setup(ROOT)
    answer = make_setup(ROOT)
    assert (answer.returncode, answer.stdout) == (0, ""), answer.stderr


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
