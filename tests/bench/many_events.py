"""An export of as many events as one likes, sound from its first line to its last."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from server.domain.log.checkpoints import Checkpoint, sign_checkpoint
from server.domain.log.keys import Signer
from server.domain.log.tree import leaf_hash, roots_at

ORIGIN = "binhxet.example.vn/bench"
A_CASE = 200
"""Events of one case."""
AT = "2024-12-09T01:00:00.000000Z"
SALT = "00112233445566778899aabbccddeeff"
ACTOR = {
    "delegation": None,
    "name": "Nguyễn Thị Trình Diễn",
    "on_behalf": None,
    "person": "0192f4af-9280-7141-9117-da07d3ab0b88",
    "post": "bac-giang/so-gddt/head",
    "title": {"en": "Director", "vi": "Giám đốc Sở Giáo dục và Đào tạo"},
}
SCOPE: dict[str, object] = {
    "acts": [],
    "known": None,
    "since": None,
    "streams": None,
    "unit": "",
    "until": None,
    "who": "",
}


def write(path: Path, events: int, signer: Signer) -> int:
    """Write the export; return its size in bytes."""
    total, lines = hashlib.sha256(), 0
    with path.open("wb") as file:
        for line in _lines(events, signer):
            file.write(line)
            total.update(hashlib.sha256(line).digest())
            lines += 1
        file.write(_json({"type": "end", "lines": lines, "sha256": total.hexdigest()}))
    return path.stat().st_size


def _lines(events: int, signer: Signer) -> Iterator[bytes]:
    counts = {"event": events, "head": events // A_CASE, "beside": 1, "checkpoint": 1}
    yield _json(
        {
            "type": "export",
            "format": "binhxet-export/1",
            "installation": ORIGIN,
            "province": "bac-giang",
            "scope": SCOPE,
            "counts": counts,
        }
    )
    hashes: list[bytes] = []
    heads: list[tuple[str, str]] = []
    before = ""
    for number in range(events):
        stream, seq = f"case/{number // A_CASE:08}", number % A_CASE + 1
        before = before if seq > 1 else ""
        payload = {"actor": ACTOR, "outcome": "done", "reason": f"Lý do số {number}", "files": []}
        before, line = _event(stream, seq, before, payload, number)
        hashes.append(bytes.fromhex(before))
        if seq == A_CASE:
            heads.append((stream, before))
        yield line
    for stream, last in heads:
        yield _json({"type": "head", "stream": stream, "seq": A_CASE, "hash": last})
    yield _event("security", 1, "", {"filter": SCOPE, "form": "ndjson"}, None)[1]
    ((_, root),) = roots_at(map(leaf_hash, hashes), {events})
    note = sign_checkpoint(Checkpoint(ORIGIN, events, root), [signer])
    yield _json({"type": "checkpoint", "note": note.decode()})


def _event(
    stream: str, seq: int, before: str, payload: object, leaf: int | None
) -> tuple[str, bytes]:
    told = _json(payload)[:-1]
    header = {
        "act_time": AT,
        "attachments": [],
        "clock_offset_seconds": 0,
        "db_time": AT,
        "definition_hash": "",
        "form_hash": "",
        "format": 1,
        "id": f"0192f4af-9280-7141-9117-{leaf or 0:012}",
        "kind": "task.claimed" if leaf is not None else "history.exported",
        "object": f"task/{leaf}",
        "payload_digest": hashlib.sha256(bytes.fromhex(SALT) + told).hexdigest(),
        "prev_hash": before,
        "province": "bac-giang",
        "seq": seq,
        "simulated": False,
        "stream": stream,
    }
    text = _json(header)[:-1]
    own = hashlib.sha256(text).hexdigest()
    line = (
        b'{"erased":null,"hash":"%s","header":%s,"leaf":%s,"missing":false,"payload":%s,'
        b'"salt":"%s","type":"%s","withheld":false}\n'
    ) % (
        own.encode(),
        text,
        b"null" if leaf is None else str(leaf).encode(),
        told,
        SALT.encode(),
        b"beside" if leaf is None else b"event",
    )
    return own, line


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"
