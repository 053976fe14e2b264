"""The witness's rules and the log's reading of its answers; receipts as files."""

from http import HTTPStatus

import pytest

from server.domain.log.checkpoints import Checkpoint, known_cosignatures
from server.domain.log.keys import VerifierKey
from server.domain.log.notes import cosignature, signed_note
from server.domain.log.policies import pinned
from server.domain.log.proof_files import write_proof
from server.domain.log.refused import LogRefused
from server.domain.log.tree import EMPTY, consistency, inclusion
from server.domain.log.witnessing import (
    AddCheckpoint,
    SeenTree,
    Verdict,
    WitnessAnswer,
    WitnessRefuses,
    judge,
    origin_of,
    parse_request,
    read_answer,
)
from server.store.log.ed25519 import verify
from tests.domain.log.reading import check_proof, parse_proof
from tests.domain.log.trees import (
    LOG,
    ORIGIN,
    WITNESS,
    by_the_rfc,
    checkpoint,
    entry,
    leaves,
    node_in,
    signer,
)

NODE = node_in(leaves(40))


def seen(size: int) -> SeenTree:
    return SeenTree(size, by_the_rfc(leaves(size)))


def asked(
    old: int, size: int, last: int, *, note: bytes | None = None, proof: list[bytes] | None = None
) -> int:
    """Ask a witness that has cosigned `last` leaves; return its status."""
    made = AddCheckpoint(
        old,
        tuple(consistency(min(old, size), size, NODE) if proof is None else proof),
        note or checkpoint(size),
    )
    try:
        judge(parse_request(made.body), (LOG.key,), seen(last), verify)
    except WitnessRefuses as refusal:
        return refusal.status
    return HTTPStatus.OK


def test_a_tree_that_goes_on_is_cosigned() -> None:
    assert asked(0, 0, 0) == HTTPStatus.OK
    assert asked(0, 7, 0) == HTTPStatus.OK
    assert asked(7, 9, 7) == HTTPStatus.OK
    assert asked(9, 9, 9) == HTTPStatus.OK  # the same again: a newer time


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (409, {"old": 0, "size": 9, "last": 7}),
        (409, {"old": 7, "size": 7, "last": 9, "proof": []}),
        (400, {"old": 9, "size": 7, "last": 9, "proof": []}),
        (422, {"old": 9, "size": 20, "last": 9, "proof": consistency(8, 20, NODE)}),
        (422, {"old": 9, "size": 9, "last": 9, "note": checkpoint(9, root=EMPTY)}),
        (422, {"old": 0, "size": 9, "last": 0, "proof": [EMPTY]}),
        (403, {"old": 9, "size": 20, "last": 9, "note": checkpoint(20, signer(3))}),
        (200, {"old": 9, "size": 20, "last": 9, "note": checkpoint(20, signer(3), LOG)}),
    ],
)
def test_each_refusal_has_the_status_of_the_specification(
    status: int, request_: dict[str, object]
) -> None:
    assert asked(**request_) == status  # type: ignore[arg-type] # a table of keyword arguments


def test_a_root_of_nothing_that_is_none_is_422_and_no_checkpoint_400() -> None:
    zeros = "A" * 43 + "="
    rooted = signed_note(f"{ORIGIN}\n0\n{zeros}\n", [LOG])
    assert asked(0, 0, 0, note=rooted) == HTTPStatus.UNPROCESSABLE_ENTITY
    assert asked(0, 0, 0, note=signed_note(f"{ORIGIN}\n07\n{zeros}\n", [LOG])) == 400


def test_a_log_nobody_knows_is_404() -> None:
    made = AddCheckpoint(0, (), checkpoint(7))
    assert origin_of(made.note) == ORIGIN
    with pytest.raises(WitnessRefuses) as refused:
        judge(made, (), SeenTree(), verify)
    assert refused.value.status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 01\n\n" + checkpoint(7),
        b"new 0\n\n" + checkpoint(7),
        b"old 7\n" + checkpoint(7),
        b"old 7\n" + b"AAAA\n" + b"\n" + checkpoint(7),
        b"old 7\n" + (b"A" * 43 + b"=\n") * 64 + b"\n" + checkpoint(7),
        "old 7\né\n\n".encode() + checkpoint(7),
    ],
)
def test_what_is_no_request_is_400(body: bytes) -> None:
    with pytest.raises(WitnessRefuses) as refused:
        parse_request(body)
    assert refused.value.status == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    ("status", "body", "answer"),
    [
        (200, "", WitnessAnswer(Verdict.COSIGNED)),
        (404, "", WitnessAnswer(Verdict.UNKNOWN_LOG)),
        (403, "", WitnessAnswer(Verdict.KEY_NOT_TRUSTED)),
        (400, "", WitnessAnswer(Verdict.REFUSED)),
        (422, "", WitnessAnswer(Verdict.FORKED)),
        (500, "", WitnessAnswer(Verdict.REFUSED)),
        (409, "12\n", WitnessAnswer(Verdict.ROLLED_BACK, 12)),
        (409, "3\n", WitnessAnswer(Verdict.ANOTHER_SIZE, 3)),
        (409, "5\n", WitnessAnswer(Verdict.FORKED, 5)),
        (409, "five", WitnessAnswer(Verdict.REFUSED)),
    ],
)
def test_an_answer_is_read_for_what_it_means(status: int, body: str, answer: WitnessAnswer) -> None:
    assert read_answer(status, body, old=5, size=9) == answer


def test_only_known_witnesses_lines_are_taken_from_an_answer() -> None:
    at = Checkpoint(ORIGIN, 7, by_the_rfc(leaves(7)))
    ours, theirs = cosignature(at.text, WITNESS, 5), cosignature(at.text, signer(9, "x.example"), 5)
    found = known_cosignatures(ours.line + theirs.line, at, [WITNESS.key], verify)
    assert found == {WITNESS.key: ours}
    with pytest.raises(LogRefused):
        known_cosignatures(ours.line, Checkpoint(ORIGIN, 8, at.root), [WITNESS.key], verify)


def receipt(index: int, size: int, extra: bytes | None = None) -> bytes:
    proof = inclusion(index, size, NODE)
    return write_proof(index=index, proof=proof, checkpoint=checkpoint(size), extra=extra)


def test_a_receipt_proves_its_own_entry_alone() -> None:
    file = receipt(3, 7, b"seq 12")
    told, opened = check_proof(file, entry(3), pinned(LOG.key), verify)
    assert (told.index, told.extra, opened.checkpoint.size) == (3, b"seq 12", 7)
    with pytest.raises(LogRefused):
        check_proof(file, entry(4), pinned(LOG.key), verify)
    with pytest.raises(LogRefused):
        check_proof(file, entry(3), pinned(signer(3).key), verify)


def test_the_receipt_of_the_only_leaf_has_no_hashes() -> None:
    file = receipt(0, 1)
    assert file.startswith(b"c2sp.org/tlog-proof@v1\nindex 0\n\n" + ORIGIN.encode())
    assert check_proof(file, entry(0), pinned(LOG.key), verify)[0].proof == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"c2sp.org/tlog-proof@v1\n\n", b"c2sp.org/tlog-proof@v2\nindex 0\n\n", b"\xff\n\n"],
)
def test_what_is_no_receipt_is_refused(data: bytes) -> None:
    with pytest.raises(LogRefused):
        parse_proof(data)


def test_no_bit_of_a_receipt_may_change_but_in_what_nobody_signs() -> None:
    file, key = receipt(3, 7), LOG.key
    for at in range(len(file)):
        changed = bytearray(file)
        changed[at] ^= 1
        with pytest.raises(LogRefused):
            check_proof(bytes(changed), entry(3), pinned(VerifierKey.parse(key.text)), verify)
