"""The lines of an export that a stranger can verify, as `docs/audit-format.md` describes them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from typing import IO, Any, TypeVar

from server.domain.canonical import Json
from server.store.history.chain import Header, canonical
from server.store.history.history_events import HistoryEvent

FORMAT = "binhxet-export/1"
_Each = TypeVar("_Each")


class Lines:
    """Writes lines to a file and counts them by type."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.counts: dict[str, int] = {}

    def add(self, kind: str, line: bytes) -> None:
        """Write one line of a type."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.file.write(line + b"\n")

    def say(self, kind: str, /, **fields: Json) -> None:
        """Write one line of a type from its fields."""
        self.add(kind, canonical({"type": kind, **fields}).encode())


class Sum:
    """The SHA-256 over the SHA-256 of every line, so that a browser can work it out, too."""

    def __init__(self) -> None:
        self.lines = 0
        self._digest = hashlib.sha256()

    def add(self, line: bytes) -> None:
        """Take the next line with its line feed."""
        self.lines += 1
        self._digest.update(hashlib.sha256(line).digest())

    def end(self) -> bytes:
        """Return the last line."""
        said = {"type": "end", "lines": self.lines, "sha256": self._digest.hexdigest()}
        return canonical(said).encode() + b"\n"


def batches(found: Iterable[_Each], most: int) -> Iterator[list[_Each]]:
    """Put what comes, however much it is, into lists of `most` and the rest."""
    rest = iter(found)
    while batch := list(islice(rest, most)):
        yield batch


def event_line(
    event: HistoryEvent, *, kind: str, leaf: int | None, withheld: bool, erased: str = ""
) -> bytes:
    """Write an event: header and payload stand as the very bytes that were hashed.

    `withheld`: nobody may read here what it tells; `erased` names the erasure that took it.
    """
    shown = not (withheld or erased or event.missing)
    payload = str(event.row["payload"]) if shown else "null"
    if shown and event.unreadable:
        payload = canonical_text(payload)
    fields = {
        "erased": canonical_text(erased) if erased else "null",
        "hash": canonical_text(str(event.row["hash"])),
        "header": canonical(header_of(event)),
        "leaf": "null" if leaf is None else str(leaf),
        "missing": _truth(event.missing and not erased),
        "payload": payload,
        "salt": canonical_text(str(event.row["salt"])) if shown else "null",
        "type": canonical_text(kind),
        "withheld": _truth(withheld and not event.missing and not erased),
    }
    return ("{" + ",".join(f'"{name}":{value}' for name, value in fields.items()) + "}").encode()


def header_of(event: HistoryEvent) -> Mapping[str, Any]:
    """Return the hashed header; one that no version has written is told as its columns stand."""
    try:
        return asdict(Header.of(event.row))
    except (TypeError, ValueError):
        return {name: str(event.row[name]) for name in Header.__slots__}


def canonical_text(text: str) -> str:
    """Write a text as JSON."""
    return canonical({"": text})[len('{"":') : -1]


def _truth(value: bool) -> str:  # noqa: FBT001 - a word for a truth
    return "true" if value else "false"
