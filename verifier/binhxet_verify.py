#!/usr/bin/env python3
"""Verify an export of history (NDJSON) on a machine of one's own, without the server.

    python3 binhxet-verify.py EXPORT.ndjson --policy PINS.txt

Exit 0: proved. 1: broken, each place is named. 2: cannot be judged. The format is described in
docs/audit-format.md. This is one file, longer than others, so that an auditor can read it, keep it
and run it alone: standard library, and `cryptography` for signatures. It shares no code with the
server: two implementations that must agree are the point. Keys come from the auditor's own policy
file, never from the export.
"""

import argparse
import base64
import calendar
import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from array import array
from collections import deque
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from io import BytesIO, TextIOWrapper
from pathlib import Path
from time import strptime
from typing import Any, BinaryIO, ClassVar, TypeAlias

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    SIGNATURES = True
except ImportError:  # everything but signatures is checked, and that is said
    SIGNATURES = False

FORMAT = "binhxet-export/1"
PROVED, BROKEN, UNREADABLE = 0, 1, 2
UNJUDGED = {"unpinned", "unchecked", "unlogged"}
MOST_SHOWN = 200
MOST_LEVELS = 64
MOST_BYTES = 64 * 1024 * 1024
"""Of a line; a longer one would fill the memory of who reads it."""
BLOCK_BYTES = 1024 * 1024
ASKED, HELD = 3, 16
"""Blocks of lines asked of another process at a time, and most that are held for it."""
FROM_BYTES = 32 * 1024 * 1024
"""From so many bytes on, other processes are worth their start."""
MOST_DEEP = 100
"""How many objects and lists may stand in one another."""
NONE = "none"
END = (0, -1, b"")
"""Stands after the last piece of the tree."""
ODD = (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, IndexError)
"""What data of another shape raise."""
WORDS: Mapping[str, tuple[str, str]] = {
    "end": ("tệp bị sửa, thiếu hoặc thừa dòng", "the file was changed, cut or added to"),
    "line": ("dòng không đúng dạng", "the line is not in the form of the format"),
    "counts": ("số dòng không như dòng đầu nói", "not as many lines as the first line says"),
    "order": ("dòng không đúng chỗ", "the line stands in the wrong place"),
    "hash": ("đầu mục không ra mã băm", "the header does not come to its hash"),
    "payload": ("nội dung không ra mã tóm tắt", "the content does not come to its digest"),
    "canonical": ("không phải dạng JSON chuẩn", "not in canonical JSON"),
    "state": (
        "nội dung có hay không, nói mâu thuẫn",
        "contradicts itself on whether there is content",
    ),
    "missing": (
        "nội dung mất mà không có việc xóa theo luật",
        "content is gone without an erasure on legal ground",
    ),
    "erasure": ("không có sự kiện xóa theo luật", "no event tells of this erasure"),
    "sequence": ("thiếu, thừa hoặc đảo số thứ tự", "a number is missing, double or out of order"),
    "previous": ("không nối với sự kiện trước", "does not join the event before it"),
    "head": ("đuôi chuỗi khác đầu mối", "the chain does not end at its head"),
    "scope": ("không thuộc phạm vi của tệp", "outside what the file says it holds"),
    "act": ("việc tải về không khớp dòng đầu", "the act of exporting does not fit the first line"),
    "unsequenced": (
        "chưa vào nhật ký dù sự kiện sau đã vào",
        "not in the log although a later event is",
    ),
    "tree": ("cây nhật ký thiếu hoặc chồng lá", "leaves of the log are missing or overlap"),
    "root": ("gốc cây không như điểm chốt", "the tree does not come to the checkpoint's root"),
    "checkpoint": ("điểm chốt không đúng dạng", "the checkpoint is malformed"),
    "origin": ("điểm chốt của nhật ký khác", "the checkpoint is of another log"),
    "signature": ("chữ ký sai", "a signature is wrong"),
    "unsigned": ("không có chữ ký của khóa đã ghim", "no signature by a pinned key"),
    "quorum": ("không đủ bên chứng kiến", "not enough witnesses"),
    "rollback": (
        "nhật ký lùi hoặc khác điểm chốt đã biết",
        "the log went back on a checkpoint that is known",
    ),
    "content": ("không ra mã băm của nó", "does not come to its hash"),
    "unnamed": ("không sự kiện nào nhắc đến", "no event names it"),
    "absent": ("sự kiện nhắc đến nhưng không có", "an event names it, but it is not there"),
    "file": (
        "tệp đính kèm không như sự kiện nói",
        "the attachment is not what the event says",
    ),
    "stamp": ("dấu thời gian không hợp lệ", "the time stamp is not valid"),
    "result": ("kết quả tính lại khác", "the result comes out otherwise"),
    "given": (
        "dòng lấy sẵn khác bản ghi mà nó được lấy từ đó",
        "rows taken over differ from the record they are from",
    ),
    "format": ("không phải tệp xuất nhật ký đọc được", "not an export that can be read"),
    "policy": ("tệp ghim không đọc được", "the policy file cannot be read"),
    "unpinned": (
        "chưa ghim khóa nào: chưa chứng minh được gì",
        "no key is pinned: nothing is proved",
    ),
    "unchecked": (
        "chưa kiểm chữ ký: thiếu thư viện cryptography",
        "signatures are not checked: install cryptography",
    ),
    "unlogged": (
        "chưa có điểm chốt nào: chỉ kiểm được chuỗi",
        "there is no checkpoint: only chains are checked",
    ),
    "unwitnessed": ("CHƯA CÓ BÊN CHỨNG KIẾN", "NOT WITNESSED"),
    "tail": (
        "sự kiện mới hơn điểm chốt: có trong chuỗi, chưa được chứng minh",
        "events newer than the checkpoint: chained, not yet proved",
    ),
    "withheld": ("sự kiện có nội dung được giữ kín", "events whose content is kept back"),
    "erased": ("sự kiện đã xóa nội dung theo luật", "events erased on legal ground"),
    "hidden": (
        "sự kiện của tỉnh khác, không có trong tệp",
        "events of other provinces, not in the file",
    ),
    "excerpt": (
        "bản trích theo bộ lọc: không kết luận về sự kiện khác",
        "an excerpt by a filter: nothing is said of other events",
    ),
    "unseen": (
        "không so được với điểm chốt đã biết; hãy tải lại, ghi cỡ",
        "not compared with the checkpoint you know; export again naming size",
    ),
    "fewer": ("điểm chốt chưa đủ bên chứng kiến", "checkpoints without enough witnesses"),
    "unknown": ("chữ ký của khóa chưa ghim", "signatures by keys that are not pinned"),
    "stamped": ("dấu thời gian đúng", "time stamps that hold"),
    "unstamped": (
        "dấu thời gian không được kiểm ở đây",
        "time stamps are not checked here",
    ),
    "proved": ("ĐÃ CHỨNG MINH", "PROVED"),
    "broken": ("KHÔNG KHỚP", "BROKEN"),
    "unreadable": ("KHÔNG KẾT LUẬN ĐƯỢC", "CANNOT BE JUDGED"),
    "holds": ("phạm vi của tệp", "what the file covers"),
    "whole": ("cả nhật ký của tỉnh", "the whole history of the province"),
    "before": ("trước", "before"),
    "events": ("sự kiện", "events"),
    "checked": ("điểm chốt, cỡ", "checkpoint, size"),
    "witnessed": ("có đủ bên chứng kiến, cỡ", "witnessed, size"),
    "results": ("Kết quả tính lại từ tệp này", "Results recomputed from this file"),
    "agrees": ("khớp", "agrees"),
    "not_recomputed": ("không tính lại được", "not recomputed"),
    "taken": ("dòng lấy sẵn từ bản ghi trước", "rows taken over from earlier records"),
    "uncompared": ("không so được", "not compared"),
    "since": ("từ", "since"),
    "more": ("còn nữa", "more"),
    "row": ("dòng", "line"),
    "ranking": ("xếp hạng", "ranking"),
    "round": ("vòng bình xét", "round"),
    "facts": ("sự việc về đơn vị", "facts about units"),
    "others": ("điểm do nơi khác chấm", "points that others give"),
    "follows": ("hồ sơ trước mà hồ sơ này theo", "the case it follows from"),
    "eligibility": ("điều kiện xét khen thưởng", "eligibility"),
    "grade": ("chưa đạt xếp loại", "lacks the grade"),
    "nominees": ("danh sách trình khen thưởng", "nominees"),
    "council": ("phiếu của Hội đồng", "the Council's votes"),
    "decisions": ("quyết định khen thưởng", "decisions"),
    "revoked": ("hủy bỏ khen thưởng", "revocations"),
    "passed": ("thông qua", "passed"),
    "dropped": ("không thông qua", "not passed"),
    "approve": ("khen thưởng", "awarded"),
    "refuse": ("không khen thưởng", "refused"),
    "explained": ("Vì sao có kết quả này", "How this result came about"),
    "unexplained": (
        "tệp không có kết quả nào của đơn vị và danh hiệu này",
        "the file has no result of this unit and award",
    ),
    "of": ("trên", "of"),
    "cap": ("trần", "cap"),
    "sum": ("cộng", "sum"),
    "figure": ("số liệu", "figure"),
    "target": ("chỉ tiêu", "target"),
    "apart": ("không áp dụng", "does not apply"),
    "total": ("tổng điểm", "total"),
    "scaled": ("điểm để so sánh", "points compared"),
    "ranked": ("hạng", "rank"),
    "above": ("số đơn vị điểm cao hơn", "units with more"),
    "unranked": ("không xếp hạng", "not ranked"),
    "met": ("vướng", "comes under it"),
    "unmet": ("không vướng", "does not come under it"),
    "graded": ("xếp loại", "grade"),
    "asks_rank": ("danh hiệu đòi hạng từ", "the award asks for rank up to"),
    "asks_points": ("danh hiệu đòi điểm từ", "the award asks for points from"),
    "asks_more": ("danh hiệu đòi điểm hơn", "the award asks for points above"),
    "able": ("đủ điều kiện", "eligible"),
    "unable": ("không đủ điều kiện", "not eligible"),
    "needs": ("cần từ", "needs"),
    "needs_more": ("cần hơn", "needs more than"),
    "nominated": ("được đề nghị", "proposed"),
    "unnominated": ("chưa được đề nghị", "not proposed"),
}
UNCOUNTED = {"unwitnessed", "unpinned", "unchecked", "unlogged", "excerpt", "unseen"}
"""Notes about the whole file: how often they were made says nothing."""
ANSWERS = (
    {True: "agrees", False: "result", None: "not_recomputed"},
    {True: "agrees", False: "given", None: "uncompared"},
)
"""What is said of a result, and of rows taken over: they are compared, not worked out."""
LOCAL = timezone(timedelta(hours=7))


class Unreadable(Exception):
    """The file cannot be judged; the first argument is a code of WORDS."""


# Canonical JSON (RFC 8785)

_ENCODER = json.JSONEncoder(
    ensure_ascii=False,
    sort_keys=True,
    separators=(",", ":"),
    allow_nan=False,
    check_circular=False,  # what was read from text holds no circle
)
_HIGH = bytes(range(0xED, 0x100))
"""Bytes that stand in a character at or after U+D000 alone: such keys may sort otherwise."""
_FLOATS: list[str] = []
"""Numbers that the encoder may write otherwise, as they were read since the last look."""


def _whole(text: str) -> int | float:
    return _number_of(text) if len(text) >= len("9007199254740991") else int(text)


def _number_of(text: str) -> int | float:
    """Read what may not be written so; a whole number that is exact is one however written."""
    _FLOATS.append(text)
    value = float(text)
    return int(value) if abs(value) < 2**53 and value == int(value) else value


def _constant(text: str) -> object:
    raise ValueError(text)


_DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_number_of, parse_constant=_constant)


def parsed(data: bytes) -> dict[str, Any] | None:
    """Read a JSON object; None where it is none."""
    try:
        text = data.decode()
        found, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or end != len(text) or _too_deep(text, found):
        return None
    return found


def _too_deep(text: str, value: object) -> bool:
    """Tell whether too much stands in one another; what opens little need not be walked."""
    if text.count("{") + text.count("[") <= MOST_DEEP:
        return False
    level: list[Any] = [value]
    for _ in range(MOST_DEEP):
        held = (each.values() if isinstance(each, dict) else each for each in level)
        level = [part for each in held for part in each if isinstance(part, dict | list)]
    return bool(level)


def _is_plain(data: bytes) -> bool:
    """Tell whether the encoder writes what was read last as it has to be written."""
    return not _FLOATS and len(data.translate(None, _HIGH)) == len(data)


def same(value: object, data: bytes) -> bool:
    """Tell whether bytes are the canonical form of what was read from them last."""
    plain = _is_plain(data)
    _FLOATS.clear()
    try:
        return (_ENCODER.encode(value) if plain else _slow(value)).encode() == data
    except (ValueError, RecursionError):
        return False


def _slow(value: object) -> str:
    """Write what `json.dumps` may write otherwise: keys by UTF-16, numbers as ECMAScript does."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return "{" + ",".join(f"{_slow(key)}:{_slow(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_slow, value)) + "]"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return json.dumps(value, ensure_ascii=False)
    return _number(value)


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if not -(2**53) < value < 2**53:  # nobody can tell which whole number was meant
        raise ValueError(value)
    sign, digits, exponent = ("-" if value < 0 else ""), *_parts(abs(value))
    if -6 < exponent <= 0:
        return f"{sign}0.{'0' * -exponent}{digits}"
    if 0 < exponent < len(digits):
        return f"{sign}{digits[:exponent]}.{digits[exponent:]}"
    rest = f".{digits[1:]}" if digits[1:] else ""
    return f"{sign}{digits[0]}{rest}e{exponent - 1:+d}"


def _parts(value: float) -> tuple[str, int]:
    """Return the shortest digits of a number, and where its point stands after them."""
    mantissa, _, power = repr(value).partition("e")
    whole, _, rest = mantissa.partition(".")
    rest = "" if rest == "0" else rest
    digits = (whole + rest).lstrip("0")
    shift = len(whole + rest) - len(digits)
    return digits.rstrip("0"), len(whole) - shift + int(power or 0)


def alike(one: object, other: object) -> bool:
    """Compare as JSON does, where 1 is not true."""
    try:
        return _slow(one) == _slow(other)
    except ODD:
        return False


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


# Signed notes, checkpoints, cosignatures (C2SP signed-note, tlog-checkpoint, tlog-cosignature)

ED25519, COSIGNATURE = 1, 4


@dataclass(frozen=True)
class Key:
    """A verifier key: its name, the four bytes it is known by, its kind, its public key."""

    name: str
    id: bytes
    kind: int
    public: bytes

    @classmethod
    def read(cls, text: str) -> "Key":
        """Read `name+id+base64`; raises ValueError."""
        name, id_, coded = text.split("+", 2)
        whole = base64.b64decode(coded, validate=True)
        key = cls(name, bytes.fromhex(id_), whole[0], whole[1:])
        if sha256(f"{name}\n".encode() + whole)[:4] != key.id or len(key.public) != 32:
            raise ValueError(text)
        return key

    def signed(self, text: str, signature: bytes) -> bool:
        """Tell whether the key signed a note's text, or cosigned it."""
        message = text.encode()
        if self.kind == COSIGNATURE:
            at, signature = int.from_bytes(signature[:8], "big"), signature[8:]
            message = f"cosignature/v1\ntime {at}\n".encode() + message
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Note:
    """A signed note: its text and its lines of name, key id and signature."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    @classmethod
    def read(cls, note: str) -> "Note":
        """Read a note; raises ValueError."""
        text, blank, lines = note.rpartition("\n\n")
        if not blank or not lines.endswith("\n") or _CONTROL.search(note):
            raise ValueError("note")
        found = [_signature(line) for line in lines[:-1].split("\n")]
        return cls(f"{text}\n", tuple(found))


_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_SIGNATURE = re.compile("— ([^ +]+) ([A-Za-z0-9+/]+=*)")


def _signature(line: str) -> tuple[str, bytes, bytes]:
    match = _SIGNATURE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    data = base64.b64decode(match[2], validate=True)
    if base64.b64encode(data).decode() != match[2] or len(data) < 5:
        raise ValueError(line)
    return match[1], data[:4], data[4:]


@dataclass(frozen=True)
class Checkpoint:
    """What a log has signed: its origin, its size, its root."""

    origin: str
    size: int
    root: bytes
    note: Note

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """Read a checkpoint; raises ValueError."""
        note = Note.read(text)
        origin, size, root, *rest = note.text.split("\n")
        if rest != [""] or not origin or not re.fullmatch("0|[1-9][0-9]{0,18}", size):
            raise ValueError(text)
        found = cls(origin, int(size), base64.b64decode(root, validate=True), note)
        if len(found.root) != 32 or base64.b64encode(found.root).decode() != root:
            raise ValueError(text)
        return found

    def as_signed(self) -> bytes:
        """Return the note with the lines of its log alone."""
        lines = [
            f"— {name} {base64.b64encode(id_ + signature).decode()}\n"
            for name, id_, signature in self.note.signatures
            if name == self.origin
        ]
        return f"{self.note.text}\n{''.join(lines)}".encode()


# What the auditor pinned (C2SP tlog-policy, and lines of ours that others read as comments)


@dataclass
class Policy:
    """Keys of the log and of witnesses, how many of these it takes, and what is known already."""

    logs: list[Key] = field(default_factory=list)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    quorum: str = NONE
    seen: tuple[int, bytes] | None = None
    authority: str = ""

    @classmethod
    def read(cls, text: str) -> "Policy":
        """Read a policy file: lines end with LF or CRLF, words are parted by blanks and tabs.

        Raises Unreadable.
        """
        policy = cls()
        for line in text.split("\n"):
            words = [word for word in re.split("[ \t]+", line.removesuffix("\r")) if word]
            if words[:1] == ["#binhxet"]:
                words = words[1:]
            elif words and words[0].startswith("#"):
                continue
            if words:
                try:
                    policy.take(words)
                except ODD as error:
                    raise Unreadable("policy", line) from error
        return policy

    def take(self, words: list[str]) -> None:
        """Take one line; raises one of ODD."""
        name, *rest = words
        if name == "group":
            self.known(*rest[2:])
            self.new(rest[0])
            self.groups[rest[0]] = (rest[1], rest[2:])
            every = len(rest[2:])
            if not 1 <= self._threshold(rest[0]) <= every or len(set(rest[2:])) != every:
                raise ValueError(rest[1])
        else:
            self.TAKES[name](self, *rest)

    def take_log(self, key: str, address: str = "") -> None:  # noqa: ARG002 - for witnesses
        self.logs.append(Key.read(key))

    def take_witness(self, name: str, key: str, address: str = "") -> None:  # noqa: ARG002
        self.new(name)
        self.witnesses[name] = Key.read(key)

    def take_quorum(self, name: str) -> None:
        if name != NONE:
            self.known(name)
        self.quorum = name

    def take_seen(self, size: str, root: str) -> None:
        found = base64.b64decode(root, validate=True)
        whole = len(found) == 32 and base64.b64encode(found).decode() == root
        if not whole or not re.fullmatch("0|[1-9][0-9]{0,18}", size):
            raise ValueError(size)
        self.seen = (int(size), found)

    def take_authority(self, path: str) -> None:
        self.authority = path

    TAKES: ClassVar[Mapping[str, Callable[..., None]]] = {
        "log": take_log,
        "witness": take_witness,
        "quorum": take_quorum,
        "seen": take_seen,
        "tsa": take_authority,
    }

    def met(self, name: str, signers: set[bytes]) -> bool:
        """Tell whether these public keys are enough; a key counts once, whatever its names."""
        if name in self.witnesses:
            return self.witnesses[name].public in signers
        members = self.groups[name][1]
        met = {self._stands_for(member) for member in members if self.met(member, signers)}
        return len(met) >= self._threshold(name)

    def _threshold(self, group: str) -> int:
        count, members = self.groups[group]
        if count in {"all", "any"}:
            return {"all": len(members), "any": 1}[count]
        if not re.fullmatch("[1-9][0-9]{0,8}", count):
            raise ValueError(count)
        return int(count)

    def _stands_for(self, member: str) -> bytes:
        return self.witnesses[member].public if member in self.witnesses else member.encode()

    def new(self, name: str) -> None:
        """Raise ValueError where a name stands already: a group could come to hold itself."""
        if name == NONE or name in self.witnesses or name in self.groups:
            raise ValueError(name)

    def known(self, *names: str) -> None:
        """Raise ValueError where a name was not defined before."""
        if any(name not in self.witnesses and name not in self.groups for name in names):
            raise ValueError(names)


# The tree (RFC 6962): leaves and whole subtrees from left to right


class Tree:
    """The root over pieces added from left to right, each a whole subtree of 2^level leaves."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[tuple[int, bytes]] = []

    def add(self, level: int, node: bytes) -> None:
        """Add the next piece; its first leaf must be a multiple of its own size."""
        self.size += 1 << level
        peaks = self.peaks
        while peaks and peaks[-1][0] == level:
            node = hashlib.sha256(b"\1" + peaks.pop()[1] + node).digest()
            level += 1
        peaks.append((level, node))

    def root(self) -> bytes:
        if not self.peaks:
            return sha256(b"")
        root = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            root = sha256(b"\1" + left + root)
        return root


class Leaves:
    """The leaves of the events in the file, kept small: numbers and hashes side by side."""

    def __init__(self) -> None:
        self.numbers = array("Q")
        self.hashes = bytearray()

    def add(self, number: int, event_hash: str) -> None:
        self.numbers.append(number)
        self.hashes += sha256(b"\0" + bytes.fromhex(event_hash))

    def pieces(self) -> Iterator[tuple[int, int, bytes]]:
        """Go through them in the order of the log: number, level 0, hash."""
        numbers, hashes = self.numbers, self.hashes
        for at in sorted(range(len(numbers)), key=numbers.__getitem__):
            yield numbers[at], 0, bytes(hashes[32 * at : 32 * at + 32])


# The export, line by line


@dataclass(frozen=True)
class Finding:
    """What is wrong, where, and since when; line 0 is the whole file."""

    code: str
    line: int
    place: str = ""
    since: str = ""


@dataclass
class Report:
    """What is wrong, and what has to be said beside it; `line` is the one that is being read."""

    line: int = 0
    findings: list[Finding] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def wrong(self, code: str, place: str = "", since: str = "", line: int | None = None) -> None:
        self.findings.append(Finding(code, self.line if line is None else line, place, since))

    def note(self, code: str, number: int = 1) -> None:
        self.notes[code] = self.notes.get(code, 0) + number


HEADER: Mapping[str, type] = {
    **dict.fromkeys(("format", "seq", "clock_offset_seconds"), int),
    **dict.fromkeys(("id", "province", "stream", "prev_hash", "kind", "object"), str),
    **dict.fromkeys(("act_time", "db_time", "definition_hash", "form_hash"), str),
    "attachments": list,
    "simulated": bool,
    "payload_digest": str,
}
ASKED_OF_HEADER = (
    *("act_time", "definition_hash", "form_hash", "id", "kind", "object"),
    *("prev_hash", "province", "seq", "stream"),
)
"""What is asked of the header of every event, in its order."""
_ASCII = r"[ !#-\[\]-~]*"
_PLAIN = {
    **{name: f'"({_ASCII})"' for name, kind in HEADER.items() if kind is str},
    "attachments": r"\[\]",
    "clock_offset_seconds": "(?:0|-?[1-9][0-9]{0,14})",
    "db_time": f'"{_ASCII}"',
    "format": "1",
    "seq": "([1-9][0-9]{0,14})",
    "simulated": "(?:true|false)",
}
_PLAIN_HEADER = r"\{" + ",".join(f'"{name}":{_PLAIN[name]}' for name in sorted(_PLAIN)) + r"\}"
"""The canonical form of a header without files whose texts are plain ASCII: most of them.

Its groups are what is asked of it, and its digest.
"""
EVENT = b'{"erased":'
_BEGIN = re.compile(rb'\{"erased":(null|"[^"\\]{0,64}"),"hash":"([0-9a-f]{64})","header":(?=\{)')
_MIDDLE = re.compile(
    rb',"leaf":(null|0|[1-9][0-9]{0,15}),"missing":(true|false),"payload":(?=null|\{)'
)
_END = re.compile(
    rb',"salt":(null|"[0-9a-f]{32}"),"type":"(event|beside)","withheld":(true|false)\}\n'
)
_PLAIN_BEGIN = re.compile(
    r'\{"erased":null,"hash":"([0-9a-f]{64})","header":(' + _PLAIN_HEADER + ")"
    r',"leaf":(null|0|[1-9][0-9]{0,15}),"missing":false,"payload":(?=\{)'
)
_PLAIN_END = re.compile(rb',"salt":"([0-9a-f]{32})","type":"(event|beside)","withheld":false\}\n')
MOST_PLAIN = 4096
"""Bytes in which a line with a plain header comes to its payload."""
SCOPE = {"known", "since", "streams", "until"}
"""What of a scope leaves out no event between those of the file; whatever else is there does."""
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


def is_scope(asked: dict[str, Any]) -> bool:
    """Tell whether a scope is one: what it leaves unsaid is null, and never nearly nothing."""
    streams, known = asked.get("streams"), asked.get("known")
    days = [asked.get(name) for name in ("since", "until")]
    return (
        asked.keys() >= SCOPE
        and (known is None or (type(known) is int and known >= 0))
        and (streams is None or (isinstance(streams, list) and _are_texts(streams)))
        and all(day is None or (isinstance(day, str) and _INSTANT.fullmatch(day)) for day in days)
        and ("formers" not in asked or _are_formers(asked["formers"]))
    )


def _are_formers(formers: object) -> bool:
    return isinstance(formers, list) and bool(formers) and _are_texts(formers) and "" not in formers


def _are_texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


class Scope:
    """What the first line says the file holds.

    An excerpt is by a filter, which leaves out events between those of the file.
    """

    def __init__(self, province: str, asked: dict[str, Any]) -> None:
        self.province, self.asked = province, asked
        self.provinces = {"", province, *asked.get("formers", ())}
        self.excerpt = any(asked[name] for name in asked.keys() - SCOPE - {"formers"})
        self.from_the_start = asked["since"] is None and not self.excerpt
        self.to_the_end = asked["until"] is None and not self.excerpt
        self.all_cases = self.from_the_start and asked["streams"] is None

    def holds(self, event: "Event") -> bool:
        """Tell whether an event is of its streams, its days and its provinces."""
        streams, since, until = (self.asked[name] for name in ("streams", "since", "until"))
        return (
            (streams is None or event.stream in streams)
            and (since is None or event.at >= since)
            and (until is None or event.at < until)
            and event.province in self.provinces
        )


@dataclass(slots=True)
class Parts:
    """The bytes of an event's line, field by field, and where in it the payload begins."""

    begin: int
    erased: bytes
    hash: bytes
    header: bytes
    leaf: bytes
    missing: bytes
    payload: bytes
    salt: bytes
    kind: bytes
    withheld: bytes

    @classmethod
    def of(cls, raw: bytes) -> "Parts | None":
        """Take a line apart; None where it is in no form of the format.

        A quote in a text is escaped, so that what stands between the fields stands in none; a
        wrong cut would not come to its hash either.
        """
        begin = _BEGIN.match(raw)
        middle = _MIDDLE.match(raw, raw.find(b',"leaf":')) if begin else None
        end = _END.fullmatch(raw, raw.rfind(b',"salt":')) if middle else None
        if begin is None or middle is None or end is None or middle.end() > end.start():
            return None
        header, payload = raw[begin.end() : middle.start()], raw[middle.end() : end.start()]
        if header[-1:] != b"}" or (payload[-1:] != b"}" and payload != b"null"):
            return None
        erased, told = begin.group(1, 2)
        leaf, missing = middle.group(1, 2)
        place = middle.end()
        return cls(place, erased, told, header, leaf, missing, payload, *end.group(1, 2, 3))

    def gone(self) -> list[str]:
        """Name why a payload is not there."""
        said = (("missing", self.missing), ("withheld", self.withheld))
        gone = [reason for reason, told in said if told == b"true"]
        return gone if self.erased == b"null" else [*gone, "erased"]


@dataclass(slots=True)
class Event:
    """An event as its line tells it; a payload that was found sound is read when asked for.

    From `at` to `stream` it is what is asked of its header. The payload that is not read yet stands
    in the line from `begin` to `end`.
    """

    line: int
    raw: bytes
    type: str
    hash: str
    leaf: int | None
    at: str
    definition: str
    form: str
    id: str
    kind: str
    object: str
    before: str
    province: str
    seq: int
    stream: str
    begin: int = 0
    end: int = 0
    names: bool = True
    files: Sequence[str] = ()
    erased: str = ""
    told: dict[str, Any] | None = None

    @property
    def payload(self) -> dict[str, Any] | None:
        """What it tells; None where that is not there or does not fit."""
        if self.end:
            self.told, self.end = parsed(self.raw[self.begin : self.end]), 0
        return self.told

    @property
    def place(self) -> str:
        return f"{self.stream} {self.seq}"


NAMES = frozenset({"rules", "files", "events", "moved"})
"""What is asked of the payload of every event, whatever its kind."""
Sound = tuple[Any, ...]
"""An event that is sound by itself, small enough to be sent between processes.

The fields of `Event` from its type to its names, and where there are any its files.
"""
_SENT = (
    *("type", "hash", "leaf", "at", "definition", "form", "id", "kind", "object", "before"),
    *("province", "seq", "stream", "begin", "end", "names", "files"),
)
TOGETHER = 100
"""Payloads that are read in one go."""
_WORD = os.urandom(16).hex()
_APART = f',"{_WORD}",'.encode()
"""Stands between payloads that are read in one go; no file holds a word drawn when it is read."""


def read_event(raw: bytes, report: Report) -> Event | None:
    """Read an event and check its own bytes; None for a line in no form of the format."""
    parts = Parts.of(raw)
    return _read_event(raw, parts, report) if parts else None


def _read_event(raw: bytes, parts: Parts, report: Report) -> Event | None:
    header = parsed(parts.header) or {}
    fits = same(header, parts.header)
    if not _is_header(header):
        return None
    if not fits or hashlib.sha256(parts.header).hexdigest() != parts.hash.decode():
        report.wrong("hash", f"{header['stream']} {header['seq']}", header["act_time"])
    leaf = None if parts.leaf == b"null" else int(parts.leaf)
    asked = [header[name] for name in ASKED_OF_HEADER]
    event = Event(report.line, raw, parts.kind.decode(), parts.hash.decode(), leaf, *asked)
    event.files = header["attachments"]
    event.erased = "" if parts.erased == b"null" else parts.erased[1:-1].decode()
    event.told = _payload(parts, header, report)
    return event


def packed(lines: Sequence[bytes]) -> list[Sound | None]:
    """Read events to be sent on; None where it is none, or where there is anything to say."""
    found = [up_to_payload(raw) for raw in lines]
    plain = [number for number, sound in enumerate(found) if sound]
    for some in (plain[at : at + TOGETHER] for at in range(0, len(plain), TOGETHER)):
        begun = [(number, found[number] or ()) for number in some]
        told = read_together([lines[number][sound[-2] : sound[-1]] for number, sound in begun])
        for (number, sound), payload in zip(begun, told, strict=True):
            found[number] = None if payload is None else (*sound, _has_names(payload))
    return [sound or slowly_packed(raw) for sound, raw in zip(found, lines, strict=True)]


def up_to_payload(raw: bytes) -> Sound | None:
    """Read an event with a plain header, but for its names; None is nothing said against it."""
    begin = _PLAIN_BEGIN.match(raw[:MOST_PLAIN].decode("latin-1"))
    end = _PLAIN_END.fullmatch(raw, raw.rfind(b',"salt":')) if begin else None
    if begin is None or end is None or begin.end() > end.start():
        return None
    hash_, _, at, definition, form, id_, kind, about, digest, *rest, leaf = begin.groups()
    salt, type_ = end.groups()
    place = begin.end(), end.start()
    salted = hashlib.sha256(bytes.fromhex(salt.decode()) + raw[place[0] : place[1]])
    header = raw[begin.start(2) : begin.end(2)]
    if salted.hexdigest() != digest or hashlib.sha256(header).hexdigest() != hash_:
        return None
    number = None if leaf == "null" else int(leaf)
    before, province, seq, stream = rest
    asked = at, definition, form, id_, kind, about, before, province, int(seq), stream
    return type_.decode(), hash_, number, *asked, *place


def read_together(payloads: Sequence[bytes]) -> list[dict[str, Any] | None]:
    """Read payloads, each behind its brace, in one go; what is not in canonical form is None.

    None can reach into the next: the words between them would not all come out at the top then.
    """
    data = b"[" + _APART.join(payloads) + b"]"
    flat = all(each.count(b"{") + each.count(b"[") <= MOST_DEEP for each in payloads)
    _FLOATS.clear()
    try:
        read = _DECODER.raw_decode(data.decode())[0] if flat else []
    except (ValueError, RecursionError):
        read = []
    words = [_WORD] * (len(payloads) - 1)
    apart = len(read) == len(payloads) + len(words) and read[1::2] == words
    if apart and _is_plain(data) and same(read, data):
        return list(read[::2])
    return [_canonical(each) for each in payloads]


def _canonical(data: bytes) -> dict[str, Any] | None:
    """Read an object; None where it is none, or not in canonical form."""
    value = parsed(data)
    return value if value is not None and same(value, data) else None


def slowly_packed(raw: bytes) -> Sound | None:
    """Read any sound event; None where it is none, or where there is anything to say."""
    report = Report()
    try:
        parts = Parts.of(raw)
        event = _read_event(raw, parts, report) if parts else None
    except ODD:
        return None
    if parts is None or event is None or report.findings or report.notes:
        return None
    event.begin, event.end = parts.begin, parts.begin + len(parts.payload)
    event.names = _has_names(event.told or {})
    return tuple(getattr(event, name) for name in _SENT if name != "files" or event.files)


def _has_names(payload: dict[str, Any]) -> bool:
    asked = payload.keys() & NAMES
    return bool(asked) and any(payload[name] not in (None, []) for name in asked)


def _is_header(header: dict[str, Any]) -> bool:
    return (
        {name: type(value) for name, value in header.items()} == HEADER
        and header["format"] == 1
        and header["seq"] > 0
        and _are_texts(header["attachments"])
    )


def _payload(parts: Parts, header: dict[str, Any], report: Report) -> dict[str, Any] | None:
    """Return the payload where it is there and fits its digest."""
    there, gone = parts.payload != b"null", parts.gone()
    if there and not gone and parts.salt != b"null":
        return _fitting(parts, header, report)
    place, at = f"{header['stream']} {header['seq']}", header["act_time"]
    if len(gone) + there != 1 or there or parts.salt != b"null":
        report.wrong("state", place, at)
    elif gone == ["missing"]:
        report.wrong("missing", place, at)
    else:
        report.note(gone[0])
    return None


def _fitting(parts: Parts, header: dict[str, Any], report: Report) -> dict[str, Any] | None:
    """Return what a payload says; None where it does not come to its digest."""
    salt = bytes.fromhex(parts.salt[1:-1].decode())
    code, value = "payload", None
    if hashlib.sha256(salt + parts.payload).hexdigest() == header["payload_digest"]:
        code, value = "canonical", parsed(parts.payload)
        if value is not None and same(value, parts.payload):
            return value
    report.wrong(code, f"{header['stream']} {header['seq']}", header["act_time"])
    return value


@dataclass
class Chain:
    """One stream so far: its last event, what is others' after it, the first without a leaf."""

    seq: int = 0
    hash: str = ""
    at: str = ""
    hidden: int = 0
    waiting: int = 0

    @property
    def next(self) -> int:
        return max(self.seq, self.hidden) + 1


class Chains:
    """Each stream from its first event in the file to its last."""

    def __init__(self, scope: Scope, report: Report) -> None:
        self.scope, self.report = scope, report
        self.streams: dict[str, Chain] = {}
        self.heads: dict[str, tuple[int, int, str]] = {}
        self.tail = 0

    def add(self, event: Event) -> None:
        """Take the next event of a stream."""
        chain = self.streams.get(event.stream)
        begins = chain is None
        if chain is None or self.scope.excerpt:
            self.within(event)
        if chain is None:
            chain = self.streams[event.stream] = Chain()
        if event.seq != chain.next and not self._may_begin(event, chain, begins=begins):
            self.report.wrong("sequence", event.place, event.at)
        if event.seq == chain.seq + 1 and event.before != chain.hash:
            self.report.wrong("previous", event.place, event.at)
        chain.seq, chain.hash, chain.at = event.seq, event.hash, event.at
        self._leaf(event, chain)

    def _may_begin(self, event: Event, chain: Chain, *, begins: bool) -> bool:
        """Tell whether events before this one may be left out."""
        skips = self.scope.excerpt or (begins and not self.scope.from_the_start)
        return skips and event.seq > chain.next

    def _leaf(self, event: Event, chain: Chain) -> None:
        """Whoever has no leaf is newer than all that have one."""
        if event.leaf is None:
            self.tail += 1
            chain.waiting = chain.waiting or event.line
        elif chain.waiting:
            self.report.wrong("unsequenced", event.stream, event.at, chain.waiting)
            chain.waiting = 0

    def within(self, event: Event) -> None:
        if not self.scope.holds(event):
            self.report.wrong("scope", event.place, event.at)

    def take_hidden(self, line: dict[str, Any]) -> None:
        """Take that some events of a stream are of others; a case is of one province."""
        name, first, last = line["stream"], line["from"], line["to"]
        chain = self.streams.setdefault(name, Chain())
        if first != chain.next or last < first or name.startswith("case/"):
            self.report.wrong("sequence", f"{name} {first}")
        chain.hidden = last
        self.report.note("hidden", last - first + 1)

    def take_head(self, line: dict[str, Any]) -> None:
        if line["stream"] in self.heads or not self.scope.to_the_end:
            self.report.wrong("head", line["stream"])
        self.heads[line["stream"]] = (self.report.line, line["seq"], line["hash"])

    def finish(self) -> None:
        """Compare the end of each chain with its head."""
        for name, chain in self.streams.items():
            line, seq, hash_ = self.heads.pop(name, (0, 0, ""))
            if self.scope.to_the_end:
                self._ends(name, chain, (seq, hash_), line)
            elif not self.scope.excerpt and chain.at >= self.scope.asked["until"]:
                self.report.wrong("scope", name, chain.at, 0)
        for name, (line, seq, _) in self.heads.items():
            if seq:
                self.report.wrong("head", name, line=line)

    def _ends(self, name: str, chain: Chain, head: tuple[int, str], line: int) -> None:
        last = head[1] if chain.hidden > chain.seq else chain.hash
        if head != (chain.next - 1, last):
            self.report.wrong("head", name, chain.at, line)


class Named:
    """What events name by hash, and what of it is in the file; erasures and their ground."""

    def __init__(self, report: Report, folder: str) -> None:
        self.report, self.folder = report, folder
        self.rules: dict[str, dict[str, Any]] = {}
        self.there: dict[tuple[str, str], int] = {}
        self.wanted: dict[tuple[str, str], int] = {}
        self.files: dict[str, tuple[int, list[str], int]] = {}
        self.names: dict[str, set[str]] = {}
        self.erased: dict[str, tuple[str, str, int]] = {}
        self.grounds: dict[str, tuple[str, str]] = {}

    def add(self, event: Event) -> None:
        """Take what an event names."""
        if event.definition:
            self.wanted.setdefault(("definition", event.definition), event.line)
        if event.form:
            self.wanted.setdefault(("form", event.form), event.line)
        for sha in event.files:
            self.names.setdefault(sha, set())
        if event.erased:
            self.erased[event.id] = (event.erased, event.hash, event.line)
        if event.names and event.payload is not None:
            self._add_told(event, event.payload)

    def _add_told(self, event: Event, payload: dict[str, Any]) -> None:
        rules = payload.get("rules")
        if isinstance(rules, str) and rules:
            self.wanted.setdefault(("rules", rules), event.line)
        for each in (each for each in listed(payload.get("files")) if "name" in each):
            self.names.setdefault(str(each.get("sha256")), set()).add(str(each["name"]))
            self.wanted.setdefault(("file", str(each.get("sha256"))), event.line)
        if event.kind == "data.erased":
            ground = _about(event)
            for each in listed(payload.get("events")):
                self.grounds[str(each.get("id"))] = (ground, str(each.get("hash")))

    def take_content(self, line: dict[str, Any]) -> None:
        """Take the text of a definition, a form or rules, which its hash names."""
        kind, data, name = line["kind"], line["content"].encode(), line["hash"]
        self.there[kind, name] = self.report.line
        value = parsed(data) if kind == "rules" else None
        if hashlib.sha256(data).hexdigest() != name or (kind == "rules" and value is None):
            self.report.wrong("content", name)
        elif value is not None:
            self.rules[name] = value

    def take_file(self, line: dict[str, Any]) -> None:
        sha, size = line["sha256"], line["size"]
        if sha in self.files or size < 0:
            self.report.wrong("file", sha)
        self.files[sha] = (self.report.line, line["names"], size)
        self.there["file", sha] = self.report.line
        if self.folder and not held(Path(self.folder), sha, size):
            self.report.wrong("file", sha)

    def finish(self) -> None:
        """Compare what is there with what is named."""
        for sha, (line, names, _) in self.files.items():
            if sorted(self.names.get(sha, ())) != names:
                self.report.wrong("file", sha, line=line)
        self._without("unnamed", self.there, self.wanted)
        self._without("absent", self.wanted, self.there)
        for event, (*told, line) in self.erased.items():
            if self.grounds.get(event) != tuple(told):
                self.report.wrong("erasure", event, line=line)

    def _without(
        self, code: str, these: Mapping[tuple[str, str], int], others: Container[tuple[str, str]]
    ) -> None:
        for (kind, name), line in these.items():
            if (kind, name) not in others:
                self.report.wrong(code, f"{kind} {name}", line=line)


class Log:
    """The leaves and the rest of the tree, and its checkpoints."""

    def __init__(self, origin: str, policy: Policy, report: Report) -> None:
        self.origin, self.policy, self.report = origin, policy, report
        self.leaves, self.pieces = Leaves(), list[tuple[int, int, bytes]]()
        self.checkpoints: list[tuple[int, Checkpoint]] = []
        self.proved = self.witnessed = 0

    def take_pieces(self, line: dict[str, Any]) -> None:
        for piece in line["pieces"]:
            match piece:
                case [int(start), int(level), str(node)] if (
                    not isinstance(start, bool)
                    and not isinstance(level, bool)
                    and 0 <= level < MOST_LEVELS
                    and re.fullmatch("[0-9a-f]{64}", node)
                ):
                    self.pieces.append((start, level, bytes.fromhex(node)))
                case _:
                    self.report.wrong("line")

    def take_checkpoint(self, line: dict[str, Any]) -> None:
        try:
            found = Checkpoint.read(line["note"])
        except ValueError:
            return self.report.wrong("checkpoint")
        if self.checkpoints and found.size <= self.checkpoints[-1][1].size:
            self.report.wrong("order", str(found.size))
        if found.origin != self.origin:
            self.report.wrong("origin", found.origin)
        self.checkpoints.append((self.report.line, found))
        return None

    def take_stamp(self, line: dict[str, Any]) -> None:
        """Take a time stamp over a checkpoint; without a pinned authority only what it is over."""
        notes = [c.as_signed() for _, c in self.checkpoints if c.size == line["size"]]
        answer = base64.b64decode(line["token"], validate=True)
        over = stamped_digest(answer)
        told = next((note for note in notes if sha256(note) == over), None)
        holds: bool | None = False
        if told is not None:
            pinned = self.policy.authority
            holds = stamp_holds(answer, told, pinned) if pinned else None
        if holds is False:
            self.report.wrong("stamp", str(line["size"]))
        else:
            self.report.note("stamped" if holds else "unstamped")

    def finish(self) -> None:
        """Build the tree, compare its roots, check the signatures."""
        self._grow()
        unjudged = {
            "unlogged": not self.checkpoints,
            "unpinned": not self.policy.logs,
            "unchecked": not SIGNATURES,
        }
        for code in (code for code, there in unjudged.items() if there):
            self.report.note(code)
        if not any(unjudged.values()):
            self._judge_all()

    def _judge_all(self) -> None:
        for line, found in self.checkpoints:
            self._judge(found, line)
        if self.policy.quorum == NONE:
            self.report.note("unwitnessed")
        elif not self.witnessed:
            self.report.wrong("quorum", self.policy.quorum, line=0)

    def _grow(self) -> None:
        """Build the tree from left to right, and compare its root at each checkpoint."""
        tree, since = Tree(), ""
        due = self._due()
        for start, level, node in merged(self.leaves.pieces(), self.pieces):
            while due and due[0][0] == tree.size:
                size, line, root = due.pop(0)
                if tree.root() != root:
                    return self.report.wrong("root" if line else "rollback", str(size), since, line)
                since = str(size) if line else since
            if level != END[1] and (start != tree.size or start % (1 << level)):
                return self.report.wrong("tree", str(tree.size), since, 0)
            if level != END[1]:
                tree.add(level, node)
        return self._missed(tree.size, due, since)

    def _due(self) -> list[tuple[int, int, bytes]]:
        """Return size, line and root of each checkpoint by size; line 0 is the one pinned."""
        due = [(found.size, line, found.root) for line, found in self.checkpoints]
        known = [(size, 0, root) for size, root in (self.policy.seen,)] if self.policy.seen else []
        return sorted([*due, *known], key=lambda each: each[:2])

    def _missed(self, size: int, due: list[tuple[int, int, bytes]], since: str) -> None:
        """Judge the checkpoints at whose size the tree was not cut, and leaves beyond the last."""
        for missed, line, _ in due:
            if line:
                self.report.wrong("tree", str(missed), since, line)
            elif missed > size:
                self.report.wrong("rollback", f"{size} < {missed}", line=0)
            else:
                self.report.note("unseen")
        if size != max((found.size for _, found in self.checkpoints), default=0):
            self.report.wrong("tree", str(size), since, 0)

    def _judge(self, found: Checkpoint, line: int) -> None:
        """Check every signature of a checkpoint whose key is pinned."""
        keys = {(k.name, k.id): k for k in (*self.policy.logs, *self.policy.witnesses.values())}
        known = [(keys[line[:2]], line[2]) for line in found.note.signatures if line[:2] in keys]
        wrong = [key.name for key, signature in known if not key.signed(found.note.text, signature)]
        names = [key.name for key, _ in known if key not in self.policy.logs]
        twice = {key.name for key, _ in known if [k for k, _ in known].count(key) > 1}
        if unknown := len(found.note.signatures) - len(known):
            self.report.note("unknown", unknown)
        for name in sorted({*wrong, *twice}):
            self.report.wrong("signature", name, line=line)
        if len(names) == len(known):
            return self.report.wrong("unsigned", str(found.size), line=line)
        if not wrong and not twice:
            self.proved = max(self.proved, found.size)
        if self.policy.quorum != NONE and not wrong:
            self._witnessed(found, [key for key, _ in known])
        return None

    def _witnessed(self, found: Checkpoint, keys: Sequence[Key]) -> None:
        """Ask whether a checkpoint has enough witnesses; one that lacks some may be young."""
        signers = {key.public for key in keys if key not in self.policy.logs}
        if self.policy.met(self.policy.quorum, signers):
            self.witnessed = max(self.witnessed, found.size)
        else:
            self.report.note("fewer")


SHAPES: Mapping[str, Mapping[str, type]] = {
    "export": {"counts": dict, "format": str, "installation": str, "province": str, "scope": dict},
    "content": {"content": str, "hash": str, "kind": str},
    "hidden": {"from": int, "stream": str, "to": int},
    "head": {"hash": str, "seq": int, "stream": str},
    "file": {"names": list, "sha256": str, "size": int},
    "pieces": {"pieces": list},
    "checkpoint": {"note": str},
    "stamp": {"size": int, "token": str},
    "end": {"lines": int, "sha256": str},
}
ORDER: Mapping[str, int] = {
    kind: rank
    for rank, kinds in enumerate(
        (
            *(("content",), ("event", "hidden"), ("head", "hidden"), ("beside",), ("file",)),
            *(("pieces",), ("checkpoint",), ("stamp",), ("end",)),
        )
    )
    for kind in kinds
    if (rank, kind) != (2, "hidden")
}


KEYS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "content": lambda line: (line["kind"], line["hash"]),
    "head": lambda line: line["stream"],
    "file": lambda line: line["sha256"],
    "pieces": lambda line: line["pieces"][0][0],
}
"""By what lines of a type stand in ascending order, none twice."""


class Export:
    """Goes through the lines of an export, and says in the end what is proved."""

    def __init__(self, first: bytes, policy: Policy | None, folder: str = "") -> None:
        """Take the first line; raises Unreadable where it is none of this format."""
        line = parsed(first.removesuffix(b"\n")) or {}
        fits = same(line, first.removesuffix(b"\n"))
        if line.get("format") != FORMAT or not shaped(line, SHAPES["export"]):
            raise Unreadable("format")
        if line["type"] != "export" or not is_scope(line["scope"]):
            raise Unreadable("format")
        self.first, self.policy, self.report = line, policy or Policy(), Report(line=1)
        self.scope = Scope(line["province"], line["scope"])
        self.chains = Chains(self.scope, self.report)
        self.named = Named(self.report, folder)
        self.log = Log(line["installation"], self.policy, self.report)
        self.results = Results(
            self.report, self.named.rules, excerpt=self.scope.excerpt, whole=self.scope.all_cases
        )
        self.given = Given(self.results, self.scope)
        self.counted: dict[str, int] = {}
        self.digests = bytearray(sha256(first))
        self.last: dict[str, Any] = {}
        self.rank, self.acts, self.ended = 0, 0, False
        if not fits:
            self.report.wrong("canonical")

    def take(self, raw: bytes, digest: bytes, sound: Sound | None = None) -> None:
        """Take the next line, with its line feed, and its SHA-256; it may be a sound event."""
        self.report.line += 1
        if self.ended:
            return self.report.wrong("end")
        try:
            if sound:
                self._event(Event(self.report.line, raw, *sound), raw)
            else:
                self._line(raw)
        except ODD:
            self.report.wrong("line")
        if not self.ended:
            self.digests += digest
        return None

    def _line(self, raw: bytes) -> None:
        raw.decode()
        if raw.startswith(EVENT):
            self._event(read_event(raw, self.report), raw)
        else:
            self._other(raw)

    def _event(self, event: Event | None, raw: bytes) -> None:
        if event is None:
            self._in_order("beside" if b'"type":"beside"' in raw[-60:] else "event")
            return self.report.wrong("line")
        self._in_order(event.type)
        key = event.hash if event.type == "beside" else (event.stream, event.seq)
        self._ascending(event.type, key)
        if event.leaf is not None:
            self.log.leaves.add(event.leaf, event.hash)
        if event.type == "event":
            self.chains.add(event)
            self.results.take(event)
            self.given.take(event)
        elif event.kind == "history.exported":
            self._act(event)
        self.named.add(event)
        return None

    def _act(self, event: Event) -> None:
        """Compare the act of exporting with the first line."""
        self.acts += 1
        told = event.payload or {}
        asked = alike(told.get("filter"), self.scope.asked) and told.get("form") == "ndjson"
        if not asked or event.province != self.scope.province:
            self.report.wrong("act", event.place, event.at)

    def _other(self, raw: bytes) -> None:
        """Take a line that is no event."""
        line = parsed(raw.removesuffix(b"\n")) or {}
        fits, kind = same(line, raw.removesuffix(b"\n")), str(line.get("type"))
        if kind not in ORDER or not shaped(line, SHAPES[kind]):
            return self.report.wrong("line")
        self._in_order(kind)
        self._ascending(kind, KEYS[kind](line) if kind in KEYS else None)
        if not fits or not raw.endswith(b"\n"):
            self.report.wrong("canonical")
        takes: Mapping[str, Callable[[dict[str, Any]], None]] = {
            "content": self._content,
            "hidden": self.chains.take_hidden,
            "head": self.chains.take_head,
            "file": self.named.take_file,
            "pieces": self.log.take_pieces,
            "checkpoint": self.log.take_checkpoint,
            "stamp": self.log.take_stamp,
            "end": self._end,
        }
        takes[kind](line)
        return None

    def _content(self, line: dict[str, Any]) -> None:
        self.named.take_content(line)
        self.given.take_content(line)

    def _in_order(self, kind: str) -> None:
        self.counted[kind] = self.counted.get(kind, 0) + 1
        rank = max(ORDER[kind], self.rank) if kind == "hidden" else ORDER[kind]
        if rank < self.rank:
            self.report.wrong("order", kind)
        self.rank = max(rank, self.rank)

    def _ascending(self, kind: str, key: Any) -> None:  # noqa: ANN401 - compared with its like
        if key is not None and kind in self.last and not self.last[kind] < key:
            self.report.wrong("order", kind)
        self.last[kind] = key

    def _end(self, line: dict[str, Any]) -> None:
        self.ended = True
        told = line["lines"], line["sha256"]
        if told != (self.report.line - 1, hashlib.sha256(self.digests).hexdigest()):
            self.report.wrong("end")

    def finish(self) -> None:
        """Compare what only the whole file can tell."""
        counted = {kind: number for kind, number in self.counted.items() if kind != "end"}
        for code, line, fits in (
            ("end", 0, self.ended),
            ("counts", 1, alike(counted, self.first["counts"])),
            ("act", 0, self.acts == 1),
        ):
            if not fits:
                self.report.wrong(code, line=line)
        for part in (self.chains, self.named, self.log, self.results, self.given):
            part.finish()
        notes = {"tail": self.chains.tail, "excerpt": int(self.scope.excerpt)}
        for code, number in notes.items():
            if number:
                self.report.note(code, number)

    def verdict(self) -> int:
        """Return the exit code."""
        if self.report.findings:
            return BROKEN
        return UNREADABLE if UNJUDGED & self.report.notes.keys() else PROVED


def shaped(line: dict[str, Any], shape: Mapping[str, type]) -> bool:
    """Tell whether a line has these fields, and no others, with values of these types."""
    return line.keys() == {"type", *shape} and all(
        isinstance(line[name], kind) and not isinstance(line[name], bool)
        for name, kind in shape.items()
    )


def _number_in(value: object) -> int:
    """Return a whole number; raises TypeError for another value, of which true is one."""
    if type(value) is not int:
        raise TypeError(value)
    return value


def _truth(value: object) -> bool:
    """Return what is true or not, and not where nothing is said; raises TypeError else."""
    if value is not None and not isinstance(value, bool):
        raise TypeError(value)
    return bool(value)


def _typed(value: object) -> str:
    """Return a text or a number as it was typed in, nothing as empty; raises TypeError else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise TypeError(value)
    return "" if value is None else str(value).strip()


def _counted(value: object) -> int:
    """Return a whole number, nothing as none; raises TypeError for another value."""
    return 0 if value is None else _number_in(value)


def _said_text(value: object) -> str:
    """Return a text or a whole number as text; raises TypeError for another value."""
    return value if isinstance(value, str) else str(_number_in(value))


def _texts(value: object) -> list[str]:
    """Return the texts of a list; raises TypeError for another value."""
    if not isinstance(value, list) or not _are_texts(value):
        raise TypeError(value)
    return value


def _rows(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list; raises TypeError for another value."""
    if not isinstance(value, list) or len(listed(value)) != len(value):
        raise TypeError(value)
    return value


def _about(event: Event) -> str:
    """Return what the object of an event names: `x/y` of `unit/x/y`."""
    return event.object.partition("/")[2]


def listed(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def held(folder: Path, sha: str, size: int) -> bool:
    """Tell whether a folder has the file of a hash, called by it, with its size."""
    path = folder / sha
    if not re.fullmatch("[0-9a-f]{64}", sha) or not path.is_file():
        return False
    data = path.read_bytes()
    return len(data) == size and hashlib.sha256(data).hexdigest() == sha


# Time stamps (RFC 3161): values of ASN.1 as they stand in bytes, BER, of which DER is a part

INTEGER, OCTETS, OID, SEQUENCE, FIRST, IN_PIECES = 0x02, 0x04, 0x06, 0x30, 0xA0, 0x24
SHA256_AS_OID = bytes.fromhex("608648016503040201")
GRANTED = {b"\0", b"\1"}
DEEPEST_VALUE = 16
ASN1_END = b"\0\0"
Value = tuple[int, bytes]
"""Tag and content."""


def stamped_digest(answer: bytes) -> bytes | None:
    """Return the SHA-256 that an answer grants a stamp over; None where it grants none."""
    try:
        (whole,) = values(answer)
        status, token = inside(whole, SEQUENCE)
        tag, number = inside(status, SEQUENCE)[0]
        if tag != INTEGER or number not in GRANTED:
            return None
        (signed,) = inside(inside(token, SEQUENCE)[1], FIRST)
        (held_in,) = inside(inside(inside(signed, SEQUENCE)[2], SEQUENCE)[1], FIRST)
        (info,) = values(octets(held_in))
        algorithm, digest = inside(inside(info, SEQUENCE)[2], SEQUENCE)
        known = inside(algorithm, SEQUENCE)[0] == (OID, SHA256_AS_OID)
        return octets(digest) if known else None
    except (ValueError, IndexError):
        return None


def inside(value: Value, tag: int) -> list[Value]:
    """Return what a value of a tag holds; raises ValueError for one of another."""
    if value[0] != tag:
        raise ValueError(value[0])
    return values(value[1])


def octets(value: Value, depth: int = DEEPEST_VALUE) -> bytes:
    """Return the bytes of an octet string, also of one in pieces; raises ValueError."""
    if value[0] == IN_PIECES and depth:
        return b"".join(octets(part, depth - 1) for part in values(value[1]))
    if value[0] != OCTETS:
        raise ValueError(value[0])
    return value[1]


def values(data: bytes) -> list[Value]:
    """Return the values that stand one after another; raises ValueError for anything else."""
    found, at = [], 0
    while at < len(data):
        value, at = _value(data, at, DEEPEST_VALUE)
        found.append(value)
    return found


def _value(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    begins = at + 2
    if begins > len(data) or depth == 0 or data[at] & 0x1F == 0x1F:
        raise ValueError("value")
    length = data[at + 1]
    if length == 0x80:  # it says where it ends only at its end
        while data[begins : begins + 2] != ASN1_END:
            _, begins = _value(data, begins, depth - 1)
        return (data[at], data[at + 2 : begins]), begins + 2
    if length > 0x80:
        counted = begins + length - 0x80
        length, begins = int.from_bytes(data[begins:counted], "big"), counted
    if begins + length > len(data):
        raise ValueError("length")
    return (data[at], data[begins : begins + length]), begins + length


def stamp_holds(answer: bytes, note: bytes, authority: str) -> bool | None:
    """Ask `openssl ts` whether an RFC 3161 stamp is over a note, by a pinned authority.

    It is judged as of its own time, since certificates end. None where there is no openssl.
    """
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        stamp, data = Path(folder, "stamp"), Path(folder, "note")
        stamp.write_bytes(answer)
        data.write_bytes(note)
        told = _openssl(openssl, "-reply", "-in", str(stamp), "-text")
        time = re.search(rb"Time stamp: (\w{3} +\d+ [\d:]+)(?:\.\d+)? (\d{4}) GMT", told.stdout)
        if time is None:
            return False
        at = calendar.timegm(strptime(b" ".join(time.groups()).decode(), "%b %d %H:%M:%S %Y"))
        asked = ("-in", str(stamp), "-data", str(data), "-CAfile", authority, "-attime", str(at))
        return _openssl(openssl, "-verify", *asked).returncode == 0


def _openssl(program: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([program, "ts", *words], capture_output=True, check=False)


def merged(
    leaves: Iterable[tuple[int, int, bytes]], pieces: list[tuple[int, int, bytes]]
) -> Iterator[tuple[int, int, bytes]]:
    """Put leaves and pieces into the order of the log, and an end after them."""
    rest = sorted(pieces, key=lambda piece: piece[:2])[::-1]
    for leaf in leaves:
        while rest and rest[-1][0] <= leaf[0]:
            yield rest.pop()
        yield leaf
    yield from reversed(rest)
    yield END


# Results, recomputed from what was handed in


@dataclass(frozen=True)
class Line:
    """A criterion on a sheet: declared not to apply, accepted so, and what was handed in."""

    aside: bool = False
    accepted: bool = False
    points: str = ""
    actual: str = ""
    target: str = ""


@dataclass
class Sheet:
    """A unit's score sheet: its lines by criterion, and whether anybody appraised it."""

    appraised: bool = False
    lines: dict[str, Line] = field(default_factory=dict)

    def copy(self) -> "Sheet":
        return Sheet(self.appraised, dict(self.lines))


@dataclass
class Case:
    """What of one case its results are made of."""

    kind: str | None = None
    # what it is called, and its kind, in both languages
    title: tuple[str, str] = ("", "")
    short: tuple[str, str] = ("", "")
    rules: str = ""
    erased: bool = False
    begun: bool = False
    withheld: bool = False
    early: bool = False
    bound_later: bool = False
    previous: str = ""
    opened: int = 0
    nominees: list[str] | None = None
    sheets: dict[str, Sheet] = field(default_factory=dict)
    before: dict[str, tuple[str, Sheet | None]] = field(default_factory=dict)
    # by unit and criterion: points, figures, or that others left them out
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    given_before: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    out: set[str] = field(default_factory=set)
    declared: frozenset[tuple[str, str]] = frozenset()
    recorded: frozenset[tuple[str, str]] = frozenset()
    ranked_by: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    papers: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    taken_back: dict[tuple[str, str], str] = field(default_factory=dict)
    # by result: whether all that the file says twice of it is said alike
    alike: dict[str, bool] = field(default_factory=dict)
    judged: dict[str, "UnitJudgement"] | None = None
    told_eligible: dict[tuple[str, str], tuple[bool, str]] = field(default_factory=dict)
    finals: dict[str, Fraction] | None = None
    parts: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    proposed: dict[str, list[str]] = field(default_factory=dict)
    present: dict[int, tuple[list[str], dict[str, list[str]], str]] = field(default_factory=dict)
    rounds: list[tuple[int, int, dict[str, Any]]] = field(default_factory=list)
    nominated: dict[str, list[str]] | None = None
    council: dict[str, str] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    issued: dict[str, str] = field(default_factory=dict)
    # by award: number and day of the decision that revokes it, as issued and as registered
    revoking: dict[str, tuple[str, str]] = field(default_factory=dict)
    revoked: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take_beside(self, form: str, task: str, payload: dict[str, Any]) -> None:
        """Take what is told of units beside their own sheets: by others, and as facts."""
        if form == "rank":
            self.declare(task, payload)
        elif form in {"give_points", "late_units"}:
            self.given_before[task] = _given(self.given, payload)
            self.say("others", _as_typed(self.given, form, payload))

    def declare(self, task: str, payload: dict[str, Any]) -> None:
        """Take the facts about units that the ranking was handed in with, each with its paper."""
        before, papers = self.declared, dict(_declared(payload["result"]))
        made = _turned(payload["changes"], "declared")
        self.taken_back = _turned(payload["changes"], "taken_back")
        self.ranked_by[task], self.declared = before, frozenset(papers)
        self.papers |= papers
        self.say("facts", self.declared == (before | made.keys()) - self.taken_back.keys())

    def register(self, rows: Iterable[dict[str, Any]]) -> None:
        """Take which awards of the case before were registered as revoked, by which decision."""
        for row in rows:
            paper = _said_text(row["number"]), _said_text(row["date"])
            self.revoked[_said_text(row["nominee"])] = paper
            self.say("revoked", self.previous == f"case/{_said_text(row['award_case'])}")

    def say(self, result: str, alike: bool) -> None:  # noqa: FBT001 - what was found
        """Note whether two places of the file say the same."""
        self.alike[result] = self.alike.get(result, True) and alike


@dataclass(frozen=True)
class UnitJudgement:
    """How a unit stands to the conditions and grades: what excludes it, and its grade."""

    excluded_by: str | None
    grade: int | None
    met: tuple[str, ...] = ()

    def barred(self, rules: dict[str, Any], award: dict[str, Any]) -> str:
        """Return why the rules bar the unit from an award, empty where they do not."""
        if self.excluded_by is not None:
            return f"condition/{self.excluded_by}"
        asked = award["eligibility"].get("grade")
        order = [grade["id"] for grade in rules.get("grades") or ()]
        enough = self.grade is not None and asked and self.grade <= order.index(asked)
        return "" if asked is None or enough else "grade"


SCORED = {"score", "appraise", "appraise_2"}
ISSUED = ("issue_decision", "revocation_issue")
"""The forms that give a decision its number: for an award, and to revoke one."""
DECIDED = {"decide": "decisions", "revocation_decide": "revoked"}
"""Forms in which the Chairman decides, and the result that is made of it."""
HANDED_IN = {
    *SCORED, "rank", "give_points", "late_units", "council_vote", "issue_decision",
    "revocation_issue",
}  # fmt: skip
"""Forms of which results are made by what was handed in; where that is sealed, none is."""
FORMS = {
    "evaluation": {*SCORED, "rank", "give_points", "late_units"},
    "award_review": {"candidates"},
    "submission": {"council_vote", "decide", "issue_decision"},
    "revocation": {"revocation_decide", "revocation_issue"},
}
"""Forms that results are made of, by the kind of their case: another's may have the same names."""


Told: TypeAlias = "str | dict[str, str]"
"""A cell of a line: a code, a number or a name as it is, or words in both languages."""


@dataclass(frozen=True)
class Result:
    """One result: of which case, what, whether it agrees (None: not recomputed), and its lines."""

    stream: str
    what: str
    agrees: bool | None
    lines: tuple[tuple[Told, ...], ...] = ()


class Results:
    """Follows scores, votes, nominees and decisions of each case, and compares the outcomes."""

    def __init__(
        self,
        report: Report,
        rules: dict[str, dict[str, Any]],
        *,
        excerpt: bool = False,
        whole: bool = False,
    ) -> None:
        self.report, self.rules, self.excerpt, self.whole = report, rules, excerpt, whole
        self.cases: dict[str, Case] = {}
        self.found: list[Result] = []
        self.about: tuple[str, str] | None = None
        self.explained: list[Result] = []

    def explain(self, stream: str, what: str, rows: Iterable[tuple[Told, ...]]) -> None:
        """Keep how a result came about, where it is asked for; the verdict does not rest on it."""
        try:
            told = tuple(rows) if self.about else ()
        except ODD:
            return
        if told:
            self.explained.append(Result(stream, what, None, told))

    def asked(self, rules: dict[str, Any]) -> tuple[str, str]:
        """Return the unit and award that are asked for by their ids; empty where there is none."""
        if self.about is None:
            return "", ""
        unit, award = self.about
        try:
            units = [each["id"] for each in rules["units"] if unit in _called(each)]
            awards = [
                each["id"] for each in rules["awards"] if award in {each["id"], *_named(each)}
            ]
        except ODD:
            return "", ""
        return next(iter(units), ""), next(iter(awards), "")

    def take(self, event: Event) -> None:
        """Take the next event of a case."""
        handle = self.KINDS.get(event.kind)
        if handle is not None and event.stream.startswith("case/"):
            case = self.cases.setdefault(event.stream, Case())
            case.begun = case.begun or event.kind == "case.opened"
            if event.payload is None:
                case.erased = case.erased or bool(event.erased)
                case.withheld = case.withheld or event.kind != "task.completed"
                return
            try:
                handle(self, case, event, event.payload)
            except ODD:
                self.unreadable(event.stream, event.kind)
        try:
            self.record(event)
        except ODD:
            self.unreadable(event.stream, event.kind)

    def record(self, event: Event) -> None:
        """Take what the records said of units, and who was told to be eligible, step by step."""
        moved = (event.payload or {}).get("moved") if event.names else None
        case = self.cases.get(event.stream)
        for move in _rows(moved) if case and moved is not None else ():
            if case and "recorded" in move:
                rows = _rows(move["recorded"])
                case.recorded = frozenset(
                    (_said_text(row["unit"]), _said_text(row["condition"])) for row in rows
                )
                rules = self.rules.get(case.rules)
                case.say("facts", rules is None or all(_is_recorded(rules, row) for row in rows))
            if case and "judged" in move:
                case.told_eligible = {
                    (row["award_id"], row["unit_id"]): (row["eligible"], row["ineligible_because"])
                    for row in _rows(move["judged"])
                }
            if case and "revoked" in move:
                case.register(_rows(move["revoked"]))

    def tell(
        self,
        stream: str,
        what: str,
        agrees: bool | None,  # noqa: FBT001 - three answers
        lines: Iterable[tuple[str, ...]] = (),
        line: int | None = None,
    ) -> None:
        case = self.cases[stream]
        before = self.cases.get(case.previous, case)
        gone = any(each.erased or each.early for each in (case, before))
        if agrees is False and (self.excerpt or gone):
            agrees = None
        self.found.append(Result(stream, what, agrees, tuple(lines)))
        if agrees is False:
            self.report.wrong("result", f"{stream} {what}", line=line)

    def unreadable(self, stream: str, what: str, line: int | None = None) -> None:
        """Tell of what cannot be worked out: wrong, unless what it is made of is not in the file.

        A case is in it from the start where its opening is, and so is the case it follows from.
        """
        case = self.cases[stream]
        alone = case.previous in {"", "case/"}
        before = case if alone else self.cases.get(case.previous, Case())
        there = all(each.begun and not each.withheld for each in (case, before))
        self.tell(stream, what, False if there else None, line=line)

    def opened(self, case: Case, _: Event, payload: dict[str, Any]) -> None:
        case.opened = self.report.line
        case.kind = _said_text(payload["kind"])
        case.title, case.short = _both(payload.get("title")), _both(payload.get("short"))
        case.early = not payload.keys() & {"previous", "nominees"}
        rules, previous, nominees = (payload.get(n) for n in ("rules", "previous", "nominees"))
        previous = "" if previous is None else previous
        nominees = [] if nominees is None else nominees
        case.rules, previous, *named = _texts([rules, previous, *_texts(nominees)])
        case.previous, case.nominees = f"case/{previous}", named or None

    def completed(self, case: Case, event: Event, payload: dict[str, Any]) -> None:
        form = str(payload["task"]["form"])
        if case.kind is not None and form not in FORMS.get(case.kind, ()):
            return None
        if form in HANDED_IN and payload["result"] is None and "sealed" in payload:
            case.withheld = True
            return self.tell(event.stream, event.kind, None)
        case.take_beside(form, event.object, payload)
        return self.handed_in(case, form, event, payload)

    def handed_in(self, case: Case, form: str, event: Event, payload: dict[str, Any]) -> None:
        """Take what scores, nominees, votes and decisions are made of."""
        key, result = str(payload["task"]["key"]), payload["result"]
        if form in SCORED and result.keys() >= {"scores"}:
            case.before[event.object] = (key, case.sheets.get(key))
            case.sheets[key] = _scored(case.sheets.get(key, Sheet()), form, result)
        elif form == "candidates":
            case.proposed = _proposed(payload["changes"])
            case.say("candidates", _are_named(payload["changes"], result))
        elif form == "council_vote":
            self.council(case, event, payload)
        elif form in DECIDED:
            case.decided[key] = payload["outcome"]
            verdict = result.get("verdict") if isinstance(result, dict) else None
            case.say(DECIDED[form], alike(verdict, payload["outcome"]))
        elif form in ISSUED:
            self.issued(case, form, key, result)

    def issued(self, case: Case, form: str, key: str, result: dict[str, Any]) -> None:
        number = _said_text(result["number"])
        if form == ISSUED[0]:
            case.issued[key] = number
        else:
            case.revoking[key] = number, _said_text(result["date"])

    def taken_back(self, case: Case, event: Event, _: dict[str, Any]) -> None:
        case.declared = case.ranked_by.pop(event.object, case.declared)
        case.given |= case.given_before.pop(event.object, {})
        key, sheet = case.before.pop(event.object, ("", None))
        if sheet is not None:
            case.sheets[key] = sheet
        elif key:
            case.sheets.pop(key, None)

    def fact_declared(self, case: Case, event: Event, payload: dict[str, Any]) -> None:
        """Hold a fact against the ranking that it was declared with."""
        fact = _about(event), _said_text(payload["condition"])
        alike = case.papers.get(fact) == _paper_of(payload)
        case.say("facts", alike and fact in case.declared)

    def fact_taken_back(self, case: Case, event: Event, payload: dict[str, Any]) -> None:
        fact = _about(event), _said_text(payload["condition"])
        alike = case.taken_back.get(fact) == payload["reason"]
        case.say("facts", alike and fact not in case.declared)

    def taken_out(self, case: Case, event: Event, _: dict[str, Any]) -> None:
        case.out.add(_about(event))

    def frozen(self, case: Case, event: Event, payload: dict[str, Any]) -> None:
        """Rank anew from the points that were handed in, and compare."""
        told = {
            line["unit"]: (
                _number_in(line["rank"]),
                decimal(line["total"]),
                decimal(line["scaled"]),
            )
            for line in payload["ranking"]
        }
        case.finals = {unit: scaled for unit, (_, _, scaled) in told.items()}
        rules = self.rules.get(case.rules)
        if rules is None:
            return self.tell(event.stream, "ranking", None)
        sheets = _appraised(rules, case)
        known = case.declared | case.recorded
        case.judged = {unit: judge_unit(rules, sheet, known) for unit, sheet in sheets.items()}
        anew = _ranking(
            {u: sheet for u, sheet in sheets.items() if case.judged[u].excluded_by is None}
        )
        case.parts = {unit: _part_points(sheet) for unit, sheet in sheets.items()}
        case.sheets, case.before, case.given, case.given_before = {}, {}, {}, {}
        names = _names(rules)
        lines = [
            (str(rank), names.get(unit, unit), _text(total), _text(scaled))
            for unit, (rank, total, scaled) in sorted(
                anew.items(), key=lambda item: (item[1][0], item[0])
            )
        ]
        compared = all(
            decimal(points) == sheets[line["unit"]].criterion(name)
            for line in payload["ranking"]
            if line["unit"] in sheets
            for name, points in line.get("collated", {}).items()
        )
        self.tell(event.stream, "ranking", compared and anew == told, lines)
        unit, _ = self.asked(rules)
        if unit in sheets:
            rows = told_points(rules, sheets[unit], case.judged[unit], anew)
            self.explain(event.stream, "ranking", rows)
        self.beside(event.stream, case, rules, known)
        return None

    def beside(
        self, stream: str, case: Case, rules: dict[str, Any], known: Iterable[tuple[str, str]]
    ) -> None:
        """Tell the facts that units were ranked by, and whether others gave what was typed."""
        if any(each.get("fact") or each.get("record") for each in rules.get("conditions") or ()):
            names = _names(rules)
            lines = [(names.get(u, u), f"condition/{of}") for u, of in sorted(known)]
            self.tell(stream, "facts", case.alike.get("facts", True), lines)
        if rules.get("scorers"):
            self.tell(stream, "others", case.alike.get("others", True))

    def round_opened(self, case: Case, _: Event, payload: dict[str, Any]) -> None:
        case.present[_number_in(payload["round"])] = (
            payload["present"],
            payload["candidates"],
            payload["mode"],
        )

    def round_closed(self, case: Case, _: Event, payload: dict[str, Any]) -> None:
        case.rounds.append((self.report.line, _number_in(payload["round"]), payload))

    def council(self, case: Case, event: Event, payload: dict[str, Any]) -> None:
        """Count the Council's votes anew."""
        rules, result = self.rules.get(case.rules), payload["result"]
        if rules is None:
            return self.tell(event.stream, "council", None)
        told = {
            c["path"]: (_number_in(c["yes"]), _number_in(c["base"]), c["new"])
            for c in payload["changes"]
        }
        anew = {
            nominee: council_vote(rules["council"], nominee, vote, result["present"])
            for nominee, vote in result["votes"].items()
        }
        case.council = {nominee: outcome for nominee, (_, _, outcome) in anew.items()}
        lines = [(n, f"{yes}/{of}", outcome) for n, (yes, of, outcome) in sorted(anew.items())]
        self.tell(event.stream, "council", anew == told, lines)
        unit, award = self.asked(rules)
        if about := anew.get(f"{award}/{unit}"):
            yes, base, outcome = about
            asks = told_threshold(_on(rules["council"], award)["threshold"], base)
            self.explain(event.stream, "council", [(str(yes), "of", str(base), *asks, outcome)])
        return None

    def archived(self, case: Case, event: Event, payload: dict[str, Any]) -> None:
        """Compare what was archived with what was decided, nominee by nominee."""
        told = {n["nominee"]: [n["decision"], n["number"]] for n in payload["nominees"]}
        anew = {
            nominee: [case.decided.get(nominee, "dropped"), case.issued.get(nominee, "")]
            for nominee in case.nominees or told
        }
        lines = [(nominee, *told) for nominee, told in sorted(anew.items())]
        agrees = alike(anew, told) and case.alike.get("decisions", True)
        self.tell(event.stream, "decisions", agrees, lines)
        rules = self.rules.get(case.rules)
        unit, award = self.asked(rules) if rules else ("", "")
        if about := anew.get(f"{award}/{unit}"):
            self.explain(event.stream, "decisions", [tuple(about)])

    def bound(self, case: Case, _: Event, __: dict[str, Any]) -> None:
        """Take that the case was there before its rows were bound."""
        case.bound_later = True

    KINDS: ClassVar[Mapping[str, Callable[..., None]]] = {
        "history.baseline": bound,
        "case.opened": opened,
        "task.completed": completed,
        "task.taken_back": taken_back,
        "unit.taken_out": taken_out,
        "unit.fact_declared": fact_declared,
        "unit.fact_taken_back": fact_taken_back,
        "scores.frozen": frozen,
        "round.opened": round_opened,
        "round.closed": round_closed,
        "dossier.archived": archived,
    }

    def called(self, stream: str) -> dict[str, tuple[str, str]]:
        """Name the awards, units and nominees of a case by its rules: Vietnamese, English."""
        rules = self.rules.get(self.cases[stream].rules) or {}
        try:
            units = {u["id"]: _in_both(u["short"]) for u in rules["units"]}
            awards = {a["id"]: _in_both(a["name"]) for a in rules["awards"]}
            conditions = {
                f"condition/{each['id']}": _in_both(each["name"])
                for each in rules.get("conditions") or ()
            }
        except ODD:
            return {}
        nominees = {
            f"{award}/{unit}": (f"{names[0]}, {short[0]}", f"{names[1]}, {short[1]}")
            for award, names in awards.items()
            for unit, short in units.items()
        }
        return {short[0]: short for short in units.values()} | awards | nominees | conditions

    def titled(self, stream: str) -> tuple[str, str]:
        """Name a case by its title, kind and bloc, as far as the file tells them."""
        case = self.cases.get(stream, Case())
        bloc = self.rules.get(case.rules, {}).get("bloc")
        short = _both(bloc.get("short") if isinstance(bloc, dict) else None)
        vi, en = (
            "; ".join(filter(None, (title, "" if kind in title else kind, of)))
            for title, kind, of in zip(case.title, case.short, short, strict=True)
        )
        return vi, en

    # What needs other cases of the file

    def finish(self) -> None:
        """Count rounds anew, and compare nominees with the review they come from."""
        for stream, case in self.cases.items():
            self.counted_anew(stream, case)
        for stream, case in self.cases.items():
            before = self.cases.get(case.previous)
            if before is None and case.previous not in {"", "case/"}:
                self.tell(stream, "follows", False if self.whole else None, line=case.opened)
            if case.nominees is not None and before and before.nominated is not None:
                anew = [f"{a}/{u}" for a, units in before.nominated.items() for u in units]
                agrees = sorted(anew) == sorted(case.nominees)
                lines = [(nominee,) for nominee in sorted(anew)]
                self.tell(stream, "nominees", agrees, lines, case.opened)

    def counted_anew(self, stream: str, case: Case) -> None:
        """Judge what is told of a case; only one whose rows were bound later may have told less."""
        if case.early and not case.bound_later:
            case.early = False
            self.unreadable(stream, "case.opened", case.opened)
        for what, judge in (
            ("eligibility", self.eligible),
            ("eligibility", self.explain_award),
            ("round", self.count),
            ("revoked", self.revoked),
        ):
            try:
                judge(stream, case)
            except ODD:
                self.unreadable(stream, what, case.opened)

    def eligible(self, stream: str, case: Case) -> None:
        """Hold who was told to be eligible against the conditions and grades of the scores.

        What else a decision table of the process asks is not worked out here.
        """
        rules, before = self.rules.get(case.rules), self.cases.get(case.previous)
        if rules is None or not case.told_eligible:
            return None
        if not rules.get("conditions") and not rules.get("grades"):
            return None
        if before is None or before.judged is None:
            return self.tell(stream, "eligibility", None)
        names, barred = _names(rules), {}
        for award in rules["awards"]:
            for unit in names:
                judged = before.judged.get(unit, UnitJudgement(None, None))
                barred[award["id"], unit] = judged.barred(rules, award)
        agrees = barred.keys() == case.told_eligible.keys() and all(
            (able is False and why == barred[of])
            if barred[of]
            else able is (why == "") and why != "grade" and not str(why).startswith("condition/")
            for of, (able, why) in case.told_eligible.items()
        )
        stand = {of for of, (able, _) in case.told_eligible.items() if able}
        proposed = {(award, unit) for award, units in case.proposed.items() for unit in units}
        lines = [(award, names[unit], why) for (award, unit), why in barred.items() if why]
        agrees = agrees and proposed <= stand and case.alike.get("candidates", True)
        self.tell(stream, "eligibility", agrees, lines, case.opened)
        return None

    def explain_award(self, stream: str, case: Case) -> None:
        """Tell what the award asks of the unit that is asked for, and what was said of it."""
        rules = self.rules.get(case.rules)
        about = self.asked(rules) if rules else ("", "")
        if rules and about[::-1] in case.told_eligible:
            self.explain(stream, "eligibility", self.told_award(rules, case, *about))

    def told_award(
        self, rules: dict[str, Any], case: Case, unit: str, award: str
    ) -> Iterator[tuple[Told, ...]]:
        before = self.cases.get(case.previous, Case())
        able, why = case.told_eligible[award, unit]
        final = (before.finals or {}).get(unit)
        if final is not None:
            yield "scaled", _text(final)
        asked = next(each for each in rules["awards"] if each["id"] == award)["eligibility"]
        yield from told_eligibility(rules, asked)
        yield "able" if able else "unable", why

    def count(self, stream: str, case: Case) -> None:
        rules, scored = self.rules.get(case.rules), self.cases.get(case.previous) or Case()
        earlier: dict[str, dict[str, Any]] = {}
        for line, number, payload in case.rounds:
            present, candidates, mode = case.present[number]
            if rules is None:
                self.tell(stream, "round", None)
                continue
            counted = (
                _roll_call(rules, present, candidates, payload["roll_call"])
                if mode == "open"
                else _paper(rules, present, payload["counts"])
            )
            awards = _loose(payload["settled"]["awards"])
            ways = [
                settle_round(rules, number, counted, scored, (earlier, case.proposed, sharing))
                for sharing in SHARING
            ]
            settled = next((way for way in ways if _loose(way) == awards), ways[0])
            earlier = {award["award"]: award for award in settled}
            told, anew = (_by_candidate(each) for each in (payload["tally"]["candidates"], counted))
            same_mode = all(_on(rules["voting"], name)["mode"] == mode for name in candidates)
            agrees = same_mode and alike(told, anew) and _loose(settled) == awards
            agrees = agrees and case.alike.get("candidates", True)
            names = _names(rules)
            lines = [
                (t["award"], names.get(t["unit"], t["unit"]), f"{t['yes']}/{t['base']}")
                for t in counted
            ]
            self.tell(stream, f"round {number}", agrees, lines, line)
            self.explain(
                stream, f"round {number}", told_votes(rules, counted, settled, self.asked(rules))
            )
            case.nominated = {award["award"]: award["nominated"] for award in settled}

    def revoked(self, stream: str, case: Case) -> None:
        """Hold the awards that are registered as revoked against who decided and awarded what.

        Each was awarded by the case it follows from, the Chairman decided to revoke it, and the
        register has the number and day of the decision that was issued on it.
        """
        if not case.revoking and not case.revoked:
            return None
        before = self.cases.get(case.previous, Case())
        if not case.begun or not before.begun:
            return self.tell(stream, "revoked", None)
        agrees = case.revoking == case.revoked and case.alike.get("revoked", True)
        for nominee in case.revoking:
            agrees = agrees and case.decided.get(nominee) == "revoke"
            agrees = agrees and before.decided.get(nominee) == "approve"
            agrees = agrees and bool(before.issued.get(nominee))
        lines = [(nominee, *paper) for nominee, paper in sorted(case.revoking.items())]
        self.tell(stream, "revoked", agrees, lines, case.opened)
        rules = self.rules.get(case.rules)
        unit, award = self.asked(rules) if rules else ("", "")
        if about := case.revoking.get(f"{award}/{unit}"):
            self.explain(stream, "revoked", [about])
        return None


# How a result came about, as somebody checks it by hand


def told_points(
    rules: dict[str, Any],
    adding: "Adding",
    judged: UnitJudgement,
    ranking: Mapping[str, tuple[int, Fraction, Fraction]],
) -> Iterator[tuple[Told, ...]]:
    """Go through a unit's points, sums, conditions and grade, and how many units have more."""
    for section in rules["score_table"]["sections"]:
        yield from _told_part(adding, section["kind"], section)
    total, scaled = _totals(adding)
    yield "total", _text(total)
    yield "scaled", _text(scaled)
    for condition in rules.get("conditions") or ():
        yield condition["name"], "met" if condition["id"] in judged.met else "unmet"
    if judged.grade is not None:
        yield "graded", rules["grades"][judged.grade]["name"]
    if adding.unit not in ranking:
        yield ("unranked",)
        return
    above = sum(final > scaled for _, _, final in ranking.values())
    yield "above", str(above), "ranked", str(ranking[adding.unit][0])


def _told_part(adding: "Adding", kind: str, part: dict[str, Any]) -> Iterator[tuple[Told, ...]]:
    for criterion in part["criteria"]:
        named, line = _heading(criterion), adding.sheet.lines.get(criterion["id"], Line())
        if not adding.applies(criterion):
            yield named, "apart"
            continue
        points, most = adding.worth(kind, criterion)
        figure = ("figure", line.actual) if line.actual else ()
        target = ("target", line.target) if line.target else ()
        yield named, _text(points), "of", _text(most), *figure, *target
    for inner in part.get("parts") or ():
        yield from _told_part(adding, kind, inner)
    points, most, _ = adding.part(kind, part)
    cap = () if part.get("cap") is None else ("cap", _text(decimal(part["cap"])))
    yield _heading(part), "sum", _text(points), "of", _text(most), *cap


def _heading(item: dict[str, Any]) -> dict[str, str]:
    vi, en = _in_both(item["name"])
    return {"vi": f"{item['code']} {vi}", "en": f"{item['code']} {en or vi}"}


def told_eligibility(rules: dict[str, Any], asked: dict[str, Any]) -> Iterator[tuple[Told, ...]]:
    """Say what an award asks of rank, points and grade."""
    if asked.get("max_rank") is not None:
        yield "asks_rank", str(asked["max_rank"])
    if asked.get("minimum") is not None:
        more = "asks_more" if asked["minimum"]["strict"] else "asks_points"
        yield more, _text(_needed(rules["score_table"], asked["minimum"]))
    elif asked.get("min_percent") is not None:
        scale = _base_of(rules["score_table"], {"base": "scale"})
        yield "asks_points", _text(decimal(asked["min_percent"]) * scale / 100)
    for grade in rules.get("grades") or ():
        if grade["id"] == asked.get("grade"):
            yield "graded", grade["name"]


def told_votes(
    rules: dict[str, Any],
    counted: list[dict[str, Any]],
    settled: list[dict[str, Any]],
    about: tuple[str, str],
) -> Iterator[tuple[Told, ...]]:
    """Say the votes of one candidate in a round, what is needed, and what came of it."""
    unit, award = about
    nominated = {each["award"]: each["nominated"] for each in settled}
    for line in counted:
        if (line["award"], line["unit"]) == (award, unit):
            asks = told_threshold(_on(rules["voting"], award)["threshold"], line["base"])
            ends = "nominated" if unit in nominated.get(award, ()) else "unnominated"
            yield str(line["yes"]), "of", str(line["base"]), *asks, ends


def told_threshold(threshold: dict[str, Any], base: int) -> tuple[str, str]:
    """Say how many votes of a base pass."""
    more = "needs" if threshold["inclusive"] else "needs_more"
    return more, _text(_share(threshold) * base)


def _called(unit: dict[str, Any]) -> set[str]:
    """Return what a unit may be asked for by: its id, the end of it, its names."""
    return {unit["id"], unit["id"].rpartition("/")[2], *_in_both(unit["short"]), *_named(unit)}


def _named(item: dict[str, Any]) -> tuple[str, str]:
    return _in_both(item["name"])


def _scored(sheet: Sheet, form: str, result: dict[str, Any]) -> Sheet:
    """Return a sheet after a self-score or an appraisal."""
    scores = result["scores"]
    if form == "score":
        apart = {name: _truth(row.get("not_applicable")) for name, row in scores.items()}
        return Sheet(lines={name: Line(aside=away) for name, away in apart.items()})
    if result.get("verdict") == "incomplete":
        return sheet
    lines = dict(sheet.lines) if form == "appraise_2" else {}
    for name, row in scores.items():
        aside = sheet.lines.get(name, Line()).aside
        accepted = _truth(row.get("accept_not_applicable")) and aside
        points, actual, target = (_typed(row.get(part)) for part in ("points", "actual", "target"))
        lines[name] = Line(aside, accepted, points, actual, target)
    return Sheet(appraised=True, lines=lines)


def _given(given: dict[str, dict[str, str]], payload: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Take what others give units, cell by cell; return what stood there before."""
    before: dict[str, dict[str, str]] = {}
    for change in payload["changes"]:
        cell, _, part = str(change["path"]).rpartition(".")
        before.setdefault(cell, given.get(cell, {}))
        given[cell] = given.get(cell, {}) | {part: _typed(change["new"])}
    return before


def _as_typed(given: Mapping[str, Mapping[str, str]], form: str, payload: dict[str, Any]) -> bool:
    """Tell whether what others give is what their form says; points by figures are not typed."""
    result = payload["result"]
    if form == "give_points":
        return all(
            _same_points(given.get(cell, {}).get(part, ""), row.get(part))
            for cell, row in result["scores"].items()
            for part in ("points", "actual", "target")
            if row.get(part) is not None
        ) and all(
            given.get(cell, {}).get("ground", "") == _typed(row.get("ground"))
            for cell, row in result["scores"].items()
        )
    parties = (result.get("parties") or {}).values()
    told = {_typed(each["reason"]) for each in parties if each.get("decision") == "leave_out"}
    left = {change["path"].rpartition(".")[0] for change in payload["changes"]}
    out = all(given[cell].get("left_out") == "True" for cell in left)
    return out and {given[cell].get("ground") for cell in left} == told


def _same_points(told: str, typed: object) -> bool:
    written = _typed(typed)
    return decimal(told or 0) == decimal(written or 0) and bool(told) >= bool(written)


def _with_given(table: dict[str, Any], case: Case, unit: str) -> Sheet:
    """Return a unit's sheet with what others give it, for the criteria that they score."""
    sheet = case.sheets[unit]
    scored = {
        criterion["id"]
        for section in table["sections"]
        for criterion in _criteria(section)
        if criterion.get("scored_by")
    }
    lines = {name: line for name, line in sheet.lines.items() if name not in scored}
    for name in scored:
        parts = case.given.get(f"{unit}:{name}", {})
        out = parts.get("left_out") == "True"
        figures = (parts.get(part, "") for part in ("points", "actual", "target"))
        lines[name] = Line(out, out, *figures)
    return Sheet(sheet.appraised, lines)


def _appraised(rules: dict[str, Any], case: Case) -> dict[str, "Adding"]:
    """Return the appraised sheets of the units that were not taken out."""
    sheets = {
        unit["id"]: _with_given(rules["score_table"], case, unit["id"])
        for unit in rules["units"]
        if unit["id"] not in case.out and case.sheets.get(unit["id"], Sheet()).appraised
    }
    table = rules["score_table"]
    best = best_figures(table, sheets.values())
    return {unit: Adding(table, sheet, unit, best) for unit, sheet in sheets.items()}


def _ranking(sheets: Mapping[str, "Adding"]) -> dict[str, tuple[int, Fraction, Fraction]]:
    """Return rank, total and points on the whole scale by unit; equals share a rank."""
    sums = {unit: _totals(sheet) for unit, sheet in sheets.items()}
    order = sorted((scaled for _, scaled in sums.values()), reverse=True)
    return {
        unit: (order.index(scaled) + 1, total, scaled) for unit, (total, scaled) in sums.items()
    }


def best_figures(table: dict[str, Any], sheets: Iterable[Sheet]) -> dict[str, Fraction]:
    """Return the highest figure of each criterion that applies to whoever has it."""
    targets = {
        c["id"]: c["target"] for s in table["sections"] for c in _criteria(s) if c.get("target")
    }
    best: dict[str, Fraction] = {}
    for sheet in sheets:
        for name, line in sheet.lines.items():
            if name in targets and line.actual and not line.accepted:
                found = _measured(targets[name], line) or Fraction(0)
                best[name] = max(best.get(name, Fraction(0)), found)
    return best


PAPER = ("number", "dated", "note")


def _declared(result: dict[str, Any]) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Go through the facts that are declared, by unit and condition, each with its paper."""
    for condition, units in (result.get("facts") or {}).items():
        for unit, row in units.items():
            if _truth(row.get("declared")):
                yield (unit, condition), _paper_of(row)


def _paper_of(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_typed(row.get(part)) for part in PAPER)


def _turned(changes: list[dict[str, Any]], into: str) -> dict[tuple[str, str], str]:
    """Return which facts were changed into this, with the reasons; paths are UNIT.CONDITION."""
    parted = ((each["path"].rpartition("."), each) for each in changes if each["new"] == into)
    return {(unit, condition): _said_text(each["reason"]) for (unit, _, condition), each in parted}


def _is_recorded(rules: dict[str, Any], row: dict[str, Any]) -> bool:
    """Tell whether what the records said of a unit is what its condition asks of them."""
    asked = {each["id"]: each.get("record") for each in rules.get("conditions") or ()}
    record = asked.get(row.get("condition"))
    if record is None or row.get("unit") not in _names(rules):
        return False
    due, reached, days = str(row["due"]), row["reached"], row["days"]
    late = reached is None or (record["state"] == "late" and str(reached) > due)
    return late and _number_in(days) >= 0


def judge_unit(
    rules: dict[str, Any], adding: "Adding", facts: Collection[tuple[str, str]] = ()
) -> UnitJudgement:
    """Judge a unit by floors and by facts about it: what it comes under, then its grade.

    Its grade is the highest that it has and that no condition bars, lower by one for each that
    downgrades.
    """
    standing = _standing(adding)
    met = [
        condition
        for condition in rules.get("conditions") or ()
        if (adding.unit, condition["id"]) in facts
        or any(_falls_short(adding.table, standing, floor) for floor in condition["least"])
    ]
    names = tuple(each["id"] for each in met)
    out = next((each["id"] for each in met if each["effect"] == "exclude"), None)
    if out is not None:
        return UnitJudgement(out, None, names)
    grades = rules.get("grades") or ()
    _, final = _totals(adding)
    fits = (
        number
        for number, grade in enumerate(grades)
        if _is_enough(adding.table, grade["minimum"], final)
        and not any(
            _falls_short(adding.table, standing, floor) for floor in grade.get("least") or ()
        )
        and not set(names).intersection(grade.get("without") or ())
    )
    first = next(fits, None)
    lower = sum(each["effect"] == "downgrade" for each in met)
    place = None if first is None else min(first + lower, len(grades) - 1)
    return UnitJudgement(None, place, names)


def _is_enough(table: dict[str, Any], minimum: dict[str, Any], final: Fraction) -> bool:
    """Hold a final against a minimum: points, or a share of a base."""
    needed = _needed(table, minimum)
    return final > needed if minimum["strict"] else final >= needed


def _needed(table: dict[str, Any], minimum: dict[str, Any]) -> Fraction:
    if minimum["points"] is not None:
        return decimal(minimum["points"])
    return _share(minimum) * _base_of(table, minimum)


def _base_of(table: dict[str, Any], minimum: dict[str, Any]) -> Fraction:
    if minimum["base"] == "number":
        return decimal(minimum["number"])
    kinds = {"scale": {"normal"}, "scale_with_bonus": {"normal", "bonus"}}[minimum["base"]]
    return sum((_most(part) for part in table["sections"] if part["kind"] in kinds), Fraction(0))


def _most(part: dict[str, Any]) -> Fraction:
    """Return the most that a part of the table can give, held at its cap."""
    own = sum((decimal(each["max_points"]) for each in part["criteria"]), Fraction(0))
    most = sum((_most(inner) for inner in part.get("parts") or ()), own)
    return most if part.get("cap") is None else min(most, decimal(part["cap"]))


def _falls_short(
    table: dict[str, Any], standing: Mapping[str, tuple[Fraction, Fraction]], floor: dict[str, Any]
) -> bool:
    """Hold what a floor is under against it; what does not apply to the unit has none."""
    normal = [each for each in table["sections"] if each["kind"] == "normal"]
    if of := floor.get("of"):
        names = of
    elif floor["every"] == "section":
        names = [section["id"] for section in normal]
    else:
        names = [c["id"] for section in normal for c in _criteria(section)]
    for points, most in (standing[name] for name in names if name in standing):
        own = floor.get("points")
        needed = _share(floor) * most if own is None else decimal(own)
        if points < needed or (floor["strict"] and points == needed):
            return True
    return False


def _standing(adding: "Adding") -> dict[str, tuple[Fraction, Fraction]]:
    """Return points and maximum by part and criterion, of what applies to the unit."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for section in adding.table["sections"]:
        for part in _parts_of(section):
            points, applies, _ = adding.part(section["kind"], part)
            if applies:
                found[part["id"]] = points, applies
        for criterion in _criteria(section):
            if adding.applies(criterion):
                points, _ = adding.worth(section["kind"], criterion)
                found[criterion["id"]] = points, decimal(criterion["max_points"])
    return found


def _parts_of(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Go through a part and those within it."""
    yield part
    for inner in part.get("parts") or ():
        yield from _parts_of(inner)


def _criteria(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Go through the criteria of a part and of those within it."""
    for each in _parts_of(part):
        yield from each["criteria"]


def _totals(adding: "Adding") -> tuple[Fraction, Fraction]:
    """Add a sheet up: its total, and the same brought to the whole scale.

    Tables that do not say how they are worked out round both to their decimals.
    """
    table = adding.table
    exact = table.get("arithmetic") == "exact"
    normal = extra = applicable = scale = Fraction(0)
    for section in table["sections"]:
        points, maximum, most = adding.part(section["kind"], section)
        points = -points if section["kind"] == "deduction" else points
        points = points if exact else _rounded(table, points)
        if section["kind"] == "normal":
            normal, applicable, scale = normal + points, applicable + maximum, scale + most
        else:
            extra += points
    scaled = normal * scale / applicable if applicable else Fraction(0)
    held = _within if exact else _held
    return held(table, normal + extra, applicable), held(table, scaled + extra, scale)


def _part_points(adding: "Adding") -> dict[str, Fraction]:
    """Return what each part of the table comes to; what is taken off is negative."""
    return {
        part["id"]: adding.part(section["kind"], part)[0]
        * (-1 if section["kind"] == "deduction" else 1)
        for section in adding.table["sections"]
        for part in _parts_of(section)
    }


@dataclass(frozen=True)
class Adding:
    """One unit's sheet, its table, and the best figure of the bloc by criterion."""

    table: dict[str, Any]
    sheet: Sheet
    unit: str
    best: Mapping[str, Fraction]

    def part(
        self, kind: str, part: dict[str, Any], depth: int = 1
    ) -> tuple[Fraction, Fraction, Fraction]:
        """Add up a part of the table and those within it, each held at its cap.

        Returns its points, the maximum of what applies to the unit, and of everything.
        """
        if depth > DEEPEST_PART:
            raise ValueError(part["id"])
        points = maximum = most = Fraction(0)
        for criterion in part["criteria"]:
            worth, applies = self.worth(kind, criterion)
            points, maximum = points + worth, maximum + applies
            most += decimal(criterion["max_points"])
        for inner in part.get("parts") or ():
            found = self.part(kind, inner, depth + 1)
            points, maximum, most = points + found[0], maximum + found[1], most + found[2]
        if part.get("cap") is None:
            return points, maximum, most
        cap = decimal(part["cap"])
        return min(points, cap), min(maximum, cap), min(most, cap)

    def worth(self, kind: str, criterion: dict[str, Any]) -> tuple[Fraction, Fraction]:
        """Return what a criterion counts, and its maximum."""
        most = decimal(criterion["max_points"])
        line = self.sheet.lines.get(criterion["id"], Line())
        if self.applies(criterion):
            return self.points(kind, criterion, line, most), most
        if self.table["not_applicable"] == "exclude":
            return Fraction(0), Fraction(0)
        full = self.table["not_applicable"] == "full" and kind == "normal"
        return (most if full else Fraction(0)), most

    def criterion(self, name: str) -> Fraction | None:
        """Return what a criterion counts for the unit; None where it does not apply."""
        for section in self.table["sections"]:
            for each in _criteria(section):
                if each["id"] == name and self.applies(each):
                    return self.worth(section["kind"], each)[0]
        return None

    def applies(self, criterion: dict[str, Any]) -> bool:
        """Tell whether a criterion applies to the unit."""
        line = self.sheet.lines.get(criterion["id"], Line())
        return not line.accepted and self.unit not in (criterion.get("not_for") or ())

    def points(self, kind: str, criterion: dict[str, Any], line: Line, most: Fraction) -> Fraction:
        """Return the points given, or work them out from the figure."""
        each = criterion.get("count") or criterion.get("days_late")
        target: dict[str, Any] = criterion.get("target") or {}
        if not each and not target:
            return decimal(line.points or 0)
        if not line.actual:
            return Fraction(0)
        actual = decimal(line.actual)
        if each:
            size = min(most, actual * decimal(each["per"] if "per" in each else each["per_day"]))
            off = each.get("from_full") is True if "per" in each else kind != "deduction"
            return _rounded(self.table, most - size if off else size)
        best = self.best.get(criterion["id"], Fraction(0))
        return _rounded(self.table, min(most, _by_target(target, line, most, best)))


def _measured(target: dict[str, Any], line: Line) -> Fraction | None:
    """Return what figures of the bloc are compared by: themselves, or their share of the target."""
    if target["formula"] == "best":
        return decimal(line.actual)
    goal = decimal((line.target or 0) if target.get("value") is None else target["value"])
    return decimal(line.actual) / goal if goal else None


def _by_target(target: dict[str, Any], line: Line, most: Fraction, best: Fraction) -> Fraction:
    """Work out points by a target or by the best of the bloc, not yet held at the maximum."""
    share = _measured(target, line)
    at = most if target.get("at_target") is None else decimal(target["at_target"])
    if share is None:
        return Fraction(0)
    if target["formula"] == "best":
        return most * share / best if best else Fraction(0)
    if target["formula"] == "inverse":
        return at / share if share else most
    if target["formula"] == "excess" and share > 1:
        return at + (most - at) * (share - 1) / (best - 1)
    if target["formula"] not in {"ratio", "excess"}:
        raise ValueError(target["formula"])
    return at * share


def _within(table: dict[str, Any], points: Fraction, most: Fraction) -> Fraction:
    return points if table["bonus_may_exceed"] else min(points, most)


def _held(table: dict[str, Any], points: Fraction, most: Fraction) -> Fraction:
    return _rounded(table, _within(table, points, most))


def _rounded(table: dict[str, Any], value: Fraction) -> Fraction:
    """Round to the table's decimals, halves as it says: away from zero, to even, or cut off."""
    if table["decimals"] not in range(MOST_DECIMALS):
        raise ValueError(table["decimals"])
    unit = 10 ** int(table["decimals"])
    whole, rest = divmod(abs(value) * unit, 1)
    up = {
        "half_up": rest * 2 >= 1,
        "half_even": rest * 2 > 1 or (rest * 2 == 1 and whole % 2 == 1),
        "down": False,
    }[table["rounding"]]
    found = Fraction(int(whole) + int(up), unit)
    return -found if value < 0 else found


def decimal(told: object) -> Fraction:
    """Read points as they are written; raises ValueError for what would fill the memory."""
    if not _DECIMAL.fullmatch(str(told)):
        raise ValueError(told)
    return Fraction(str(told))


DEEPEST_PART = 30
"""Headings above each other in a score table; a bloc's file has eight at most."""
MOST_DECIMALS = 16
_DECIMAL = re.compile(r"-?(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|[0-9]{1,40}/[1-9][0-9]{0,39})")


def _text(value: Fraction) -> str:
    """Write a decimal fraction with a point, without trailing zeros; another one as 8700/97."""
    if 10**12 % value.denominator:
        return str(value)
    places = 0
    while (value * 10**places).denominator != 1 and places < 12:
        places += 1
    digits = str(abs(round(value * 10**places))).rjust(places + 1, "0")
    text = f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}".rstrip(".")
    return f"-{text}" if value < 0 else text


def _both(value: object) -> tuple[str, str]:
    """Return what is said in both languages; empty where it is not."""
    found = [value.get(name) for name in ("vi", "en")] if isinstance(value, dict) else []
    return (str(found[0]), str(found[1])) if found and _are_texts(found) else ("", "")


def _in_both(named: dict[str, Any]) -> tuple[str, str]:
    return str(named["vi"]), str(named["en"])


def _names(rules: dict[str, Any]) -> dict[str, str]:
    return {unit["id"]: unit["short"]["vi"] for unit in rules["units"]}


def vote_outcome(threshold: dict[str, Any], yes: int, base: int) -> str:
    needed = _share(threshold) * base
    enough = yes >= needed if threshold["inclusive"] else yes > needed
    return "passed" if yes > 0 and base > 0 and enough else "dropped"


def council_vote(
    council: dict[str, Any], nominee: str, vote: dict[str, Any], present: int
) -> tuple[int, int, str]:
    """Count the Council's vote on a nominee: its yes, the base, what comes of it."""
    threshold = _on(council, nominee.partition("/")[0])["threshold"]
    written, among_them, recused = (
        _counted(vote.get(part)) for part in ("written", "written_yes", "recused")
    )
    if not council.get("written"):
        written = among_them = 0
    there = council["members"] if threshold["base"] == "all" else _number_in(present) + written
    yes = _number_in(vote["yes"]) + among_them
    base = there - (recused if council.get("recusal") == "leaves" else 0)
    return yes, base, vote_outcome(threshold, yes, base)


def _share(asked: dict[str, Any]) -> Fraction:
    """Read a share of a whole: a percentage, or "2/3" or "66.5%"."""
    text = asked.get("share")
    if text is None:
        return decimal(asked["percent"]) / 100
    return decimal(text[:-1].strip()) / 100 if text.endswith("%") else decimal(_tight(text))


def _tight(text: str) -> str:
    return text.replace(" ", "")


def _on(voting: dict[str, Any], award: str) -> dict[str, Any]:
    """Return how is voted on one award: as on all, but for what is said of it."""
    own: dict[str, Any] = next(
        (each for each in voting.get("awards") or () if each["award"] == award), {}
    )
    return {**voting, **own}


def _without(voting: dict[str, Any], units: Iterable[str], candidate: str) -> set[str]:
    return set(units) - ({candidate} if voting["self_vote"] == "forbid" else set())


def _base(
    rules: dict[str, Any], present: Iterable[str], of: tuple[str, str], valid: int
) -> tuple[int, set[str]]:
    """Return what a percentage is taken of for a candidate, and the roll it may come from."""
    award, unit = of
    voting = _on(rules["voting"], award)
    members = _without(voting, (each["id"] for each in rules["units"]), unit)
    there = _without(voting, present, unit)
    by = {"all": len(members), "present": len(there), "valid": min(valid, len(there))}
    return by[voting["threshold"]["base"]], members


def _roll_call(
    rules: dict[str, Any],
    present: list[str],
    candidates: dict[str, list[str]],
    cast: list[list[str]],
) -> list[dict[str, Any]]:
    """Count an open round from who voted how; a vote of a unit that may not counts nothing."""
    counted = []
    for award, units in candidates.items():
        for unit in units:
            voters = _without(_on(rules["voting"], award), present, unit)
            chosen = {by: choice for by, a, u, choice in cast if (a, u) == (award, unit)}
            choices = [choice for by, choice in chosen.items() if by in voters]
            yes, no = choices.count("yes"), choices.count("no")
            base, members = _base(rules, present, (award, unit), yes + no)
            counted.append(
                {
                    "award": award,
                    "unit": unit,
                    "yes": yes,
                    "no": no,
                    "blank": choices.count("blank"),
                    "absent": len(members) - len(choices),
                    "base": base,
                }
            )
    return counted


def _paper(
    rules: dict[str, Any], present: list[str], counts: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Take a round on paper: the last count on which two scrutineers agreed, entered twice."""
    agreed = [entry["value"] for entry in counts if _truth(entry["agreed"])]
    if len(agreed) < 2 or not alike(agreed[-1], agreed[-2]):
        raise ValueError("counts")
    valid = _number_in(agreed[-1]["valid"])
    return [
        {
            **dict.fromkeys(("no", "blank", "absent")),
            **{name: line[name] for name in ("award", "unit")},
            "yes": _number_in(line["yes"]),
            "base": _base(rules, present, (line["award"], line["unit"]), valid)[0],
        }
        for line in agreed[-1]["yes"]
    ]


def _by_candidate(tally: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {f"{line['award']}\n{line['unit']}": line for line in tally}


def _loose(awards: list[dict[str, Any]]) -> dict[str, tuple[object, ...]]:
    """Compare outcomes without the order in which equals are listed."""
    return {
        award["award"]: (
            award["rule"],
            _truth(award.get("waiting")),
            *(
                sorted(_texts(award[part]))
                for part in ("nominated", "tied", "again", "for_council")
            ),
        )
        for award in awards
    }


def _proposed(changes: list[dict[str, Any]]) -> dict[str, list[str]]:
    """List who was proposed, by award: paths are AWARD.UNIT."""
    found: dict[str, list[str]] = {}
    for change in changes:
        award, _, unit = change["path"].partition(".")
        found.setdefault(award, []).append(unit)
    return found


def _are_named(changes: list[dict[str, Any]], result: object) -> bool:
    """Tell whether the candidates of an act's changes are those that were handed in."""
    awards = result.get("candidates") if isinstance(result, dict) else None
    named = {
        f"{award}.{unit}"
        for award, units in _pairs(awards)
        for unit, row in _pairs(units)
        if isinstance(row, dict) and row.get("proposed") is True
    }
    return named == {each["path"] for each in changes if each["new"] == "proposed"}


def _pairs(value: object) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, dict) else ()


# How awards of one quota are held to it; each round for itself is how it was done once.
SHARING = WHOLE, ROUND_BY_ROUND = "whole", "round_by_round"
SoFar = tuple[dict[str, dict[str, Any]], dict[str, list[str]], str]


def settle_round(
    rules: dict[str, Any], number: int, counted: list[dict[str, Any]], scored: Case, so_far: SoFar
) -> list[dict[str, Any]]:
    """Nominate up to each award's quota, most votes first; equals by the declared tie rules.

    `so_far` is how the awards stood before, who was proposed, and which of `SHARING` holds.
    """
    earlier, known = so_far[0], {}
    for award in rules["awards"]:
        lines = [line for line in counted if line["award"] == award["id"]]
        if not lines and award["id"] in earlier:
            known[award["id"]] = earlier[award["id"]]
        else:
            known[award["id"]] = _settled(rules, award, (number, lines, scored), known, so_far)
    if _is_staged(rules):
        _wait(rules, {line["award"] for line in counted}, known, so_far)
    return list(known.values())


def _settled(
    rules: dict[str, Any],
    award: dict[str, Any],
    round_: tuple[int, list[dict[str, Any]], Case],
    known: dict[str, dict[str, Any]],
    so_far: SoFar,
) -> dict[str, Any]:
    """Settle an award that is voted on in a round, or in none yet."""
    (number, lines, scored), (earlier, _, sharing), name = round_, so_far, award["id"]
    before, voting = earlier.get(name), _on(rules["voting"], name)
    kept = list(before["nominated"]) if before else []
    passed = {
        line["unit"]: Fraction(line["yes"])
        for line in lines
        if line["unit"] not in kept
        and vote_outcome(voting["threshold"], line["yes"], line["base"]) == "passed"
    }
    first = before["first_round"] if before and not before["waiting"] else number
    others = {n: s for n, s in earlier.items() if n != name} if sharing == WHOLE else {}
    free = max(_seats(rules, award, {**others, **known}) - len(kept), 0)
    one = _award(voting, name, kept, (passed, free), (number - first + 1, scored))
    goes_on = voting.get("nobody") == "council" and (free or sharing != WHOLE)
    if lines and not passed and number > first and goes_on:
        one = _to_council(name, kept, [line["unit"] for line in lines])
    return {**one, "waiting": False, "first_round": first}


def _to_council(award: str, kept: list[str], units: list[str]) -> dict[str, Any]:
    """Hand those voted on to the Council: a further round among them elected nobody."""
    return {
        "award": award,
        "nominated": [*kept, *units],
        "tied": units,
        "rule": "council",
        "again": [],
        "for_council": units,
    }


def _is_staged(rules: dict[str, Any]) -> bool:
    """Tell whether some award is voted on only once others are decided, or in another way."""
    several = len({_on(rules["voting"], a["id"])["mode"] for a in rules["awards"]}) > 1
    dependent = any(_named_above(a) for a in rules["awards"])
    return several or bool(rules["voting"].get("one_award")) or dependent


def _named_above(award: dict[str, Any]) -> set[str]:
    return {award[n] for n in ("quota_of", "winners_of", "not_winners_of") if award.get(n)}


def _wait(
    rules: dict[str, Any], voted: set[str], known: dict[str, dict[str, Any]], so_far: SoFar
) -> None:
    """Let each award wait that is not voted on yet and that somebody may still stand for."""
    earlier, proposed, _ = so_far
    ids = [award["id"] for award in rules["awards"]]
    none: dict[str, Any] = {"tied": [], "rule": None, "again": [], "for_council": []}
    for number, award in enumerate(rules["awards"]):
        units = proposed.get(award["id"]) or []
        if not units or _stands(rules, award, known, voted, so_far):
            continue
        kept = list(earlier.get(award["id"], {}).get("nominated", ()))
        known[award["id"]] = {**known[award["id"]], **none, "nominated": kept}
        one_award = rules["voting"].get("one_award")
        above = set(ids[:number]) if one_award else _named_above(award)
        open_still = any(known[name]["again"] or known[name]["waiting"] for name in above)
        out = {unit for name in ids[:number] if one_award for unit in known[name]["nominated"]}
        if barred := award.get("not_winners_of"):
            out |= set(known[barred]["nominated"])
        winners = award.get("winners_of")
        among = known[winners]["nominated"] if winners else units
        stays = [unit for unit in units if unit in among and unit not in {*out, *kept}]
        full = award.get("quota_of") and not _seats(rules, award, known)
        known[award["id"]]["waiting"] = bool(open_still or (stays and not full))


def _stands(
    rules: dict[str, Any],
    award: dict[str, Any],
    known: dict[str, dict[str, Any]],
    voted: set[str],
    so_far: SoFar,
) -> bool:
    """Tell whether what an award's votes came to stands, of this round or of one before."""
    (earlier, _, sharing), name = so_far, award["id"]
    before = earlier.get(name)
    if sharing != WHOLE:
        return name in voted or (before is not None and not before["waiting"])
    if name not in voted:
        return before is not None and not before["waiting"] and not before["again"]
    source = award.get("quota_of") or name
    ids = [each["id"] for each in rules["awards"]]
    above = [
        each["id"]
        for each in rules["awards"][: ids.index(name)]
        if source in (each["id"], each.get("quota_of"))
    ]
    return not any(known[each]["again"] or known[each]["waiting"] for each in above)


def _seats(rules: dict[str, Any], award: dict[str, Any], known: dict[str, dict[str, Any]]) -> int:
    """Return how many an award may propose, with what others took of the same quota."""
    source = award.get("quota_of") or award["id"]
    of = next(each for each in rules["awards"] if each["id"] == source)
    taken = sum(
        len(known[each["id"]]["nominated"])
        for each in rules["awards"]
        if each["id"] in known and source in (each["id"], each.get("quota_of"))
    )
    return max(_quota(of, len(rules["units"])) - taken, 0)


def _quota(award: dict[str, Any], units: int) -> int:
    """Return an award's own quota: by the size of the bloc, or a share of its units."""
    if share := award.get("quota_share"):
        exact = _share(share) * units
        whole = {
            "down": math.floor(exact),
            "up": math.ceil(exact),
            "half_up": math.floor(exact + Fraction(1, 2)),
        }[share["rounding"]]
        return min(max(whole, int(share["at_least"])), units)
    rows = (row for row in award["quota"] if row["min_units"] <= units <= row["max_units"])
    return next((row["maximum"] for row in rows), 0)


def _award(
    voting: dict[str, Any],
    name: str,
    kept: list[str],
    standing: tuple[dict[str, Fraction], int],
    by: tuple[int, Case],
) -> dict[str, Any]:
    """Settle one award: who is in, who is tied, by which rule."""
    into, equal, seats = _cut(*standing)
    (lap, scored), used, tied = by, None, list(equal)
    for rule in voting["tie_rule"] if equal else ():
        if rule in {"final_score", "parts"}:
            for points in _compared(rule, voting, scored):
                more, equal, seats = _cut({unit: points[unit] for unit in equal}, seats)
                into, used = [*into, *more], rule
        elif rule == "council" or lap < voting["max_rounds"]:
            used = rule
        if not equal or used in {"second_round", "council"}:
            break
    council = equal if used == "council" else []
    return {
        "award": name,
        "nominated": [*kept, *into, *council],
        "tied": tied,
        "rule": None if equal and used in {"final_score", "parts"} else used,
        "again": equal if used == "second_round" else [],
        "for_council": council,
    }


def _compared(rule: str, voting: dict[str, Any], scored: Case) -> Iterator[dict[str, Fraction]]:
    """Go through the points by unit that equals are compared by, in their order."""
    if rule == "final_score":
        yield scored.finals or {}
        return
    for part in voting["tie_parts"]:
        yield {unit: points[part] for unit, points in scored.parts.items()}


def _cut(points: dict[str, Fraction], seats: int) -> tuple[list[str], list[str], int]:
    """Give the seats to the most points; equals that do not all fit stay without."""
    if len(points) <= seats:
        return list(points), [], seats - len(points)
    if seats == 0:
        return [], [], 0
    least = sorted(points.values(), reverse=True)[seats - 1]
    above = [unit for unit, value in points.items() if value > least]
    equal = [unit for unit, value in points.items() if value == least]
    if len(above) + len(equal) == seats:
        return [*above, *equal], [], 0
    return above, equal, seats - len(above)


# Rows that a form took over, held against the records they are from


@dataclass(frozen=True)
class Takes:
    """What a definition says of rows that a form begins with: one `[[taken]]` of its manifest."""

    into: str = ""
    task: str = ""
    table: str = ""
    rows: str = ""
    filled: str = ""
    process: str = ""
    each_since: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    row_sets: tuple[str, ...] = ()
    """The `element.field` whose rows a pool of the process runs once for each of."""

    def only(self, key: str) -> int | None:
        """Return the place of the one row that a record of this key is for; None for all rows."""
        row = ROW_KEY.fullmatch(key)
        if row is None or self.process or f"{self.task}.{self.rows}" not in self.row_sets:
            return None
        if len(self.row_sets) > 1:  # which of them it is, the manifest alone does not tell
            raise NotTold(key)
        return int(row[1]) - 1


@dataclass(frozen=True)
class Record:
    """What was handed in for a task once, as its event tells it."""

    stream: str
    seq: int
    line: int
    at: int
    since: str
    object: str
    definition: str
    form: str
    rules: str
    element: str
    key: str
    result: dict[str, Any]
    taken: Any

    @property
    def place(self) -> str:
        return f"{self.stream} {self.seq}"


class NotTold(Exception):
    """The file does not tell what is asked."""


TAKEN = re.compile(r"\[\[\s*taken\s*\]\]\s*(?:#.*)?")
SETS = re.compile(r"\[\s*sets\s*\]\s*(?:#.*)?")
ROW_KEY = re.compile(r"row_([0-9]{1,9})/[^\n]+")
_QUOTED = r"""(?:"[^"\\]*"|'[^']*')"""
_PAIR = rf"[A-Za-z0-9_-]+\s*=\s*{_QUOTED}"
ENTRY = re.compile(r"([A-Za-z0-9_-]+)\s*=\s*(.*)")
QUOTED = re.compile(rf"({_QUOTED})\s*(?:#.*)?")
TABLE = re.compile(rf"\{{\s*({_PAIR}(?:\s*,\s*{_PAIR})*)?\s*\}}\s*(?:#.*)?")
PAIR = re.compile(rf"([A-Za-z0-9_-]+)\s*=\s*({_QUOTED})")
DB_TIME = re.compile(
    rb'"db_time":"([12][0-9]{3})-(0[1-9]|1[0-2])-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})'
    rb'\.([0-9]{6})Z"'
)
DAY = re.compile(r"([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})")
AT_ONCE = 60_000_000
"""Microseconds in which it cannot be told which of two acts saw the other."""
TEXT, CHOICE, CHOICES, PARTY, PARTIES, DATE = (
    "text",
    "choice",
    "choices",
    "party",
    "parties",
    "date",
)
OF_PARTIES = {"unit", "units", "recipient", "recipients"}
BODIES = ("chairman", "council", "home_affairs")


class Given:
    """Holds rows that stand as they were taken over against the records that an event names."""

    def __init__(self, results: Results, scope: Scope) -> None:
        self.results, self.excerpt, self.whole = results, scope.excerpt, scope.all_cases
        self.takes: dict[str, list[Takes]] = {}
        self.sources: set[str] = set()
        self.texts: dict[str, str] = {}
        self.forms: dict[str, dict[str, Any]] = {}
        self.taking: list[Record] = []
        self.records: dict[str, list[Record]] = {}
        self.begun: set[str] = set()
        self.gone: set[str] = set()

    def take_content(self, line: dict[str, Any]) -> None:
        """Take what a definition says of rows taken over, and the text of a form."""
        if line["kind"] == "form":
            self.texts[line["hash"]] = line["content"]
        elif line["kind"] == "definition":
            self.takes[line["hash"]] = takes_of(parsed(line["content"].encode()) or {})
            self.sources |= {each.task for each in self.takes[line["hash"]] if each.task}

    def take(self, event: Event) -> None:
        """Take the next event: of a case that is opened, or of a form that is handed in."""
        if not event.stream.startswith("case/"):
            return
        if event.kind == "case.opened":
            (self.begun if event.payload is not None else self.gone).add(event.stream)
        elif event.kind == "task.completed" and event.payload is None:
            self.gone.add(event.object)
        elif event.kind == "task.completed" and (made := _record(event, event.payload or {})):
            self.keep(made)

    def keep(self, made: Record) -> None:
        """Keep what rows may be from, and what took rows over."""
        if made.element in self.sources:
            self.records.setdefault(made.object, []).append(made)
        if any(_given_in(each) for each in self.fields(made.form).values()):
            self.taking.append(made)

    def fields(self, form: str) -> dict[str, dict[str, Any]]:
        """Return the fields of a form by its hash; none where the file does not have it."""
        if form not in self.forms:
            self.forms[form] = _fields(parsed(self.texts.get(form, "").rstrip("\n").encode()))
        return self.forms[form]

    def finish(self) -> None:
        """Say of each field of each case whether all that was taken over stands."""
        found: dict[tuple[str, str], bool | None] = {}
        for record in self.taking:
            for name, schema in self.fields(record.form).items():
                if _given_in(schema):
                    what = f"{record.element}.{name}"
                    agrees = self.compared(record, name, schema)
                    if agrees is False:
                        place = f"{record.place} {what}"
                        self.results.report.wrong("given", place, record.since, record.line)
                    of = record.stream, what
                    found[of] = _of_both(found.get(of, True), agrees)
        for (stream, what), agrees in sorted(found.items()):
            self.results.found.append(Result(stream, f"taken {what}", agrees))

    def compared(self, record: Record, name: str, schema: dict[str, Any]) -> bool | None:
        """Compare a field with the records that are named; None where that cannot be known."""
        into = f"{record.element}.{name}"
        takes = [each for each in self.takes.get(record.definition, ()) if each.into == into]
        if len(takes) != 1 or takes[0].table or record.stream in self.gone:
            return None
        taken = record.taken if isinstance(record.taken, dict) else {}
        named = [f"task/{each}" for each in _plain_texts(taken.get(name))]
        found = [self.records.get(each, []) for each in named]
        if any(each in self.gone for each in named):
            return None
        if any(each.stream in self.gone for several in found for each in several):
            return None
        there = self.whole or (not takes[0].process and record.stream in self.begun)
        if not all(found):
            return False if there and not self.excerpt else None
        stood = [_at(found, record.at + more) for more in (0, -AT_ONCE, AT_ONCE)]
        try:
            stands = any(
                self.stands(record, name, schema, takes[0], each)
                for each in stood
                if len(each) == len(named)
            )
        except NotTold:
            return None
        return True if stands else None if self.excerpt else False

    def stands(
        self, record: Record, name: str, schema: dict[str, Any], takes: Takes, named: list[Record]
    ) -> bool:
        """Tell whether a field says what these records do, row by row."""
        only = takes.only(record.key)
        every = [self.rows(each, record, schema, takes) for each in named]
        told = [{n: row for n, row in rows.items() if only in {None, n}} for rows in every]
        places = sorted({place for rows in told for place in rows})
        together = [rows[place] for place in places for rows in told if place in rows]
        one_by_one = [row for rows in told for row in rows.values()]
        rows, held = together if takes.each_since else one_by_one, record.result.get(name)
        held = held if isinstance(held, list) else []
        needed = _given_in(schema) & {*_plain_texts(schema["items"].get("required"))}
        if len(held) != len(rows):
            return False
        for row, taken in zip(held, rows, strict=True):
            lacking = {column for column in needed if taken.get(column) in (None, "")}
            columns = _given_in(schema) - lacking
            if not alike(_of_columns(row, columns), _of_columns(taken, columns)):
                return False
        return True

    def rows(
        self, source: Record, record: Record, schema: dict[str, Any], takes: Takes
    ) -> dict[int, dict[str, Any]]:
        """Return the rows a record has for another's given columns, by their places."""
        fields = self.fields(source.form)
        if not fields:
            raise NotTold(source.form)
        known = _columns(fields.get(takes.rows, {})) or fields
        held = source.result.get(takes.rows) if takes.rows else [source.result]
        columns = {n: each for n, each in _columns(schema).items() if n in _given_in(schema)}
        return {
            place: {
                name: said
                for name, column in columns.items()
                if (said := self.cell(takes.columns.get(name, name), row, known, column, source,
                                      record)) is not None
            }
            for place, row in enumerate(held if isinstance(held, list) else ())
            if isinstance(row, dict) and (not takes.filled or row.get(takes.filled))
        }  # fmt: skip

    def cell(  # noqa: PLR0913, PLR0917 - one reading, named part by part
        self,
        name: str,
        row: dict[str, Any],
        known: dict[str, dict[str, Any]],
        column: dict[str, Any],
        source: Record,
        record: Record,
    ) -> object:
        """Return what a column is filled with; where it is a text, in words."""
        rules = self.results.rules.get(record.rules, {})
        if name == "unit" and name not in known:
            named = _party(source.key, rules)
            if not named:
                raise NotTold(name)
            return named if kind_of(column) == TEXT else source.key
        if name.startswith("opening.") or (name == "subject" and name not in known):
            raise NotTold(name)
        value, schema = row.get(name), known.get(name)
        if value is None or kind_of(column) != TEXT:
            fits = value is None or schema is None or _may_hold(column, value, schema)
            return value if fits else None
        return in_words(value, schema, rules)


def takes_of(files: dict[str, Any]) -> list[Takes]:
    """Read `[[taken]]` of a definition's own manifest, as far as each entry stands in one line."""
    texts = [text for name, text in files.items() if name.endswith(".toml") and "/" not in name]
    found: list[dict[str, Any]] = []
    sets: dict[str, Any] = {}
    block: dict[str, Any] = {}
    text = texts[0] if len(texts) == 1 and _are_texts(texts) else ""
    for line in (each.strip() for each in re.split(r"\r\n|\n|\r", text)):
        if TAKEN.fullmatch(line):
            found.append(block := {})
        elif line.startswith("["):
            block = sets if SETS.fullmatch(line) else {}
        elif entry := ENTRY.fullmatch(line):
            block[entry[1]] = _entry(entry[2])
    rows = tuple(
        each["rows"] for each in sets.values() if isinstance(each, dict) and "rows" in each
    )
    return [_takes(each, rows) for each in found]


def _entry(told: str) -> str | dict[str, str] | None:
    """Read a text or a table of texts; None for what is neither, or goes on in another line."""
    if text := QUOTED.fullmatch(told):
        return text[1][1:-1]
    table = TABLE.fullmatch(told)
    return {name: said[1:-1] for name, said in PAIR.findall(table[1] or "")} if table else None


def _takes(block: dict[str, Any], row_sets: tuple[str, ...]) -> Takes:
    """Keep what was read of a block; of one that says more than could be read, nothing."""
    names = ("into", "task", "table", "rows", "filled", "process", "each_since")
    texts, columns = {name: block.get(name, "") for name in names}, block.get("columns", {})
    fits = _are_texts([*texts.values()]) and isinstance(columns, dict)
    return Takes(**texts, columns=columns, row_sets=row_sets) if fits else Takes()


def _record(event: Event, payload: dict[str, Any]) -> Record | None:
    """Read what was handed in; None for what is kept back, or is in another form."""
    task, result = payload.get("task"), payload.get("result")
    found = DB_TIME.search(event.raw)
    if not isinstance(task, dict) or not isinstance(result, dict) or found is None:
        return None
    element, key, rules = task.get("element"), task.get("key"), payload.get("rules")
    if not isinstance(element, str) or not isinstance(rules, str):
        return None
    *second, micro = map(int, found.groups())
    return Record(
        event.stream, event.seq, event.line, calendar.timegm(tuple(second)) * 1_000_000 + micro,
        event.at, event.object, event.definition, event.form, rules, element,
        key if isinstance(key, str) else "", result, payload.get("taken"),
    )  # fmt: skip


def _at(found: list[list[Record]], moment: int) -> list[Record]:
    """Return of each task what was handed in last, until a moment."""
    stood = [[each for each in several if each.at <= moment] for several in found]
    return [max(each, key=lambda one: (one.at, one.seq)) for each in stood if each]


def _of_both(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - three answers
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _fields(schema: object) -> dict[str, dict[str, Any]]:
    found = schema.get("properties") if isinstance(schema, dict) else None
    named = found.items() if isinstance(found, dict) else ()
    return {name: each for name, each in named if isinstance(each, dict)}


def _columns(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return _fields(schema.get("items"))


def _given_in(schema: dict[str, Any]) -> set[str]:
    """Name the columns that stand as they were taken over."""
    return {name for name, column in _columns(schema).items() if column.get("x-given") is True}


def _of_columns(row: object, columns: set[str]) -> dict[str, object]:
    held = row if isinstance(row, dict) else {}
    return {name: held[name] for name in columns if name in held and held[name] not in (None, "")}


def _plain_texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def kind_of(schema: dict[str, Any]) -> str:
    """Tell what a field holds; what is not told apart here is its type."""
    written, widget = schema.get("type", "string"), schema.get("x-widget", "")
    several = written if isinstance(written, list) else [written]
    plain = [each for each in several if each != "null"]
    kind = plain[0] if len(plain) == 1 and isinstance(plain[0], str) else ""
    items = schema.get("items")
    if kind == "string" and isinstance(schema.get("enum"), list):
        return CHOICE
    if kind == "string":
        dated = {None: TEXT, "date": DATE, "decimal": "decimal"}
        how = schema.get("format")
        return (
            PARTY
            if widget in OF_PARTIES
            else dated.get(how, "")
            if how is None or isinstance(how, str)
            else ""
        )
    if kind == "array" and isinstance(items, dict) and items.get("type") == "string":
        choices = isinstance(items.get("enum"), list)
        return CHOICES if choices else PARTIES if widget in OF_PARTIES else ""
    if kind == "integer" and widget == "amount":
        return "amount"
    return kind if kind in {"boolean", "integer", "object"} else ""


def _may_hold(column: dict[str, Any], value: object, source: dict[str, Any]) -> bool:
    """Tell whether what stands in another field is of the same kind, and one of its choices."""
    kind = kind_of(column)
    if kind == CHOICE:
        return kind_of(source) == kind and any(alike(value, each) for each in column["enum"])
    if kind == CHOICES:
        known = column["items"]["enum"]
        chosen = isinstance(value, list) and {*_plain_texts(value)} <= {*_plain_texts(known)}
        return kind_of(source) == kind and chosen
    return kind_of(source) == kind


def in_words(value: object, schema: dict[str, Any] | None, rules: dict[str, Any]) -> str:
    """Say a value in words: a choice by its label, a day, a unit or body by its name."""
    kind, labels = kind_of(schema) if schema else "", _said_labels(schema)
    if isinstance(value, list):
        each_is: dict[str, dict[str, Any]] = {
            CHOICES: {"x-labels": labels},
            PARTIES: {"x-widget": "unit"},
        }
        items = each_is.get(kind)
        return ", ".join(filter(None, (in_words(each, items, rules) for each in value)))
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int):
        return f"{value:,} đồng".replace(",", ".") if kind == "amount" else str(value)
    if not isinstance(value, str) or labels.get(value):
        return labels.get(value, "") if isinstance(value, str) else ""
    named = _party(value, rules) if kind in {"", PARTY} and "/" in value else ""
    return named or (_day(value) if kind in {"", DATE} else "") or value


def _said_labels(schema: dict[str, Any] | None) -> dict[str, str]:
    """Return what a field's choices are called."""
    labels = (schema or {}).get("x-labels")
    named = labels.items() if isinstance(labels, dict) else ()
    return {choice: label for choice, label in named if isinstance(label, str)}


def _party(party: str, rules: dict[str, Any]) -> str:
    """Return the short name of a unit or body of the bloc; empty for anything else."""
    units, bodies = rules.get("units"), rules.get("bodies")
    if not isinstance(units, list) or not isinstance(bodies, dict):
        raise NotTold(party)
    for each in listed([*units, *(bodies.get(kind) for kind in BODIES)]):
        short = each.get("short")
        if each.get("id") == party and isinstance(short, dict) and isinstance(short.get("vi"), str):
            return str(short["vi"])
    return ""


def _day(text: str) -> str:
    """Write a day as it is said; empty for anything else."""
    found = DAY.fullmatch(text)
    try:
        return datetime(*map(int, found.groups())).strftime("%d/%m/%Y") if found else ""  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        return ""


# The command


class Progress:
    """A bar on the terminal, by how much of the file is read."""

    def __init__(self, size: int) -> None:
        self.size, self.shown = size, -1
        self.there = sys.stderr.isatty()

    def show(self, done: int) -> None:
        percent = 100 * done // max(self.size, 1)
        if self.there and percent != self.shown:
            self.shown = percent
            print(f"\r[{'#' * (percent // 4):25}] {percent:3}%", end="", file=sys.stderr)

    def close(self) -> None:
        if self.there:
            print("\r" + " " * 40 + "\r", end="", file=sys.stderr)


def verify(  # noqa: PLR0913 - as the command has them
    file: BinaryIO,
    size: int,
    policy: Policy | None,
    folder: str = "",
    *,
    processes: int = 0,
    about: tuple[str, str] | None = None,
) -> Export:
    """Read an export and check everything; raises Unreadable.

    Other processes, where there are any, say which lines are sound by themselves; all else is asked
    here, line by line. `about` is the unit and the award of which it is told how all came about.
    """
    progress = Progress(size)
    export = Export(_line(file), policy, folder)
    export.results.about = about
    blocks = _blocks(file)
    for lines, told in _judged(blocks, processes) if processes else _judged_here(blocks):
        for raw, (digest, sound) in zip(lines, told, strict=True):
            export.take(raw, digest, sound)
        progress.show(file.tell())
    progress.close()
    export.finish()
    return export


def _blocks(file: BinaryIO) -> Iterator[list[bytes]]:
    """Read on, some lines at a time; raises Unreadable."""
    while block := file.read(BLOCK_BYTES):
        lines = BytesIO(block + _line(file)).readlines()
        if len(lines[-1]) > MOST_BYTES:
            raise Unreadable("format", f"> {MOST_BYTES}")
        yield lines


Judged = list[tuple[bytes, Sound | None]]
"""The SHA-256 of each line, and the event it tells where that is known to be sound by itself."""
Block = tuple[list[bytes], Judged]


def judge(lines: Sequence[bytes]) -> Judged:
    return list(zip(map(sha256, lines), packed(lines), strict=True))


def _judged_here(blocks: Iterable[list[bytes]]) -> Iterator[Block]:
    return ((lines, judge(lines)) for lines in blocks)


def _judged(blocks: Iterable[list[bytes]], processes: int) -> Iterator[Block]:
    """Judge blocks beside other processes, and give them in their order.

    Nobody waits for another: blocks that the others have no need of yet are judged here.
    """
    enough, most = ASKED * processes, HELD * processes
    with ProcessPoolExecutor(processes) as pool:
        held = deque[tuple[list[bytes], Future[Judged]]]()
        for lines in blocks:
            held.append((lines, _ask(pool, lines) if _awaited(held) < enough else _here(lines)))
            while len(held) > most or (_awaited(held) >= enough and held[0][1].done()):
                yield _answered(*held.popleft())
        for lines, answer in held:
            yield _answered(lines, answer)


def _awaited(held: Iterable[tuple[list[bytes], Future[Judged]]]) -> int:
    return sum(not answer.done() for _, answer in held)


def _ask(pool: ProcessPoolExecutor, lines: list[bytes]) -> Future[Judged]:
    try:
        return pool.submit(judge, lines)
    except BrokenProcessPool:
        return _here(lines)


def _here(lines: list[bytes]) -> Future[Judged]:
    answer = Future[Judged]()
    answer.set_result(judge(lines))
    return answer


def _answered(lines: list[bytes], answer: Future[Judged]) -> Block:
    """Wait for an answer; what a process did that was ended from outside is done here."""
    try:
        return lines, answer.result()
    except BrokenProcessPool:
        return lines, judge(lines)


def _line(file: BinaryIO) -> bytes:
    """Read the next line; raises Unreadable for one that is too long."""
    line = file.readline(MOST_BYTES + 1)
    if len(line) > MOST_BYTES:
        raise Unreadable("format", f"> {MOST_BYTES}")
    return line


def _pins(path: str) -> str:
    """Read a file of pins; raises Unreadable where it is not there or is no text in UTF-8."""
    try:
        return Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("policy", str(error)) from error


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _arguments(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal may know fewer letters than a file tells
            stream.reconfigure(errors="backslashreplace")
    words = {code: both[asked.lang == "en"] for code, both in WORDS.items()}
    try:
        policy = Policy.read(_pins(asked.policy)) if asked.policy else None
        path = Path(asked.export)
        with path.open("rb") as file:
            size = path.stat().st_size
            others = min(2, (os.cpu_count() or 1) - 1) if size >= FROM_BYTES else 0
            about = tuple(asked.explain) if asked.explain else None
            export = verify(file, size, policy, asked.files, processes=others, about=about)
    except (Unreadable, OSError, UnicodeDecodeError, MemoryError) as refused:
        why = refused.args if isinstance(refused, Unreadable) else ("format", refused)
        return _refuse(words, [str(part) for part in why], as_json=asked.json)
    if asked.json:
        print(json.dumps(_told(export), ensure_ascii=False))
    else:
        print("\n".join(map(visible, _said(export, words))))
    return export.verdict()


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="binhxet-verify", description=(__doc__ or "")[:72])
    parser.add_argument("export", help="NDJSON")
    parser.add_argument("--policy", help="keys and witnesses that you pinned (tlog-policy)")
    parser.add_argument("--files", default="", help="folder with attachments, named by SHA-256")
    parser.add_argument("--lang", choices=("vi", "en"), default=_language())
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--explain", nargs=2, metavar=("UNIT", "AWARD"), help="how it came about")
    return parser.parse_args(arguments)


def _language() -> str:
    return "en" if os.environ.get("LANG", "").startswith("en") else "vi"


def _refuse(words: Mapping[str, str], why: list[str], *, as_json: bool) -> int:
    if as_json:
        told = {"verdict": UNREADABLE, "findings": [[why[0], 0, "", ""]], "notes": {}}
        print(json.dumps({**told, "results": []}))
    else:
        print(f"{words['unreadable']}: {words[why[0]]}", *why[1:])
    return UNREADABLE


def visible(line: str) -> str:
    """Write out what a terminal would obey: a file could have it say that all is proved."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in line
    )


def _told(export: Export) -> dict[str, object]:
    report = export.report
    return {
        "verdict": export.verdict(),
        "findings": [[f.code, f.line, f.place, f.since] for f in report.findings],
        "notes": report.notes,
        "results": [
            [r.stream, r.what, r.agrees, [list(line) for line in r.lines]]
            for r in export.results.found
        ],
        **_told_of(export.results),
    }


def _told_of(results: Results) -> dict[str, object]:
    """Give how a result came about, where it was asked for."""
    told = [[r.stream, r.what, [list(line) for line in r.lines]] for r in results.explained]
    return {"explained": told} if results.about else {}


def _said(export: Export, words: Mapping[str, str]) -> Iterator[str]:
    """Say the verdict, what is wrong where and since when, what was not checked, the results."""
    report, verdict = export.report, export.verdict()
    head = words[("proved", "broken", "unreadable")[verdict]]
    yield head + (f"; {words['unwitnessed']}" if "unwitnessed" in report.notes else "")
    for f in report.findings[:MOST_SHOWN]:
        since = f" ({words['since']} {_moment(f.since)})" if f.since else ""
        row = f"{words['row']} {f.line}" if f.line else ""
        place = _said_place(f, export.results, words)
        yield "  " + ": ".join(filter(None, (row, words[f.code], place))) + since
    if len(report.findings) > MOST_SHOWN:
        yield f"  … {len(report.findings) - MOST_SHOWN} {words['more']}"
    yield f"{words['holds']}: {_said_of_scope(export.scope.asked, words)}"
    yield f"{export.counted.get('event', 0)} {words['events']}"
    yield from _said_of_log(export, words)
    for code, count in sorted(report.notes.items()):
        if code != "unwitnessed":
            yield f"  {words[code]}" + ("" if code in UNCOUNTED else f": {count}")
    yield from _said_results(export.results, words)
    yield from said_explained(export.results, words)


def _said_place(found: Finding, results: Results, words: Mapping[str, str]) -> str:
    stream, _, what = found.place.partition(" ")
    said = _said_what(what, words) if found.code == "result" else what
    return f"{_said_case(results, stream, words)} {said}".rstrip()


def _said_case(results: Results, stream: str, words: Mapping[str, str]) -> str:
    """Name a stream; a case with its title, kind and bloc."""
    name = results.titled(stream)[words["row"] == WORDS["row"][1]]
    return f"{stream} ({name})" if name else stream


def _said_what(what: str, words: Mapping[str, str]) -> str:
    """Say which result: its word, of a round with its number."""
    name, _, number = what.partition(" ")
    return f"{words.get(name, name)} {number}".rstrip()


def _moment(text: str) -> str:
    """Write a time of an event as the pages do; what is none stands for itself."""
    try:
        return f"{datetime.fromisoformat(text).astimezone(LOCAL):%H:%M:%S, %d/%m/%Y} UTC+7"
    except (ValueError, OverflowError):
        return text


def _said_of_scope(asked: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Say of which chains and days the file is: what is proved is proved of no others."""
    streams = asked["streams"] if isinstance(asked["streams"], list) else []
    parts = [", ".join(str(each) for each in streams)]
    for name, word in (("since", "since"), ("until", "before")):
        parts.append(f"{words[word]} {_moment(asked[name])}" if asked[name] else "")
    return "; ".join(part for part in parts if part) or words["whole"]


def _said_of_log(export: Export, words: Mapping[str, str]) -> Iterator[str]:
    log = export.log
    for size, code in ((log.proved, "checked"), (log.witnessed, "witnessed")):
        if size:
            yield f"{words[code]} {size}"
    if log.proved and export.verdict() == PROVED:
        last = log.checkpoints[-1][1]
        yield f"#binhxet seen {last.size} {base64.b64encode(last.root).decode()}"


def _said_results(results: Results, words: Mapping[str, str]) -> Iterator[str]:
    if results.found:
        yield words["results"]
    english = words["row"] == WORDS["row"][1]
    for r in results.found:
        told = ANSWERS[r.what.startswith("taken ")][r.agrees]
        case = _said_case(results, r.stream, words)
        yield f"  {case} {_said_what(r.what, words)}: {words[told]}"
        names = {code: both[english] for code, both in results.called(r.stream).items()}
        for line in r.lines:
            cells = [_said_cell(cell, {**words, **names}, english) for cell in line if cell]
            yield "    " + " · ".join(cells)


def said_explained(results: Results, words: Mapping[str, str]) -> Iterator[str]:
    """Say how a result came about: the points, what they were held against, the votes."""
    if not results.about:
        return
    yield f"{words['explained']}: {', '.join(results.about)}"
    if not results.explained:
        yield f"  {words['unexplained']}"
    english = words["row"] == WORDS["row"][1]
    for r in results.explained:
        yield f"  {_said_case(results, r.stream, words)} {_said_what(r.what, words)}"
        names = {code: both[english] for code, both in results.called(r.stream).items()}
        for line in r.lines:
            cells = [_said_cell(cell, {**words, **names}, english) for cell in line if cell]
            yield "    " + " · ".join(cells)


def _said_cell(cell: Told, words: Mapping[str, str], english: bool) -> str:  # noqa: FBT001
    """Say a code in words, points in the reader's form, everything else as it is."""
    if isinstance(cell, dict):
        return str((english and cell.get("en")) or cell.get("vi", ""))
    points = re.fullmatch(r"-?\d+\.\d+", cell) and not english
    return cell.replace(".", ",") if points else words.get(cell, cell)


if __name__ == "__main__":
    sys.exit(main())
