"""The rules of a witness and of who asks one: `add-checkpoint` of C2SP's tlog-witness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from server.domain.log.checkpoints import Checkpoint
from server.domain.log.checks import extends
from server.domain.log.keys import VerifierKey, Verify, from_base64, parse_size, to_base64
from server.domain.log.notes import open_note, parse_note
from server.domain.log.proof_files import parse_hashes
from server.domain.log.refused import LogRefused
from server.domain.log.tree import EMPTY

OLD = "old "
SIZE_TYPE = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class SeenTree:
    """The last state of a log that a witness has cosigned."""

    size: int = 0
    root: bytes = EMPTY


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """A request to cosign: the size the log believes was cosigned last, and the proof from it."""

    old: int
    proof: tuple[bytes, ...]
    note: bytes

    @property
    def body(self) -> bytes:
        """The request as it is sent."""
        lines = [f"{OLD}{self.old}", *map(to_base64, self.proof), "\n"]
        return "\n".join(lines).encode() + self.note


class WitnessRefuses(Exception):
    """The witness does not cosign: the answer's HTTP status and text."""

    def __init__(self, status: HTTPStatus, text: str) -> None:
        """Keep both."""
        super().__init__(f"{status.value}: {text}")
        self.status, self.text = status, text


class RequestUnread(WitnessRefuses):
    """What was given is no request to cosign: nothing is said of the log."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        super().__init__(HTTPStatus.BAD_REQUEST, text)


class AnotherSize(WitnessRefuses):
    """The request begins at another size than was cosigned last: `size`."""

    def __init__(self, size: int, *, asked: int) -> None:
        """Keep the size that was cosigned and the one that is `asked` for."""
        super().__init__(HTTPStatus.CONFLICT, str(size))
        self.size, self.asked = size, asked

    @property
    def went_back(self) -> bool:
        """Tell whether the log is smaller now than what was cosigned of it."""
        return self.asked < self.size


def parse_request(body: bytes) -> AddCheckpoint:
    """Read a request. Raises WitnessRefuses."""
    head, blank, note = body.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
        if not blank or not lines[0].startswith(OLD):
            raise LogRefused("no request to cosign")
        old = parse_size(lines[0].removeprefix(OLD))
        return AddCheckpoint(old, parse_hashes(lines[1:]), note)
    except ValueError as error:
        raise RequestUnread("no request to cosign") from error


def origin_of(note: bytes) -> str:
    """Return whose checkpoint a note is, unchecked. Raises WitnessRefuses."""
    try:
        return parse_note(note)[0].split("\n")[0]
    except LogRefused as error:
        raise RequestUnread("no signed note") from error


def judge(
    request: AddCheckpoint, keys: Sequence[VerifierKey], seen: SeenTree, verify: Verify
) -> Checkpoint:
    """Return the checkpoint that may be cosigned.

    `keys` are the trusted ones of its origin, none where the origin is unknown; `seen` is what was
    cosigned of that origin before. Raises WitnessRefuses with the status the specification wants.
    """
    found = _signed(request, keys, verify)
    if request.old > found.size:
        raise WitnessRefuses(HTTPStatus.BAD_REQUEST, "the old size is above the checkpoint's")
    if request.old != seen.size:
        raise AnotherSize(seen.size, asked=found.size)
    if not extends(
        old=seen.size,
        new=found.size,
        old_root=seen.root,
        new_root=found.root,
        proof=request.proof,
    ):
        raise WitnessRefuses(HTTPStatus.UNPROCESSABLE_ENTITY, "the tree does not go on")
    return found


def _signed(request: AddCheckpoint, keys: Sequence[VerifierKey], verify: Verify) -> Checkpoint:
    if not keys:
        raise WitnessRefuses(HTTPStatus.NOT_FOUND, "an unknown log")
    try:
        text = open_note(request.note, keys, verify).text
    except LogRefused as error:
        raise WitnessRefuses(HTTPStatus.FORBIDDEN, str(error)) from error
    try:
        return Checkpoint.parse(text)
    except LogRefused as error:
        raise WitnessRefuses(_status_of(text), str(error)) from error


def _status_of(text: str) -> HTTPStatus:
    """Tell a size of 0 with a root of its own, 422, from what is no checkpoint, 400."""
    lines = text.split("\n")
    try:
        rooted = lines[1] == "0" and from_base64(lines[2]) != EMPTY
    except (IndexError, LogRefused):
        rooted = False
    return HTTPStatus.UNPROCESSABLE_ENTITY if rooted else HTTPStatus.BAD_REQUEST


class Verdict(StrEnum):
    """What a witness's answer means to the log that asked."""

    COSIGNED = "cosigned"
    ANOTHER_SIZE = "another_size"
    """It has cosigned another size last: ask again from there."""
    ROLLED_BACK = "rolled_back"
    """It has cosigned more than we have: this database is an older copy, or a fork."""
    FORKED = "forked"
    """What it has cosigned is not the beginning of what we have."""
    UNKNOWN_LOG = "unknown_log"
    KEY_NOT_TRUSTED = "key_not_trusted"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """Anything else, a failure of the witness among it."""


ALARMING = frozenset({Verdict.ROLLED_BACK, Verdict.FORKED})
"""Answers that say that history was changed: they are alarms, the others wait for the next try."""
_VERDICTS: Mapping[int, Verdict] = {
    HTTPStatus.OK: Verdict.COSIGNED,
    HTTPStatus.NOT_FOUND: Verdict.UNKNOWN_LOG,
    HTTPStatus.FORBIDDEN: Verdict.KEY_NOT_TRUSTED,
    HTTPStatus.UNPROCESSABLE_ENTITY: Verdict.FORKED,
}


@dataclass(frozen=True, slots=True)
class WitnessAnswer:
    """A witness's answer, read; `size` is the one it names where it names another."""

    verdict: Verdict
    size: int = 0


def read_answer(status: int, body: str, *, old: int, size: int) -> WitnessAnswer:
    """Read the answer to a request from size `old` to our size.

    A 409 that names the very size we asked from says the root there is another (as version 1.0.0
    of the specification has it); one that names more than we have says we were set back.
    """
    if status != HTTPStatus.CONFLICT:
        return WitnessAnswer(_VERDICTS.get(status, Verdict.REFUSED))
    try:
        latest = parse_size(body.removesuffix("\n"))
    except LogRefused:
        return WitnessAnswer(Verdict.REFUSED)
    if latest > size:
        return WitnessAnswer(Verdict.ROLLED_BACK, latest)
    return WitnessAnswer(Verdict.FORKED if latest == old else Verdict.ANOTHER_SIZE, latest)
