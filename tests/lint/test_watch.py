"""`binhxet lint --watch` lints at each save, and ends at Ctrl-C."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from server.cli import main
from server.cli.definitions.watching import watch
from server.config import ROOT


def saving(*acts: Callable[[], object]) -> Callable[[float], None]:
    """Do one act at each pause, then press Ctrl-C."""
    left = list(acts)

    def pause(_seconds: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    return pause


def test_it_lints_at_first_and_after_each_save_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.bpmn"
    file.write_text("1")
    times: list[str] = []

    def lint() -> int:
        times.append(file.read_text() if file.exists() else "gone")
        return 1

    pause = saving(
        lambda: None,
        lambda: file.write_text("22"),
        lambda: (tmp_path / "notes.txt").write_text("x"),
        file.unlink,
        lambda: file.write_text("333"),
    )
    monkeypatch.setattr(time, "sleep", pause)
    assert watch([tmp_path], lint) == 1
    assert times == ["1", "22", "gone", "333"]


def test_the_command_says_what_became_of_a_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "workflows", tmp_path / "workflows")
    shutil.copytree(ROOT / "forms", tmp_path / "forms")
    diagram = tmp_path / "workflows" / "report.bpmn"
    good = diagram.read_text()
    pause = saving(
        lambda: diagram.write_text(good.replace('name="form"', 'name="from"', 1)),
        lambda: diagram.write_text(good),
    )
    monkeypatch.setattr(time, "sleep", pause)
    assert main(["lint", "--watch", str(diagram)]) == 0
    shown = capsys.readouterr().out
    assert [line for line in shown.splitlines() if line in {"✓", "✗"}] == ["✓", "✗", "✓"]
    assert "PROPERTY" in shown
