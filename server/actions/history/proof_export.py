"""Export history so that a stranger can verify it without the server: an act, kept as an event."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO, cast
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.history import export_history
from server.actions.history.kept_back import withheld
from server.actions.history.proof_lines import FORMAT, Lines, Sum, batches, event_line
from server.actions.history.proof_log import LogView, log_view
from server.domain.administration.repairs import CaseBroken
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import export_rows, history_pages
from server.store.history.chain import canonical
from server.store.history.event_questions import EventFilter
from server.store.history.history_events import HistoryEvent

IN_MEMORY = 4 * 1024 * 1024
AT_ONCE = 500
CASE = "case/"
WHOLE = {"streams", "since", "until", "formers"}
"""What of a filter leaves out no event between those of the export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofScope:
    """What is exported: a filter, and the size of a checkpoint whose reader wants it compared."""

    wanted: EventFilter
    known: int | None = None

    @property
    def excerpt(self) -> bool:
        """Tell whether events between those of the export are left out by what is asked."""
        asked = export_history.filter_json(self.wanted)
        return any(asked[name] for name in asked.keys() - WHOLE)

    def to_json(self) -> dict[str, Json]:
        """Say it as it stands in the first line and in the event of the export."""
        return {**export_history.filter_json(self.wanted), "known": self.known}


def export(session: Session, scope: ProofScope, *, actor: Actor, now: datetime) -> IO[bytes]:
    """Record who exports what, and return the file, at its beginning.

    The file is a temporary one that is gone when it is closed; what is read of the history is one
    event after the other, however many there are.
    """
    log = log_view(session)
    export_history.note(session, scope.to_json(), form="ndjson", actor=actor, now=now)
    act = history_pages.last_of(session, export_history.STREAM)
    heads = export_rows.heads(session, reach=scope.wanted.reach)
    with _spool() as body, _spool() as texts:
        told = _Telling(session, scope, log, heads, Lines(body))
        told.write(act)
        contents = Lines(texts)
        told.write_contents(contents)
        first: dict[str, Json] = {
            "type": "export",
            "format": FORMAT,
            "installation": log.origin,
            "province": scope.wanted.reach.own,
            "scope": scope.to_json(),
            "counts": {**contents.counts, **told.lines.counts},
        }
        return _joined(canonical(first).encode() + b"\n", texts, body)


@dataclass
class _Telling:
    """One export on its way: what its events named so far."""

    session: Session
    scope: ProofScope
    log: LogView
    heads: Mapping[str, tuple[int, str]]
    lines: Lines
    definitions: set[str] = field(default_factory=set)
    forms: dict[str, str] = field(default_factory=dict)
    rules: set[str] = field(default_factory=set)
    files: dict[str, set[str]] = field(default_factory=dict)
    erasures: set[str] = field(default_factory=set)
    grounds: set[str] = field(default_factory=set)
    at: dict[str, int] = field(default_factory=dict)

    def write(self, act: HistoryEvent) -> None:
        """Write everything but the first line, the texts and the last."""
        wanted = self.scope.wanted
        excerpt = self.scope.excerpt
        events = history_pages.stream_events if excerpt else history_pages.stream_spans
        for batch in batches(events(self.session, wanted), AT_ONCE):
            leaves = self.log.leaves([event.id for event in batch])
            for event in batch:
                self._event(event, leaves.get(event.id))
        if wanted.until is None and not self.scope.excerpt:
            self._heads()
        self._beside(act)
        for sha, size in export_rows.sizes(self.session, self.files):
            names: list[Json] = [*sorted(self.files[sha])]
            self.lines.say("file", sha256=sha, names=names, size=size)
        self.log.write(self.lines, known=self.scope.known)

    def write_contents(self, lines: Lines) -> None:
        """Write the texts that the events name by their hash."""
        for found, kind in (
            (export_rows.definitions(self.session, self.definitions), "definition"),
            (self._forms(), "form"),
            (export_rows.rule_sets(self.session, self.rules), "rules"),
        ):
            for name, content in found:
                lines.say("content", kind=kind, hash=name, content=content)

    def _forms(self) -> Iterator[tuple[str, str]]:
        """Yield hash and text of the forms; one whose definition cannot be read is left out."""
        for name, version in sorted(self.forms.items()):
            with suppress(CaseBroken):
                for form in deployed(self.session, version).forms.values():
                    if sha256(form).hexdigest() == name:
                        yield name, form.decode()
                        break

    def _event(self, event: HistoryEvent, leaf: int | None) -> None:
        """Write an event that was there when the heads were read."""
        stream, seq = str(event.row["stream"]), int(event.row["seq"])
        before = self.at.get(stream, 0)
        if seq > self.heads.get(stream, (seq, ""))[0]:
            return
        between = before or (0 if self.scope.wanted.since is None else seq - 1)
        if not self.scope.excerpt and not stream.startswith(CASE) and seq > between + 1:
            self._hidden(stream, between + 1, seq - 1)
        self.at[stream] = seq
        self._line(event, kind="event", leaf=leaf)

    def _hidden(self, stream: str, first: int, last: int) -> None:
        """Say that events of a stream of all provinces are another's."""
        self.lines.add(
            "hidden",
            canonical({"type": "hidden", "stream": stream, "from": first, "to": last}).encode(),
        )

    def _line(self, event: HistoryEvent, *, kind: str, leaf: int | None) -> None:
        kept_back = withheld(self.session, event)
        erased = str(event.erased.id) if event.erased else ""
        line = event_line(event, kind=kind, leaf=leaf, withheld=kept_back, erased=erased)
        self.lines.add(kind, line)
        version, form = str(event.row["definition_hash"]), str(event.row["form_hash"])
        if version:
            self.definitions.add(version)
        if form:
            self.forms[form] = version
        if erased:
            self.erasures.add(erased)
        if event.row["kind"] == "data.erased":
            self.grounds.add(str(event.row["object"]).partition("/")[2])
        if not (kept_back or erased or event.missing):
            self._named(event.payload)

    def _beside(self, act: HistoryEvent) -> None:
        """Write the act of exporting, and the erasures that are not among the events."""
        grounds = export_rows.grounds(self.session, self.erasures - self.grounds)
        leaves = self.log.leaves([event.id for event in grounds])
        for event in sorted((act, *grounds), key=lambda each: str(each.row["hash"])):
            self._line(event, kind="beside", leaf=leaves.get(event.id))

    def _named(self, payload: Mapping[str, Json]) -> None:
        rules, files = payload.get("rules"), payload.get("files")
        if isinstance(rules, str) and rules:
            self.rules.add(rules)
        for each in files if isinstance(files, list) else ():
            if isinstance(each, dict) and "name" in each:
                self.files.setdefault(str(each.get("sha256")), set()).add(str(each["name"]))

    def _heads(self) -> None:
        """Say where the chains end; the rest of one that others go on with is theirs."""
        wanted = self.scope.wanted.streams
        whole = wanted is not None and self.scope.wanted.since is None
        for stream in sorted({*self.at, *((wanted or ()) if whole else ())} & self.heads.keys()):
            seq, head = self.heads[stream]
            if not stream.startswith(CASE) and stream in self.at and self.at[stream] < seq:
                self._hidden(stream, self.at[stream] + 1, seq)
            self.lines.say("head", stream=stream, seq=seq, hash=head)


def for_case(session: Session, wanted: EventFilter) -> EventFilter:
    """Widen a filter of one case to those it follows from: its results come out of theirs."""
    named = wanted.streams or ()
    of_cases = [stream.removeprefix(CASE) for stream in named if stream.startswith(CASE)]
    found = [export_rows.family(session, UUID(case_id)) for case_id in of_cases]
    streams = frozenset(chain(named, *found))
    return replace(wanted, streams=streams) if found else wanted


def _joined(first: bytes, *parts: IO[bytes]) -> IO[bytes]:
    """Put the first line and the parts into one file, and add its sum."""
    whole, total = _spool(), Sum()
    for line in _all_lines(first, parts):
        total.add(line)
        whole.write(line)
    whole.write(total.end())
    whole.seek(0)
    return whole


def _all_lines(first: bytes, parts: tuple[IO[bytes], ...]) -> Iterator[bytes]:
    yield first
    for part in parts:
        part.seek(0)
        yield from part


def _spool() -> IO[bytes]:
    return cast("IO[bytes]", SpooledTemporaryFile(max_size=IN_MEMORY))
