"""A ballot on paper: two scrutineers count, neither sees the other, both must agree."""

import json
from typing import Any

import pytest
from sqlalchemy.orm import Session

from server.demo.answers import Value
from server.domain.mistakes import Mistakes
from server.processes.award_review.rules.voting import SameScrutineer
from tests.actions.refused import codes, refused
from tests.worlds.rows import payload, rows
from tests.worlds.year import Year, in_post


@pytest.fixture
def counting(second: Year) -> Year:
    """Answer the second bloc's year while its two scrutineers count."""
    return second.through("award_review", "count")


def one_more(value: Value) -> Value:
    """Return a count in which one ballot more was invalid."""
    return {**value, "valid": value["valid"] - 1, "invalid": 1, "counts": lowered(value)}


def lowered(value: Value) -> dict[str, Any]:
    most = value["valid"] - 1
    return {
        award: {unit: {"yes": min(row["yes"], most)} for unit, row in units.items()}
        for award, units in value["counts"].items()
    }


def test_the_two_scrutineers_come_from_two_units(counting: Year) -> None:
    keys = [task.key for task in counting.tasks("count")]
    assert len(keys) == len(set(keys)) == 2


def test_three_scrutineers_are_refused(second: Year, session: Session) -> None:
    second.through("award_review", "meeting")
    value = second.value(second.task("meeting"))
    for row in list(value["scrutineers"].values())[:1]:
        row["chosen"] = True
    with refused(session, Mistakes) as found:
        second.do("meeting", value)
    assert codes(found) == {"scrutineers": "scrutineers_wrong_number"}


def test_when_the_counts_differ_both_count_again_and_both_entries_stay(
    counting: Year, session: Session
) -> None:
    first, other = counting.tasks("count")
    value = counting.value(first)
    counting.complete(first, value)
    counting.complete(other, one_more(value))
    again = counting.tasks("count")
    assert {task.key for task in again} == {first.key, other.key}
    assert not {task.id for task in again} & {first.id, other.id}
    entries = rows(session, "SELECT value, agreed FROM count_entry ORDER BY at")
    assert [json.loads(text)["invalid"] for text, _ in entries] == [0, 1]
    assert [agreed for _, agreed in entries] == [False, False]


def test_history_says_where_two_counts_differed_and_keeps_the_numbers_to_itself(
    counting: Year, session: Session
) -> None:
    first, other = counting.tasks("count")
    value = counting.value(first)
    counting.complete(first, value)
    fewer = {"issued": value["issued"] - 1, "collected": 1, "valid": 1}
    counting.complete(other, value | fewer | {"counts": lowered({**value, "valid": 2})})
    [(told,)] = rows(
        session,
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'counts.differed'",
    )
    said = json.loads(told)
    assert said["round"] == 1
    assert {"issued", "collected", "valid"} <= {change["path"] for change in said["changes"]}
    assert {(change["old"], change["new"]) for change in said["changes"]} == {("", "")}


def test_the_first_lap_says_nothing_about_the_second(counting: Year, session: Session) -> None:
    first, other = counting.tasks("count")
    right = counting.value(first)
    counting.complete(first, right)
    counting.complete(other, one_more(right))
    for task in sorted(counting.tasks("count"), key=lambda task: task.key != first.key):
        counting.complete(task, one_more(right) if task.key == first.key else right)
    assert len(counting.tasks("count")) == 2
    for task in counting.tasks("count"):
        counting.complete(task, right)
    agreed = rows(session, "SELECT agreed FROM count_entry ORDER BY at")
    assert agreed == [(False,)] * 4 + [(True,)] * 2
    counting.play("minutes")
    assert rows(session, "SELECT count(*) FROM poll WHERE closed_at IS NULL") == [(0,)]


def test_a_count_is_not_in_history_before_both_agree(counting: Year, session: Session) -> None:
    first, _ = counting.tasks("count")
    counting.complete(first)
    assert payload(session, first.id)["result"] is None
    assert rows(session, "SELECT result FROM task WHERE id = :id", id=first.id) == [(None,)]


def test_more_yes_than_ballots_are_refused(counting: Year, session: Session) -> None:
    first, _ = counting.tasks("count")
    value = counting.value(first)
    award, units = next(iter(value["counts"].items()))
    unit = next(iter(units))
    units[unit]["yes"] = value["valid"] + 1
    with refused(session, Mistakes) as found:
        counting.complete(first, value)
    assert codes(found) == {f"counts.{award}.{unit}.yes": "more_yes_than_ballots"}


def test_one_person_is_not_both_scrutineers(counting: Year, session: Session) -> None:
    first, other = counting.tasks("count")
    person, value = counting.holder(first.post_id), counting.value(first)
    counting.complete(first, value, by=person)
    with refused(session, SameScrutineer):
        counting.complete(other, value, by=in_post(person, other.post_id))
    counting.complete(other, one_more(value))
    again = next(task for task in counting.tasks("count") if task.key == first.key)
    counting.complete(again, value, by=person)
