"""The Go project's own implementation, golang.org/x/mod 0.7, judges our proofs and notes.

It is no dependency: Debian's golang-go and golang-golang-x-mod-dev. Without them these tests are
skipped.
"""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from server.domain.log.checkpoints import Checkpoint
from server.domain.log.notes import cosignature, with_signatures
from server.domain.log.tree import consistency, inclusion
from tests.domain.log.trees import LOG, ORIGIN, WITNESS, by_the_rfc, checkpoint, leaves, node_in

GO = shutil.which("go")
LIBRARY = Path(os.environ.get("GOPATH", "/usr/share/gocode"))
THERE = GO and (LIBRARY / "src" / "golang.org" / "x" / "mod" / "sumdb").is_dir()
pytestmark = pytest.mark.skipif(not THERE, reason="Go and golang.org/x/mod are not installed")
MOST = 40
ALL = leaves(MOST + 1)
NODE = node_in(ALL)
ROOTS = [by_the_rfc(ALL[:size]) for size in range(MOST + 1)]
Case = tuple[bool, dict[str, object]]


def test_it_accepts_what_we_prove_and_nothing_changed(tmp_path: Path) -> None:
    found = [*inclusions(), *consistencies(), *notes()]
    given = {
        "Log": LOG.key.text,
        "Witness": WITNESS.key.text,
        "Cases": [case for _, case in found],
    }
    told = subprocess.run(
        [str(GO), "run", str(Path(__file__).with_name("judge.go"))],
        input=json.dumps(given), capture_output=True, text=True, check=True,
        env={**os.environ, "GO111MODULE": "off", "GOPATH": str(LIBRARY), "GOCACHE": str(tmp_path)},
    ).stdout.split()  # fmt: skip
    accepted = [word == "true" for word in told]
    assert len(accepted) == len(found)
    wrong = [case for (wanted, case), said in zip(found, accepted, strict=True) if said != wanted]
    assert wrong == []


def inclusions() -> Iterator[Case]:
    for size in range(1, MOST + 1):
        for index in range(size):
            proof = inclusion(index, size, NODE)
            told = {"Kind": "inclusion", "First": index, "Second": size, "Root": b64(ROOTS[size])}
            yield True, {**told, "Leaf": b64(ALL[index]), "Proof": hashes(proof)}
            yield False, {**told, "Leaf": b64(ALL[index + 1]), "Proof": hashes(proof)}
            yield False, {**told, "Leaf": b64(ALL[index]), "Proof": hashes([*proof, ROOTS[0]])}


def consistencies() -> Iterator[Case]:
    for new in range(2, MOST + 1):
        for old in range(1, new):
            proof = consistency(old, new, NODE)
            told = {"Kind": "consistency", "First": old, "Second": new, "Proof": hashes(proof)}
            yield True, {**told, "OldRoot": b64(ROOTS[old]), "Root": b64(ROOTS[new])}
            yield False, {**told, "OldRoot": b64(ROOTS[old - 1]), "Root": b64(ROOTS[new])}
            yield False, {**told, "OldRoot": b64(ROOTS[old]), "Root": b64(ROOTS[new - 1])}


def notes() -> Iterator[Case]:
    """A cosigned checkpoint, and each of its bytes changed.

    Left out is what is no UTF-8, and the letter before `=`: Go reads base64 whose unused bits are
    not zero as the same bytes, and we refuse it.
    """
    text = Checkpoint(ORIGIN, 7, ROOTS[7]).text
    note = with_signatures(checkpoint(7), [cosignature(text, WITNESS, 1_767_225_600)])
    yield True, {"Kind": "note", "Note": note.decode()}
    for at, byte in enumerate(note):
        if note[at + 1 : at + 2] == b"=":
            continue
        changed = note[:at] + bytes([byte ^ 1]) + note[at + 1 :]
        try:
            yield False, {"Kind": "note", "Note": changed.decode()}
        except UnicodeDecodeError:
            continue


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def hashes(proof: Sequence[bytes]) -> list[str]:
    return [b64(each) for each in proof]
