"""Whoever changes a field that a result rests on, and every hash with it, is found by both."""

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from uuid import UUID

import pytest

from tests.verifier.changing import Path, another, paths
from tests.verifier.forging import Line, forged
from tests.verifier.running import Answer
from tests.verifier.whole.told_events import ToldEvents
from tests.verifier.whole.unreadable import unreadable

WATCHED = {
    "give_points": r"result\.scores\.[^.]+\.(points|actual|target|ground)",
    "late_units": r"result\.parties\..*|moved\.\d+\.recorded\.\d+\.(unit|condition)",
    "rank": r"result\.facts\..*|changes\.\d+\.(path|new)",
    "unit.fact_declared": r"condition|number|dated|note",
    "scores.frozen": r"ranking\..*",
    "case.opened": r"moved\.\d+\.judged\..*",
    "candidates": r"changes\.\d+\.path|result\.candidates\..*\.proposed",
    "decide": r"outcome|result\.verdict",
    "council_vote": r"result\.(present|votes\.[^.]+\.(yes|written|written_yes|recused))",
    "revocation_decide": r"outcome|result\.verdict",
    "revocation_issue": r"result\.(number|date)"
    r"|moved\.\d+\.revoked\.\d+\.(nominee|award_case|number|date)",
    "round.opened": "mode",
    "round.closed": r"tally\.candidates\..*|roll_call\..*|settled\.awards\.\d+\.nominated.*",
}
"""By form, or by kind where there is none: the fields whose change no result outlives."""
NAMED = {
    "give_points": "others",
    "late_units": "facts others",
    "rank": "facts",
    "unit.fact_declared": "facts",
    "scores.frozen": "ranking",
    "case.opened": "eligibility",
    "council_vote": "council",
    "decide": "decisions",
    "revocation_decide": "revoked",
    "revocation_issue": "revoked",
}
"""Which result is said to come out otherwise."""
NUMBERS = {
    "council_vote": r"result\.(present|votes\.[^.]+\.(yes|written|written_yes|recused))"
    r"|changes\.\d+\.(yes|base)",
    "late_units": r"moved\.\d+\.recorded\.\d+\.days",
    "scores.frozen": r"ranking\.\d+\.rank",
    "round.opened": "round",
    "round.closed": r"round|tally\.candidates\.\d+\.(yes|no|blank|absent|base)"
    r"|counts\.\d+\.value\.(valid|yes\.\d+\.yes)",
}
"""By form or kind: where a whole number is due, of which true is none."""
_NUMBER = re.compile(r"(-?\d+)((?:\.\d+|/\d+)?)")
Change = tuple[str, int, Path, dict[str, Any]]


@pytest.fixture(scope="module")
def told(whole: bytes) -> ToldEvents:
    return ToldEvents.of(whole)


@pytest.fixture(scope="module")
def changes(told: ToldEvents) -> list[Change]:
    return list(_changes(told))


def _changes(told: ToldEvents) -> Iterator[Change]:
    draw = Random(11)  # noqa: S311 - the same changes each time
    for at, (kind, _, _, payload) in enumerate(told.events):
        name = ((payload or {}).get("task") or {}).get("form") or kind
        for path in paths(payload) if name in WATCHED else ():
            if re.fullmatch(WATCHED[name], ".".join(map(str, path))):
                made = _changed(payload, path, draw)
                if made is not None:
                    yield name, at, path, made


def _changed(payload: dict[str, Any], path: Path, draw: Random) -> dict[str, Any] | None:
    """Return a payload in which one field has another value; None where it says nothing."""
    made = copy.deepcopy(payload)
    holder: Any = made
    for part in path[:-1]:
        holder = holder[part]
    value = holder[path[-1]]
    if value is None:
        return None
    number = _NUMBER.fullmatch(str(value)) if isinstance(value, str) else None
    holder[path[-1]] = f"{int(number[1]) + 1}{number[2]}" if number else another(value, draw)
    return made


def test_every_field_that_is_watched_is_there(changes: list[Change]) -> None:
    assert {name for name, *_ in changes} == set(WATCHED)


def test_both_find_each_change(told: ToldEvents, changes: list[Change]) -> None:
    by_page = told.by_page([(at, payload) for _, at, _, payload in changes])
    unfound, differ = [], []
    for (name, at, path, payload), page in zip(changes, by_page, strict=True):
        found = told.by_command(at, payload)
        wrong = {what.partition(" ")[0] for _, what, agrees, _ in found if agrees is not True}
        if not wrong & set(NAMED.get(name, " ".join(wrong)).split()):
            unfound.append((name, path, wrong))
        if page != found:
            differ.append((name, path))
    assert unfound == []
    assert differ == []


def test_the_file_names_line_and_result(whole: bytes, changes: list[Change]) -> None:
    one_each: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        one_each[change[0]].append(change)
    for name, results in NAMED.items():
        _, at, _, payload = one_each[name][0]
        findings = Answer(forged(whole, _put(at, payload)), None).findings
        named = {place.split()[1] for code, line, place, _ in findings if code == "result" and line}
        assert named & set(results.split()), (name, findings)


def test_a_revocation_of_what_was_not_awarded_and_one_not_registered_are_found(
    told: ToldEvents,
) -> None:
    made = list(_unfounded(told))
    pages = told.by_page(made)
    for (at, payload), page in zip(made, pages, strict=True):
        for found in (told.by_command(at, payload), page):
            assert "revoked" in {what for _, what, agrees, _ in found if agrees is False}


def _unfounded(told: ToldEvents) -> Iterator[tuple[int, dict[str, Any]]]:
    """Refuse an award that was revoked later; leave a revocation out of the register."""
    done = [
        (at, payload)
        for at, (kind, _, _, payload) in enumerate(told.events)
        if kind == "task.completed" and payload
    ]
    issued = {
        payload["task"]["key"]: (at, payload)
        for at, payload in done
        if payload["task"]["form"] == "revocation_issue"
    }
    for at, payload in issued.values():
        moved = [{k: v for k, v in each.items() if k != "revoked"} for each in payload["moved"]]
        yield at, {**payload, "moved": moved}
    for at, payload in done:
        if payload["task"]["form"] == "decide" and payload["task"]["key"] in issued:
            result = {**payload["result"], "verdict": "refuse"}
            yield at, {**payload, "outcome": "refuse", "result": result}


def test_what_cannot_be_read_is_broken_and_never_passed_over(told: ToldEvents) -> None:
    made = list(unreadable(told.events))
    by_page = told.by_page([(at, payload) for _, at, _, payload in made])
    broken, passed_over, differ = set(), [], []
    for (name, at, path, payload), page in zip(made, by_page, strict=True):
        answers = [
            {agrees for _, _, agrees, _ in of} for of in (told.by_command(at, payload), page)
        ]
        if any(None in found and False not in found for found in answers):
            passed_over.append((name, path))
        if (False in answers[0]) != (False in answers[1]):
            differ.append((name, path))
        if all(False in found for found in answers):
            broken.add(name)
    assert passed_over == []
    assert differ == []
    assert broken == {name for name, *_ in made}


def test_true_is_no_number_wherever_one_is_due(told: ToldEvents) -> None:
    made, kinds = [], set()
    for at, (kind, _, _, payload) in enumerate(told.events):
        name = ((payload or {}).get("task") or {}).get("form") or kind
        for path in paths(payload) if name in NUMBERS else ():
            true = _true(payload, path)
            if true and re.fullmatch(NUMBERS[name], ".".join(map(str, path))):
                made.append((path, at, true))
                kinds.add(name)
    by_page = told.by_page([(at, payload) for _, at, payload in made])
    for (path, at, other), page in zip(made, by_page, strict=True):
        for found in (told.by_command(at, other), page):
            assert False in {agrees for _, _, agrees, _ in found}, path
    assert kinds == set(NUMBERS)


def _true(payload: dict[str, Any], path: Path) -> dict[str, Any] | None:
    """Return a payload with true in the place of a number; None where there is none."""
    made = copy.deepcopy(payload)
    holder: Any = made
    for part in path[:-1]:
        holder = holder[part]
    if holder[path[-1]] is None:
        return None
    holder[path[-1]] = True
    return made


def test_a_case_that_follows_from_none_in_the_file_is_said_to(
    told: ToldEvents, whole: bytes
) -> None:
    at, payload = next(
        (at, payload)
        for at, (kind, _, _, payload) in enumerate(told.events)
        if kind == "case.opened" and payload.get("nominees")
    )
    other = {**payload, "previous": str(UUID(int=7))}
    for found in (told.by_command(at, other), *told.by_page([(at, other)])):
        assert "follows" in {what for _, what, agrees, _ in found if agrees is False}
    assert "result" in Answer(forged(whole, _put(at, other)), None).codes


def _put(at: int, payload: dict[str, Any]) -> Callable[[list[Line]], None]:
    """Give an event another payload."""

    def change(lines: list[Line]) -> None:
        [each for each in lines if each["type"] == "event"][at]["payload"] = payload

    return change
