"""Requests to a time-stamping authority and the look at its answer (RFC 3161), byte by byte.

Whether a stamp holds, by the authority's certificate, is told by `openssl ts -verify` and by
auditors who pinned its root; here an answer is only known to be about what was asked.
"""

import hashlib

SHA256 = bytes.fromhex("300d06096086480165030402010500")
"""The AlgorithmIdentifier of SHA-256."""
NONCE_BYTES = 8
SEQUENCE, INTEGER = 0x30, 0x02
LONG = 0x80
GRANTED = frozenset({0, 1})
"""Granted, and granted with changes."""


def request(data: bytes, nonce: bytes) -> bytes:
    """Write the request to stamp the SHA-256 of data, with the authority's certificate.

    `nonce` is eight random bytes; the same must be given to `is_answer`.
    """
    imprint = _tagged(SEQUENCE, SHA256 + b"\x04\x20" + hashlib.sha256(data).digest())
    return _tagged(SEQUENCE, b"\x02\x01\x01" + imprint + _number(nonce) + b"\x01\x01\xff")


def is_answer(answer: bytes, data: bytes, nonce: bytes) -> bool:
    """Tell whether the authority granted this very request."""
    return is_stamp(answer, data) and _number(nonce) in answer


def is_stamp(answer: bytes, data: bytes) -> bool:
    """Tell whether an answer grants a stamp over the data, whoever asked."""
    hashed = b"\x04\x20" + hashlib.sha256(data).digest()
    return _is_whole(answer) and _status(answer) in GRANTED and hashed in answer


def _is_whole(answer: bytes) -> bool:
    """Tell whether an answer is one DER sequence, with nothing missing and nothing behind it."""
    if len(answer) < len(("tag", "length")) or answer[0] != SEQUENCE:
        return False
    if answer[1] < LONG:
        return len(answer) == 2 + answer[1]
    after = 2 + answer[1] - LONG
    return len(answer) == after + int.from_bytes(answer[2:after], "big")


def _number(nonce: bytes) -> bytes:
    """Write the nonce as a positive INTEGER of eight bytes."""
    first = nonce[0] & 0x3F | 0x40
    return _tagged(INTEGER, bytes([first]) + nonce[1:])


def _status(answer: bytes) -> int | None:
    """Return the PKIStatus with which an answer begins; None where it is no answer."""
    inner = _content(answer, SEQUENCE)
    info = _content(inner, SEQUENCE)
    number = _content(info, INTEGER)
    return number[0] if number else None


def _content(data: bytes, tag: int) -> bytes:
    """Return what stands in the first value, if it has this tag; nothing where it has not."""
    if len(data) < len(("tag", "length")) or data[0] != tag:
        return b""
    if data[1] < LONG:
        return data[2 : 2 + data[1]]
    begins = 2 + data[1] - LONG
    return data[begins : begins + int.from_bytes(data[2:begins], "big")]


def _tagged(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content
