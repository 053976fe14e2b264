"""The units that a machine room installs are such as systemd takes, and start our own commands."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from server.cli import main
from server.config import ROOT

UNITS = sorted((ROOT / "setup" / "systemd").glob("*.service"))
LASTING = [each for each in UNITS if "Restart=always" in each.read_text()]
INSTALLED = "/opt/binhxet"
NO_SYSTEMD = "Thiếu systemd: apt-get install systemd / systemd-analyze is missing"
MOST_EXPOSED = 3.0
"""Of 10; what `systemd-analyze security` says of a unit that is shut off well is 1 to 3."""


@pytest.fixture(scope="module")
def analyze() -> str:
    """Answer systemd-analyze; without one the test is skipped by name, and in CI it fails."""
    found = shutil.which("systemd-analyze")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(NO_SYSTEMD)
    if found is None:
        pytest.skip(NO_SYSTEMD)
    return found


def here(unit: Path, folder: Path) -> Path:
    """Write a unit as if the product were installed where it lies here."""
    text = unit.read_text().replace(INSTALLED, str(ROOT))
    made = folder / unit.name
    made.write_text(re.sub(r"^(User|Group)=.*$", r"\1=root", text, flags=re.MULTILINE))
    return made


@pytest.mark.parametrize("unit", UNITS, ids=lambda each: each.stem)
def test_systemd_takes_it_as_it_stands(analyze: str, unit: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [analyze, "verify", "--man=no", "--recursive-errors=no", str(here(unit, tmp_path))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", LASTING, ids=lambda each: each.stem)
def test_it_is_shut_off_from_the_rest_of_the_machine(analyze: str, unit: Path) -> None:
    done = subprocess.run(
        [analyze, "security", "--offline=yes", str(unit)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"exposure level for .*: ([0-9.]+)", done.stdout)
    assert found is not None
    assert float(found[1]) <= MOST_EXPOSED, done.stdout


@pytest.mark.parametrize("unit", UNITS, ids=lambda each: each.stem)
def test_it_starts_a_command_of_ours(unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = re.search(
        rf"^ExecStart={INSTALLED}/.venv/bin/binhxet (\w+)$", unit.read_text(), re.MULTILINE
    )
    assert command is not None
    with pytest.raises(SystemExit) as asked:
        main([command[1], "--help"])
    assert asked.value.code == 0
    assert command[1] in capsys.readouterr().out
