"""Ask the configured witnesses to cosign the newest checkpoint, each from what it saw last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from server.actions.log.published import LogUnreachable
from server.actions.transaction import Begin
from server.domain.log.checkpoints import Checkpoint, known_cosignatures, unchecked
from server.domain.log.keys import VerifierKey
from server.domain.log.lag import HEARTBEAT
from server.domain.log.notes import TIME_BYTES
from server.domain.log.policies import TrustPolicy, parse_policy
from server.domain.log.refused import LogRefused
from server.domain.log.tree import consistency
from server.domain.log.witnessing import AddCheckpoint, Verdict, WitnessAnswer, read_answer
from server.store.jobs import chores
from server.store.log import checkpoints, files, tree_rows, trusted
from server.store.log.ed25519 import verify

Send = Callable[[str, bytes], tuple[int, str]]
"""Sends a request to an address; answers status and text, or raises LogUnreachable."""


@dataclass(frozen=True, slots=True)
class CosigningAsked:
    """A request as it was sent, and the checkpoint in it."""

    request: AddCheckpoint
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class LastCosigned:
    """The size a witness cosigned last here; `fresh`: it is the newest, and not long ago."""

    size: int
    fresh: bool


def policy_in(file: Path) -> TrustPolicy:
    """Read a file that names witnesses. Raises LogRefused, with the file and the line."""
    try:
        text = files.read_text(file)
    except OSError as error:
        raise LogRefused(f"{file}: {error.strerror}") from error
    try:
        return parse_policy(text)
    except LogRefused as error:
        raise LogRefused(f"{file}: {error}") from error


def ask(begin: Begin, policy: TrustPolicy, send: Send) -> Mapping[VerifierKey, Verdict]:
    """Ask every witness that has an address; return what each answered, nothing before the first.

    No transaction is open while a witness is waited for.
    """
    found = {}
    for key in policy.witnesses.values():
        if address := policy.addresses.get(key):
            found[key] = _answer(begin, key, partial(_sent, send, address))
    return {key: verdict for key, verdict in found.items() if verdict is not None}


def _answer(
    begin: Begin, key: VerifierKey, send: Callable[[bytes], tuple[int, str]]
) -> Verdict | None:
    try:
        return _ask(begin, key, send)
    except LogUnreachable:
        return Verdict.UNREACHABLE


def _ask(
    begin: Begin, key: VerifierKey, send: Callable[[bytes], tuple[int, str]]
) -> Verdict | None:
    last = _last(begin, key)
    asked = None if last.fresh else request(begin, last.size)
    if asked is None:
        return None
    status, body = send(asked.request.body)
    answer = _read(status, body, asked)
    if answer.verdict is Verdict.ANOTHER_SIZE:
        asked = request(begin, answer.size) or asked
        status, body = send(asked.request.body)
        answer = _read(status, body, asked)
    if answer.verdict is Verdict.COSIGNED:
        return _keep(begin, key, asked.checkpoint, body)
    return answer.verdict


def _read(status: int, body: str, asked: CosigningAsked) -> WitnessAnswer:
    return read_answer(status, body, old=asked.request.old, size=asked.checkpoint.size)


def request(begin: Begin, old: int) -> CosigningAsked | None:
    """Make the request for the newest checkpoint from an older size; None before the first."""
    with begin() as session:
        newest = trusted.newest(session)
        if newest is None:
            return None
        old = min(old, newest.size)
        proof = consistency(old, newest.size, tree_rows.node(session, newest.size))
    return CosigningAsked(AddCheckpoint(old, tuple(proof), newest.note), unchecked(newest.note))


def _last(begin: Begin, key: VerifierKey) -> LastCosigned:
    with begin() as session:
        newest = trusted.newest(session)
        rows = {row.key: row for row in checkpoints.witnesses(session)}
        now = chores.real_now(session)
    row = rows.get(key.text)
    if row is None or newest is None:
        return LastCosigned(0, fresh=False)
    age = now - row.cosigned_at
    return LastCosigned(row.size, fresh=row.size == newest.size and age < HEARTBEAT)


def _keep(begin: Begin, key: VerifierKey, at: Checkpoint, lines: str) -> Verdict:
    """Keep the witness's own line; an answer without it, or with a wrong one, is a refusal."""
    try:
        line = known_cosignatures(lines, at, [key], verify)[key]
    except (LogRefused, KeyError):
        return Verdict.REFUSED
    seconds = int.from_bytes(line.data[:TIME_BYTES], "big")
    with begin() as session:
        checkpoints.write_cosignature(session, at.size, key, line, at=seconds)
    return Verdict.COSIGNED


def take(begin: Begin, policy: TrustPolicy, note: bytes) -> int:
    """Keep what pinned witnesses cosigned of one of our checkpoints; return how many lines.

    For a witness that looks at the log itself and hands its cosigned checkpoint in. Raises
    LogRefused where it is none of ours or a witness's line is wrong.
    """
    at = unchecked(note)
    lines = note.decode().rpartition("\n\n")[2]
    found = known_cosignatures(lines, at, policy.witnesses.values(), verify)
    with begin() as session:
        if checkpoints.text_at(session, at.size) != at.text:
            raise LogRefused("no checkpoint of ours")
        for key, line in found.items():
            seconds = int.from_bytes(line.data[:TIME_BYTES], "big")
            checkpoints.write_cosignature(session, at.size, key, line, at=seconds)
    return len(found)


def _sent(send: Send, address: str, body: bytes) -> tuple[int, str]:
    """Send to `add-checkpoint` under a witness's address."""
    return send(f"{address.rstrip('/')}/add-checkpoint", body)
