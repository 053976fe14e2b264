"""`binhxet check` asks the memory of the log's key, and names one that cannot be asked."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from server.cli import main
from server.domain.log.checkpoints import Checkpoint
from server.domain.log.signing import SignedLast
from server.store.log.key_folder import KeyFolder
from tests.domain.log.trees import ORIGIN

pytestmark = pytest.mark.usefixtures("at_a_terminal")

UNREAD = "P3 memory of the log's key cannot be read"
RUINS: dict[str, Callable[[Path], object]] = {
    "no checkpoint": lambda file: file.write_text("?"),
    "no text": lambda file: file.write_bytes(b"\xff\xfe\x00"),
    "a folder": lambda file: file.mkdir(),
}


@pytest.fixture
def keys(folder: KeyFolder, monkeypatch: pytest.MonkeyPatch) -> KeyFolder:
    """Tell this account of the folder of keys."""
    monkeypatch.setenv("BINHXET_LOG_KEYS", str(folder.path))
    return folder


def invariants(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Check at a terminal; return what is named."""
    code = main(["check", "--json"])
    found = {each["invariant"] for each in json.loads(capsys.readouterr().out)}
    assert code == (1 if found else 0)
    return found


@pytest.mark.usefixtures("keys")
def test_a_key_that_signed_nothing_contradicts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert invariants(capsys) == set()


@pytest.mark.parametrize("ruin", RUINS)
def test_a_memory_that_cannot_be_read_is_named(
    keys: KeyFolder, capsys: pytest.CaptureFixture[str], ruin: str
) -> None:
    RUINS[ruin](keys.path / "signed")
    assert invariants(capsys) == {UNREAD}


def test_what_the_memory_says_is_asked(keys: KeyFolder, capsys: pytest.CaptureFixture[str]) -> None:
    keys.remember(SignedLast(Checkpoint(ORIGIN, 2**20, bytes(32)), "x"))
    assert invariants(capsys) == {"P3 log shorter than what was signed"}
