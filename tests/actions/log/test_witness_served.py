"""A witness set up by the documents alone: their commands, their files, nothing else."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.actions.log.ask_witnesses import ask, policy_in
from server.actions.log.published import LogUnreachable, send
from server.config import ROOT
from server.domain.log.checkpoints import open_checkpoint
from server.domain.log.witnessing import Verdict
from server.store.log.ed25519 import verify
from tests.actions.log.pairs import Pair
from tests.ports import free_port
from tests.waiting import PATIENCE, eventually

OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


def documented(begins: str) -> str:
    """Answer the command the documents give, up to its end of line or of code."""
    found = re.search(rf"^{begins}[^`\n#]*|`({begins}[^`]*)`", OPERATIONS, re.MULTILINE)
    assert found is not None, begins
    return (found[1] or found[0]).strip()


def run(command: str, folder: Path) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "server.cli", *command.split()[1:]]
    env = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.Popen(words, cwd=folder, env=env, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def witness(pair: Pair, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Answer the key and the address of a witness that was made and is served as documented."""
    folder, port = tmp_path / "auditors", free_port()
    folder.mkdir()
    vkeys = "".join(f"log {signer.key.text}\n" for signer in pair.log.signers())
    (folder / "pins").write_text(f"{vkeys}quorum none\n")
    made = run(documented("binhxet witness init"), folder)
    key = made.communicate(timeout=PATIENCE)[0].strip()
    assert made.returncode == 0
    serving = run(documented("binhxet witness serve").replace("8025", str(port)), folder)
    try:
        yield key, f"http://127.0.0.1:{port}"
    finally:
        serving.terminate()
        serving.communicate(timeout=PATIENCE)


def test_the_documents_suffice_for_a_witness_that_answers(
    pair: Pair, tmp_path: Path, witness: tuple[str, str]
) -> None:
    key, address = witness
    assert "`witness NAME VKEY ADDRESS`, a line each, and `quorum none`" in OPERATIONS
    (tmp_path / "witnesses").write_text(f"witness w1 {key} {address}\nquorum none\n")
    policy = policy_in(tmp_path / "witnesses")
    eventually(lambda: _answers(address))
    pair.grow()
    assert list(ask(pair.begin, policy, send).values()) == [Verdict.COSIGNED]
    pair.grow(300)
    assert list(ask(pair.begin, policy, send).values()) == [Verdict.COSIGNED]
    pinned = pair.policy.__class__(logs=pair.policy.logs, witnesses=policy.witnesses, quorum="w1")
    assert set(open_checkpoint(pair.published(), pinned, verify).witnesses) == set(
        policy.witnesses.values()
    )


def _answers(address: str) -> bool:
    try:
        send(f"{address}/add-checkpoint", b"")
    except LogUnreachable:
        return False
    return True
