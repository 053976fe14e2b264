"""What a case's history says its state must be: a fold over its events, in order.

Both sides are told as facts, name to text, so that the state in the tables and the replayed one are
compared line by line. A fact without a text is no fact. An event that moves the engine carries
`moved`; other kinds that change a case are named here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from server.domain.outcomes import ScoreLine
from server.domain.records import decimal_text
from server.domain.rules import CaseRules
from server.domain.scoring import Column, totals

Facts = dict[str, str]
Payload = Mapping[str, Any]
POINTS = ("self_points", "appraisal_1", "appraisal_2")
FLAGS = ("not_applicable", "na_accepted")
CASE_STATES = {
    "case.opened": "open",
    "case.resumed": "open",
    "case.suspended": "suspended",
    "case.cancelled": "cancelled",
    "case.closed": "closed",
}

HOLDER = "holder/"
"""Begins the fact of who has a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a case; `form` is that of the task it is about, if it is about one."""

    kind: str
    object: str
    form: str
    payload: Payload


@dataclass(slots=True, kw_only=True)
class Replay:
    """The facts so far; `kept` are a sheet's facts before each submission that may be undone."""

    rules: CaseRules
    facts: Facts = field(default_factory=dict)
    kept: dict[str, Facts] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Take the next event."""
        if event.kind in CASE_STATES:
            self.facts["case"] = CASE_STATES[event.kind]
        for move in event.payload.get("moved", ()):
            self._moved(move)
        if "assignee" in event.payload:
            self.facts[f"{HOLDER}{event.object}"] = event.payload["assignee"]["new"] or ""
        if event.kind in _KINDS:
            _KINDS[event.kind](self, event)

    def _moved(self, move: Payload) -> None:
        """Take over where an instance stands now: its status and the tasks it waits for.

        Events of older versions name what was opened on the way, the last of it last.
        """
        name = f"{move['process']}/{move['key']}/{move['round']}"
        self.facts[f"instance/{name}"] = move["status"]
        waits = move.get("open", move["opened"][-1:]) if move["status"] == "running" else ()
        self.facts[f"open/{name}"] = " ".join(sorted(waits))

    def completed(self, event: Event) -> None:
        """Take what a person handed in."""
        unit = event.payload["task"]["key"]
        self.kept[event.object] = self._sheet(unit)
        self.facts[event.object] = event.payload["outcome"]
        if event.form in _FORMS:
            _FORMS[event.form](self, unit, event.payload)

    def taken_back(self, event: Event) -> None:
        """Undo what a person handed in: the sheet is what it was, the task is open again."""
        task = event.payload["task"]
        for name in self._sheet(task["key"]):
            del self.facts[name]
        self.facts |= self.kept.pop(event.object, {})
        self.facts[event.object] = ""
        self.facts[f"open/{task['process']}/{task['key']}/{task['round']}"] = task["element"]

    def cancelled(self, _: Event) -> None:
        """Nothing of a cancelled case is open."""
        self.facts |= dict.fromkeys((n for n in self.facts if n.startswith("open/")), "")
        self.facts |= {n: "" for n in self.facts if n.startswith("instance/")}

    def taken_out(self, event: Event) -> None:
        """Mark a late unit's sheet as out of the evaluation."""
        self.facts[f"sheet/{event.object.partition('/')[2]}/state"] = "taken_out"

    def frozen(self, event: Event) -> None:
        """Take the adopted ranking; every sheet but those taken out is adopted."""
        for name in [n for n in self.facts if n.endswith("/final_total") and self.facts[n]]:
            unit = name.removeprefix("sheet/").removesuffix("/final_total")
            if self.facts.get(f"sheet/{unit}/state") != "taken_out":
                self.facts[f"sheet/{unit}/state"] = "adopted"
        for line in event.payload["ranking"]:
            sheet = f"sheet/{line['unit']}"
            self.facts[f"{sheet}/rank"] = str(line["rank"])
            self.facts[f"{sheet}/final_total"] = points(line["total"])
            self.facts[f"{sheet}/scaled"] = points(line["scaled"])

    def round_closed(self, event: Event) -> None:
        """Take the result of each candidate of a round, and who voted how."""
        payload = event.payload
        for line in payload["tally"]["candidates"]:
            name = f"{line['award']}/{line['unit']}"
            self.facts[f"candidate/{name}"] = "not_nominated"
            self.facts[f"tally/{payload['round']}/{name}"] = f"{line['yes']}/{line['base']}"
        for name, outcome in _settled(payload["settled"]["awards"]):
            if f"tally/{payload['round']}/{name}" in self.facts:
                self.facts[f"candidate/{name}"] = outcome
        for by, award, unit, choice in payload["roll_call"]:
            self.facts[f"vote/{payload['round']}/{by}/{award}/{unit}"] = choice

    def changes(self, unit: str, payload: Payload) -> None:
        """Take over what changed on a unit's sheet, line by line."""
        for change in payload["changes"]:
            name, new = f"line/{unit}/{change['path']}", change["new"]
            self.facts[name] = points(new) if change["path"].endswith(POINTS) else new

    def scored(self, unit: str, payload: Payload) -> None:
        """Take a self-score; what an earlier appraisal came to is gone."""
        self.changes(unit, payload)
        sums = totals(table=self.rules.score_table, lines=self._lines(unit), column=Column.SELF)
        self.facts[f"sheet/{unit}/self_total"] = points(sums.total)
        self.facts[f"sheet/{unit}/scaled"] = points(sums.scaled)
        self.facts[f"sheet/{unit}/final_total"] = ""

    def appraised(self, unit: str, payload: Payload) -> None:
        """Take an appraisal; one that sends the sheet back changes no points."""
        if payload["outcome"] == "incomplete":
            return
        self.changes(unit, payload)
        sums = totals(table=self.rules.score_table, lines=self._lines(unit), column=Column.FINAL)
        self.facts[f"sheet/{unit}/final_total"] = points(sums.total)
        self.facts[f"sheet/{unit}/scaled"] = points(sums.scaled)

    def council(self, _: str, payload: Payload) -> None:
        """Take what the Council said of each nominee."""
        for change in payload["changes"]:
            self.facts[f"nominee/{change['path']}/council"] = change["new"]

    def decided(self, nominee: str, payload: Payload) -> None:
        """Take the Chairman's decision on one nominee."""
        self.facts[f"nominee/{nominee}/decision"] = payload["result"]["verdict"]

    def issued(self, nominee: str, payload: Payload) -> None:
        """Take the number of a decision."""
        self.facts[f"nominee/{nominee}/number"] = payload["result"]["number"].strip()

    def _sheet(self, unit: str) -> Facts:
        mine = (f"sheet/{unit}/", f"line/{unit}/")
        return {name: text for name, text in self.facts.items() if name.startswith(mine)}

    def _lines(self, unit: str) -> list[ScoreLine]:
        """Rebuild the sheet's lines in the order of the table."""
        return [
            ScoreLine(criterion=criterion.id, **self._parts(unit, criterion.id))
            for _, criterion in self.rules.score_table.lines()
        ]

    def _parts(self, unit: str, criterion: str) -> dict[str, Any]:
        texts = {n: self.facts.get(f"line/{unit}/{criterion}.{n}", "") for n in (*POINTS, *FLAGS)}
        return {n: Decimal(texts[n]) if texts[n] else None for n in POINTS} | {
            n: texts[n] == "True" for n in FLAGS
        }


def replay(events: Iterable[Event], rules: CaseRules) -> Facts:
    """Return what a case's events come to; facts without a text are left out."""
    told = Replay(rules=rules)
    for event in events:
        told.add(event)
    return {name: text for name, text in told.facts.items() if text}


def differing(told: Facts, held: Facts) -> Iterator[str]:
    """Name each fact in which the tables differ from history.

    Nobody has a task any longer whose holder left the post, which is no event of the case.
    """
    for name in sorted({*told, *held}):
        put_back = name.startswith(HOLDER) and name not in held
        if told.get(name) != held.get(name) and not put_back:
            yield name


def points(value: str | Decimal) -> str:
    """Write points in one way; no points are no text."""
    return decimal_text(Decimal(value)) if str(value) else ""


def _settled(awards: Iterable[Payload]) -> Iterator[tuple[str, str]]:
    """Name what came of each candidate; those for the Council are nominated, too, and come last."""
    for award in awards:
        for outcome in ("again", "nominated", "for_council"):
            for unit in award[outcome]:
                yield f"{award['award']}/{unit}", outcome


_KINDS: Mapping[str, Callable[[Replay, Event], None]] = {
    "task.completed": Replay.completed,
    "task.taken_back": Replay.taken_back,
    "case.cancelled": Replay.cancelled,
    "unit.taken_out": Replay.taken_out,
    "scores.frozen": Replay.frozen,
    "round.closed": Replay.round_closed,
}
_FORMS: Mapping[str, Callable[[Replay, str, Payload], None]] = {
    "score": Replay.scored,
    "explain": Replay.changes,
    "appraise": Replay.appraised,
    "appraise_2": Replay.appraised,
    "council_vote": Replay.council,
    "decide": Replay.decided,
    "issue_decision": Replay.issued,
}
