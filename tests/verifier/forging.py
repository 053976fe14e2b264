"""Exports forged by somebody who computes every hash anew, without keys or with them."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import rfc8785

from server.domain.log.checkpoints import Checkpoint, sign_checkpoint
from server.domain.log.keys import Signer
from server.domain.log.notes import cosignature, with_signatures
from tests.verifier.changing import lines_of, summed, written
from tests.verifier.logged import COSIGNED_AT, ORIGIN
from tests.verifier.running import VERIFIER

Line = dict[str, Any]


def events(data: bytes) -> list[Line]:
    """Read the events of an export."""
    return [line for line in map(json.loads, lines_of(data)) if line["type"] == "event"]


def forged(
    data: bytes,
    change: Callable[[list[Line]], None],
    *,
    log: Signer | None = None,
    witness: Signer | None = None,
) -> bytes:
    """Change lines as one likes and make everything fit again that one can make fit."""
    lines = [json.loads(line) for line in lines_of(data)]
    change(lines)
    _rechained(lines)
    if log is not None:
        _resigned(lines, log, witness)
    return summed([written(line) for line in lines])


def event_of(lines: Sequence[Line], kind: str) -> Line:
    """Find the first event of a kind that is shown."""
    return next(events_among(lines, kind))


def events_among(lines: Sequence[Line], kind: str) -> Iterator[Line]:
    """Give the events of a kind that are shown."""
    for line in lines:
        if line["type"] == "event" and line["header"]["kind"] == kind and line["payload"]:
            yield line


def _rechained(lines: list[Line]) -> None:
    ends: dict[str, str] = {}
    for line in lines:
        if line["type"] == "event":
            header = line["header"]
            if line["payload"] is not None:
                salted = bytes.fromhex(line["salt"]) + rfc8785.dumps(line["payload"])
                header["payload_digest"] = hashlib.sha256(salted).hexdigest()
            header["prev_hash"] = ends.get(header["stream"], header["prev_hash"])
            line["hash"] = hashlib.sha256(rfc8785.dumps(header)).hexdigest()
            ends[header["stream"]] = line["hash"]
        if line["type"] == "head":
            line["hash"] = ends.get(line["stream"], line["hash"])


def _resigned(lines: list[Line], log: Signer, witness: Signer | None) -> None:
    leaves = [
        (line["leaf"], 0, hashlib.sha256(b"\0" + bytes.fromhex(line["hash"])).digest())
        for line in lines
        if line["type"] == "event" and line["leaf"] is not None
    ]
    pieces = [
        (start, level, bytes.fromhex(node))
        for line in lines
        if line["type"] == "pieces"
        for start, level, node in line["pieces"]
    ]
    tree, roots = VERIFIER.Tree(), {}
    for _, level, node in sorted([*leaves, *pieces]):
        tree.add(level, node)
        roots[tree.size] = tree.root()
    for line in lines:
        if line["type"] == "checkpoint":
            size = int(line["note"].split("\n")[1])
            line["note"] = _signed(Checkpoint(ORIGIN, size, roots[size]), log, witness)


def _signed(checkpoint: Checkpoint, log: Signer, witness: Signer | None) -> str:
    note = sign_checkpoint(checkpoint, [log])
    if witness is not None:
        note = with_signatures(note, [cosignature(checkpoint.text, witness, COSIGNED_AT)])
    return note.decode()
