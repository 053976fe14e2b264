"""What may be erased, closed by default, and what remains of an event."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from server.domain.history.erasable_kinds import Bar
from server.domain.history.erasing import (
    ERASED,
    ErasableEvent,
    ErasedPerson,
    bar_of,
    remains_of,
)

WHO = UUID(int=7)
ACTOR = {"person": str(WHO), "name": "A", "title": {"vi": "Cán bộ", "en": "Officer"}}
PAYLOAD: dict[str, Any] = {
    "actor": ACTOR,
    "task": {"title_vi": "Nêu khó khăn"},
    "outcome": "done",
    "reason": "vì A",
    "result": {"text": "của A"},
    "changes": [{"path": "x", "old": "1", "new": "2"}],
    "files": [{"name": "a.pdf", "sha256": "00"}],
    "moved": [{"state": "ab", "tasks": [{"id": "1", "note": "vì A"}]}],
}
PERSON = ErasedPerson(id=WHO, login="a", name="A", email="a@example.org", closed=True)
OF_A = {"person": {"id": str(WHO), "login": "a", "name": "A"}, "proposed_by": "A"}


def event(**changes: Any) -> ErasableEvent:  # noqa: ANN401 - any field of an event
    told: dict[str, Any] = {
        "id": UUID(int=1),
        "stream": "case/1",
        "seq": 3,
        "hash": "00",
        "kind": "task.completed",
        "object": "task/1",
        "at": datetime(2024, 12, 2, tzinfo=UTC),
        "payload": PAYLOAD,
        "act": "other",
        "case_id": UUID(int=2),
        "case_state": "closed",
        "handled": False,
    }
    return ErasableEvent(**{**told, **changes})


def of_people(**changes: Any) -> ErasableEvent:  # noqa: ANN401 - any field of an event
    told = {"stream": "people", "kind": "person.added", "case_id": None, "payload": OF_A}
    return event(**{**told, **changes})


def test_of_a_text_that_was_signed_the_draft_before_it_goes() -> None:
    remains: dict[str, Any] = remains_of(event(adopted=True), None)
    assert remains["result"] == PAYLOAD["result"]
    assert remains["changes"] == [{"path": "x", "old": ERASED, "new": "2"}]


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_what_was_typed_in_a_case_that_is_over_may_be_erased(state: str) -> None:
    assert bar_of(event(case_state=state), None) is None


def test_who_urged_goes_when_the_case_is_over_and_whom_stays() -> None:
    urging = event(kind="duty.urged", payload={"actor": ACTOR, "posts": ["a/head"]}, act="")
    assert bar_of(urging, None) is None
    remains: dict[str, Any] = remains_of(urging, PERSON)
    assert (remains["actor"]["name"], remains["posts"]) == (ERASED, ["a/head"])


@pytest.mark.parametrize(
    ("changes", "bar"),
    [
        *(({"case_state": state}, Bar.OPEN_CASE) for state in ("open", "ending", "suspended", "")),
        *(({"act": act}, Bar.RELIED_ON) for act in ("approve", "sign", "decide", "refuse", "vote")),
        ({"act": ""}, Bar.RELIED_ON),
        ({"payload": {**PAYLOAD, "sealed": "00"}}, Bar.RELIED_ON),
        ({"payload": {**PAYLOAD, "documents": [{"kind": "plan"}]}}, Bar.ISSUED),
        ({"kind": "case.opened"}, Bar.RECORD),
        ({"kind": "data.erased", "stream": "erasures", "case_id": None}, Bar.DECISION),
        ({"kind": "of.a_process"}, Bar.RESULT),
        ({"kind": "of.nobody", "stream": "security", "case_id": None}, Bar.NOT_DECLARED),
        ({"erased": True}, Bar.ERASED),
    ],
)
def test_what_others_rely_on_stays_with_its_reason(changes: dict[str, Any], bar: Bar) -> None:
    assert bar_of(event(**changes), None) is bar


def test_an_account_goes_with_its_own_person_alone_once_it_is_closed() -> None:
    assert bar_of(of_people(), PERSON) is None
    assert bar_of(of_people(), None) is Bar.OF_ANOTHER
    other = ErasedPerson(id=UUID(int=8), login="b", name="B", email="", closed=True)
    assert bar_of(of_people(), other) is Bar.OF_ANOTHER
    open_ = ErasedPerson(id=WHO, login="a", name="A", email="", closed=False)
    assert bar_of(of_people(), open_) is Bar.OPEN_ACCOUNT


def test_what_remains_names_nobody_and_holds_nothing_typed() -> None:
    left = remains_of(event(), None)
    assert left.keys() == PAYLOAD.keys()
    assert left["actor"] == {**ACTOR, "name": ERASED}
    assert (left["result"], left["changes"], left["files"]) == ({}, [], [])
    assert left["moved"] == [{"state": "ab", "tasks": [{"id": "1", "note": ERASED}]}]
    assert "của A" not in str(left)
    assert "vì A" not in str(left)


def test_of_what_a_process_keeps_in_its_tables_only_who_did_it_goes() -> None:
    left = remains_of(event(handled=True), None)
    assert left == {**PAYLOAD, "actor": {**ACTOR, "name": ERASED}}


def test_an_account_is_named_by_nothing_that_remains() -> None:
    left = remains_of(of_people(), PERSON)
    assert left["person"] == {"id": str(WHO), "login": PERSON.login_after, "name": ERASED}
    assert left["proposed_by"] == ERASED


def test_what_another_did_keeps_their_name() -> None:
    other = {**ACTOR, "person": str(UUID(int=9)), "name": "B"}
    left = remains_of(of_people(payload={**OF_A, "actor": other}), PERSON)
    assert left["actor"] == other
