"""What the command says of exports as they come from the server."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from server.domain.deadlines import VIET_NAM
from tests.verifier.logged import Logged
from tests.verifier.running import FILE, Answer

EXPORTS = ("whole", "case", "period", "excerpt", "known")


@pytest.mark.parametrize("name", EXPORTS)
def test_a_sound_export_is_proved(history: Logged, name: str) -> None:
    answer = Answer(history.exports[name], history.keys.pins)
    assert (answer.code, answer.findings) == (0, [])


def test_without_pins_nothing_is_proved(history: Logged) -> None:
    answer = Answer(history.exports["whole"], None)
    assert (answer.code, answer.findings) == (2, [])
    assert "unpinned" in answer.notes


def test_where_no_witness_is_asked_it_says_so(history: Logged) -> None:
    answer = Answer(history.exports["case"], f"log {history.keys.log.key.text}\nquorum none\n")
    assert answer.code == 0
    assert "unwitnessed" in answer.notes


def test_what_is_newer_than_the_checkpoint_is_said_not_to_be_proved(history: Logged) -> None:
    answer = Answer(history.exports["whole"], history.keys.pins)
    assert answer.notes["tail"] > 0


def test_every_result_of_a_case_comes_out_as_the_events_say(history: Logged) -> None:
    answer = Answer(history.exports["case"], history.keys.pins)
    assert {(what, agrees) for _, what, agrees in answer.results} == {
        (what, True)
        for what in ("ranking", "round 1", "round 2", "nominees", "council", "decisions")
    }


def test_the_command_runs_alone_and_speaks_both_languages(history: Logged, tmp_path: Path) -> None:
    """Its own process, in an empty folder, with nothing of the product to import."""
    (tmp_path / "pins.txt").write_text(history.keys.pins)
    (tmp_path / "e.ndjson").write_bytes(history.exports["case"])
    (tmp_path / "binhxet-verify.py").write_bytes(FILE.read_bytes())
    command = [sys.executable, "binhxet-verify.py", "e.ndjson", "--policy", "pins.txt"]
    for language, said in (("vi", "ĐÃ CHỨNG MINH"), ("en", "PROVED")):
        done = subprocess.run(
            [*command, "--lang", language],
            cwd=tmp_path, env={"PYTHONUTF8": "1"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(said)
        assert {"vi": "Sở GD&ĐT", "en": "Education and Training"}[language] in done.stdout
        scope = {"vi": "phạm vi của tệp: case/", "en": "what the file covers: case/"}[language]
        assert scope in done.stdout, "what is proved is proved of this case alone"
        assert "flag/" not in done.stdout, "awards and outcomes have their names"
        assert {"vi": "xếp hạng: khớp", "en": "ranking: agrees"}[language] in done.stdout


def test_the_days_of_a_period_are_those_of_viet_nam(history: Logged, tmp_path: Path) -> None:
    data = history.exports["period"]
    (tmp_path / "e.ndjson").write_bytes(data)
    since = datetime.fromisoformat(json.loads(data.partition(b"\n")[0])["scope"]["since"])
    command = [sys.executable, str(FILE), str(tmp_path / "e.ndjson"), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"since {since.astimezone(VIET_NAM):%H:%M:%S, %d/%m/%Y} UTC+7" in done.stdout


def test_what_cannot_be_read_is_no_proof_of_anything(tmp_path: Path) -> None:
    (tmp_path / "e.ndjson").write_text(json.dumps({"format": "another/1"}) + "\n")
    done = subprocess.run(
        [sys.executable, str(FILE), str(tmp_path / "e.ndjson")], capture_output=True, check=False
    )
    assert done.returncode == 2


@pytest.mark.parametrize("pins", [None, "log x\n".encode("utf-16"), b"\xff"])
def test_pins_that_cannot_be_read_are_not_taken_for_the_export(
    pins: bytes | None, history: Logged, tmp_path: Path
) -> None:
    (tmp_path / "e.ndjson").write_bytes(history.exports["case"])
    if pins is not None:
        (tmp_path / "pins.txt").write_bytes(pins)
    done = subprocess.run(
        [sys.executable, str(FILE), "e.ndjson", "--policy", "pins.txt", "--json"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert [code for code, *_ in json.loads(done.stdout)["findings"]] == ["policy"]


def test_without_the_library_for_signatures_it_says_what_it_cannot_check(
    history: Logged, tmp_path: Path
) -> None:
    (tmp_path / "pins.txt").write_text(history.keys.pins)
    (tmp_path / "e.ndjson").write_bytes(history.exports["case"])
    (tmp_path / "cryptography").mkdir()
    (tmp_path / "cryptography" / "__init__.py").write_text("raise ImportError")
    done = subprocess.run(
        [sys.executable, str(FILE), "e.ndjson", "--policy", "pins.txt", "--lang", "en"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "install cryptography" in done.stdout
