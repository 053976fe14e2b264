"""Notes, checkpoints and cosignatures: what is believed, and what no reader may believe."""

import pytest

from server.domain.log.checkpoints import Checkpoint, open_checkpoint, sign_checkpoint
from server.domain.log.keys import KeyKind, VerifierKey
from server.domain.log.notes import (
    SignatureLine,
    cosignature,
    open_note,
    signed_note,
    with_signatures,
)
from server.domain.log.policies import TrustPolicy, parse_policy, pinned
from server.domain.log.refused import LogRefused
from server.store.log.ed25519 import verify
from tests.domain.log.trees import LOG, ORIGIN, WITNESS, checkpoint, signer

EXAMPLE = (
    "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi"
    "2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NEXT = signer(3)
AT = 1_767_225_600
UNWITNESSED = pinned(LOG.key)
ONE_WITNESS = TrustPolicy(logs=(LOG.key,), witnesses={"w": WITNESS.key}, quorum="w")


def cosigned(size: int = 7) -> bytes:
    note = checkpoint(size)
    text = Checkpoint.parse(open_note(note, [LOG.key], verify).text).text
    return with_signatures(note, [cosignature(text, WITNESS, AT)])


def refused(note: bytes, policy: TrustPolicy = UNWITNESSED) -> bool:
    try:
        open_checkpoint(note, policy, verify)
    except LogRefused:
        return True
    return False


def test_the_example_of_the_specification_opens() -> None:
    opened = open_note(EXAMPLE.encode(), [VerifierKey.parse(EXAMPLE_KEY)], verify)
    assert opened.text == "This is an example message.\n"


def test_a_vkey_reads_back_and_another_id_is_refused() -> None:
    assert VerifierKey.parse(EXAMPLE_KEY).text == EXAMPLE_KEY
    with pytest.raises(LogRefused):
        VerifierKey.parse(EXAMPLE_KEY.replace("530d903a", "530d903b"))


def test_a_cosigned_checkpoint_says_who_cosigned_and_when() -> None:
    opened = open_checkpoint(cosigned(), ONE_WITNESS, verify)
    assert (opened.checkpoint.size, opened.witnesses) == (7, {WITNESS.key: AT})


def test_no_bit_of_a_cosigned_checkpoint_may_change() -> None:
    note = cosigned()
    for at in range(len(note)):
        for bit in range(8):
            changed = bytearray(note)
            changed[at] ^= 1 << bit
            assert refused(bytes(changed), ONE_WITNESS), (at, bit)


@pytest.mark.parametrize("keys", [(LOG,), (NEXT,), (LOG, NEXT), (NEXT, LOG)])
def test_while_a_key_changes_a_pin_of_either_is_enough(keys: tuple[object, ...]) -> None:
    both = checkpoint(9, LOG, NEXT)
    policy = pinned(*(key.key for key in keys))  # type: ignore[attr-defined] # signers, all
    assert open_checkpoint(both, policy, verify).checkpoint.size == 9


def test_a_line_by_a_key_nobody_pinned_counts_for_nothing() -> None:
    assert refused(checkpoint(9, NEXT))
    unknown = SignatureLine("nguoi-la.example", b"abcd", b"x")
    assert not refused(with_signatures(checkpoint(9), [unknown]))


def test_a_wrong_line_by_a_pinned_key_spoils_the_whole_note() -> None:
    wrong = SignatureLine(NEXT.key.name, NEXT.key.id, b"\1" * 64)
    note = with_signatures(checkpoint(9), [wrong])
    assert not refused(note)
    assert refused(note, pinned(LOG.key, NEXT.key))


@pytest.mark.parametrize("second", [LOG.sign(b"another"), None])
def test_a_pinned_key_that_signs_twice_is_refused(second: bytes | None) -> None:
    note = checkpoint(9)
    line = note.split(b"\n\n")[1]
    again = SignatureLine(LOG.key.name, LOG.key.id, second).line.encode() if second else line
    assert refused(note + again)
    assert refused(note.replace(line, again + line))


def test_cosignatures_of_one_witness_are_merged_to_one_line() -> None:
    text = Checkpoint(ORIGIN, 7, b"\0" * 32).text
    note = signed_note(text, [LOG])
    twice = [cosignature(text, WITNESS, AT), cosignature(text, WITNESS, AT + 60)]
    opened = open_checkpoint(with_signatures(note, twice), ONE_WITNESS, verify)
    assert opened.witnesses == {WITNESS.key: AT + 60}


def test_a_quorum_counts_witnesses_that_are_pinned() -> None:
    assert refused(checkpoint(7), ONE_WITNESS)
    stranger = cosignature(Checkpoint(ORIGIN, 7, b"\0" * 32).text, signer(4), AT)
    assert refused(with_signatures(checkpoint(7), [stranger]), ONE_WITNESS)


def test_a_witness_has_no_say_for_the_log() -> None:
    text = Checkpoint(ORIGIN, 7, b"\0" * 32).text
    alone = f"{text}\n{cosignature(text, WITNESS, AT).line}".encode()
    assert refused(alone, ONE_WITNESS)


def test_a_pinned_log_does_not_sign_for_another_origin() -> None:
    other = signed_note(Checkpoint("khac.example", 7, b"\0" * 32).text, [LOG])
    assert refused(other)


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n07\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        f"{ORIGIN}\n٧\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        f"{ORIGIN}\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        f"{ORIGIN}\n7\nAAAA\n",
        f"{ORIGIN}\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
        f"{ORIGIN}\n7\n",
        f"{ORIGIN}\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nmore\n",
    ],
)
def test_what_is_signed_must_still_be_a_checkpoint(text: str) -> None:
    assert refused(signed_note(text, [LOG]))


def test_sound_variants_open() -> None:
    zeros = "A" * 43 + "="
    assert not refused(signed_note(f"{ORIGIN}\n7\n{zeros}\nan extension\n", [LOG]))
    strangers = [SignatureLine(f"x{n}.example", bytes([n] * 4), b"z" * 64) for n in range(15)]
    assert not refused(with_signatures(checkpoint(0), strangers))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: b"\xef\xbb\xbf" + note,
        lambda note: note + b"\n",
        lambda note: note[:-1],
        lambda note: note.replace("\u2014".encode(), b"-"),
        lambda note: note.replace("\u2014 ".encode(), "\u2014  ".encode()),
        lambda note: note.replace(b"\n", b"\r\n"),
        lambda note: note.replace(b"binhxet", b"binh\txet"),
        lambda note: b"\xff" + note,
    ],
)
def test_a_note_has_one_form(spoil: object) -> None:
    assert refused(spoil(checkpoint(7)))  # type: ignore[operator] # each is a function


def test_two_spellings_of_a_vietnamese_origin_are_refused_as_origins() -> None:
    for name in ("khối.example/nhật-ký", "a b", "a+b", ""):
        with pytest.raises(LogRefused):
            sign_checkpoint(Checkpoint(name, 0, b""), [LOG])


def test_a_cosignature_of_no_time_is_refused() -> None:
    text = Checkpoint(ORIGIN, 7, b"\0" * 32).text
    for at in (0, 1 << 63):
        note = with_signatures(signed_note(text, [LOG]), [cosignature(text, WITNESS, at)])
        assert refused(note, ONE_WITNESS)


def test_a_policy_of_groups_counts_as_it_says() -> None:
    keys = [signer(10 + n, f"w{n}.example", KeyKind.WITNESS).key for n in range(3)]
    lines = [f"witness w{n} {key.text} https://w{n}.example" for n, key in enumerate(keys)]
    policy = parse_policy(
        "\n".join(
            [f"# pinned\n\tlog {LOG.key.text}", *lines, "group two 2 w0 w1 w2", "quorum two", ""]
        )
    )
    assert policy.logs == (LOG.key,)
    assert policy.addresses[keys[0]] == "https://w0.example"
    assert not policy.cosigned_enough({keys[0]})
    assert policy.cosigned_enough({keys[0], keys[2]})


def test_a_policy_may_end_its_lines_as_windows_does() -> None:
    assert parse_policy(f"log {LOG.key.text}\r\n\r\nquorum none\r\n").logs == (LOG.key,)
    with pytest.raises(LogRefused):
        parse_policy(f"log {LOG.key.text}\rquorum none\n")


@pytest.mark.parametrize(
    "text",
    [
        f"log {LOG.key.text}",
        f"log {LOG.key.text}\nlog {LOG.key.text}\nquorum none",
        f"witness w {LOG.key.text}\nquorum w",
        "quorum w",
        "quorum none\nquorum none",
        f"witness none {WITNESS.key.text}\nquorum none",
        f"witness w {WITNESS.key.text}\ngroup g 2 w\nquorum g",
        f"witness w {WITNESS.key.text}\ngroup g 1 v\nquorum g",
        f"witness w {WITNESS.key.text}\ngroup g some w\nquorum g",
        "log\nquorum none",
        "group g all\nquorum g",
        "trust me\nquorum none",
    ],
)
def test_a_policy_nobody_can_follow_is_refused(text: str) -> None:
    with pytest.raises(LogRefused):
        parse_policy(text)
