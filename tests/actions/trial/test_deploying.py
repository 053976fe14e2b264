"""What is clean to the linter and grave when played is refused: by the command and by the page."""

import shutil
from pathlib import Path

import pytest

from server.actions.deployment import trials
from server.actions.deployment.folder_lint import FolderAsked, judge_folder, product_forms
from server.actions.deployment.trials import FEWEST_STEPS, MOST_STEPS, share
from server.actions.trial import try_files
from server.cli import main
from server.config import ROOT
from tests.actions.trial import small_processes as small
from tests.actions.trial.clean_and_wrong import KEY, clean_and_wrong


def written(folder: Path) -> Path:
    for name, text in clean_and_wrong().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_linter_finds_nothing_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(written(tmp_path))]) == 0, capsys.readouterr()


@pytest.mark.usefixtures("at_a_terminal")
def test_the_command_publishes_nothing_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deploy", str(written(tmp_path))]) == 1
    assert f"{KEY}.bpmn:agree: TRY-UNHEEDED" in capsys.readouterr().out
    assert main(["deploy", str(tmp_path)]) == 1  # as before: nothing of it was kept


@pytest.mark.usefixtures("at_a_terminal")
def test_an_older_version_is_not_called_the_newest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diagram = ROOT / "workflows" / "difficulty.bpmn"
    for path in diagram.parent.glob("difficulty.*"):
        shutil.copy(path, tmp_path)
    newer = tmp_path / diagram.name

    def deployed() -> str:
        assert main(["deploy", str(tmp_path)]) == 0
        return capsys.readouterr().out

    assert deployed().rstrip().endswith(" =")
    newer.write_text(diagram.read_text(encoding="utf-8") + "<!-- -->", encoding="utf-8")
    assert deployed().rstrip().endswith("new")
    newer.write_text(diagram.read_text(encoding="utf-8"), encoding="utf-8")
    assert "not the newest" in deployed()


def test_a_folder_that_is_sent_is_played() -> None:
    asked = FolderAsked(
        files=clean_and_wrong(),
        product=product_forms(ROOT / "forms"),
        manifests={},
        keyed={},
        rules=(),
    )
    judged = judge_folder(asked)
    assert [(each.rule, each.element) for each in judged.problems] == [("TRY-UNHEEDED", "agree")]
    assert judged.found == 1
    assert [each.key for each in judged.played] == [KEY]


def test_what_playing_showed_is_kept_and_read_again() -> None:
    trial = try_files("t", small.with_a_hole())
    kept = trials.kept(trials.written([trials.short(trial)]))
    assert kept == (trials.short(trial),)
    assert [each.rule for each in kept[0].notes] == ["TRY-HOLE"]
    assert trials.kept("") == ()


def test_the_definitions_of_a_folder_share_the_steps() -> None:
    assert share(1) == MOST_STEPS
    assert share(6) * 6 <= 3 * MOST_STEPS
    assert share(1000) == FEWEST_STEPS
