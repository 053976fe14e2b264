"""What `lint` and `deploy` say of a name that is nothing, and to a reader that has read enough."""

import subprocess
import sys
from pathlib import Path

import pytest

from server.cli import main
from server.config import ROOT

COMMAND = [sys.executable, "-m", "server.cli"]


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize("name", ["khong-co", "./khong-co", "quy trình/không có"])
def test_what_is_neither_a_process_nor_a_folder_is_said_to_be_neither(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deploy", name]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{name}: không có thư mục này")
    assert "Errno" not in said


@pytest.mark.usefixtures("at_a_terminal")
def test_a_folder_without_a_process_is_named_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deploy", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count(str(tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [("khong-co", "no such file"), ("khong-co.bpmn", "no such file"), (".", "no .bpmn")],
)
def test_lint_says_what_it_did_not_find(
    name: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("lint", "try"):
        assert main([command, str(tmp_path / name)]) == 2
        said = capsys.readouterr().err
        assert says in said
        assert "Errno" not in said


def test_what_may_not_be_written_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a-file").write_text("")
    assert main(["modelling", str(tmp_path / "a-file" / "inside")]) == 1
    said = capsys.readouterr().err
    assert "stands in a file" in said
    assert "Errno" not in said


def test_who_reads_the_first_line_alone_sees_no_traceback(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"a{number}.bpmn").write_text("<a")
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" "$@" | true', *COMMAND, "lint", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
