"""What a time stamp is over is read where it stands, by both verifiers as by the product."""

import hashlib

from server.domain.log.time_stamps import is_stamp
from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

NOTE = b"a note\n"
DIGEST = hashlib.sha256(NOTE).digest()
SHA256, SHA384 = (bytes.fromhex(f"6086480165030402{n}") for n in ("01", "02"))
MANY = 3000


def within(tag: int, *parts: bytes) -> bytes:
    """Write a value whose length takes three bytes."""
    content = b"".join(parts)
    return bytes([tag, 0x83]) + len(content).to_bytes(3, "big") + content


def endless(tag: int, *parts: bytes) -> bytes:
    """Write a value that says where it ends at its end."""
    return bytes([tag, 0x80]) + b"".join(parts) + b"\0\0"


def answer(
    digest: bytes = DIGEST,
    *,
    status: bytes = b"\0",
    algorithm: bytes = SHA256,
    info: bytes | None = None,
    beside: bytes = b"",
) -> bytes:
    """Write an authority's answer; `info` is its stamp as an octet string."""
    number = within(0x02, b"\1")
    imprint = within(0x30, within(0x30, within(0x06, algorithm)), within(0x04, digest))
    told = within(0x30, number, within(0x06, b"*"), imprint, number, within(0x18, b"2024"), beside)
    held = within(0x30, within(0x06, b"*"), within(0xA0, info or within(0x04, told)))
    signed = within(0x30, number, within(0x31), held)
    token = within(0x30, within(0x06, b"*"), within(0xA0, signed))
    return within(0x30, within(0x30, within(0x02, status), beside), token)


def in_pieces(depth: int) -> bytes:
    """Write an octet string of pieces within pieces."""
    found = within(0x04, b"x")
    for _ in range(depth):
        found = within(0x24, found)
    return found


def stamp_of(made: bytes) -> bytes:
    """Take the stamp out of an answer, as two pieces that end at their end."""
    at = made.index(b"\x30", made.index(b"\xa0", made.index(b"\xa0") + 1) + 5 + 5)
    told = made[at:]
    return endless(0x24, within(0x04, told[:40]), within(0x04, told[40:]))


TRIED = {
    "a stamp": (answer(), True),
    "granted with changes": (answer(status=b"\1"), True),
    "in pieces": (answer(info=stamp_of(answer())), True),
    "refused": (answer(status=b"\2"), False),
    "refused by a number of two bytes": (answer(status=b"\1\0"), False),
    "over something else": (answer(bytes(32)), False),
    "beside what it is over": (answer(bytes(32), beside=within(0x0C, DIGEST)), False),
    "of another algorithm": (answer(algorithm=SHA384), False),
    "the digest alone": (DIGEST, False),
    "the digest in a text": (within(0x30, within(0x0C, DIGEST)), False),
    "cut off": (answer()[:-1], False),
    "more behind it": (answer() + DIGEST, False),
    "nothing": (b"", False),
    "ends within ends": (b"\x30\x80" * MANY + DIGEST, False),
    "pieces within pieces": (answer(info=in_pieces(MANY)), False),
}


def test_both_read_what_a_stamp_is_over_as_the_product_does() -> None:
    expected = {name: fits for name, (_, fits) in TRIED.items()}
    by_command = {
        name: VERIFIER.stamped_digest(data) == DIGEST for name, (data, _) in TRIED.items()
    }
    assert by_command == expected
    asked = [[data.hex() for data, _ in TRIED.values()], DIGEST.hex()]
    by_page = worked_out(
        "given[0].map((each) => { const over = stampedDigest(unhex(each));"
        " return Boolean(over) && hex(over) === given[1]; })",
        asked,
    )
    assert by_page == list(expected.values())
    assert {name: is_stamp(data, NOTE) for name, (data, _) in TRIED.items()} == expected
