"""Erasures and their ground, files and their names, what others hide: asked of both verifiers."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

Told = dict[str, Any]
Asked = Mapping[str, tuple[Sequence[Told], Sequence[Told], Sequence[str]]]
"""By what is tried: events, lines of files, the codes of what is wrong."""
DATA = b"minutes"
SHA = hashlib.sha256(DATA).hexdigest()
_NAMED = """given.map(([events, files]) => {
  const report = new Report(), named = new Named(report);
  for (const event of events) named.add(event);
  for (const file of files) named.takeFile(file);
  named.finish();
  return report.findings.map(([code]) => code);
})"""
_HIDDEN = """given.map(([before, line]) => {
  const report = new Report(), chains = new Chains({ excerpt: false, toTheEnd: true }, report);
  chains.of(line.stream).seq = before;
  chains.takeHidden(line);
  return report.findings.map(([code]) => code);
})"""


def event(
    kind: str = "task.completed", *, of: str = "1", erased: str = "", **payload: object
) -> Told:
    """Make an event; one that is erased has no payload."""
    header = {"kind": kind, "id": of, "object": f"erasure/{of}", "attachments": []}
    header |= {"definition_hash": "", "form_hash": ""}
    told = None if erased else payload
    return {"header": header, "payload": told, "erased": erased, "hash": f"hash {of}", "line": 1}


def ground(of: str = "e", *, kind: str = "data.erased", **erased: str) -> Told:
    """Make the event by which another was erased."""
    return event(kind, of=of, events=[{"id": "1", "hash": "hash 1", **erased}])


def file(size: int = 7, names: Sequence[str] = ("a.pdf",)) -> Told:
    return {"type": "file", "sha256": SHA, "size": size, "names": list(names)}


def handed_in(*names: str) -> Told:
    return event(files=[{"name": name, "sha256": SHA} for name in names])


def held_by_header() -> Told:
    made = event()
    made["header"]["attachments"] = [SHA]
    return made


TRIED: Asked = {
    "erased on its ground": ([event(erased="e"), ground()], [], []),
    "erased and nobody tells": ([event(erased="e")], [], ["erasure"]),
    "the ground of another": ([event(erased="e"), ground("f")], [], ["erasure"]),
    "another event was erased": ([event(erased="e"), ground(id="2")], [], ["erasure"]),
    "an event of another hash": ([event(erased="e"), ground(hash="x")], [], ["erasure"]),
    "told by another kind": ([event(erased="e"), ground(kind="k")], [], ["erasure"]),
    "rules that are not there": ([event(rules="r")], [], ["absent"]),
    "no rules": ([event(rules="")], [], []),
    "a file as it was called": ([handed_in("a.pdf")], [file()], []),
    "a file called otherwise": ([handed_in("b.pdf")], [file()], ["file"]),
    "a file called in two ways": ([handed_in("b", "a")], [file(names=["a", "b"])], []),
    "one of two names": ([handed_in("b", "a")], [file(names=["a"])], ["file"]),
    "names in another order": ([handed_in("b", "a")], [file(names=["b", "a"])], ["file"]),
    "an empty file": ([handed_in("a.pdf")], [file(0)], []),
    "a size below nothing": ([handed_in("a.pdf")], [file(-1)], ["file"]),
    "a file twice": ([handed_in("a.pdf")], [file(), file()], ["file"]),
    "a file that is not there": ([handed_in("a.pdf")], [], ["absent"]),
    "a file nobody names": ([], [file(names=[])], ["unnamed"]),
    "a file of a content kept back": ([held_by_header()], [file(names=[])], ["unnamed"]),
}
HIDDEN: Mapping[str, tuple[int, Told, Sequence[str]]] = {
    "the next ones": (2, {"stream": "people", "from": 3, "to": 5}, []),
    "the next one": (2, {"stream": "people", "from": 3, "to": 3}, []),
    "those after the next": (2, {"stream": "people", "from": 4, "to": 5}, ["sequence"]),
    "what is there": (2, {"stream": "people", "from": 2, "to": 5}, ["sequence"]),
    "fewer than none": (2, {"stream": "people", "from": 3, "to": 2}, ["sequence"]),
    "the next one of a case": (2, {"stream": "case/x", "from": 3, "to": 3}, ["sequence"]),
}


def test_both_hold_what_is_named_against_what_is_there() -> None:
    expected = [list(codes) for _, _, codes in TRIED.values()]
    assert [_by_command(events, files) for events, files, _ in TRIED.values()] == expected
    assert worked_out(_NAMED, [asked[:2] for asked in TRIED.values()]) == expected


def test_both_take_hidden_events_only_in_their_place_and_of_no_case() -> None:
    expected = [list(codes) for *_, codes in HIDDEN.values()]
    found = []
    for before, line, _ in HIDDEN.values():
        report = VERIFIER.Report()
        chains = VERIFIER.Chains(SimpleNamespace(excerpt=False, to_the_end=True), report)
        chains.streams[line["stream"]] = VERIFIER.Chain(seq=before)
        chains.take_hidden(line)
        found.append([each.code for each in report.findings])
    assert found == expected
    assert worked_out(_HIDDEN, [asked[:2] for asked in HIDDEN.values()]) == expected


@pytest.mark.parametrize(
    ("data", "size", "codes"),
    [(DATA, 7, []), (b"MINUTES", 7, ["file"]), (DATA, 8, ["file"]), (None, 7, ["file"])],
)
def test_the_command_looks_at_the_attachments_in_a_folder(
    tmp_path: Path, data: bytes | None, size: int, codes: Sequence[str]
) -> None:
    if data is not None:
        (tmp_path / SHA).write_bytes(data)
    assert _by_command([handed_in("a.pdf")], [file(size)], str(tmp_path)) == codes


def _by_command(events: Sequence[Told], files: Sequence[Told], folder: str = "") -> list[str]:
    """Say what the command finds."""
    report = VERIFIER.Report(line=1)
    named = VERIFIER.Named(report, folder)
    for each in events:
        named.add(_as_read(each))
    for line in files:
        named.take_file(line)
    named.finish()
    return [each.code for each in report.findings]


def _as_read(event: Told) -> SimpleNamespace:
    """Give an event as the command reads it: what its header says beside the rest."""
    header = event["header"]
    asked = {"definition": header["definition_hash"], "form": header["form_hash"]}
    asked |= {"kind": header["kind"], "id": header["id"], "object": header["object"]}
    return SimpleNamespace(**event, **asked, files=header["attachments"], names=True)
