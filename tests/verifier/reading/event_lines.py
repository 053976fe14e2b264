"""Lines of events, one for each way in which one is none, or contradicts itself."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import rfc8785

EventLine = tuple[str, bytes, list[str] | None]
"""What is done, the line, and the codes of what is found; None for what is no event at all."""
SALT = bytes(16)
PAYLOAD: dict[str, Any] = {"outcome": "approve"}
HEADER: dict[str, Any] = {
    **dict.fromkeys(("prev_hash", "definition_hash", "form_hash"), ""),
    "format": 1,
    "seq": 1,
    "clock_offset_seconds": 0,
    "simulated": False,
    "attachments": [],
    "id": "1",
    "province": "p",
    "stream": "people",
    "kind": "k",
    "object": "o",
    "act_time": "2024-12-02T01:00:00.000000Z",
    "db_time": "2024-12-02T01:00:00.000000Z",
}
REACHING = (
    (b'{"a":1},{"b":[{}', b"{}]}"),
    (b'{"a":1},{"b":"}', b'{"}'),
    (b'{"a":1},"x",{"b":[{}', b"{}]}"),
    (b'{"a":[{}', b'{}],"b":2},{"c":3}'),
)
"""Contents of two lines, neither JSON, that would be two objects if a comma stood between them."""
OTHERWISE = (
    *(b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1.0}', b"{x}", b'{"a":NaN}', b'{"a":1,"a":1}'),
    *(each for pair in REACHING for each in pair),
)
PLAIN = (b"{}", b'{"a":[]}', b'{"moved":[{}]}', '{"a":"Lý do “1”"}'.encode())
CANONICAL = (*PLAIN, b'{"a":0.5}', b'{"a":1e-7}', '{"😀":1,"\uffff":2}'.encode())
GONE: dict[str, Any] = {"payload": b"null", "salt": b"null"}


def line(header: bytes | None = None, **parts: bytes) -> bytes:
    """Write a line; whatever is not said is sound."""
    payload, salt = parts.get("payload", rfc8785.dumps(PAYLOAD)), parts.get("salt", _quoted(SALT))
    header = _header(payload) if header is None else header
    told = {
        "erased": b"null",
        "hash": b'"%s"' % hashlib.sha256(header).hexdigest().encode(),
        "header": header,
        "leaf": b"0",
        "missing": b"false",
        "payload": payload,
        "salt": salt,
        "type": b'"event"',
        "withheld": b"false",
        **parts,
    }
    fields = (b'"%s":%s' % (name.encode(), value) for name, value in told.items())
    return b"{" + b",".join(fields) + b"}\n"


def event_lines() -> Iterator[EventLine]:
    """Go through all of them."""
    yield "sound", line(), []
    yield from _of_another_form()
    yield from _headers()
    yield from _contents()


def _of_another_form() -> Iterator[EventLine]:
    for name, value in (
        ("erased", b"1"), ("erased", b'"' + b"x" * 65 + b'"'), ("leaf", b"01"), ("leaf", b"-1"),
        ("leaf", b"1.0"), ("leaf", b"1" + b"0" * 16), ("missing", b"null"), ("withheld", b"1"),
        ("type", b'"other"'), ("salt", b'"%s"' % (b"0" * 31)), ("salt", b'"%s"' % (b"A" * 32)),
        ("hash", b'"%s"' % (b"0" * 63)), ("hash", b'"%s"' % (b"A" * 64)), ("payload", b"[]"),
        ("payload", b"1"), ("payload", b"nullx"), ("payload", b"{"), ("payload", b'{"a":1}x'),
    ):  # fmt: skip
        yield f"{name} {value[:9]!r}", line(**{name: value}), None
    yield "more behind it", line()[:-1] + b" \n", None
    yield "a field more", line()[:-2] + b',"x":1}\n', None
    yield "no payload and no salt in it", line().partition(b',"salt"')[0] + b"}\n", None


def _headers() -> Iterator[EventLine]:
    payload = rfc8785.dumps(PAYLOAD)

    def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
        header = {**HEADER, "payload_digest": _digest(payload)}
        change(header)
        return line(rfc8785.dumps(header))

    for name, value in (
        ("seq", 0), ("seq", -1), ("seq", True), ("seq", "1"), ("format", 2), ("attachments", [1]),
        ("attachments", {}), ("simulated", 0), ("stream", None), ("x", "y"),
    ):  # fmt: skip
        yield f"header {name} {value!r}", changed(lambda h, n=name, v=value: h.update({n: v})), None  # type: ignore[misc] # bound at once
    for name in HEADER:
        yield f"header without {name}", changed(lambda h, n=name: h.pop(n)), None  # type: ignore[misc] # bound at once
    for header in (b"{x}", b"{x", b"{}x"):
        yield f"header {header!r}", line(header), None
    yield "white space in the header", line(_header(payload).replace(b":", b": ", 1)), ["hash"]
    yield "another hash", line(hash=b'"%s"' % (b"0" * 64)), ["hash"]


def _contents() -> Iterator[EventLine]:
    for reason, value in (("missing", b"true"), ("withheld", b"true"), ("erased", b'"e"')):
        found = ["missing"] if reason == "missing" else []
        yield f"{reason}, nothing there", line(**{**GONE, reason: value}), found
        yield f"{reason}, a salt there", line(payload=b"null", **{reason: value}), ["state"]
        yield f"{reason}, content there", line(**{reason: value}), ["state"]
        yield f"{reason}, content without salt", line(salt=b"null", **{reason: value}), ["state"]
    yield "nothing there, no reason", line(**GONE), ["state"]
    yield "a salt alone", line(payload=b"null"), ["state"]
    yield "content without salt", line(salt=b"null"), ["state"]
    yield "two reasons", line(**GONE, missing=b"true", withheld=b"true"), ["state"]
    yield "content of another digest", line(_header(b"{}")), ["payload"]
    yield "content with another salt", line(salt=_quoted(b"1" * 16)), ["payload"]
    for told in OTHERWISE:
        yield f"content {told!r}", telling(told), ["canonical"]
    for told in CANONICAL:
        yield f"content {told!r}", telling(told), []


def telling(payload: bytes) -> bytes:
    """Write the line of an event that tells something, with the digest of it."""
    return line(_header(payload), payload=payload)


def _header(payload: bytes) -> bytes:
    return rfc8785.dumps({**HEADER, "payload_digest": _digest(payload)})


def _digest(payload: bytes) -> str:
    return hashlib.sha256(SALT + payload).hexdigest()


def _quoted(salt: bytes) -> bytes:
    return b'"%s"' % salt.hex().encode()
