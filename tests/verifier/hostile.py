"""Exports by who has both verifiers in their hands, and looks for what makes one of them slip.

Whatever JSON allows, whatever a language reads otherwise than another, and what fills memory.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import rfc8785

from tests.verifier.changing import lines_of, summed, written
from tests.verifier.forging import Line, event_of, forged
from tests.verifier.logged import Logged, new_keys

DEEP = 3000
TOO_LONG = 64 * 1024 * 1024 + 1
Hostile = tuple[str, bytes, int]
"""A name, the file, the exit code: see REFUSED and EITHER."""
REFUSED, EITHER = -1, -2
"""Any exit code but 0; any at all, as long as both say the same."""


def hostile_files(history: Logged) -> Iterator[Hostile]:
    """Go through the files."""
    whole = history.exports["case"]
    yield from _lines(whole)
    yield from _first_lines(whole)
    yield from _types(whole)
    yield from _texts(whole)
    yield from _numbers(whole)
    yield from _spliced(history)
    yield from _by_the_log_itself(history)


def _lines(whole: bytes) -> Iterator[Hostile]:
    lines = lines_of(whole)
    yield "CRLF", whole.replace(b"\n", b"\r\n"), 2
    yield "CRLF but in the first line", lines[0] + b"".join(lines[1:]).replace(b"\n", b"\r\n"), 1
    yield "a byte order mark", b"\xef\xbb\xbf" + whole, 2
    yield (
        "a byte order mark in the middle",
        summed([*lines[:3], b"\xef\xbb\xbf" + lines[3], *lines[4:]]),
        1,
    )
    yield "a space before the first line", b" " + whole, 2
    yield "a space behind the first line", summed([lines[0][:-1] + b" \n", *lines[1:]]), 2
    yield from _broken_lines(lines)


def _broken_lines(lines: list[bytes]) -> Iterator[Hostile]:
    whole = b"".join(lines)
    yield "an empty line", summed([*lines[:3], b"\n", *lines[3:]]), 1
    yield "an empty line at the end", whole + b"\n", 1
    yield "no line feed at the end", whole[:-1], 1
    yield "NUL in the middle", summed([*lines[:3], b"\0\n", *lines[3:]]), 1
    yield (
        "NUL in an event",
        summed([each.replace(b'"kind":"', b'"kind":"\0', 1) for each in lines]),
        1,
    )
    yield "NUL alone", b"\0" * 100, 2
    yield "no text", b"\xff\xfe" + whole, 2
    yield "bytes that are no text", summed([*lines[:3], b"\xc3\x28\n", *lines[3:]]), 1
    yield "an array", b"[]\n", 2
    yield "a number", b"1\n", 2
    yield "a line feed", b"\n", 2
    yield "a line of a gigabyte's kind", lines[0] + b'{"content":"' + b"x" * TOO_LONG, 2
    yield "a first line of a gigabyte's kind", b'{"counts":"' + b"x" * TOO_LONG, 2
    yield "many short lines", lines[0] + b"{}\n" * 200_000 + lines[-1], 1


def _first_lines(whole: bytes) -> Iterator[Hostile]:
    lines = lines_of(whole)

    def first(**changes: object) -> bytes:
        return summed([written({**json.loads(lines[0]), **changes}), *lines[1:]])

    counts = json.loads(lines[0])["counts"]
    scope = json.loads(lines[0])["scope"]
    yield "a type that is a list", first(type=["export"]), 2
    yield "a count that is true", first(counts={**counts, "checkpoint": True}), 1
    yield "a count too many", first(counts={**counts, "toString": 1}), 1
    for name, value in (
        ("until", 0), ("until", 1), ("until", []), ("until", ""), ("since", 5), ("since", ""),
        ("streams", "case/"), ("streams", 5), ("streams", {}), ("streams", [1]), ("known", True),
        ("known", "x"), ("known", -1), ("until", True), ("since", "2024"), ("until", "9"),
    ):  # fmt: skip
        changed = {**scope, name: value}
        yield f"{name} is {value!r}", first(scope=changed), 2
        yield f"{name} is {value!r}, the act says so", _asking(lines, changed), 2
    for more in ({}, 0, [], "", False, {"a": 1}, [0], 1, "x"):
        yield f"more is {more!r}", first(scope={**scope, "more": more}), 1
        asked = _asking(lines, {**scope, "more": more})
        yield f"more is {more!r}, the act says so", asked, EITHER
    raw = lines[0]
    yield (
        "a name twice",
        summed([raw.replace(b'"format":', b'"format":"x","format":', 1), *lines[1:]]),
        1,
    )
    for number in (b"1e999", b"-1e999", b"1e-999", b"9" * 5000, b"1.5", b"-0", b"1E2", b"NaN"):
        counted = raw.replace(b'"counts":{', b'"counts":{"a":' + number + b",", 1)
        yield f"the number {number[:9]!r}", summed([counted, *lines[1:]]), REFUSED


def _asking(lines: list[bytes], scope: dict[str, Any]) -> bytes:
    """Let the act of exporting, which no checkpoint covers yet, ask for the same."""
    changed = [json.loads(line) for line in lines]
    changed[0]["scope"] = scope
    for line in changed:
        if line["type"] == "beside" and line["header"]["kind"] == "history.exported":
            line["payload"]["filter"] = scope
            _hashed(line)
    return summed([written(line) for line in changed])


def _hashed(line: Line) -> None:
    salted = bytes.fromhex(line["salt"]) + rfc8785.dumps(line["payload"])
    line["header"]["payload_digest"] = hashlib.sha256(salted).hexdigest()
    line["hash"] = hashlib.sha256(rfc8785.dumps(line["header"])).hexdigest()


def _types(whole: bytes) -> Iterator[Hostile]:
    """Put another JSON type where one is expected, and say names that languages know."""

    def each(name: str, change: Callable[[Line], object], wanted: str) -> Hostile:
        changed = [json.loads(line) for line in lines_of(whole)]
        change(next(line for line in changed if line["type"] == wanted))
        return name, summed([written(line) for line in changed]), 1

    def piece(*, value: object, at: int) -> Callable[[Line], object]:
        return lambda line: line["pieces"][-1].__setitem__(at, value)

    yield each("a type in a list", lambda line: line.update(type=["head"]), "head")
    yield each("a seq in a list", lambda line: line.update(seq=[line["seq"]]), "head")
    yield each("a piece that begins with true", piece(value=True, at=0), "pieces")
    yield each("a piece of a level false", piece(value=False, at=1), "pieces")
    yield each("a piece that is none", lambda line: line["pieces"].append(None), "pieces")
    yield each("a piece of more", lambda line: line["pieces"][0].append(1), "pieces")
    yield each("pieces without one", lambda line: line.update(pieces=[]), "pieces")
    yield each("names that are numbers", lambda line: line.update(names=[1, None]), "file")
    yield each("a note of nothing", lambda line: line.update(note=""), "checkpoint")
    lines = lines_of(whole)
    for word in ("toString", "constructor", "__proto__", "hasOwnProperty", "valueOf", "__class__"):
        extra = written({"type": word})
        yield f"a line of type {word}", summed([*lines[:3], extra, *lines[3:]]), 1
        counted = json.loads(lines[0])
        counted["counts"][word] = f"function {word}() {{ [native code] }}1"
        yield (
            f"that is counted: {word}",
            summed([written(counted), *lines[1:3], extra, *lines[3:]]),
            1,
        )


def _texts(whole: bytes) -> Iterator[Hostile]:
    """Say in texts what a terminal or a page would obey."""
    lines = lines_of(whole)
    for name, stream in (
        ("a terminal's colours", "\x1b[2J\x1b[H\x1b[32mPROVED"),
        ("a line feed", "x\nĐÃ CHỨNG MINH\n"),
        ("from right to left", "\u202edevorp"),
        ("half a character", "\ud800"),
        ("a tag", "<img src=x onerror=alert(1)>"),
    ):
        head = json.dumps(
            {"hash": "", "seq": 1, "stream": stream, "type": "head"},
            ensure_ascii="\ud800" in stream,
            separators=(",", ":"),
        )  # fmt: skip
        yield f"a stream that is {name}", summed([*lines[:3], head.encode() + b"\n", *lines[3:]]), 1
    scope = {**json.loads(lines[0])["scope"], "streams": ["SURROGATE"]}
    changed = _asking(lines, scope).replace(b"SURROGATE", b"\\ud800")
    yield "half a character in the scope", summed(lines_of(changed)), 1


def _numbers(whole: bytes) -> Iterator[Hostile]:
    lines = lines_of(whole)
    head = next(n for n, line in enumerate(lines) if line.endswith(b'"type":"head"}\n'))
    for number in (b"1e999", b"9007199254740993", b"9" * 400, b"9" * 5000, b"1.0", b"-0", b"0.1"):
        line = lines[head].replace(b'"seq":', b'"seq":' + number + b',"x":')
        yield f"a head with {number[:9]!r}", summed([*lines[:head], line, *lines[head + 1 :]]), 1
        raw = json.loads(lines[head])
        seq = f'"seq":{raw["seq"]}'.encode()
        line = lines[head].replace(seq, b'"seq":' + number)
        yield f"a head at {number[:9]!r}", summed([*lines[:head], line, *lines[head + 1 :]]), 1
    for open_, close in ((b"[", b"]"), (b'{"a":', b"}")):
        for deep in (DEEP, 200_000):
            nested = open_ * deep + b"1" + close * deep + b"\n"
            yield f"{deep} {open_!r} deep", summed([*lines[:3], nested, *lines[3:]]), 1
            yield f"{deep} {open_!r} deep at first", nested, 2
            counted = lines[0].replace(b'"counts":{', b'"counts":{"a":' + nested[:-1] + b",", 1)
            yield f"{deep} {open_!r} deep in counts", summed([counted, *lines[1:]]), REFUSED


def _spliced(history: Logged) -> Iterator[Hostile]:
    """Put two exports together; each alone is sound."""
    one, other = lines_of(history.exports["case"]), lines_of(history.exports["period"])
    yield "one behind the other", b"".join([*one, *other]), 1
    yield "two first lines", summed([*one[:1], *other]), 1
    yield "the end of another", b"".join([*one[:-1], other[-1]]), 1
    events = [line for line in other if line.startswith(b'{"erased":')]
    yield "events of another", summed([*one[:-1], *events, one[-1]]), 1
    checkpoint = [line for line in one if line.endswith(b'"type":"checkpoint"}\n')]
    yield "the last checkpoint twice", summed([*one[:-1], checkpoint[-1], one[-1]]), 1
    yield "the tail dropped", summed([*one[: len(one) // 2], one[-1]]), 1
    own = new_keys()
    yield "signed by a key of one's own", forged(history.exports["case"], _nothing, log=own.log), 1


def _by_the_log_itself(history: Logged) -> Iterator[Hostile]:
    """Who has every key writes what the product never writes."""
    keys, whole = history.keys, history.exports["whole"]

    def by(change: Callable[[list[Line]], None]) -> bytes:
        return forged(whole, change, log=keys.log, witness=keys.witness)

    def header(name: str, value: object) -> Callable[[list[Line]], None]:
        return lambda lines: event_of(lines, "case.opened")["header"].__setitem__(name, value)

    for name, value in (
        ("seq", 1.5), ("seq", True), ("seq", "1"), ("seq", None), ("act_time", 5),
        ("province", None), ("attachments", None), ("attachments", {}), ("attachments", "abc"),
        ("attachments", [[1]]), ("definition_hash", ["x"]), ("definition_hash", 5), ("id", {}),
        ("object", None), ("kind", 5), ("kind", "toString"), ("kind", "constructor"),
        ("simulated", 1), ("prev_hash", 5), ("format", 2),
    ):  # fmt: skip
        yield f"header {name} {value!r}", by(header(name, value)), EITHER

    yield from _told(by)


def _told(by: Callable[[Callable[[list[Line]], None]], bytes]) -> Iterator[Hostile]:
    """Say in payloads what no act says."""

    def told(kind: str, change: Callable[[Line], object]) -> Callable[[list[Line]], None]:
        return lambda lines: (change(event_of(lines, kind)["payload"]), None)[1]

    yield (
        "nominees of mixed types",
        by(told("case.opened", _put("nominees", [1, "a", None]))),
        EITHER,
    )
    yield "nominees that are a table", by(told("case.opened", _put("nominees", {"a": 1}))), EITHER
    yield "rules in a list", by(told("case.opened", _put("rules", ["x"]))), EITHER
    yield "previous a table", by(told("case.opened", _put("previous", {"a": 1}))), EITHER
    yield "files that are texts", by(told("case.opened", _put("files", ["x", {"name": 1}]))), EITHER
    for points in ("1e999999999", "1/3", " 1 ", "1_0", "٣", "-", "", "9" * 100_000, "NaN", "1."):
        yield f"points {points[:12]!r}", by(told("scores.frozen", _worth(points))), EITHER
    for deep in (97, 98, 99, 100, 500):
        change = told("case.opened", _put("deep", _nested(deep)))
        yield f"a payload {deep} deep", by(change), EITHER


def _nested(deep: int) -> Any:  # noqa: ANN401 - JSON
    return [_nested(deep - 1)] if deep else 1


def _worth(points: str) -> Callable[[Line], object]:
    return lambda payload: payload["ranking"][0].update(total=points)


def _put(name: str, value: object) -> Callable[[Line], object]:
    return lambda payload: payload.__setitem__(name, value)


def _nothing(_: list[Line]) -> None:
    """Change nothing."""
