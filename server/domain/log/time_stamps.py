"""Requests to a time-stamping authority and the look at its answer (RFC 3161), byte by byte.

Whether a stamp holds, by the authority's certificate, is told by `openssl ts -verify` and by
auditors who pinned its root; here an answer is only known to be about what was asked.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.log.ber import FIRST, INTEGER, OCTETS, OID, SEQUENCE, NotWritten, Value, values

SHA256 = bytes.fromhex("608648016503040201")
"""The number of SHA-256 among algorithms."""
NO_PARAMETER = b"\x05\x00"
NONCE_BYTES = 8
GRANTED = frozenset({0, 1})
"""Granted, and granted with changes."""


class NoStamp(Exception):
    """An answer that is no stamp of what was asked; the text says why."""


@dataclass(frozen=True, slots=True)
class _Stamped:
    """What a stamp says of what was asked: the digest it is over, the request's number."""

    digest: bytes
    nonce: bytes


def request(data: bytes, nonce: bytes) -> bytes:
    """Write the request to stamp the SHA-256 of data, with the authority's certificate.

    `nonce` is eight random bytes; the same must be given to `judge`.
    """
    algorithm = _tagged(SEQUENCE, _tagged(OID, SHA256) + NO_PARAMETER)
    imprint = _tagged(SEQUENCE, algorithm + _tagged(OCTETS, hashlib.sha256(data).digest()))
    number = _tagged(INTEGER, _number(nonce))
    return _tagged(SEQUENCE, b"\x02\x01\x01" + imprint + number + b"\x01\x01\xff")


def judge(answer: bytes, data: bytes, nonce: bytes) -> None:
    """Pass an answer by which the authority granted this very request. Raises NoStamp."""
    stamped = _stamped(answer)
    if stamped.digest != hashlib.sha256(data).digest():
        raise NoStamp("a time stamp over something else")
    if stamped.nonce != _number(nonce):
        raise NoStamp("a time stamp that answers another request")


def is_stamp(answer: bytes, data: bytes) -> bool:
    """Tell whether an answer grants a stamp over the data, whoever asked."""
    try:
        return _stamped(answer).digest == hashlib.sha256(data).digest()
    except NoStamp:
        return False


def _stamped(answer: bytes) -> _Stamped:
    """Read what an answer grants. Raises NoStamp where it grants nothing or is none."""
    try:
        (whole,) = values(answer)
        status, *token = whole.parts(SEQUENCE)
        number = int.from_bytes(_number_in(status.parts(SEQUENCE)[:1]), "big")
        if number in GRANTED:
            return _told(token[0])
    except (ValueError, IndexError):
        raise NoStamp("no time stamp") from None
    raise NoStamp(f"refused with status {number}")


def _told(token: Value) -> _Stamped:
    """Read what the SignedData of a token holds. Raises ValueError or IndexError."""
    (signed,) = token.parts(SEQUENCE)[1].parts(FIRST)
    (held,) = signed.parts(SEQUENCE)[2].parts(SEQUENCE)[1].parts(FIRST)
    (info,) = values(held.octets())
    _version, _policy, imprint, _serial, _time, *more = info.parts(SEQUENCE)
    algorithm, digest = imprint.parts(SEQUENCE)
    if algorithm.parts(SEQUENCE)[0] != Value(OID, SHA256):
        raise NotWritten
    return _Stamped(digest.octets(), _number_in(more))


def _number_in(parts: Sequence[Value]) -> bytes:
    """Return the first INTEGER among values; nothing where there is none."""
    return next((part.content for part in parts if part.tag == INTEGER), b"")


def _number(nonce: bytes) -> bytes:
    """Answer the nonce as a positive number of eight bytes."""
    return bytes([nonce[0] & 0x3F | 0x40]) + nonce[1:]


def _tagged(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content
