"""Single changes of an export: of any field of any line, of a line, of a byte."""

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import rfc8785

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An export with one change: which line it is on (from 1), and what was done."""

    data: bytes
    line: int
    told: str


def lines_of(data: bytes) -> list[bytes]:
    """Split an export into its lines, each with its line feed."""
    return data.splitlines(keepends=True)


def summed(lines: list[bytes]) -> bytes:
    """Join lines, and make the last one fit them: what whoever changes a file does, too."""
    body = lines[:-1]
    total = hashlib.sha256(b"".join(hashlib.sha256(line).digest() for line in body)).hexdigest()
    return b"".join([*body, written({"type": "end", "lines": len(body), "sha256": total})])


def written(line: object) -> bytes:
    """Write a line in canonical form."""
    return bytes(rfc8785.dumps(line)) + b"\n"  # type: ignore[arg-type]


def paths(value: Any, here: Path = ()) -> Iterator[Path]:  # noqa: ANN401 - JSON
    """Yield where a JSON value has something that can be changed."""
    if isinstance(value, dict | list) and value:
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in items:
            yield from paths(part, (*here, name))
    else:
        yield here


def changed(data: bytes, draw: random.Random, *, honest_sum: bool) -> Change:
    """Make one random change; with an honest sum the last line is made to fit again."""
    lines = lines_of(data)
    at = draw.randrange(len(lines))
    how = draw.choice([_field] * 6 + [_without_field, _dropped, _doubled, _swapped, _byte])
    told = how(lines, at, draw)
    whole = summed(lines) if honest_sum and at < len(lines) - 1 else b"".join(lines)
    return Change(whole, at + 1, told)


def _field(lines: list[bytes], at: int, draw: random.Random) -> str:
    """Put another value into a field of a line, of the same type where that can be."""
    line = json.loads(lines[at])
    path = draw.choice(list(paths(line)))
    holder = line
    for name in path[:-1]:
        holder = holder[name]
    before = holder[path[-1]]
    holder[path[-1]] = another(before, draw)
    lines[at] = written(line)
    return f"{line.get('type')} {path}: {before!r} > {holder[path[-1]]!r}"


def another(value: object, draw: random.Random) -> object:
    """Return another value that could stand in its place."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return max(value + draw.choice([-1, 1, 2, 1000]), 0) if value else 1
    if isinstance(value, str) and value:
        place = draw.randrange(len(value))
        sign = draw.choice([sign for sign in "0123456789abcdefXYZ" if sign != value[place]])
        return draw.choice([value[:place] + sign + value[place + 1 :], value[:place], f"{value}0"])
    return draw.choice(["x", 1, True, ["x"]]) if value is None or not value else None


def _without_field(lines: list[bytes], at: int, draw: random.Random) -> str:
    line = json.loads(lines[at])
    name = draw.choice(sorted(line))
    del line[name]
    lines[at] = written(line)
    return f"without {name}"


def _dropped(lines: list[bytes], at: int, draw: random.Random) -> str:
    del draw
    del lines[at]
    return "dropped"


def _doubled(lines: list[bytes], at: int, draw: random.Random) -> str:
    lines.insert(draw.randrange(at, len(lines)), lines[at])
    return "doubled"


def _swapped(lines: list[bytes], at: int, draw: random.Random) -> str:
    other = draw.choice([n for n in range(len(lines)) if lines[n] != lines[at]])
    lines[at], lines[other] = lines[other], lines[at]
    return f"swapped with {other + 1}"


def _byte(lines: list[bytes], at: int, draw: random.Random) -> str:
    line, place = lines[at], draw.randrange(len(lines[at]))
    flipped = line[place] ^ (1 << draw.randrange(8))
    lines[at] = line[:place] + bytes([flipped]) + line[place + 1 :]
    return f"byte {place}"
