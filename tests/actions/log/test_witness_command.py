"""The auditors' own look at a log, by the command: from a folder, a file, an address."""

from pathlib import Path

import pytest

from server.cli import main
from server.domain.log.checkpoints import open_checkpoint
from server.store.log.ed25519 import verify
from server.store.log.key_folder import KeyFolder
from server.store.log.witness_folder import WitnessFolder
from tests.actions.log.pairs import NAME, Pair, pins
from tests.domain.log.trees import ORIGIN


def looked(pair: Pair, place: str) -> int:
    return main(["witness", "look", place, "--state", str(pair.witness.path)])


def test_the_command_cosigns_from_a_folder_what_goes_on(
    pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (3, 300):
        pair.grow(number)
        assert looked(pair, pair.publish(tmp_path / "mirror")) == 0
        note = capsys.readouterr().out.encode()
        assert open_checkpoint(note, pair.policy, verify).witnesses


@pytest.mark.usefixtures("at_a_terminal")
def test_a_cosigned_checkpoint_is_handed_in_as_a_file(
    pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.grow()
    looked(pair, pair.publish(tmp_path / "mirror"))
    note, file = capsys.readouterr().out, tmp_path / "cosigned"
    key = pair.witness.signer().key
    (tmp_path / "policy").write_text(f"witness w {key.text}\nquorum none\n")
    monkeypatch.setenv("BINHXET_LOG_POLICY", str(tmp_path / "policy"))
    file.write_text(note)
    assert main(["log", "cosigned", str(file)]) == 0
    assert open_checkpoint(pair.published(), pair.policy, verify).witnesses
    file.write_text(note.replace("\n", "\n1", 1))
    assert main(["log", "cosigned", str(file)]) == 1


@pytest.mark.usefixtures("at_a_terminal")
def test_the_command_cosigns_a_request_that_comes_as_a_file(
    pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair.grow()
    assert main(["log", "request"]) == 0
    file = tmp_path / "request"
    file.write_text(capsys.readouterr().out)
    assert looked(pair, str(file)) == 0
    assert capsys.readouterr().out.startswith(f"\u2014 {NAME} ")


def test_the_command_refuses_a_log_that_shrank_or_was_rewritten(
    pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair.grow(3)
    before = pair.publish(tmp_path / "before")
    pair.grow(300)
    assert looked(pair, pair.publish(tmp_path / "after")) == 0
    assert looked(pair, before) == 1
    assert "the log has shrunk" in capsys.readouterr().err


def test_the_command_refuses_tiles_that_do_not_prove_it(pair: Pair, tmp_path: Path) -> None:
    pair.grow(3)
    assert looked(pair, pair.publish(tmp_path / "before")) == 0
    pair.grow(300)
    mirror = Path(pair.publish(tmp_path / "after"))
    tile = mirror / "tile" / "0" / "000"
    data = bytearray(tile.read_bytes())
    data[0] ^= 1
    tile.write_bytes(bytes(data))
    assert looked(pair, str(mirror)) == 1
    assert pair.witness.seen(ORIGIN).size < 300


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/log", "/nowhere/at/all"])
def test_the_command_tells_a_place_it_cannot_read_from_a_broken_log(pair: Pair, place: str) -> None:
    assert looked(pair, place) == 2


def test_a_memory_that_is_damaged_is_no_first_contact(pair: Pair, tmp_path: Path) -> None:
    pair.grow()
    mirror = pair.publish(tmp_path / "mirror")
    looked(pair, mirror)
    (seen,) = (pair.witness.path / "seen").iterdir()
    seen.write_text("")
    assert looked(pair, mirror) == 2


@pytest.mark.parametrize("name", ["key", "policy"])
def test_a_file_of_the_witness_that_is_no_text_is_named(
    pair: Pair, tmp_path: Path, name: str
) -> None:
    pair.grow()
    mirror = pair.publish(tmp_path / "mirror")
    (pair.witness.path / name).write_bytes(b"\xff")
    assert looked(pair, mirror) == 2


def test_the_witness_makes_one_key_and_prints_it(
    tmp_path: Path, folder: KeyFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pins").write_text(pins(folder))
    made = ["witness", "init", "--name", NAME, "--policy", str(tmp_path / "pins")]
    assert main([*made, "--state", str(tmp_path / "w")]) == 0
    assert WitnessFolder(tmp_path / "w").signer().key.text == capsys.readouterr().out.strip()
    assert main([*made, "--state", str(tmp_path / "w")]) == 1


@pytest.mark.usefixtures("at_a_terminal")
def test_a_request_from_a_size_it_did_not_cosign_last_says_nothing_of_the_log(
    pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair.grow(3)
    assert looked(pair, pair.publish(tmp_path / "mirror")) == 0
    pair.grow(300)
    capsys.readouterr()
    assert main(["log", "request", "--old", "0"]) == 0
    file = tmp_path / "request"
    file.write_text(capsys.readouterr().out)
    assert looked(pair, str(file)) == 2
    said = capsys.readouterr().err
    assert f"--old {pair.witness.seen(ORIGIN).size}" in said
    assert "NOT COSIGNED" not in said


@pytest.mark.usefixtures("at_a_terminal")
def test_a_request_of_a_log_that_shrank_is_a_broken_log_whatever_size_it_names(
    pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair.grow(3)
    assert main(["log", "request", "--old", "0"]) == 0
    (tmp_path / "request").write_text(capsys.readouterr().out)
    pair.grow(300)
    assert looked(pair, pair.publish(tmp_path / "mirror")) == 0
    assert looked(pair, str(tmp_path / "request")) == 1


def test_a_file_that_is_no_request_says_nothing_of_the_log(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "request").write_text("old one\n\nno note")
    assert looked(pair, str(tmp_path / "request")) == 2
