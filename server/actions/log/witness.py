"""What a witness does on its own machine: look whether a log goes on from what it saw, cosign."""

from collections.abc import Callable
from http import HTTPStatus

from server.domain.log.checkpoints import open_checkpoint, unchecked
from server.domain.log.notes import cosignature, with_signatures
from server.domain.log.policies import pinned
from server.domain.log.tiles import TileName, node_in_tiles
from server.domain.log.tree import consistency
from server.domain.log.witnessing import (
    AddCheckpoint,
    WitnessRefuses,
    judge,
    origin_of,
    parse_request,
)
from server.store.log.ed25519 import verify
from server.store.log.witness_folder import WitnessFolder

Read = Callable[[str], bytes]
"""Reads what a log publishes under a path: `checkpoint`, `tile/…`."""


def cosign(folder: WitnessFolder, body: bytes, *, at: int) -> str:
    """Answer a request `add-checkpoint` at a POSIX time: the line of the cosignature.

    The new state is kept before the line is given away. Raises WitnessRefuses and KeysRefused.
    """
    request = parse_request(body)
    origin = origin_of(request.note)
    keys = [key for key in folder.policy().logs if key.name == origin]
    signer = folder.signer()
    with folder.alone():
        found = judge(request, keys, folder.seen(origin), verify)
        line = cosignature(found.text, signer, at)
        folder.keep(origin, with_signatures(request.note, [line]))
    return line.line


def look(folder: WitnessFolder, read: Read, *, at: int) -> bytes:
    """Look at a log where it is published, and cosign its checkpoint; return it cosigned.

    The proof is worked out here, from the log's tiles. Raises WitnessRefuses, KeysRefused,
    LogRefused, and whatever reading raises.
    """
    note = read("checkpoint")
    origin = origin_of(note)
    _refuse_stranger(folder, note, origin)
    size, seen = unchecked(note).size, folder.seen(origin)
    if size < seen.size:
        raise WitnessRefuses(
            HTTPStatus.CONFLICT, f"the log has shrunk from {seen.size} entries to {size}"
        )
    proof: list[bytes] = []
    if 0 < seen.size < size:
        proof = consistency(seen.size, size, node_in_tiles(size, lambda name: _tile(read, name)))
    request = AddCheckpoint(seen.size, tuple(proof), note)
    cosign(folder, request.body, at=at)
    return folder.last(origin) or note


def _refuse_stranger(folder: WitnessFolder, note: bytes, origin: str) -> None:
    """Ask for no tile of a log nobody pinned, or that its own key did not sign."""
    keys = [key for key in folder.policy().logs if key.name == origin]
    if not keys:
        raise WitnessRefuses(HTTPStatus.NOT_FOUND, f"an unknown log: {origin[:80]}")
    open_checkpoint(note, pinned(*keys), verify)


def _tile(read: Read, name: TileName) -> bytes:
    return read(name.path)
