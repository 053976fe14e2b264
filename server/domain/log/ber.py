"""Values of ASN.1 as they stand in bytes: tag, content (BER, of which DER is a part)."""

from collections.abc import Sequence
from dataclasses import dataclass

INTEGER, OCTETS, OID, SEQUENCE = 0x02, 0x04, 0x06, 0x30
CONSTRUCTED_OCTETS = 0x24
FIRST = 0xA0
"""What stands under the context's number 0."""
LONG = 0x80
MANY_TAGS = 0x1F
DEEPEST = 16
END = b"\x00\x00"


class NotWritten(ValueError):
    """The bytes are no values: cut off, of a tag nobody uses here, or too deep in one another."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag with the bit that says it holds others, and what it holds."""

    tag: int
    content: bytes

    def parts(self, tag: int) -> Sequence["Value"]:
        """Return the values that one of this tag holds. Raises NotWritten for another tag."""
        if self.tag != tag:
            raise NotWritten
        return values(self.content)

    def octets(self, depth: int = DEEPEST) -> bytes:
        """Return the bytes of an octet string, also of one in pieces. Raises NotWritten."""
        if self.tag == CONSTRUCTED_OCTETS and depth:
            return b"".join(part.octets(depth - 1) for part in values(self.content))
        if self.tag != OCTETS:
            raise NotWritten
        return self.content


def values(data: bytes) -> Sequence[Value]:
    """Return the values that stand one after another, with nothing behind. Raises NotWritten."""
    found, at = [], 0
    while at < len(data):
        value, at = _value(data, at, DEEPEST)
        found.append(value)
    return found


def _value(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    """Return the value that begins there, and where it ends."""
    begins = at + 2
    if begins > len(data) or depth == 0 or data[at] & MANY_TAGS == MANY_TAGS:
        raise NotWritten
    length = data[at + 1]
    if length == LONG:
        return _open_ended(data, at, depth)
    if length > LONG:
        counted = begins + length - LONG
        length, begins = int.from_bytes(data[begins:counted], "big"), counted
    if begins + length > len(data):
        raise NotWritten
    return Value(data[at], data[begins : begins + length]), begins + length


def _open_ended(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    """Return a value that says where it ends only at its end."""
    inside = at + 2
    while data[inside : inside + len(END)] != END:
        _, inside = _value(data, inside, depth - 1)
    return Value(data[at], data[at + 2 : inside]), inside + len(END)
