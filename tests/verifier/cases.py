"""Exports sound, changed and forged, each with what has to be said of it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from tests.verifier.changing import changed, lines_of
from tests.verifier.each_finding import each_finding
from tests.verifier.forging import Line, event_of, events, events_among, forged
from tests.verifier.logged import Logged, new_keys
from tests.verifier.running import VERIFIER


@dataclass(frozen=True, slots=True)
class Case:
    """An export, the pins it is judged by, the exit code, and a code that must be among these."""

    name: str
    data: bytes
    pins: str
    verdict: int
    code: str = ""


def flip_a_verdict(lines: list[Line]) -> None:
    """Let the Chairman have refused."""
    for line in lines:
        payload = line.get("payload") or {}
        if payload.get("outcome") == "approve" and payload["task"]["form"] == "decide":
            payload["outcome"] = payload["result"]["verdict"] = "refuse"


def flip_a_vote(lines: list[Line]) -> None:
    """Let a unit have voted otherwise, and leave the tally as it was told."""
    vote = event_of(lines, "round.closed")["payload"]["roll_call"][0]
    vote[3] = "no" if vote[3] == "yes" else "yes"


def raise_a_score(lines: list[Line]) -> None:
    """Give a unit another total than its points come to."""
    event_of(lines, "scores.frozen")["payload"]["ranking"][0]["total"] = "99.75"


def hold_on_paper(lines: list[Line]) -> None:
    """Let an open round have been on paper, with the same votes counted: nobody voted by name."""
    opened = event_of(lines, "round.opened")["payload"]
    closed = event_of(lines, "round.closed")["payload"]
    opened["mode"], closed["roll_call"] = "paper", []
    tally = closed["tally"]["candidates"]
    voted = max(each["base"] for each in tally)
    value = {
        **dict.fromkeys(("issued", "collected", "valid"), voted),
        "invalid": 0,
        "yes": [{part: each[part] for part in ("award", "unit", "yes")} for each in tally],
    }
    closed["counts"] = [{"unit": unit, "value": value, "agreed": True} for unit in ("a", "b")]
    closed["tally"]["candidates"] = [
        {**each, **dict.fromkeys(("no", "blank", "absent"))} for each in tally
    ]


def cut_the_tail(lines: list[Line]) -> None:
    """Leave out the last event of the first case, and have its head and the counts say so."""
    of_cases = [n for n, line in enumerate(lines) if line["type"] == "event"]
    stream = lines[of_cases[0]]["header"]["stream"]
    last = max(n for n in of_cases if lines[n]["header"]["stream"] == stream)
    del lines[last]
    lines[0]["counts"]["event"] -= 1
    for line in lines:
        if line["type"] == "head" and line["stream"] == stream:
            line["seq"] -= 1


def call_forms_of_others_like_ours(lines: list[Line]) -> None:
    """Let the forms of another process be called as those that results are made of."""
    kinds = {
        line["header"]["stream"]: line["payload"]["kind"]
        for line in events_among(lines, "case.opened")
    }
    names = cycle(sorted(set().union(*VERIFIER.FORMS.values())))
    others = [
        line["payload"]
        for line in events_among(lines, "task.completed")
        if kinds[line["header"]["stream"]] not in VERIFIER.FORMS
    ]
    assert len(others) >= len(set().union(*VERIFIER.FORMS.values()))
    for payload, name in zip(others, names, strict=False):
        payload["task"]["form"], payload["result"] = name, {"scores": name, "votes": name}


def nothing(_: list[Line]) -> None:
    """Change nothing."""


UNREADABLE_PINS = {
    "no key": "log x\n",
    "a key of another name": "log x{log}\n",
    "a key cut short": "log {log:.60}\n",
    "a word nobody knows": "log {log}\nlogs\n",
    "a witness nobody named": "log {log}\nquorum w\n",
    "a group of nobody": "log {log}\ngroup g 1 w\n",
    "a witness twice": "log {log}\nwitness w {witness}\nwitness w {witness}\n",
    "a group twice": "log {log}\nwitness w {witness}\ngroup g 1 w\ngroup g 1 g\nquorum g\n",
    "a group of half of them": "log {log}\nwitness w {witness}\ngroup g half w\nquorum g\n",
}


def every_case(history: Logged) -> Iterator[Case]:
    """Go through the table."""
    for name, data in history.exports.items():
        yield Case(f"sound: {name}", data, history.keys.pins, 0)
    yield from _pinned(history)
    yield from _forged(history)
    for name, data, code in each_finding(history):
        yield Case(name, data, history.keys.pins, 1, code)
    yield from _changes(history)


def _pinned(history: Logged) -> Iterator[Case]:
    """Judge sound exports by pins of all kinds."""
    keys, whole = history.keys, history.exports["case"]
    log, witness = keys.log.key.text, keys.witness.key.text
    larger = "#binhxet seen 9000 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
    yield Case("no witness is asked", whole, unwitnessed(history), 0)
    yield Case("seen before", history.exports["known"], keys.pins + seen(whole), 0)
    yield Case("nothing is pinned", whole, "", 2)
    yield Case("another log is pinned", whole, new_keys().pins, 1, "unsigned")
    for name, pins in UNREADABLE_PINS.items():
        yield Case(f"pins: {name}", whole, pins.format(log=log, witness=witness), 2, "policy")
    yield Case("the log went back", whole, keys.pins + larger, 1, "rollback")


def _forged(history: Logged) -> Iterator[Case]:
    """Forge one, with no key, with the log's, with every key."""
    keys, whole = history.keys, history.exports["case"]
    taken = forged(whole, flip_a_verdict, log=keys.log)
    of_log = unwitnessed(history)
    yield Case("all hashes anew, no key", forged(whole, flip_a_verdict), keys.pins, 1, "root")
    yield Case("the log's key too, a witness", taken, keys.pins, 1, "quorum")
    yield Case("the log's key, no witness", taken, of_log, 1, "result")
    yield Case("the log's key, seen before", taken, of_log + seen(whole), 1, "rollback")
    yield Case("a tail cut, all fits", forged(whole, cut_the_tail), keys.pins, 1, "tree")
    for name, change in (
        ("vote", flip_a_vote),
        ("score", raise_a_score),
        ("way of voting", hold_on_paper),
    ):
        data = forged(whole, change, log=keys.log, witness=keys.witness)
        yield Case(f"another {name}, every key", data, keys.pins, 1, "result")
    every = history.exports["whole"]
    of_others = forged(every, call_forms_of_others_like_ours, log=keys.log, witness=keys.witness)
    yield Case("another process's forms of our names", of_others, keys.pins, 0)
    same = forged(whole, nothing, log=keys.log, witness=keys.witness)
    yield Case("forged without a change", same, keys.pins, 0)
    yield Case("cut off", b"".join(lines_of(whole)[:-3]), keys.pins, 1, "end")
    yield Case("empty", b"", keys.pins, 2, "format")


def _changes(history: Logged) -> Iterator[Case]:
    draw = random.Random(11)  # noqa: S311 - the same changes each time
    for number in range(40):
        name = draw.choice(sorted(history.exports))
        change = changed(history.exports[name], draw, honest_sum=bool(number % 2))
        if change.data != history.exports[name]:
            yield Case(f"{name} {change.line}: {change.told}", change.data, history.keys.pins, -1)


def unwitnessed(history: Logged) -> str:
    """Pin the log's key alone."""
    return f"log {history.keys.log.key.text}\nquorum none\n"


def seen(data: bytes) -> str:
    """Write down the checkpoint that an export ends with, as its verifier prints it."""
    assert events(data)
    note = [line for line in lines_of(data) if b'"type":"checkpoint"' in line][-1].decode()
    _, size, root, *_ = note.split('"note":"')[1].split("\\n")
    return f"#binhxet seen {size} {root}\n"
