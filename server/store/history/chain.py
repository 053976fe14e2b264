"""The hash chain of a stream: what is hashed, in which form, and whether it still fits.

An event's hash is the SHA-256 of its header as RFC 8785 canonical JSON. The header names the
previous event's hash and the digest of the salted payload, so that a payload can be erased on legal
ground while every proof still holds.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import UUID

import rfc8785

FORMAT = 1
Row: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The hashed part of an event; instants are ISO 8601 in UTC with microseconds."""

    format: int
    id: str
    province: str
    stream: str
    seq: int
    prev_hash: str
    kind: str
    object: str
    act_time: str
    db_time: str
    clock_offset_seconds: int
    definition_hash: str
    form_hash: str
    attachments: tuple[str, ...]
    simulated: bool
    payload_digest: str

    def hash(self) -> str:
        """Return the event's hash in hexadecimal."""
        return hashlib.sha256(self.text().encode()).hexdigest()

    def text(self) -> str:
        """Return what is hashed: the header as canonical JSON."""
        return canonical({name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def of(cls, row: "Row") -> "Header":
        """Rebuild a header from a row of the event table."""
        values: dict[str, Any] = {name: row[name] for name in cls.__slots__}
        values["id"] = str(row["id"])
        values["act_time"] = instant(row["act_time"])
        values["db_time"] = instant(row["db_time"])
        values["attachments"] = tuple(json.loads(str(row["attachments"])))
        return cls(**values)

    def told_as(self, attachments: str) -> bool:
        """Tell whether the list of files stands as it is written: it can be spelled otherwise."""
        return json.dumps(self.attachments) == attachments


def canonical(value: Mapping[str, Any]) -> str:
    """Write JSON data in its one canonical form, RFC 8785.

    The standard library writes the same in a fifth of the time, but for what `_UNUSUAL` finds:
    keys the RFC sorts otherwise, numbers it writes otherwise or refuses. Those raise ValueError.
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return rfc8785.dumps(value).decode() if _UNUSUAL.search(text) else text


_UNUSUAL = re.compile('[\ud800-\U0010ffff]|(":|[,\\[])-?([0-9]{16}|[0-9]+[.e])')
"""A character the RFC may sort otherwise; a whole number near 2^53, a fraction, an exponent."""


def payload_digest(salt: str, payload: str) -> str:
    """Return SHA-256(salt‖payload) in hexadecimal; the salt is hexadecimal, too."""
    return hashlib.sha256(bytes.fromhex(salt) + payload.encode()).hexdigest()


def instant(value: object) -> str:
    """Write an instant as it is hashed."""
    if not isinstance(value, datetime):
        raise TypeError(type(value).__name__)
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain no longer fits, and why: `hash`, `previous`, `sequence` or `payload`."""

    event_id: UUID
    seq: int
    why: str


def breaks(rows: Iterable[Row], *, whole: bool = False) -> list[Break]:
    """Name every event of one stream, in order of `seq`, that does not fit.

    A row carries the columns of `event` and, unless its payload was erased, `salt` and `payload`.
    The rows of a `whole` stream begin with its first event.
    """
    found: list[Break] = []
    before: tuple[int, str] | None = (0, "") if whole else None
    for row in rows:
        if why := _misfit(row, before):
            found.append(Break(UUID(str(row["id"])), row["seq"], why))
        before = row["seq"], str(row["hash"])
    return found


def _misfit(row: Row, before: tuple[int, str] | None) -> str:
    header = _header(row)
    if header is None or header.hash() != row["hash"]:
        return "hash"
    if before is None and header.seq == 1 and header.prev_hash:
        return "previous"
    if before is not None and header.seq != before[0] + 1:
        return "sequence"
    if before is not None and header.prev_hash != before[1]:
        return "previous"
    return "" if _payload_fits(row, header) else "payload"


def _header(row: Row) -> Header | None:
    """Return the header; None where a column holds what no header was ever written with."""
    try:
        header = Header.of(row)
    except (TypeError, ValueError):
        return None
    return header if header.told_as(str(row["attachments"])) else None


def _payload_fits(row: Row, header: Header) -> bool:
    salt, payload = row.get("salt"), row.get("payload")
    if salt is None:
        return True
    try:
        if bytes.fromhex(str(salt)).hex() != salt:  # the same number can be written otherwise
            return False
        return payload_digest(str(salt), str(payload)) == header.payload_digest
    except ValueError:
        return False
