"""An export for each thing a verifier can find: whoever forgets one of them is found out."""

import hashlib
import json
from collections.abc import Callable, Iterator

import rfc8785

from tests.verifier.changing import lines_of, summed, written
from tests.verifier.forging import Line
from tests.verifier.logged import Logged

Found = tuple[str, bytes, str]
"""What is done, the file, and the code of what is found."""


def each_finding(history: Logged) -> Iterator[Found]:
    """Go through them."""
    whole = history.exports["case"]
    for name, kind, change, code in LINES:
        lines = [json.loads(line) for line in lines_of(whole)]
        # the one in the middle has others of its kind on both sides
        of_kind = [line for line in lines if line["type"] == kind]
        change(of_kind[len(of_kind) // 2])
        yield name, summed([written(line) for line in lines]), code
    raw = lines_of(whole)
    head = next(n for n, line in enumerate(raw) if line.endswith(b'"type":"head"}\n'))
    yield "a head twice", summed([*raw[: head + 1], *raw[head:]]), "head"
    unknown = written({"hash": "", "seq": 3, "stream": "zzz", "type": "head"})
    last = max(n for n, line in enumerate(raw) if line.endswith(b'"type":"head"}\n'))
    yield "a head of nothing", summed([*raw[: last + 1], unknown, *raw[last + 1 :]]), "head"
    hidden = written({"from": 9, "stream": "case/x", "to": 9, "type": "hidden"})
    yield "a hidden event of a case", summed([*raw[:head], hidden, *raw[head:]]), "sequence"
    yield "white space", summed([raw[0], raw[1].replace(b":", b": ", 1), *raw[2:]]), "canonical"
    yield "white space at first", summed([raw[0].replace(b":", b": ", 1), *raw[1:]]), "canonical"
    yield "a line behind the end", whole + raw[1], "end"
    yield "contents the other way round", summed([raw[0], raw[2], raw[1], *raw[3:]]), "order"
    yield from _periods(history)


def _periods(history: Logged) -> Iterator[Found]:
    """Say that a period ends before its events do."""
    lines = [json.loads(line) for line in lines_of(history.exports["period"])]
    lines[0]["scope"]["until"] = "2024-11-10T00:00:00.000000Z"
    yield "a period that ended before", summed([written(line) for line in lines]), "scope"


def _rehashed(change: Callable[[Line], object]) -> Callable[[Line], None]:
    def done(line: Line) -> None:
        change(line)
        line["hash"] = hashlib.sha256(rfc8785.dumps(line["header"])).hexdigest()

    return done


def _gone(reason: str, *, said: object) -> Callable[[Line], None]:
    return lambda line: line.update({"payload": None, "salt": None, reason: said})


def _note(old: str, new: str) -> Callable[[Line], None]:
    return lambda line: line.update(note=line["note"].replace(old, new, 1))


def _signature(line: Line) -> None:
    """Flip a letter of the first signature."""
    at = line["note"].index("\n— ") + 60
    letter = "A" if line["note"][at] != "A" else "B"
    line["note"] = line["note"][:at] + letter + line["note"][at + 1 :]


def _without_origin(line: Line) -> None:
    line["note"] = "\n" + line["note"].split("\n", 1)[1]


def _root(line: Line) -> None:
    """Write the root in base64 that another writes otherwise."""
    origin, size, root, rest = line["note"].split("\n", 3)
    line["note"] = "\n".join((origin, size, root.rstrip("=") + "A=", rest))


LINES: tuple[tuple[str, str, Callable[[Line], object], str], ...] = (
    ("a payload is gone", "event", _gone("missing", said=True), "missing"),
    ("a payload is erased on no ground", "event", _gone("erased", said="x"), "erasure"),
    ("a payload is gone twice", "event", _gone("state", said=True), "line"),
    ("no salt", "event", lambda line: line.update(salt=None), "state"),
    ("another salt", "event", lambda line: line.update(salt="0" * 32), "payload"),
    ("another hash", "event", lambda line: line.update(hash="0" * 64), "hash"),
    ("no leaf", "event", lambda line: line.update(leaf=None), "unsequenced"),
    ("another leaf", "event", lambda line: line.update(leaf=line["leaf"] + 1), "tree"),
    (
        "another event before",
        "event",
        _rehashed(lambda line: line["header"].update(prev_hash="0" * 64)),
        "previous",
    ),
    (
        "a number too many",
        "event",
        _rehashed(lambda line: line["header"].update(seq=99)),
        "sequence",
    ),
    ("another root", "checkpoint", lambda line: line.update(note="x"), "checkpoint"),
    ("another size", "checkpoint", _note("\n", "\n0"), "checkpoint"),
    ("no origin", "checkpoint", _without_origin, "checkpoint"),
    ("a line more", "checkpoint", _note("\n\n", "\nmore\n\n"), "checkpoint"),
    ("a tabulator", "checkpoint", _note("\n", "\t\n"), "checkpoint"),
    ("no line feed", "checkpoint", lambda line: line.update(note=line["note"][:-1]), "checkpoint"),
    ("base64 otherwise", "checkpoint", _root, "checkpoint"),
    ("another log", "checkpoint", _note("binhxet", "benhxit"), "origin"),
    ("a wrong signature", "checkpoint", _signature, "signature"),
    ("a size below nothing", "file", lambda line: line.update(size=-1), "file"),
    ("another name", "file", lambda line: line.update(names=["x"]), "file"),
    ("another text", "content", lambda line: line.update(content="x"), "content"),
    ("another kind", "content", lambda line: line.update(kind="x"), "unnamed"),
)  # fmt: skip
