"""Values of ASN.1 as strangers write them."""

import pytest

from server.domain.log import ber
from server.domain.log.ber import NotWritten, Value, values

MANY = 4000


def within(tag: int, content: bytes) -> bytes:
    """Write a value whose length takes three bytes."""
    return bytes([tag, 0x83]) + len(content).to_bytes(3, "big") + content


def test_an_octet_string_may_come_in_pieces() -> None:
    pieces = within(ber.CONSTRUCTED_OCTETS, within(ber.OCTETS, b"ab") + within(ber.OCTETS, b"c"))
    (read,) = values(pieces)
    assert read.octets() == b"abc"


def test_pieces_within_pieces_without_end_are_refused() -> None:
    data = within(ber.OCTETS, b"")
    for _ in range(MANY):
        data = within(ber.CONSTRUCTED_OCTETS, data)
    (read,) = values(data)
    with pytest.raises(NotWritten):
        read.octets()


@pytest.mark.parametrize(
    "data",
    [
        b"\x30",
        b"\x30\x05ab",
        b"\x1f\x01a",
        b"\x30\x80ab",
        b"\x30\x80" * MANY,
        b"\x30\x84\xff\xff\xff\xffab",
    ],
    ids=["no length", "cut off", "long tag", "without end", "ends within ends", "too long"],
)
def test_what_is_no_value_is_refused(data: bytes) -> None:
    with pytest.raises(NotWritten):
        values(data)


def test_values_one_after_another_with_nothing_behind() -> None:
    assert values(b"\x02\x01\x05\x06\x00") == [Value(2, b"\x05"), Value(6, b"")]
